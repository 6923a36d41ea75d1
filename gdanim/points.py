"""The types of mathematics: a point, a slope or another vector, and a matrix."""

from __future__ import annotations

Point = tuple[float, ...]
"""A number for each variable."""
Matrix = tuple[Point, ...]
"""A row for each variable."""
