"""What moves on a surface: balls and their paths, which the surface may hide."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.drawing import sizes
from gdanim.marks.run_ball import RunBall
from gdanim.marks.run_layer import RunLayer, RunLayers
from gdanim.marks.step_arrow import StepArrow
from gdanim.marks.trail_mark import trail_mark
from gdanim.panels.surface.paths import HiddenBall, SurfacePath

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.drawing.projection3d import Projection
    from gdanim.panels import PanelContext

SAMPLES = np.linspace(0.0, 1.0, 25)[:, None]  # parts of a step: between them its path over the surface is straight
SHRUNK = 0.9  # times the ball's usual size, where several share a surface


def surface_runs(context: PanelContext, view: Projection) -> RunLayers:
    """All runs on a surface, as one sees them from a view."""
    return RunLayers([SurfaceRun(context, index, view) for index in range(len(context.trajectories))])


class SurfaceRun(RunLayer):
    """One run on the surface. Points of it are (n, 3): the two variables and the function's value."""

    ball: RunBall

    def __init__(self, context: PanelContext, index: int, view: Projection) -> None:
        super().__init__(context, index)
        self.view, self.function = view, self.trajectory.run.function
        size = sizes.map_sizes(is_lesson=context.is_lesson, unit=context.unit, width=context.axes.box.width)
        points = np.column_stack((self.trajectory.points, self.trajectory.values))
        self.ball = RunBall(context, index, size.ball * (SHRUNK if context.several else 1), view.to_page(points))
        self.hidden_ball = HiddenBall(self.colour, self.ball.radius, context.unit)
        self.path = SurfacePath(context, view, self.colour, [])
        self.step_arrow = StepArrow(context, size, self.ball)

    def levels(self) -> Sequence[Sequence[Mark]]:
        if "ball" not in self.context.shown_marks:
            return ()
        path: list[Mark] = [self.path] if "trail" in self.context.shown_marks else []
        return ([*path, self.hidden_ball, *self.step_arrow.marks, self.ball],)

    def show(self, moment: Moment) -> None:
        step = min(moment.step, self.last)
        moving = step < self.last and moment.travel > 0 and self._is_finite(step + 1)
        while step and not self._is_finite(step):
            step -= 1
        path = self._path(step, moment.travel) if moving else self._point(step)
        self.path.pieces = [path] if moving else []
        self._show_ball(path[-1:])
        tip, lands_in_sight = self._landing(step) if self.ball.visible else (None, False)
        self.step_arrow.show(moment.reveal(*appearance.STEP_ARROW), tip, lands_in_sight=lands_in_sight)

    def _is_finite(self, step: int) -> bool:
        return bool(np.isfinite(self.trajectory.points[step]).all()) and math.isfinite(self.trajectory.values[step])

    def _path(self, step: int, part: float = 1.0) -> np.ndarray:
        """The way from x_k over the surface, up to ``part`` of it."""
        begin, end = self.trajectory.points[step], self.trajectory.points[step + 1]
        points = begin + part * SAMPLES * (end - begin)
        return np.column_stack((points, self.function.values(points)))

    def _point(self, step: int) -> np.ndarray:
        """The ball at rest, (1, 3)."""
        return np.array([[*self.trajectory.points[step], self.trajectory.values[step]]])

    def _page(self, point: np.ndarray) -> Point:
        x, y = self.view.to_page(point)[0]
        return float(x), float(y)

    def _is_inside(self, point: np.ndarray) -> bool:
        return bool(self.view.inside(point)[0])

    def _is_hidden(self, point: np.ndarray) -> bool:
        return bool(self.view.hidden(self.function, point)[0])

    def _show_ball(self, point: np.ndarray) -> None:
        inside = self._is_inside(point)
        hidden = inside and self._is_hidden(point)
        at = self._page(point) if inside else (0.0, 0.0)
        self.ball.move_to(*at).visible = inside and not hidden
        self.hidden_ball.move_to(*at).visible = hidden

    def _landing(self, step: int) -> tuple[Point | None, bool]:
        """Where the step lands on the page, or None where that is not shown; and whether it is in sight there."""
        if step == self.last or not self._is_finite(step + 1):
            return None, False
        point = self._point(step + 1)
        return (self._page(point), not self._is_hidden(point)) if self._is_inside(point) else (None, False)

    def persist(self, step: int) -> Sequence[Mark]:
        """The path that ends on x_k, and the mark there."""
        if "trail" not in self.context.shown_marks or step > self.last or not self._is_finite(step):
            return ()
        marks: list[Mark] = []
        if step and self._is_finite(step - 1):
            marks.append(SurfacePath(self.context, self.view, self.colour, [self._path(step - 1)]))
        point, unit = self._point(step), self.context.unit
        if self._is_inside(point) and not self._is_hidden(point):
            at, ring = self._page(point), (5 if step == 0 else 3.4) * unit
            marks.append(trail_mark(self, at, marker=3.2 * unit, ring=ring, stroke=2 * unit, is_start=step == 0))
        return marks
