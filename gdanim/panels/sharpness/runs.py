"""The moving marks of the sharpness: a ball on a line that grows with each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing.shapes import Line, Marker
from gdanim.panel_parts.ball_path import BallPath
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.run_ball import RunBall
from gdanim.panel_parts.run_layer import RunLayer
from gdanim.panels.sharpness import sharpness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

LINE_WIDTH, DOT_RADIUS = 2.4, 2.8  # units
BALL_SHARE = 0.7  # of the radius of the ball on the map
MIN_DOT_DISTANCE = 6.0  # pixels between steps below which they have no dots


class SharpnessRun(RunLayer):
    """The sharpness of one run."""

    ball: RunBall
    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        points = [(float(step), value) for step, value in enumerate(sharpness(self.trajectory).tolist())]
        self.path = BallPath(self.trajectory, points, context.axes, "straight", context.unit)
        radius = BALL_SHARE * context.mark_sizes.ball
        self.ball = RunBall(context, index, radius, self.path.page_points)
        self.offscreen = OffscreenMarker(context, self.path, self.colour, radius=radius, has_label=False)
        self.width = LINE_WIDTH * context.unit * context.theme.line_scale

    def levels(self) -> Sequence[Sequence[Mark]]:
        return ([self.ball, self.offscreen.pointer],) if "ball" in self.context.shown_marks else ([],)

    def show(self, moment: Moment) -> None:
        state = self.path.at(moment)
        self.ball.visible = state.state == "inside"
        self.ball.move_to(state.x, state.y)

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the piece of line to a step, and its dot where steps are far enough apart."""
        if step > self.last or "trail" not in self.context.shown_marks:
            return ()
        piece = self.path.visible_segment(step - 1) if step else None
        dashes = self.context.line_dashes(self.index, self.width)
        marks: list[Mark] = [Line([*piece], self.colour, self.width, dashes=dashes)] if piece else []
        is_sparse = self.context.axes.x(1.0) - self.context.axes.x(0.0) > MIN_DOT_DISTANCE
        if self.path.is_inside(step) and is_sparse:
            style, radius = self.context.style_index(self.index), DOT_RADIUS * self.context.unit
            marks.append(
                Marker(style, self.colour, self.context.theme.paper, radius, 0).move_to(*self.path.page_point(step))
            )
        return marks
