"""Ticks, grid lines and tick labels of a axes."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from gdanim.drawing import log_ticks
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import LEAST_TEXT
from gdanim.drawing.text import Label, TextStyle
from gdanim.text.numbers import MINUS

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.axis_range import Range
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.text import Typesetter
    from gdanim.themes import Theme

    Write = Callable[[str], str]

STEPS = (1, 2, 5, 10)
LEAST, MOST = 2, 12  # ticks of an axis
AWAY = 18  # a tick label's base line below its axis
ASIDE, NEAR = 9, 3  # a tick label's end left of its axis; and in pixels, where longer numbers would leave the page
APART_X, APART_Y = 78, 36  # between neighbouring ticks, at least
FEW, ENOUGH = 3, 5  # fewer ticks hardly tell a scale: better are so many closer ones
CLOSE = 24  # apart, powers of ten still can be read
WIDE = 1.55  # times as far apart in a panel of the page's width;
PART, PAGE = (500, 250), (700, 350)  # from the first width and height on, in units, ever farther until the second


def ticks(limits: Range, most: int, *, log: bool = False) -> list[float]:
    """Round numbers inside ``limits``, about ``most`` of them at most, but two; powers of ten on a logarithmic axis."""
    if log and len(found := log_ticks.ticks(limits, most)) >= LEAST:
        return found
    step = _round_step((limits[1] - limits[0]) / max(1, most))
    while len(found := _multiples(limits, step)) < LEAST:  # one number tells no scale
        step = _round_step(step / 2.5)
    finer = _multiples(limits, _round_step(step / 2.5))
    return finer if len(found) < FEW <= most and len(finer) <= max(most + 1, ENOUGH) else found


def _multiples(limits: Range, step: float) -> list[float]:
    first, last = math.ceil(limits[0] / step - 1e-9), math.floor(limits[1] / step + 1e-9)
    return [count * step for count in range(first, last + 1)]


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * step for step in STEPS if power * step >= least * (1 - 1e-9))


def labels(values: list[float], *, log: bool = False, write: Write = str) -> list[str]:
    """The texts beside ticks: all with the same number of decimals, or on a logarithmic axis with their own."""
    if log:
        return log_ticks.labels(values, write)
    if not values:
        return []
    most = max(abs(value) for value in values)
    gap = min((b - a for a, b in pairwise(values)), default=most or 1.0)
    if most < log_ticks.LONG and gap >= log_ticks.SHORT:
        places = _places(gap)
        return [write(f"{value:.{places}f}".replace("-", MINUS) if round(value, places) else "0") for value in values]
    power = math.floor(math.log10(most))
    return [log_ticks.written(value, power, _places(gap / 10.0**power)) for value in values]


def _places(gap: float) -> int:
    """Decimals that tell numbers so far apart from each other."""
    return max(0, -math.floor(math.log10(gap) + 1e-9))


def apart(labels: list[Label]) -> list[Label]:
    """Those that touch none before them."""
    kept: list[Label] = []
    for label in labels:
        one, others = label.box, [other.box for other in kept]
        if all(
            one.right + 2 < box.left or box.right + 2 < one.left or one.bottom < box.top or box.bottom < one.top
            for box in others
        ):
            kept.append(label)
    return kept


def grid(axes: Axes, theme: Theme, unit: float, *, across: bool = True, along: bool = True) -> list[Line]:
    """Quiet lines at the ticks: up from the horizontal axis where ``across``, along from the vertical one."""
    box, lines = axes.box, []
    if across:
        for value in x_ticks(axes, unit):
            x = round(axes.x(value)) + 0.5
            lines.append(Line([(x, box.top), (x, box.bottom)], theme.grid, max(1, unit), cap="butt"))
    if along:
        for value in y_ticks(axes, unit):
            y = round(axes.y(value)) + 0.5
            lines.append(Line([(box.left, y), (box.right, y)], theme.grid, max(1, unit), cap="butt"))
    return lines


def x_ticks(axes: Axes, unit: float) -> list[float]:
    return ticks(axes.x_range, _most(axes, axes.box.width, APART_X, unit), log=axes.x_log)


def y_ticks(axes: Axes, unit: float) -> list[float]:
    most = _most(axes, axes.box.height, APART_Y, unit)
    if axes.y_log:
        most = max(most, min(FEW, int(axes.box.height / unit / CLOSE)))
    return ticks(axes.y_range, most, log=axes.y_log)


def _most(axes: Axes, length: float, apart: float, unit: float) -> int:
    sides = zip((axes.box.width / unit, axes.box.height / unit), PART, PAGE, strict=True)
    wide = max(0.0, min(1.0, *((side - part) / (page - part) for side, part, page in sides)))
    return max(LEAST, min(MOST, int(length / unit / (apart * (1 + (WIDE - 1) * wide)))))


def x_labels(axes: Axes, theme: Theme, text: Typesetter, unit: float, size: float, write: Write = str) -> list[Label]:
    """``write`` puts numbers into a language's digits; powers of ten are formulas and keep theirs."""
    values = x_ticks(axes, unit)
    style = TextStyle(size, theme.muted)
    y = axes.box.bottom + AWAY * unit + 1
    return [
        Label(text, style, axes.x(value), y, "center").set_text(label)
        for value, label in zip(values, labels(values, log=axes.x_log, write=write), strict=True)
    ]


def y_labels(
    axes: Axes, theme: Theme, text: Typesetter, unit: float, size: float, write: Write = str, aside: float = ASIDE
) -> list[Label]:
    values = y_ticks(axes, unit)
    texts = labels(values, log=axes.y_log, write=write)
    end = axes.box.left - aside * unit
    while size > LEAST_TEXT and any(text.width(label, TextStyle(size, theme.muted)) >= end for label in texts):
        size = max(LEAST_TEXT, size - 1)  # long numbers in a narrow margin
    style = TextStyle(size, theme.muted)
    widest = max((text.width(label, style) for label in texts), default=0)
    end = min(max(end, widest + 1.0), axes.box.left - NEAR)
    lowest = axes.box.bottom + AWAY * unit - 1 - 1.15 * size  # lower ones would meet the other axis's
    made = [
        Label(text, style, end, axes.y(value) + 0.36 * size, "right").set_text(label)
        for value, label in zip(values, texts, strict=True)
        if axes.box.top + 0.3 * size <= axes.y(value) <= lowest
    ]
    return [label for label in made if label.box.left >= 1]
