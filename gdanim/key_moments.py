"""Which moments of a film differ most to the eye: how far its balls go, and which verdicts appear."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.ball import Ball
from gdanim.drawing.canvas import Group
from gdanim.drawing.icons import Icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.canvas import Mark
    from gdanim.panels import Drawing

    Frame = Callable[[int], np.ndarray]

VERDICT = 0.06  # of the page's width: so much the verdicts of all runs count for
SAME = 0.01  # of the greatest change: moments that differ by less are one picture


def between(drawings: Sequence[Drawing], moments: Sequence[Moment], width: float, frame: Frame) -> np.ndarray:
    """(n, n): by how much the moments differ, the greatest difference being 1; all 0 where nothing changes.

    Balls count for their distance on a page ``width`` pixels wide. Without a ball each pixel of a ``frame`` counts.
    """
    seen = [_seen(drawings, moment) for moment in moments]
    places, verdicts = (np.array([one[kind] for one in seen], float) for kind in (0, 1))
    if places.size:
        way = (places[:, None] - places[None]) / width
        change = np.sqrt((way**2).sum(axis=-1)).mean(axis=-1)
    else:
        change = _inked([frame(index) for index in range(len(moments))])
    if verdicts.size:
        change = change + VERDICT * (verdicts[:, None] != verdicts[None]).mean(axis=-1)
    return np.round(change / (change.max() or 1.0), 6)


def telling(change: np.ndarray, steps: Sequence[int], most: int, apart: float) -> list[int]:
    """Up to ``most`` of the steps, any two of them as different as can be, each ``apart`` steps from the next.

    The first and the last are among them, unless they look alike.
    """
    last = len(steps) - 1
    ends = (0,) if change[0, last] < SAME else (0, last)
    for count in range(min(most, len(steps)), len(ends), -1):
        inner = combinations(range(1, last if len(ends) > 1 else last + 1), count - len(ends))
        rows = [sorted((*ends, *chosen)) for chosen in inner]
        rows = [row for row in rows if all(steps[b] - steps[a] >= apart for a, b in pairwise(row))]
        found = max(rows, key=lambda row: _least(change, row), default=None)
        if found and _least(change, found) >= SAME:
            return [steps[index] for index in found]
    return [steps[index] for index in ends]


def _least(change: np.ndarray, row: Sequence[int]) -> float:
    return float(min(change[a, b] for a, b in combinations(row, 2)))


def _seen(drawings: Sequence[Drawing], moment: Moment) -> tuple[list[tuple[float, float]], list[bool]]:
    """The balls' places, and whether each verdict stands there."""
    for drawing in drawings:
        drawing.show(moment)
    marks = [mark for drawing in drawings for mark in _single(drawing.movers)]
    balls = [(mark.x, mark.y) for mark in marks if isinstance(mark, Ball)]
    return balls, [mark.visible for mark in marks if isinstance(mark, Icon)]


def _single(artists: Iterable[Mark]) -> Iterator[Mark]:
    for artist in artists:
        yield from _single(artist.children) if isinstance(artist, Group) else (artist,)


def _inked(frames: Sequence[np.ndarray]) -> np.ndarray:
    """By how much each two frames differ, a mean over their pixels."""
    flat = np.array([frame[..., :3].mean(axis=-1).ravel() for frame in frames], np.float32)
    return np.array([np.abs(flat - one).mean(axis=-1) for one in flat], float)
