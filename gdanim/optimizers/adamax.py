"""m ← β₁m + (1 − β₁)∇f;  u ← max(β₂u, |∇f| + ε);  x ← x − η m̂/u.  Kingma & Ba, ICLR 2015, section 7.1.

As in torch.optim.Adamax. m̂ = m/(1 − β₁ᵏ) after k gradients; u needs no correction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.equations import average
from gdanim.optimizers.parts.moments import Options, corrected
from gdanim.optimizers.parts.vectors import elementwise, moving_average, subtract, zeros_like

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class State(NamedTuple):
    m: Point
    u: Point
    k: int


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point), zeros_like(point), 0)


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    mean = moving_average(state.m, gradient, options.beta1)
    largest = elementwise(lambda u, g: max(options.beta2 * u, abs(g) + options.epsilon), state.u, gradient)
    correction, _ = options.bias_corrections(state.k + 1)
    step = elementwise(lambda m, u: m / correction / u, mean, largest)
    return subtract(point, step, eta), State(mean, largest, state.k + 1)


def equations(options: Options) -> tuple[Line, ...]:
    mean = r"\hat{m}" if options.bias_correction else "m"
    first = (average("m", options.beta1), *([corrected("m", options.beta1)] if options.bias_correction else []))
    largest = rf"\max({options.beta2!r}\,u_old,|slope|)"

    def means(numbers: StepNumbers) -> Point:
        return tuple(m / options.bias_corrections(numbers.k)[0] for m in numbers.after["m"])

    return (
        first,
        (Equation("u", largest, {largest: lambda numbers: numbers.after["u"]}),),
        (Equation("x_new", f"x - eta * {mean} / u", {mean: means}),),
    )


PLUGIN = Rule(
    display_name="AdaMax",
    summary="Adam with a decaying maximum of past gradients instead of their mean square",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\hat m_{k+1}}{u_{k+1}},"
    r"\quad u_{k+1} = \max(\beta_2 u_k,\ |\nabla f(x_k)| + \varepsilon)",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    equations=equations,
    memory_label="update_averages",
    is_scale_free=True,
)
