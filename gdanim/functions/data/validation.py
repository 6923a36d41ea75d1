"""Splits points into those that a model is fitted to, and those held out to validate it."""

from __future__ import annotations

import numpy as np

from gdanim.functions.data.errors import DataError
from gdanim.functions.data.sampling import shuffled
from gdanim.messages import message

SPLIT_TURN = 2**32 - 1  # the turn of the split's random numbers; those of shuffles are the epochs


def split(labels: np.ndarray, share: float, seed: int, *, has_classes: bool) -> tuple[np.ndarray, np.ndarray]:
    """Returns the indices of the points that a model is fitted to, and of those held out, each in the points' order.

    Parameters
    ----------
    labels
        The points' targets, (n,).
    share
        The share of the points that is held out.
    seed
        The seed of the choice.
    has_classes
        Whether the targets are classes, of each of which the same share is held out.

    Raises
    ------
    DataError
        If no point is held out, or none of a class is left.
    """
    order = shuffled(seed, SPLIT_TURN, len(labels))
    groups = [order[labels[order] == label] for label in np.unique(labels)] if has_classes else [order]
    counts = [round(share * len(group)) for group in groups]
    if not sum(counts):
        raise DataError(message("functions.validation_of_none", share=share, count=len(labels)))
    if any(count == len(group) for count, group in zip(counts, groups, strict=True)):
        raise DataError(message("functions.validation_of_all", share=share, count=len(labels)))
    rest = np.sort(np.concatenate([group[:count] for group, count in zip(groups, counts, strict=True)]))
    return np.setdiff1d(np.arange(len(labels)), rest), rest
