"""The curve of a function of one variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.shapes import Line
from gdanim.marks.axes_frame import mark_sizes

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.drawing.axes import Axes
    from gdanim.marks.panel_context import PanelContext


def sample_curve(axes: Axes, values: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Samples a curve at every half pixel.

    Parameters
    ----------
    axes
        The panel's axes.
    values
        The function, which maps (n,) to (n,).

    Returns
    -------
    xs, ys : numpy.ndarray
        The points (n,); NaN where the curve is broken: where it is not finite, or jumps across the panel at a pole.
    """
    xs = np.linspace(*axes.x_range, max(3, int(2 * axes.box.width)))
    ys = values(xs).copy()
    span = axes.y_range[1] - axes.y_range[0]
    with np.errstate(invalid="ignore"):  # between two infinities there is no jump
        jumps = np.flatnonzero(np.abs(np.diff(ys)) > 3 * span)
    poles = [jump for jump in jumps if ys[jump] * ys[jump + 1] < 0]
    ys[poles] = np.nan
    ys[~np.isfinite(ys)] = np.nan
    return xs, ys


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
    xs, ys = sample_curve(context.axes, context.trajectories[0].run.function.values)
    points = context.axes.to_pixels(xs, ys)
    return Line(points, context.theme.curve, mark_sizes(context).curve, clip=context.axes.box)
