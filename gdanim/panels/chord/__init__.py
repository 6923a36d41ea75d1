"""Convex or not: a chord slides along the curve, and crosses where the curve rises above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, Field

from gdanim.functions.convexity import is_convex
from gdanim.panels import Drawing, Panel, PanelContext, limits

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label

SAMPLES = 801
ABOVE = (44, 96)  # over the curve, at 960 pixels: the letters alone; with what it is and what its chord does
KIND, DOES = (28, 34), (18, 62)  # these two: the letters' size, and the base line under the panel's top


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    width: float = Field(0.62, gt=0.05, lt=0.95, description="the chord's, as a part of the axis")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """The scene's or the catalogue's domain, or the curve's own ranges, and the heights of the curve in it."""
    domain = context.scene.domain
    x_range = limits.x_range(context.trajectories, domain[0] if domain else None)
    heights = context.trajectories[0].run.function.values(np.linspace(*x_range, SAMPLES))
    heights = heights[np.isfinite(heights)]
    margins = limits.MarkMargins(
        context.axes.box.height, below=20 * context.unit, above=ABOVE["title" in context.show] * context.unit
    )
    low, high = (float(heights.min()), float(heights.max())) if len(heights) else (0.0, 0.0)
    if limits.is_flat(low, high):
        low, high = low - 1, high + 1
    return x_range, context.scene.value_range or limits.with_margins(low, high, margins)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.drawing import ticks
    from gdanim.marks import axes_frame, function_curve
    from gdanim.panels.chord.secant import Chord

    chord = Chord(context)
    static: list[Mark] = [
        *ticks.grid(context.axes, context.theme, context.unit),
        *axes_frame.axis_marks(context),
        function_curve.curve_line(context),
    ]
    if "title" in context.show:
        bulges = is_convex(context.trajectories[0].run.function, context.axes.x_range)
        kind = _line(context, KIND, "bold", context.words.label("convex" if bulges else "non_convex"))
        does = _line(context, DOES, "regular", context.words.label("chord_above" if bulges else "chord_crosses"))
        static += kind
        chord.tell(does, always=bulges, under=kind)
    return Drawing(static=static, movers=chord.movers, show=chord.show)


def _line(context: PanelContext, place: tuple[int, int], weight: str, said: str) -> list[Label]:
    """A line in the panel's middle, if the panel is wide enough for it."""
    from gdanim.drawing.label import Label
    from gdanim.drawing.text import TextStyle

    box, (size, down) = context.axes.box, place
    style = TextStyle(max(12.0, size * context.unit), context.theme.ink, weight, halo=context.theme.paper)
    label = Label(context.text, style, (box.left + box.right) / 2, box.top + down * context.unit, "center").set_text(
        said
    )
    return [label] if label.image.width < box.width else []


PLUGIN = Panel(
    summary="a chord that slides along the curve: convex, or not",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    options=Options,
    weight=1.4,
    report_key="chord",
    left_to_right=True,  # convex to the left, however the page is read
)
