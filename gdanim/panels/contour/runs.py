"""The moving marks of a map: balls with their paths, the arrows of steps and slopes, and counts of gradients."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.animation import appearance
from gdanim.drawing.arrows import Arrow
from gdanim.drawing.geometry import clip_segment
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line
from gdanim.panel_parts.averages import AverageMarks
from gdanim.panel_parts.ball_path import HALF_WAY, on_map
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.offscreen_labels import LabelledRunLayers
from gdanim.panel_parts.run_ball import RunBall
from gdanim.panel_parts.run_layer import RunLayer
from gdanim.panel_parts.slope_scale import slope_scale
from gdanim.panel_parts.step_arrow import StepArrow, shape
from gdanim.panel_parts.trails import LINE_WIDTH, Trails
from gdanim.panel_parts.tries import Tries
from gdanim.panels.contour.arrow_labels import MapArrowLabels
from gdanim.panels.contour.full_gradient import FullGradientArrow
from gdanim.panels.contour.past_gradients import past_gradient
from gdanim.panels.contour.step_ellipse import StepEllipse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box, PagePoint
    from gdanim.panel_parts.ball_path import BallState
    from gdanim.panel_parts.stationary_markers import StationaryMarker
    from gdanim.panels import PanelContext

SHARED_BALL_SCALE = 0.86  # relative size of balls where several share a map
EVALUATIONS_MARGIN = 14  # units from the frame to the number of gradients


class ContourRuns(LabelledRunLayers):
    """All runs of a map. Their border labels avoid each other and the map's own labels."""

    def __init__(self, context: PanelContext) -> None:
        self.contour_layers = [ContourRun(context, index) for index in range(len(context.trajectories))]
        super().__init__(self.contour_layers, self.contour_layers[0].ball.reach)
        self.trails = Trails(context, self.contour_layers, context.axes.box)

    def persist(self, step: int) -> list[Mark]:
        """Returns the marks that appear with a step of the animation's clock and stay."""
        averages = [
            mark
            for layer in self.contour_layers
            for local_step in layer.context.run_steps(layer.index, step)
            for mark in layer.averages.persist(local_step)
        ]
        gradients = [
            mark
            for layer in self.contour_layers
            for local_step in layer.context.run_steps(layer.index, step)
            for mark in past_gradient(layer.context, layer.ball_path, local_step)
        ]
        return [*self.trails.persist(step), *averages, *gradients]

    @property
    def obstacles(self) -> list[Box]:
        """The boxes of run labels present in every frame, as obstacles for the map's labels."""
        return [label.padded_box for layer in self.contour_layers for label in layer.evaluation_labels(layer.last)]

    def keep_off(self, labels: Sequence[Label], markers: Sequence[StationaryMarker]) -> None:
        """Adds these boxes to the obstacles of the runs' labels, those of markers to the words on arrows alone."""
        self.offscreen_labels.keep_off(labels)
        for layer in self.contour_layers:
            layer.full_gradient.keep_off(labels)
            layer.arrow_labels.keep_off([*labels, *markers])


class ContourRun(RunLayer):
    """One run on a map. Its trail persists step by step; the piece of the current step follows the ball."""

    ball: RunBall
    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        size = context.map_sizes.of_runs(context.run_scale)
        theme = context.theme
        self.ball_path = on_map(self.trajectory, context.axes, context.unit)
        radius = size.ball * (SHARED_BALL_SCALE if context.has_several_runs else 1)
        self.ball = RunBall(context, index, radius, self.ball_path.page_points, casing=theme.trail_casing)
        self.step_arrow = StepArrow(context, size, self.ball)
        self.slope_arrow = Arrow(shape(context, size), theme.slope, theme.paper, edge=theme.slope_edge)
        self.slope_scale = slope_scale(context) if "slope_arrow" in context.shown_marks else 1
        self.arrow_labels = MapArrowLabels(context)
        self.full_gradient = FullGradientArrow(context, self.ball_path, shape(context, size))
        self.ellipse, self.tries = StepEllipse(context, self.ball_path), Tries(context)
        self.averages = AverageMarks(self, radius, lambda point: (context.axes.x(point[0]), context.axes.y(point[1])))
        self.piece = self._line([])
        self.offscreen = OffscreenMarker(context, self.ball_path, self.colour)
        self.evaluations = self._evaluations()

    def levels(self) -> Sequence[Sequence[Mark]]:
        show, full_gradient = self.context.shown_marks, self._has_full_gradient
        back: list[Mark] = [self.piece] if "trail" in show else []
        back += [self.slope_arrow] if "slope_arrow" in show else []
        is_over = full_gradient and self.full_gradient.is_of_noise  # a step with noise may cover the true one
        back += [self.full_gradient.arrow] if full_gradient and not is_over else []
        over: list[Mark] = [self.full_gradient.arrow] if is_over else []
        back += self.ellipse.marks
        tries: list[Mark] = [self.tries] if "tries" in show else []
        front: list[Mark] = [self.ball, *self.offscreen.marks] if "ball" in show else []
        labels = [*self.evaluations, *self.arrow_labels.labels, *(self.full_gradient.labels if full_gradient else [])]
        return [*back, *self.step_arrow.marks, *over, *tries, *self.averages.marks], [*front, *labels]

    @property
    def _has_full_gradient(self) -> bool:
        return self.full_gradient.is_shown

    def _evaluations(self) -> list[Label]:
        """Returns the label of the number of gradients, if a rule of the scene uses more than one per step."""
        context, box = self.context, self.context.axes.box
        counted = any(run.optimizer.rule.needs_oracle for run in context.scene_facts.all_runs)
        if context.has_several_runs or not counted or "names" not in context.shown_marks:
            return []
        style, margin = context.text_style(15, context.theme.ink), EVALUATIONS_MARGIN * context.unit
        label = Label(context.typesetter, style, box.left + margin, box.bottom - margin)
        label.plate = context.theme.paper
        return [label]

    def evaluation_labels(self, step: int) -> list[Label]:
        """Returns the evaluation label with the count at this step."""
        text = self.context.words.label("evaluations", n=self.trajectory.evaluations[step])
        return [label.set_text(text) for label in self.evaluations]

    def show(self, moment: Moment) -> None:
        ball_state = self.ball_path.at(moment)
        self.ball.visible = ball_state.state == "inside"
        self.ball.move_to(ball_state.x, ball_state.y)
        moving = ball_state.travel_progress > 0 and ball_state.state == "inside"
        self.piece.move_to(self._way(ball_state) if moving else [])
        self.averages.show(ball_state.step)
        self.evaluation_labels(ball_state.step)
        self._show_step(moment, ball_state)
        self._show_slope(moment, ball_state)
        self._show_full_gradient(moment, ball_state)

    def _show_step(self, moment: Moment, ball_state: BallState) -> None:
        step, part = ball_state.step, moment.reveal(*appearance.STEP_ARROW)
        tip = self._landing(step) if ball_state.state == "inside" else None
        self.step_arrow.show(
            part,
            tip,
            begin=self.ball_path.page_point(step) if tip else None,
            lands_in_sight=tip is not None and self.ball_path.is_inside(step + 1),
            half=self.ball_path.half_point(step) if tip else None,
            travel=ball_state.travel_progress,
        )
        rests = tip is not None and part == 1 and not ball_state.travel_progress
        self.ellipse.show(step, shown=rests)
        self.tries.visible = rests
        self.tries.move_to([(self.context.axes.x(x), self.context.axes.y(y)) for x, y in self._probes(step)])

    def _show_full_gradient(self, moment: Moment, ball_state: BallState) -> None:
        """Shows the step along the full gradient, after the words on the other arrows, which its label keeps off."""
        if self._has_full_gradient:
            step = ball_state.step
            tip = self._landing(step) if ball_state.state == "inside" else None
            is_whole = moment.reveal(*appearance.STEP_ARROW) == 1 and not ball_state.travel_progress
            words = (self.arrow_labels.slope, self.arrow_labels.step)
            self.full_gradient.show(step, tip or (0.0, 0.0), self.ball.reach, words, shown=tip is not None and is_whole)

    def _probes(self, step: int) -> list[tuple[float, ...]]:
        """Returns the points that the step tried and did not take."""
        if step >= self.last:
            return []
        landing = tuple(self.trajectory.points[step + 1].tolist())
        return [point for point in self.trajectory.probes[step] if point != landing and len(point) == 2]

    def _way(self, ball_state: BallState) -> list[PagePoint]:
        """Returns the way of the current step as far as the ball has come."""
        half, here = self.ball_path.half_point(ball_state.step), (ball_state.x, ball_state.y)
        begin = self.ball_path.chord(ball_state.step)[0]
        return [begin, half, here] if half and ball_state.travel_progress >= HALF_WAY else [begin, here]

    def _landing(self, step: int) -> PagePoint | None:
        """Returns the page point where the step lands, on the map or not; None if there is none or it isn't visible."""
        steps = step < self.last and self.ball_path.is_inside(step) and self.ball_path.is_finite(step + 1)
        return self.ball_path.page_point(step + 1) if steps else None

    def _show_slope(self, moment: Moment, ball_state: BallState) -> None:
        part, alpha = moment.reveal(*appearance.SLOPE_ARROW), appearance.fade(ball_state.travel_progress)
        step, gradient = ball_state.step, self.trajectory.gradients[ball_state.step]
        has_ended = moment.phase == "end" and self.last > 0  # no step follows that would go against the slope
        visible = ball_state.state == "inside" and part * alpha > 0 and all(map(math.isfinite, gradient))
        visible = visible and not has_ended
        self.slope_arrow.visible = visible
        tip = (0.0, 0.0)
        if visible:
            axes, (x, y), part = self.context.axes, self.ball_path.points[step], part / self.slope_scale
            tip = axes.x(x + part * float(gradient[0])), axes.y(y + part * float(gradient[1]))
            tail = self.ball_path.page_point(step)
            self.slope_arrow.visible = not step or axes.box.has(tip)
            self.slope_arrow.move_between(tail, tip, None, start=self.ball.reach, alpha=alpha)
        landing = self._landing(step)
        step_tip = landing and self.step_arrow.shown_tip(self.ball_path.page_point(step), landing)
        self.arrow_labels.show(moment, self.slope_arrow, (tip, step_tip))

    def trail_pieces(self, step: int) -> Sequence[np.ndarray]:
        """Returns the part inside the map of the way to x_k; nothing of one that only crosses the map."""
        if not (self.ball_path.is_inside(step - 1) or self.ball_path.is_inside(step)):
            return []
        finite = self.ball_path.is_finite(step - 1) and self.ball_path.is_finite(step)
        half = self.ball_path.half_point(step - 1) if finite else None
        if half:
            box, (begin, end) = self.context.axes.box, map(self.ball_path.page_point, (step - 1, step))
            pieces = [clip_segment(box, begin, half), clip_segment(box, half, end)]
        else:
            pieces = [self.ball_path.visible_segment(step - 1) if finite else None]
        return [np.array(piece) for piece in pieces if piece]

    def trail_point(self, step: int) -> PagePoint | None:
        """Returns where x_k lies, or None outside the map."""
        return self.ball_path.page_point(step) if self.ball_path.is_inside(step) else None

    def _line(self, points: list[PagePoint]) -> Line:
        theme, width = self.context.theme, LINE_WIDTH * self.context.unit * self.context.theme.line_scale
        return Line(points, self.colour, width, clip=self.context.axes.box, casing=theme.trail_casing)
