"""The sizes of a panel's marks on a page 960 pixels wide, for a comparison and for a lesson."""

from __future__ import annotations

from dataclasses import dataclass, replace

HALO_WIDTH = 2.5  # units: width of the halo around balls and arrows
MIN_TEXT = 11.0  # pixels, on any page
DROP_LINE = 2.0  # units: width of drop lines
DROP_DASHES = (1.5, 2.6)  # dash and gap of drop lines, as fractions of the line width
TRAIL_RING, TRAIL_RING_STROKE = 4.2, 2.0  # units: radius and line width of rings on a trail
NARROW_WIDTH, MIN_SCALE = 260, 0.45  # pixels below which marks shrink with the panel; smallest scale
MANY_SCALE, MIN_BALL = 0.6, 3.0  # of the marks of many runs; pixels: the smallest radius of a ball
LONE_MAP_WIDTH = 600  # units: a lesson's narrower map shares the page, and has a comparison's sizes


@dataclass(frozen=True)
class Sizes:
    """Sizes of marks, in pixels.

    Attributes
    ----------
    curve
        The width of curves.
    ball
        The radius of balls.
    shaft, head
        The width of an arrow's shaft, and its head's length and width.
    label, tick
        The font sizes of labels and of tick labels.
    """

    curve: float
    ball: float
    shaft: float
    head: tuple[float, float]
    label: float
    tick: float = 15

    def of_runs(self, scale: float) -> Sizes:
        """Returns the sizes with balls and arrows scaled; curves and texts stay as they are."""
        length, width = self.head
        ball = max(MIN_BALL, scale * self.ball) if scale != 1 else self.ball
        return replace(self, ball=ball, shaft=scale * self.shaft, head=(scale * length, scale * width))


COMPARISON = Sizes(curve=3.2, ball=11, shaft=6, head=(18, 16), label=16)
LESSON = Sizes(curve=3.6, ball=15, shaft=9, head=(26, 24), label=18)


def panel_sizes(*, is_lesson: bool, unit: float, width: float, line: float = 1.0) -> Sizes:
    """Scales the sizes of marks to a page and a panel.

    Parameters
    ----------
    is_lesson
        Whether the panel is that of a lesson.
    unit
        The page's scale.
    width
        The panel's width, in pixels.
    line
        The theme's factor for line widths.

    Returns
    -------
    Sizes
        The sizes in pixels.
    """
    size = LESSON if is_lesson else COMPARISON
    scale = unit * narrow_scale(width)
    return Sizes(
        curve=max(1.2, size.curve * scale * line),
        ball=max(MIN_BALL, size.ball * scale),
        shaft=max(1.6, size.shaft * scale),
        head=(size.head[0] * scale, size.head[1] * scale),
        label=max(MIN_TEXT, size.label * unit),
        tick=max(MIN_TEXT, size.tick * unit),
    )


def map_sizes(*, is_lesson: bool, unit: float, width: float) -> Sizes:
    """Returns the sizes of a map or a surface: a lesson's own only if it has the page to itself."""
    return panel_sizes(is_lesson=is_lesson and width >= LONE_MAP_WIDTH * unit, unit=unit, width=width)


def scaled_dashes(dashes: tuple[float, float], factor: float) -> tuple[float, float]:
    """Returns the lengths of a dash and of the gap after it, multiplied by a factor."""
    return dashes[0] * factor, dashes[1] * factor


def narrow_scale(width: float, full_width: float = NARROW_WIDTH) -> float:
    """Returns the factor by which the marks of a panel shrink that is narrower than ``full_width``, in pixels."""
    return min(1.0, max(MIN_SCALE, width / full_width))
