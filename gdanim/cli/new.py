"""The command ``gdanim new``."""

from __future__ import annotations

import shlex
from pathlib import Path  # noqa: TC003  # typer reads the hints at run time
from typing import Annotated

import typer

from gdanim import registry, spelling
from gdanim.cli.console import print_data, print_message
from gdanim.cli.reference import schema_text
from gdanim.errors import RenderError, UsageError
from gdanim.messages import message

SCHEMA = "gdanim.schema.json"
"""The name of the schema beside a new scene, with which editors complete and check it."""
MODELINE = f"# yaml-language-server: $schema={SCHEMA}\n"
TEMPLATES = registry.names("templates")
LANGUAGES = ("en", "fa")


def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", show_default=False)],
    template: Annotated[
        str, typer.Option("--template", metavar="T", help=f"One of {', '.join(TEMPLATES)}.")
    ] = "lesson",
    language: Annotated[
        str, typer.Option("-l", "--language", metavar="CODE", help="The language of its comments, en or fa.")
    ] = "en",
) -> None:
    """Writes a commented scene that renders as it is, and beside it the schema for editors."""
    if template not in TEMPLATES:
        advice = spelling.advice(template, TEMPLATES)
        raise UsageError(message("cli.unknown_template", name=template, advice=advice))
    if language not in LANGUAGES:
        raise UsageError(message("cli.unknown_language", code=language, advice=spelling.advice(language, LANGUAGES)))
    if not name.name:
        raise UsageError(message("cli.no_file_name", name=name))
    if name.name.startswith("_"):
        raise UsageError(message("cli.name_for_extending", name=name))
    file = name if name.suffix in {".yaml", ".yml"} else name.with_name(f"{name.name}.yaml")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(MODELINE + _template(template, language).read_text(encoding="utf-8"))
        file.with_name(SCHEMA).write_text(schema_text(), encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise UsageError(message("cli.file_exists", file=file)) from error
    except OSError as error:
        raise RenderError(message("cli.file_not_written", file=file, reason=error.strerror)) from error
    print_data(file)
    argument = f"./{file}" if str(file).startswith("-") else str(file)
    print_message(f"now: gdanim render {shlex.quote(argument)}")


def _template(name: str, language: str) -> Path:
    """Returns the path of a template; those in other languages than English have a folder each beside it."""
    english = registry.data_file("templates", name)
    return english if language == "en" else english.parent / language / english.name
