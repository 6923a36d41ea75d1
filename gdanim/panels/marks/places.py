"""What stands still on a map: its frame and axes, the places where the slope is zero and their names, a field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.marks import axis, ground, sizes
from gdanim.panels.marks.arrow import Arrow, Shape
from gdanim.panels.marks.pen import Mark
from gdanim.panels.marks.shapes import Line
from gdanim.panels.marks.text import Label, Style

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from gdanim.functions.stationary import Stationary
    from gdanim.panels import Stage
    from gdanim.panels.marks.pen import Pen

MOST = 12  # places that are marked: a map with more valleys shows the lowest
APART = 46  # pixels between the arrows of a field
SKEW = 1.02  # axes whose units differ by more than this are said to


def frame(stage: Stage, *, log: bool) -> list[Artist]:
    """The border, the tick labels, and what the reader must know of the axes' units and of the levels."""
    box, theme, unit = stage.plot.box, stage.theme, stage.unit
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    made: list[Artist] = [Line([*corners, corners[0]], theme.axis, 1.2 * unit)]
    size = max(11.0, 15 * unit)
    if "ticks" in stage.show:
        made += axis.x_labels(stage.plot, theme, stage.text, unit, size, stage.words.written) if stage.lowest else []
        made += [] if stage.inner else axis.y_labels(stage.plot, theme, stage.text, unit, size, stage.words.written)
    if "names" in stage.show:
        made += [*_remarks(stage, log=log), *_variables(stage)]
    return made


def _variables(stage: Stage) -> list[Artist]:
    """The names of the axes, where they are other than x and y."""
    box, unit, names = stage.plot.box, stage.unit, stage.trajectories[0].run.function.variables
    if names == ("x", "y"):
        return []
    style = Style(max(11.0, 16 * unit), stage.theme.ink, halo=stage.theme.paper)
    across, up = (rf"${name[0]}_{{{name[1:]}}}$" if len(name) > 1 else f"${name}$" for name in names)
    return [
        Label(stage.text, style, box.right - 8 * unit, box.bottom - 9 * unit, "right").say(across),
        Label(stage.text, style, box.left + 8 * unit, box.top + 20 * unit).say(up),
    ]


def _remarks(stage: Stage, *, log: bool) -> list[Artist]:
    box, unit, plot = stage.plot.box, stage.unit, stage.plot
    across = box.width / (plot.x_range[1] - plot.x_range[0])
    up = box.height / (plot.y_range[1] - plot.y_range[0])
    said = [stage.words.say("log_levels")] if log else []
    if max(across / up, up / across) > SKEW:
        said.append(stage.words.say("units_differ"))
    if getattr(stage.options, "parameters", None):
        said.insert(0, stage.words.say("section"))
    if not said:
        return []
    style = Style(max(11.0, 13 * unit), stage.theme.muted, halo=stage.theme.paper)
    aside = 8 if stage.trajectories[0].run.function.variables == ("x", "y") else 34
    return [Label(stage.text, style, box.right - aside * unit, box.bottom - 8 * unit, "right").say(" · ".join(said))]


def stationary(stage: Stage) -> tuple[list[Artist], list[Label]]:
    """▲ in a ring at each minimum, ◆ at each saddle, ▼ at each maximum; and their names, where there is room."""
    found = {
        (tuple(round(x, 7) for x in spot.point), spot.kind): spot
        for run in stage.trajectories
        for spot in run.stationary
        if spot.kind in stage.show and stage.plot.holds(*spot.point)
    }
    spots = sorted(found.values(), key=lambda spot: (spot.kind != "minimum", spot.value))[:MOST]
    signs = {spot: _sign(stage, spot) for spot in spots}
    return list(signs.values()), _names(stage, signs) if "names" in stage.show else []


def _sign(stage: Stage, spot: Stationary) -> Sign:
    theme = stage.theme
    colour = {"minimum": theme.minimum, "saddle": theme.slope_edge}.get(spot.kind, theme.maximum)
    small = sizes.small(stage.plot.box.width) * stage.unit
    return Sign(spot.kind, colour, theme.paper, (stage.plot.x(spot.point[0]), stage.plot.y(spot.point[1])), small)


def _names(stage: Stage, signs: dict[Stationary, Sign]) -> list[Label]:
    """Few minima are named; many of a kind need no names."""
    kinds = [spot.kind for spot in signs]
    taken: list[ground.Extent] = [sign.extent for sign in signs.values()]
    made: list[Label] = []
    paths = _ways(stage)
    for spot, sign in signs.items():
        if kinds.count(spot.kind) > 4 and spot.scope != "global":
            continue
        key = f"{spot.scope}_{spot.kind}" if spot.scope else spot.kind
        style = Style(max(11.0, 16 * stage.unit), sign.colour, "semibold", halo=stage.theme.paper)
        label = Label(stage.text, style).say(stage.words.of(spot.point).say(key))
        x, y, away = *sign.at, sign.radius + 6 * stage.unit
        ways = (
            ("left", x + away, y + 5),
            ("right", x - away, y + 5),
            ("center", x, y - away),
            ("center", x, y + away + 14),
        )
        for side, left, base in ways:
            label.side = side  # type: ignore[assignment]
            if ground.free(label.to(left, base).box, stage.plot, taken, paths):
                made.append(label)
                taken.append(label.box)
                break
    return made


def _ways(stage: Stage) -> np.ndarray:
    """Points (n, 2) along the runs' paths on the page, close enough that no word fits between them."""
    part = np.linspace(0, 1, 24)[None, :, None]
    pieces = [np.empty((0, 2))]
    for run in stage.trajectories:
        points = stage.plot.path(run.points[:, 0], run.points[:, 1])
        pieces.append((points[:-1, None, :] + part * np.diff(points, axis=0)[:, None, :]).reshape(-1, 2))
    return np.vstack(pieces)


class Sign(Mark):
    """The sign of a place where the slope is zero. A minimum's ring is wider than the ball and stays in sight."""

    def __init__(self, kind: str, colour: str, paper: str, at: tuple[float, float], unit: float) -> None:
        super().__init__()
        self.kind, self.colour, self.paper, self.at, self.unit = kind, colour, paper, at, unit
        self.radius = (16.5 if kind == "minimum" else 8) * unit

    @property
    def extent(self) -> ground.Extent:
        (x, y), r = self.at, self.radius
        return x - r, y - r, x + r, y + r

    def ink(self, pen: Pen) -> None:
        from matplotlib.path import Path

        (x, y), unit = self.at, self.unit
        if self.kind == "minimum":
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
