"""Finds characters of a scene's texts that no font contains; each is a problem with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.errors import Problem
from gdanim.functions.data import COLUMNS
from gdanim.messages import message
from gdanim.scene import node_at
from gdanim.text import words
from gdanim.text.typesetting import pieces
from gdanim.themes import font_files
from gdanim.yaml import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gdanim.errors import KeyPath
    from gdanim.scene import Scene
    from gdanim.yaml import Node

LABEL_WEIGHTS = ("regular", "semibold")
FEW_FAMILIES = 4  # of those with Chinese letters, that a message names


@dataclass(frozen=True)
class DrawnText:
    """A text, its place in the scene, its name there, and the weights in which it is drawn."""

    path: KeyPath
    name: str
    text: str
    weights: tuple[str, ...] = ("regular",)


def problems(scene: Scene, font: str | None, languages: Collection[str] = ()) -> list[Problem]:
    """Returns a problem for each drawn text with characters that no available font contains.

    ``font`` precedes the built-in fonts. ``languages`` are checked as well as the scene's own.
    """
    lacking = _language_problem(scene, font)
    if lacking:
        return [Problem(lacking, ("language",))]
    texts = dict.fromkeys((*_scene_texts(scene), *_translated_texts(scene, languages), *_column_names(scene)))
    return [Problem(problem, drawn.path) for drawn in texts if (problem := _problem(drawn, font))]


def _scene_texts(scene: Scene) -> Iterator[DrawnText]:
    """Yields the texts in the scene's language."""
    yield DrawnText(("title",), "title", scene.title or "", ("bold",))
    yield DrawnText(("caption",), "caption", scene.caption or "")
    for index, run in enumerate(scene.runs):
        if not run.label_fields:
            yield DrawnText(("runs", index, "label"), "label", run.label, LABEL_WEIGHTS)
    for index, note in enumerate(scene.notes):
        yield DrawnText(("notes", index, "text"), "text", note.text, ("semibold",))
    for key, text in scene.terms:
        yield DrawnText(("terms", key), key, text, LABEL_WEIGHTS)


def _translated_texts(scene: Scene, languages: Collection[str]) -> Iterator[DrawnText]:
    """Yields the texts in other languages; a term may be given in some of them only."""
    terms = node_at(scene, ("terms",))
    keys = terms.keys() if isinstance(terms, Mapping) else ()
    texts = (*_scene_texts(scene), *(DrawnText(("terms", key), key, "", LABEL_WEIGHTS) for key in keys))
    for drawn in texts:
        given = node_at(scene, drawn.path)
        for code, text in given.items if isinstance(given, Mapping) else ():
            if code.text in languages and code.text != scene.language and isinstance(text, Scalar):
                yield DrawnText((*drawn.path, code.text), drawn.name, text.text, drawn.weights)


def _column_names(scene: Scene) -> Iterator[DrawnText]:
    """Yields the column names that a data panel shows, located at the options or at the data file that name them."""
    for index, run in enumerate(scene.runs):
        for option, name in zip(COLUMNS, run.function.column_names, strict=False):
            yield DrawnText(_column_path(scene, index, option, name), f"the column {name!r}", name)


def _column_path(scene: Scene, index: int, option: str, name: str) -> KeyPath:
    """Returns the path of the option that names this column, or of the function if only the data file names it."""
    function = next(
        (path for path in (("runs", index, "function"), ("function",)) if node_at(scene, path)), ("function",)
    )
    leaves = _leaves(node_at(scene, function), function)
    return next((path for path, text in leaves if path[-1] == option and text == name), function)


def _leaves(value: Node | None, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yields every scalar in ``value``, with its path."""
    if isinstance(value, Scalar):
        yield path, value.text
    elif isinstance(value, Mapping):
        for key, entry in value.items:
            yield from _leaves(entry, (*path, key.text))
    elif isinstance(value, Sequence):
        for index, entry in enumerate(value.items):
            yield from _leaves(entry, (*path, index))


def _language_problem(scene: Scene, font: str | None) -> str | None:
    """Returns the problem that no font here has the letters of the scene's language."""
    from gdanim.drawing import fonts

    name = str(words.of_scene(scene).data["name"])
    families = ", ".join(font_files.CHINESE_FAMILIES[:FEW_FAMILIES])
    is_lacking = bool(fonts.missing(name, preferred=font))
    return message("composition.no_font_for_language", name=name, families=families) if is_lacking else None


def _problem(drawn: DrawnText, font: str | None) -> str | None:
    from gdanim.drawing import fonts

    text = "".join(piece.text for piece in pieces(drawn.text) if not piece.is_maths)
    missing = dict.fromkeys(letter for weight in drawn.weights for letter in fonts.missing(text, weight, font))
    letters = ", ".join(f"{letter!r} (U+{ord(letter):04X})" for letter in missing)
    return message("composition.missing_glyphs", name=drawn.name, letters=letters) if letters else None
