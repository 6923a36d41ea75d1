"""What stands still in a curve's panel: the curve, its axes, and the signs of minima and maxima."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.geometry import Box
from gdanim.drawing.placement import free
from gdanim.drawing.shapes import Triangle
from gdanim.drawing.text import Label, Style
from gdanim.marks import axes_frame, stationary
from gdanim.marks.function_curve import samples
from gdanim.panels.curve.motion_bounds import meets, swept

if TYPE_CHECKING:
    import numpy as np

    from gdanim.drawing.text import Place
    from gdanim.functions.stationary import Stationary
    from gdanim.panels import Stage

SIGN = 15  # a triangle's width, in units


def extrema(stage: Stage) -> tuple[list[Triangle], list[Label]]:
    """▲ under each minimum and ▼ over each maximum that the stage shows; and the names of those with room for one."""
    found = {(round(spot.point[0], 9), spot.kind): spot for run in stage.trajectories for spot in run.stationary}
    wanted = stationary.kinds(stage)
    spots = [spot for spot in found.values() if spot.kind in wanted and stage.plot.holds(spot.point[0], spot.value)]
    spots.sort(key=lambda spot: (spot.scope != "global", spot.point[0]))
    return _named(stage, spots)


def _named(stage: Stage, spots: list[Stationary]) -> tuple[list[Triangle], list[Label]]:
    size = axes_frame.scale(stage)
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
    return Triangle(stationary.colour(stage, spot.kind), x, y - away if down else y + away, width, down=down)


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
