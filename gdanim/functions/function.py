"""The interface of functions: what each of them knows, with the shapes of points, values, gradients and Hessians."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import KW_ONLY, dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from gdanim.functions import differences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.functions.companion import Companion
    from gdanim.points import Matrix, Point

KINK_OFFSETS = (
    1e-6,
    1e-9,
)  # relative to a coordinate, or to 1: distances at which the slopes beside a kink are compared


@dataclass(frozen=True, eq=False)
class Function(ABC):
    """A function to be minimised: an expression, a callable, a data problem, or another package's subclass.

    A subclass defines ``value`` and ``gradient``. It may define the others, too: by default ``hessian`` consists of
    central differences of the gradient, and ``values``, ``gradients`` and ``hessians`` take one point after the other.
    No method raises or warns; they document their values that are not finite. The same point gives the same numbers
    each time.

    Parameters
    ----------
    text
        The function as its author wrote it.
    variables
        The variables' names, in the order of a point's coordinates. Their number is d.
    name
        The function's name in the catalogue, or a plug-in's.
    symbol
        The function's letter in formulas.
    also
        The functions drawn beside it, which no run descends.
    domain
        The default domain to draw, one interval per variable.
    start
        The default start.
    eta
        The default step size for gradient descent.
    minima
        The minima, if known.
    named_points
        The named points, by the names' keys in ``words`` or in language files.
    formula_override
        The formula as mathtext, if it is not made from an expression.
    warnings
        Warnings about the function for the author.
    words
        The function's own words, by language and key: ``description`` replaces its formula in alt texts, where ``{n}``
        is the number of a data problem's points; the others are names of ``named_points``. English is the fallback.

    Attributes
    ----------
    is_data_problem
        Whether f is the loss of a model on points. It is then convex, and ``minima`` are all its stationary points.
    """

    text: str
    variables: tuple[str, ...]
    _: KW_ONLY
    name: str | None = None
    symbol: str = "f"
    also: tuple[Companion, ...] = ()
    domain: tuple[tuple[float, float], ...] | None = None
    start: Point | None = None
    eta: float | None = None
    minima: tuple[Point, ...] | None = None
    named_points: tuple[tuple[str, Point], ...] = ()
    formula_override: str | None = None
    warnings: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    is_data_problem: ClassVar[bool] = False

    def __getstate__(self) -> dict[str, Any]:
        """Returns the fields alone: what is computed from them is computed again, and may be nothing to pickle."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def point_count(self) -> int:
        """The number of points of a data problem; 0 for other functions."""
        return 0

    @property
    def is_standardised(self) -> bool:
        """Whether a data problem's model takes its feature with mean 0 and deviation 1."""
        return False

    @property
    def held_out_count(self) -> int:
        """The number of a data problem's points that are held out."""
        return 0

    @property
    def has_validation(self) -> bool:
        """Whether some of a data problem's points are held out."""
        return self.held_out_count > 0

    def validation_loss(self, point: Sequence[float]) -> float:  # noqa: ARG002
        """Returns the loss of the points held out, without penalties; NaN if there are none.

        Parameters
        ----------
        point
            The model's parameters.

        Returns
        -------
        float
        """
        return math.nan

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of a data problem's columns; empty for other functions."""
        return ()

    @property
    def is_slow(self) -> bool:
        """Whether evaluating the function at very many points takes too long: then less is searched and known."""
        return False

    @property
    def facts(self) -> tuple[str, ...]:
        """The keys, in language files, of what a picture says about how the function's numbers were found."""
        return ()

    def on_batch(self, rows: np.ndarray) -> Function:  # noqa: ARG002
        """Returns a data problem on some of its points only; any other function is the same for every batch.

        Parameters
        ----------
        rows
            The points' indices, which may occur several times.

        Returns
        -------
        Function
        """
        return self

    @property
    def formula(self) -> str:
        """The formula as mathtext without dollar signs; empty if none is known."""
        return self.formula_override or ""

    @property
    def derivative_formula(self) -> str:
        """The derivative by the first variable as mathtext; empty if no formula is known."""
        return self.gradient_formulas[0]

    @property
    def gradient_formulas(self) -> tuple[str, ...]:
        """The derivative by each variable as mathtext; in one variable empty if no formula is known."""
        if len(self.variables) == 1:
            return ("",)
        return tuple(rf"\frac{{\partial f}}{{\partial {name}}}" for name in self.variables)

    @abstractmethod
    def value(self, point: Sequence[float]) -> float:
        """Returns f at one point.

        Parameters
        ----------
        point
            The point: one number per variable.

        Returns
        -------
        float
            The value; NaN outside the function's domain, ±∞ beyond the range of floats.
        """

    @abstractmethod
    def gradient(self, point: Sequence[float]) -> Point:
        """Returns the gradient at one point.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of float
            The derivative by each variable; at a kink, the mean of the one-sided slopes.
        """

    def has_kink_at(self, point: Sequence[float]) -> bool:
        """Returns whether the slope along an axis jumps at a point: close beside it, it does not shrink with distance.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        bool
        """
        for index, x in enumerate(point):
            near, nearer = (offset * max(1.0, abs(x)) for offset in KINK_OFFSETS)
            jumps = [self._jump(point, index, offset) for offset in (near, nearer)]
            if jumps[1] > jumps[0] / 2 > 0:
                return True
        return False

    def _jump(self, point: Sequence[float], index: int, offset: float) -> float:
        """Returns the difference of the slopes along an axis on both sides of a point; NaN outside the domain."""
        ends = [[x + side * (axis == index) for axis, x in enumerate(point)] for side in (-offset, offset)]
        return abs(self.gradient(ends[1])[index] - self.gradient(ends[0])[index])

    def hessian(self, point: Sequence[float]) -> Matrix:
        """Returns the Hessian at one point.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of tuples of float
            The second derivatives, row by row; symmetric.
        """
        rows = differences.hessians_of_gradients(self.gradients, self._table(point))[0]
        return tuple(map(tuple, rows.tolist()))

    def gauss_newton_matrix(self, point: Sequence[float]) -> Matrix:
        """Returns the Hessian of a data problem without the model's second derivatives; of others, the Hessian.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of tuples of float
            JᵀWJ row by row, with J the derivatives of the predictions and W the points' weights.
        """
        return self.hessian(point)

    def values(self, points: Any) -> np.ndarray:
        """Returns f at many points.

        Parameters
        ----------
        points
            The points ``(n, d)``, or ``(n,)`` in one variable.

        Returns
        -------
        numpy.ndarray
            The values ``(n,)``.
        """
        return np.array([self.value(point) for point in self._table(points).tolist()], dtype=float)

    def gradients(self, points: Any) -> np.ndarray:
        """Returns the gradients at many points.

        Parameters
        ----------
        points
            The points ``(n, d)``, or ``(n,)`` in one variable.

        Returns
        -------
        numpy.ndarray
            The gradients ``(n, d)``.
        """
        rows = [self.gradient(point) for point in self._table(points).tolist()]
        return np.array(rows, dtype=float).reshape(-1, len(self.variables))

    def hessians(self, points: Any) -> np.ndarray:
        """Returns the Hessians at many points.

        Parameters
        ----------
        points
            The points ``(n, d)``, or ``(n,)`` in one variable.

        Returns
        -------
        numpy.ndarray
            The Hessians ``(n, d, d)``.
        """
        return np.array([self.hessian(point) for point in self._table(points).tolist()])

    def curvature(self, point: Sequence[float]) -> tuple[float, float]:
        """Returns the largest and the smallest eigenvalue of the Hessian at one point.

        Parameters
        ----------
        point
            The point.

        Returns
        -------
        tuple of (float, float)
            The largest and the smallest eigenvalue; in one variable f″ twice, and NaN if the Hessian is not finite.
        """
        hessian = np.array(self.hessian(point))
        if not np.isfinite(hessian).all():
            return (math.nan, math.nan)
        eigenvalues = np.linalg.eigvalsh(hessian)
        return (float(eigenvalues[-1]), float(eigenvalues[0]))

    def _table(self, points: Any) -> np.ndarray:
        """Returns points as rows, (n, d)."""
        return np.asarray(points, dtype=float).reshape(-1, len(self.variables))
