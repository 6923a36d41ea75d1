"""Reads ``theme`` and ``font``: names, or files beside the scene, which count as files of the scene."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim import registry, themes
from gdanim.messages import message
from gdanim.scene.advice import unknown_word
from gdanim.scene.options import summaries
from gdanim.scene.readers import Reader, described_words, pair_of
from gdanim.scene.value import INVALID
from gdanim.themes import font_files
from gdanim.yaml import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from gdanim.scene.files import Files
    from gdanim.scene.value import Invalid, Value


def with_located_files(root: Mapping, files: Files) -> Mapping:
    """Returns the scene with the paths of its style sheet and font file relative to the current folder.

    The files are added to those that the scene reads, including the files of a font family, which may differ on another
    machine or after an update.
    """
    items = []
    for key, value in root.items:
        with files.collect_problems(key.text):
            items.append((key, _located(value, files, key.text)))
    located = replace(root, items=tuple(items))
    families = [_style_sheet_font(theme) for theme in _each(located.get("theme"))]
    for family in (*families, _text_of(located.get("font"))):
        if family and not family.lower().endswith(font_files.EXTENSIONS):
            _add_family(family, files)
    return located


def _each(node: Node | None) -> tuple[Node | None, ...]:
    """Returns the items of a list, or a single value."""
    return node.items if isinstance(node, Sequence) else (node,)


def _style_sheet_font(theme: Node | None) -> str | None:
    """Returns the font family of a style sheet; None for anything else."""
    path = _text_of(theme)
    if not path or not path.lower().endswith(themes.STYLE_SHEET):
        return None
    with suppress(OSError, UnicodeDecodeError):
        return themes.style_sheet_font(path)
    return None


def _text_of(node: Node | None) -> str | None:
    return node.text if isinstance(node, Scalar) else None


def _add_family(family: str, files: Files) -> None:
    with suppress(font_files.UnknownFontError):
        for path in font_files.find(family).files:
            files.reads[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()


def _located(value: Any, files: Files, key: str) -> Any:
    if isinstance(value, Sequence) and key in FILES:
        return replace(value, items=tuple(_located(item, files, key) for item in value.items))
    endings, max_bytes = FILES.get(key, ((), 0))
    if not (isinstance(value, Scalar) and endings and value.text.lower().endswith(endings)):
        return value
    path = str(files.add(value.text, value, max_bytes))
    return replace(value, text=path, value=path)


def _theme(value: Value) -> str | Invalid:
    if value.content is None:
        return value.report_expected(message("scene.must_be_theme"))
    if value.text.lower().endswith(themes.STYLE_SHEET):
        return _style_sheet(value)
    names = registry.names("themes")
    if value.text not in names:
        return value.report(unknown_word("theme", value.text, names))
    if value.text not in registry.shipped("themes"):
        registry.load("themes", value.text)  # a plug-in's errors are reported at this value
    return value.text


def _themes(value: Value) -> tuple[str, ...] | Invalid:
    """Reads a theme, or a pair: a light one and a dark one."""
    if value.is_list:
        return _PAIR(value)  # type: ignore[no-any-return]
    theme = _theme(value)
    return INVALID if theme is INVALID else (theme,)  # type: ignore[return-value]


def _style_sheet(value: Value) -> str | Invalid:
    try:
        problems = themes.style_sheet_problems(value.text)
    except UnicodeDecodeError:
        return value.report(message("scene.theme_not_utf8", path=value.text))
    value.problems.extend(problem.replace(path=value.path) for problem in problems)
    return value.text


def _font(value: Value) -> str | Invalid:
    if not isinstance(value.content, str):
        return value.report_expected(message("scene.must_be_font"))
    try:
        font_files.find(value.text)
    except font_files.UnknownFontError as error:
        return value.report(error.args[0])
    return value.text


FILES = {"theme": ((themes.STYLE_SHEET,), 64 * 1024), "font": (font_files.EXTENSIONS, 64 * 1024 * 1024)}
"""The endings of file names and the most bytes that a file may have, by key."""
_ONE = Reader(
    _theme, lambda: {"anyOf": [described_words(summaries("themes")), {"type": "string", "pattern": r"\.mplstyle$"}]}
)
_PAIR = pair_of(_ONE)
THEMES = Reader(_themes, lambda: {"anyOf": [_ONE.schema(), _PAIR.schema()]})
FONT = Reader(_font, lambda: {"type": "string"})
