"""Sizes of a panel's marks at 960 pixels, for a comparison and for a lesson. Multiply by the page's unit."""

from __future__ import annotations

from dataclasses import dataclass

HALO = 2.5
LEAST_TEXT = 11.0  # pixels, on any page
DROP = 2.0
DASH = (1.5, 2.6)  # in line widths' pixels
RING, RING_STROKE = 4.2, 2.0


@dataclass(frozen=True)
class Sizes:
    """Pixels: line widths, radii, arrow shapes and text sizes."""

    curve: float
    ball: float
    shaft: float
    head: tuple[float, float]
    label: float
    tick: float = 15


COMPARISON = Sizes(curve=3.2, ball=11, shaft=6, head=(18, 16), label=16)
WIDE = 600  # units: a lesson's map under this width shares the page, and has a comparison's sizes
LESSON = Sizes(curve=3.6, ball=15, shaft=9, head=(26, 24), label=18)


def of(*, lesson: bool, unit: float, width: float, line: float = 1.0) -> Sizes:
    """Scaled to the page; in a panel under 260 pixels wide the ball and arrows shrink with it.

    ``line`` is what the theme multiplies widths by.
    """
    size = LESSON if lesson else COMPARISON
    scale = unit * small(width)
    return Sizes(
        curve=max(1.2, size.curve * scale * line),
        ball=max(3.0, size.ball * scale),
        shaft=max(1.6, size.shaft * scale),
        head=(size.head[0] * scale, size.head[1] * scale),
        label=max(LEAST_TEXT, size.label * unit),
        tick=max(LEAST_TEXT, size.tick * unit),
    )


def on_map(*, lesson: bool, unit: float, width: float) -> Sizes:
    """Of a map or a surface: a lesson's own only where it has the page to itself."""
    return of(lesson=lesson and width >= WIDE * unit, unit=unit, width=width)


def small(width: float) -> float:
    """What the marks of a narrow panel are multiplied by."""
    return min(1.0, max(0.45, width / 260))
