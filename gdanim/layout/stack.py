"""How the panels of one cell stand: maps in a row where it is wide, all others one under the other, tables aside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

NATURAL_WIDTH = 412  # of a cell in which a panel of weight 1 is 166 high
NATURAL_HEIGHT = 166
GROWS = 2.1  # at most so many times as high in a wider cell
SQUARE = 0.64  # a map's natural height, as a part of its width
PAIRED = 0.86  # the same where maps share the page's only cell
LARGER = 1.1  # times as large are maps that leave their row
STRETCHED = 1.2  # times as high as wide is a panel at most, where it is the page's only one
LEAST = 72
BESIDE, MOST_BESIDE = 0.42, 0.54  # the share of a cell's width that a panel beside the others takes; at most
LOW, TALL = 0.38, 1.6  # of their widths: what is lower has no panel under it, what is higher has none beside it
UNDER = 34  # between a panel with tick labels and the one under it that has not the same axis
NARROW = 200  # a map is at least so wide, or stands under its neighbour
GAP = 56  # between two maps of a row: the tick labels of the second
LEAST_LETTERS = 0.65  # the unit of a page on which letters are as small as they may be


@dataclass(frozen=True)
class PanelNeeds:
    """What the layout must know of a panel: its weight (1: a comparison's curve), and how it stands.

    ``beside``: in a column after the others, or under them where that is too narrow; ``square``: a map, in a row with
    its neighbours. ``plain``: it has no axes, and those of what stands over it end there. ``least``: the width and
    height that its least letters need, in pixels; ``whole``: the width in which it lacks nothing. ``panel``: its place
    among the scene's panels.
    """

    weight: float
    beside: bool = False
    square: bool = False
    plain: bool = False
    least: tuple[float, float] = (0.0, 0.0)
    whole: float = 0.0
    panel: int = 0


def weight(parts: Sequence[PanelNeeds], width: float, unit: float) -> float:
    """Of the whole column of panels of a cell so many pixels wide."""
    main, _ = _split(parts, width, unit)
    return sum(max(part.weight for part in row) for row in _rows(main, width, unit))


def height(parts: Sequence[PanelNeeds], width: float, unit: float, *, only: bool) -> float:
    """A cell's natural height at a width, both in pixels; ``only``: it is the page's only cell."""
    main, aside = _split(parts, width, unit)
    column = width * (1 - BESIDE) if aside else width
    rows = _rows(main, column, unit)
    total = sum(_height(row, column, width, unit, only=only) for row in rows)
    under = UNDER * unit * any(_ends(row, after) and not row[0].square for row, after in pairwise(rows))
    return max(LEAST * unit, total + under, sum((part.least[1] + UNDER / 2) * _letters(unit) for part in aside))


def tallest(parts: Sequence[PanelNeeds], width: float, unit: float) -> float:
    """A cell's height, all its panels one under the other, beyond which they would lose their shape."""
    largest = max((part.weight for part in parts), default=1.0)
    return sum(STRETCHED * width * part.weight / largest + UNDER * unit for part in parts)


def _letters(unit: float) -> float:
    """How many times as large letters are as the least."""
    return max(1.0, unit / LEAST_LETTERS)


def _height(row: Sequence[PanelNeeds], column: float, width: float, unit: float, *, only: bool) -> float:
    if row[0].square:
        each = (column - (len(row) - 1) * GAP * unit) / len(row)
        return each * (PAIRED if only and len(row) > 1 else SQUARE)
    return max(row[0].least[1] * _letters(unit), row[0].weight * NATURAL_HEIGHT * min(width / NATURAL_WIDTH, GROWS))


def _split(parts: Sequence[PanelNeeds], width: float, unit: float) -> tuple[list[PanelNeeds], list[PanelNeeds]]:
    """The main column of a cell, and the column aside: none where that is too narrow, or would stand alone."""
    main, aside = ([part for part in parts if part.beside == beside] for beside in (False, True))
    if main and _needs(aside, unit) <= width * BESIDE:
        return main, aside
    return [*main, *aside], []


def _needs(aside: Sequence[PanelNeeds], unit: float) -> float:
    """The width of a column aside with the gap before it."""
    return max((part.least[0] for part in aside), default=0.0) + GAP * unit / 2


def _taken(aside: Sequence[PanelNeeds], width: float, unit: float) -> float:
    """What the column aside and the gap before it get of a cell's width."""
    needs = _needs(aside, unit)
    whole = max((part.whole for part in aside), default=0.0) + GAP * unit / 2
    return max(BESIDE * width, needs, min(MOST_BESIDE * width, whole))


def _set(parts: Sequence[PanelNeeds], box: Box, unit: float) -> tuple[list[PanelNeeds], list[PanelNeeds]]:
    """The same split in a box of known height: a tall one has nothing aside, a low one has it if there is any room."""
    main, aside = ([part for part in parts if part.beside == beside] for beside in (False, True))
    column = [*main, *aside]
    if not main or not aside or _needs(aside, unit) > MOST_BESIDE * box.width:
        return column, []
    if _needs(aside, unit) <= BESIDE * box.width:
        upright = box.height > TALL * (box.width - _taken(aside, box.width, unit))
        return (column, []) if upright else (main, aside)
    rows = _rows(column, box.width, unit)
    above = sum(_shares(box.height, rows, unit)[: len(rows) - len(aside)])
    return (main, aside) if above < LOW * box.width else (column, [])


def _rows(column: Sequence[PanelNeeds], width: float, unit: float) -> list[list[PanelNeeds]]:
    """A column's rows: neighbouring maps are one where the column is wide enough."""
    found: list[list[PanelNeeds]] = []
    for square, group in groupby(column, key=lambda part: part.square):
        neighbours = list(group)
        room = (width - (len(neighbours) - 1) * GAP * unit) / len(neighbours)
        found += [neighbours] if square and room >= NARROW * unit else [[part] for part in neighbours]
    return found


def _fitted(rows: list[list[PanelNeeds]], box: Box, unit: float) -> list[list[PanelNeeds]]:
    """The rows as they are, or with their maps one under the other where these are larger so, as on a tall page."""
    single = [[part] for row in rows for part in row]
    room, across = (box.height - sum(_gaps(single, unit))) / len(single), max(map(len, rows))
    beside = min((box.width - (across - 1) * GAP * unit) / across, box.height / len(rows) / SQUARE)
    return single if min(box.width, room / SQUARE) > LARGER * beside else rows


def _gaps(rows: Sequence[Sequence[PanelNeeds]], unit: float) -> list[float]:
    """What stands under each row: tick labels where its axis ends."""
    return [*(UNDER * unit if _ends(row, after) else 0.0 for row, after in pairwise(rows)), 0.0]


def _ends(row: Sequence[PanelNeeds], after: Sequence[PanelNeeds]) -> bool:
    """Whether a row's axis is not that of the next: under a map, and over tables and what else has no such axis."""
    return row[0].square or after[0].beside or (after[0].plain and not row[0].plain)


def boxes(box: Box, parts: Sequence[PanelNeeds], unit: float, *, rtl: bool = False) -> tuple[Box, ...]:
    """A place for each panel, in their order, where ``rtl`` from the right."""
    main, aside = _set(parts, box, unit)
    left = side = box
    if aside:
        taken, gap = _taken(aside, box.width, unit), GAP * unit / 2
        # a curve has its tick labels at its left on every page: where that is inside, they need a gap of their own
        left = box.inset(left=taken + gap) if rtl else box.inset(right=taken)
        side = box.inset(right=box.width - taken + gap) if rtl else box.inset(left=left.width + gap)
    places = _column(left, _fitted(_rows(main, left.width, unit), left, unit), unit, rtl=rtl)
    places += _column(side, [[part] for part in aside], unit) if aside else []
    column, beside = iter(places), iter(places[sum(not part.beside for part in parts) :])
    return tuple(next(beside if part.beside else column) for part in parts)


def _column(box: Box, rows: Sequence[Sequence[PanelNeeds]], unit: float, *, rtl: bool = False) -> list[Box]:
    heights, gaps = _shares(box.height, rows, unit), _gaps(rows, unit)
    made, top = [], box.top
    for row, height, gap in zip(rows, heights, gaps, strict=True):
        width = (box.width - (len(row) - 1) * GAP * unit) / len(row)
        lefts = [box.left + place * (width + GAP * unit) for place in range(len(row))]
        made += [Box(left, top, left + width, top + height) for left in (reversed(lefts) if rtl else lefts)]
        top += height + gap
    return made


def _shares(room: float, rows: Sequence[Sequence[PanelNeeds]], unit: float) -> list[float]:
    """Heights by the rows' weights, but no less than their letters need."""
    weights = [max(part.weight for part in row) for row in rows]
    least = [max(part.least[1] for part in row) for row in rows]
    room -= sum(_gaps(rows, unit))
    fixed = [low > room * share / sum(weights) for low, share in zip(least, weights, strict=True)]
    free = room - sum(low for low, kept in zip(least, fixed, strict=True) if kept)
    rest = sum(share for share, kept in zip(weights, fixed, strict=True) if not kept)
    if free <= 0 or not rest:
        return [room * share / sum(weights) for share in weights]
    return [low if kept else free * share / rest for low, share, kept in zip(least, weights, fixed, strict=True)]
