"""Whether a film flashes: over three times a second, over a quarter of the picture. WCAG 2.2, criterion 2.3.1.

The plan says in which second most steps are shown; only its landings are drawn, and none where they are few.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.figure import Picture

MOST = 3  # flashes a second
CHANGE, DARK = 0.1, 0.8  # a flash changes relative luminance by so much, and its darker side lies below the second
BLOCKS = 8  # a side of the picture in blocks; a quarter is half as many each way, wherever it lies
THIN = 2  # every second pixel each way is looked at
CHANNEL = np.arange(256) / 255
LINEAR = np.where(CHANNEL <= 0.04045, CHANNEL / 12.92, ((CHANNEL + 0.055) / 1.055) ** 2.4).astype(np.float32)
WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)


def flashes(picture: Picture) -> int:
    """How often the busiest quarter flashes in the second that shows most steps; 0 where that can't be over three."""
    landings = busiest_second(picture.arrivals, picture.fps)
    if len(landings) <= 2 * MOST:  # a flash is a change and a change back
        return 0
    return counted(map(picture.frame, landings))


def busiest_second(arrivals: Sequence[float], fps: float) -> list[int]:
    """The frames in which steps land, of the second that holds most of them."""
    frames = sorted({round(seconds * fps) for seconds in arrivals})
    span = round(fps)
    windows = ([frame for frame in frames if first <= frame <= first + span] for first in frames)
    return max(windows, key=len, default=[])


def counted(frames: Iterable[np.ndarray]) -> int:
    """The flashes of the quarter that flashes most: pairs of opposing changes of brightness, one frame to the next."""
    light = np.stack([_quarters(frame) for frame in frames])
    return max((_pairs(light[:, row, column]) for row, column in np.ndindex(light.shape[1:])), default=0)


def _pairs(light: np.ndarray) -> int:
    turns = [after > before for before, after in pairwise(light.tolist()) if _changes(before, after)]
    opposing = 1 + sum(one != other for one, other in pairwise(turns)) if turns else 0
    return opposing // 2


def _changes(before: float, after: float) -> bool:
    return abs(after - before) >= CHANGE and min(before, after) < DARK


def _quarters(frame: np.ndarray) -> np.ndarray:
    """The mean relative luminance of every quarter of a frame, wherever it lies."""
    thin = frame[::THIN, ::THIN, :3]
    light = LINEAR[thin] @ WEIGHTS
    rows, columns = (np.linspace(0, side, BLOCKS + 1).astype(int)[:-1] for side in light.shape)
    sums = np.add.reduceat(np.add.reduceat(light, rows, axis=0), columns, axis=1)
    sizes = np.outer(np.diff([*rows, light.shape[0]]), np.diff([*columns, light.shape[1]]))
    half = BLOCKS // 2
    return np.lib.stride_tricks.sliding_window_view(sums / sizes, (half, half)).mean(axis=(2, 3))
