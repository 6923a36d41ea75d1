"""Ticks, grid lines and tick labels of axes."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gdanim.drawing import log_ticks
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import COMPARISON, MIN_TEXT
from gdanim.drawing.stacking import clearing_shift
from gdanim.drawing.text import TextStyle
from gdanim.spelling import POWERS_BELOW, POWERS_FROM
from gdanim.text.numbers import NumberFormat, mathtext, power_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.axis_range import Range
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.label import Anchor
    from gdanim.drawing.text import Typesetter
    from gdanim.themes import Theme

    WriteNumber = Callable[[str], str]

_MARKUP = re.compile(r"[${}^\\]|times|cdot|[.,\u202f]")  # the markup of formulas, and characters with hardly any width
STEP_MULTIPLES = (1, 2, 5, 10)
MIN_TICKS = 2
MAX_TICKS = 12
X_LABEL_BASELINE = 18  # units from an axis down to the baseline of its tick labels
Y_LABEL_OFFSET = 9  # units from an axis to the ends of its tick labels
CORNER_GAP = 1, 1  # pixels across and down between labels below axes and beside them
X_TICK_SPACING, Y_TICK_SPACING, LOG_TICK_SPACING = 78, 36, 24  # units: minimum distance between neighbouring ticks
LABEL_GAP = 4  # pixels: minimum distance between neighbouring labels below an axis
DIGIT_WIDTH = 0.6  # fraction of a label's font size
POWER_GAP = 6  # pixels between an axis' last label and its power of ten
ZERO_TOLERANCE = 1e-9  # fraction of the tick distance: numbers nearer to zero are zero
MIN_LOG_RATIO = 10.0  # a logarithmic axis with a smaller ratio of its ends may have linear ticks
FEW_TICKS, ENOUGH_TICKS = 3, 5  # fewer ticks hardly show a scale; denser ones are then better
WIDE_SPACING = 1.55  # relative tick spacing in a large panel
SMALL_PANEL, LARGE_PANEL = (500, 250), (700, 350)  # units: (width, height) between which the spacing grows


def ticks(limits: Range, max_count: int, *, log: bool = False, whole: bool = False) -> list[float]:
    """Returns round numbers in ``limits``, about ``max_count`` and at least two; on a logarithmic axis powers of ten.

    ``whole``: they are whole numbers, if there are two within the limits.
    """
    min_count = FEW_TICKS if log and limits[1] < MIN_LOG_RATIO * limits[0] else MIN_TICKS
    if log and len(numbers := log_ticks.ticks(limits, max_count)) >= min_count:
        return numbers
    min_step = 1.0 if whole and len(_multiples(limits, 1.0)) >= MIN_TICKS else 0.0
    step = max(min_step, _round_step((limits[1] - limits[0]) / max(1, max_count)))
    while len(numbers := _multiples(limits, step)) < MIN_TICKS:  # a single number shows no scale
        step = _round_step(step / 2.5)
    finer = _multiples(limits, max(min_step, _round_step(step / 2.5)))
    return (
        finer if len(numbers) < FEW_TICKS <= max_count and len(finer) <= max(max_count + 1, ENOUGH_TICKS) else numbers
    )


def _multiples(limits: Range, step: float) -> list[float]:
    first, last = math.ceil(limits[0] / step - 1e-9), math.floor(limits[1] / step + 1e-9)
    return [count * step for count in range(first, last + 1)]


def _round_step(least: float) -> float:
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * step for step in STEP_MULTIPLES if power * step >= least * (1 - 1e-9))


def labels(values: list[float], *, log: bool = False, write: WriteNumber = str) -> list[str]:
    """Returns the texts of ticks: with equal decimals, or on a logarithmic axis each with its own.

    On a linear axis a common power of ten is left out: it is printed once, at the axis' end.
    """
    if log:
        return log_ticks.labels(values, write)
    unit = 10.0 ** shared_power(values)
    gap = min((b - a for a, b in pairwise(values)), default=max(map(abs, values), default=1.0) or 1.0)
    printed = NumberFormat(_decimals(gap / unit))
    return [write(printed.padded(value / unit) if abs(value) > ZERO_TOLERANCE * gap else "0") for value in values]


def shared_power(values: list[float]) -> int:
    """Returns the common power of ten of numbers that would be printed with powers; 0 for others."""
    max_value = max(map(abs, values), default=0.0)
    sizes = [abs(value) for value in values if abs(value) > ZERO_TOLERANCE * max_value]
    if not sizes or (min(sizes) >= POWERS_BELOW and max_value < POWERS_FROM):
        return 0
    return math.floor(math.log10(max_value) + 1e-9)


def _power_label(values: list[float], typesetter: Typesetter, style: TextStyle, write: WriteNumber) -> list[Label]:
    """Returns the label of the power of ten that an axis' tick labels share, not yet placed; empty if there is none."""
    power = shared_power(values)
    text = write(f"${mathtext(power_text(power))}$")
    return [Label(typesetter, style, side="right").set_text(text)] if power else []


def _decimals(gap: float) -> int:
    """Returns the number of decimals that distinguishes numbers ``gap`` apart."""
    return max(0, -math.floor(math.log10(gap) + 1e-9))


def grid(axes: Axes, theme: Theme, unit: float, *, vertical: bool = True, horizontal: bool = True) -> list[Line]:
    """Makes the grid lines of axes.

    Parameters
    ----------
    axes
        The panel's axes.
    theme
        The theme, for the lines' colour.
    unit
        The page's scale.
    vertical, horizontal
        Whether there are lines at the ticks of the horizontal axis, and at those of the vertical one.

    Returns
    -------
    list of Line
        The lines, on whole pixels.
    """
    box, lines = axes.box, []
    if vertical:
        for value in x_ticks(axes, unit):
            x = round(axes.x(value)) + 0.5
            lines.append(Line([(x, box.top), (x, box.bottom)], theme.grid, max(1, unit), cap="butt"))
    if horizontal:
        for value in y_ticks(axes, unit):
            y = round(axes.y(value)) + 0.5
            lines.append(Line([(box.left, y), (box.right, y)], theme.grid, max(1, unit), cap="butt"))
    return lines


def x_ticks(axes: Axes, unit: float) -> list[float]:
    """Returns the ticks of the horizontal axis, as many as have room under it."""
    for max_count in range(_max_count(axes, axes.box.width, X_TICK_SPACING, unit), MIN_TICKS, -1):
        values = ticks(axes.x_range, max_count, log=axes.has_log_x, whole=axes.has_whole_x)
        if _have_room(axes, values, unit):
            return values
    return ticks(axes.x_range, MIN_TICKS, log=axes.has_log_x, whole=axes.has_whole_x)


def _have_room(axes: Axes, values: list[float], unit: float) -> bool:
    """Returns whether tick labels have room beside each other; their widths are estimated from the widest characters.

    They are not typeset: the grid has the same ticks, and no texts.
    """
    size = max(MIN_TEXT, COMPARISON.tick * unit)
    widths = [DIGIT_WIDTH * size * len(_MARKUP.sub("", text)) for text in labels(values, log=axes.has_log_x)]
    gaps = [axes.x(after) - axes.x(before) for before, after in pairwise(values)]
    needed = [(one + other) / 2 + LABEL_GAP for one, other in pairwise(widths)]
    return all(gap >= least for gap, least in zip(gaps, needed, strict=True))


def y_ticks(axes: Axes, unit: float) -> list[float]:
    """Returns the ticks of the vertical axis."""
    max_count = _max_count(axes, axes.box.height, Y_TICK_SPACING, unit)
    if axes.has_log_y:
        max_count = max(max_count, min(FEW_TICKS, int(axes.box.height / unit / LOG_TICK_SPACING)))
    values = ticks(axes.y_range, max_count, log=axes.has_log_y)
    reached = [value for value in values if value >= axes.lowest_y_tick]
    return reached if len(reached) > 1 else values


def _max_count(axes: Axes, length: float, spacing: float, unit: float) -> int:
    """Returns the maximum number of ticks for an axis of this length."""
    sides = zip((axes.box.width / unit, axes.box.height / unit), SMALL_PANEL, LARGE_PANEL, strict=True)
    wide = max(0.0, min(1.0, *((side - part) / (page - part) for side, part, page in sides)))
    return max(MIN_TICKS, min(MAX_TICKS, int(length / unit / (spacing * (1 + (WIDE_SPACING - 1) * wide)))))


def x_labels(
    axes: Axes,
    theme: Theme,
    typesetter: Typesetter,
    unit: float,
    size: float,
    write: WriteNumber = str,
    beside: Sequence[Label] = (),
) -> list[Label]:
    """Makes the tick labels under axes.

    Parameters
    ----------
    axes
        The panel's axes.
    theme
        The theme, for the labels' colour.
    typesetter
        The typesetter.
    unit
        The page's scale.
    size
        The font size in pixels.
    write
        Converts a number, or a power of ten between dollar signs, to a language's digits.
    beside
        The tick labels left of the axes; if the lowest would touch one below them, all of the latter are moved down.

    Returns
    -------
    list of Label
        The labels of the ticks in rising order, and the common power of ten.
    """
    values = x_ticks(axes, unit)
    style = TextStyle(size, theme.muted)
    y = axes.box.bottom + X_LABEL_BASELINE * unit + 1
    texts = labels(values, log=axes.has_log_x, write=write)
    made = [
        Label(typesetter, style, axes.x(value), y, "center").set_text(content)
        for value, content in zip(values, texts, strict=True)
    ]
    power = [] if axes.has_log_x else _power_label(values, typesetter, style, write)
    for label in power:
        made.append(label.move_to(max(axes.box.right, made[-1].box.right + POWER_GAP + label.image.width), y))
    lowered = clearing_shift([label.box for label in made], [label.box for label in beside], "down", CORNER_GAP)
    return [label.move_to(label.x, y + lowered) for label in made]


def y_labels(
    axes: Axes,
    theme: Theme,
    typesetter: Typesetter,
    unit: float,
    size: float,
    write: WriteNumber = str,
    offset: float = Y_LABEL_OFFSET,
) -> list[Label]:
    """Makes the tick labels left of axes.

    Parameters
    ----------
    axes, theme, typesetter, unit, size, write
        See ``x_labels``.
    offset
        The distance from the axis to the labels' right ends, in units.

    Returns
    -------
    list of Label
        The labels of the ticks in rising order, and the common power of ten.
    """
    values = y_ticks(axes, unit)
    style, end = TextStyle(size, theme.muted), axes.box.left - offset * unit
    texts = labels(values, log=axes.has_log_y, write=write)
    made = [
        Label(typesetter, style, end, axes.y(value) + style.middle_drop, "right").set_text(content)
        for value, content in zip(values, texts, strict=True)
    ]
    for label in [] if axes.has_log_y else _power_label(values, typesetter, style, write):
        last = made[-1].box
        anchors: list[Anchor] = [("right", end, axes.box.top + style.ascent), ("right", end, last.top - POWER_GAP)]
        place_label(label, anchors, [Obstacles([last], penalty=1)])
        made.append(label)
    return made
