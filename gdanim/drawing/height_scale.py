"""The scale of a map: from heights to fractions, which give their colours and the level lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

TOP_PERCENTILE = 97.0  # percent of the map whose heights the levels cover; what is higher is in the last band
MIN_DEPTH = 0.35  # of the start's height over the lowest one: how far under that the scale begins at least
MAX_FALL = 3.0  # of the map's height over the lowest one: how far under that a map falls that has no pole
MIN_LOG_MEDIAN, MIN_LOG_START = 0.5, 0.62
"""How high on a logarithmic scale the map's median and the highest start are at least."""
MIN_LINEAR_HEIGHT = 0.3  # the same on a linear scale, for both: on a bowl, evenly spaced heights show where it is steep
MIN_SOFTENING, MAX_SOFTENING = 1e-4, 100.0  # of the range of heights: where a scale begins to be logarithmic
LOG_SOFTENING = 1e-2  # the same where the author asks for a logarithmic scale and none is needed
BISECTION_COUNT = 50


@dataclass(frozen=True)
class HeightScale:
    """A map from heights to fractions from 0 to 1, which give their colours and the level lines.

    Attributes
    ----------
    low, top
        The heights at 0 and at 1; higher ones are at 1, too.
    softening
        None for a linear scale; else the part is ln(1 + (f − low) / s) / ln(1 + (top − low) / s) with this s.
    is_from_top
        Whether a logarithmic scale counts down from the top, where runs climb, instead of up from the lowest height.
    """

    low: float
    top: float
    softening: float | None = None
    is_from_top: bool = False

    @property
    def is_log(self) -> bool:
        """Whether the scale is logarithmic."""
        return self.softening is not None

    def parts(self, heights: np.ndarray) -> np.ndarray:
        """Returns the parts, from 0 to 1, of heights of any shape."""
        clipped = np.clip(heights, self.low, self.top)
        if self.is_from_top:
            return 1 - _part(self.top - clipped, self.top - self.low, self.softening)
        return _part(clipped - self.low, self.top - self.low, self.softening)

    def levels(self, count: int) -> np.ndarray:
        """Returns ``count`` heights at equal distances of parts, between the lowest and the top; one of a flat map."""
        size, parts = self.top - self.low, np.arange(1, count + 1) / (count + 1)
        if not size:
            return np.array([self.low])
        if self.softening is None:
            return self.low + size * parts
        distances = self.softening * np.expm1(parts * math.log1p(size / self.softening))
        return self.top - distances[::-1] if self.is_from_top else self.low + distances


def _part(above: np.ndarray, size: float, softening: float | None) -> np.ndarray:
    if not size:
        return np.zeros_like(above)
    return above / size if softening is None else np.log1p(above / softening) / math.log1p(size / softening)


def height_scale(
    heights: np.ndarray,
    *,
    starts: Sequence[float] = (),
    scale: str = "auto",
    top: float | None = None,
    lowest: float | None = None,
    climbs: bool = False,
) -> HeightScale:
    """Chooses the scale on which half of a map, and where its runs start, is well above the lowest bands.

    Parameters
    ----------
    heights
        The heights of the map's points, of any shape; NaN where it has none.
    starts
        The heights at which runs start.
    scale
        ``linear``, ``log``, or ``auto`` for a logarithmic scale where a linear one shows too little.
    lowest
        The lowest height that matters, such as that of a run or of a minimum: where the map falls far under it, as it
        does beside a pole, that is all in the lowest band. None where nothing is known.
    top
        The greatest height of the scale; None for that which few points of the map exceed.
    climbs
        Whether the runs climb: the scale is then that of −f, upside down.
    """
    if climbs:
        deepest = None if top is None else -top
        mirrored = height_scale(-heights, starts=[-start for start in starts], scale=scale, lowest=deepest)
        return HeightScale(-mirrored.top, -mirrored.low, mirrored.softening, is_from_top=True)
    finite = heights[np.isfinite(heights)]
    if not len(finite) or finite.min() == finite.max():
        low = float(finite[0]) if len(finite) else 0.0
        return HeightScale(low, low)
    low, percentile = (float(value) for value in np.percentile(finite, [0, TOP_PERCENTILE]))
    highest_start = max((height for height in starts if math.isfinite(height)), default=percentile)
    if lowest is not None and math.isfinite(lowest) and lowest - low > MAX_FALL * max(percentile - lowest, 0.0):
        low = max(low, lowest - MIN_DEPTH * (max(min(percentile, highest_start), lowest) - lowest))
    if top is None:  # few points are higher than a level ground
        top = percentile if percentile > low else float(finite.max())
    top = max(top, math.nextafter(low, math.inf))
    size, median = top - low, float(np.median(np.clip(finite[finite <= top], low, None))) - low
    highest = max((height for height in starts if math.isfinite(height)), default=top) - low

    def shows_enough(softening: float | None) -> bool:
        parts = _part(np.array([median, highest]), size, softening)
        least_median, least_start = (
            (MIN_LINEAR_HEIGHT, MIN_LINEAR_HEIGHT) if softening is None else (MIN_LOG_MEDIAN, MIN_LOG_START)
        )
        return bool(parts[0] >= least_median and (parts[1] >= least_start or not 0 < highest < size))

    has_log = MIN_SOFTENING * size > 0  # not where numbers end
    if scale == "linear" or not has_log or (shows_enough(None) and scale == "auto"):
        return HeightScale(low, top)
    if shows_enough(None):
        return HeightScale(low, top, LOG_SOFTENING * size)
    min_log, max_log = math.log(MIN_SOFTENING), math.log(MAX_SOFTENING)
    for _ in range(BISECTION_COUNT):
        middle = (min_log + max_log) / 2
        min_log, max_log = (middle, max_log) if shows_enough(math.exp(middle) * size) else (min_log, middle)
    return HeightScale(low, top, math.exp(min_log) * size)
