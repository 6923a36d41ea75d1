"""The points that each update uses: batches in an order that is the same on any machine. Independent of the loss."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

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
    _order: Callable[[int], np.ndarray] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_order", cache(self._shuffled))

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
        order = self._order(epoch if self.shuffle == "each_epoch" else 0)
        return order[batch * self.size : (batch + 1) * self.size]

    def _shuffled(self, epoch: int) -> np.ndarray:
        return np.argsort(_random_integers(self.seed, epoch, self.count), kind="stable")


def _random_integers(seed: int, turn: int, count: int) -> np.ndarray:
    """Returns integers of 64 bits. numpy guarantees that bit generators never change; its shuffle may."""
    return np.atleast_1d(np.random.PCG64([seed, turn]).random_raw(count))
