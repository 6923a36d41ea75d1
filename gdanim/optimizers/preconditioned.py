"""x ← x − ηP⁻¹∇f(x): the steepest step where lengths are measured by √(vᵀPv).

Boyd & Vandenberghe, Convex Optimization, 2004, section 9.4.1. Without a matrix, P is the Hessian's diagonal at each
point: Jacobi's preconditioner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from pydantic import Field, field_validator

from gdanim.messages import Message, message
from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.newton import solve
from gdanim.optimizers.parts.vectors import subtract
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import RunFacts
    from gdanim.points import Matrix


class Options(PluginOptions):
    matrix: tuple[tuple[float, ...], ...] | None = Field(
        None, description="P, symmetric and positive definite, row by row; by default the Hessian's diagonal"
    )
    ellipse: bool = Field(
        default=False, description="whether the ellipse of all steps as long as this one, measured by P, is drawn"
    )

    @field_validator("matrix")
    @classmethod
    def _positive_definite(cls, matrix: Matrix | None) -> Matrix | None:
        if matrix is None:
            return matrix
        is_square = bool(matrix) and all(len(row) == len(matrix) for row in matrix)
        if not is_square or not np.isfinite(matrix).all() or (np.array(matrix) != np.transpose(matrix)).any():
            raise ValueError(message("optimizers.matrix_not_symmetric"))
        if np.linalg.eigvalsh(matrix)[0] <= 0:
            raise ValueError(message("optimizers.matrix_not_positive"))
        return matrix


def update(
    state: None, point: Point, gradient: Point, eta: float, options: Options, oracle: Oracle
) -> tuple[Point, None]:
    return subtract(point, solve(metric(options, point, oracle), gradient), eta), state


def metric(options: Options, point: Point, oracle: Oracle) -> Matrix:
    """Returns P at a point; of a variable without curvature, 1 is used."""
    if options.matrix is not None:
        return options.matrix
    hessian = oracle.hessian(point)
    return tuple(
        tuple((abs(entry) or 1.0) if row == column else 0.0 for column, entry in enumerate(entries))
        for row, entries in enumerate(hessian)
    )


def drawn_metric(options: Any, point: Point, oracle: Oracle) -> Matrix | None:
    return metric(options, point, oracle) if options.ellipse else None


def refusal(options: Options, run: RunFacts) -> Message | None:
    """Returns what is wrong with a matrix of another size than the function's number of variables."""
    if options.matrix is None or len(options.matrix) == len(run.start):
        return None
    return message("optimizers.matrix_size", rows=len(options.matrix), variables=len(run.start))


PLUGIN = Rule(
    display_name="preconditioned gradient descent",
    summary="the gradient is multiplied by the inverse of a matrix that fits the valley",
    formula=r"x_{k+1} = x_k - \eta\,P^{-1}\,\nabla f(x_k)",
    update=update,
    options=Options,
    needs_oracle=True,
    metric=drawn_metric,
    refusal=refusal,
    synonyms=("preconditioned_gradient_descent", "scaled_gradient", "jacobi"),
)
