"""Arranges the panels of a cell: maps side by side where they fit, other panels stacked, tables in a side column."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from gdanim.drawing.geometry import Box
from gdanim.layout.margins import NO_MARGINS, CellMargins, margin_for, reach_beside, reach_under

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.layout.margins import Margins
    from gdanim.layout.spec import PanelNeeds

    Row = Sequence[PanelNeeds]

NATURAL_WIDTH = 412  # units: the width of a cell in which a panel of weight 1 has its natural height
NATURAL_HEIGHT = 166  # units
MAX_GROWTH = 2.1  # relative to the natural height, in a wider cell
PAIRED_GROWTH = 1.34375  # of the natural height of maps that share the page's only cell
STACKING_GAIN = 1.1  # relative growth of maps that leave their row
MAX_ASPECT = 1.2  # height / width of a page's only panel
MIN_NATURAL_HEIGHT = 72  # units
SIDE_SHARE, MAX_SIDE_SHARE = 0.42, 0.54  # fractions of a cell's width for the side column: usual, and maximum
MIN_STACKED_ASPECT = 0.38  # height / width: lower columns aren't stacked
MAX_SIDE_ASPECT = 1.6  # height / width: taller ones have no side column
AXIS_GAP = 34  # units: minimum below a panel whose axis the next doesn't share
MIN_MAP_WIDTH = 200  # units: a narrower map is placed below its neighbour
MAP_GAP = 56  # units: minimum between two maps of a row
MIN_TEXT_UNIT = 0.65  # the unit of a page with letters of minimum size


@dataclass(frozen=True)
class PanelStack:
    """The panels of a cell, on a page with this ``unit``, in their order from the right if ``is_rtl``.

    ``margins`` hold the labels of every cell, so that all cells' panels are equally large.
    """

    panels: Row
    unit: float
    is_rtl: bool = False
    margins: CellMargins = field(default_factory=CellMargins)

    def total_weight(self, width: float) -> float:
        """Returns the summed weights of the main column's rows, in a cell ``width`` pixels wide."""
        main, _ = self._natural_columns(width)
        return sum(max(panel.weight for panel in row) for row in self._rows(main, width))

    def natural_height(self, width: float, *, only_cell: bool) -> float:
        """Returns the natural height in pixels of the panels in a cell of this width, which may be the page's only
        one.
        """
        main, side = self._natural_columns(width)
        main_width = width * (1 - SIDE_SHARE) if side else width
        rows = self._rows(main, main_width)
        total = sum(self._natural_row_height(row, main_width, width, only_cell=only_cell) for row in rows)
        ends = any(_axis_ends(row, below) and not row[0].size.is_map for row, below in pairwise(rows))
        axis_gap = max([0.0, *self._gaps_below(rows)]) if ends else 0.0
        side_height = sum((panel.size.minimum[1] + AXIS_GAP / 2) * self._text_scale for panel in side)
        return max(MIN_NATURAL_HEIGHT * self.unit, total + axis_gap, side_height)

    def has_row_of_fixed(self, width: float) -> bool:
        """Returns whether maps share a row with one that keeps its own height / width, in a cell of this width."""
        main, _ = self._natural_columns(width)
        rows = self._rows(main, width)
        return any(len(row) > 1 and any(panel.size.has_fixed_aspect for panel in row) for row in rows)

    def max_height(self, width: float) -> float:
        """Returns the height in pixels beyond which stacked panels would lose their proportions."""
        largest = max((panel.size.weight for panel in self.panels), default=1.0)
        axis_gap = max([AXIS_GAP * self.unit, *self._gaps_below([[panel] for panel in self.panels])])
        return sum(MAX_ASPECT * width * panel.size.weight / largest + axis_gap for panel in self.panels)

    def boxes(self, box: Box) -> tuple[Box, ...]:
        """Returns the box of each panel, in their order."""
        main, side = self._columns(box)
        main_box, side_box = self._column_boxes(box, main, side)
        boxes = self._row_boxes(main_box, self._fitting_rows(self._rows(main, main_box.width), main_box))
        boxes += self._row_boxes(side_box, [[panel] for panel in side]) if side else []
        main_first = sorted(range(len(self.panels)), key=lambda index: self.panels[index].size.is_aside)
        placed = dict(zip(main_first, boxes, strict=True))
        return tuple(placed[index] for index in range(len(self.panels)))

    @property
    def _text_scale(self) -> float:
        """The ratio of the letters' size to the minimum legible size."""
        return max(1.0, self.unit / MIN_TEXT_UNIT)

    def _natural_row_height(self, row: Row, main_width: float, cell_width: float, *, only_cell: bool) -> float:
        if row[0].size.is_map:
            widths = list(zip(row, self._map_widths(row, main_width), strict=True))
            fixed = [panel.aspect * width for panel, width in widths if panel.size.has_fixed_aspect]
            if only_cell and len(row) == 1:
                return min(row[0].aspect, row[0].size.aspect) * main_width
            if fixed:  # others are stretched to its height
                return max(fixed)
            growth = PAIRED_GROWTH if only_cell else 1.0
            return growth * max(panel.aspect * width for panel, width in widths)
        growth = min(cell_width / NATURAL_WIDTH, MAX_GROWTH)
        grown = row[0].size.weight * NATURAL_HEIGHT * growth
        return max(row[0].size.minimum[1] * self._text_scale, grown)

    def _split(self) -> tuple[list[PanelNeeds], list[PanelNeeds]]:
        """Splits the panels into those of the main column and those that may go into the side column."""
        main = [panel for panel in self.panels if not panel.size.is_aside]
        return main, [panel for panel in self.panels if panel.size.is_aside]

    def _natural_columns(self, width: float) -> tuple[list[PanelNeeds], list[PanelNeeds]]:
        """Returns the main and side columns of a cell; no side column if it is too narrow or would be alone."""
        main, side = self._split()
        if main and self._min_side_width(side) <= width * SIDE_SHARE:
            return main, side
        return [*main, *side], []

    def _columns(self, box: Box) -> tuple[list[PanelNeeds], list[PanelNeeds]]:
        """Returns the main and side columns for a box of known height; a tall box has no side column."""
        main, side = self._split()
        one_column = [*main, *side]
        if not main or not side or self._min_side_width(side) > MAX_SIDE_SHARE * box.width:
            return one_column, []
        if self._min_side_width(side) <= SIDE_SHARE * box.width:
            tall = box.height > MAX_SIDE_ASPECT * (box.width - self._side_width(side, box.width))
            return (one_column, []) if tall else (main, side)
        rows = self._rows(one_column, box.width)
        main_height = sum(self._row_heights(box.height, rows)[: len(rows) - len(side)])
        return (main, side) if main_height < MIN_STACKED_ASPECT * box.width else (one_column, [])

    def _column_boxes(self, box: Box, main: Row, side: Row) -> tuple[Box, Box]:
        """Returns the box of the main column, and that of the side column if there is one."""
        if not side:
            return box, box
        side_width, gap = self._side_width(side, box.width), MAP_GAP * self.unit / 2
        main_margins, side_margins = self._widest(main), self._widest(side)
        if not self.is_rtl:
            more = margin_for(reach_beside(main_margins, side_margins), gap, self.unit) - gap
            main_width = box.width - side_width
            return box.inset(right=side_width + more), box.inset(left=main_width + gap)
        # axes have their tick labels at their left on every page: where that is inside, they need a gap of their own
        more = margin_for(reach_beside(side_margins, main_margins), 2 * gap, self.unit) - 2 * gap
        return box.inset(left=side_width + gap + more), box.inset(right=box.width - side_width + gap)

    def _min_side_width(self, side: Row) -> float:
        """Returns the minimum width in pixels of the side column and the gap before it."""
        return max((panel.size.minimum[0] for panel in side), default=0.0) + MAP_GAP * self.unit / 2

    def _side_width(self, side: Row, width: float) -> float:
        """Returns the width in pixels of the side column and the gap before it, in a cell ``width`` pixels wide."""
        full = max((panel.size.full_width for panel in side), default=0.0) + MAP_GAP * self.unit / 2
        return max(SIDE_SHARE * width, self._min_side_width(side), min(MAX_SIDE_SHARE * width, full))

    def _rows(self, column: Row, width: float) -> list[list[PanelNeeds]]:
        """Returns the rows of a column: neighbouring maps share one if the column is wide enough and none is low."""
        rows: list[list[PanelNeeds]] = []
        for are_maps, group in groupby(column, key=lambda panel: panel.size.is_map):
            neighbours = list(group)
            map_width = (width - (len(neighbours) - 1) * MAP_GAP * self.unit) / len(neighbours)
            in_a_row = (
                are_maps and not any(panel.is_low for panel in neighbours) and map_width >= MIN_MAP_WIDTH * self.unit
            )
            rows += [neighbours] if in_a_row else [[panel] for panel in neighbours]
        return rows

    def _fitting_rows(self, rows: list[list[PanelNeeds]], box: Box) -> list[list[PanelNeeds]]:
        """Returns the rows, or one panel or all maps per row if that makes maps larger.

        On a tall page they are one under another, on a wide page even low maps are beside each other.
        """
        panels = [panel for row in rows for panel in row]
        stacked = [[panel] for panel in panels]
        are_wide = min(self._map_widths(panels, box.width)) >= MIN_MAP_WIDTH * self.unit
        beside = [panels] if are_wide and all(panel.size.is_map for panel in panels) else rows
        sizes = [self._mean_map_size(each, box) for each in (rows, stacked, beside)]
        largest = max(sizes)
        return rows if largest <= STACKING_GAIN * sizes[0] else (rows, stacked, beside)[sizes.index(largest)]

    def _mean_map_size(self, rows: Sequence[Row], box: Box) -> float:
        """Returns the geometric mean of the panels' widths in pixels, as far as their heights make use of them."""
        heights = self._row_heights(box.height, rows)
        sizes = [
            max(1.0, min(width, height / panel.filled_aspect))
            for row, height in zip(rows, heights, strict=True)
            for panel, width in zip(row, self._map_widths(row, box.width), strict=True)
        ]
        return math.exp(sum(map(math.log, sizes)) / len(sizes))

    def _map_widths(self, row: Row, width: float) -> list[float]:
        """Returns the width in pixels of each panel of a row, by its weight."""
        room, weights = width - sum(self._gaps_beside(row)), [panel.size.weight for panel in row]
        return [room * (weight / sum(weights)) for weight in weights]

    def _gaps_beside(self, row: Row) -> list[float]:
        """Returns the gaps between neighbours from the left; each holds the right one's tick labels."""
        from_left = list(reversed(row)) if self.is_rtl else row
        return [
            margin_for(reach_beside(self._margins(left), self._margins(right)), MAP_GAP * self.unit, self.unit)
            for left, right in pairwise(from_left)
        ]

    def _gaps_below(self, rows: Sequence[Row]) -> list[float]:
        """Returns the gap below each row, which holds its tick labels where its axis ends; 0 below the last."""
        gaps = [
            margin_for(
                reach_under(self._widest(row), self._widest(below)),
                AXIS_GAP * self.unit if _axis_ends(row, below) else 0.0,
                self.unit,
            )
            for row, below in pairwise(rows)
        ]
        return [*gaps, 0.0]

    def _margins(self, panel: PanelNeeds) -> Margins:
        return self.margins.of_panel(panel.index)

    def _widest(self, panels: Row) -> Margins:
        """Returns margins that hold the labels of all ``panels``."""
        widest = NO_MARGINS
        for panel in panels:
            widest = widest.widened(self._margins(panel))
        return widest

    def _row_boxes(self, box: Box, rows: Sequence[Row]) -> list[Box]:
        heights, gaps_below = self._row_heights(box.height, rows), self._gaps_below(rows)
        boxes: list[Box] = []
        top = box.top
        for row, height, gap_below in zip(rows, heights, gaps_below, strict=True):
            widths, left, row_boxes = self._map_widths(row, box.width), box.left, []
            from_left = reversed(widths) if self.is_rtl else widths
            for width, gap in zip(from_left, (*self._gaps_beside(row), 0.0), strict=True):
                row_boxes.append(Box(left, top, left + width, top + height))
                left += width + gap
            row_boxes = list(reversed(row_boxes)) if self.is_rtl else row_boxes
            boxes += [self._of_own_shape(panel, each) for panel, each in zip(row, row_boxes, strict=True)]
            top += height + gap_below
        return boxes

    def _of_own_shape(self, panel: PanelNeeds, box: Box) -> Box:
        """Returns the largest box of what a map shows, in the middle of its ``box``, beside a panel of fixed shape."""
        has_fixed = any(other.size.has_fixed_aspect for other in self.panels if other is not panel)
        aspect = panel.equal_units_aspect
        if not has_fixed or panel.size.has_fixed_aspect or aspect is None:
            return box
        width, height = min(box.width, box.height / aspect), min(box.height, box.width * aspect)
        left, top = box.left + (box.width - width) / 2, box.top + (box.height - height) / 2
        return Box(left, top, left + width, top + height)

    def _row_heights(self, height: float, rows: Sequence[Row]) -> list[float]:
        """Returns the height of each row by its weight, at least the minimum for its letters."""
        weights = [max(panel.weight for panel in row) for row in rows]
        min_heights = [max(panel.size.minimum[1] for panel in row) for row in rows]
        height -= sum(self._gaps_below(rows))
        fixed = [low > height * share / sum(weights) for low, share in zip(min_heights, weights, strict=True)]
        free = height - sum(low for low, is_fixed in zip(min_heights, fixed, strict=True) if is_fixed)
        rest = sum(share for share, is_fixed in zip(weights, fixed, strict=True) if not is_fixed)
        if free <= 0 or not rest:
            return [height * share / sum(weights) for share in weights]
        return [
            low if is_fixed else free * share / rest
            for low, share, is_fixed in zip(min_heights, weights, fixed, strict=True)
        ]


def _axis_ends(row: Row, below: Row) -> bool:
    """Returns whether a row has an axis that the next row doesn't share."""
    upper, lower = row[0], below[0]
    is_shared = lower.has_axes and upper.shares_x and lower.shares_x
    return upper.size.is_map or lower.size.is_aside or (upper.has_axes and not is_shared)
