"""m ← β₁m + (1 − β₁)∇f;  v ← β₂v + (1 − β₂)∇f²;  x ← x − η m̂/(√v̂ + ε).  Kingma & Ba, ICLR 2015, arXiv:1412.6980.

As in torch.optim.Adam. m̂ = m/(1 − β₁ᵏ) and v̂ = v/(1 − β₂ᵏ) after k gradients.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.parts import moments as _moments
from gdanim.optimizers.parts.vectors import subtract

if TYPE_CHECKING:
    from gdanim.optimizers import Line
    from gdanim.optimizers.parts.moments import Moments, Options


def update(moments: Moments, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, Moments]:
    moments = _moments.updated(moments, gradient, options.beta1, options.beta2)
    return subtract(point, _moments.step(moments, options), eta), moments


def equations(options: Options) -> tuple[Line, ...]:
    text, values = _moments.quotient(options)
    return *_moments.average_lines(options), (Equation("x_new", f"x - eta * {text}", values),)


PLUGIN = Rule(
    display_name="Adam",
    summary="averaged gradients over the root of averaged squares: an adaptive step size per variable",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\hat m_{k+1}}{\sqrt{\hat v_{k+1}} + \varepsilon}",
    update=update,
    init=_moments.init,
    options=_moments.Options,
    has_memory=True,
    equations=equations,
    memory_label="update_averages",
    is_scale_free=True,
)
