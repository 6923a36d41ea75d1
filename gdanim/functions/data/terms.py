"""The terms of a polynomial in one feature or two, and the names of their coefficients. A constant is the last term."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Term: TypeAlias = "tuple[int, ...]"
"""The exponent of each feature: ``(2,)`` for x², ``(1, 1)`` for the product of two features, zeros for a constant."""


def terms(degree: int, feature_count: int) -> tuple[Term, ...]:
    """Returns all terms up to a degree, those of the highest first: x₁², x₁x₂, x₂², x₁, x₂, 1."""
    if feature_count == 1:
        return tuple((power,) for power in range(degree, -1, -1))
    return tuple((first, total - first) for total in range(degree, -1, -1) for first in range(total, -1, -1))


def names(degree: int, feature_count: int) -> tuple[str, ...]:
    """Returns the coefficients' names.

    They are w and b of a line; w3, w2, w1, w0 of a polynomial, by their powers; w1, w2, b of a plane; and w11, w12, w22
    of the squares and the product of two features.
    """
    if feature_count == 1:
        return ("w", "b") if degree == 1 else tuple(f"w{power}" for power in range(degree, -1, -1))
    return tuple("w" + "1" * first + "2" * second if first + second else "b" for first, second in terms(degree, 2))


def product(term: Term, columns: Sequence[np.ndarray]) -> np.ndarray:
    """Returns a term at points with these features, (n,)."""
    total = np.ones_like(columns[0], dtype=float)
    for power, column in zip(term, columns, strict=True):
        total = total * column**power if power else total
    return total
