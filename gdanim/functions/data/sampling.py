"""The points that each update uses: batches in an order that is the same on any machine. Independent of the loss."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

Shuffle = Literal["each_epoch", "once", "with_replacement"]


@dataclass(frozen=True)
class Sampling:
    """Batches of ``size`` of ``count`` points; the last batch of an epoch holds the rest.

    ``with_replacement`` draws every batch independently from all points.
    """

    count: int
    size: int
    shuffle: Shuffle = "each_epoch"
    seed: int = 0

    @property
    def is_full_batch(self) -> bool:
        """Whether every update uses every point, without randomness."""
        return self.size == self.count and self.shuffle != "with_replacement"

    @property
    def updates_per_epoch(self) -> int:
        """The number of updates per epoch, a pass over the data."""
        return -(-self.count // self.size)

    def rows(self, step: int) -> np.ndarray:
        """Returns the indices of the points of update ``step``, counted from 0."""
        if self.is_full_batch:
            return np.arange(self.count)
        epoch, batch = divmod(step, self.updates_per_epoch)
        if self.shuffle == "with_replacement":
            return np.asarray(_random_integers(self.seed, step, self.size) % np.uint64(self.count), dtype=int)
        order = shuffled(self.seed, epoch if self.shuffle == "each_epoch" else 0, self.count)
        return order[batch * self.size : (batch + 1) * self.size]


@lru_cache(maxsize=256)
def shuffled(seed: int, epoch: int, count: int) -> np.ndarray:
    """Returns the indices of ``count`` points in a random order, another one in each epoch."""
    return np.argsort(_random_integers(seed, epoch, count), kind="stable")


def _random_integers(seed: int, turn: int, count: int) -> np.ndarray:
    """Returns integers of 64 bits. numpy guarantees that bit generators never change; its shuffle may."""
    return np.atleast_1d(np.random.PCG64([seed, turn]).random_raw(count))
