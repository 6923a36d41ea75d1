"""What stands still in a curve's panel: the curve, its axes, and the signs of minima and maxima."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.drawing import sizes
from gdanim.drawing.geometry import Box
from gdanim.drawing.placement import free
from gdanim.drawing.shapes import Triangle
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks import axes_frame, stationary
from gdanim.marks.function_curve import samples
from gdanim.panels.curve.motion_bounds import meets, swept

if TYPE_CHECKING:
    import numpy as np

    from gdanim.drawing.text import Anchor
    from gdanim.functions.stationary import StationaryPoint
    from gdanim.panels import PanelContext

SIGN = 15  # a triangle's width, in units


def extrema(context: PanelContext) -> tuple[list[Triangle], list[Label]]:
    """▲ under each minimum and ▼ over each maximum that the context shows; and the names of those with room for one."""
    found = {(round(spot.point[0], 9), spot.kind): spot for run in context.trajectories for spot in run.stationary}
    wanted = stationary.kinds(context)
    spots = [
        spot for spot in found.values() if spot.kind in wanted and context.axes.contains(spot.point[0], spot.value)
    ]
    spots.sort(key=lambda spot: (spot.scope != "global", spot.point[0]))
    return _named(context, spots)


def _named(context: PanelContext, spots: list[StationaryPoint]) -> tuple[list[Triangle], list[Label]]:
    size = axes_frame.scale(context)
    signs = {spot: _sign(context, size, spot) for spot in spots}
    taken = [around(sign) for sign in signs.values()]
    names: dict[StationaryPoint, Label] = {}
    if "names" in context.show:
        across = context.axes.to_pixels(*samples(context.axes, context.trajectories[0].run.function.values))
        ways = swept(context)
        for spot, sign in signs.items():
            name = _name(context, size, spot, sign, taken, across, ways)
            if name is not None:
                names[spot] = name
                taken.append(name.padded_box)
        if len(names) < len(signs):  # some alone would look like the only ones, but for the one that matters
            names = {spot: name for spot, name in names.items() if spot.scope == "global"}
    return list(signs.values()), list(names.values())


def _sign(context: PanelContext, size: sizes.Sizes, spot: StationaryPoint) -> Triangle:
    down = spot.kind == "maximum"
    away = size.ball + (sizes.HALO + 2) * context.unit
    x, y = context.axes.x(spot.point[0]), context.axes.y(spot.value)
    width = SIGN * context.unit * min(1.0, size.ball / (11 * context.unit))
    return Triangle(stationary.colour(context, spot.kind), x, y - away if down else y + away, width, down=down)


def around(sign: Triangle) -> Box:
    half = sign.size / 2
    top = sign.y - sign.size * 0.82 if sign.down else sign.y
    return Box(sign.x - half, top, sign.x + half, top + sign.size * 0.82)


def _name(
    context: PanelContext,
    size: sizes.Sizes,
    spot: StationaryPoint,
    sign: Triangle,
    taken: list[Box],
    curve: np.ndarray,
    ways: np.ndarray,
) -> Label | None:
    """The mark's name where no ball or arrow comes, if there is such a place, without its English if need be."""
    style = TextStyle(size.label, sign.colour, "semibold", halo=context.theme.paper)
    words = context.words.of(spot.point)
    label = Label(context.text, style)
    for off in (ways, ways[:0]):
        if _beside(context, size, sign, label.set_text(words.label(spot.key)), taken, curve, off):
            return label
        words.unsay(spot.key)
        if _beside(context, size, sign, label.set_text(words.alone.label(spot.key)), taken, curve, off):
            return label
    return None


def _beside(
    context: PanelContext,
    size: sizes.Sizes,
    sign: Triangle,
    label: Label,
    taken: list[Box],
    curve: np.ndarray,
    ways: np.ndarray,
) -> bool:
    """Whether it has room on a side of its sign, or beyond it, and stands there now."""
    beside = sign.size / 2 + 7 * context.unit
    middle = sign.y + (-0.2 if sign.down else 0.62) * sign.size + size.label * 0.15
    beyond = sign.y + (-1.1 * sign.size if sign.down else 1.0 * sign.size + size.label)
    places: list[Anchor] = [
        ("left", sign.x + beside, middle),
        ("right", sign.x - beside, middle),
        ("center", sign.x, beyond),
    ]
    if {"tangent", "drop_line"} & context.show:
        places.sort(key=lambda place: _passed(context, sign, label, place))
    for side, x, y in places:
        label.side = side
        box = label.move_to(x, y).box
        if free(box, context.axes, taken, curve) and not meets(box, ways):
            return True
    return False


def _passed(context: PanelContext, sign: Triangle, label: Label, place: Anchor) -> tuple[int, bool, bool]:
    """How many lines from balls down to the axis pass a name there, and if it is under its sign or towards a start."""
    label.side, x, y = place
    left, _, right, _ = label.move_to(x, y).padded_box
    across = [context.axes.x(float(point)) for run in context.trajectories for point in run.points[:, 0]]
    start = context.axes.x(context.trajectories[0].run.start[0])
    passing = 0 if sign.down else sum(left < at < right for at in across)
    return passing, x == sign.x, (start > sign.x) == (x > sign.x)
