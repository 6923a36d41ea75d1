"""Where to look for the stationary points of one variable: windows about a run's start, its hull and its end.

Functions have their places near the origin: where a start is too far out to see them, windows about it are added.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.extrema_1d import extrema, flat_points, window

if TYPE_CHECKING:
    from gdanim.functions.classification import Kinds
    from gdanim.functions.function import Function

FARTHEST = 1e6
WIDER = 8  # times the distance to the first minimum
MOST = 32  # minima; enough of a function that has them without end


def survey(function: Function, iterates: np.ndarray) -> tuple[Kinds, np.ndarray]:
    """The stationary points about iterates (n, 1), and the values that were seen on the way."""
    if not iterates.size:
        return {}, np.empty(0)
    grid = _grid(function, iterates[:, 0])
    kinds: Kinds = {(x,): "flat" for x in flat_points(function, grid)}
    kinds |= {(x,): "minimum" if rising else "maximum" for x, rising in extrema(function, grid)}
    return kinds, function.values(grid)


def _grid(function: Function, iterates: np.ndarray) -> np.ndarray:
    """The samples of all windows, sorted.

    Windows about the start double until they hold a minimum, then up to ``WIDER`` times that, and farther while the
    outermost extremum is a maximum. The iterates' hull and a fine window about the last of them are searched too.
    """
    windows, half = _about(function, float(iterates[0]))
    if abs(iterates[0]) > FARTHEST:
        windows = np.concatenate([windows, _about(function, 0.0)[0]])
    near = iterates[np.abs(iterates - iterates[0]) <= WIDER * half]
    stride = 4 * np.abs(np.diff(iterates[-2:], prepend=iterates[-1])).max()
    fine = window(iterates[-1], float(np.clip(stride, 1e-3, 10)))
    hull = window((near.min() + near.max()) / 2, (near.max() - near.min()) / 2)
    return np.unique(np.concatenate([windows, hull, fine]))


@lru_cache(maxsize=64)
def _about(function: Function, start: float) -> tuple[np.ndarray, float]:
    """The windows about a start, and half the width of the widest."""
    grid, half, enough = window(start, 1.0), 1.0, FARTHEST
    while half < FARTHEST:
        rising = [up for _, up in extrema(function, grid, exact=False)]
        if any(rising):
            enough = min(enough, WIDER * half)
        if (half >= enough and rising[0] and rising[-1]) or sum(rising) > MOST:
            break
        half *= 2
        grid = np.union1d(grid, window(start, half))
    return grid, half
