"""v ← βv + ∇f(x);  x ← x − η(∇f(x) + βv).  Nesterov, Soviet Math. Dokl. 27(2), 1983.

As in torch.optim.SGD, after Sutskever et al., ICML 2013: x is the point that looks ahead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.parts.vectors import elementwise, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    beta: float = Field(0.9, ge=0, lt=1, description="β: momentum coefficient")


class State(NamedTuple):
    v: Point


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point))


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    velocity = elementwise(lambda v, g: options.beta * v + g, state.v, gradient)
    ahead = elementwise(lambda v, g: g + options.beta * v, velocity, gradient)
    return subtract(point, ahead, eta), State(velocity)


def equations(options: Options) -> tuple[Line, ...]:
    """Returns the lines: d is the slope with the velocity ahead."""
    ahead = f"slope + {options.beta!r} * v"

    def sums(numbers: StepNumbers) -> Point:
        return elementwise(lambda g, v: g + options.beta * v, numbers.gradient, numbers.after["v"])

    return (
        (Equation("v", f"{options.beta!r} * v_old + slope"),),
        (Equation("d", ahead, {"d": sums}),),
        (Equation("x_new", "x - eta * d", {"d": sums}),),
    )


PLUGIN = Rule(
    display_name="Nesterov momentum",
    summary="momentum with look-ahead: the step anticipates the velocity and oscillates less",
    formula=r"v_{k+1} = \beta v_k + \nabla f(x_k),\quad x_{k+1} = x_k - \eta\,(\nabla f(x_k) + \beta v_{k+1})",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    momentum=lambda options: options.beta,
    synonyms=(
        "nag",
        "nesterov_momentum",
        "nesterov_accelerated_gradient",
        "nesterov accelerated gradient",
        "accelerated_gradient",
        "accelerated",
    ),
    equations=equations,
    memory_label="add_to_velocity",
)
