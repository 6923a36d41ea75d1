"""The moving marks of a derivative panel: the slope at each ball, as a stem from the zero line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from gdanim.drawing.shapes import Line, Marker
from gdanim.panel_parts.ball_path import BallPath, BallState
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.run_layer import RunLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

STEM_WIDTH = 2.6  # units
DOT_RADIUS = 6  # units: of the marker at its end
POINTER_RADIUS = 8  # units


class SlopePath(BallPath):
    """The path of the slope along the derivative's curve."""

    def __init__(self, context: PanelContext, trajectory: Trajectory) -> None:
        points = list(zip(trajectory.points[:, 0].tolist(), trajectory.gradients[:, 0].tolist(), strict=True))
        super().__init__(trajectory, points, context.axes, "curve", context.unit)

    def at(self, moment: Moment) -> BallState:
        """Returns the slope's position; between two steps it is that at the ball's x."""
        step, travel = moment.position(self.last)
        if not (travel > 0 and self.is_finite(step) and self.is_finite(step + 1)):
            return super().at(replace(moment, travel_progress=0.0))
        begin, end = self.points[step][0], self.points[step + 1][0]
        x = begin + travel * (end - begin)
        slope = float(self.trajectory.run.function.gradient((x,))[0])
        page = self.axes.clamp(self.axes.x(x), self.axes.y(slope))
        state: Literal["inside", "outside"] = "inside" if self.axes.contains(x, slope) else "outside"
        return BallState(step, *page, travel, state, has_ended=False)


class DerivativeRun(RunLayer):
    """The slope of one run."""

    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        theme, unit = context.theme, context.unit
        self.path = SlopePath(context, self.trajectory)
        self.stem = Line([], theme.slope_edge, STEM_WIDTH * unit, cap="butt")
        self.dot = Marker(context.style_index(index), theme.slope_edge, theme.paper, DOT_RADIUS * unit, 1.5)
        colour = self.colour if context.has_run_colours else theme.slope_edge
        has_label, radius = "names" in context.shown_marks, POINTER_RADIUS * unit
        self.offscreen = OffscreenMarker(
            context, self.path, colour, numbers=self._number, radius=radius, has_label=has_label
        )

    def _number(self, step: int) -> str:
        return self.context.printed_number(self.context.formats.slope, float(self.trajectory.gradients[step, 0]))

    def levels(self) -> Sequence[Sequence[Mark]]:
        return ([self.stem], [self.dot, *self.offscreen.marks]) if "ball" in self.context.shown_marks else ()

    def show(self, moment: Moment) -> None:
        axes, ball_state = self.context.axes, self.path.at(moment)
        self.dot.move_to(ball_state.x, ball_state.y).visible = ball_state.state == "inside"
        (low, high), x = axes.x_range, self._x(ball_state)
        stands = ball_state.state != "gone" and low <= x <= high
        zero = axes.clamp(ball_state.x, axes.y(0.0))
        self.stem.visible = stands and zero[1] != ball_state.y
        self.stem.move_to([zero, (ball_state.x, ball_state.y)])

    def _x(self, ball_state: BallState) -> float:
        """Returns the ball's x position."""
        begin, _ = self.path.points[ball_state.step]
        if not ball_state.travel_progress:
            return begin
        return begin + ball_state.travel_progress * (self.path.points[ball_state.step + 1][0] - begin)
