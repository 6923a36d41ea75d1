"""The ends of what is shown along each variable, and how they move out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from gdanim.axis_range import clamped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range


class Extent(NamedTuple):
    """The lowest and the highest coordinates (d,) of what is shown."""

    low: np.ndarray
    high: np.ndarray

    @property
    def size(self) -> np.ndarray:
        """The lengths (d,) of the sides."""
        return self.high - self.low

    @property
    def longest_side(self) -> float:
        return float(self.size.max())

    @property
    def is_line(self) -> bool:
        """Whether there is one variable."""
        return len(self.low) == 1

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The range of each variable, as an axis can show it."""
        return tuple(clamped(float(start), float(end)) for start, end in zip(*self, strict=True))

    def holding(self, points: np.ndarray) -> Self:
        """Returns the extent, moved out to hold points (n, d)."""
        least, most = points.min(axis=0, initial=np.inf), points.max(axis=0, initial=-np.inf)
        return self._replace(low=np.minimum(self.low, least), high=np.maximum(self.high, most))

    def with_least_side(self, side: float) -> Self:
        """Returns the extent with all sides at least so long, about the same middle."""
        missing = np.maximum(side - self.size, 0)
        return self._replace(low=self.low - missing / 2, high=self.high + missing / 2)

    def distances(self, points: np.ndarray) -> np.ndarray:
        """Returns the distances (n,) of points (n, d) from the extent; 0 within it."""
        return np.linalg.norm(np.maximum(np.maximum(self.low - points, points - self.high), 0), axis=1)

    def capped(self, shown: np.ndarray, cap: Sequence[Range] | None, margin: float) -> Self:
        """Returns the extent within the ranges of a cap, or as far out as iterates shown (n, d) with a margin.

        ``margin`` is a share of the iterates' own extent.
        """
        if cap is None:
            return self
        least, most = shown.min(axis=0), shown.max(axis=0)
        room = margin * (most - least)
        lowest, highest = np.array(cap, dtype=float).T
        lowest = np.where(least < lowest, least - room, lowest)
        highest = np.where(most > highest, most + room, highest)
        return self._replace(low=np.maximum(self.low, lowest), high=np.minimum(self.high, highest))
