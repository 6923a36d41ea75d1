"""The moving marks of a surface: balls and their paths, which the surface may hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.drawing import sizes
from gdanim.marks.offscreen_labels import LabelledRunLayers
from gdanim.marks.run_ball import RunBall
from gdanim.marks.run_layer import RunLayer
from gdanim.marks.step_arrow import StepArrow
from gdanim.marks.trail_mark import trail_mark
from gdanim.panels.surface.ball_path import SurfaceBallPath, SurfaceOffscreenMarker
from gdanim.panels.surface.paths import HiddenBall, SurfacePath

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Point
    from gdanim.drawing.projection3d import Projection
    from gdanim.marks.ball_path import BallState
    from gdanim.marks.offscreen import OffscreenMarker
    from gdanim.panels import PanelContext

SHARED_BALL_SCALE = 0.9  # relative size of balls where several share a surface


def surface_runs(context: PanelContext, view: Projection) -> LabelledRunLayers:
    """Returns all runs on a surface, in a view."""
    runs = [SurfaceRun(context, index, view) for index in range(len(context.trajectories))]
    return LabelledRunLayers(runs, runs[0].ball.reach)


class SurfaceRun(RunLayer):
    """One run on the surface."""

    ball: RunBall
    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int, view: Projection) -> None:
        super().__init__(context, index)
        self.view, self.function = view, self.trajectory.run.function
        size = sizes.map_sizes(is_lesson=context.is_lesson, unit=context.unit, width=context.axes.box.width)
        self.ball_path = SurfaceBallPath(self.trajectory, view)
        points = np.column_stack((self.trajectory.points, self.trajectory.values))
        scale = SHARED_BALL_SCALE if context.several else 1
        self.ball = RunBall(context, index, size.ball * scale, view.to_page(points))
        self.hidden_ball = HiddenBall(self.colour, self.ball.radius, context.unit)
        self.offscreen = SurfaceOffscreenMarker(context, self.ball_path, self.colour)
        self.path = SurfacePath(context, view, self.colour, [])
        self.step_arrow = StepArrow(context, size, self.ball)

    def levels(self) -> Sequence[Sequence[Mark]]:
        if "ball" not in self.context.shown_marks:
            return ()
        path: list[Mark] = [self.path] if "trail" in self.context.shown_marks else []
        return ([*path, self.hidden_ball, *self.step_arrow.marks, self.ball], [*self.offscreen.marks])

    def show(self, moment: Moment) -> None:
        ball_state = self.ball_path.at(moment)
        step, travel = ball_state.step, ball_state.travel
        self.path.pieces = self.ball_path.moving_pieces(step, travel) if travel else []
        self._show_ball(ball_state)
        tip, lands_in_sight = self._landing(step) if self.ball.visible else (None, False)
        self.step_arrow.show(moment.reveal(*appearance.STEP_ARROW), tip, lands_in_sight=lands_in_sight)

    def _show_ball(self, ball_state: BallState) -> None:
        inside, step = ball_state.state == "inside", ball_state.step
        path, travel = self.ball_path, ball_state.travel
        point = path.moving_point(step, travel) if travel else path.point(step)
        hidden = inside and self._is_hidden(point)
        self.ball.move_to(ball_state.x, ball_state.y).visible = inside and not hidden
        self.hidden_ball.move_to(ball_state.x, ball_state.y).visible = hidden

    def _is_hidden(self, point: np.ndarray) -> bool:
        return bool(self.view.hidden(self.function, point)[0])

    def _landing(self, step: int) -> tuple[Point | None, bool]:
        """Returns the page position of the step's landing, or None if it isn't shown; and whether it is visible
        there.
        """
        path = self.ball_path
        if step == self.last or not path.is_inside(step + 1):
            return None, False
        return path.page_point(step + 1), not self._is_hidden(path.point(step + 1))

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the path that ends at x_k, and the mark there."""
        path = self.ball_path
        if "trail" not in self.context.shown_marks or step > self.last or not path.is_finite(step):
            return ()
        pieces = path.pieces(step - 1) if step else []
        marks: list[Mark] = [SurfacePath(self.context, self.view, self.colour, pieces)] if pieces else []
        if path.is_inside(step) and not self._is_hidden(path.point(step)):
            at, unit = path.page_point(step), self.context.unit
            ring = (5 if step == 0 else 3.4) * unit
            marks.append(trail_mark(self, at, marker=3.2 * unit, ring=ring, stroke=2 * unit, is_start=step == 0))
        return marks
