"""The derivative under the function, on the same x axis: its zeros stand under the extrema."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels import Drawing, Panel, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark

CROWN = 1.15  # how far above the derivatives at the shown iterates and between the extrema the picture reaches


def measure(stage: Stage) -> tuple[Range, Range]:
    """The curve's x axis; y holds zero, the iterates' derivatives and those between the outermost extrema."""
    from gdanim.panels import limits as shown

    low, high = across = shown.along(stage)
    values = [0.0]
    for trajectory in stage.trajectories:
        xs, slopes = trajectory.points[:, 0], trajectory.gradients[:, 0]
        values += slopes[np.isfinite(slopes) & (xs >= low) & (xs <= high)].tolist()
        spots = [spot.point[0] for spot in trajectory.stationary if low <= spot.point[0] <= high]
        if len(spots) > 1:
            between = trajectory.run.function.gradients(np.linspace(min(spots), max(spots), 257)[:, None])[:, 0]
            values += between[np.isfinite(between)].tolist()
    bottom, top = min(values), max(values)
    if top == bottom:
        bottom, top = -1.0, 1.0
    margin = 0.16 * (top - bottom)
    return across, (CROWN * bottom - margin, CROWN * top + margin)


def prepare(stage: Stage) -> Drawing:
    derivative = Derivative(stage)
    return Drawing(still=derivative.still(), movers=derivative.movers, show=derivative.show)


class Derivative:
    """The curve of f′, its zeros, and the slope at the ball as a stem from the axis."""

    def __init__(self, stage: Stage) -> None:
        from gdanim.drawing.shapes import Line, Marker

        self.stage = stage
        unit, theme = stage.unit, stage.theme
        self.stems: list[Line] = [Line([], theme.slope_edge, 2.6 * unit, cap="butt") for _ in stage.trajectories]
        self.dots = [
            Marker(stage.sign(run) if len(stage.trajectories) > 1 else 0, theme.slope_edge, theme.paper, 6 * unit, 1.5)
            for run in range(len(stage.trajectories))
        ]
        self.movers: list[Mark] = [*self.stems, *self.dots] if "ball" in stage.show else []

    def still(self) -> list[Mark]:
        from gdanim.drawing import ticks
        from gdanim.drawing.shapes import Line
        from gdanim.marks import function_curve

        stage, box, unit, theme = self.stage, self.stage.plot.box, self.stage.unit, self.stage.theme
        made: list[Mark] = [*ticks.grid(stage.plot, theme, unit)]
        size = max(11.0, 15 * unit)
        zero = stage.plot.y(0.0)
        made.append(Line([(box.left, zero), (box.right, zero)], theme.axis, 1.2 * unit, cap="butt"))
        if "ticks" in stage.show and not stage.inner:
            made += ticks.y_labels(stage.plot, theme, stage.text, unit, size, stage.words.written)
        if "ticks" in stage.show and stage.lowest:
            made += ticks.x_labels(stage.plot, theme, stage.text, unit, size, stage.words.written)
        function = stage.trajectories[0].run.function
        xs, ys = function_curve.samples(stage.plot, lambda xs: function.gradients(xs[:, None])[:, 0])
        curve = Line(stage.plot.path(xs, ys), theme.tangent, 3.2 * unit * theme.line, clip=box)
        zeros = self._zeros(zero)
        lines = [one.points for one in (curve, *zeros) if isinstance(one, Line)]
        return [*made, curve, *zeros, *self._name([*lines, *self._ways()])]

    def _zeros(self, zero: float) -> list[Mark]:
        """A ring on each zero, a dotted line up to its extremum in the panel above."""
        from gdanim.drawing.shapes import Line, Ring

        stage, unit = self.stage, self.stage.unit
        low, high = stage.plot.x_range
        spots = {round(spot.point[0], 9): spot.kind for run in stage.trajectories for spot in run.stationary}
        made: list[Mark] = []
        for x, kind in sorted(spots.items()):
            if "zeros" in stage.show and low <= x <= high:
                colour = {"minimum": stage.theme.minimum, "maximum": stage.theme.maximum}.get(
                    kind, stage.theme.slope_text
                )
                across = stage.plot.x(x)
                dashes = (2.2 * unit, 3.6 * unit)
                made.append(
                    Line([(across, stage.plot.box.top), (across, zero)], colour, 1.6 * unit, dashes=dashes, cap="butt")
                )
                made.append(Ring(colour, stage.theme.paper, 5 * unit, 2.4 * unit).to(across, zero))
        return made

    def _name(self, lines: list[np.ndarray]) -> Sequence[Mark]:
        from gdanim.drawing.text import Style
        from gdanim.marks.curve_label import inscribe

        if "title" not in self.stage.show:
            return []
        style = Style(max(12.0, 18 * self.stage.unit), self.stage.theme.slope_text, halo=self.stage.theme.paper)
        formula = self.stage.trajectories[0].run.function.derivative_formula
        return inscribe(self.stage, (rf"$f\,\prime(x) = {formula}$", r"$f\,\prime(x)$"), style, lines)

    def _ways(self) -> list[np.ndarray]:
        """The stems of all steps."""
        plot, zero = self.stage.plot, self.stage.plot.y(0.0)
        runs = self.stage.trajectories if "ball" in self.stage.show else ()
        places = [place for run in runs for place in plot.path(run.points[:, 0], run.gradients[:, 0])]
        return [np.array([(x, zero), (x, y)]) for x, y in places]

    def show(self, moment: Moment) -> None:
        for trajectory, stem, dot in zip(self.stage.trajectories, self.stems, self.dots, strict=True):
            step = min(moment.step, len(trajectory.points) - 1)
            travel = moment.travel if step < len(trajectory.points) - 1 else 0.0
            x = float(trajectory.points[step, 0])
            slope = float(trajectory.gradients[step, 0])
            if travel and math.isfinite(x):
                x += travel * (float(trajectory.points[step + 1, 0]) - x)
                slope = trajectory.run.function.gradient((x,))[0]
            shown = (
                math.isfinite(x)
                and math.isfinite(slope)
                and self.stage.plot.x_range[0] <= x <= self.stage.plot.x_range[1]
            )
            stem.visible = shown
            dot.visible = shown
            if shown:
                across, up = self.stage.plot.clamp(self.stage.plot.x(x), self.stage.plot.y(slope))
                stem.to([(across, self.stage.plot.y(0.0)), (across, up)])
                dot.to(across, up)


PLUGIN = Panel(
    summary="the derivative under the function, its zeros under the extrema",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    marks=("ball", "zeros"),
    lesson=("ball", "zeros"),
    comparison=("ball", "zeros"),
    weight=0.7,
)
