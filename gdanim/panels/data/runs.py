"""The moving marks of a data panel: the runs' models with their residuals, and the points of the batch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Marker
from gdanim.panel_parts.offscreen import OffscreenMarker
from gdanim.panel_parts.offscreen_labels import LabelledRunLayers
from gdanim.panel_parts.run_layer import RunLayer
from gdanim.panels.data import data_problem, points
from gdanim.panels.data.model_path import ModelPath
from gdanim.panels.data.threshold import Threshold
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

MODEL_WIDTH, GHOST_WIDTH = 3.6, 1.8  # units: line widths of the current model and of earlier ones
GHOST_SHADE = 0.38  # fraction of the model's colour; the rest is background
MAX_BATCH_RATE = 8.0  # batches per second: faster changes of the highlighted points would flicker
POINTER_RADIUS = 9.0  # units
MAX_NUMBERS = 2  # parameters written at a pointer
SHOWN_SHARE = 0.1  # of the points: where the panel shows the model at fewer, their residuals tell nothing
RESIDUAL_SAMPLES = 24  # points of a residual that labels avoid
FIRST_MARKER_SHARE, MARKER_SPACING = 0.12, 0.1  # fractions of the panel's width


def model_runs(context: PanelContext, names: Sequence[Label]) -> LabelledRunLayers:
    """Returns all runs of a panel. No label overlaps the ``names`` of its axes."""
    obstacles = [name.padded_box for name in names]
    layers = LabelledRunLayers([ModelRun(context, index, obstacles) for index in range(len(context.trajectories))], 0.0)
    layers.offscreen_labels.keep_off(names)
    return layers


def steps_of_batches(context: PanelContext, trajectory: Trajectory) -> int:
    """Returns the number of steps for which a batch's points stay highlighted to be visible; 0 for never."""
    sampling, arrivals = trajectory.run.sampling, context.timeline.arrivals
    if sampling is None or sampling.is_full_batch or context.has_several_runs or "batch" not in context.shown_marks:
        return 0
    epochs = context.scene_facts.epochs or math.ceil(context.scene_facts.steps / sampling.updates_per_epoch)
    seconds = arrivals[-1] - arrivals[0]
    return math.ceil(epochs * sampling.updates_per_epoch / (MAX_BATCH_RATE * seconds)) if seconds else 0


def batch_rows(trajectory: Trajectory, step: int, batch_steps: int) -> np.ndarray:
    """Returns the distinct points used by the step or one shortly before it; empty if no step follows."""
    sampling = trajectory.run.sampling
    if sampling is None or step >= trajectory.last_step:
        return np.empty(0, dtype=int)
    return np.unique(sampling.rows(step - step % (batch_steps or 1)))


class ModelRun(RunLayer):
    """One run's model. Its parameters are the ball's point in the panels of the loss."""

    offscreen: OffscreenMarker

    def __init__(self, context: PanelContext, index: int, obstacles: Sequence[Box]) -> None:
        super().__init__(context, index)
        self.fit, self.obstacles = data_problem(context), obstacles
        self.pixels, self.shown_pixels = points.pixels(context), points.shown_pixels(context)
        box, theme, unit, size = context.axes.box, context.theme, context.unit, points.scale(context)
        anchor = box.left + (FIRST_MARKER_SHARE + MARKER_SPACING * index) * box.width
        self.path = ModelPath(context, self.trajectory, anchor)
        few = len(self.trajectory.run.start) <= MAX_NUMBERS
        has_label = few and "readout" in context.shown_marks
        self.offscreen = OffscreenMarker(
            context, self.path, self.colour, radius=POINTER_RADIUS * unit, has_label=has_label
        )
        self.line = Line([], self.colour, MODEL_WIDTH * unit, clip=box)
        self.marker = Marker(context.style_index(index), self.colour, theme.paper, 6.5 * unit, 1.5)
        self.residuals = points.ResidualLines(theme.tangent, max(1.0, 1.7 * unit), box)
        edge = 1.6 * points.EDGE_WIDTH * size
        self.batch = points.DataPoints(
            np.empty((0, 2)), theme.slope, theme.slope_edge, points.BATCH_RADIUS * size, edge
        )
        self.threshold = Threshold(context, obstacles)
        style = context.text_style(15, theme.slope_text, has_halo=True)
        self.batch_label = Label(context.typesetter, style)
        self.outside_label = self._outside_label()
        self.batch_steps = steps_of_batches(context, self.trajectory)

    def _outside_label(self) -> Label:
        """Returns the words that tell of a model outside the panel, which has too many parameters to be told."""
        context = self.context
        label = Label(context.typesetter, context.text_style(15, context.theme.ink, "semibold"))
        label.plate = context.theme.paper
        points.place_in_corner(context, label.set_text(context.words.label("model_outside")), self.obstacles)
        label.visible = False
        return label

    @property
    def _has_residuals(self) -> bool:
        return "residuals" in self.context.shown_marks and not self.context.has_several_runs

    def levels(self) -> Sequence[Sequence[Mark]]:
        show, several = self.context.shown_marks, self.context.has_several_runs
        back: list[Mark] = [self.residuals] if self._has_residuals else []
        has_threshold = "threshold" in show and self.fit.is_classifier
        middle: list[Mark] = [self.threshold.line] if has_threshold else []
        middle += [self.line, *([self.marker] if several else [])] if "model" in show else []
        front: list[Mark] = [self.batch] if self.batch_steps else []
        front += self.offscreen.marks if "model" in show else []
        if "names" in show:
            front += [self.batch_label] if self.batch_steps == 1 else []
            front += [self.threshold.label] if has_threshold and not several else []
            front += [] if several or self.offscreen.has_label else [self.outside_label]
        return back, middle, front

    def show(self, moment: Moment) -> None:
        step, travel = moment.position(self.last)
        parameters = self.path.parameters(step, travel)
        finite = all(map(math.isfinite, parameters))
        for mark in (self.line, self.marker, *self.threshold.marks):
            mark.visible = finite
        self.residuals.visible = finite and self._is_in_sight(parameters)
        rows = batch_rows(self.trajectory, step, self.batch_steps)
        self.batch.move_to(self.shown_pixels[rows])
        self._show_batch_label(rows)
        self.outside_label.visible = not self.residuals.visible and not self.batch_label.visible
        if finite:
            self._show_model(parameters, step, rows)

    def _is_in_sight(self, parameters: list[float]) -> bool:
        """Returns whether the panel shows the model at enough of the points."""
        heights, box = self._heights(parameters, self.fit.sample.x), self.context.axes.box
        return float(np.mean((heights >= box.top) & (heights <= box.bottom))) >= SHOWN_SHARE

    def _show_model(self, parameters: list[float], step: int, batch_rows: np.ndarray) -> None:
        sample = self.fit.sample
        self.line.points = self.path.curve(parameters)
        point = self.path.marker_point(parameters)
        self.marker.visible = point is not None
        if point:
            self.marker.move_to(*point)
        sampling = self.trajectory.run.sampling
        everywhere = sampling is None or sampling.is_full_batch
        rows = np.arange(self.fit.point_count) if everywhere else batch_rows if self.batch_steps else batch_rows[:0]
        rows = rows[self._has_cost(parameters, sample.x[rows], sample.y[rows])]
        self.residuals.move_to(self.pixels[rows], self._heights(parameters, sample.x[rows]))
        if self.fit.is_classifier:
            self.threshold.show(parameters, self.trajectory.points[step].tolist(), self._covered(step))

    def _has_cost(self, parameters: list[float], xs: np.ndarray, ys: np.ndarray) -> np.ndarray:
        """Returns a mask (n,) of the points with a residual: under a hinge loss, those not beyond their margin."""
        if not self.fit.has_margins:
            return np.ones(len(xs), dtype=bool)
        predicted = self.fit.predict(parameters, xs)
        return np.where(ys == 1, predicted < 1, predicted > 0)

    def _covered(self, step: int) -> np.ndarray:
        """Returns points (n, 2) that labels avoid at a step: the model, and the data with their residuals."""
        parameters = self.trajectory.points[step].tolist()
        lengths = self._heights(parameters, self.fit.sample.x) - self.pixels[:, 1]
        heights = self.pixels[:, 1] + np.linspace(0, 1, RESIDUAL_SAMPLES)[:, None] * lengths[None, :]
        residuals = np.column_stack((np.tile(self.pixels[:, 0], RESIDUAL_SAMPLES), heights.ravel()))
        return np.vstack((self.path.dense_curve(parameters), residuals if self._has_residuals else self.pixels))

    def _heights(self, parameters: list[float], xs: np.ndarray) -> np.ndarray:
        """Returns the model's y positions at ``xs``, (n,)."""
        return self.context.axes.to_pixels(xs, self.fit.predict(parameters, xs))[:, 1]

    def _show_batch_label(self, rows: np.ndarray) -> None:
        label = self.batch_label
        label.visible = bool(len(rows))
        if self.batch_steps == 1 and len(rows):
            label.set_text(self.context.words.label("in_batch", n=len(rows)))
            points.place_in_corner(self.context, label, self.obstacles)

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the models of earlier steps that stay as faint lines: those of 0, 1, 2, 4, 8 … steps."""
        is_power_of_two = step & (step - 1) == 0  # or zero
        if "ghosts" not in self.context.shown_marks or step >= self.last or not is_power_of_two:
            return ()
        parameters = self.trajectory.points[step].tolist()
        if not all(map(math.isfinite, parameters)):
            return ()
        colour = mix(self.context.theme.paper, self.colour, GHOST_SHADE)
        return [Line(self.path.curve(parameters), colour, GHOST_WIDTH * self.context.unit, clip=self.context.axes.box)]
