"""The ranges of a panel's axes: the part of a function that contains starts, goals and iterates near them."""

from gdanim.panels.limits.given_range import GivenRange
from gdanim.panels.limits.plane import equal_units, map_ranges, plane_ranges
from gdanim.panels.limits.x_axis import curve_x_range, runs_x_range, x_range
from gdanim.panels.limits.y_axis import NO_MARKS, MarkMargins, is_flat, with_margins, y_range

__all__ = [
    "NO_MARKS",
    "GivenRange",
    "MarkMargins",
    "curve_x_range",
    "equal_units",
    "is_flat",
    "map_ranges",
    "plane_ranges",
    "runs_x_range",
    "with_margins",
    "x_range",
    "y_range",
]
