"""The moments of Adam and its variants: moving averages of the gradient and its square, and their bias correction."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.optimizers.parts.vectors import elementwise, moving_average, square, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Point


class Options(PluginOptions):
    beta1: float = Field(0.9, ge=0, lt=1, description="β₁: decay rate of the first moment")
    beta2: float = Field(0.999, ge=0, lt=1, description="β₂: decay rate of the second moment")
    epsilon: float = Field(1e-8, gt=0, description="ε: added to the denominator")
    bias_correction: bool = Field(default=True, description="whether the moments are bias-corrected")

    def bias_corrections(self, k: int) -> tuple[float, float]:
        """Returns the divisors of the averages after k gradients."""
        return (1 - self.beta1**k, 1 - self.beta2**k) if self.bias_correction else (1.0, 1.0)


class Moments(NamedTuple):
    """The averages, and the number of gradients in them."""

    m: Point
    v: Point
    k: int


def init(point: Point, options: object) -> Moments:  # noqa: ARG001
    return Moments(zeros_like(point), zeros_like(point), 0)


def updated(moments: Moments, gradient: Point, beta1: float, beta2: float) -> Moments:
    """Returns the moments with one more gradient.

    Parameters
    ----------
    moments
        The moments of the gradients so far.
    gradient
        The next gradient.
    beta1, beta2
        The decay rates of the two averages.

    Returns
    -------
    Moments
    """
    m = moving_average(moments.m, gradient, beta1)
    return Moments(m, moving_average(moments.v, square(gradient), beta2), moments.k + 1)


def step(moments: Moments, options: Options) -> Point:
    """Returns m̂/(√v̂ + ε)."""
    first, second = options.bias_corrections(moments.k)
    return elementwise(lambda m, v: m / first / (math.sqrt(v / second) + options.epsilon), moments.m, moments.v)
