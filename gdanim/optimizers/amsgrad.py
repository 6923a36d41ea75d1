"""Adam with the largest v so far: x ← x − η m̂/(√v̂ₘₐₓ + ε).  Reddi, Kale & Kumar, ICLR 2018, arXiv:1904.09237.

As in torch.optim.Adam(amsgrad=True): the maximum is taken before v is corrected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.equations import average
from gdanim.optimizers.parts import moments
from gdanim.optimizers.parts.moments import Moments, Options
from gdanim.optimizers.parts.vectors import elementwise, subtract, zeros_like

if TYPE_CHECKING:
    from gdanim.optimizers import Line


class State(NamedTuple):
    m: Point
    v: Point
    v_max: Point
    k: int


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point), zeros_like(point), zeros_like(point), 0)


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    m, v, k = moments.updated(Moments(state.m, state.v, state.k), gradient, options.beta1, options.beta2)
    highest = elementwise(max, state.v_max, v)
    return subtract(point, moments.step(Moments(m, highest, k), options), eta), State(m, v, highest, k)


def equations(options: Options) -> tuple[Line, ...]:
    text, values = moments.quotient(options, name="v_max", index=r"_{\max}")
    lines = (average("m", options.beta1),), (average("v", options.beta2, "slope^2"), _largest())
    return *lines, (Equation("x_new", f"x - eta * {text}", values),)


def _largest() -> Equation:
    """Returns the equation of the greatest second moment so far."""
    symbol, greatest = r"v_{\max}", r"\max(v_{\max},v)"
    return Equation(symbol, greatest, {name: lambda numbers: numbers.after["v_max"] for name in (symbol, greatest)})


PLUGIN = Rule(
    display_name="AMSGrad",
    summary="Adam with the maximum of past second moments: effective step sizes never increase",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\hat m_{k+1}}{\sqrt{\hat v^{\max}_{k+1}} + \varepsilon}",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    equations=equations,
    memory_label="update_averages",
    is_scale_free=True,
)
