"""What a verdict must not say of a run whose first 20,000 steps are known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from known_fates import Case

    from gdanim.verdict import Verdict

MAX_PERIOD = 64
LONG_STAY = 0.2  # fraction of the shown points
AHEAD = 10  # multiple of the steps: a run that stays as long has settled, even if it leaves thousands of steps later
LATE = 2000  # points at the end by which a fate is decided
STILL = 1e-7  # relative movement of a run that has come to rest
SAME = 1e-5  # fraction of a cycle's extent by which its points may differ from period to period
LOST = 1e5  # times the first coordinates: there numbers have lost the digits of a step
RING, RADII = 16, (1e-4, 1e-3, 1e-2)


@dataclass(frozen=True, eq=False)
class Fate:
    """What becomes of a run, by its own rows (n, d) and the number of its shown steps."""

    case: Case
    rows: np.ndarray
    has_ended: bool

    @cached_property
    def heights(self) -> np.ndarray:
        return np.array([self.case.sign * self.case.numeric.f(*row) for row in self.rows.tolist()])

    @property
    def shown(self) -> np.ndarray:
        return self.rows[: self.case.steps + 1]

    @property
    def ahead(self) -> np.ndarray:
        return self.rows[self.case.steps + 1 :]

    @cached_property
    def kind(self) -> str:
        """``ends``: in numbers too large or missing; ``rest``, ``cycle``, ``escape``, ``falls`` or ``restless``."""
        if self.has_ended:
            return "ends"
        late = self.rows[-LATE:]
        if size(late) <= STILL * max(float(np.abs(late).max()), size(self.shown)):
            return "escape" if np.abs(late).max() > LOST * np.abs(self.rows[0]).max() else "rest"
        if self.period:
            return "cycle"
        path = np.abs(self.rows).max(axis=1)
        if (
            path[-1] > max(10 * path[: len(self.shown)].max(), 20)
            and path[-1] > 1.05 * path[-LATE]
            and path[-1] == path.max()
        ):
            return "escape"
        return "falls" if (np.diff(self.heights[-LATE:]) <= 0).all() else "restless"

    @cached_property
    def period(self) -> int | None:
        late = self.rows[-LATE:]
        for period in range(2, MAX_PERIOD + 1):
            shifts = np.abs(late[period:] - late[:-period]).max()
            if shifts <= SAME * size(late):
                return period
        return None

    def is_minimum(self, point: np.ndarray) -> bool:
        """Whether f (−f in ascent) is nowhere lower on small rings around a point, up to rounding."""
        f, sign = self.case.numeric.f, self.case.sign
        height = sign * f(*point.tolist())
        for radius in RADII:
            for angle in np.linspace(0, 2 * math.pi, RING, endpoint=False):
                offset = radius * np.array([math.cos(angle), math.sin(angle)])[: len(point)]
                if len(point) == 1 and not offset.any():
                    continue
                try:
                    other = sign * f(*(point + offset).tolist())
                except (ValueError, ArithmeticError):
                    continue
                if other < height - 1e-12 * max(1.0, abs(height)):
                    return False
        return True


def size(rows: np.ndarray) -> float:
    return float(np.ptp(rows, axis=0).max())


def distances(rows: np.ndarray, place: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore"):
        return np.hypot.reduce(rows - place, axis=1)


def contradictions(fate: Fate, verdict: Verdict) -> Iterator[str]:
    """Yields what a verdict says that its run's further steps or its function contradict."""
    judge = globals()[f"_{verdict.kind}"]
    yield from judge(fate, verdict)


def _converged(fate: Fate, verdict: Verdict) -> Iterator[str]:
    goal = np.array(verdict.goal)
    if verdict.tolerance is None:
        if fate.heights[-1] > fate.heights[verdict.step] + 1e-9:
            yield "leaves the floor"
        return
    if not fate.is_minimum(goal):
        yield f"{goal} is no minimum"
    away = distances(fate.rows, goal)
    bound = verdict.tolerance * (1 + 1e-9)
    first = away[: fate.case.steps + 1]
    if (first[verdict.step :] > bound).any():
        yield f"is {first[verdict.step :].max()} away, farther than {bound}"
    if verdict.step and first[verdict.step - 1] <= bound:
        yield f"was there a step before {verdict.step}"
    if fate.has_ended:
        yield "ends"
    elif (
        len(first) - verdict.step > LONG_STAY * len(first)
        or not (away[verdict.step : AHEAD * len(first)] > bound).any()
    ):
        return  # it has reached the minimum and stayed there, whatever a rule that can't hold it does later
    elif (away[len(first) :] > max(3 * bound, 3 * first[verdict.step :].max())).mean() > 0.1:
        yield f"leaves: up to {away[len(first) :].max()}, ends {away[-1]}, tolerance {bound}"


def _cycle(fate: Fate, verdict: Verdict) -> Iterator[str]:
    if fate.kind != "cycle":
        # a transient cycle that the run keeps for as long again is seen as one
        yield f"fate {fate.kind}, not a cycle of {verdict.period}; last {fate.rows[-3:].tolist()}"
    elif fate.period != verdict.period:
        yield f"period {fate.period}, not {verdict.period}"


def _diverged(fate: Fate, verdict: Verdict) -> Iterator[str]:
    if fate.kind not in {"ends", "escape"} and np.abs(fate.rows).max() <= LOST * np.abs(fate.rows[0]).max():
        yield f"fate {fate.kind} at {fate.rows[-1]}"


def _left_domain(fate: Fate, verdict: Verdict) -> Iterator[str]:
    if not fate.has_ended or len(fate.rows) > fate.case.steps + 1:
        yield f"has values for {len(fate.rows)} points"


def _unbounded(fate: Fate, verdict: Verdict) -> Iterator[str]:
    last = fate.case.steps
    if fate.kind == "ends":
        if fate.heights[-1] > fate.heights[min(last, len(fate.heights) - 1)]:
            yield "rises"
    elif fate.kind in {"rest", "falls"} and _still_falls(fate):
        return
    elif (
        fate.kind == "rest"
        and fate.heights[-1] <= fate.heights[last]
        and not any(fate.case.numeric.gradient(*fate.rows[-1].tolist()))
    ):
        return  # so far out that no slope is left in floats
    elif fate.heights[-1] >= fate.heights[last] or not np.abs(fate.rows[-1]).max() > 1.1 * np.abs(fate.shown[-1]).max():
        yield f"fate {fate.kind} at {fate.rows[-1]}, {fate.heights[-1]} after {fate.heights[last]}"


def _still_falls(fate: Fate) -> bool:
    """Returns whether f has a slope where steps have become shorter than numbers can hold, and is lower farther on."""
    last = fate.rows[-1]
    try:
        farther = fate.case.sign * fate.case.numeric.f(*(last + (last - fate.rows[0])).tolist())
    except (ValueError, ArithmeticError):
        return False
    return any(fate.case.numeric.gradient(*last.tolist())) and farther < fate.heights[-1]


def _progressing(fate: Fate, verdict: Verdict) -> Iterator[str]:
    last = fate.case.steps
    if fate.kind == "ends":
        if len(fate.rows) < 3 * last and not verdict.is_away:
            yield f"ends after {len(fate.rows)} points"
        return
    if fate.kind == "cycle":
        # it may be on its way into a cycle that is far smaller than what is left of its way
        extent_now, cycle_size = size(fate.shown[-max(3, last // 4) :]), size(fate.rows[-LATE:])
        gone = distances(fate.rows[last : last + 1], fate.rows[-LATE:].mean(axis=0))[0]
        if cycle_size > 0.5 * max(gone, extent_now) and not _falls_on(fate):
            yield f"swings with period {fate.period} and extent {cycle_size}"
    elif fate.kind == "rest":
        away = distances(fate.rows[[last // 2, last]], fate.rows[-1])
        if away[1] <= 1e-3 * away[0] or not away[1]:
            yield f"is there already: {away}"
        if fate.case.rule == "gradient_descent" and fate.heights[-1] > fate.heights[last] + 1e-9 * max(
            1, abs(fate.heights[last])
        ):
            yield "ends higher"
    elif fate.heights[-LATE:].max() >= fate.heights[last // 2 : last + 1].max() and not _falls_on(fate):
        yield f"never gets lower; fate {fate.kind}"


def _falls_on(fate: Fate) -> bool:
    """Returns whether a run gets lower for as many steps again as it is shown."""
    last = fate.case.steps
    return bool(fate.heights[last + last // 2 : 2 * last].max() < fate.heights[last // 2 : last].max())


def _stationary(fate: Fate, verdict: Verdict) -> Iterator[str]:
    last = len(fate.shown) - 1
    slopes = np.hypot.reduce(np.array([fate.case.numeric.gradient(*row) for row in fate.shown.tolist()]), axis=1)
    steepest = slopes.max()
    if verdict.goal:
        way = distances(fate.rows[:1], np.array(verdict.goal))[0]
        fall = abs(fate.heights[0] - fate.case.sign * fate.case.numeric.f(*verdict.goal))
        steepest = max(steepest, fall / max(way, 1e-12))
    if slopes[-1] > 0.05 * steepest:
        yield f"the slope is {slopes[-1]} of up to {steepest}"
    soon = fate.rows[last : last + max(10, last // 2)]
    if size(soon) > 0.1 * max(size(fate.shown), 0.1):
        yield f"moves on by {size(soon)} soon, of {size(fate.shown)}"
    if verdict.detail == "saddle" and fate.is_minimum(fate.shown[-1]):
        yield "stands on no saddle"


def _stalled(fate: Fate, verdict: Verdict) -> Iterator[str]:
    last = fate.case.steps
    if size(fate.rows[last : 3 * last]) > 0.2 * size(fate.shown):
        yield f"moves on by {size(fate.rows[last : 3 * last])}"


def _stopped(fate: Fate, verdict: Verdict) -> Iterator[str]:
    yield "no rule stops it"


def _wandering(fate: Fate, verdict: Verdict) -> Iterator[str]:
    last = fate.case.steps
    if fate.kind == "ends":
        if len(fate.rows) < 3 * last:
            yield f"ends after {len(fate.rows)} points"
    elif fate.kind == "escape":
        away = distances(fate.rows[last // 2 : 3 * last], fate.rows[0])
        if (np.diff(away) > 0).all():
            yield f"escapes: {fate.rows[[last, 2 * last, -1]].tolist()}"
    elif fate.kind == "cycle" and fate.period <= min(16, len(fate.shown) // 3):
        points = fate.rows[-2 * MAX_PERIOD :]
        now = fate.shown[-2 * fate.period :]
        near = [distances(points, row).min() for row in now]
        if len(now) < len(fate.shown) and max(near) < 0.05 * size(points):
            yield f"is in a cycle of {fate.period}"
    elif (np.diff(fate.heights[: last + 1]) < 0).all() and (np.diff(fate.heights[last : 3 * last]) <= 0).all():
        yield "falls at every step"
