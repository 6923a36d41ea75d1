"""v ← βv + (1 − d)∇f(x);  x ← x − ηv.  Polyak, USSR Comput. Math. Math. Phys. 4(5), 1964.

As in torch.optim.SGD: the first v is the gradient itself, d does not dampen it, nor where β = 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.parts.vectors import elementwise, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line


class Options(PluginOptions):
    beta: float = Field(0.9, ge=0, lt=1, description="β: momentum coefficient")
    dampening: float = Field(0.0, ge=0, le=1, description="d: dampening of the gradient, from the second step on")


class State(NamedTuple):
    v: Point
    has_stepped: bool


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point), has_stepped=False)


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    gradient_weight = 1 - options.dampening if state.has_stepped and options.beta else 1.0
    velocity = elementwise(lambda v, g: options.beta * v + gradient_weight * g, state.v, gradient)
    return subtract(point, velocity, eta), State(velocity, has_stepped=True)


def equations(options: Options) -> tuple[Line, ...]:
    if options.dampening:
        return ()  # the first step's gradient has another weight
    return (Equation("v", f"{options.beta!r} * v_old + slope"),), (Equation("x_new", "x - eta * v"),)


PLUGIN = Rule(
    display_name="momentum",
    summary="gradients accumulate to a velocity that carries across plateaus and small bumps",
    formula=r"v_{k+1} = \beta v_k + \nabla f(x_k),\quad x_{k+1} = x_k - \eta\,v_{k+1}",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    momentum=lambda options: None if options.beta and options.dampening else options.beta,
    step_form="velocity",
    synonyms=("heavy_ball",),
    equations=equations,
    memory_label="add_to_velocity",
)
