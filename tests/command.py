"""The command line, within the test's own process."""

from typer.testing import CliRunner

from gdanim.cli import app


def run(*arguments):
    """What came of ``gdanim arguments``: its exit code, and what it wrote."""
    return CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)
