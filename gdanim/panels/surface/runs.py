"""The moving marks of a surface: balls and their paths, which the surface may hide."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.panel_parts.offscreen_labels import LabelledRunLayers
from gdanim.panel_parts.run_ball import RunBall
from gdanim.panel_parts.run_layer import RunLayer
from gdanim.panel_parts.step_arrow import StepArrow
from gdanim.panel_parts.trails import Trails
from gdanim.panels.surface.paths import FloorPath, HiddenBall, SurfacePath, sighted, stretches
from gdanim.panels.surface.surface_ball_path import SurfaceBallPath, SurfaceOffscreenMarker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.projection3d import Projection
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panel_parts.offscreen import OffscreenMarker
    from gdanim.panels import PanelContext
    from gdanim.panels.surface.paths import SightedPath

SHARED_BALL_SCALE = 0.9  # relative size of balls where several share a surface


def surface_runs(context: PanelContext, projection: Projection) -> SurfaceRuns:
    """Returns all runs on a surface, as one sees them from a view."""
    return SurfaceRuns([SurfaceRun(context, index, projection) for index in range(len(context.trajectories))])


class SurfaceRuns(LabelledRunLayers):
    """All runs on a surface. Trails behind it lie under those before it."""

    def __init__(self, layers: Sequence[SurfaceRun]) -> None:
        super().__init__(layers, layers[0].ball.reach)
        self.trails = Trails(layers[0].context, layers)

    def persist(self, step: int) -> list[Mark]:
        """Returns the marks that appear with a step of the animation's clock and stay."""
        return [*super().persist(step), *self.trails.persist(step)]


class SurfaceRun(RunLayer):
    """One run on the surface."""

    ball: RunBall
    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int, projection: Projection) -> None:
        super().__init__(context, index)
        self.projection, self.function = projection, self.trajectory.run.function
        size = context.map_sizes.of_runs(context.run_scale)
        self.ball_path = SurfaceBallPath(self.trajectory, projection)
        points = np.column_stack((self.trajectory.points, self.trajectory.values))
        radius, casing = size.ball * (SHARED_BALL_SCALE if context.has_several_runs else 1), context.theme.trail_casing
        self.ball = RunBall(context, index, radius, projection.to_page(points), casing=casing)
        self.hidden_ball = HiddenBall(self.colour, casing, self.ball.style_index, radius, context.unit)
        self.offscreen = SurfaceOffscreenMarker(context, self.ball_path, self.colour)
        self.path = SurfacePath(context, self.colour, ())
        self.step_arrow = StepArrow(context, size, self.ball)

    def levels(self) -> Sequence[Sequence[Mark]]:
        if "ball" not in self.context.shown_marks:
            return ()
        path: list[Mark] = [self.path] if "trail" in self.context.shown_marks else []
        return ([*path, self.hidden_ball, *self.step_arrow.marks, self.ball], [*self.offscreen.marks])

    def show(self, moment: Moment) -> None:
        ball_state = self.ball_path.at(moment)
        step, travel = ball_state.step, ball_state.travel_progress
        moving = self.ball_path.moving_pieces(step, travel) if travel else []
        self.path.pieces = sighted(self.projection, self.function, moving)
        self._show_ball(ball_state)
        tip, lands_in_sight = self._landing(step) if self.ball.visible else (None, False)
        begin = self.ball_path.page_point(step) if tip else None
        part = moment.reveal(*appearance.STEP_ARROW)
        self.step_arrow.show(part, tip, begin=begin, lands_in_sight=lands_in_sight, travel=travel)

    def _show_ball(self, ball_state: BallState) -> None:
        inside, step = ball_state.state == "inside", ball_state.step
        path, travel = self.ball_path, ball_state.travel_progress
        point = path.moving_point(step, travel) if travel else path.point(step)
        hidden = inside and self._is_hidden(point)
        self.ball.move_to(ball_state.x, ball_state.y).visible = inside and not hidden
        self.hidden_ball.move_to(ball_state.x, ball_state.y).visible = hidden

    def _is_hidden(self, point: np.ndarray) -> bool:
        return bool(self.projection.hidden(self.function, point)[0])

    def _landing(self, step: int) -> tuple[PagePoint | None, bool]:
        """Returns the page position of the step's landing, or None, and whether it is visible there."""
        path = self.ball_path
        if step == self.last or not path.is_inside(step + 1):
            return None, False
        return path.page_point(step + 1), not self._is_hidden(path.point(step + 1))

    def trail_pieces(self, step: int) -> Sequence[np.ndarray]:
        """Returns the parts in sight of the way to x_k."""
        return [
            points
            for piece in self._sighted_to.get(step, ())
            for points in stretches(piece.page, piece.is_inside & ~piece.is_hidden)
        ]

    def trail_point(self, step: int) -> PagePoint | None:
        """Returns where x_k lies, or None where it is out of sight."""
        path = self.ball_path
        return path.page_point(step) if path.is_inside(step) and not self._hidden_points[step] else None

    @cached_property
    def _hidden_points(self) -> np.ndarray:
        """Whether the surface hides each of the run's points, (n,)."""
        points = np.vstack([self.ball_path.point(step) for step in range(self.last + 1)])
        is_hidden = np.zeros(len(points), dtype=bool)
        is_inside = self.projection.inside(points)
        is_hidden[is_inside] = self.projection.hidden(self.function, points[is_inside])
        return is_hidden

    @cached_property
    def _sighted_to(self) -> dict[int, list[SightedPath]]:
        """The ways to the run's points as they are seen, by step."""
        pieces = [(step, piece) for step in range(1, self.last + 1) for piece in self._pieces_to(step)]
        seen: dict[int, list[SightedPath]] = {}
        found = sighted(self.projection, self.function, [piece for _, piece in pieces])
        for (step, _), piece in zip(pieces, found, strict=True):
            seen.setdefault(step, []).append(piece)
        return seen

    def _pieces_to(self, step: int) -> list[np.ndarray]:
        path = self.ball_path
        return path.pieces(step - 1) if path.is_finite(step) and path.is_finite(step - 1) else []

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the way to x_k on the floor and behind the surface; what is before it is the trail's."""
        if "trail" not in self.context.shown_marks or not 0 < step <= self.last:
            return ()
        pieces = self._pieces_to(step)
        marks: list[Mark] = []
        if pieces and self.context.options.shadow:
            marks.append(FloorPath(self.context, self.projection, self.colour, [piece[:, :2] for piece in pieces]))
        if pieces:
            marks.append(SurfacePath(self.context, self.colour, self._sighted_to[step], hidden_only=True))
        return marks
