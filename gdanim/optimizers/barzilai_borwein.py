"""x ← x − α∇f(x), where α makes αI act like the inverse Hessian on the last step.

Barzilai & Borwein, IMA J. Numer. Anal. 8(1), 1988. With s the last step and y the change of the gradient, α is sᵀs/sᵀy
or sᵀy/yᵀy; η in the first step, and wherever the slope has not grown along the last one.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.parts.vectors import dot, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    variant: Literal["long", "short"] = Field("long", description="step size sᵀs/sᵀy, or the shorter sᵀy/yᵀy")


class State(NamedTuple):
    """The last point and gradient."""

    x: Point
    g: Point
    has_stepped: bool


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point), zeros_like(point), has_stepped=False)


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    size = _size(subtract(point, state.x), subtract(gradient, state.g), options) if state.has_stepped else eta
    return subtract(point, gradient, size or eta), State(point, gradient, has_stepped=True)


def _size(step: Point, change: Point, options: Options) -> float:
    """Returns the step size; 0 if there is none."""
    curvature = dot(step, change)
    if not 0 < curvature < math.inf:
        return 0.0
    return dot(step, step) / curvature if options.variant == "long" else curvature / dot(change, change)


def equations(options: Options) -> tuple[Line, ...]:
    def sizes(numbers: StepNumbers) -> Point:
        step, change = (subtract(numbers.after[name], numbers.before[name]) for name in ("x", "g"))
        size = _size(step, change, options) if numbers.k > 1 else 0.0
        return (size or numbers.eta,) * len(numbers.gradient)

    return ((Equation("x_new", r"x - \alpha * slope", {r"\alpha": sizes}),),)


PLUGIN = Rule(
    display_name="Barzilai–Borwein",
    summary="gradient descent whose step size fits the curvature along the last step",
    formula=r"x_{k+1} = x_k - \frac{s^\top s}{s^\top y}\,\nabla f(x_k),\quad"
    r" s = x_k - x_{k-1},\ y = \nabla f(x_k) - \nabla f(x_{k-1})",
    update=update,
    init=init,
    options=Options,
    equations=equations,
    has_memory=True,
    synonyms=("bb", "barzilai borwein", "barzilai-borwein", "spectral_gradient"),
)
