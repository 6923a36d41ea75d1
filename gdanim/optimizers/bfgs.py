"""x ← x − αH∇f, where H learns the inverse Hessian from how the gradient changes.

Broyden, IMA J. Appl. Math. 6, 1970; Fletcher, Comput. J. 13; Goldfarb, Math. Comput. 24; Shanno, ibid., all 1970.
With s the step and y the change of the gradient, H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/yᵀs, from H = I.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

from pydantic import BaseModel, Field

from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.line_search import Line, lowest, wolfe
from gdanim.optimizers.vectors import against, dot

Matrix = tuple[Point, ...]

LEAST = 1e-300  # below, numbers lose their digits


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    search: Literal["wolfe", "exact"] = Field(
        "wolfe", description="whether a step ends where f has fallen enough, or at the lowest point on its line"
    )


class State(NamedTuple):
    """``begun`` once a step was made: the first one tries a length of 1."""

    inverse: Matrix
    begun: bool


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(_identity(len(point)), begun=False)


def update(
    state: State,
    point: Point,
    gradient: Point,
    eta: float,  # noqa: ARG001
    options: Options,
    oracle: Oracle,
) -> tuple[Point, State]:
    if not any(gradient):
        return point, state
    inverse = state.inverse
    direction = tuple(-dot(row, gradient) for row in inverse)
    if not dot(direction, gradient) < 0:  # by rounding alone
        inverse, direction = _identity(len(point)), tuple(-g for g in gradient)
    line = Line(oracle, point, direction, dot(direction, gradient))
    search = wolfe if options.search == "wolfe" else lowest
    there = line.at(search(line, 1.0 if state.begun else 1 / math.hypot(*gradient)))
    return there, State(_learned(inverse, against(there, point, 1.0), gradient, oracle.gradient(there)), begun=True)


def _learned(inverse: Matrix, step: Point, before: Point, after: Point) -> Matrix:
    """Unchanged where the slope has not grown along the step: H must stay positive definite."""
    change = against(after, before, 1.0)
    grown = dot(change, step)
    if not LEAST < grown < math.inf:
        return inverse
    moved = tuple(dot(row, change) for row in inverse)
    scale = (1 + dot(change, moved) / grown) / grown
    return tuple(
        tuple(
            entry + scale * step[i] * step[j] - (moved[i] * step[j] + step[i] * moved[j]) / grown
            for j, entry in enumerate(row)
        )
        for i, row in enumerate(inverse)
    )


def _identity(size: int) -> Matrix:
    return tuple(tuple(float(row == column) for column in range(size)) for row in range(size))


PLUGIN = Rule(
    display_name="BFGS",
    summary="Newton's method that learns the curvature from the gradients on its way, with a search along each line",
    formula=r"x_{k+1} = x_k - \alpha_k H_k \nabla f(x_k)",
    update=update,
    init=init,
    options=Options,
    takes_eta=False,
    has_memory=True,
    needs_oracle=True,
)
