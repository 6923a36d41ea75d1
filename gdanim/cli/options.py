"""Options common to several commands, and the parsing of their values."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gdanim import registry, spelling
from gdanim.errors import UsageError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.scene import Scene

SceneFile = Annotated[Path, typer.Argument(metavar="SCENE", show_default=False)]
SceneFiles = Annotated[list[Path], typer.Argument(metavar="SCENE|FOLDER...", show_default=False)]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print only problems.")]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder of the files.")]
Formats = Annotated[
    list[str] | None, typer.Option("-f", "--format", metavar="gif,mp4", help="Formats that replace the scene's.")
]
Languages = Annotated[
    list[str] | None, typer.Option("-l", "--language", metavar="CODE", help="NAME.CODE.* for each one given.")
]
Changes = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change a key of the scene.")]


STDIN = Path("-")
"""The scene file that stands for the standard input."""


def load_scene(file: Path, changes: Sequence[str] | None = None, language: str | None = None) -> Scene:
    """Returns the scene of a file, or of the standard input. Raises SceneError, and UsageError for no text."""
    from gdanim import scene

    if file != STDIN:
        return scene.load(file, overrides(changes), language)
    return scene.load_text(sys.stdin.read(), "stdin", overrides(changes), language)


def overrides(changes: Sequence[str] | None) -> dict[str, str]:
    """Parses ``["timing.fps=25"]`` to a mapping. Raises UsageError for values that are not ``KEY=VALUE``."""
    pairs = [change.partition("=") for change in changes or ()]
    for key, sign, value in pairs:
        if not sign or not key.strip():
            raise UsageError(message("cli.set_without_value", found=key + sign + value))
    return {key.strip(): value for key, _, value in pairs}


def format_names(values: Sequence[str] | None) -> tuple[str, ...]:
    """Returns the names of formats, several of which may share a value with commas.

    Raises UsageError for an unknown one.
    """
    names = _split(values)
    for name in names:
        if name not in registry.names("encoders"):
            advice = spelling.advice(name, registry.names("encoders"))
            raise UsageError(message("render.unknown_format", name=name, advice=advice))
    return names


def language_codes(values: Sequence[str] | None) -> tuple[str, ...]:
    """Returns the codes of languages, several of which may share a value with commas.

    Raises UsageError for an unknown one.
    """
    codes = _split(values)
    for code in codes:
        if code not in registry.names("languages"):
            advice = spelling.advice(code, registry.names("languages"))
            raise UsageError(message("cli.unknown_language", code=code, advice=advice))
    return codes


def _split(values: Sequence[str] | None) -> tuple[str, ...]:
    """Returns each word once."""
    return tuple(dict.fromkeys(word.strip() for value in values or () for word in value.split(",")))
