"""v ← ρv + (1 − ρ)∇f²;  Δ = √(u + ε)/√(v + ε)·∇f;  u ← ρu + (1 − ρ)Δ²;  x ← x − ηΔ.  Zeiler, arXiv:1212.5701.

As in torch.optim.Adadelta; the paper's own is η = 1.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from pydantic import Field

from gdanim.optimizers import Point, Rule
from gdanim.optimizers.parts.vectors import elementwise, moving_average, square, subtract, zeros_like
from gdanim.plugin_options import PluginOptions


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


PLUGIN = Rule(
    display_name="AdaDelta",
    summary="gradients scaled by the ratio of averaged squared steps and gradients: η = 1 is the usual choice",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\sqrt{u_k + \varepsilon}}{\sqrt{v_{k+1} + \varepsilon}}\,\nabla f(x_k)",
    update=update,
    init=init,
    options=Options,
    default_eta=1.0,
    has_memory=True,
)
