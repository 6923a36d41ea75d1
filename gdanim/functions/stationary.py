"""Where the slope of a function of one variable is zero: found near a run's points, whatever is shown of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from gdanim.functions.sampled import extrema, flat_points, window

if TYPE_CHECKING:
    from gdanim.functions.function import Function

Kind = Literal["minimum", "maximum", "saddle", "flat"]

FARTHEST = 1e6
WIDER = 8  # times the distance to the first minimum
MOST = 32  # minima; enough of a function that has them without end
FAR_OUT = np.array([sign * 10.0**power for power in (3, 6, 9) for sign in (-1, 1)])


@dataclass(frozen=True)
class Stationary:
    """``scope`` is None for the only one of its kind, where the function goes no lower (for a maximum: higher)."""

    point: tuple[float, ...]
    value: float
    kind: Kind
    scope: Literal["local", "global"] | None = None


def search(function: Function, points: np.ndarray) -> tuple[Stationary, ...]:
    """The stationary points about a start and its finite iterates, (n, 1), from left to right.

    Windows about the start double until they hold a minimum, then up to ``WIDER`` times that, and farther while the
    outermost extremum is a maximum. The iterates' hull and a fine window about the last of them are searched too. A
    catalogue function's own minima take the place of those found.
    """
    with np.errstate(all="ignore"):
        return _search(function, np.asarray(points, dtype=float).reshape(-1))


def _search(function: Function, iterates: np.ndarray) -> tuple[Stationary, ...]:
    grid = _grid(function, iterates) if iterates.size else np.empty(0)
    kinds: dict[float, Kind] = dict.fromkeys(flat_points(function, grid), "flat")
    kinds |= {x: "minimum" if rising else "maximum" for x, rising in extrema(function, grid)}
    for (exact,) in function.minima or ():
        kinds = {x: kind for x, kind in kinds.items() if abs(x - exact) > 1e-6 * max(1, abs(exact))}
        kinds[exact] = "minimum"
    found = [Stationary((x,), function.value((x,)), kind) for x, kind in sorted(kinds.items())]
    seen = function.values(np.concatenate([grid, FAR_OUT]))
    return tuple(replace(place, scope=_scope(place, found, seen)) for place in found)


def _scope(place: Stationary, found: list[Stationary], seen: np.ndarray) -> Literal["local", "global"] | None:
    if place.kind == "flat":
        return None
    sign = 1 if place.kind == "minimum" else -1
    values = [sign * other.value for other in found if other.kind == place.kind]
    slack = 1e-9 * max(1, abs(place.value))
    if min(values) < sign * place.value - slack or np.nanmin(sign * seen) < sign * place.value - slack:
        return "local"
    return "global" if len(values) > 1 else None


def _grid(function: Function, iterates: np.ndarray) -> np.ndarray:
    """The samples of all windows, sorted."""
    windows, half = _about(function, float(iterates[0]))
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
