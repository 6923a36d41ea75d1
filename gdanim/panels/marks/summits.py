"""The named places of a surface, on leader lines above it, so that no name stands on another or on the ball."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.marks import ground, sizes
from gdanim.panels.marks.places import sign
from gdanim.panels.marks.shapes import Line
from gdanim.panels.marks.text import Label, Style

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.functions.stationary import Stationary
    from gdanim.panels import Stage
    from gdanim.panels.marks.plot import Box
    from gdanim.panels.marks.view import View

MOST, NAMED = 6, 4  # signs, and signs that are named
LIFTS, SHIFTS = (58, 84, 110, 140, 170), (0, -70, 70, -120, 120)  # of a name from its place, in units


def places(stage: Stage, view: View) -> tuple[list[Artist], list[Artist]]:
    """The signs on the surface, and lines with names."""
    wanted = ground.kinds(stage)
    spots = {spot.point: spot for run in stage.trajectories for spot in run.stationary if spot.kind in wanted}
    inside = [spot for spot in spots.values() if stage.plot.holds(*spot.point)]
    inside.sort(key=lambda spot: (spot.kind != "minimum", spot.value))
    chosen = inside[:MOST] if len(inside) <= 2 * MOST else [spot for spot in inside if spot.scope == "global"][:MOST]
    at = {spot: view.page(np.array([[*spot.point, spot.value]]))[0] for spot in chosen}
    signs: list[Artist] = [
        sign(stage, spot, (float(at[spot][0]), float(at[spot][1])), stage.unit)
        for spot in chosen
        if not _hidden(stage, view, spot)
    ]
    if "names" not in stage.show or len(chosen) > NAMED:
        return signs, []
    names = Names(stage, _ways(stage, view))
    for spot in chosen:
        names.put(at[spot], spot.key, ground.colour(stage, spot.kind), spot.point)
    starts = {run.run.start for run in stage.trajectories}
    if len(starts) == 1 and "ball" in stage.show:
        start = next(iter(starts))
        height = stage.trajectories[0].run.function.value(start)
        names.put(view.page(np.array([[*start, height]]))[0], "start", stage.theme.ink, start)
    return signs, names.artists


def _hidden(stage: Stage, view: View, spot: Stationary) -> bool:
    return bool(view.hidden(stage.trajectories[0].run.function, np.array([[*spot.point, spot.value]]))[0])


def _ways(stage: Stage, view: View) -> np.ndarray:
    """Points (n, 2) along the balls' paths over the surface, on the page."""
    part = np.linspace(0, 1, 9)[None, :, None]
    pieces = [np.empty((0, 2))]
    for run in stage.trajectories:
        flat = run.points[:-1, None, :] + part * np.diff(run.points, axis=0)[:, None, :]
        flat = np.vstack((flat.reshape(-1, 2), run.points[-1:]))
        block = np.column_stack((flat, run.run.function.values(flat)))
        pieces.append(view.page(block[np.isfinite(block).all(axis=1)]))
    return np.vstack(pieces)


class Names:
    """Names over their places, each where it meets no other, and no ball if there is such a place."""

    def __init__(self, stage: Stage, ways: np.ndarray) -> None:
        self.stage, self.ways = stage, ways
        self.clear = sizes.of(lesson=False, unit=stage.unit, width=stage.plot.box.width).ball + sizes.HALO * stage.unit
        self.taken: list[Box] = []
        self.artists: list[Artist] = []

    def put(self, at: np.ndarray, key: str, colour: str, speaker: object) -> None:
        """Name a place; without its English where only that has room, or not at all."""
        stage, words = self.stage, self.stage.words.of(speaker)
        style = Style(max(sizes.LEAST_TEXT, 16 * stage.unit), colour, "semibold", halo=stage.theme.paper)
        label = Label(stage.text, style, side="center")
        if not self._put(label.say(words.say(key)), at):
            words.unsay(key)
            self._put(label.say(words.alone.say(key)), at)

    def _put(self, label: Label, at: np.ndarray) -> bool:
        unit, (x, y) = self.stage.unit, (float(part) for part in at)
        for ways in (self.ways, self.ways[:0]):
            for across, up in ((shift * unit, lift * unit) for lift in LIFTS for shift in SHIFTS):
                box = label.to(x + across, y - up).box
                if ground.free(box, self.stage.plot, self.taken, ways, self.clear):
                    line = [(x, y - 8 * unit), (label.x, label.y + 5 * unit)]
                    self.artists += [Line(line, label.style.colour, 1.4 * unit), label]
                    self.taken.append(label.plate)
                    return True
        return False
