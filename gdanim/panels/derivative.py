"""The derivative under the function, on the same x axis: its zeros stand under the extrema."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels import Drawing, Panel, PanelContext, limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark

CROWN = 1.15  # how far above the derivatives at the shown iterates and between the extrema the picture reaches


def measure(context: PanelContext) -> tuple[Range, Range]:
    """The curve's x axis; y holds zero, the iterates' derivatives and those between the outermost extrema."""
    low, high = across = limits.shared_x_range(context)
    values = [0.0]
    for trajectory in context.trajectories:
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


def prepare(context: PanelContext) -> Drawing:
    derivative = Derivative(context)
    return Drawing(static=derivative.static_marks(), movers=derivative.movers, show=derivative.show)


class Derivative:
    """The curve of f′, its zeros, and the slope at the ball as a stem from the axis."""

    def __init__(self, context: PanelContext) -> None:
        from gdanim.drawing.shapes import Line, Marker

        self.context = context
        unit, theme = context.unit, context.theme
        self.stems: list[Line] = [Line([], theme.slope_edge, 2.6 * unit, cap="butt") for _ in context.trajectories]
        self.dots = [
            Marker(
                context.runs[run].style_index if context.several else 0, theme.slope_edge, theme.paper, 6 * unit, 1.5
            )
            for run in range(len(context.trajectories))
        ]
        self.movers: list[Mark] = [*self.stems, *self.dots] if "ball" in context.show else []

    def static_marks(self) -> list[Mark]:
        from gdanim.drawing import ticks
        from gdanim.drawing.shapes import Line
        from gdanim.marks import axes_frame, function_curve

        context, box, unit, theme = self.context, self.context.axes.box, self.context.unit, self.context.theme
        made: list[Mark] = [*ticks.grid(context.axes, theme, unit)]
        zero = context.axes.y(0.0)
        made.append(Line([(box.left, zero), (box.right, zero)], theme.axis, 1.2 * unit, cap="butt"))
        made += axes_frame.tick_labels(context)
        function = context.trajectories[0].run.function
        xs, ys = function_curve.sample_curve(context.axes, lambda xs: function.gradients(xs[:, None])[:, 0])
        curve = Line(context.axes.to_pixels(xs, ys), theme.tangent, 3.2 * unit * theme.line, clip=box)
        zeros = self._zeros(zero)
        lines = [one.points for one in (curve, *zeros) if isinstance(one, Line)]
        return [*made, curve, *zeros, *self._name([*lines, *self._ways()])]

    def _zeros(self, zero: float) -> list[Mark]:
        """A ring on each zero, a dotted line up to its extremum in the panel above."""
        from gdanim.drawing.shapes import Line, Ring

        context, unit = self.context, self.context.unit
        low, high = context.axes.x_range
        spots = {round(spot.point[0], 9): spot.kind for run in context.trajectories for spot in run.stationary}
        made: list[Mark] = []
        for x, kind in sorted(spots.items()):
            if "zeros" in context.show and low <= x <= high:
                colour = {"minimum": context.theme.minimum, "maximum": context.theme.maximum}.get(
                    kind, context.theme.slope_text
                )
                across = context.axes.x(x)
                dashes = (2.2 * unit, 3.6 * unit)
                made.append(
                    Line(
                        [(across, context.axes.box.top), (across, zero)], colour, 1.6 * unit, dashes=dashes, cap="butt"
                    )
                )
                made.append(Ring(colour, context.theme.paper, 5 * unit, 2.4 * unit).move_to(across, zero))
        return made

    def _name(self, lines: list[np.ndarray]) -> Sequence[Mark]:
        from gdanim.drawing.text import TextStyle
        from gdanim.marks.curve_label import curve_label

        if "title" not in self.context.show:
            return []
        style = TextStyle(
            max(12.0, 18 * self.context.unit), self.context.theme.slope_text, halo=self.context.theme.paper
        )
        formula = self.context.trajectories[0].run.function.derivative_formula
        return curve_label(self.context, (rf"$f\,\prime(x) = {formula}$", r"$f\,\prime(x)$"), style, lines)

    def _ways(self) -> list[np.ndarray]:
        """The stems of all steps."""
        axes, zero = self.context.axes, self.context.axes.y(0.0)
        runs = self.context.trajectories if "ball" in self.context.show else ()
        places = [place for run in runs for place in axes.to_pixels(run.points[:, 0], run.gradients[:, 0])]
        return [np.array([(x, zero), (x, y)]) for x, y in places]

    def show(self, moment: Moment) -> None:
        for trajectory, stem, dot in zip(self.context.trajectories, self.stems, self.dots, strict=True):
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
                and self.context.axes.x_range[0] <= x <= self.context.axes.x_range[1]
            )
            stem.visible = shown
            dot.visible = shown
            if shown:
                across, up = self.context.axes.clamp(self.context.axes.x(x), self.context.axes.y(slope))
                stem.move_to([(across, self.context.axes.y(0.0)), (across, up)])
                dot.move_to(across, up)


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
