"""What stands still in a curve's panel: the curve, its axes, and the signs of minima and maxima."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.marks import axis, sizes
from gdanim.panels.marks.plot import Box
from gdanim.panels.marks.shapes import Line, Triangle
from gdanim.panels.marks.swept import meets, swept
from gdanim.panels.marks.text import Label, Style

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.artist import Artist

    from gdanim.functions.stationary import Stationary
    from gdanim.panels import Stage
    from gdanim.panels.marks.plot import Plot
    from gdanim.panels.marks.text import Place

SIGN = 15  # a triangle's width, in units


def scale(stage: Stage) -> sizes.Sizes:
    return sizes.of(lesson=stage.lesson, unit=stage.unit, width=stage.plot.box.width, line=stage.theme.line)


def base(stage: Stage) -> list[Artist]:
    """The axis under the plot and the tick labels on the page's outer edges."""
    box, theme = stage.plot.box, stage.theme
    line = Line([(box.left, box.bottom), (box.right, box.bottom)], theme.axis, 1.2 * stage.unit, cap="butt")
    size = scale(stage).tick
    made: list[Artist] = [line]
    if "ticks" in stage.show and not stage.inner:
        made += axis.y_labels(stage.plot, theme, stage.text, stage.unit, size, stage.words.written)
    if "ticks" in stage.show and stage.lowest and "drop_line" not in stage.show:
        made += axis.x_labels(stage.plot, theme, stage.text, stage.unit, size, stage.words.written)
    return made


def samples(plot: Plot, values: Callable[[np.ndarray], np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The curve at every half pixel, broken where it jumps over the whole picture (a pole)."""
    xs = np.linspace(*plot.x_range, max(3, int(2 * plot.box.width)))
    ys = values(xs).copy()
    span = plot.y_range[1] - plot.y_range[0]
    with np.errstate(invalid="ignore"):  # between two infinities there is no jump
        jumps = np.flatnonzero(np.abs(np.diff(ys)) > 3 * span)
    poles = [jump for jump in jumps if ys[jump] * ys[jump + 1] < 0]
    ys[poles] = np.nan
    ys[~np.isfinite(ys)] = np.nan
    return xs, ys


def curve(stage: Stage) -> Line:
    points = stage.plot.path(*samples(stage.plot, stage.trajectories[0].run.function.values))
    return Line(points, stage.theme.curve, scale(stage).curve, clip=stage.plot.box)


def extrema(stage: Stage) -> tuple[list[Triangle], list[Label]]:
    """▲ under each minimum and ▼ over each maximum that the stage shows; and the names of those with room for one."""
    found = {(round(spot.point[0], 9), spot.kind): spot for run in stage.trajectories for spot in run.stationary}
    wanted = kinds(stage)
    spots = [spot for spot in found.values() if spot.kind in wanted and stage.plot.holds(spot.point[0], spot.value)]
    spots.sort(key=lambda spot: (spot.scope != "global", spot.point[0]))
    return _named(stage, spots)


def kinds(stage: Stage) -> set[str]:
    """Which places are marked where the slope is zero: in ascent the maxima, also where only minima are asked for."""
    directions = {run.run.direction for run in stage.trajectories}
    kinds = {"minimum", "maximum", "saddle"} & stage.show
    if "minimum" in kinds and "ascend" in directions:
        kinds.add("maximum")
    if "minimum" in kinds and directions == {"ascend"} and "maximum" not in stage.show:
        kinds.discard("minimum")
    return kinds


def colour(stage: Stage, kind: str) -> str:
    """Of the sign of such a place: green where it is the goal of a run."""
    if kind == "saddle":
        return stage.theme.slope_edge
    return stage.theme.minimum if goal(stage, kind) else stage.theme.maximum


def goal(stage: Stage, kind: str) -> bool:
    return kind in {"maximum" if run.run.direction == "ascend" else "minimum" for run in stage.trajectories}


def _named(stage: Stage, spots: list[Stationary]) -> tuple[list[Triangle], list[Label]]:
    size = scale(stage)
    signs = {spot: _sign(stage, size, spot) for spot in spots}
    taken = [around(sign) for sign in signs.values()]
    names: dict[Stationary, Label] = {}
    if "names" in stage.show:
        across = stage.plot.path(*samples(stage.plot, stage.trajectories[0].run.function.values))
        ways = swept(stage)
        for spot, sign in signs.items():
            name = _name(stage, size, spot, sign, taken, across, ways)
            if name is not None:
                names[spot] = name
                taken.append(name.plate)
        if len(names) < len(signs):  # some alone would look like the only ones, but for the one that matters
            names = {spot: name for spot, name in names.items() if spot.scope == "global"}
    return list(signs.values()), list(names.values())


def _sign(stage: Stage, size: sizes.Sizes, spot: Stationary) -> Triangle:
    down = spot.kind == "maximum"
    away = size.ball + (sizes.HALO + 2) * stage.unit
    x, y = stage.plot.x(spot.point[0]), stage.plot.y(spot.value)
    width = SIGN * stage.unit * min(1.0, size.ball / (11 * stage.unit))
    return Triangle(colour(stage, spot.kind), x, y - away if down else y + away, width, down=down)


def around(sign: Triangle) -> Box:
    half = sign.size / 2
    top = sign.y - sign.size * 0.82 if sign.down else sign.y
    return Box(sign.x - half, top, sign.x + half, top + sign.size * 0.82)


def _name(
    stage: Stage,
    size: sizes.Sizes,
    spot: Stationary,
    sign: Triangle,
    taken: list[Box],
    curve: np.ndarray,
    ways: np.ndarray,
) -> Label | None:
    """The mark's name where no ball or arrow comes, if there is such a place, without its English if need be."""
    style = Style(size.label, sign.colour, "semibold", halo=stage.theme.paper)
    words = stage.words.of(spot.point)
    label = Label(stage.text, style)
    for off in (ways, ways[:0]):
        if _beside(stage, size, sign, label.say(words.say(spot.key)), taken, curve, off):
            return label
        words.unsay(spot.key)
        if _beside(stage, size, sign, label.say(words.alone.say(spot.key)), taken, curve, off):
            return label
    return None


def _beside(
    stage: Stage, size: sizes.Sizes, sign: Triangle, label: Label, taken: list[Box], curve: np.ndarray, ways: np.ndarray
) -> bool:
    """Whether it has room on a side of its sign, or beyond it, and stands there now."""
    beside = sign.size / 2 + 7 * stage.unit
    middle = sign.y + (-0.2 if sign.down else 0.62) * sign.size + size.label * 0.15
    beyond = sign.y + (-1.1 * sign.size if sign.down else 1.0 * sign.size + size.label)
    places: list[Place] = [
        ("left", sign.x + beside, middle),
        ("right", sign.x - beside, middle),
        ("center", sign.x, beyond),
    ]
    if {"tangent", "drop_line"} & stage.show:
        places.sort(key=lambda place: _passed(stage, sign, label, place))
    for side, x, y in places:
        label.side = side
        box = label.to(x, y).box
        if free(box, stage.plot, taken, curve) and not meets(box, ways):
            return True
    return False


def _passed(stage: Stage, sign: Triangle, label: Label, place: Place) -> tuple[int, bool, bool]:
    """How many lines from balls down to the axis pass a name there, and if it is under its sign or towards a start."""
    label.side, x, y = place
    left, _, right, _ = label.to(x, y).plate
    across = [stage.plot.x(float(point)) for run in stage.trajectories for point in run.points[:, 0]]
    start = stage.plot.x(stage.trajectories[0].run.start[0])
    passing = 0 if sign.down else sum(left < at < right for at in across)
    return passing, x == sign.x, (start > sign.x) == (x > sign.x)


def free(box: Box, plot: Plot, taken: Sequence[Box], curve: np.ndarray, clear: float = 3) -> bool:
    """Whether a text has room in a panel: on no other one, and ``clear`` pixels from the points of a curve (n, 2)."""
    left, top, right, bottom = box
    if left < plot.box.left + 2 or right > plot.box.right - 2 or bottom > plot.box.bottom or top < plot.box.top:
        return False
    if any(map(box.meets, taken)):
        return False
    across = (curve[:, 0] > left - clear) & (curve[:, 0] < right + clear)
    return not (across & (curve[:, 1] > top - clear) & (curve[:, 1] < bottom + clear)).any()
