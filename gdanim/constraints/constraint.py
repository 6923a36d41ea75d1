"""The interface of sets that runs are kept in."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.points import Point


BORDER_TOLERANCE = 1e-9  # relative to a coordinate, or to 1: within it, a point is on the border or in the set


class Constraint(ABC):
    """A closed convex set of points."""

    @abstractmethod
    def project(self, point: Point) -> Point:
        """Returns the set's nearest point.

        Parameters
        ----------
        point
            Any point: one number per variable, here and in the other methods.

        Returns
        -------
        tuple of float
            The nearest point; of a point of the set, the point itself.
        """

    def vertex(self, direction: Point) -> Point | None:
        """Returns the set's point with the least ``direction · x``; None if the set is unbounded.

        Parameters
        ----------
        direction
            The direction that is minimised, such as a gradient.

        Returns
        -------
        tuple of float, or None
        """
        del direction
        return None

    @abstractmethod
    def outline(self, x_range: Range, y_range: Range) -> list[Point]:
        """Returns the corners of the set in the plane, cut off beyond these ranges where it is unbounded.

        Parameters
        ----------
        x_range, y_range
            The part of the plane that is seen.

        Returns
        -------
        list of tuples of float
            The corners in order round the set; two for a line segment.
        """

    @abstractmethod
    def formula(self, variables: Sequence[str]) -> str:
        """Returns the set in plain text: ``x + y ≤ 1``.

        Parameters
        ----------
        variables
            The variables' names.

        Returns
        -------
        str
        """

    @property
    def is_bounded(self) -> bool:
        """Whether the set is bounded."""
        return True

    def contains(self, point: Point) -> bool:
        """Returns whether the point is in the set, to rounding.

        Parameters
        ----------
        point
            Any point.

        Returns
        -------
        bool
        """
        return math.dist(point, self.project(point)) <= BORDER_TOLERANCE * max(1.0, math.hypot(*point))
