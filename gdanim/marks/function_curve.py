"""The curve of a function of one variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.shapes import Line
from gdanim.marks.axes_frame import scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.drawing.axes import Axes
    from gdanim.panels import PanelContext


def samples(axes: Axes, values: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The curve at every half pixel, broken where it jumps over the whole picture (a pole)."""
    xs = np.linspace(*axes.x_range, max(3, int(2 * axes.box.width)))
    ys = values(xs).copy()
    span = axes.y_range[1] - axes.y_range[0]
    with np.errstate(invalid="ignore"):  # between two infinities there is no jump
        jumps = np.flatnonzero(np.abs(np.diff(ys)) > 3 * span)
    poles = [jump for jump in jumps if ys[jump] * ys[jump + 1] < 0]
    ys[poles] = np.nan
    ys[~np.isfinite(ys)] = np.nan
    return xs, ys


def curve(context: PanelContext) -> Line:
    points = context.axes.to_pixels(*samples(context.axes, context.trajectories[0].run.function.values))
    return Line(points, context.theme.curve, scale(context).curve, clip=context.axes.box)
