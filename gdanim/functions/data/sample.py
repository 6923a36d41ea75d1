"""The points that a model is fitted to, and how one feature is standardised."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.functions.data.errors import DataError
from gdanim.messages import message

if TYPE_CHECKING:
    import numpy as np

MOST = 2000  # points
Place = tuple[int, int, int]
"""Line and column, counted from 1, and how many characters."""


@dataclass(frozen=True, eq=False)
class Sample:
    """``x`` and ``y`` are (n,); ``names`` are those of their columns. ``places`` (n,) are y's in a file, or empty."""

    x: np.ndarray
    y: np.ndarray
    names: tuple[str, str] = ("x", "y")
    places: tuple[Place, ...] = ()

    def __len__(self) -> int:
        return len(self.x)

    def at(self, rows: np.ndarray) -> Sample:
        return Sample(self.x[rows], self.y[rows], self.names)


@dataclass(frozen=True)
class Scaling:
    """A feature as the model sees it: (x − mean)/deviation."""

    mean: float = 0.0
    deviation: float = 1.0

    def of(self, x: np.ndarray) -> np.ndarray:
        return (x - self.mean) / self.deviation


AS_IT_IS = Scaling()


def standard(sample: Sample) -> Scaling:
    """Mean 0 and variance (1/n)Σ(x − mean)² = 1. Raises DataError for a feature that does not vary."""
    mean = math.fsum(sample.x.tolist()) / len(sample)
    deviation = math.sqrt(math.fsum(((sample.x - mean) ** 2).tolist()) / len(sample))
    if deviation <= 1e-12 * max(1.0, abs(mean)):
        sentence = message("functions.constant_feature", column=sample.names[0], value=mean)
        raise DataError(sentence, option="standardise")
    return Scaling(mean, deviation)
