"""Runs of random scenes: gdanim's points are those of an independent simulation, and its verdicts come true.

More of them: ``python tests/truth/test_known_fates.py FIRST LAST`` from the project's folder.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import contradictions
import known_fates
import numpy as np
import pytest

from gdanim import pipeline, scene as scenes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.descent import Trajectory

FAST_SEEDS, SEEDS, PART = 100, 600, 20
LOST_DIGITS = 1e8  # coordinates at which differences of large numbers have lost a step's digits
ROUNDING_GROWTH = 1000  # times the error of the simulation in floats: chaotic runs multiply rounding errors
DECIDED = 1e-4  # relative error of the simulation in floats from which on its fate is another's
RELATIVE, ABSOLUTE = 1e-9, 1e-12


def faults(case: known_fates.Case, trajectory: Trajectory) -> Iterator[str]:
    """Yields what is not as the simulation has it. Where rounding decides what becomes of a run, its fate is open."""
    rows = known_fates.float_points(case)
    exact = np.array([[float(x) for x in row] for row in known_fates.exact_points(case, case.steps)])
    yield from differences(trajectory.points, exact, np.array(rows, dtype=float))
    shown = np.array(rows[: len(exact)], dtype=float)
    if not np.abs(exact[: len(shown)] - shown).max() <= DECIDED * np.abs(exact).max():
        return
    has_ended = len(rows) <= known_fates.STEPS_TO_FATE
    fate = contradictions.Fate(case, np.array(rows, dtype=float).reshape(-1, len(case.start)), has_ended)
    yield from contradictions.contradictions(fate, trajectory.verdict)


def differences(points: np.ndarray, exact: np.ndarray, floats: np.ndarray) -> Iterator[str]:
    """Yields where the points are not those of the exact run, up to what rounding explains."""
    count = min(len(exact), len(points), len(floats))
    count = next((k for k in range(count) if not np.abs(points[k]).max() < LOST_DIGITS), count)
    if np.abs(points).max() < LOST_DIGITS and len(points) > count + 1:
        yield f"has {len(points)} points, not {len(exact)}"
    errors = np.abs(points[:count] - exact[:count]).max(axis=1)
    rounding = np.maximum.accumulate(np.abs(floats[:count] - exact[:count]).max(axis=1))
    allowed = ROUNDING_GROWTH * rounding + RELATIVE * np.abs(exact[:count]).max(axis=1) + ABSOLUTE
    yield from (f"is at {points[k]} after {k} steps, not at {exact[k]}" for k in np.flatnonzero(errors > allowed)[:1])


def judged(seed: int) -> tuple[str, list[str]]:
    """Returns the kind of the verdict on the run of a seed, and its faults."""
    case = known_fates.draw(seed)
    (trajectory,) = pipeline.trace(scenes.load(case.scene, {}, None))
    return trajectory.verdict.kind, [f"{seed}, {case.scene}: {fault}" for fault in faults(case, trajectory)]


@pytest.mark.parametrize(
    "first",
    [pytest.param(first, marks=[pytest.mark.slow] * (first >= FAST_SEEDS)) for first in range(0, SEEDS, PART)],
)
def test_points_and_verdicts_are_those_of_the_simulation(first):
    assert [fault for seed in range(first, first + PART) for fault in judged(seed)[1]] == []


if __name__ == "__main__":
    kinds, found = Counter[str](), 0
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        kind, told = judged(number)
        kinds[kind] += 1
        found += len(told)
        print("\n".join(told), end="\n" * bool(told), flush=True)  # noqa: T201
    print(dict(kinds))  # noqa: T201
    sys.exit(bool(found))
