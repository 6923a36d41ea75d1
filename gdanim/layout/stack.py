"""How the panels of one cell stand: maps in a row where it is wide, all others one under the other, tables aside."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.layout.spec import PanelNeeds

    Row = Sequence[PanelNeeds]

NATURAL_WIDTH = 412  # units: of a cell in which a panel of weight 1 has its natural height
NATURAL_HEIGHT = 166  # units
MOST_GROWTH = 2.1  # times the natural height, at most, in a wider cell
MAP_ASPECT = 0.64  # a map's natural height, as a part of its width
PAIRED_MAP_ASPECT = 0.86  # the same where maps share the page's only cell
STACKING_GAIN = 1.1  # times as large are maps that leave their row
MOST_ASPECT = 1.2  # a panel's greatest height, as a part of its width, where it is the page's only one
LEAST_HEIGHT = 72  # units
SIDE_SHARE, MOST_SIDE_SHARE = 0.42, 0.54  # of a cell's width, for the column aside; at most
LOW_ASPECT, TALL_ASPECT = 0.38, 1.6  # lower columns have no panel under them, higher ones none beside them
AXIS_GAP = 34  # units: under a panel whose axis is not that of the next
LEAST_MAP_WIDTH = 200  # units: a narrower map stands under its neighbour
MAP_GAP = 56  # units: between two maps of a row, for the tick labels of the second
LEAST_TEXT_UNIT = 0.65  # the unit of a page on which letters are as small as they may be


def total_weight(panels: Row, width: float, unit: float) -> float:
    """Of the whole main column of panels of a cell so many pixels wide."""
    main, _ = _natural_columns(panels, width, unit)
    return sum(max(panel.weight for panel in row) for row in _rows(main, width, unit))


def natural_height(panels: Row, width: float, unit: float, *, only_cell: bool) -> float:
    """A cell's natural height at a width, both in pixels; ``only_cell``: it is the page's only one."""
    main, side = _natural_columns(panels, width, unit)
    main_width = width * (1 - SIDE_SHARE) if side else width
    rows = _rows(main, main_width, unit)
    total = sum(_natural_row_height(row, main_width, width, unit, only_cell=only_cell) for row in rows)
    axis_gap = AXIS_GAP * unit * any(_axis_ends(row, below) and not row[0].square for row, below in pairwise(rows))
    side_height = sum((panel.least_size[1] + AXIS_GAP / 2) * _text_scale(unit) for panel in side)
    return max(LEAST_HEIGHT * unit, total + axis_gap, side_height)


def greatest_height(panels: Row, width: float, unit: float) -> float:
    """A cell's height, all its panels one under the other, beyond which they would lose their shape."""
    largest = max((panel.weight for panel in panels), default=1.0)
    return sum(MOST_ASPECT * width * panel.weight / largest + AXIS_GAP * unit for panel in panels)


def panel_boxes(box: Box, panels: Row, unit: float, *, rtl: bool = False) -> tuple[Box, ...]:
    """A box for each panel, in their order, where ``rtl`` from the right."""
    main, side = _columns(panels, box, unit)
    main_box = side_box = box
    if side:
        side_width, gap = _side_width(side, box.width, unit), MAP_GAP * unit / 2
        # a curve has its tick labels at its left on every page: where that is inside, they need a gap of their own
        main_box = box.inset(left=side_width + gap) if rtl else box.inset(right=side_width)
        side_box = box.inset(right=box.width - side_width + gap) if rtl else box.inset(left=main_box.width + gap)
    boxes = _column_boxes(main_box, _fitting_rows(_rows(main, main_box.width, unit), main_box, unit), unit, rtl=rtl)
    boxes += _column_boxes(side_box, [[panel] for panel in side], unit) if side else []
    main_boxes, side_boxes = iter(boxes), iter(boxes[sum(not panel.beside for panel in panels) :])
    return tuple(next(side_boxes if panel.beside else main_boxes) for panel in panels)


def _text_scale(unit: float) -> float:
    """How many times as large letters are as the smallest."""
    return max(1.0, unit / LEAST_TEXT_UNIT)


def _natural_row_height(row: Row, main_width: float, cell_width: float, unit: float, *, only_cell: bool) -> float:
    if row[0].square:
        map_width = (main_width - (len(row) - 1) * MAP_GAP * unit) / len(row)
        return map_width * (PAIRED_MAP_ASPECT if only_cell and len(row) > 1 else MAP_ASPECT)
    grown = row[0].weight * NATURAL_HEIGHT * min(cell_width / NATURAL_WIDTH, MOST_GROWTH)
    return max(row[0].least_size[1] * _text_scale(unit), grown)


def _split(panels: Row) -> tuple[list[PanelNeeds], list[PanelNeeds]]:
    """The panels of the main column, and those that would stand aside."""
    main, side = ([panel for panel in panels if panel.beside == beside] for beside in (False, True))
    return main, side


def _natural_columns(panels: Row, width: float, unit: float) -> tuple[list[PanelNeeds], list[PanelNeeds]]:
    """The main column of a cell, and the column aside: none where that is too narrow, or would stand alone."""
    main, side = _split(panels)
    if main and _least_side_width(side, unit) <= width * SIDE_SHARE:
        return main, side
    return [*main, *side], []


def _columns(panels: Row, box: Box, unit: float) -> tuple[list[PanelNeeds], list[PanelNeeds]]:
    """The same split in a box of known height: a tall one has nothing aside, a low one has it if there is any room."""
    main, side = _split(panels)
    one_column = [*main, *side]
    if not main or not side or _least_side_width(side, unit) > MOST_SIDE_SHARE * box.width:
        return one_column, []
    if _least_side_width(side, unit) <= SIDE_SHARE * box.width:
        tall = box.height > TALL_ASPECT * (box.width - _side_width(side, box.width, unit))
        return (one_column, []) if tall else (main, side)
    rows = _rows(one_column, box.width, unit)
    main_height = sum(_row_heights(box.height, rows, unit)[: len(rows) - len(side)])
    return (main, side) if main_height < LOW_ASPECT * box.width else (one_column, [])


def _least_side_width(side: Row, unit: float) -> float:
    """The width of a column aside with the gap before it."""
    return max((panel.least_size[0] for panel in side), default=0.0) + MAP_GAP * unit / 2


def _side_width(side: Row, width: float, unit: float) -> float:
    """What the column aside and the gap before it get of a cell's width."""
    full = max((panel.full_width for panel in side), default=0.0) + MAP_GAP * unit / 2
    return max(SIDE_SHARE * width, _least_side_width(side, unit), min(MOST_SIDE_SHARE * width, full))


def _rows(column: Row, width: float, unit: float) -> list[list[PanelNeeds]]:
    """A column's rows: neighbouring maps are one where the column is wide enough."""
    rows: list[list[PanelNeeds]] = []
    for square, group in groupby(column, key=lambda panel: panel.square):
        neighbours = list(group)
        map_width = (width - (len(neighbours) - 1) * MAP_GAP * unit) / len(neighbours)
        in_a_row = square and map_width >= LEAST_MAP_WIDTH * unit
        rows += [neighbours] if in_a_row else [[panel] for panel in neighbours]
    return rows


def _fitting_rows(rows: list[list[PanelNeeds]], box: Box, unit: float) -> list[list[PanelNeeds]]:
    """The rows as they are, or with their maps one under the other where these are larger so, as on a tall page."""
    stacked = [[panel] for row in rows for panel in row]
    stacked_height = (box.height - sum(_gaps_below(stacked, unit))) / len(stacked)
    count = max(map(len, rows))
    row_width = min((box.width - (count - 1) * MAP_GAP * unit) / count, box.height / len(rows) / MAP_ASPECT)
    return stacked if min(box.width, stacked_height / MAP_ASPECT) > STACKING_GAIN * row_width else rows


def _gaps_below(rows: Sequence[Row], unit: float) -> list[float]:
    """What stands under each row: tick labels where its axis ends."""
    return [*(AXIS_GAP * unit if _axis_ends(row, below) else 0.0 for row, below in pairwise(rows)), 0.0]


def _axis_ends(row: Row, below: Row) -> bool:
    """Whether a row's axis is not that of the next: under a map, and over tables and what else has no such axis."""
    return row[0].square or below[0].beside or (row[0].has_axes and not below[0].has_axes)


def _column_boxes(box: Box, rows: Sequence[Row], unit: float, *, rtl: bool = False) -> list[Box]:
    heights, gaps = _row_heights(box.height, rows, unit), _gaps_below(rows, unit)
    boxes, top = [], box.top
    for row, height, gap in zip(rows, heights, gaps, strict=True):
        width = (box.width - (len(row) - 1) * MAP_GAP * unit) / len(row)
        lefts = [box.left + place * (width + MAP_GAP * unit) for place in range(len(row))]
        boxes += [Box(left, top, left + width, top + height) for left in (reversed(lefts) if rtl else lefts)]
        top += height + gap
    return boxes


def _row_heights(height: float, rows: Sequence[Row], unit: float) -> list[float]:
    """Heights by the rows' weights, but no less than their letters need."""
    weights = [max(panel.weight for panel in row) for row in rows]
    least = [max(panel.least_size[1] for panel in row) for row in rows]
    height -= sum(_gaps_below(rows, unit))
    fixed = [low > height * share / sum(weights) for low, share in zip(least, weights, strict=True)]
    free = height - sum(low for low, is_fixed in zip(least, fixed, strict=True) if is_fixed)
    rest = sum(share for share, is_fixed in zip(weights, fixed, strict=True) if not is_fixed)
    if free <= 0 or not rest:
        return [height * share / sum(weights) for share in weights]
    return [
        low if is_fixed else free * share / rest for low, share, is_fixed in zip(least, weights, fixed, strict=True)
    ]
