"""The points that a model is fitted to, and the standardisation of their features."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from gdanim.functions.data.errors import DataError
from gdanim.messages import message

MAX_POINTS = 2000
Position = tuple[int, int, int]
"""Line and column, counted from 1, and the number of characters."""


@dataclass(frozen=True, eq=False)
class Sample:
    """The points of a data problem: ``x`` is (n,), or (n, 2) of two features, ``y`` is (n,).

    ``names`` are those of their columns, y's last. ``positions`` are those of y in a file, or empty; ``warnings`` are
    about the file. ``first_day`` is the day from which x is counted in days, where it was a column of dates.
    """

    x: np.ndarray
    y: np.ndarray
    names: tuple[str, ...] = ("x", "y")
    positions: tuple[Position, ...] = ()
    warnings: tuple[str, ...] = ()
    first_day: str = ""

    def __len__(self) -> int:
        return len(self.x)

    @property
    def feature_count(self) -> int:
        return 1 if self.x.ndim == 1 else self.x.shape[1]

    @property
    def columns(self) -> tuple[np.ndarray, ...]:
        """The features, (n,) each."""
        return (self.x,) if self.x.ndim == 1 else tuple(self.x.T)

    def followed_by(self, other: Sample) -> Sample:
        """Returns these points, and those of another sample with the same columns after them."""
        x, y = np.concatenate((self.x, other.x)), np.concatenate((self.y, other.y))
        return replace(self, x=x, y=y, positions=(), warnings=())

    def at(self, rows: np.ndarray) -> Sample:
        """Returns the points with these indices."""
        return replace(self, x=self.x[rows], y=self.y[rows], positions=(), warnings=())


@dataclass(frozen=True)
class Scaling:
    """Standardises features: (x − mean)/deviation. With two of them, both numbers are pairs."""

    mean: float | tuple[float, ...] = 0.0
    deviation: float | tuple[float, ...] = 1.0

    def apply(self, x: np.ndarray) -> np.ndarray:
        return np.asarray((x - np.asarray(self.mean)) / np.asarray(self.deviation))


UNSCALED = Scaling()


def standard_scaling(sample: Sample) -> Scaling:
    """Returns the scaling to mean 0 and variance (1/n)Σ(x − mean)² = 1. Raises DataError for a constant feature."""
    scalings = [_of_column(column, name) for column, name in zip(sample.columns, sample.names, strict=False)]
    if len(scalings) == 1:
        return Scaling(*scalings[0])
    means, deviations = zip(*scalings, strict=True)
    return Scaling(means, deviations)


def _of_column(column: np.ndarray, name: str) -> tuple[float, float]:
    mean = math.fsum(column.tolist()) / len(column)
    deviation = math.sqrt(math.fsum(((column - mean) ** 2).tolist()) / len(column))
    if deviation <= 1e-12 * max(1.0, abs(mean)):
        sentence = message("functions.constant_feature", column=name, value=mean)
        raise DataError(sentence, option="standardise")
    return mean, deviation
