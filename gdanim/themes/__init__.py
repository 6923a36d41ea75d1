"""Themes: colours by their meaning, read from YAML files. Independent of drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gdanim.errors import Problem

Rgb = tuple[int, int, int]
STYLE_SHEET = ".mplstyle"
"""The extension of a matplotlib style sheet, which may be named instead of a theme."""
GOOD_SHARE = 0.14  # of the minimum's colour in a good ground of no given colour
GOOD_INK = 0.15  # of the ink in the colour of words on a good ground
LISTS = ("runs", "heights", "tangent_dashes", "run_dashes")


@dataclass(frozen=True)
class Theme:
    """The colours, line widths and font of a picture. Each colour is ``#RRGGBB``.

    Parameters
    ----------
    name
        The theme's name, or a style sheet's path.
    summary
        A summary in one line, for ``gdanim list themes``.
    paper, sheet
        The backgrounds of the page and of the axes.
    ink, muted
        The colours of texts, and of secondary texts.
    axis, grid, chip
        The colours of axis lines, grid lines, and plates behind texts.
    curve, tangent
        The colours of the function's graph and its tangent.
    ball, ball_rim, ball_light, trail
        The colours of the ball that marks the iterate, of its edge and highlight, and of its path.
    slope, slope_edge, slope_text, step
        The colours of the slope's arrow, its edge and label, and of a step's arrow.
    minimum, maximum
        The colours of stationary points.
    runs
        The colours of runs 1 to 8, if several share one picture.
    heights
        The colours of a map, two or more, from the lowest value to the highest.
    line_scale
        A factor for the widths of curve, tangent and paths.
    text_scale
        A factor for the sizes of all texts.
    tangent_dashes
        Lengths of the tangent's dashes and gaps, in widths of its line.
    run_dashes
        Lengths of dashes and gaps in the lines of runs 1, 2 and so on, none for an unbroken line; for themes whose
        colours don't distinguish runs.
    casing
        The colour about lines and balls on a map or a surface; None for the paper's.
    good
        The ground where a step leads nearer to the goal, or a step size is safe; None for one made of ``minimum``.
    font
        A font family's name or a font file's path; None for gdanim's own font.
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
    run_dashes: tuple[tuple[float, ...], ...] = ()
    casing: str | None = None
    good: str | None = None
    font: str | None = None

    @property
    def trail_casing(self) -> str:
        """The colour about lines and balls on a map or a surface, against which they stand out."""
        return self.casing or self.paper

    @property
    def good_ground(self) -> str:
        """The ground where a step leads nearer to the goal, or a step size is safe."""
        return self.good or mix(self.paper, self.minimum, GOOD_SHARE)

    @property
    def good_text(self) -> str:
        """The colour of words on ``good_ground``: the minimum's, nearer to the ink."""
        return mix(self.minimum, self.ink, GOOD_INK)

    @property
    def other_ground(self) -> str:
        """The ground beside ``good_ground``, which differs from it."""
        return self.paper if self.sheet == self.good_ground else self.sheet

    @property
    def is_dark(self) -> bool:
        """Whether the paper is darker than the ink."""
        return sum(rgb(self.paper)) < sum(rgb(self.ink))

    def run_colour(self, style_index: int) -> str:
        """Returns the colour of a run among several; from the ninth style on, colours repeat."""
        return self.runs[style_index % len(self.runs)]

    def ramp_colour(self, part: float) -> str:
        """Returns the colour of one of many runs in order: from the first run's colour to the second's."""
        return mix(self.runs[0], self.runs[1], part)

    def colours(self) -> tuple[str, ...]:
        """Returns every colour once, the background first."""
        single = [value for value in vars(self).values() if isinstance(value, str) and value.startswith("#")]
        return tuple(dict.fromkeys([*single, self.good_ground, *self.runs]))


def load(name: str) -> Theme:
    """Returns the theme of this name, or the style sheet of this path.

    Raises KeyError if there is no such theme, and PluginError if one from outside can't be used.
    """
    if name.endswith(STYLE_SHEET):
        from gdanim.themes import style_sheet

        return style_sheet.theme(name)
    return _load_named(name)


def style_sheet_problems(path: str) -> tuple[Problem, ...]:
    """Returns the problems of a style sheet, each with its line. Raises OSError, and UnicodeDecodeError."""
    from gdanim.themes import style_sheet

    return style_sheet.read(path).problems


def style_sheet_font(path: str) -> str | None:
    """Returns the font family of a style sheet, the first that is installed."""
    from gdanim.themes import style_sheet

    return style_sheet.read(path).font


def unused_keys(name: str) -> tuple[str, ...]:
    """Returns the keys of a style sheet that don't affect pictures; none for a theme."""
    if not name.endswith(STYLE_SHEET):
        return ()
    from gdanim.themes import style_sheet

    return style_sheet.read(name).unused_keys


def _load_named(name: str) -> Theme:
    data: Mapping[str, Any] = registry.load("themes", name)
    others: dict[str, Any] = {key: _frozen(value) if key in LISTS else value for key, value in data.items()}
    return Theme(name=name, **others.pop("colours"), **others)


def _frozen(values: Iterable[Any]) -> tuple[Any, ...]:
    """Returns a list, and lists in it, as tuples."""
    return tuple(_frozen(value) if isinstance(value, list) else value for value in values)


def rgb(colour: str) -> Rgb:
    """Returns ``#RRGGBB`` as three numbers from 0 to 255."""
    return tuple(bytes.fromhex(colour[1:]))  # type: ignore[return-value]


def mix(colour: str, other: str, part: float) -> str:
    """Returns the sRGB interpolation from ``colour`` to ``other`` at ``part``, from 0 to 1."""
    channels = (round(a + (b - a) * part) for a, b in zip(rgb(colour), rgb(other), strict=True))
    return "#" + bytes(channels).hex().upper()
