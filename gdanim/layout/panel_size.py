"""The size of a panel, and its placement among the others of its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MIN_WIDTHS = {"formula": 320, "readout": 270, "names": 260, "ticks": 116, "verdict": 116, "title": 116}
"""The minimum widths in pixels of panels with these marks; a formula bar needs as much as a formula."""

Placement = Literal["stacked", "map", "aside"]


@dataclass(frozen=True)
class PanelSize:
    """The size that a panel declares.

    Attributes
    ----------
    weight
        The panel's height, relative to the other panels of a cell; a curve has 1. In a row of maps, the panel's width.
    placement
        ``stacked`` below the panel before it; ``map`` for a nearly square panel, which has a row with its neighbours of
        the same kind; ``aside`` for a panel in a column of its own, or below the others if that is too narrow.
    minimum
        The width and height in pixels that the panel's smallest letters need; with less it is left out.
    full_width
        The width in pixels in which a panel ``aside`` is complete; it takes it from the others.
    aspect
        The natural height / width of a map.
    has_fixed_aspect
        Whether what a map shows keeps its own height / width, and so cannot fill a box of another shape.
    is_thin
        Whether the panel is a thin strip: it may be lower than others, and is the first to be left out.
    """

    weight: float = 1.0
    placement: Placement = "stacked"
    minimum: tuple[float, float] = (0.0, 0.0)
    full_width: float = 0.0
    aspect: float = 0.64
    has_fixed_aspect: bool = False
    is_thin: bool = False

    @property
    def is_map(self) -> bool:
        return self.placement == "map"

    @property
    def is_aside(self) -> bool:
        return self.placement == "aside"
