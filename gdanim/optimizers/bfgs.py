"""x ← x − αH∇f, where H approximates the inverse Hessian from changes of the gradient.

Broyden, IMA J. Appl. Math. 6, 1970; Fletcher, Comput. J. 13; Goldfarb, Math. Comput. 24; Shanno, ibid., all 1970.
With s the step and y the change of the gradient, H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ, ρ = 1/yᵀs, from H = I.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Oracle, Point, Rule
from gdanim.optimizers.parts.line_search import SearchLine, exact_line_search, wolfe_line_search
from gdanim.optimizers.parts.vectors import dot, multiple, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers
    from gdanim.points import Matrix

MIN_FLOAT = 1e-300  # smaller floats lose digits


class Options(PluginOptions):
    search: Literal["wolfe", "exact"] = Field("wolfe", description="line search: Wolfe conditions, or exact")


class State(NamedTuple):
    """H, the last direction −H∇f, and whether a step has been taken: the first tries a length of 1."""

    inverse: Matrix
    p: Point
    has_stepped: bool


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(_identity(len(point)), zeros_like(point), has_stepped=False)


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
    line = SearchLine(oracle, point, direction, dot(direction, gradient))
    search = wolfe_line_search if options.search == "wolfe" else exact_line_search
    end = line.point_at(search(line, 1.0 if state.has_stepped else 1 / math.hypot(*gradient)))
    inverse = _updated(inverse, subtract(end, point), gradient, oracle.gradient(end))
    return end, State(inverse, direction, has_stepped=True)


def _updated(inverse: Matrix, step: Point, before: Point, after: Point) -> Matrix:
    """Returns H after a step; unchanged if the slope has not grown along it, because H must stay positive definite."""
    change = subtract(after, before)
    curvature = dot(change, step)
    if not MIN_FLOAT < curvature < math.inf:
        return inverse
    product = tuple(dot(row, change) for row in inverse)
    scale = (1 + dot(change, product) / curvature) / curvature
    return tuple(
        tuple(
            entry + scale * step[i] * step[j] - (product[i] * step[j] + step[i] * product[j]) / curvature
            for j, entry in enumerate(row)
        )
        for i, row in enumerate(inverse)
    )


def _identity(size: int) -> Matrix:
    return tuple(tuple(float(row == column) for column in range(size)) for row in range(size))


def equations(options: Options) -> tuple[Line, ...]:  # noqa: ARG001
    def length(numbers: StepNumbers) -> Point:
        return (multiple(numbers.change, numbers.after["p"]),) * len(numbers.point)

    def ascent(numbers: StepNumbers) -> Point:
        return tuple(-part for part in numbers.after["p"])

    name = r"H\,slope"
    return ((Equation("x_new", rf"x - \alpha * {name}", {r"\alpha": length, name: ascent}),),)


PLUGIN = Rule(
    display_name="BFGS",
    summary="quasi-Newton method: the inverse Hessian is approximated from gradients, with a line search",
    formula=r"x_{k+1} = x_k - \alpha_k H_k \nabla f(x_k)",
    update=update,
    init=init,
    options=Options,
    equations=equations,
    takes_eta=False,
    has_memory=True,
    needs_oracle=True,
    synonyms=("lbfgs", "l-bfgs", "quasi_newton"),
)
