"""The ellipse of all steps as long as the next one, where a rule measures lengths by a matrix."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from gdanim.drawing.shapes import Line

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.panel_parts.ball_path import BallPath
    from gdanim.panels import PanelContext

CORNER_COUNT = 120
LINE_WIDTH = 1.8  # units


class StepEllipse:
    """The ellipse {v: vᵀPv = sᵀPs} about the ball, with s the next step and P the rule's matrix."""

    def __init__(self, context: PanelContext, ball_path: BallPath) -> None:
        self.context, self.ball_path = context, ball_path
        self.line = Line([], context.theme.step, LINE_WIDTH * context.unit, clip=context.axes.box)
        first = self._matrix(0)
        self.marks: list[Mark] = [self.line] if first is not None and len(first) == 2 else []

    def show(self, step: int, *, shown: bool) -> None:
        """Sets the ellipse of a step."""
        self.line.visible = bool(self.marks) and shown
        if not self.line.visible:
            return
        points, matrix = self.ball_path.trajectory.points, np.array(self._matrix(step))
        change = points[step + 1] - points[step]
        values, axes = np.linalg.eigh(matrix)
        turns = np.linspace(0, 2 * math.pi, CORNER_COUNT + 1)
        circle = np.stack([np.cos(turns), np.sin(turns)])
        radius = math.sqrt(float(change @ matrix @ change))
        outline = points[step][:, None] + axes @ (circle * (radius / np.sqrt(values))[:, None])
        self.line.move_to([(self.context.axes.x(x), self.context.axes.y(y)) for x, y in outline.T.tolist()])

    def _matrix(self, step: int) -> Any:
        """Returns the rule's matrix at x_k; None for a rule without one."""
        trajectory = self.ball_path.trajectory
        optimizer, function = trajectory.run.optimizer, cast("Any", trajectory.run.function)
        return optimizer.rule.metric(optimizer.options, tuple(trajectory.points[step].tolist()), function)
