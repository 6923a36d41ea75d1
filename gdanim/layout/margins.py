"""Margins: the extent of labels around boxes, and the widths of margins and gaps that hold them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gdanim.drawing.geometry import Box
    from gdanim.layout.page_boxes import Layout

MIN_LABEL_CLEARANCE, LABEL_CLEARANCE = 4, 8  # units between a label and its neighbour, or the edge of the page
MIN_CLEARANCE_PIXELS = 3.0  # of any clearance


@dataclass(frozen=True)
class Margins:
    """The extent of labels beyond a box, in pixels; 0 where there are none.

    Attributes
    ----------
    left
        The extent of labels beside the box, such as tick labels of its vertical axis.
    left_above, left_below
        Their overhangs above and below the box; negative if they end inside.
    below
        The extent of labels under the box, such as tick labels of its horizontal axis.
    below_left, below_right
        Their overhangs at the left and at the right of the box.
    above
        The extent of labels over the box, such as a title.
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
        """The extent of all labels to the left."""
        return max(self.left, self.below_left)

    @property
    def reach_below(self) -> float:
        """The extent of all labels below the box."""
        return max(0.0, self.below, self.left_below)

    def widened(self, other: Margins) -> Margins:
        """Returns the smallest margins that hold both sets of labels."""
        names = [option.name for option in fields(self)]
        return Margins(**{name: max(getattr(self, name), getattr(other, name)) for name in names})

    def about_outer(self, box: Box, outer: Box) -> Margins:
        """Returns the margins relative to an ``outer`` box that contains this ``box``."""
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
    """The measured margins of a cell.

    Attributes
    ----------
    panels
        The margins of each panel, by the panels' indices.
    body
        The margins of the box of all panels; at a cell's header, labels reach into the gap before it.
    cell
        The margins of the whole cell with its header.
    """

    panels: Mapping[int, Margins] = field(default_factory=dict)
    body: Margins = NO_MARGINS
    cell: Margins = NO_MARGINS

    def of_panel(self, index: int) -> Margins:
        return self.panels.get(index, NO_MARGINS)

    def widened(self, other: CellMargins) -> CellMargins:
        indices = sorted({*self.panels, *other.panels})
        panels = {index: self.of_panel(index).widened(other.of_panel(index)) for index in indices}
        return CellMargins(panels, self.body.widened(other.body), self.cell.widened(other.cell))


@dataclass(frozen=True)
class PageMargins:
    """The measured margins of all cells and shared panels; empty before the first measurement."""

    cells: tuple[CellMargins, ...] = ()
    shared_panels: tuple[Margins, ...] = ()

    @cached_property
    def widest_cell(self) -> CellMargins:
        """The margins that hold the labels of every cell. All cells' panels are equally large."""
        widest = CellMargins()
        for cell in self.cells:
            widest = widest.widened(cell)
        return widest

    def of_cell(self, index: int) -> CellMargins:
        return self.cells[index] if index < len(self.cells) else CellMargins()

    def of_shared_panel(self, index: int) -> Margins:
        return self.shared_panels[index] if index < len(self.shared_panels) else NO_MARGINS

    def widened(self, other: PageMargins) -> PageMargins:
        """Returns the smallest margins that hold both, so that margins never shrink between measurements."""
        cells = range(max(len(self.cells), len(other.cells)))
        shared = range(max(len(self.shared_panels), len(other.shared_panels)))
        return PageMargins(
            cells=tuple(self.of_cell(index).widened(other.of_cell(index)) for index in cells),
            shared_panels=tuple(self.of_shared_panel(each).widened(other.of_shared_panel(each)) for each in shared),
        )


def margin_for(reach: float, minimum: float, unit: float) -> float:
    """Returns the width in pixels of a margin or gap for labels of this ``reach``, at least ``minimum`` pixels.

    In a margin of minimum width, labels may be close to their neighbours; a wider one leaves more clearance.
    """
    if not reach or reach + max(MIN_CLEARANCE_PIXELS, MIN_LABEL_CLEARANCE * unit) <= minimum:
        return minimum
    return reach + max(MIN_CLEARANCE_PIXELS, LABEL_CLEARANCE * unit)


def margins_about(box: Box, labels: Iterable[Box]) -> Margins:
    """Returns the margins that hold the labels around a box."""
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
        The boxes of the labels around each panel of each cell.
    shared_labels
        The boxes of the labels around each shared panel.

    Returns
    -------
    PageMargins
        The margins for the next layout of the same page.
    """
    cells = []
    for cell, labels in zip(layout.cells, cell_labels, strict=True):
        margins = [margins_about(box, boxes) for box, boxes in zip(cell.panels, labels, strict=True)]
        panels = {panel.index: each for panel, each in zip(layout.panels, margins, strict=True)}
        body, whole = (_margins_about_outer(cell.panels, margins, outer) for outer in (cell.body, cell.box))
        cells.append(CellMargins(panels, body, whole))
    shared = zip(layout.shared_panels, shared_labels, strict=True)
    return PageMargins(tuple(cells), tuple(margins_about(box, boxes) for box, boxes in shared))


def _margins_about_outer(boxes: Iterable[Box], margins: Iterable[Margins], outer: Box) -> Margins:
    """Returns the margins relative to an ``outer`` box of all ``boxes`` with these margins."""
    whole = NO_MARGINS
    for box, each in zip(boxes, margins, strict=True):
        whole = whole.widened(each.about_outer(box, outer))
    return whole


def reach_beside(left: Margins, right: Margins) -> float:
    """Returns the pixels that labels need between two horizontal neighbours; 0 without labels.

    Labels beside the right neighbour are higher than those below both, so the two kinds don't meet.
    """
    return max(right.left, left.below_right + right.below_left)


def reach_under(upper: Margins, lower: Margins) -> float:
    """Returns the pixels that labels need between two vertical neighbours; 0 without labels."""
    reach = max(upper.below + lower.above, upper.left_below + lower.left_above)
    return max(reach, upper.below + lower.left_above) if upper.below else max(0.0, reach)
