"""The moments of Adam and its variants: moving averages of the gradient and its square, and their bias correction."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.optimizers.equations import Equation, average
from gdanim.optimizers.parts.vectors import elementwise, moving_average, square, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.optimizers import Line, Point, StepNumbers

    Values = Callable[[StepNumbers], Point]


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


def average_lines(options: Options) -> tuple[Line, ...]:
    """Returns the lines of a formula bar for the two averages, each with its bias correction."""
    averages = average("m", options.beta1), average("v", options.beta2, "slope^2")
    if not options.bias_correction:
        return tuple((each,) for each in averages)
    return (averages[0], corrected("m", options.beta1)), (averages[1], corrected("v", options.beta2))


def corrected(name: str, beta: float) -> Equation:
    """Returns the equation of an average's bias correction."""
    divisor = rf"(1-{beta!r}^{{k}})"

    def divisors(numbers: StepNumbers) -> Point:
        return (1 - beta**numbers.k,) * len(numbers.gradient)

    def quotients(numbers: StepNumbers) -> Point:
        return tuple(each / (1 - beta**numbers.k) for each in numbers.after[name])

    return Equation(rf"\hat{{{name}}}", f"{name} / {divisor}", {divisor: divisors, rf"\hat{{{name}}}": quotients})


def quotient(options: Options, *, name: str = "v", index: str = "") -> tuple[str, dict[str, Values]]:
    """Returns m̂ over the root of the corrected second moment, ``m̂ / √v̂``, as text with its values.

    Parameters
    ----------
    options
        The rule's options.
    name, index
        The state's field with the second moment, and the index of its symbol.
    """
    mean, second = (r"\hat{m}", rf"\hat{{v}}{index}") if options.bias_correction else ("m", f"v{index}")
    root = rf"\sqrt{{{second}}}"

    def means(numbers: StepNumbers) -> Point:
        return tuple(m / options.bias_corrections(numbers.k)[0] for m in numbers.after["m"])

    def roots(numbers: StepNumbers) -> Point:
        correction = options.bias_corrections(numbers.k)[1]
        return tuple(math.sqrt(v / correction) + options.epsilon for v in numbers.after[name])

    return f"{mean} / {root}", {mean: means, root: roots}
