"""The past iterates under the curve, a row a step downwards: a still shows who settles, swings or wanders."""

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
    from gdanim.drawing.text import Anchor, Label

TOP, BOTTOM = 0.06, 0.05  # of the panel's height, above the first row and below the last


def measure(context: PanelContext) -> tuple[Range, Range]:
    """The curve's x axis; y counts the steps downwards."""
    rows = max(1, context.scene.steps)
    span = rows / (1 - TOP - BOTTOM)
    return limits.shared_x_range(context), (rows + BOTTOM * span, -TOP * span)


def outer_labels(context: PanelContext) -> Sequence[Label]:
    """Under its axis alone: steps are not numbered."""
    from gdanim.marks import axes_frame

    return axes_frame.x_tick_labels(context)


def prepare(context: PanelContext) -> Drawing:
    history = History(context)
    return Drawing(static=history.static_marks(), movers=history.dots, show=history.show, persist=history.persist)


class History:
    """One polyline a run, grown by a piece each step; the ball's own row is a dot that moves with it."""

    def __init__(self, context: PanelContext) -> None:
        from gdanim.drawing.shapes import Marker

        self.context = context
        unit, theme = context.unit, context.theme
        self.runs = [[float(x) for x in trajectory.points[:, 0]] for trajectory in context.trajectories]
        self.dots: list[Mark] = [
            Marker(
                context.runs[index].style_index if context.several else 0,
                context.colour(index),
                theme.sheet,
                4.5 * unit,
                1.5,
            )
            for index in range(len(self.runs))
        ]

    def static_marks(self) -> list[Mark]:
        from gdanim.drawing import ticks
        from gdanim.drawing.shapes import Line, Rectangle

        context, box, theme, unit = self.context, self.context.axes.box, self.context.theme, self.context.unit
        made: list[Mark] = [Rectangle(box, theme.sheet), *ticks.grid(context.axes, theme, unit, horizontal=False)]
        made.append(Line([(box.left, box.top), (box.right, box.top)], theme.axis, 1.2 * unit, cap="butt"))
        if "minimum" in context.show:
            made += [self._goal(x) for x in sorted(self._goals())]
        made += outer_labels(context)
        if context.is_first and "names" in context.show and "readout" in context.show:
            made += self._told()
        return made

    def _told(self) -> list[Mark]:
        """What a row is, in a lower corner that no path comes to; the lines are drawn over what stands still."""
        from gdanim.drawing import sizes
        from gdanim.drawing.placement import Obstacles, place_label
        from gdanim.drawing.text import Label, TextStyle

        context, box, unit = self.context, self.context.axes.box, self.context.unit
        style = TextStyle(max(sizes.LEAST_TEXT, 14 * unit), context.theme.muted, halo=context.theme.sheet)
        label = Label(context.text, style, side="right").set_text(f"{context.words.label('step_by_step')} ↓")
        left, right = box.left + 8 * unit + label.image.width, box.right - 8 * unit
        low, high = box.bottom - 7 * unit, box.top + 8 * unit + style.size
        anchors: list[Anchor] = [("right", x, y) for y in (low, high) for x in (right, left)]
        paths = Obstacles(points=self._paths(), clearance=5 * unit)
        return [label] if place_label(label, anchors, [paths], within=box) else []

    def _paths(self) -> np.ndarray:
        """Points (n, 2) along the runs' lines on the page."""
        part = np.linspace(0, 1, 24)[None, :, None]
        made = [np.empty((0, 2))]
        for xs in self.runs:
            corners = [place for step, x in enumerate(xs) if (place := self._place(step, x))]
            points = np.array(corners).reshape(-1, 2)
            made += [points, (points[:-1, None, :] + part * np.diff(points, axis=0)[:, None, :]).reshape(-1, 2)]
        return np.vstack(made)

    def _goals(self) -> set[float]:
        low, high = self.context.axes.x_range
        goals = {goal[0] for run in self.context.trajectories if (goal := run.verdict.goal) is not None}
        return {goal for goal in goals if low <= goal <= high}

    def _goal(self, x: float) -> Mark:
        from gdanim.drawing.shapes import Line

        box, unit = self.context.axes.box, self.context.unit
        across = self.context.axes.x(x)
        dashes = (4.5 * unit, 3.5 * unit)
        return Line(
            [(across, box.top), (across, box.bottom)], self.context.theme.minimum, 1.8 * unit, dashes=dashes, cap="butt"
        )

    def _place(self, step: float, x: float) -> tuple[float, float]:
        return self.context.axes.x(x), self.context.axes.y(step)

    def _inside(self, x: float) -> bool:
        low, high = self.context.axes.x_range
        return low <= x <= high

    def show(self, moment: Moment) -> None:
        for run, dot in enumerate(self.dots):
            xs = self.runs[run]
            step = min(moment.step, len(xs) - 1)
            travel = moment.travel if step < len(xs) - 1 and math.isfinite(xs[step + 1]) else 0.0
            x = xs[step] + (xs[step + 1] - xs[step]) * travel if travel else xs[step]
            dot.visible = self._inside(x)
            if self._inside(x):
                dot.move_to(*self._place(step + travel, x))  # type: ignore[attr-defined]

    def persist(self, step: int) -> list[Mark]:
        from gdanim.drawing.geometry import clip_segment
        from gdanim.drawing.shapes import Line, Marker

        made: list[Mark] = []
        unit, box = self.context.unit, self.context.axes.box
        dense = self.context.scene.steps > 0.55 * box.height
        for run, xs in enumerate(self.runs):
            if step >= len(xs):
                continue
            colour = self.context.colour(run)
            here = self._place(step, xs[step])
            seen = clip_segment(box, self._place(step - 1, xs[step - 1]), here) if step else None
            if seen:
                made.append(Line([*seen], colour, (1.0 if dense else 1.8) * unit * self.context.theme.line))
            if self._inside(xs[step]) and not dense:
                shape = self.context.runs[run].style_index if len(self.runs) > 1 else 0
                made.append(Marker(shape, colour, self.context.theme.sheet, 2.3 * unit, 0).move_to(*here))
        return made


PLUGIN = Panel(
    summary="the past iterates under the curve, a row a step downwards",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    marks=("minimum", "readout"),
    lesson=("minimum", "readout"),
    comparison=("minimum", "readout"),
    weight=0.34,
)
