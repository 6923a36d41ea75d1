"""Where the balls and arrows of a curve come to in a whole film: what stands still and is read is not set there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes

if TYPE_CHECKING:
    from gdanim.descent import Trajectory
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext


def swept(context: PanelContext) -> np.ndarray:
    """Boxes (n, 4) of left, top, right and bottom in page pixels; none where nothing of the kind is shown."""
    size = sizes.of(lesson=context.lesson, unit=context.unit, width=context.axes.box.width)
    made = [np.empty((0, 4))]
    for run in context.trajectories:
        places = context.axes.to_pixels(run.points[:, 0], run.values)
        if "ball" in context.show:
            made.append(_boxes(places[:, 0], places, size.ball))
        made += [_boxes(tips, places[: len(tips)], size.head[1] / 2) for tips in _tips(context, run)]
    return np.vstack(made)


def _tips(context: PanelContext, run: Trajectory) -> list[np.ndarray]:
    """The page's x at which each step's arrows end."""
    xs, made = run.points[:, 0], []
    if "step_arrow" in context.show:
        made.append(xs[1:])
    if "slope_arrow" in context.show:
        with np.errstate(all="ignore"):
            made.append(xs + run.gradients[:, 0])
    return [context.axes.to_pixels(tips, np.zeros(len(tips)))[:, 0] for tips in made]


def _boxes(tips: np.ndarray, places: np.ndarray, half: float) -> np.ndarray:
    """About what lies between ``tips`` and ``places``, ``half`` as high on either side and as far beyond."""
    ends, y = np.array([tips, places[:, 0]]), places[:, 1]
    return np.column_stack((ends.min(axis=0) - half, y - half, ends.max(axis=0) + half, y + half))


def meets(box: Box, boxes: np.ndarray) -> bool:
    """Whether a text would stand in one of these (n, 4); those without a place are in nobody's way."""
    left, top, right, bottom = boxes.T
    across = (box.left < right) & (left < box.right)
    return bool((across & (box.top < bottom) & (top < box.bottom)).any())
