"""What stands still on a map: its frame and axes, the places where the slope is zero, a field."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.marks import axis, ground, sizes
from gdanim.panels.marks.arrow import Arrow, Shape
from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.plot import Box
from gdanim.panels.marks.shapes import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.artist import Artist

    from gdanim.descent import Trajectory
    from gdanim.functions.stationary import Stationary
    from gdanim.panels import Stage
    from gdanim.panels.marks.pen import Pen
    from gdanim.panels.marks.plot import Point
    from gdanim.panels.marks.text import Label

BALL = 14  # from the frame to its numbers: a ball on the frame leaves them in sight
MOST, MANY = 8, 20  # marks: of more places only goals are marked; of still more, the lowest and those that runs reach
NEAR = 1e-6  # of a goal, in the function's units: it is the same place
EDGE = 8  # pixels from the border: other signs are left out there
APART = 46  # pixels between the arrows of a field


def frame(stage: Stage, signs: Iterable[Sign]) -> list[Artist]:
    """The border and the tick labels, those aside that a sign would cover."""
    box, theme, unit = stage.plot.box, stage.theme, stage.unit
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    made: list[Artist] = [Line([*corners, corners[0]], theme.axis, 1.2 * unit)]
    size = max(sizes.LEAST_TEXT, 15 * unit)
    labels: list[Label] = []
    if "ticks" in stage.show:
        labels += axis.x_labels(stage.plot, theme, stage.text, unit, size, stage.words.written) if stage.lowest else []
        write = stage.words.written
        labels += [] if stage.inner else axis.y_labels(stage.plot, theme, stage.text, unit, size, write, aside=BALL)
    covered = [sign.plate for sign in signs]
    return [*made, *(label for label in labels if not label.meets(covered))]


def stationary(stage: Stage) -> dict[Stationary, Sign]:
    """▲ in a ring at each minimum, ◆ at each saddle, ▼ at each maximum."""
    at = {spot: (stage.plot.x(spot.point[0]), stage.plot.y(spot.point[1])) for spot in chosen(stage)}
    return signs(stage, at)


def chosen(stage: Stage) -> list[Stationary]:
    """The places that are marked, minima first: all of few, of many only goals, and of ever so many the best."""
    wanted = ground.kinds(stage)
    found = {
        (tuple(round(x, 7) for x in spot.point), spot.kind): spot
        for run in stage.trajectories
        for spot in run.stationary
        if spot.kind in wanted and stage.plot.holds(*spot.point)
    }
    spots = sorted(found.values(), key=lambda spot: (spot.kind != "minimum", spot.value))
    kept = [spot for spot in spots if _best(stage, spot) or not _outermost(stage, spot)]
    if len(kept) > MOST:
        kept = [spot for spot in kept if ground.goal(stage, spot.kind)]
    few = len(kept) <= MOST or (len(kept) <= MANY and any(_all_found(stage, run) for run in stage.trajectories))
    return kept if few else [spot for spot in kept if _best(stage, spot)]


def _all_found(stage: Stage, run: Trajectory) -> bool:
    """Whether the places that are known, those nearest to a run's points, are all that there are on the map."""
    points = run.points[np.isfinite(run.points).all(axis=1)]
    corners, known = list(product(stage.plot.x_range, stage.plot.y_range)), [spot.point for spot in run.stationary]
    corner, farthest = (
        np.linalg.norm(np.array(places)[:, None] - points, axis=2).min(axis=1).max() for places in (corners, known)
    )
    return bool(corner <= farthest)


def _best(stage: Stage, spot: Stationary) -> bool:
    """Whether a place is the lowest of all, or one that a run has reached."""
    goals = [run.verdict.goal for run in stage.trajectories if run.verdict.goal is not None]
    return spot.scope == "global" or any(math.dist(spot.point, goal) < NEAR for goal in goals)


def _outermost(stage: Stage, spot: Stationary) -> bool:
    box, x, y = stage.plot.box, stage.plot.x(spot.point[0]), stage.plot.y(spot.point[1])
    return min(x - box.left, box.right - x, y - box.top, box.bottom - y) < EDGE


def signs(stage: Stage, at: dict[Stationary, Point]) -> dict[Stationary, Sign]:
    """Those of all chosen places, of a size with the ball. Of many goals, only the lowest has a ring."""
    many, theme = len(at) > MOST, stage.theme
    size = sizes.on_map(lesson=stage.lesson, unit=stage.unit, width=stage.plot.box.width)
    unit = size.ball / sizes.COMPARISON.ball
    return {
        spot: Sign(spot.kind, ground.colour(stage, spot.kind), theme.paper, place, unit,
                   ringed=_goal(stage, spot) and (spot.scope == "global" or not many))
        for spot, place in at.items()
    }  # fmt: skip


def _goal(stage: Stage, spot: Stationary) -> bool:
    return spot.kind == "minimum" or ground.goal(stage, spot.kind)


class Sign(Mark):
    """The sign of a place where the slope is zero. The ring of a goal is wider than the ball and stays in sight."""

    def __init__(
        self, kind: str, colour: str, paper: str, at: tuple[float, float], unit: float, *, ringed: bool
    ) -> None:
        super().__init__()
        self.kind, self.colour, self.paper, self.at, self.unit, self.ringed = kind, colour, paper, at, unit, ringed
        self.radius = (16.5 if ringed else 8) * unit

    @property
    def plate(self) -> Box:
        (x, y), r = self.at, self.radius + 2.5 * self.unit  # with its edge of paper
        return Box(x - r, y - r, x + r, y + r)

    def in_ring(self) -> Sign:
        return Sign(self.kind, self.colour, self.paper, self.at, self.unit, ringed=True)

    def ink(self, pen: Pen) -> None:
        from matplotlib.path import Path

        (x, y), unit = self.at, self.unit
        if self.ringed:
            pen.ring(x, y, self.radius, self.paper, 5 * unit)
            pen.ring(x, y, self.radius, self.colour, 2.4 * unit)
        corners = {"minimum": ((0, -7), (7, 5), (-7, 5)), "saddle": ((0, -8), (8, 0), (0, 8), (-8, 0))}
        outline = corners.get(self.kind, ((0, 7), (7, -5), (-7, -5)))
        path = Path([(x + a * unit, y + b * unit) for a, b in (*outline, outline[0])], closed=True)
        pen.stroke(path, self.paper, 3 * unit)
        pen.fill(path, self.colour)


def field(stage: Stage) -> list[Artist]:
    """Arrows of one length against the gradient, on a grid of the page."""
    box, plot, unit = stage.plot.box, stage.plot, stage.unit
    function = stage.trajectories[0].run.function
    apart = APART * unit
    made: list[Artist] = []
    shape = Shape(1.6 * unit, 7 * unit, 6 * unit, 0)
    for down in np.arange(box.top + apart / 2, box.bottom, apart):
        for across in np.arange(box.left + apart / 2, box.right, apart):
            x = plot.x_range[0] + (across - box.left) / box.width * (plot.x_range[1] - plot.x_range[0])
            y = plot.y_range[1] - (down - box.top) / box.height * (plot.y_range[1] - plot.y_range[0])
            slope = function.gradient((float(x), float(y)))
            to = (plot.x(x - slope[0]) - across, plot.y(y - slope[1]) - down)
            length = math.hypot(*to)
            if 0 < length < math.inf:
                tip = (across + to[0] / length * 0.62 * apart, down + to[1] / length * 0.62 * apart)
                made.append(
                    Arrow(shape, stage.theme.muted, stage.theme.paper, (0, 0)).point((across, down), tip, box, start=0)
                )
    return made
