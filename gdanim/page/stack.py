"""How the panels of one cell stand: maps in a row where it is wide, all others one under the other, tables aside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gdanim.panels.marks.plot import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

NATURAL_WIDTH = 412  # of a cell in which a panel of weight 1 is 166 high
NATURAL_HEIGHT = 166
GROWS = 2.1  # at most so many times as high in a wider cell
SQUARE = 0.64  # a map's natural height, as a part of its width
PAIRED = 0.86  # the same where maps share the page's only cell
LEAST = 72
BESIDE = 0.42  # the share of a cell's width that a panel beside the others takes
UNDER = 34  # between a map and the panel under it: the map's tick labels
NARROW = 200  # a map is at least so wide, or stands under its neighbour
GAP = 56  # between two maps of a row: the tick labels of the second


@dataclass(frozen=True)
class Part:
    """What the layout must know of a panel: its weight (1: a comparison's curve), and how it stands.

    ``beside``: in a column after the others; ``square``: a map, in a row with its neighbours.
    """

    weight: float
    beside: bool = False
    square: bool = False


def weight(parts: Sequence[Part], width: float, unit: float) -> float:
    """Of the whole column of panels of a cell so many pixels wide."""
    return sum(max(part.weight for part in row) for row in _rows(parts, width, unit))


def height(parts: Sequence[Part], width: float, unit: float, *, only: bool) -> float:
    """A cell's natural height at a width, both in pixels; ``only``: it is the page's only cell."""
    aside = any(part.beside for part in parts) and not all(part.beside for part in parts)
    column = width * (1 - BESIDE) if aside else width
    total = sum(_height(row, column, width, unit, only=only) for row in _rows(parts, column, unit))
    return max(LEAST * unit, total)


def _height(row: Sequence[Part], column: float, width: float, unit: float, *, only: bool) -> float:
    if row[0].square:
        each = (column - (len(row) - 1) * GAP * unit) / len(row)
        return each * (PAIRED if only and len(row) > 1 else SQUARE)
    return row[0].weight * NATURAL_HEIGHT * min(width / NATURAL_WIDTH, GROWS)


def _rows(parts: Sequence[Part], width: float, unit: float) -> list[list[Part]]:
    """The main column's rows: neighbouring maps are one where the column is wide enough."""
    column = [part for part in parts if not part.beside] or list(parts)
    found: list[list[Part]] = []
    for square, group in groupby(column, key=lambda part: part.square):
        neighbours = list(group)
        room = (width - (len(neighbours) - 1) * GAP * unit) / len(neighbours)
        found += [neighbours] if square and room >= NARROW * unit else [[part] for part in neighbours]
    return found


def boxes(box: Box, parts: Sequence[Part], unit: float, *, rtl: bool = False) -> tuple[Box, ...]:
    """A place for each panel, in their order, where ``rtl`` from the right."""
    aside = [part for part in parts if part.beside]
    if not aside or len(aside) == len(parts):
        return tuple(_column(box, _rows(parts, box.width, unit), unit, rtl=rtl))
    taken, gap = box.width * BESIDE, GAP * unit / 2
    # a curve has its tick labels at its left on every page: where that is inside, they need a gap of their own
    main = box.inset(left=taken + gap) if rtl else box.inset(right=taken)
    side = box.inset(right=box.width - taken + gap) if rtl else box.inset(left=main.width + gap)
    column = iter(_column(main, _rows(parts, main.width, unit), unit, rtl=rtl))
    beside = iter(_column(side, [[part] for part in aside], unit))
    return tuple(next(beside if part.beside else column) for part in parts)


def _column(box: Box, rows: Sequence[Sequence[Part]], unit: float, *, rtl: bool = False) -> list[Box]:
    weights = [max(part.weight for part in row) for row in rows]
    gaps = [UNDER * unit if row[0].square and row is not rows[-1] else 0.0 for row in rows]
    made, top = [], box.top
    for row, share, gap in zip(rows, weights, gaps, strict=True):
        bottom = top + (box.height - sum(gaps)) * share / sum(weights)
        width = (box.width - (len(row) - 1) * GAP * unit) / len(row)
        lefts = [box.left + place * (width + GAP * unit) for place in range(len(row))]
        made += [Box(left, top, left + width, bottom) for left in (reversed(lefts) if rtl else lefts)]
        top = bottom + gap
    return made
