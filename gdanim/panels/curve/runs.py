"""The moving marks of a curve, run by run: slopes, arrows, balls and their labels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.drawing import sizes
from gdanim.drawing.placement import Obstacles
from gdanim.panel_parts.averages import AverageMarks
from gdanim.panel_parts.ball_path import on_curve
from gdanim.panel_parts.function_curve import page_points
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.run_ball import RunBall
from gdanim.panel_parts.run_layer import RunLayer, RunLayers
from gdanim.panel_parts.tries import Tries
from gdanim.panels.curve.arrow_labels import ArrowLabels
from gdanim.panels.curve.arrow_positions import ArrowPositions
from gdanim.panels.curve.drop_lines import DropLines
from gdanim.panels.curve.parabola import KINDS, Parabola
from gdanim.panels.curve.scale_label import scale_labels
from gdanim.panels.curve.slope_arrow import SlopeArrow
from gdanim.panels.curve.slope_triangle import SlopeTriangle
from gdanim.panels.curve.step_arrow import CurveStepArrow
from gdanim.panels.curve.tangent import Tangent
from gdanim.panels.curve.trail_mark import trail_mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panels import PanelContext


class CurveRuns(RunLayers):
    """All runs of a panel. No label overlaps the ``fixed`` boxes of markers and their names."""

    def __init__(self, context: PanelContext, fixed: Sequence[Box]) -> None:
        self.fixed = fixed
        self.occupied = Obstacles(boxes=list(fixed))  # and the labels of a moment, as they are placed
        super().__init__([CurveRun(context, index, self.occupied) for index in range(len(context.trajectories))])
        self.scale_labels = scale_labels(context, self.occupied)
        self.fixed = list(self.occupied.boxes)  # with the labels that stay

    def show(self, moment: Moment) -> None:
        self.occupied.boxes[:] = self.fixed
        super().show(moment)


class CurveRun(RunLayer):
    """One run: its ball, arrows, tangent, drop lines and trail. Its labels avoid ``occupied`` boxes."""

    ball: RunBall
    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int, occupied: Obstacles) -> None:
        super().__init__(context, index)
        self.occupied, self.size = occupied, context.mark_sizes.of_runs(context.run_scale)
        self.ball_path = on_curve(self.trajectory, context.axes, context.timeline.motion, context.unit)
        self.ball = RunBall(context, index, self.size.ball, self.ball_path.page_points)
        self.offscreen = OffscreenMarker(context, self.ball_path, self.colour)
        positions = ArrowPositions(context, self.ball_path, self.size)
        self.tangent, self.triangle = Tangent(context, positions, occupied), SlopeTriangle(context, occupied)
        self.parabolas = {kind: Parabola(context, self.ball_path, kind) for kind in KINDS}
        self.slope_arrow, self.step_arrow = SlopeArrow(positions), CurveStepArrow(context, positions, occupied)
        self.arrow_labels = ArrowLabels(context, positions, self.tangent, occupied)
        self.tries, self.curve_points = Tries(context), page_points(context)
        self.averages = AverageMarks(self, self.size.ball, self._on_curve)
        self.drop_lines = DropLines(context, index, self.ball_path) if "drop_line" in context.shown_marks else None
        parabola_lines: dict[str, Mark] = {kind: parabola.line for kind, parabola in self.parabolas.items()}
        self.slope_lines = self._shown({"tangent": self.tangent.line, **parabola_lines})
        self.slope_arrows = self._shown({"slope_arrow": self.slope_arrow.arrow})
        bounds = self._shown({kind: self.parabolas[kind].name for kind in ("upper", "lower")})
        names = self._shown({"tangent": self.tangent.label, "parabola": self.parabolas["parabola"].name})
        self.slope_labels = [*(names if context.is_lesson else []), *bounds]

    def _on_curve(self, point: Sequence[float]) -> tuple[float, float]:
        axes, value = self.context.axes, self.trajectory.run.function.value(point)
        return axes.x(point[0]), axes.y(value)

    def _shown(self, marks: Mapping[str, Mark]) -> list[Mark]:
        return [mark for word, mark in marks.items() if word in self.context.shown_marks]

    def levels(self) -> Sequence[Sequence[Mark]]:
        drop_lines, drop_labels = (self.drop_lines.lines, self.drop_lines.labels) if self.drop_lines else ([], [])
        ball = [self.ball, *self.offscreen.marks] if "ball" in self.context.shown_marks else []
        return (
            [*drop_lines, *self.triangle.lines, *self.slope_lines],
            [
                *self.slope_arrows,
                *self.step_arrow.marks,
                *self._shown({"tries": self.tries}),
                *self.averages.marks,
                *ball,
            ],
            [
                *self.slope_labels,
                *self.triangle.labels,
                *drop_labels,
                *self.arrow_labels.labels,
                self.step_arrow.number,
            ],
        )

    def show(self, moment: Moment) -> None:
        ball_state = self.ball_path.at(moment)
        self.ball.move_to(ball_state.x, ball_state.y).visible = ball_state.state == "inside"
        if self.offscreen.label in self.offscreen.marks:
            self._place_offscreen_label()
        self.step_arrow.show(moment, ball_state)
        self.averages.show(ball_state.step)
        self._show_tries(moment, ball_state)
        self.arrow_labels.show(moment, ball_state)
        if self.slope_lines or self.slope_arrows:
            self._show_slope(moment, ball_state)
        if self.drop_lines:
            self.drop_lines.show(ball_state, landing=self.step_arrow.landing.visible)

    def _show_tries(self, moment: Moment, ball_state: BallState) -> None:
        step, part = ball_state.step, moment.reveal(*appearance.STEP_ARROW)
        self.tries.visible = step < self.last and part == 1 and not ball_state.travel_progress
        if self.tries.visible:
            landing = tuple(self.trajectory.points[step + 1].tolist())
            tried = [point for point in self.trajectory.probes[step] if point != landing]
            self.tries.move_to([self._on_curve(point) for point in tried if math.isfinite(self._on_curve(point)[1])])

    def _place_offscreen_label(self) -> None:
        """Places the label beside its pointer or in the rows above and below it, if it can off the curve."""
        label, anchors = self.offscreen.label, self.offscreen.anchors
        if label.visible and label.content:
            curve = Obstacles(points=self.curve_points, penalty=1)
            label.visible = self.occupied.place(label, anchors, [curve], within=self.context.axes.box)

    def _show_slope(self, moment: Moment, ball_state: BallState) -> None:
        step, alpha, show = ball_state.step, appearance.fade(ball_state.travel_progress), self.context.shown_marks
        is_finite = math.isfinite(self.trajectory.gradients[step, 0])
        visible = self.ball_path.is_inside(step) and moment.look_progress > 0 and is_finite and alpha > 0
        for mark in (*self.slope_lines, *self.slope_arrows, *self.slope_labels):
            mark.visible = visible
        if not visible:
            return
        at_end = moment.phase == "end" and self.last > 0
        if "slope_arrow" in show:  # at the end no step follows: no arrow that it would go against
            self.slope_arrow.show(moment, ball_state, 0.0 if at_end else alpha)
        shown = [parabola for kind, parabola in self.parabolas.items() if kind in show]
        for parabola in shown:
            parabola.show(ball_state, alpha, self.occupied, self.tangent.curve)
        if "tangent" in show and at_end and self.context.is_lesson and "formula" in show:
            self.tangent.line.visible = self.tangent.label.visible = False  # the formula bar shows the previous step
        elif "tangent" in show:
            points = [parabola.line.points for parabola in shown]
            self.tangent.show(moment, ball_state, alpha, np.vstack((*points, self.triangle.points)))

    def persist(self, step: int) -> Sequence[Mark]:
        averages = self.averages.persist(step)
        if "trail" not in self.context.shown_marks or step > self.last or not self.ball_path.is_inside(step):
            return averages
        unit = self.context.run_unit * min(1.0, self.size.ball / (sizes.COMPARISON.ball * self.context.run_unit))
        radius, stroke = sizes.TRAIL_RING * unit, sizes.TRAIL_RING_STROKE * unit
        mark = trail_mark(self, self.ball_path.page_point(step), marker=radius, ring=radius, stroke=stroke)
        return [*averages, mark]
