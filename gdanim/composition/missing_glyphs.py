"""The letters of a scene's own texts that no font can set: each a problem with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.errors import Problem
from gdanim.scene import node
from gdanim.text.line import pieces
from gdanim.yaml import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gdanim.errors import KeyPath
    from gdanim.scene import Scene
    from gdanim.yaml import Node

AXES = ("x", "y")  # the options that choose the columns of a data problem


@dataclass(frozen=True)
class Drawn:
    """A text, where it stands, what it is called there, and the weights in which it is drawn."""

    path: KeyPath
    name: str
    text: str
    weights: tuple[str, ...] = ("regular",)


def problems(scene: Scene, font: str | None, languages: Collection[str] = ()) -> list[Problem]:
    """``font`` is asked before the fonts that are there always. ``languages`` are looked at as well as the scene's."""
    found: list[Problem] = []
    for drawn in dict.fromkeys((*_own(scene), *_others(scene, languages), *_axes(scene))):
        message = _fault(drawn, font)
        found += [Problem(message, drawn.path)] if message else []
    return found


def _own(scene: Scene) -> Iterator[Drawn]:
    """The texts in the scene's language."""
    yield Drawn(("title",), "title", scene.title or "", ("bold",))
    yield Drawn(("caption",), "caption", scene.caption or "")
    for index, run in enumerate(scene.runs):
        if not run.differs:
            yield Drawn(("runs", index, "label"), "label", run.label, ("regular", "semibold"))
    for index, note in enumerate(scene.notes):
        yield Drawn(("notes", index, "text"), "text", note.text, ("semibold",))
    for key, text in scene.terms:
        yield Drawn(("terms", key), key, text, ("regular", "semibold"))


def _others(scene: Scene, languages: Collection[str]) -> Iterator[Drawn]:
    """The same texts as they are given in other languages; a term may be given in others only."""
    terms = node(scene, ("terms",))
    keys = terms.keys() if isinstance(terms, Mapping) else ()
    texts = (*_own(scene), *(Drawn(("terms", key), key, "", ("regular", "semibold")) for key in keys))
    for drawn in texts:
        given = node(scene, drawn.path)
        for code, text in given.items if isinstance(given, Mapping) else ():
            if code.text in languages and code.text != scene.language and isinstance(text, Scalar):
                yield Drawn((*drawn.path, code.text), drawn.name, text.text, drawn.weights)


def _axes(scene: Scene) -> Iterator[Drawn]:
    """The names of the columns that a panel of data shows, at the options that choose them or at the data's file."""
    for index, run in enumerate(scene.runs):
        sample = getattr(run.function, "sample", None)
        for option, name in zip(AXES, sample.names if sample else (), strict=False):
            yield Drawn(_place(scene, index, option, name), f"the column {name!r}", name)


def _place(scene: Scene, run: int, option: str, name: str) -> KeyPath:
    """Where a column is chosen, or the function where its file alone names it."""
    top = next((path for path in (("runs", run, "function"), ("function",)) if node(scene, path)), ("function",))
    chosen = (path for path, text in _leaves(node(scene, top), top) if path[-1] == option and text == name)
    return next(chosen, top)


def _leaves(below: Node | None, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(below, Scalar):
        yield path, below.text
    elif isinstance(below, Mapping):
        for key, value in below.items:
            yield from _leaves(value, (*path, key.text))
    elif isinstance(below, Sequence):
        for index, value in enumerate(below.items):
            yield from _leaves(value, (*path, index))


def _fault(drawn: Drawn, font: str | None) -> str | None:
    from gdanim.drawing import fonts

    words = "".join(piece.text for piece in pieces(drawn.text) if not piece.maths)
    missing = dict.fromkeys(letter for weight in drawn.weights for letter in fonts.missing(words, weight, font))
    letters = ", ".join(f"{letter!r} (U+{ord(letter):04X})" for letter in missing)
    return (
        f"{drawn.name} holds {letters}, which no font here can draw; font: may name one that can" if letters else None
    )
