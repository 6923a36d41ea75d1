"""The names of stationary points: which points have one, how it looks, and where it may stand.

A panel adds what its names keep off: a curve, balls, paths.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import CAPITAL_HEIGHT, MIDDLE_DROP, TextStyle
from gdanim.panel_parts.term_labels import place_term

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.label import Anchor
    from gdanim.drawing.placement import Candidate, Obstacles
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.panel_parts.panel_context import PanelContext
    from gdanim.panel_parts.stationary_markers import StationaryMarker

MAX_NAMED = 4  # points that are all named: of a kind on a map, of all kinds on a surface
NAME_SIZE = 16  # units: on a map or a surface; on a curve the size of its labels
TRIANGLE_GAP = 7  # units from a triangle on a curve to its name beside it
MIDDLE_BESIDE = {"up": 0.62, "down": -0.2}  # of a triangle's size, from its tip down to the middle of a name beside it
BASELINE_DROP = 0.15  # of the font size, from that middle down to the name's baseline
BEYOND_TIP = {"up": 1.0, "down": -1.1}  # of a triangle's size, from its tip down to a name beyond it
MARKER_GAPS = (6, 18)  # units from a marker on a map to its name, in order of preference
NAME_LIFTS = (40, 58, 76, 94, 116, 140, 170, -46, -64)  # units: heights of a name above its point on a surface
NAME_SHIFTS = range(-140, 141, 20)  # units: shifts of such a name's middle to a side


def on_curve_label(context: PanelContext, colour: str) -> Label:
    """Returns a name without text for a curve, with a halo."""
    style = TextStyle(context.mark_sizes.label, colour, "semibold", halo=context.theme.paper)
    return Label(context.typesetter, style)


def on_plate_label(context: PanelContext, colour: str) -> Label:
    """Returns a name without text for a map or a surface, on a plate."""
    label = Label(context.typesetter, context.text_style(NAME_SIZE, colour, "semibold"))
    label.plate = context.theme.paper
    return label


def place_name(
    context: PanelContext,
    label: Label,
    point: StationaryPoint,
    anchors: Sequence[Anchor],
    occupied: Obstacles,
    others: Sequence[Obstacles],
    *,
    cost: Callable[[Candidate], object] | None = None,
) -> bool:
    """Places a point's name at the best of the anchors within the axes; returns whether there is room."""
    words, within = context.words.at(point.at), context.axes.box
    return place_term(label, words, point.key, anchors, occupied, others, within=within, cost=cost)


def all_or_best(
    points: Sequence[StationaryPoint], names: dict[StationaryPoint, Label], reached: Container[StationaryPoint]
) -> list[Label]:
    """Returns the names of a curve's points: all, or if one has no room those of the global and the reached ones.

    Partial names would make these points look like the only ones of their kind.
    """
    are_all = len(names) == len(points)
    return [label for point, label in names.items() if are_all or point.scope == "global" or point in reached]


def stands_back(
    point: StationaryPoint, points: Sequence[StationaryPoint], named: Container[str], *, is_reached: bool = False
) -> bool:
    """Returns whether a point of a map has no name: of many of a kind only the global one and a reached one have."""
    is_one_of_many = [each.kind for each in points].count(point.kind) > MAX_NAMED
    return is_one_of_many and (point.key in named or not (is_reached or point.scope == "global"))


def few_or_one_of_each(points: list[StationaryPoint], ends: Sequence[tuple[float, ...]]) -> list[StationaryPoint]:
    """Returns a surface's points that are named: all, or if they are many the one of each kind nearest to a run's end.

    ``ends`` are the last points of the runs that are finite.
    """
    if len(points) <= MAX_NAMED:
        return points
    nearest = sorted(points, key=lambda point: min((math.dist(point.at, end) for end in ends), default=0.0))
    first = {point.key: point for point in reversed(nearest)}
    return [point for point in nearest if first[point.key] is point]


def anchors_at_triangle(
    context: PanelContext, tip: PagePoint, size: float, *, down: bool, has_sides: bool
) -> list[Anchor]:
    """Returns anchors on both sides of a curve's triangle and beyond it; without sides, at its centre."""
    (x, y), points, letters = tip, "down" if down else "up", context.mark_sizes.label
    beside = size / 2 + TRIANGLE_GAP * context.unit
    middle = y + MIDDLE_BESIDE[points] * size + BASELINE_DROP * letters
    beyond = y + BEYOND_TIP[points] * size + (0.0 if down else letters)
    if not has_sides:
        return [("center", x, middle), ("center", x, beyond)]
    return [("left", x + beside, middle), ("right", x - beside, middle), ("center", x, beyond)]


def anchors_around_marker(marker: StationaryMarker, size: float, unit: float) -> list[Anchor]:
    """Returns anchors around a marker on a map, nearest first."""
    anchors: list[Anchor] = []
    for gap in MARKER_GAPS:
        (x, y), distance = marker.centre, marker.radius + gap * unit
        lowered, diagonal = CAPITAL_HEIGHT * size, 0.75 * distance
        middle, over, under = y + MIDDLE_DROP * size, y - distance, y + distance + lowered
        anchors += [
            ("left", x + distance, middle), ("right", x - distance, middle), ("center", x, over), ("center", x, under),
            ("left", x + diagonal, y - diagonal), ("right", x - diagonal, y - diagonal),
            ("left", x + diagonal, y + diagonal + lowered), ("right", x - diagonal, y + diagonal + lowered),
        ]  # fmt: skip
    return anchors


def anchors_above(point: PagePoint, unit: float) -> list[Anchor]:
    """Returns anchors above a point of a surface, then below it, at the end of a leader line."""
    return [("center", point[0] + shift * unit, point[1] - lift * unit) for lift in NAME_LIFTS for shift in NAME_SHIFTS]
