"""The types of mathematics: a point, a gradient or another vector, and a matrix."""

from __future__ import annotations

Point = tuple[float, ...]
"""A number for each variable."""
Matrix = tuple[Point, ...]
"""A row for each variable."""
FAR_COORDINATE = 1e50  # above it, NaN comes from ∞ − ∞ and not from a hole in the domain, and rounding makes up digits
