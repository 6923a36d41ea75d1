"""Colours by what they mean. A theme is a data file; this module reads it and knows nothing of drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.errors import Problem

Rgb = tuple[int, int, int]
STYLE = ".mplstyle"
"""The ending of a person's own style sheet, which may stand for a theme."""
LISTS = ("runs", "heights", "tangent_dashes")


@dataclass(frozen=True)
class Theme:
    """Each colour as ``#RRGGBB``; ``runs`` are the colours of runs 1 to 8 where several share one picture,
    ``heights`` those of a landscape from its deepest to its highest ground, at least two.

    ``line`` multiplies the widths of curve, tangent and paths, ``text`` the sizes of all words, numbers and formulas;
    ``tangent_dashes`` are in the line's width. ``font`` is a family's name, or a font file's path; None for gdanim's
    own.
    """

    name: str
    summary: str
    paper: str
    sheet: str
    ink: str
    muted: str
    axis: str
    grid: str
    chip: str
    curve: str
    ball: str
    ball_rim: str
    ball_light: str
    trail: str
    slope: str
    slope_edge: str
    slope_text: str
    tangent: str
    step: str
    minimum: str
    maximum: str
    runs: tuple[str, ...]
    heights: tuple[str, ...]
    line: float = 1.0
    text: float = 1.0
    tangent_dashes: tuple[float, ...] = ()
    font: str | None = None

    def colours(self) -> tuple[str, ...]:
        """Every colour once, paper first."""
        single = [value for value in vars(self).values() if isinstance(value, str) and value.startswith("#")]
        return tuple(dict.fromkeys([*single, *self.runs]))


def load(name: str) -> Theme:
    """Returns the theme of this name, or the style sheet of this path.

    Raises KeyError where there is no such theme, and PluginError for one from outside that can't be used.
    """
    if name.endswith(STYLE):
        from gdanim.themes import style_sheet

        return style_sheet.theme(name)
    return _named(name)


def problems(path: str) -> tuple[Problem, ...]:
    """What is wrong with a style sheet, each with its line. Raises OSError, and UnicodeDecodeError."""
    from gdanim.themes import style_sheet

    return style_sheet.read(path).problems


def unused(name: str) -> tuple[str, ...]:
    """The keys of a style sheet that say nothing about these pictures; none of a theme."""
    if not name.endswith(STYLE):
        return ()
    from gdanim.themes import style_sheet

    return style_sheet.read(name).unused


def _named(name: str) -> Theme:
    data: Mapping[str, Any] = registry.load("themes", name)
    others: dict[str, Any] = {key: tuple(each) if key in LISTS else each for key, each in data.items()}
    return Theme(name=name, **others.pop("colours"), **others)


def rgb(colour: str) -> Rgb:
    """``#RRGGBB`` as three numbers from 0 to 255."""
    return tuple(bytes.fromhex(colour[1:]))  # type: ignore[return-value]


def mix(colour: str, other: str, part: float) -> str:
    """``part`` of the way from ``colour`` to ``other``, in sRGB."""
    channels = (round(a + (b - a) * part) for a, b in zip(rgb(colour), rgb(other), strict=True))
    return "#" + bytes(channels).hex().upper()
