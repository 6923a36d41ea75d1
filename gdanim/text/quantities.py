"""The number formats of an animation's quantities, chosen once: point, value, slope, step size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.spelling import POWERS_BELOW, POWERS_FROM
from gdanim.text.numbers import SIGNIFICANT_DIGITS, NumberFormat, format_for, showing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gdanim.descent import Trajectory
    from gdanim.scene.model import Scene

COMPARISON_DIGITS = 3  # of a comparison's largest numbers, because comparisons have less room
LARGE_SHARE = 0.1  # fraction of a quantity's largest number: smaller ones at a verdict are ignored
ARRIVED_SHARE = 1e-7  # fraction of a quantity's largest number: what is left of it long after the arrival
STEPS_AFTER = 3  # the arrival, whose numbers are still told apart
SAME_NUMBER = 1e-6  # relative: numbers of runs that differ by less are one number, and the rest is rounding
MAX_SEPARATE_FORMATS = 3  # variables with formats of their own; more share one


@dataclass(frozen=True)
class QuantityFormats:
    """The formats of an animation, each computed on first use.

    In a lesson that has arrived long ago, what is left of a number is printed as zero, unless a panel lists all steps.

    Attributes
    ----------
    trajectories
        All runs.
    shows_every_step
        Whether the numbers of all steps are printed, or only those until a run's verdict replaces them.
    lists_steps
        Whether a panel lists all steps, as a table does.
    """

    trajectories: tuple[Trajectory, ...]
    shows_every_step: bool = True
    lists_steps: bool = False

    @cached_property
    def point(self) -> tuple[NumberFormat, ...]:
        """The format of each variable. Variables of similar size have the same decimals."""
        count = max(len(trajectory.run.start) for trajectory in self.trajectories)
        variables = [[index] for index in range(count)] if count <= MAX_SEPARATE_FORMATS else [list(range(count))]
        formats = [self._point(each) for each in variables]
        decimals = [number_format.decimals for number_format in formats]
        if max(decimals) - min(decimals) <= 1:
            formats = [replace(number_format, decimals=max(decimals)) for number_format in formats]
        return tuple(formats) if count <= MAX_SEPARATE_FORMATS else tuple(formats * count)

    @cached_property
    def value(self) -> NumberFormat:
        """The format of the function's values."""
        return self.format_of(lambda trajectory: [trajectory.values])

    @cached_property
    def slope(self) -> NumberFormat:
        """The format of the slope, or of the gradient's entries."""
        return self.format_of(lambda trajectory: list(np.transpose(trajectory.gradients)))

    @cached_property
    def gradient_size(self) -> NumberFormat:
        """The format of the gradient's norm."""
        return self.format_of(lambda trajectory: [trajectory.gradient_sizes])

    @cached_property
    def eta(self) -> NumberFormat:
        """The format of the step sizes, in which no run has too few digits, and different runs are told apart."""
        series = [(trajectory, np.asarray(trajectory.etas, float)) for trajectory in self.trajectories]
        by_run = np.unique([row[0] for _, row in series if len(row)])
        return format_for(*(row for _, row in series), by_run, largest=_min_run_size(series))

    def of_runs(self, values: Iterable[float]) -> NumberFormat:
        """Returns the format of a number that each run has once, such as a rate; different ones are told apart."""
        sizes = np.unique(np.fromiter(values, float))
        distinct: list[float] = []
        for value in sizes[np.isfinite(sizes)].tolist():
            if not distinct or value - distinct[-1] > SAME_NUMBER * max(abs(value), abs(distinct[-1])):
                distinct.append(value)
        return format_for(distinct)

    def format_of(self, rows: Callable[[Trajectory], Sequence[np.ndarray]]) -> NumberFormat:
        """Returns the format of another quantity; ``rows`` returns its numbers in a run, (n,) each, one per step."""
        series = [(trajectory, row) for trajectory in self.trajectories for row in rows(trajectory)]
        return self._format(series, [self._shown(trajectory, row) for trajectory, row in series])

    def _point(self, variables: Sequence[int]) -> NumberFormat:
        """Returns the format of some coordinates of the points and of named places."""
        points = [(trajectory, np.asarray(trajectory.points, float), index) for trajectory in self.trajectories
                  for index in variables if index < len(trajectory.run.start)]  # fmt: skip
        coordinates = [(trajectory, row[:, index]) for trajectory, row, index in points]
        shown = [self._shown(trajectory, row) for trajectory, row in coordinates]
        if not self._is_lesson:
            alone = [np.column_stack([row, np.full_like(row, np.nan)]) for row in shown]  # nan parts neighbours
            shown = [
                *alone,
                *(_largest_changes(self._shown(trajectory, row), index) for trajectory, row, index in points),
            ]
        named = [np.array(place[index]) for trajectory in self.trajectories for place in _places(trajectory)
                 for index in variables if index < len(place)]  # fmt: skip
        starts = [float(trajectory.run.start[index]) for trajectory, _, index in points]
        return showing(starts, self._format(coordinates, [*shown, *named]))

    @property
    def _is_lesson(self) -> bool:
        return len(self.trajectories) == 1

    def _shown(self, trajectory: Trajectory, row: np.ndarray) -> np.ndarray:
        if self.shows_every_step and not self._has_arrived(trajectory):
            return row
        return row[: max(1, trajectory.verdict_known_from + (STEPS_AFTER if self.shows_every_step else 0))]

    def _has_arrived(self, trajectory: Trajectory) -> bool:
        """Returns whether a lesson ends at a minimum; what happens there long after matters only in a list of steps."""
        return self._is_lesson and not self.lists_steps and trajectory.verdict.kind == "converged"

    def _format(self, series: Sequence[tuple[Trajectory, np.ndarray]], shown: Sequence[np.ndarray]) -> NumberFormat:
        digits, largest = SIGNIFICANT_DIGITS if self._is_lesson else COMPARISON_DIGITS, _min_run_size(series)
        # the number at a run's verdict is shown where the run has left the picture
        at_verdict = [row[trajectory.verdict_known_from] for trajectory, row in series]
        at_verdict = [number for number in at_verdict if abs(number) > LARGE_SHARE * largest]
        chosen = format_for(*shown, *at_verdict, digits=digits, largest=largest)
        return replace(chosen, zero_below=self._zero_below(series))

    def _zero_below(self, series: Sequence[tuple[Trajectory, np.ndarray]]) -> float:
        """Returns the size below which a number is nothing but what rounding and more steps have left of it."""
        if not all(self._has_arrived(trajectory) for trajectory, _ in series):
            return 0.0
        sizes = [np.abs(row[np.isfinite(row)]).max(initial=0.0) for _, row in series]
        return min(ARRIVED_SHARE * float(min(sizes, default=0.0)), POWERS_BELOW)


def of(scene: Scene, trajectories: Sequence[Trajectory]) -> QuantityFormats:
    """Returns the formats of a scene's animation."""
    lists = any(panel.plugin.film.lists_steps for panel in scene.panels)
    return QuantityFormats(tuple(trajectories), lists or len(trajectories) == 1, lists)


def _min_run_size(series: Sequence[tuple[Trajectory, np.ndarray]]) -> float:
    """Returns the smallest of the runs' maxima until their verdicts, so that no run has too few digits; or 0."""
    sizes: dict[int, float] = {}
    for trajectory, row in series:
        until_verdict = np.abs(row[: trajectory.verdict_known_from + 1])
        plain = until_verdict[(until_verdict >= POWERS_BELOW) & (until_verdict < POWERS_FROM)]
        sizes[id(trajectory)] = max(sizes.get(id(trajectory), 0.0), float(plain.max(initial=0.0)))
    return min((size for size in sizes.values() if size), default=0.0)


def _largest_changes(points: np.ndarray, index: int) -> np.ndarray:
    """Returns coordinate ``index`` before and after the steps that change it more than the other coordinates.

    A step is visible if one coordinate of the point is printed differently. The rows are before, after and NaN.
    """
    with np.errstate(invalid="ignore"):
        changes = np.abs(np.diff(points, axis=0))
    steps = np.flatnonzero(np.argmax(changes, axis=1) == index) if len(changes) else np.zeros(0, int)
    return np.column_stack([points[steps, index], points[steps + 1, index], np.full(len(steps), np.nan)])


def _places(trajectory: Trajectory) -> list[tuple[float, ...]]:
    """Returns the points named in sentences: stationary points, and the goal that the run reached."""
    goal = trajectory.verdict.goal
    return [point.at for point in trajectory.stationary_points] + ([goal] if goal else [])
