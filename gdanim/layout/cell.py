"""Places the header and the panels of one cell of the grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box
    from gdanim.layout.spec import LayoutSpec


@dataclass(frozen=True)
class Cell:
    """A cell: its ``row`` and ``column`` in the grid, and its boxes on the page.

    It shows one run, or several that share panels.

    ``header`` is the box of its header or legend, or None.
    ``panels`` are the boxes of its panels. ``mark_widths`` are the panels' widths, in pixels, with minimal margins: a
    panel chooses its marks by these, so that long tick labels don't displace other marks.
    """

    box: Box
    header: Box | None
    panels: tuple[Box, ...]
    mark_widths: tuple[float, ...]
    row: int
    column: int


def place_cell(box: Box, header_height: float, spec: LayoutSpec, unit: float, row: int, column: int) -> Cell:
    """Places a header of ``header_height`` pixels in a cell's box, and the panels below it; 0 means no header.

    The panels of a page's only cell are in the middle if it is much taller than they.
    """
    header, below = box._replace(bottom=box.top + header_height), box.inset(top=header_height)
    stack = spec.panel_stack(unit)
    spare = max(0.0, below.height - stack.max_height(below.width)) / 2 if spec.cell_count == 1 else 0.0
    panels = stack.boxes(below.inset(top=spare, bottom=spare))
    return Cell(
        box=box,
        header=header if header_height else None,
        panels=panels,
        mark_widths=tuple(panel.width for panel in panels),
        row=row,
        column=column,
    )
