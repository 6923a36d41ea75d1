"""p ← −∇f + βp, and x goes to the minimum along p: a quadratic's minimum is reached in as many steps as variables.

Hestenes & Stiefel, J. Res. Nat. Bur. Stand. 49(6), 1952; β = ‖∇f‖²/‖∇f₋‖² for any f by Fletcher & Reeves, Comput. J.
7(2), 1964, or ∇f·(∇f − ∇f₋)/‖∇f₋‖², not below zero, by Polak & Ribière, Rev. Fr. Inform. Rech. Opér. 3(16), 1969.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Oracle, Point, Rule
from gdanim.optimizers.parts.line_search import SearchLine, exact_line_search
from gdanim.optimizers.parts.vectors import dot, elementwise, multiple, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    variant: Literal["polak_ribiere", "fletcher_reeves"] = Field(
        "polak_ribiere", description="formula for β; all agree on a quadratic"
    )


class State(NamedTuple):
    """The last gradient and direction, and the length of the last step."""

    g: Point
    p: Point
    length: float


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point), zeros_like(point), 1.0)


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
    direction = _direction(state, gradient, options)
    line = SearchLine(oracle, point, direction, dot(gradient, direction))
    distance = exact_line_search(line, state.length / math.hypot(*direction))
    step = math.hypot(*direction) * distance
    return line.point_at(distance), State(gradient, direction, step or state.length)


def _direction(state: State, gradient: Point, options: Options) -> Point:
    """Returns the new direction: the negative gradient at first, and wherever the last direction would lead up."""
    before, beta = dot(state.g, state.g), 0.0
    if before:
        change = gradient if options.variant == "fletcher_reeves" else subtract(gradient, state.g)
        beta = max(0.0, dot(gradient, change) / before)
    direction = elementwise(lambda g, p: beta * p - g, gradient, state.p)
    return direction if dot(gradient, direction) < 0 else tuple(-g for g in gradient)


def equations(options: Options) -> tuple[Line, ...]:  # noqa: ARG001
    def beta(numbers: StepNumbers) -> Point:
        kept = tuple(p + g for p, g in zip(numbers.after["p"], numbers.gradient, strict=True))
        return (multiple(kept, numbers.before["p"]),) * len(numbers.point)

    def length(numbers: StepNumbers) -> Point:
        return (multiple(numbers.change, numbers.after["p"]),) * len(numbers.point)

    direction = Equation("p", r"\beta * p_old - slope", {r"\beta": beta})
    return (direction,), (Equation("x_new", r"x + \alpha * p", {r"\alpha": length}),)


PLUGIN = Rule(
    display_name="conjugate gradient",
    summary="exact line searches along conjugate directions: n steps for a quadratic in n variables",
    formula=r"x_{k+1} = x_k + \alpha_k p_k,\quad p_k = -\nabla f(x_k) + \beta_k p_{k-1}",
    update=update,
    init=init,
    options=Options,
    equations=equations,
    takes_eta=False,
    has_memory=True,
    needs_oracle=True,
    synonyms=("cg", "conjugate_gradients", "fletcher_reeves", "polak_ribiere"),
)
