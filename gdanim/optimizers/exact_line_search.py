"""x ← x − α∇f(x), with α where f is least along the line.  Cauchy, Comptes rendus 25, 1847."""

from __future__ import annotations

import math

from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.parts.line_search import SearchLine, exact_line_search
from gdanim.optimizers.parts.vectors import dot


def update(
    state: None,
    point: Point,
    gradient: Point,
    eta: float,  # noqa: ARG001
    options: None,  # noqa: ARG001
    oracle: Oracle,
) -> tuple[Point, None]:
    if not any(gradient):
        return point, state
    line = SearchLine(oracle, point, tuple(-g for g in gradient), -dot(gradient, gradient))
    return line.point_at(exact_line_search(line, first_try(oracle, point, gradient))), state


def first_try(oracle: Oracle, point: Point, gradient: Point) -> float:
    """Returns half the way to the lowest point of the parabola that f looks like on the line; else a way of 1."""
    curvature = dot(gradient, tuple(dot(row, gradient) for row in oracle.hessian(point)))
    squared_length = dot(gradient, gradient)
    return squared_length / curvature / 2 if 0 < curvature < math.inf else 1 / math.sqrt(squared_length)


PLUGIN = Rule(
    display_name="gradient descent with exact line search",
    summary="gradient descent to the lowest point along each direction",
    formula=r"x_{k+1} = x_k - \alpha_k \nabla f(x_k),\quad"
    r" \alpha_k = \mathrm{argmin}_\alpha\,f(x_k - \alpha\,\nabla f(x_k))",
    update=update,
    takes_eta=False,
    needs_oracle=True,
    synonyms=("exact", "exact_search", "exact line search", "cauchy"),
)
