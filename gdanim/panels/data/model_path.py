"""A run's model on the page: its line where the panel shows it, and the border point that stands for a hidden one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.drawing.geometry import clip_line
from gdanim.panel_parts.ball_path import BallState, gone_state
from gdanim.panels.data import data_problem

if TYPE_CHECKING:
    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.geometry import PagePoint, Segment
    from gdanim.panels import PanelContext

MODEL_SAMPLES = 161  # of a model that is no straight line
CLIP_MARGIN = 8.0  # pixels outside the panel where lines are cut
MARKER_INSET = 8.0  # pixels from the panel's sides to a marker on a model


def interpolated(trajectory: Trajectory, step: int, travel: float) -> list[float]:
    """Returns a run's parameters between a step and the next."""
    begin = trajectory.points[step]
    if not travel or not np.isfinite(trajectory.points[step + 1]).all():
        return begin.tolist()
    return (begin + travel * (trajectory.points[step + 1] - begin)).tolist()


class ModelPath:
    """The path of a run's model in the panel. ``anchor`` is the preferred x position of its marker."""

    def __init__(self, context: PanelContext, trajectory: Trajectory, anchor: float) -> None:
        self.context, self.trajectory, self.anchor = context, trajectory, anchor
        self.fit, self.axes = data_problem(context), context.axes
        self.last = len(trajectory.points) - 1
        self.xs = np.linspace(*context.axes.x_range, 2 if self.fit.is_straight else MODEL_SAMPLES)
        self.dense_xs = np.linspace(*context.axes.x_range, MODEL_SAMPLES)

    def parameters(self, step: int, travel: float) -> list[float]:
        """Returns the model's parameters, interpolated between two steps along the ball's straight path over a map."""
        return interpolated(self.trajectory, step, travel)

    def curve(self, parameters: list[float]) -> np.ndarray:
        """Returns points (n, 2) of the model on the page; a row of NaN separates two parts."""
        stretches = clip_line(self.axes.box.grown(CLIP_MARGIN), self._page_points(parameters, self.xs))
        rows = [row for stretch in stretches for row in ((np.nan, np.nan), *stretch)]
        return np.array(rows[1:]).reshape(-1, 2)

    def dense_curve(self, parameters: list[float]) -> np.ndarray:
        """Returns dense points (n, 2) of the model on the page, only those in the panel."""
        stretches = clip_line(self.axes.box, self._page_points(parameters, self.dense_xs))
        return np.array([point for stretch in stretches for point in stretch]).reshape(-1, 2)

    def marker_point(self, parameters: list[float]) -> PagePoint | None:
        """Returns the model's point in the panel that is nearest to the marker's position, or None."""
        box = self.axes.box.inset(MARKER_INSET, MARKER_INSET, MARKER_INSET, MARKER_INSET)
        at = self.axes.x_range[0] + (self.anchor - self.axes.box.left) / self.axes.box.width * np.ptp(self.axes.x_range)
        for stretch in clip_line(box, self._page_points(parameters, np.array([at, at + 1e-9 * abs(at)]))):
            return stretch[0]
        stretches = clip_line(box, self._page_points(parameters, self.dense_xs))
        found = [point for stretch in stretches for point in stretch]
        return min(found, key=lambda point: abs(point[0] - self.anchor), default=None)

    def _page_points(self, parameters: list[float], xs: np.ndarray) -> list[PagePoint]:
        with np.errstate(all="ignore"):
            heights = self.fit.predict(parameters, xs)
        return [(self.axes.x(x), self.axes.y(y)) for x, y in zip(xs.tolist(), heights.tolist(), strict=True)]

    # a marker at the border stands for a model of which the panel shows nothing

    def at(self, moment: Moment) -> BallState:
        """Returns the position of the model's marker at a moment on the run's own clock."""
        step, travel = moment.position(self.last)
        if not self.is_finite(step):
            return gone_state(self, self.axes.box, step)
        travel = travel if travel and self.is_finite(step + 1) else 0.0
        point = self.marker_point(parameters := self.parameters(step, travel))
        state: Literal["inside", "outside"] = "inside" if point else "outside"
        x, y = point or self._border(parameters)
        return BallState(step, x, y, travel, state, has_ended=step == self.last)

    def is_finite(self, step: int) -> bool:
        """Returns whether the model's parameters at a step are finite."""
        return bool(np.isfinite(self.trajectory.points[step]).all())

    def is_inside(self, step: int) -> bool:
        """Returns whether the panel shows a part of the model."""
        return self.is_finite(step) and self.marker_point(self.parameters(step, 0.0)) is not None

    def page_point(self, step: int) -> PagePoint:
        """Returns the position of the model's marker."""
        return self.border_point(step)

    def border_point(self, step: int) -> PagePoint:
        """Returns the position of the model's marker, or the border point above or below which the model is there."""
        parameters = self.parameters(step, 0.0)
        return self.marker_point(parameters) or self._border(parameters)

    def visible_segment(self, _step: int) -> Segment | None:
        """Returns None: a model's marker has no path."""
        return None

    def _border(self, parameters: list[float]) -> PagePoint:
        middle = np.array([sum(self.axes.x_range) / 2])
        _, y = self._page_points(parameters, middle)[0]
        return self.axes.clamp(self.anchor, y)
