"""The order of many runs that differ by one number: a step size, a start, a parameter, an option of a rule."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Run


def ordering_key(runs: Sequence[Run]) -> str | None:
    """Returns the only key by which the labels of runs differ, if all its values are numbers; otherwise None."""
    labels = [dict(run.label_fields) for run in runs]
    keys = dict.fromkeys(key for label in labels for key in label)
    differing = [key for key in keys if len({label.get(key) for label in labels}) > 1]
    is_ordered = len(differing) == 1 and all(math.isfinite(number(run, differing[0])) for run in runs)
    return differing[0] if is_ordered else None


def number(run: Run, key: str) -> float:
    """Returns the number that a run has for a key of its label; NaN if it has none."""
    if key == "start":
        return run.start[0] if len(run.start) == 1 else math.nan
    try:
        return float(dict(run.label_fields).get(key, ""))
    except ValueError:
        return math.nan


def ranks(runs: Sequence[Run], cells: Sequence[Sequence[int]]) -> tuple[float | None, ...]:
    """Returns the rank of each run's number among all numbers, from 0 to 1.

    ``cells`` are the indices of runs that are compared with each other; all ranks are None if those of a cell differ by
    anything but one number, or not all cells by the same.
    """
    keys = {ordering_key([runs[index] for index in cell]) for cell in cells}
    key = keys.pop()
    if keys or key is None:
        return (None,) * len(runs)
    numbers = [number(run, key) for run in runs]
    places = {each: place for place, each in enumerate(sorted(set(numbers)))}
    return tuple(places[each] / max(1, len(places) - 1) for each in numbers)
