"""The result of a run: its points, and what was computed at each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.descent.history import read_only
from gdanim.verdict.analysis import lengths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.descent.run import Run
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.points import Point
    from gdanim.verdict import EndReason, Verdict

MAX_SHOWN_NAME = 30
"""The length of a name in the text of a trajectory, which fits a line."""


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """The result of a run, in n rows: ``steps + 1``, or fewer if it stopped or its last row is not finite.

    ``gdanim.trace`` returns one for each run of a scene.

    Attributes
    ----------
    run
        The run's specification.
    points
        The points ``(n, d)``. This array and the next four are read-only.
    values
        The values ``(n,)``; with batches, of the whole loss.
    gradients
        The gradients ``(n, d)``; with batches, of the batch that the next step uses; without noise.
    full_gradients
        The gradients ``(n, d)`` of the whole loss; without batches, the same as ``gradients``.
    half_points
        The ends ``(n - 1, d)`` of the steps before they were projected onto the constraint; NaN if that moved nothing.
    averages
        The mean ``(n, d)`` of the iterates so far, NaN before the averaging begins; None without.
    etas
        The step sizes ``(n - 1,)``; NaN if the rule has none.
    states
        The optimizer's state at each point, ``{"m": …, "v": …}``.
    probes
        The trial points of the optimizer before it left each point; none for the last point.
    evaluations
        The number of gradients evaluated before each point.
    end_reason
        The reason for the run's end.
    stationary_points
        The function's stationary points near the run.
    verdict
        The judgement of the run: its ``kind``, such as ``"converged"``, and the ``step`` from which it holds.
    average_verdict
        The verdict on the averages; None without.

    Examples
    --------
    >>> import gdanim
    >>> gdanim.trace({"function": "x**2", "start": 4, "eta": 0.25})
    [<Trajectory η = 0.25: 25 steps, converged at step 7>]
    """

    run: Run
    points: np.ndarray
    values: np.ndarray
    gradients: np.ndarray
    full_gradients: np.ndarray
    half_points: np.ndarray
    averages: np.ndarray | None
    etas: np.ndarray
    states: tuple[Mapping[str, Point], ...]
    probes: tuple[tuple[Point, ...], ...]
    evaluations: tuple[int, ...]
    end_reason: EndReason
    stationary_points: tuple[StationaryPoint, ...]
    verdict: Verdict
    average_verdict: Verdict | None = None

    def __repr__(self) -> str:
        name = self.run.label or self.run.function.text
        shown = name if len(name) <= MAX_SHOWN_NAME else f"{name[: MAX_SHOWN_NAME - 1]}…"
        return f"<Trajectory {shown}: {self.last_step} steps, {self.verdict.kind} at step {self.verdict.step}>"

    @property
    def last_step(self) -> int:
        """The number of steps taken: the index of the last point."""
        return len(self.points) - 1

    @cached_property
    def gradient_sizes(self) -> np.ndarray:
        """The norm of the whole gradient at each point, ``(n,)``."""
        return lengths(self.full_gradients)

    @cached_property
    def validation_values(self) -> np.ndarray | None:
        """The loss of the points held out at each point, ``(n,)``; None without."""
        function = self.run.function
        if not function.has_validation:
            return None
        return read_only([function.validation_loss(point) for point in self.points.tolist()])

    @property
    def lowest_validation_step(self) -> int | None:
        """The first step at which the loss of the points held out is lowest; None without."""
        values = self.validation_values
        if values is None or not np.isfinite(values).any():
            return None
        return int(np.argmin(np.where(np.isfinite(values), values, np.inf)))

    @property
    def verdict_known_from(self) -> int:
        """The step from which the verdict may be shown."""
        return self.verdict.known_from(self.last_step)
