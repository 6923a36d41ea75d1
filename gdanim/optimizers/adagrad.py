"""v ← v + ∇f²;  x ← x − η∇f/(√v + ε).  Duchi, Hazan & Singer, J. Mach. Learn. Res. 12, 2011.

As in torch.optim.Adagrad.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.parts.vectors import elementwise, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    epsilon: float = Field(1e-10, gt=0, description="ε: added to the denominator")


class State(NamedTuple):
    v: Point


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point))


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    total = elementwise(lambda v, g: v + g * g, state.v, gradient)
    step = elementwise(lambda v, g: g / (math.sqrt(v) + options.epsilon), total, gradient)
    return subtract(point, step, eta), State(total)


def equations(options: Options) -> tuple[Line, ...]:
    root = r"\sqrt{v}"

    def roots(numbers: StepNumbers) -> Point:
        return tuple(math.sqrt(v) + options.epsilon for v in numbers.after["v"])

    step = Equation("x_new", f"x - eta * slope / {root}", {root: roots})
    return (Equation("v", "v_old + slope^2"),), (step,)


PLUGIN = Rule(
    display_name="AdaGrad",
    summary="the gradient over the root of its accumulated squares: steps of steep variables shrink permanently",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\nabla f(x_k)}{\sqrt{v_{k+1}} + \varepsilon},"
    r"\quad v_{k+1} = v_k + \nabla f(x_k)^2",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    equations=equations,
    memory_label="add_square",
    is_scale_free=True,
)
