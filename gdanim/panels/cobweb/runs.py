"""The moving marks of a cobweb diagram: a ball on the web of its iterates, and the arrow of its step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.drawing import sizes
from gdanim.drawing.arrows import Arrow
from gdanim.drawing.canvas import Mark
from gdanim.drawing.shapes import Line
from gdanim.panel_parts import step_arrow
from gdanim.panel_parts.ball_path import BallPath
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.run_ball import RunBall
from gdanim.panel_parts.run_layer import RunLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Canvas
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panels import PanelContext

WEB_WIDTH = 1.8  # units
RING_RADIUS, RING_STROKE = 3.4, 1.6  # units: of the rings at the corners on the diagonal
BALL_SHARE = 0.6  # of the radius of the ball on the curve
DROP_END = 0.1  # fraction of the way to the next point at which the ball has come down to the map


class Web(Mark):
    """The web of a run up to a moment: its corners on the page ``(n, 2)``, with a ring at every second one."""

    def __init__(self, context: PanelContext, colour: str, dashes: tuple[float, ...] | None) -> None:
        super().__init__(clip=context.axes.box)
        self.line = Line([], colour, WEB_WIDTH * context.unit * context.theme.line_scale, dashes=dashes)
        self.radius, self.stroke = RING_RADIUS * context.unit, RING_STROKE * context.unit
        self.paper, self.rings = context.theme.paper, np.empty((0, 2))

    def move_to(self, corners: np.ndarray, rings: np.ndarray) -> None:
        self.line.points, self.rings = corners, rings

    def draw(self, canvas: Canvas) -> None:
        self.line.draw(canvas)
        for x, y in self.rings.tolist():
            canvas.ring(x, y, self.radius, self.line.colour, self.stroke, inside=self.paper)


class CobwebRun(RunLayer):
    """One run: in beat one the arrow from the diagonal to the map, in beat two the ball's way back to the diagonal."""

    ball: RunBall
    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        xs = self.trajectory.points[:, 0].tolist()
        self.path = BallPath(self.trajectory, [(x, x) for x in xs], context.axes, "straight", context.unit)
        self.size, theme = context.mark_sizes.of_runs(context.run_scale), context.theme
        self.ball = RunBall(context, index, BALL_SHARE * self.size.ball, self.path.page_points)
        self.offscreen = OffscreenMarker(
            context, self.path, self.colour, radius=BALL_SHARE * self.size.ball, has_label=False
        )
        self.web = Web(context, self.colour, context.line_dashes(index, WEB_WIDTH * context.unit))
        self.arrow = Arrow(step_arrow.shape(context, self.size), theme.step, theme.paper)
        self.landing = step_arrow.landing_ring(context)
        width = sizes.DROP_LINE * context.unit
        dashes = sizes.scaled_dashes(sizes.DROP_DASHES, width)
        self.drop_line = Line([], self.colour, width, dashes=dashes, cap="butt")
        corners = np.repeat(np.array(xs), 2)
        self.corners = context.axes.to_pixels(corners[:-1], corners[1:])  # on the diagonal and on the map in turn

    def levels(self) -> Sequence[Sequence[Mark]]:
        shown, marks = self.context.shown_marks, {"drop_line": self.drop_line, "trail": self.web}
        back = [mark for word, mark in marks.items() if word in shown]
        arrows = [self.landing, self.arrow] if "step_arrow" in shown else []
        ball = [self.ball, *self.offscreen.marks] if "ball" in shown else []
        return back, [*arrows, *ball]

    def show(self, moment: Moment) -> None:
        state = self.path.at(moment)
        self.ball.visible = state.state == "inside"
        self.ball.move_to(state.x, self._height(state))
        self.drop_line.visible = self.ball.visible
        self.drop_line.move_to([(state.x, self.context.axes.box.top), (state.x, self.ball.y)])
        self._show_web(state)
        self._show_arrow(moment, state)

    def _height(self, state: BallState) -> float:
        """Returns the ball's height: on the diagonal, and on its way at that of the next point."""
        if not state.travel_progress:
            return state.y
        begin, end = (self.path.border_point(step)[1] for step in (state.step, state.step + 1))
        return begin + (end - begin) * min(1.0, state.travel_progress / DROP_END)

    def _show_web(self, state: BallState) -> None:
        shown_steps, latest = self.context.options.steps, state.step
        first = 0 if shown_steps == "all" else max(0, latest - shown_steps)
        corners = self.corners[2 * first : 2 * latest + 1]
        rings = corners[::2]
        if state.travel_progress and self.path.is_finite(latest + 1):
            corners = np.vstack((corners, self.corners[2 * latest + 1], (state.x, self.corners[2 * latest + 1, 1])))
        self.web.move_to(corners, rings)

    def _show_arrow(self, moment: Moment, state: BallState) -> None:
        """Sets the arrow, which stays where it is while the ball is on its way."""
        step, part = state.step, moment.reveal(*appearance.STEP_ARROW)
        has_step = step < self.last and self.path.is_inside(step) and self.path.is_finite(step + 1) and part > 0
        self.arrow.visible = self.landing.visible = has_step
        if not has_step:
            return
        tail, tip = (tuple(self.corners[2 * step + end].tolist()) for end in (0, 1))
        height = tail[1] + (tip[1] - tail[1]) * part
        start = 0.0 if state.travel_progress else self.ball.reach
        self.arrow.move_between(tail, (tail[0], height), self.context.axes.box, start=start)
        self.landing.move_to(*tip)
        is_far = math.dist(tail, tip) > step_arrow.MIN_VISIBLE_FACTOR * self.ball.reach
        self.landing.visible = part == 1 and is_far and self.context.axes.box.has(tip)
