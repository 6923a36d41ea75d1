"""The past iterates under the curve, a row a step downwards: a still shows who settles, swings or wanders."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, Range, Stage

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.timeline import Moment

TOP, BOTTOM = 0.06, 0.05  # of the panel's height, above the first row and below the last


def measure(stage: Stage) -> tuple[Range, Range]:
    """The curve's x axis; y counts the steps downwards."""
    rows = max(1, stage.scene.steps)
    span = rows / (1 - TOP - BOTTOM)
    return stage.plot.x_range, (rows + BOTTOM * span, -TOP * span)


def prepare(stage: Stage) -> Drawing:
    history = History(stage)
    return Drawing(still=history.still(), movers=history.dots, show=history.show, stamps=history.stamps)


class History:
    """One polyline a run, grown by a piece each step; the ball's own row is a dot that moves with it."""

    def __init__(self, stage: Stage) -> None:
        from gdanim.panels.marks.shapes import Marker

        self.stage = stage
        unit, theme = stage.unit, stage.theme
        self.runs = [[float(x) for x in trajectory.points[:, 0]] for trajectory in stage.trajectories]
        self.dots: list[Artist] = [
            Marker(stage.numbers[index] if len(self.runs) > 1 else 0, stage.colour(index), theme.sheet, 4.5 * unit, 1.5)
            for index in range(len(self.runs))
        ]

    def still(self) -> list[Artist]:
        from gdanim.panels.marks import axis
        from gdanim.panels.marks.shapes import Area, Line
        from gdanim.panels.marks.text import Label, Style

        stage, box, theme, unit = self.stage, self.stage.plot.box, self.stage.theme, self.stage.unit
        made: list[Artist] = [Area(box, theme.sheet), *axis.grid(stage.plot, theme, unit, along=False)]
        made.append(Line([(box.left, box.top), (box.right, box.top)], theme.axis, 1.2 * unit, cap="butt"))
        if "minimum" in stage.show:
            made += [self._goal(x) for x in sorted(self._goals())]
        if stage.lowest and "ticks" in stage.show:
            made += axis.x_labels(stage.plot, theme, stage.text, unit, max(11.0, 15 * unit), stage.words.written)
        if stage.first and "names" in stage.show and "readout" in stage.show:
            style = Style(max(11.0, 14 * unit), theme.muted, halo=theme.sheet)
            label = Label(stage.text, style, box.right - 8 * unit, box.bottom - 7 * unit, "right")
            made.append(label.say(f"{stage.words.say('step_by_step')} ↓"))
        return made

    def _goals(self) -> set[float]:
        low, high = self.stage.plot.x_range
        goals = {goal[0] for run in self.stage.trajectories if (goal := run.verdict.goal) is not None}
        return {goal for goal in goals if low <= goal <= high}

    def _goal(self, x: float) -> Artist:
        from gdanim.panels.marks.shapes import Line

        box, unit = self.stage.plot.box, self.stage.unit
        across = self.stage.plot.x(x)
        dashes = (4.5 * unit, 3.5 * unit)
        return Line(
            [(across, box.top), (across, box.bottom)], self.stage.theme.minimum, 1.8 * unit, dashes=dashes, cap="butt"
        )

    def _place(self, step: float, x: float) -> tuple[float, float] | None:
        if not math.isfinite(x):
            return None
        return self.stage.plot.clamp(self.stage.plot.x(x), self.stage.plot.y(step))

    def show(self, moment: Moment) -> None:
        for run, dot in enumerate(self.dots):
            xs = self.runs[run]
            step = min(moment.step, len(xs) - 1)
            travel = moment.travel if step < len(xs) - 1 and math.isfinite(xs[step + 1]) else 0.0
            x = xs[step] + (xs[step + 1] - xs[step]) * travel if travel else xs[step]
            place = self._place(step + travel, x)
            dot.set_visible(place is not None)
            if place:
                dot.to(*place)  # type: ignore[attr-defined]

    def stamps(self, step: int) -> list[Artist]:
        from gdanim.panels.marks.shapes import Line, Marker

        made: list[Artist] = []
        unit, box = self.stage.unit, self.stage.plot.box
        dense = self.stage.scene.steps > 0.55 * box.height
        for run, xs in enumerate(self.runs):
            if step >= len(xs):
                continue
            colour = self.stage.colour(run)
            here = self._place(step, xs[step])
            before = self._place(step - 1, xs[step - 1]) if step else None
            if here and before:
                made.append(Line([before, here], colour, (1.0 if dense else 1.8) * unit * self.stage.theme.line))
            if here and not dense:
                shape = self.stage.numbers[run] if len(self.runs) > 1 else 0
                made.append(Marker(shape, colour, self.stage.theme.sheet, 2.3 * unit, 0).to(*here))
        return made


PLUGIN = Panel(
    summary="the past iterates under the curve, a row a step downwards",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    marks=("minimum", "readout"),
    lesson=("minimum", "readout"),
    comparison=("minimum", "readout"),
    weight=0.34,
)
