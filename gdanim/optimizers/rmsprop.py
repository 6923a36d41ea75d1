"""v ← βv + (1 − β)∇f²;  x ← x − η∇f/(√v + ε).  Tieleman & Hinton, Coursera, Neural Networks, lecture 6.5, 2012.

As in torch.optim.RMSprop, whose alpha is β here. Centred, m² is taken from v, with m the mean of the gradients (Graves,
arXiv:1308.0850); with momentum μ, the steps add up: b ← μb + ∇f/(√v + ε).
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
    beta: float = Field(0.99, ge=0, lt=1, description="β: decay rate of the average of squared gradients")
    epsilon: float = Field(1e-8, gt=0, description="ε: added to the denominator")
    centered: bool = Field(default=False, description="whether the average gradient's square is subtracted")
    momentum: float = Field(0.0, ge=0, lt=1, description="μ: momentum coefficient")


class State(NamedTuple):
    """The state of RMSprop. ``m`` and ``b`` are empty if unused."""

    v: Point
    m: Point
    b: Point


def init(point: Point, options: Options) -> State:
    start = zeros_like(point)
    return State(start, start if options.centered else (), start if options.momentum else ())


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    v = spread = moving_average(state.v, square(gradient), options.beta)
    m, b = state.m, state.b
    if options.centered:
        m = moving_average(m, gradient, options.beta)
        spread = elementwise(lambda v, m: max(0.0, v - m * m), v, m)  # below zero by rounding alone
    step = elementwise(lambda s, g: g / (math.sqrt(s) + options.epsilon), spread, gradient)
    if options.momentum:
        step = b = elementwise(lambda b, s: options.momentum * b + s, b, step)
    return subtract(point, step, eta), State(v, m, b)


def equations(options: Options) -> tuple[Line, ...]:
    spread = "v-m^{2}" if options.centered else "v"
    root = rf"\sqrt{{{spread}}}"

    def roots(numbers: StepNumbers) -> Point:
        means = numbers.after.get("m") or (0.0,) * len(numbers.gradient)
        return tuple(
            math.sqrt(max(0.0, v - m * m)) + options.epsilon for v, m in zip(numbers.after["v"], means, strict=True)
        )

    lines: list[Line] = [(average("m", options.beta),)] if options.centered else []
    lines.append((average("v", options.beta, "slope^2"),))
    if options.momentum:
        added = Equation("b", f"{options.momentum!r} * b_old + slope / {root}", {root: roots})
        return *lines, (added,), (Equation("x_new", "x - eta * b"),)
    return *lines, (Equation("x_new", f"x - eta * slope / {root}", {root: roots}),)


PLUGIN = Rule(
    display_name="RMSProp",
    summary="the gradient over the root of its averaged squares: similar steps in steep and flat directions",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\nabla f(x_k)}{\sqrt{v_{k+1}} + \varepsilon},"
    r"\quad v_{k+1} = \beta v_k + (1 - \beta)\,\nabla f(x_k)^2",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    equations=equations,
    memory_label="update_averages",
    is_scale_free=True,
)
