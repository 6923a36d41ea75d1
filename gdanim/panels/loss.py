"""All runs against the step: the function's value, the distance to the minimum, or the size of the gradient."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from gdanim.panels import Drawing, Panel, Range, Stage

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.descent import Trajectory
    from gdanim.panels.marks.text import Label
    from gdanim.timeline import Moment

FLOOR = 1e-12  # of the greatest number: a logarithmic axis goes no deeper
CEILING = 4.0  # times the numbers that the runs begin with: a diverging run leaves at the top
NAMED = 1.13  # the axis goes on past the last step, so that the runs' names stand beside their marks
NAMES = {"value": "value", "distance": "distance", "gradient": "gradient_size"}


class Options(BaseModel):
    """``measure``: what is drawn; ``scale``: of its axis."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: Literal["value", "distance", "gradient"] = "value"
    scale: Literal["linear", "log"] = "linear"


def numbers(trajectory: Trajectory, measure: str) -> np.ndarray:
    """(n,): f, |x − goal| with the minimum reached or nearest, or |∇f|. NaN where a run has no goal."""
    if measure == "gradient":
        return np.linalg.norm(trajectory.gradients, axis=1)
    if measure == "value":
        return trajectory.values
    goal = trajectory.verdict.goal
    if goal is None:
        return np.full(len(trajectory.points), np.nan)
    return np.linalg.norm(trajectory.points - np.asarray(goal), axis=1)


def measure(stage: Stage) -> tuple[Range, Range]:
    rows = [numbers(trajectory, stage.options.measure) for trajectory in stage.trajectories]
    across = (0.0, max(1, stage.scene.steps) * (NAMED if len(rows) > 1 else 1.02))
    starts = [float(row[0]) for row in rows if math.isfinite(row[0])]
    values = np.concatenate(rows)
    values = values[np.isfinite(values)]
    if stage.options.scale == "log":
        return across, _decades(values)
    low = float(values.min()) if len(values) else 0.0
    reach = max((value - low for value in starts), default=0.0) or 1.0
    high = min(float(values.max()) if len(values) else 1.0, low + CEILING * reach)
    high = high if high > low else low + 1.0
    return across, (low - 0.08 * (high - low), high + 0.1 * (high - low))


def _decades(values: np.ndarray) -> Range:
    values = values[values > 0]
    if not len(values):
        return 0.1, 10.0
    high = min(float(values.max()), CEILING * float(np.median(values)) * 1e6)
    low = max(float(values.min()), high * FLOOR)
    return 10 ** math.floor(math.log10(low) - 0.05), 10 ** math.ceil(math.log10(high) + 0.05)


def prepare(stage: Stage) -> Drawing:
    lines = Lines(stage)
    return Drawing(still=lines.still(), movers=lines.movers, show=lines.show, stamps=lines.stamps)


class Lines:
    """One growing line a run, with a mark at its end and the run's name beside it."""

    def __init__(self, stage: Stage) -> None:
        from gdanim.panels.marks.shapes import Marker

        self.stage = stage
        self.size = max(11.0, 15 * stage.unit)
        self.rows = [numbers(trajectory, stage.options.measure) for trajectory in stage.trajectories]
        self.marks = [
            Marker(stage.numbers[run], stage.colour(run), stage.theme.paper, 6 * stage.unit, 1.5)
            for run in range(len(self.rows))
        ]
        self.names = self._names()
        self.movers: list[Artist] = [*self.marks, *self.names]

    def _names(self) -> list[Label]:
        from gdanim.page.header import label
        from gdanim.panels.marks.text import Label, Style

        if len(self.rows) == 1 or "names" not in self.stage.show:
            return []
        stage = self.stage
        style = Style(self.size, stage.theme.ink, halo=stage.theme.paper)
        return [Label(stage.text, style).say(label(trajectory.run)) for trajectory in stage.trajectories]

    def still(self) -> list[Artist]:
        from gdanim.panels.marks import axis
        from gdanim.panels.marks.shapes import Line
        from gdanim.panels.marks.text import Label, Style

        stage, box, unit, theme = self.stage, self.stage.plot.box, self.stage.unit, self.stage.theme
        made: list[Artist] = [*axis.grid(stage.plot, theme, unit)]
        made.append(Line([(box.left, box.bottom), (box.right, box.bottom)], theme.axis, 1.2 * unit, cap="butt"))
        if "ticks" in stage.show:
            made += axis.y_labels(stage.plot, theme, stage.text, unit, self.size)
            made += axis.x_labels(stage.plot, theme, stage.text, unit, self.size)
        if "title" in stage.show:
            style = Style(max(12.0, 17 * unit), theme.ink, "semibold")
            made.append(Label(stage.text, style, box.left, box.top - 10 * unit).say(stage.words.say(NAMES[stage.options.measure])))
        return made

    def _place(self, run: int, step: int) -> tuple[float, float] | None:
        value = float(self.rows[run][step])
        if not math.isfinite(value):
            return None
        down = self.stage.plot.y(value) if value > 0 or not self.stage.plot.y_log else self.stage.plot.box.bottom
        return self.stage.plot.clamp(self.stage.plot.x(step), down)

    def show(self, moment: Moment) -> None:
        places = {}
        for run, mark in enumerate(self.marks):
            place = self._place(run, min(moment.step, len(self.rows[run]) - 1))
            mark.set_visible(place is not None)
            if place:
                places[run] = place
                mark.to(*place)
        for run, name in enumerate(self.names):
            name.set_visible(run in places)
        self._name(places)

    def _name(self, places: dict[int, tuple[float, float]]) -> None:
        """Right of the marks, moved apart where two stand at one height."""
        if not self.names:
            return
        apart, lowest = 1.2 * self.size, -math.inf
        for run in sorted(places, key=lambda run: places[run][1]):
            x, y = places[run]
            lowest = max(y, lowest + apart)
            self.names[run].to(x + 12 * self.stage.unit, lowest + 0.35 * self.size)

    def stamps(self, step: int) -> list[Artist]:
        from gdanim.panels.marks.shapes import Line, Marker

        made: list[Artist] = []
        unit = self.stage.unit
        dense = self.stage.scene.steps > self.stage.plot.box.width / 9
        for run, row in enumerate(self.rows):
            if step >= len(row):
                continue
            here, before = self._place(run, step), self._place(run, step - 1) if step else None
            colour = self.stage.colour(run)
            if here and before:
                made.append(Line([before, here], colour, 2.4 * unit))
            if here and not dense:
                made.append(Marker(self.stage.numbers[run], colour, self.stage.theme.paper, 3.2 * unit, 0.8).to(*here))
        return made


PLUGIN = Panel(
    summary="all runs against the step: value, distance to the minimum, or size of the gradient",
    scope="all",
    prepare=prepare,
    measure=measure,
    options=Options,
    weight=0.9,
)
