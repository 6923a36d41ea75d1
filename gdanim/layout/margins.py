"""Margins: how far the labels about boxes reach, and how wide a margin or gap is that holds them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gdanim.drawing.geometry import Box
    from gdanim.layout.page_boxes import Layout

MIN_CLEARANCE, CLEARANCE = 4, 8  # units between a label and its neighbour, or the edge of the page
MIN_PIXELS = 3.0  # of any clearance


@dataclass(frozen=True)
class Margins:
    """How far labels reach beyond a box, in pixels; 0 where there are none.

    ``left`` is the reach of the labels beside the box, such as tick labels of its vertical axis. ``left_above`` and
    ``left_below`` say how far they stand out above and below the box; negative where they end inside. ``below`` is the
    reach of the labels under the box, such as tick labels of its horizontal axis, ``below_left`` and ``below_right``
    how far they stand out at its sides. ``above`` is the reach of the labels over it, such as a title.
    """

    left: float = 0.0
    left_above: float = -math.inf
    left_below: float = -math.inf
    below: float = 0.0
    below_left: float = 0.0
    below_right: float = 0.0
    above: float = 0.0

    @property
    def at_left(self) -> float:
        """The reach of all labels to the left."""
        return max(self.left, self.below_left)

    def widened(self, other: Margins) -> Margins:
        """Returns the least margins that are wide enough for both."""
        names = [each.name for each in fields(self)]
        return Margins(**{name: max(getattr(self, name), getattr(other, name)) for name in names})

    def about_outer(self, box: Box, outer: Box) -> Margins:
        """Returns the margins of the same labels about an ``outer`` box; these are those about a ``box`` inside of
        it.
        """
        left, right = box.left - outer.left, outer.right - box.right
        above, below = box.top - outer.top, outer.bottom - box.bottom
        return Margins(
            left=max(0.0, self.left - left),
            left_above=self.left_above - above,
            left_below=self.left_below - below,
            below=max(0.0, self.below - below),
            below_left=max(0.0, self.below_left - left),
            below_right=max(0.0, self.below_right - right),
            above=max(0.0, self.above - above),
        )


NO_MARGINS = Margins()


@dataclass(frozen=True)
class CellMargins:
    """The margins of a cell's panels, by the panels' indices, and those of the whole cell with its header."""

    panels: Mapping[int, Margins] = field(default_factory=dict)
    cell: Margins = NO_MARGINS

    def of_panel(self, index: int) -> Margins:
        return self.panels.get(index, NO_MARGINS)

    def widened(self, other: CellMargins) -> CellMargins:
        indices = sorted({*self.panels, *other.panels})
        panels = {index: self.of_panel(index).widened(other.of_panel(index)) for index in indices}
        return CellMargins(panels, self.cell.widened(other.cell))


@dataclass(frozen=True)
class PageMargins:
    """The margins of every cell, and of every panel for all runs; none before they are measured."""

    cells: tuple[CellMargins, ...] = ()
    shared_panels: tuple[Margins, ...] = ()

    @cached_property
    def widest_cell(self) -> CellMargins:
        """Margins wide enough for the labels of every cell: all cells' panels are equally large."""
        widest = CellMargins()
        for cell in self.cells:
            widest = widest.widened(cell)
        return widest

    def of_cell(self, index: int) -> CellMargins:
        return self.cells[index] if index < len(self.cells) else CellMargins()

    def of_shared_panel(self, index: int) -> Margins:
        return self.shared_panels[index] if index < len(self.shared_panels) else NO_MARGINS

    def widened(self, other: PageMargins) -> PageMargins:
        """Returns the least margins wide enough for both, so that they never shrink from one measurement to the
        next.
        """
        cells = range(max(len(self.cells), len(other.cells)))
        shared = range(max(len(self.shared_panels), len(other.shared_panels)))
        return PageMargins(
            cells=tuple(self.of_cell(index).widened(other.of_cell(index)) for index in cells),
            shared_panels=tuple(self.of_shared_panel(each).widened(other.of_shared_panel(each)) for each in shared),
        )


def margin_for(reach: float, least: float, unit: float) -> float:
    """Returns the width in pixels of a margin or gap for labels with such a ``reach``, and no less than ``least``
    pixels.

    Labels may stand close to their neighbours in a margin of the least width; a wider one leaves them more clearance.
    """
    if not reach or reach + max(MIN_PIXELS, MIN_CLEARANCE * unit) <= least:
        return least
    return reach + max(MIN_PIXELS, CLEARANCE * unit)


def margins_about(box: Box, labels: Iterable[Box]) -> Margins:
    """Returns the margins in which the labels about a box stand."""
    margins = NO_MARGINS
    for label in labels:
        middle = (label.top + label.bottom) / 2  # it is outside, though an exponent may reach into the box
        if label.right <= box.left:
            margins = margins.widened(
                Margins(
                    left=box.left - label.left,
                    left_above=box.top - label.top,
                    left_below=label.bottom - box.bottom,
                )
            )
        elif middle >= box.bottom:
            margins = margins.widened(
                Margins(
                    below=label.bottom - box.bottom,
                    below_left=max(0.0, box.left - label.left),
                    below_right=max(0.0, label.right - box.right),
                )
            )
        elif middle <= box.top:
            margins = margins.widened(Margins(above=box.top - label.top))
    return margins


def measure_margins(
    layout: Layout, cell_labels: Sequence[Sequence[Iterable[Box]]], shared_labels: Sequence[Iterable[Box]]
) -> PageMargins:
    """Returns the margins that the labels of a laid-out page need.

    Parameters
    ----------
    layout
        The page on which the labels were measured.
    cell_labels
        For each cell, and each of its panels, the boxes of the labels about it.
    shared_labels
        The same for each panel for all runs.

    Returns
    -------
    PageMargins
        For the next layout of the same page.
    """
    cells = []
    for cell, labels in zip(layout.cells, cell_labels, strict=True):
        margins = [margins_about(box, boxes) for box, boxes in zip(cell.panels, labels, strict=True)]
        whole = NO_MARGINS
        for box, each in zip(cell.panels, margins, strict=True):
            whole = whole.widened(each.about_outer(box, cell.box))
        indices = [panel.index for panel in layout.panels]
        cells.append(CellMargins(dict(zip(indices, margins, strict=True)), whole))
    shared = zip(layout.shared_panels, shared_labels, strict=True)
    return PageMargins(tuple(cells), tuple(margins_about(box, boxes) for box, boxes in shared))


def reach_beside(left: Margins, right: Margins) -> float:
    """Returns what the labels between two neighbours in a row take, in pixels; 0 where there are none.

    Labels beside the right one are higher than those under the two, so that they don't meet.
    """
    return max(right.left, left.below_right + right.below_left)


def reach_under(upper: Margins, lower: Margins) -> float:
    """Returns what the labels between two neighbours in a column take, in pixels; 0 where there are none."""
    reach = max(upper.below + lower.above, upper.left_below + lower.left_above)
    return max(reach, upper.below + lower.left_above) if upper.below else max(0.0, reach)
