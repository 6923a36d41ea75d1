"""The moving marks of a history: a line per run that grows with each step, and a dot at the ball."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.shapes import Line, Marker
from gdanim.panel_parts.ball_path import BallPath
from gdanim.panel_parts.ghost import ghost_colour, has_ghost
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.run_layer import RunLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import PanelContext

DENSE_RATE = 0.55  # steps per pixel of height: denser lines are thinner, without marks
LINE_WIDTH, DENSE_LINE_WIDTH = 1.8, 1.0  # units
SWINGING_SHARE = 0.5  # of the steps: a run that turns round more often fills the panel with nearly parallel lines
MAX_LINE_SHARE, MIN_LINE_WIDTH = 0.35, 0.7  # of such a line, of the height of a row; pixels
DOT_RADIUS = 4.5  # units: of the moving dot
MARK_RADIUS = 2.3  # units: of the marks on the line
POINTER_RADIUS = 5.5  # units
MIN_ROWS = 8  # rows of text: a lower panel has no numbers at its border, which are those of the curve above


class HistoryRun(RunLayer):
    """The history of one run."""

    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        points = [(float(x), float(step)) for step, x in enumerate(self.trajectory.points[:, 0])]
        self.path = BallPath(self.trajectory, points, context.axes, "straight", context.unit)
        self.style = context.style_index(index)
        self.dot = Marker(self.style, self.colour, context.theme.sheet, DOT_RADIUS * context.unit, 1.5)
        has_label = {"names", "readout"} <= context.shown_marks and self._has_room
        self.offscreen = OffscreenMarker(
            context, self.path, self.colour, radius=POINTER_RADIUS * context.unit, has_label=has_label, is_brief=True
        )

    @property
    def _has_room(self) -> bool:
        """Whether a label leaves enough of the panel to the lines."""
        return self.context.axes.box.height > MIN_ROWS * self.context.mark_sizes.label

    def levels(self) -> Sequence[Sequence[Mark]]:
        return ([self.dot, *self.offscreen.marks],)

    def show(self, moment: Moment) -> None:
        ball_state = self.path.at(moment)
        self.dot.move_to(ball_state.x, ball_state.y).visible = ball_state.state == "inside"

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the piece of the line that ends at x_k, and a mark there."""
        if step > self.last:
            return ()
        marks: list[Mark] = [*self._line(step, self.colour)]
        if self.path.is_inside(step) and not self._is_dense:
            at, radius = self.path.page_point(step), MARK_RADIUS * self.context.unit
            marks.append(Marker(self.style, self.colour, self.context.theme.sheet, radius, 0).move_to(*at))
        return marks

    @property
    def _is_dense(self) -> bool:
        return self.context.scene_facts.steps > DENSE_RATE * self.context.axes.box.height

    def _line(self, step: int, colour: str) -> list[Line]:
        """Returns the visible line to x_k."""
        piece = self.path.visible_segment(step - 1) if step else None
        return [Line([*piece], colour, self._line_width)] if piece else []

    @cached_property
    def _line_width(self) -> float:
        """The width in pixels: less where the run swings, so that its lines are told apart."""
        context, changes = self.context, np.diff(self.trajectory.points[:, 0])
        width = (DENSE_LINE_WIDTH if self._is_dense else LINE_WIDTH) * context.unit * context.theme.line_scale
        with np.errstate(all="ignore"):
            is_swinging = len(changes) > 1 and np.mean(changes[1:] * changes[:-1] < 0) > SWINGING_SHARE
        row = context.axes.box.height / max(1, context.scene_facts.steps)
        return max(MIN_LINE_WIDTH, min(width, MAX_LINE_SHARE * row)) if is_swinging else width

    def ghosts(self) -> list[Line]:
        """Returns the lines to come."""
        if not has_ghost(self.context):
            return []
        colour = ghost_colour(self.colour, self.context.theme.sheet)
        return [line for step in range(1, self.last + 1) for line in self._line(step, colour)]
