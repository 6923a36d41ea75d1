"""What moves in a panel of data: each run's line or curve, its residuals, and the points of this step's batch."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.shapes import Line, Marker
from gdanim.drawing.text import Label, TextStyle
from gdanim.panels.data import points
from gdanim.panels.data.threshold import Threshold
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.geometry import Box
    from gdanim.panels import PanelContext

WIDTH, GHOST = 3.6, 1.8
FADED = 0.38  # of the model's colour is a ghost's
FASTEST = 8.0  # batches a second: lit points that change more often would only flicker
PIECES = 24  # points of a distance from a point to the model
SIGNED = (0.12, 0.1)  # where the first run's marker stands on its line, and how far the next, of the width


class ModelRuns:
    """All runs of a panel. ``taken`` is where the names of its axes stand."""

    def __init__(self, context: PanelContext, taken: Sequence[Box]) -> None:
        self.context = context
        self.runs = [ModelRun(context, index, taken) for index in range(len(context.trajectories))]
        layers = zip(*(run.layers for run in self.runs), strict=True)
        self.movers: list[Mark] = [artist for layer in layers for run in layer for artist in run]

    def show(self, moment: Moment) -> None:
        for run in self.runs:
            run.show(self.context.run_moment(run.index, moment))

    def persist(self, step: int) -> list[Mark]:
        return [art for run in self.runs for own in self.context.run_steps(run.index, step) for art in run.persist(own)]


class ModelRun:
    """One run's model, from back to front: residuals, the line itself, lit points and texts."""

    def __init__(self, context: PanelContext, index: int, taken: Sequence[Box]) -> None:
        self.context, self.index = context, index
        self.trajectory = context.trajectories[index]
        self.fit = points.fit(context)
        self.last = len(self.trajectory.points) - 1
        self.places = points.places(context)
        self.alone = len(context.trajectories) == 1
        box, theme, unit = context.axes.box, context.theme, context.unit
        size = points.scale(context)
        self.xs = np.linspace(*context.axes.x_range, 2 if self.fit.degree == 1 and not self.fit.is_classifier else 161)
        self.line = Line([], context.colour(index), WIDTH * unit, clip=box)
        self.sign = Marker(context.runs[index].style_index, context.colour(index), theme.paper, 6.5 * unit, 1.5)
        self.gaps = points.ResidualLines(theme.tangent, max(1.0, 1.7 * unit), box)
        self.lit = points.DataPoints(
            np.empty((0, 2)), theme.slope, theme.slope_edge, points.LIT * size, 1.6 * points.EDGE * size
        )
        self.threshold = Threshold(context, taken)
        self.told = Label(context.text, TextStyle(max(11.0, 15 * unit), theme.slope_text, halo=theme.paper))
        self.every = self._every()
        self.batched = self.every > 0
        self.layers = self._layers()

    def _every(self) -> int:
        """How many steps a batch's points stay lit, so long that they can be seen; 0 where they aren't lit at all."""
        sampling, arrivals = self.trajectory.run.sampling, self.context.timeline.arrivals
        if sampling is None or sampling.is_full_batch or not self.alone or "batch" not in self.context.show:
            return 0
        passes = self.context.scene.epochs or math.ceil(self.context.scene.steps / sampling.updates_per_epoch)
        seconds = arrivals[-1] - arrivals[0]
        return math.ceil(passes * sampling.updates_per_epoch / (FASTEST * seconds)) if seconds else 0

    def _layers(self) -> tuple[list[Mark], ...]:
        show = self.context.show
        back: list[Mark] = [self.gaps] if "residuals" in show and self.alone else []
        cut = "threshold" in show and self.fit.is_classifier
        middle: list[Mark] = [self.threshold.line] if cut else []
        middle += [self.line, *([] if self.alone else [self.sign])] if "model" in show else []
        front: list[Mark] = [self.lit] if self.batched else []
        if "names" in show:
            front += [self.told] if self.every == 1 else []
            front += [self.threshold.words] if cut and self.alone else []
        return back, middle, front

    def show(self, moment: Moment) -> None:
        step = min(moment.step, self.last)
        point = self._between(step, moment.travel if step < self.last else 0.0)
        seen = all(map(math.isfinite, point))
        for artist in (self.line, self.sign, self.gaps, *self.threshold.artists):
            artist.visible = seen
        rows = self._rows(step)
        self.lit.move_to(self.places[rows])
        self._say_batch(rows)
        if seen:
            self._draw(point, step, rows)

    def _between(self, step: int, travel: float) -> list[float]:
        """The parameters on the straight way that the ball takes over its map."""
        here = self.trajectory.points[step]
        if not travel or not np.isfinite(self.trajectory.points[step + 1]).all():
            return here.tolist()
        return (here + travel * (self.trajectory.points[step + 1] - here)).tolist()

    def _rows(self, step: int) -> np.ndarray:
        """The points that the step uses, or one shortly before it, each once; none where no step follows."""
        sampling = self.trajectory.run.sampling
        if sampling is None or step >= self.trajectory.run.steps:
            return np.empty(0, dtype=int)
        return np.unique(sampling.rows(step - step % (self.every or 1)))

    def _draw(self, point: list[float], step: int, rows: np.ndarray) -> None:
        axes = self.context.axes
        self.line.points = self._curve(point)
        along = axes.box.left + (SIGNED[0] + SIGNED[1] * self.index) * axes.box.width
        self.sign.move_to(*axes.clamp(along, float(np.interp(along, *self.line.points.T)), inset=8))
        sampling = self.trajectory.run.sampling
        shown = np.arange(len(self.fit)) if sampling is None or sampling.is_full_batch else rows if self.batched else rows[:0]
        sample = self.fit.sample
        heights = axes.to_pixels(sample.x[shown], self.fit.predicted(point, sample.x[shown]))[:, 1]
        self.gaps.move_to(self.places[shown], heights)
        if self.fit.is_classifier:
            self.threshold.show(point, self.trajectory.points[step].tolist(), self._marks(step))

    def _marks(self, step: int) -> np.ndarray:
        """Points (n, 2) of all that words in the panel keep off at a step: the model, the data, and their distances."""
        rest = self.trajectory.points[step].tolist()
        heights = self.context.axes.to_pixels(self.fit.sample.x, self.fit.predicted(rest, self.fit.sample.x))[:, 1]
        apart = np.linspace(0, 1, PIECES)[:, None] * (heights - self.places[:, 1])[None, :]
        gaps = np.column_stack((np.tile(self.places[:, 0], PIECES), (self.places[:, 1] + apart).ravel()))
        return np.vstack((self._curve(rest), gaps if self.gaps in self.layers[0] else self.places))

    def _curve(self, point: list[float]) -> np.ndarray:
        return self.context.axes.to_pixels(self.xs, self.fit.predicted(point, self.xs))

    def _say_batch(self, rows: np.ndarray) -> None:
        label = self.told
        label.visible = bool(len(rows))
        if self.every == 1 and len(rows):
            label.set_text(self.context.words.label("in_batch", n=len(rows)))
            left, base, right = points.free_corner(self.context, label.image.width, label.style.size)
            label.side = "right" if right else "left"
            label.move_to(left + (label.image.width if right else 0), base)

    def persist(self, step: int) -> list[Mark]:
        """Models of earlier steps stay as ghosts: those of 0, 1, 2, 4, 8 … steps."""
        point = self.trajectory.points[step].tolist() if step <= self.last else [math.nan]
        kept = step & (step - 1) == 0 and step < self.last
        if "ghosts" not in self.context.show or not kept or not all(map(math.isfinite, point)):
            return []
        colour = mix(self.context.theme.paper, self.context.colour(self.index), FADED)
        return [Line(self._curve(point), colour, GHOST * self.context.unit, clip=self.context.axes.box)]
