"""The evidence by which a run is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np

    from gdanim.verdict.verdict import EndReason, MetStopRule, StationaryPointLike


@dataclass(frozen=True, eq=False)
class Evidence:
    """The evidence on a run: its rows, and what is known of its function there.

    Parameters
    ----------
    points, values, gradients
        The run's arrays ``(n, d)``, ``(n,)`` and ``(n, d)``. Only the last row may contain infinities or NaN.
    end_reason
        The reason for the run's end.
    stationary_points
        The function's stationary points near the run.
    direction
        Whether the run looks for a minimum of f or for a maximum.
    tolerance
        The distance from the target within which a run has converged; by default a hundredth of the first distance.
    stopped_by
        The stop rule that ended the run, if any.
    etas
        The step sizes, ``(n - 1,)``.
    look_ahead
        A function that continues the run beyond its last step and returns all its points ``(m, d)`` and their values
        ``(m,)``. It is called at most once, and only if the given points don't suffice.
    recedes
        A function that returns whether f falls for ever ahead of a point ``(d,)``; in ascent, whether it rises.
    has_no_bound
        A function that returns whether f is unbounded anywhere: below in descent, above in ascent.
    """

    points: np.ndarray
    values: np.ndarray
    gradients: np.ndarray
    end_reason: EndReason
    stationary_points: Sequence[StationaryPointLike] = ()
    direction: Literal["descend", "ascend"] = "descend"
    tolerance: float | None = None
    stopped_by: MetStopRule | None = None
    etas: np.ndarray | None = None
    look_ahead: Callable[[], tuple[np.ndarray, np.ndarray]] | None = None
    recedes: Callable[[np.ndarray], bool] | None = None
    has_no_bound: Callable[[], bool] | None = None

    @property
    def climbs(self) -> bool:
        """Whether the run looks for a maximum."""
        return self.direction == "ascend"
