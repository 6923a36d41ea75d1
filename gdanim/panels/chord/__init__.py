"""Convex or not: a chord slides along the curve, and crosses where the curve rises above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, Field

from gdanim.functions.convexity import convex
from gdanim.panels import Drawing, Panel, Stage

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.text import Label

SAMPLES = 801
ABOVE = (44, 96)  # over the curve, at 960 pixels: the letters alone; with what it is and what its chord does
KIND, DOES = (28, 34), (18, 62)  # these two: the letters' size, and the base line under the panel's top


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    width: float = Field(0.62, gt=0.05, lt=0.95, description="the chord's, as a part of the axis")


def measure(stage: Stage) -> tuple[Range, Range]:
    """The scene's or the catalogue's domain, or the curve's own ranges, and the heights of the curve in it."""
    from gdanim.panels import limits

    given = stage.scene.domain[0] if stage.scene.domain else None
    across = limits.x_range(stage.trajectories, given)
    heights = stage.trajectories[0].run.function.values(np.linspace(*across, SAMPLES))
    heights = heights[np.isfinite(heights)]
    room = limits.Room(stage.plot.box.height, below=20 * stage.unit, above=ABOVE["title" in stage.show] * stage.unit)
    low, high = (float(heights.min()), float(heights.max())) if len(heights) else (0.0, 0.0)
    if high - low <= 1e-12 * max(1.0, abs(low), abs(high)):
        low, high = low - 1, high + 1
    return across, stage.scene.range or limits.with_room(low, high, room)


def prepare(stage: Stage) -> Drawing:
    from gdanim.drawing import ticks
    from gdanim.marks import axes_frame, function_curve
    from gdanim.panels.chord.secant import Chord

    chord = Chord(stage)
    still: list[Mark] = [
        *ticks.grid(stage.plot, stage.theme, stage.unit),
        *axes_frame.base(stage),
        function_curve.curve(stage),
    ]
    if "title" in stage.show:
        bulges = convex(stage.trajectories[0].run.function, stage.plot.x_range)
        kind = _line(stage, KIND, "bold", stage.words.say("convex" if bulges else "non_convex"))
        does = _line(stage, DOES, "regular", stage.words.say("chord_above" if bulges else "chord_crosses"))
        still += kind
        chord.tell(does, always=bulges, under=kind)
    return Drawing(still=still, movers=chord.movers, show=chord.show)


def _line(stage: Stage, place: tuple[int, int], weight: str, said: str) -> list[Label]:
    """A line in the panel's middle, if the panel is wide enough for it."""
    from gdanim.drawing.text import Label, Style

    box, (size, down) = stage.plot.box, place
    style = Style(max(12.0, size * stage.unit), stage.theme.ink, weight, halo=stage.theme.paper)
    label = Label(stage.text, style, (box.left + box.right) / 2, box.top + down * stage.unit, "center").say(said)
    return [label] if label.image.width < box.width else []


PLUGIN = Panel(
    summary="a chord that slides along the curve: convex, or not",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    options=Options,
    weight=1.4,
    ordered=True,  # convex to the left, however the page is read
)
