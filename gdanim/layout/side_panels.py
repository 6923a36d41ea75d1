"""Decides whether the shared panels stand beside a page's only cell, and parts its box between both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.layout.margins import NO_MARGINS, margin_for, reach_beside

if TYPE_CHECKING:
    from gdanim.drawing.geometry import Box
    from gdanim.layout.spec import LayoutSpec

WIDE_ASPECT = 1.8  # width / height of a box that has the shared panels beside its only cell
SIDE_SHARE, BESIDE_GAP = 0.4, 56  # of the width, for panels beside it; units between both


def has_shared_panels_beside(spec: LayoutSpec, box: Box) -> bool:
    """Returns whether the shared panels stand beside the cell in a box, which is wide enough for both."""
    has_row_of_maps = sum(panel.size.is_map for panel in spec.panels) > 1
    is_wide = box.width >= WIDE_ASPECT * box.height
    return spec.cell_count == 1 and bool(spec.shared_panels) and is_wide and not has_row_of_maps


def split(spec: LayoutSpec, body: Box, unit: float) -> tuple[Box, Box]:
    """Returns the boxes of the cell's own panels and of the shared ones, from a box without the header."""
    own, shared = spec.margins.widest_cell.cell, spec.margins.shared_panels
    left, right = (shared[0], own) if spec.is_rtl and shared else (own, shared[0] if shared else NO_MARGINS)
    gap = margin_for(reach_beside(left, right), BESIDE_GAP * unit, unit)
    side_width = SIDE_SHARE * (body.width - gap)
    if spec.is_rtl:
        return body.inset(left=side_width + gap), body.inset(right=body.width - side_width)
    return body.inset(right=side_width + gap), body.inset(left=body.width - side_width)
