"""One cell: where its header or legend stands, and where its panels stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box
    from gdanim.layout.spec import LayoutSpec


@dataclass(frozen=True)
class Cell:
    """One run, or several on one curve: the boxes of its header and of its panels, and its place in the grid.

    ``mark_widths`` are the panels' widths with the least margins. By these a panel chooses its marks, so that it does
    not leave its tick labels out because they are long.
    """

    box: Box
    header: Box | None
    panels: tuple[Box, ...]
    mark_widths: tuple[float, ...]
    row: int
    column: int


def cell_in(box: Box, header_height: float, spec: LayoutSpec, unit: float, row: int, column: int) -> Cell:
    """A cell in its ``box``; no header where that has no height."""
    header, panels = _header_and_panels(box, header_height)
    boxes = spec.stack(unit).boxes(panels)
    return Cell(
        box=box,
        header=header if header_height else None,
        panels=boxes,
        mark_widths=tuple(each.width for each in boxes),
        row=row,
        column=column,
    )


def _header_and_panels(box: Box, header_height: float) -> tuple[Box, Box]:
    """The header, or the legend where several runs share the cell, stands above the panels."""
    return box._replace(bottom=box.top + header_height), box.inset(top=header_height)
