"""The points that a model is fitted to, and the standardisation of a feature."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.functions.data.errors import DataError
from gdanim.messages import message

if TYPE_CHECKING:
    import numpy as np

MAX_POINTS = 2000
Position = tuple[int, int, int]
"""Line and column, counted from 1, and the number of characters."""


@dataclass(frozen=True, eq=False)
class Sample:
    """The points of a data problem: ``x`` and ``y`` are (n,), ``names`` those of their columns.

    ``positions`` are those of y in a file, or empty; ``warnings`` are about the file. ``first_day`` is the day from
    which x is counted in days, where it was a column of dates.
    """

    x: np.ndarray
    y: np.ndarray
    names: tuple[str, str] = ("x", "y")
    positions: tuple[Position, ...] = ()
    warnings: tuple[str, ...] = ()
    first_day: str = ""

    def __len__(self) -> int:
        return len(self.x)

    def at(self, rows: np.ndarray) -> Sample:
        """Returns the points with these indices."""
        return Sample(self.x[rows], self.y[rows], self.names, first_day=self.first_day)


@dataclass(frozen=True)
class Scaling:
    """Standardises a feature: (x − mean)/deviation."""

    mean: float = 0.0
    deviation: float = 1.0

    def apply(self, x: np.ndarray) -> np.ndarray:
        return (x - self.mean) / self.deviation


UNSCALED = Scaling()


def standard_scaling(sample: Sample) -> Scaling:
    """Returns the scaling to mean 0 and variance (1/n)Σ(x − mean)² = 1. Raises DataError for a constant feature."""
    mean = math.fsum(sample.x.tolist()) / len(sample)
    deviation = math.sqrt(math.fsum(((sample.x - mean) ** 2).tolist()) / len(sample))
    if deviation <= 1e-12 * max(1.0, abs(mean)):
        sentence = message("functions.constant_feature", column=sample.names[0], value=mean)
        raise DataError(sentence, option="standardise")
    return Scaling(mean, deviation)
