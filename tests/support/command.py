"""The command line: within the test's own process, or as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

import gdanim
from gdanim.cli import app

GDANIM = (sys.executable, "-m", "gdanim")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(gdanim.__file__).parents[1])}
"""What a process of its own needs to find this very gdanim."""

WITH_IMPORTS = """
import sys
from gdanim.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def run(*arguments):
    """What came of ``gdanim arguments``: its exit code, and what it wrote."""
    return CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)


def imported(*arguments):
    """The modules that ``gdanim arguments`` imports, and the lines that it wrote to stdout and stderr."""
    command = [sys.executable, "-c", WITH_IMPORTS, *arguments]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8", check=True)
    *said, modules = done.stderr.splitlines()
    return set(modules.split()), done.stdout.splitlines(), said
