"""x ← x − η∇f(x + ρ∇f(x)/‖∇f(x)‖): the slope is taken uphill, where a narrow valley is steep.

Foret et al., ICLR 2021, arXiv:2010.01412.
"""

from __future__ import annotations

import math

from pydantic import Field

from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.parts.vectors import subtract
from gdanim.plugin_options import PluginOptions


class Options(PluginOptions):
    rho: float = Field(0.05, gt=0, description="ρ: distance uphill at which the slope is taken")


def update(
    state: None, point: Point, gradient: Point, eta: float, options: Options, oracle: Oracle
) -> tuple[Point, None]:
    length = math.hypot(*gradient)
    if not length:
        return point, state
    uphill = subtract(point, gradient, -options.rho / length)
    return subtract(point, oracle.gradient(uphill), eta), state


PLUGIN = Rule(
    display_name="sharpness-aware minimization",
    summary="the slope is taken a little uphill, which leads away from narrow valleys",
    formula=r"x_{k+1} = x_k - \eta\,\nabla f\left(x_k + \rho\,\frac{\nabla f(x_k)}{\|\nabla f(x_k)\|}\right)",
    update=update,
    options=Options,
    needs_oracle=True,
    synonyms=("sharpness_aware", "sharpness_aware_minimization"),
)
