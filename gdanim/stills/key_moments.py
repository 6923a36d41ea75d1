"""Chooses the moments of an animation that differ most visibly: by the balls' motion and the verdicts that appear."""

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

VERDICT_WEIGHT = 0.06  # fraction of the page's width: motion of balls equivalent to the verdicts of all runs
SEEN_MOTION = 0.02  # fraction of the page's width: motion of balls that one sees at a glance
MIN_DIFFERENCE = 0.01  # fraction of the largest difference: moments with smaller ones look the same


def differences(drawings: Sequence[Drawing], moments: Sequence[Moment], width: float, frame: Frame) -> np.ndarray:
    """Returns the difference of each pair of moments, (n, n), at most 1; all 0 if nothing changes.

    The difference of two moments is the distance that their balls move, on a page ``width`` pixels wide. Without balls
    it is that of the pixels of their ``frame``. A verdict adds to it where balls have moved, too.
    """
    states = [_visible_state(drawings, moment) for moment in moments]
    balls, verdicts = (np.array([state[kind] for state in states], float) for kind in (0, 1))
    if balls.size:
        moved = (balls[:, None] - balls[None]) / width
        change = np.sqrt((moved**2).sum(axis=-1)).mean(axis=-1)
    else:
        change = _pixel_differences([frame(index) for index in range(len(moments))])
    if verdicts.size:
        seen = change >= SEEN_MOTION if balls.size else 1.0  # verdicts alone don't make two pictures
        change = change + VERDICT_WEIGHT * seen * (verdicts[:, None] != verdicts[None]).mean(axis=-1)
    return np.round(change / (change.max() or 1.0), 6)


def most_different(change: np.ndarray, steps: Sequence[int], max_count: int, min_distance: float) -> list[int]:
    """Returns up to ``max_count`` steps that maximise their smallest difference, at least ``min_distance`` steps apart.

    They include the first and the last step, unless these look the same.
    """
    last = len(steps) - 1
    ends = (0,) if change[0, last] < MIN_DIFFERENCE else (0, last)
    for count in range(min(max_count, len(steps)), len(ends), -1):
        inner = combinations(range(1, last if len(ends) > 1 else last + 1), count - len(ends))
        rows = [sorted((*ends, *chosen)) for chosen in inner]
        rows = [row for row in rows if all(steps[b] - steps[a] >= min_distance for a, b in pairwise(row))]
        best = max(rows, key=lambda row: _min_difference(change, row), default=None)
        if best and _min_difference(change, best) >= MIN_DIFFERENCE:
            return [steps[index] for index in best]
    return [steps[index] for index in ends]


def _min_difference(change: np.ndarray, row: Sequence[int]) -> float:
    return float(min(change[a, b] for a, b in combinations(row, 2)))


def _visible_state(drawings: Sequence[Drawing], moment: Moment) -> tuple[list[tuple[float, float]], list[bool]]:
    """Returns the balls' positions, and whether each verdict is visible."""
    for drawing in drawings:
        drawing.show(moment)
    marks = [mark for drawing in drawings for mark in _flattened(drawing.movers)]
    balls = [(mark.x, mark.y) for mark in marks if isinstance(mark, Ball)]
    return balls, [mark.visible for mark in marks if isinstance(mark, Icon)]


def _flattened(marks: Iterable[Mark]) -> Iterator[Mark]:
    for mark in marks:
        yield from _flattened(mark.children) if isinstance(mark, Group) else (mark,)


def _pixel_differences(frames: Sequence[np.ndarray]) -> np.ndarray:
    """Returns the mean difference of the pixels of each pair of frames."""
    flat = np.array([frame[..., :3].mean(axis=-1).ravel() for frame in frames], np.float32)
    return np.array([np.abs(flat - one).mean(axis=-1) for one in flat], float)
