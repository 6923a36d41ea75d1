"""The boundary between two classes in two features, which moves with each run: where both have the same chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.contours import level_lines
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import scaled_dashes
from gdanim.panel_parts import axes_frame
from gdanim.panel_parts.run_layer import RunLayer, RunLayers
from gdanim.panels import Drawing
from gdanim.panels.data import data_problem
from gdanim.panels.data.classes import ChanceShade, ClassPoints, key
from gdanim.panels.data.model_path import interpolated
from gdanim.panels.data.points import held_out_key
from gdanim.panels.data.runs import GHOST_SHADE, GHOST_WIDTH, MODEL_WIDTH, batch_rows, steps_of_batches
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label
    from gdanim.panels import PanelContext

SAMPLE_SPACING = 7.0  # pixels between the samples of the chance
MARGIN_WIDTH, MARGIN_DASHES = 1.6, (5, 4)  # units: the lines at which the hinge loss begins
MAX_SCORE = 700.0


class BoundaryRun(RunLayer):
    """One run's boundary, and where it is alone in its panel, the shade of chances."""

    def __init__(self, context: PanelContext, index: int) -> None:
        super().__init__(context, index)
        self.fit, theme, unit, box = data_problem(context), context.theme, context.unit, context.axes.box
        xs = np.linspace(*context.axes.x_range, max(8, round(box.width / SAMPLE_SPACING)))
        ys = np.linspace(*context.axes.y_range[::-1], max(8, round(box.height / SAMPLE_SPACING)))
        self.shape = len(ys), len(xs)
        self.grid = np.column_stack([each.ravel() for each in np.meshgrid(xs, ys)])
        self.has_margins = self.fit.has_margins
        self.shade = ChanceShade(context)
        self.line_colour = theme.ink if not context.has_run_colours else self.colour
        dashes = context.line_dashes(index, MODEL_WIDTH * unit)
        self.line = Line([], self.line_colour, MODEL_WIDTH * unit, dashes=dashes, clip=box, casing=theme.paper)
        self.margins = Line(
            [], self.line_colour, MARGIN_WIDTH * unit, dashes=scaled_dashes(MARGIN_DASHES, unit), clip=box
        )
        self.batch_steps = steps_of_batches(context, self.trajectory)
        self.batch = ClassPoints(context, np.empty(0, dtype=int), highlighted=True)

    def levels(self) -> Sequence[Sequence[Mark]]:
        shown, several = self.context.shown_marks, self.context.has_several_runs
        back: list[Mark] = [self.shade] if "chance" in shown and not several else []
        points_shown: list[Mark] = []
        if "points" in shown and self.index == 0:
            points_shown.append(ClassPoints(self.context))
            if self.fit.held_out is not None:
                points_shown.append(ClassPoints(self.context, held_out=self.fit.held_out))
        points_shown += [self.batch] if self.batch_steps else []
        lines: list[Mark] = [*([self.margins] if self.has_margins else []), self.line] if "model" in shown else []
        return back, points_shown, lines

    def show(self, moment: Moment) -> None:
        step, travel = moment.position(self.last)
        parameters = interpolated(self.trajectory, step, travel)
        finite = bool(np.isfinite(parameters).all())
        for mark in (self.shade, self.line, self.margins):
            mark.visible = finite
        self.batch.rows = batch_rows(self.trajectory, step, self.batch_steps)
        if finite:
            chances = self._chances(parameters)
            self.shade.show(chances)
            self.line.points = self._lines(chances, (0.5,))
            self.margins.points = self._lines(chances, (0.0, 1.0) if self.has_margins else ())

    def _chances(self, parameters: list[float]) -> np.ndarray:
        with np.errstate(all="ignore"):
            return self.fit.predict(parameters, self.grid).reshape(self.shape)

    def _lines(self, chances: np.ndarray, levels: Sequence[float]) -> np.ndarray:
        """Returns the level lines as page points (n, 2), with a row of NaN between two of them.

        Between samples they are straight in the score, which a linear model's boundary is, too.
        """
        scores = chances if self.has_margins else _scores(chances)
        wanted = levels if self.has_margins else [0.0 for _ in levels]
        lines = [line for level in wanted for line in level_lines(self.context.axes.box, scores, level)]
        rows = [row for line in lines for row in ((np.nan, np.nan), *line.tolist())]
        return np.array(rows[1:]).reshape(-1, 2)

    def persist(self, step: int) -> Sequence[Mark]:
        """Returns the boundaries of earlier steps that stay as faint lines, without a shade over them."""
        is_power_of_two = step & (step - 1) == 0  # or zero
        is_shaded = "chance" in self.context.shown_marks and not self.context.has_several_runs
        if "ghosts" not in self.context.shown_marks or is_shaded or step >= self.last or not is_power_of_two:
            return ()
        parameters = self.trajectory.points[step].tolist()
        if not np.isfinite(parameters).all():
            return ()
        colour = mix(self.context.theme.paper, self.line_colour, GHOST_SHADE)
        lines = self._lines(self._chances(parameters), (0.5,))
        return [Line(lines, colour, GHOST_WIDTH * self.context.unit, clip=self.context.axes.box)]


def _scores(chances: np.ndarray) -> np.ndarray:
    """Returns the logarithms of the odds, within the range of floats."""
    with np.errstate(all="ignore"):
        return np.clip(np.log(chances) - np.log1p(-chances), -MAX_SCORE, MAX_SCORE)


def drawing(context: PanelContext, names: Sequence[Label], static: Sequence[Mark]) -> Drawing:
    """Returns the drawing of a panel of two classes, over its ``static`` axes with their ``names``."""
    layers = RunLayers([BoundaryRun(context, index) for index in range(len(context.trajectories))])
    box = context.axes.box
    axis = axes_frame.axis_line(context, (box.left, box.bottom), (box.right, box.bottom))  # over the shade
    shade, *front = layers.levels
    labels = [*names, *key(context, names)]
    movers = [*shade, axis, *(mark for level in front for mark in level), *labels, *held_out_key(context, labels)]
    return Drawing(static=static, movers=movers, show=layers.show, persist=layers.persist)
