"""The letters of a scene's own texts that no font can set: each a problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.errors import Problem
from gdanim.typeset import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.errors import Path
    from gdanim.scene import Scene


def problems(scene: Scene, font: str | None) -> list[Problem]:
    """``font`` is asked before the fonts that are there always."""
    return [
        Problem(message, path) for path, weight, text in _texts(scene) for message in _faults(text, weight, font, path)
    ]


def _texts(scene: Scene) -> Iterator[tuple[Path, str, str]]:
    """Where each text stands, the weight it is set in, and the text."""
    yield ("title",), "bold", scene.title or ""
    yield ("caption",), "regular", scene.caption or ""
    for index, run in enumerate(scene.runs):
        if not run.differs:
            yield ("runs", index, "label"), "regular", run.label
    for index, note in enumerate(scene.notes):
        yield ("notes", index, "text"), "semibold", note.text
    for key, text in scene.terms:
        yield ("terms", key), "semibold", text


def _faults(text: str, weight: str, font: str | None, path: Path) -> Iterator[str]:
    from gdanim.panels.marks import fonts

    words = "".join(piece.text for piece in pieces(text) if not piece.maths)
    missing = fonts.missing(words, weight, font)
    if missing:
        letters = ", ".join(f"{letter!r} (U+{ord(letter):04X})" for letter in missing)
        yield f"{path[-1]} holds {letters}, which no font here can draw; font: may name one that can"
