"""The curve of a function of one variable."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Rectangle, Ring
from gdanim.drawing.sizes import scaled_dashes
from gdanim.functions.properties.jumps import jumps
from gdanim.panel_parts.curve_breaks import curve_breaks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.drawing.axes import Axes
    from gdanim.drawing.canvas import Mark
    from gdanim.functions import Function
    from gdanim.functions.properties.jumps import Jump
    from gdanim.panel_parts.panel_context import PanelContext

BREAK_WIDTH, BREAK_DASHES = 1.6, (7.0, 5.0)  # units: the width of a dashed line, and its dashes and gaps
BORDER_GAP = 3  # pixels: a line nearer to the panel's border is left out
END_RADIUS, END_WIDTH = 4.2, 2.2  # units: of the end of a curve at a jump
MIN_END_DISTANCE = 2.6  # of their radius: ends of jumps that are closer are left out
SAME_HEIGHT = 1e-9  # relative to a value, or to 1
LABEL_SIZE = 15  # units
HEIGHT_SAMPLES = 801  # of the curve, for its range


def heights(context: PanelContext) -> np.ndarray:
    """Returns samples (n,) of the curve on a panel's axis, whether or not they are in sight."""
    return context.function.values(np.linspace(*context.axes.x_range, HEIGHT_SAMPLES))


def sample_curve(
    axes: Axes, values: Callable[[np.ndarray], np.ndarray], leaps: Sequence[float] = ()
) -> tuple[np.ndarray, np.ndarray]:
    """Samples a curve at every half pixel.

    Parameters
    ----------
    axes
        The panel's axes.
    values
        The function, which maps (n,) to (n,).
    leaps
        The places of known jumps; others are looked for.

    Returns
    -------
    xs, ys : numpy.ndarray
        The points (n,); NaN where the curve is broken: at poles and jumps, and where it is not finite.
    """
    xs, ys = _samples(axes, values)
    breaks = curve_breaks(axes, values, xs, ys)
    for x in (*breaks.poles, *breaks.jumps, *leaps):
        index = min(max(int(np.searchsorted(xs, x)), 1), len(xs) - 1)
        ys[index - 1 : index + 1] = np.nan
    ys[~np.isfinite(ys)] = np.nan
    return xs, ys


def page_points(context: PanelContext) -> np.ndarray:
    """Returns points (n, 2) of the page along the curve of a panel's function, NaN where it is broken."""
    return _page_points(context.function, context.axes)


@lru_cache(maxsize=16)
def _page_points(function: Function, axes: Axes) -> np.ndarray:
    leaps = [jump.x for jump in jumps(function, *axes.x_range)]
    points = axes.to_pixels(*sample_curve(axes, function.values, leaps))
    points.flags.writeable = False
    return points


def _samples(axes: Axes, values: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    xs = np.linspace(*axes.x_range, max(3, int(2 * axes.box.width)))
    return xs, values(xs).copy()


def break_marks(context: PanelContext) -> list[Mark]:
    """Makes what shows where the function's curve is broken, to be drawn below it.

    Parameters
    ----------
    context
        The panel's context.

    Returns
    -------
    list of Mark
        A dashed line at each pole and each end of the domain, and a grey area with words where f has no value.
    """
    axes, theme, values = context.axes, context.theme, context.function.values
    breaks, box = curve_breaks(axes, values, *_samples(axes, values)), axes.box
    areas: list[Mark] = []
    lines, words = list(breaks.poles), []
    for gap in breaks.gaps:
        left, right = axes.x(gap[0]), axes.x(gap[1])
        areas.append(Rectangle(Box(left, box.top, right, box.bottom), theme.chip))
        lines += gap
        words += _no_value_label(context, left, right)
    width, dashes = BREAK_WIDTH * context.unit, scaled_dashes(BREAK_DASHES, context.unit)
    inside = [x for x in map(axes.x, lines) if box.left + BORDER_GAP < x < box.right - BORDER_GAP]
    ends = [[(x, box.top), (x, box.bottom)] for x in inside]
    return [*areas, *(Line(each, theme.axis, width, dashes=dashes, cap="butt") for each in ends), *words]


def _no_value_label(context: PanelContext, left: float, right: float) -> list[Mark]:
    """Returns the words in an area without values, if they fit and no run's end says the same."""
    if "names" not in context.shown_marks or any(
        trajectory.end_reason == "left_domain" for trajectory in context.trajectories
    ):
        return []
    style = context.text_style(LABEL_SIZE, context.theme.muted)
    label = Label(context.typesetter, style, (left + right) / 2, 0, "center")
    label.set_text(context.words.label("left_domain")).y = context.axes.box.top + 2 * style.size
    return [label] if label.image.width < right - left - style.size else []


def curve_line(context: PanelContext) -> Line:
    """Makes the curve of the function of a panel's runs.

    Parameters
    ----------
    context
        The panel's context.

    Returns
    -------
    Line
        The curve, clipped to the panel.
    """
    return Line(page_points(context), context.theme.curve, context.mark_sizes.curve, clip=context.axes.box)


def jump_ends(context: PanelContext) -> list[Mark]:
    """Makes the ends of the curve at its jumps, to be drawn over it.

    Parameters
    ----------
    context
        The panel's context.

    Returns
    -------
    list of Mark
        A full dot where the function has its value, a ring where it only comes close to one; none where jumps stand
        too close for their dots.
    """
    axes, theme, unit = context.axes, context.theme, context.unit
    leaps = _jumps(context)
    jump_xs = [axes.x(jump.x) for jump in leaps]
    radius = END_RADIUS * unit
    if any(later - earlier < MIN_END_DISTANCE * radius for earlier, later in pairwise(jump_xs)):
        return []
    marks: list[Mark] = []
    for jump, x in zip(leaps, jump_xs, strict=True):
        size = SAME_HEIGHT * max(1.0, abs(jump.value))
        for height in dict.fromkeys((jump.left.value, jump.right.value, jump.value)):
            y = axes.y(height) if math.isfinite(height) else math.nan
            if not axes.box.top < y < axes.box.bottom:
                continue
            inside = theme.curve if abs(height - jump.value) <= size else theme.paper
            marks.append(Ring(theme.curve, inside, radius, END_WIDTH * unit).move_to(x, y))
    return marks


def _jumps(context: PanelContext) -> tuple[Jump, ...]:
    return jumps(context.function, *context.axes.x_range)
