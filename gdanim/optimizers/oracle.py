"""The queries of a rule: the function at any point while it runs, and the facts of a run before it begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.constraints import Constraint
    from gdanim.points import Matrix, Point


class Oracle(Protocol):
    """The function that a rule minimises, for queries at any point. In ascent, the function is −f."""

    def value(self, point: Point) -> float:
        """Returns the function's value.

        Parameters
        ----------
        point
            The point: one number per variable, here and in the other methods.

        Returns
        -------
        float
            The value; NaN outside the function's domain, ±∞ beyond the range of floats.
        """
        ...

    def gradient(self, point: Point) -> Point:
        """Returns the gradient. Each point counts as one evaluation per step.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of float
            The partial derivatives.
        """
        ...

    def hessian(self, point: Point) -> Matrix:
        """Returns the Hessian.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of tuples of float
            The second derivatives, row by row.
        """
        ...

    def full_gradient(self, point: Point) -> Point:
        """Returns the gradient over all points of a data problem, where ``gradient`` is that of a step's batch.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of float
            The partial derivatives.
        """
        ...

    def gauss_newton_matrix(self, point: Point) -> Matrix:
        """Returns JᵀWJ of a data problem: the Hessian without the model's second derivatives.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of tuples of float
            The matrix, row by row.
        """
        ...

    def lowest_value(self) -> float:
        """Returns the value of the function's lowest minimum.

        Returns
        -------
        float
            The value; NaN if there is no minimum.
        """
        ...

    @property
    def constraint(self) -> Constraint | None:
        """The set that the run is kept in, or None."""
        ...

    @property
    def steps_per_epoch(self) -> int:
        """The number of steps in a pass over a data problem's points; 1 without batches."""
        ...


@dataclass(frozen=True)
class RunFacts:
    """The facts of a run that a rule may ask for before it begins.

    Parameters
    ----------
    start
        The start.
    is_data_problem
        Whether the function is the loss of a model on points.
    constraint
        The set that the run is kept in, or None.
    find_lowest_value
        Returns the value of the function's lowest minimum, or None if there is none.
    """

    start: Point
    is_data_problem: bool
    constraint: Constraint | None
    find_lowest_value: Callable[[], float | None] = field(repr=False)

    @property
    def lowest_value(self) -> float | None:
        """The value of the function's lowest minimum, or None if there is none."""
        return self.find_lowest_value()
