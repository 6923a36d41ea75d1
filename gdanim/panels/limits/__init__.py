"""Which part of a function is shown: the ranges of a panel's axes, from starts, goals and iterates."""

from gdanim.panels.limits.plane import equal_units, plane_ranges
from gdanim.panels.limits.x_axis import core_x_range, shared_x_range, x_range
from gdanim.panels.limits.y_axis import MarkMargins, is_flat, with_margins, y_range

__all__ = [
    "MarkMargins",
    "core_x_range",
    "equal_units",
    "is_flat",
    "plane_ranges",
    "shared_x_range",
    "with_margins",
    "x_range",
    "y_range",
]
