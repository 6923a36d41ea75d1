"""Adam with Nesterov momentum: m̂ combines this gradient and the next average. Dozat, ICLR workshop 2016.

As in torch.optim.NAdam. After k gradients μₖ = β₁(1 − 0.96^(kψ)/2), with ψ the ``momentum_decay``, and
m̂ = (1 − μₖ)∇f/(1 − μ₁…μₖ) + μₖ₊₁m/(1 − μ₁…μₖ₊₁). Without ``bias_correction`` nothing is divided.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from pydantic import Field

from gdanim.optimizers import Point, Rule
from gdanim.optimizers.parts import moments
from gdanim.optimizers.parts.moments import Moments
from gdanim.optimizers.parts.vectors import elementwise, subtract, zeros_like


class Options(moments.Options):
    momentum_decay: float = Field(0.004, ge=0, description="ψ: rate at which the momentum grows to β₁")

    def mu(self, k: int) -> float:
        return self.beta1 * (1 - 0.5 * 0.96 ** (k * self.momentum_decay))


class State(NamedTuple):
    """The moments, and ``product``, which is μ₁…μₖ."""

    m: Point
    v: Point
    k: int
    product: float


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point), zeros_like(point), 0, 1.0)


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    m, v, k = moments.updated(Moments(state.m, state.v, state.k), gradient, options.beta1, options.beta2)
    mu, ahead = options.mu(k), options.mu(k + 1)
    product = state.product * mu
    now, later = (1 - product, 1 - product * ahead) if options.bias_correction else (1.0, 1.0)
    _, second = options.bias_corrections(k)

    def step(g: float, m: float, v: float) -> float:
        return ((1 - mu) / now * g + ahead / later * m) / (math.sqrt(v / second) + options.epsilon)

    return subtract(point, elementwise(step, gradient, m, v), eta), State(m, v, k, product)


PLUGIN = Rule(
    display_name="Nadam",
    summary="Adam with Nesterov momentum",
    formula=r"x_{k+1} = x_k - \frac{\eta}{\sqrt{\hat v_{k+1}} + \varepsilon}"
    r"\,(\mu_{k+2}\,\hat m_{k+1} + (1 - \mu_{k+1})\,\hat g_k)",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
)
