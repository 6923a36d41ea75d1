"""x ← x − η∇f(x)/‖∇f(x)‖: every step is η long.  Shor, Minimization Methods for Non-Differentiable Functions, 1985.

If the gradient is zero, so is the step.
"""

from __future__ import annotations

import math

from gdanim.optimizers import Point, Rule
from gdanim.optimizers.parts.vectors import subtract


def update(state: None, point: Point, gradient: Point, eta: float, options: None) -> tuple[Point, None]:  # noqa: ARG001
    length = math.hypot(*gradient)
    return subtract(point, tuple(g / length for g in gradient), eta) if length else point, state


PLUGIN = Rule(
    display_name="normalised gradient descent",
    summary="a step of length η against the gradient",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\nabla f(x_k)}{\|\nabla f(x_k)\|}",
    update=update,
    synonyms=("normalised_gradient", "normalized", "ngd"),
    is_scale_free=True,
)
