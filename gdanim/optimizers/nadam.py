"""Adam with Nesterov momentum: m̂ combines this gradient and the next average. Dozat, ICLR workshop 2016.

As in torch.optim.NAdam. After k gradients μₖ = β₁(1 − 0.96^(kψ)/2), with ψ the ``momentum_decay``, and
m̂ = (1 − μₖ)∇f/(1 − μ₁…μₖ) + μₖ₊₁m/(1 − μ₁…μₖ₊₁). Without ``bias_correction`` nothing is divided.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.equations import average
from gdanim.optimizers.parts import moments
from gdanim.optimizers.parts.moments import Moments
from gdanim.optimizers.parts.vectors import elementwise, subtract, zeros_like

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.optimizers import Line, StepNumbers


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


def equations(options: Options) -> tuple[Line, ...]:
    """Returns the lines: n looks ahead, from the average of the gradients and the latest of them."""
    root = r"\sqrt{\hat{v}}" if options.bias_correction else r"\sqrt{v}"

    def weights(numbers: StepNumbers) -> tuple[float, float]:
        mu, ahead = options.mu(numbers.k), options.mu(numbers.k + 1)
        product = math.prod(options.mu(k) for k in range(1, numbers.k + 1))
        now, later = (1 - product, 1 - product * ahead) if options.bias_correction else (1.0, 1.0)
        return ahead / later, (1 - mu) / now

    def sums(numbers: StepNumbers) -> Point:
        of_mean, of_slope = weights(numbers)
        return elementwise(lambda m, g: of_mean * m + of_slope * g, numbers.after["m"], numbers.gradient)

    def roots(numbers: StepNumbers) -> Point:
        correction = options.bias_corrections(numbers.k)[1]
        return tuple(math.sqrt(v / correction) + options.epsilon for v in numbers.after["v"])

    def weight(index: int) -> Callable[[StepNumbers], Point]:
        return lambda numbers: (weights(numbers)[index],) * len(numbers.gradient)

    ahead = Equation("n", "c * m + d * slope", {"c": weight(0), "d": weight(1), "n": sums})
    lines = (average("m", options.beta1),), (average("v", options.beta2, "slope^2"),), (ahead,)
    return *lines, (Equation("x_new", f"x - eta * n / {root}", {"n": sums, root: roots}),)


PLUGIN = Rule(
    display_name="Nadam",
    summary="Adam with Nesterov momentum",
    formula=r"x_{k+1} = x_k - \frac{\eta}{\sqrt{\hat v_{k+1}} + \varepsilon}"
    r"\,(\mu_{k+2}\,\hat m_{k+1} + (1 - \mu_{k+1})\,\hat g_k)",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    equations=equations,
    memory_label="update_averages",
    is_scale_free=True,
)
