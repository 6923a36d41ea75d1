"""The mean of a run's iterates, a second path, and what became of it.

Polyak & Juditsky, SIAM J. Control Optim. 30(4), 1992.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.history import read_only
from gdanim.descent.judgement import judge_run
from gdanim.verdict import Evidence

if TYPE_CHECKING:
    from gdanim.descent.run import Run
    from gdanim.verdict import Verdict


def averages(points: np.ndarray, begin: int | None) -> np.ndarray | None:
    """Returns the mean of the iterates from step ``begin`` up to each, ``(n, d)``; NaN before; None without a begin."""
    if begin is None:
        return None
    rows: list[tuple[float, ...]] = [(math.nan,) * points.shape[1]] * min(begin, len(points))
    columns = points[begin:].T.tolist()
    means = zip(*(_running_means(column) for column in columns), strict=True)
    return read_only([*rows, *means], points.shape[1])


def _running_means(numbers: list[float]) -> list[float]:
    total, means = 0.0, []
    for count, number in enumerate(numbers, start=1):
        total += number
        means.append(total / count)
    return means


def average_verdict(run: Run, means: np.ndarray) -> Verdict | None:
    """Returns the verdict on the averages, with steps as the run counts them; None if there are too few."""
    begin = int(np.isnan(means).all(axis=1).sum())
    defined_means = means[begin:]
    if len(defined_means) < 2 or not np.isfinite(defined_means).all():
        return None
    values, gradients = run.function.values(defined_means), run.function.gradients(defined_means)
    if not (np.isfinite(values).all() and np.isfinite(gradients).all()):
        return None
    _, verdict = judge_run(run, Evidence(defined_means, values, gradients, "steps"))
    return verdict.later_by(begin)
