"""The curve of a function of one variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.shapes import Line
from gdanim.marks.axes_frame import scale

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.drawing.axes import Plot
    from gdanim.panels import Stage


def samples(plot: Plot, values: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The curve at every half pixel, broken where it jumps over the whole picture (a pole)."""
    xs = np.linspace(*plot.x_range, max(3, int(2 * plot.box.width)))
    ys = values(xs).copy()
    span = plot.y_range[1] - plot.y_range[0]
    with np.errstate(invalid="ignore"):  # between two infinities there is no jump
        jumps = np.flatnonzero(np.abs(np.diff(ys)) > 3 * span)
    poles = [jump for jump in jumps if ys[jump] * ys[jump + 1] < 0]
    ys[poles] = np.nan
    ys[~np.isfinite(ys)] = np.nan
    return xs, ys


def curve(stage: Stage) -> Line:
    points = stage.plot.path(*samples(stage.plot, stage.trajectories[0].run.function.values))
    return Line(points, stage.theme.curve, scale(stage).curve, clip=stage.plot.box)
