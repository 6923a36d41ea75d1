"""v ← ρv + (1 − ρ)∇f²;  Δ = √(u + ε)/√(v + ε)·∇f;  u ← ρu + (1 − ρ)Δ²;  x ← x − ηΔ.  Zeiler, arXiv:1212.5701.

As in torch.optim.Adadelta; the paper's own is η = 1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.equations import average
from gdanim.optimizers.parts.vectors import elementwise, moving_average, square, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    rho: float = Field(0.9, ge=0, lt=1, description="ρ: decay rate of the averages of squares")
    epsilon: float = Field(1e-6, gt=0, description="ε: added under both roots; determines the first steps' length")


class State(NamedTuple):
    """The moving averages of squares: ``v`` of gradients, ``u`` of steps."""

    v: Point
    u: Point


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point), zeros_like(point))


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    v = moving_average(state.v, square(gradient), options.rho)
    step = elementwise(
        lambda u, v, g: math.sqrt(u + options.epsilon) / math.sqrt(v + options.epsilon) * g, state.u, v, gradient
    )
    return subtract(point, step, eta), State(v, moving_average(state.u, square(step), options.rho))


def equations(options: Options) -> tuple[Line, ...]:
    top, bottom, step = r"\sqrt{u_old+\varepsilon}", r"\sqrt{v+\varepsilon}", r"({\Delta}x/\eta)^{2}"

    def tops(numbers: StepNumbers) -> Point:
        return tuple(math.sqrt(u + options.epsilon) for u in numbers.before["u"])

    def bottoms(numbers: StepNumbers) -> Point:
        return tuple(math.sqrt(v + options.epsilon) for v in numbers.after["v"])

    def squares(numbers: StepNumbers) -> Point:
        parts = tops(numbers), bottoms(numbers), numbers.gradient
        return elementwise(lambda top, bottom, g: (top / bottom * g) ** 2, *parts)

    later = average("u", options.rho, step)
    return (
        (average("v", options.rho, "slope^2"),),
        (Equation(later.result, later.text, {step: squares}),),
        (Equation("x_new", f"x - eta * {top} / {bottom} * slope", {top: tops, bottom: bottoms}),),
    )


PLUGIN = Rule(
    display_name="AdaDelta",
    summary="gradients scaled by the ratio of averaged squared steps and gradients: η = 1 is the usual choice",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\sqrt{u_k + \varepsilon}}{\sqrt{v_{k+1} + \varepsilon}}\,\nabla f(x_k)",
    update=update,
    init=init,
    options=Options,
    default_eta=1.0,
    has_memory=True,
    equations=equations,
    memory_label="update_averages",
)
