"""Places the header and the panels of one cell of the grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box
    from gdanim.layout.spec import LayoutSpec


@dataclass(frozen=True)
class Cell:
    """A cell of the grid: it shows one run, or several that share panels.

    Attributes
    ----------
    box
        The box of the whole cell on the page.
    header
        The box of its header or legend, or None.
    body
        The box of all its panels: the cell without its header.
    panels
        The boxes of its panels.
    mark_widths
        The panels' widths, in pixels, with minimal margins: a panel chooses its marks by these, so that long tick
        labels don't displace other marks.
    row, column
        The cell's place in the grid.
    """

    box: Box
    header: Box | None
    body: Box
    panels: tuple[Box, ...]
    mark_widths: tuple[float, ...]
    row: int
    column: int


def place_cell(box: Box, header_height: float, spec: LayoutSpec, unit: float, row: int, column: int) -> Cell:
    """Places a header of ``header_height`` pixels at its edge of a cell's box, and the panels in the rest of it.

    A height of 0 means no header. The panels of a page's only cell are in the middle if it is much taller than they.
    """
    header, body = header_and_body(box, header_height, spec, unit)
    return fill_cell(box, header, body, spec, unit, row, column)


def fill_cell(box: Box, header: Box | None, body: Box, spec: LayoutSpec, unit: float, row: int, column: int) -> Cell:
    """Places the panels of a cell whose header and body are known, as ``place_cell`` does."""
    stack = spec.panel_stack(unit)
    spare = max(0.0, body.height - stack.max_height(body.width)) / 2 if spec.cell_count == 1 else 0.0
    panels = stack.boxes(body.inset(top=spare, bottom=spare))
    return Cell(
        box=box,
        header=header,
        body=body,
        panels=panels,
        mark_widths=tuple(panel.width for panel in panels),
        row=row,
        column=column,
    )


def header_and_body(box: Box, height: float, spec: LayoutSpec, unit: float) -> tuple[Box | None, Box]:
    """Returns the boxes of a header at its edge of a box, or None, and of the panels, with a gap for their labels."""
    if not height:
        return None, box
    gap = spec.header_gap(unit)
    if spec.header_edge == "bottom":
        return box._replace(top=box.bottom - height), box.inset(bottom=height + gap)
    return box._replace(bottom=box.top + height), box.inset(top=height + gap)
