"""Adam whose adaptive step waits until v is reliable, and is rectified.  Liu et al., ICLR 2020, arXiv:1908.03265.

As in torch.optim.RAdam: x ← x − ηm̂ while ρ ≤ 5, then x ← x − ηr m̂/(√v̂ + ε/√(1 − β₂ᵏ)).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.equations import average
from gdanim.optimizers.parts import moments as _moments
from gdanim.optimizers.parts.vectors import elementwise, subtract
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers
    from gdanim.optimizers.parts.moments import Moments

MIN_LENGTH = 5.0  # of the approximated moving average, from which on its variance is finite


class Options(PluginOptions):
    beta1: float = Field(0.9, ge=0, lt=1, description="β₁: decay rate of the first moment")
    beta2: float = Field(0.999, ge=0, lt=1, description="β₂: decay rate of the second moment")
    epsilon: float = Field(1e-8, gt=0, description="ε: added to the denominator")


def update(moments: Moments, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, Moments]:
    new = _moments.updated(moments, gradient, options.beta1, options.beta2)
    correction = 1 - options.beta2**new.k
    mean = tuple(m / (1 - options.beta1**new.k) for m in new.m)
    factor = rectification(options.beta2, new.k)
    if factor is None:
        return subtract(point, mean, eta), new
    scale = math.sqrt(correction) * factor
    step = elementwise(lambda m, v: m * scale / (math.sqrt(v) + options.epsilon), mean, new.v)
    return subtract(point, step, eta), new


def rectification(beta2: float, k: int) -> float | None:
    """Returns the factor r of the adaptive step after k gradients; None as long as it is not defined."""
    limit = 2 / (1 - beta2) - 1
    length = limit - 2 * k * beta2**k / (1 - beta2**k)
    if length <= MIN_LENGTH:
        return None
    return math.sqrt((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))


def equations(options: Options) -> tuple[Line, ...]:
    """Returns the lines: c is 1 in the first steps, then r over the root of the second moment."""

    def means(numbers: StepNumbers) -> Point:
        return tuple(m / (1 - options.beta1**numbers.k) for m in numbers.after["m"])

    def factors(numbers: StepNumbers) -> Point:
        factor = rectification(options.beta2, numbers.k)
        if factor is None:
            return (1.0,) * len(numbers.gradient)
        scale = math.sqrt(1 - options.beta2**numbers.k) * factor
        return tuple(scale / (math.sqrt(v) + options.epsilon) for v in numbers.after["v"])

    return (
        (average("m", options.beta1), _moments.corrected("m", options.beta1)),
        (average("v", options.beta2, "slope^2"),),
        (Equation("x_new", r"x - eta * c * \hat{m}", {"c": factors, r"\hat{m}": means}),),
    )


PLUGIN = Rule(
    display_name="RAdam",
    summary="Adam that takes plain momentum steps until its second moment is reliable",
    formula=r"x_{k+1} = x_k - \eta\,r_k\,\frac{\hat m_{k+1}}{\sqrt{\hat v_{k+1}} + \varepsilon}",
    update=update,
    init=_moments.init,
    options=Options,
    has_memory=True,
    synonyms=("rectified_adam", "rectified adam"),
    equations=equations,
    memory_label="update_averages",
)
