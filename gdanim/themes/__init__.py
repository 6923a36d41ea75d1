"""Colours by their meaning. A theme is a YAML file; this package reads it and knows nothing of drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.errors import Problem

Rgb = tuple[int, int, int]
STYLE_SHEET = ".mplstyle"
"""The extension of a matplotlib style sheet, which may be named instead of a theme."""
LISTS = ("runs", "heights", "tangent_dashes")


@dataclass(frozen=True)
class Theme:
    """The colours, line widths and font of a picture. Each colour is ``#RRGGBB``.

    Parameters
    ----------
    name
        The theme's name, or a style sheet's path.
    summary
        One line for ``gdanim list themes``.
    paper, sheet
        Backgrounds of the page and of the axes.
    ink, muted
        Texts, and quieter texts.
    axis, grid, chip
        The lines of the axes, the grid's, and the plates behind texts.
    curve, tangent
        The function's graph and its tangent.
    ball, ball_rim, ball_light, trail
        The ball that stands for the iterate, its edge and highlight, and its path.
    slope, slope_edge, slope_text, step
        The slope's arrow with its edge and label, and the arrow of a step.
    minimum, maximum
        The marks of stationary points.
    runs
        The colours of runs 1 to 8, where several share one picture.
    heights
        At least two colours of a map, from the lowest height to the highest.
    line_scale
        A factor of the widths of curve, tangent and paths.
    text_scale
        A factor of the sizes of all texts.
    tangent_dashes
        Lengths of the tangent's dashes and gaps, in widths of its line.
    font
        A family's name, or a font file's path; None for gdanim's own font.
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
    line_scale: float = 1.0
    text_scale: float = 1.0
    tangent_dashes: tuple[float, ...] = ()
    font: str | None = None

    def run_colour(self, style_index: int) -> str:
        """Returns the colour of a run among several; from the ninth style on the colours come again."""
        return self.runs[style_index % len(self.runs)]

    def colours(self) -> tuple[str, ...]:
        """Returns every colour once, paper first."""
        single = [value for value in vars(self).values() if isinstance(value, str) and value.startswith("#")]
        return tuple(dict.fromkeys([*single, *self.runs]))


def load(name: str) -> Theme:
    """Returns the theme of this name, or the style sheet of this path.

    Raises KeyError where there is no such theme, and PluginError for one from outside that can't be used.
    """
    if name.endswith(STYLE_SHEET):
        from gdanim.themes import style_sheet

        return style_sheet.theme(name)
    return _load_named(name)


def style_sheet_problems(path: str) -> tuple[Problem, ...]:
    """Returns the problems of a style sheet, each with its line. Raises OSError, and UnicodeDecodeError."""
    from gdanim.themes import style_sheet

    return style_sheet.read(path).problems


def unused_keys(name: str) -> tuple[str, ...]:
    """Returns the keys of a style sheet that have no effect on a picture; none of a theme."""
    if not name.endswith(STYLE_SHEET):
        return ()
    from gdanim.themes import style_sheet

    return style_sheet.read(name).unused_keys


def _load_named(name: str) -> Theme:
    data: Mapping[str, Any] = registry.load("themes", name)
    others: dict[str, Any] = {key: tuple(value) if key in LISTS else value for key, value in data.items()}
    return Theme(name=name, **others.pop("colours"), **others)


def rgb(colour: str) -> Rgb:
    """``#RRGGBB`` as three numbers from 0 to 255."""
    return tuple(bytes.fromhex(colour[1:]))  # type: ignore[return-value]


def mix(colour: str, other: str, part: float) -> str:
    """Returns the colour at ``part`` of the way from ``colour`` to ``other``, in sRGB."""
    channels = (round(a + (b - a) * part) for a, b in zip(rgb(colour), rgb(other), strict=True))
    return "#" + bytes(channels).hex().upper()
