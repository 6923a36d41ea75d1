"""The rate at which gradient descent with momentum comes near a quadratic's minimum, over step size and β.

Along an eigenvector of curvature λ the distances follow z² − (1 + β − ηλ)z + β = 0; the larger root's size is what a
step leaves in the long run. Polyak, USSR Comput. Math. Math. Phys. 4(5), 1964; Goh, Distill, 2017.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

import numpy as np

Mode = Literal["creeps", "rolls", "zigzags", "flies_off"]


def root_size(eta: float, beta: float, curvature: float) -> float:
    """Returns the size of the larger root along an eigenvector of this curvature."""
    half = (1 + beta - eta * curvature) / 2
    discriminant = half * half - beta
    return math.sqrt(beta) if discriminant < 0 else abs(half) + math.sqrt(discriminant)


class Regions(NamedTuple):
    """The regions of the plane of η and β for the smallest and the largest curvature, both above zero."""

    smallest: float
    largest: float

    def rate(self, eta: float, beta: float) -> float:
        """Returns what a step leaves of the distance in the long run."""
        return max(root_size(eta, beta, curvature) for curvature in self)

    def mode(self, eta: float, beta: float) -> Mode:
        """Returns the mode of the part that remains longest: straight on, around, or from side to side."""
        sizes = [root_size(eta, beta, curvature) for curvature in self]
        if max(sizes) >= 1:
            return "flies_off"
        if all((1 + beta - eta * curvature) ** 2 < 4 * beta for curvature in self):
            return "rolls"
        dominant = self[sizes.index(max(sizes))]
        return "creeps" if 1 + beta > eta * dominant else "zigzags"

    @property
    def best(self) -> tuple[float, float]:
        """The step size and the β of the smallest rate."""
        low, high = math.sqrt(self.smallest), math.sqrt(self.largest)
        return (2 / (low + high)) ** 2, ((high - low) / (high + low)) ** 2

    def corners(self, rate: float) -> np.ndarray:
        """Returns the corners (n, 2) of the region where a step leaves at most this; none if nothing is so fast.

        Both roots are at most r in size if β ≤ r², (1 − r)(1 − β/r) ≤ ηλ and ηλ ≤ (1 + r)(1 + β/r).
        """
        if rate < math.sqrt(self.best[1]):
            return np.empty((0, 2))

        def left(beta: float) -> float:
            return (1 - rate) * (1 - beta / rate) / self.smallest

        def right(beta: float) -> float:
            return (1 + rate) * (1 + beta / rate) / self.largest

        gap, width = left(0.0) - right(0.0), right(rate**2) - left(rate**2)
        bottom = rate**2 * gap / (gap + width) if gap > 0 else 0.0
        ends = [(left(bottom), bottom), (right(bottom), bottom), (right(rate**2), rate**2), (left(rate**2), rate**2)]
        return np.array(ends)

    def borders(self, count: int = 90) -> list[np.ndarray]:
        """Returns the borders (count, 2) of the three modes, which meet at the best point."""
        eta, beta = self.best
        creeping = np.linspace(0, math.sqrt(eta), count)
        swinging = np.linspace(math.sqrt(eta), 2 / math.sqrt(self.largest), count)
        slowest = (self.largest - self.smallest) / (self.largest + self.smallest)
        rates = np.linspace(math.sqrt(beta), slowest, count)
        low, high = self.smallest * (1 + rates), self.largest * (1 - rates)
        betas = rates * np.divide(high - low, high + low)
        etas = np.divide((1 - rates) * (rates - betas), rates * self.smallest, where=rates > 0, out=np.full(count, eta))
        return [
            np.column_stack((creeping**2, (1 - creeping * math.sqrt(self.smallest)) ** 2)),
            np.column_stack((swinging**2, (swinging * math.sqrt(self.largest) - 1) ** 2)),
            np.column_stack((etas, betas)),
        ]
