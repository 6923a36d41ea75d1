"""The named places of a surface, on leader lines above it, so that no name stands on another or on the ball."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.marks import ground
from gdanim.panels.marks.places import Sign
from gdanim.panels.marks.shapes import Line
from gdanim.panels.marks.text import Label, Style

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.functions.stationary import Stationary
    from gdanim.panels import Stage
    from gdanim.panels.marks.view import View

MOST, NAMED = 6, 4  # signs, and signs that are named
LIFTS, SHIFTS = (58, 84, 110, 140, 170), (0, -70, 70, -120, 120)  # of a name from its place, in units


def places(stage: Stage, view: View) -> tuple[list[Artist], list[Artist]]:
    """The signs on the surface, and lines with names."""
    spots = {spot.point: spot for run in stage.trajectories for spot in run.stationary if spot.kind in stage.show}
    inside = [spot for spot in spots.values() if stage.plot.holds(*spot.point)]
    inside.sort(key=lambda spot: (spot.kind != "minimum", spot.value))
    chosen = inside[:MOST] if len(inside) <= 2 * MOST else [spot for spot in inside if spot.scope == "global"][:MOST]
    signs: list[Artist] = []
    names: list[Artist] = []
    taken: list[ground.Extent] = []
    for spot in chosen:
        at = tuple(float(part) for part in view.page(np.array([[*spot.point, spot.value]]))[0])
        hidden = bool(view.hidden(stage.trajectories[0].run.function, np.array([[*spot.point, spot.value]]))[0])
        colour = {"minimum": stage.theme.minimum, "saddle": stage.theme.slope_edge}.get(spot.kind, stage.theme.maximum)
        if not hidden:
            signs.append(Sign(spot.kind, colour, stage.theme.paper, (at[0], at[1]), stage.unit))
        if "names" in stage.show and len(chosen) <= NAMED:
            names += _named(stage, _word(stage, spot), (at[0], at[1]), colour, taken)
    starts = {run.run.start for run in stage.trajectories}
    if len(starts) == 1 and "names" in stage.show and len(chosen) <= NAMED and "ball" in stage.show:
        start = next(iter(starts))
        height = stage.trajectories[0].run.function.value(start)
        x, y = (float(part) for part in view.page(np.array([[*start, height]]))[0])
        names += _named(stage, stage.words.say("start"), (x, y), stage.theme.ink, taken)
    return signs, names


def _word(stage: Stage, spot: Stationary) -> str:
    return stage.words.of(spot.point).say(f"{spot.scope}_{spot.kind}" if spot.scope else spot.kind)


def _named(stage: Stage, word: str, at: tuple[float, float], colour: str, taken: list[ground.Extent]) -> list[Artist]:
    style = Style(max(11.0, 16 * stage.unit), colour, "semibold", halo=stage.theme.paper)
    label = Label(stage.text, style, side="center").say(word)
    for lift in LIFTS:
        for shift in SHIFTS:
            x, y = at[0] + shift * stage.unit, at[1] - lift * stage.unit
            if ground.free(label.to(x, y).box, stage.plot, taken, np.empty((0, 2))):
                taken.append(label.box)
                return [
                    Line([(at[0], at[1] - 8 * stage.unit), (x, y + 5 * stage.unit)], colour, 1.4 * stage.unit),
                    label,
                ]
    return []
