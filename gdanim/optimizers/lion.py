"""x ← x − η(sign(β₁m + (1 − β₁)∇f) + λx);  m ← β₂m + (1 − β₂)∇f.  Chen et al., NeurIPS 2023, arXiv:2302.06675."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.equations import average, complement
from gdanim.optimizers.parts.vectors import elementwise, moving_average, sign, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    beta1: float = Field(0.9, ge=0, lt=1, description="β₁: weight of the averaged gradient in the step")
    beta2: float = Field(0.99, ge=0, lt=1, description="β₂: decay rate of the average of gradients")
    weight_decay: float = Field(0.0, ge=0, description="λ: coefficient of the decoupled weight decay")


class State(NamedTuple):
    m: Point


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point))


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    direction = moving_average(state.m, gradient, options.beta1)
    step = elementwise(lambda h, x: sign(h) + options.weight_decay * x, direction, point)
    return subtract(point, step, eta), State(moving_average(state.m, gradient, options.beta2))


def equations(options: Options) -> tuple[Line, ...]:
    mean, direction = r"c", r"\mathrm{sign}(c)"
    weights = options.beta1, complement(options.beta1)

    def means(numbers: StepNumbers) -> Point:
        return moving_average(numbers.before["m"], numbers.gradient, options.beta1)

    def signs(numbers: StepNumbers) -> Point:
        return tuple(map(sign, means(numbers)))

    decay = f" - eta * {options.weight_decay!r} * x" if options.weight_decay else ""
    return (
        (Equation(mean, f"{weights[0]!r} * m_old + {weights[1]!r} * slope", {mean: means}),),
        (average("m", options.beta2),),
        (Equation("x_new", f"x - eta * {direction}{decay}", {direction: signs}),),
    )


PLUGIN = Rule(
    display_name="Lion",
    summary="every variable steps by η against the sign of an average of gradients",
    formula=r"x_{k+1} = x_k - \eta\,(\mathrm{sign}(\beta_1 m_k + (1 - \beta_1)\,\nabla f(x_k)) + \lambda x_k)",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    decays_weights=lambda options: options.weight_decay > 0,
    equations=equations,
    memory_label="update_averages",
    is_scale_free=True,
)
