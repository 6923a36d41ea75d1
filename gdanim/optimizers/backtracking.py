"""x ← x − α∇f(x), with α the first of η, ρη, ρ²η, … that lowers f by cα‖∇f‖².  Armijo, Pacific J. Math. 16(1), 1966."""

from __future__ import annotations

from pydantic import Field

from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.parts.vectors import dot, subtract
from gdanim.plugin_options import PluginOptions


class Options(PluginOptions):
    c: float = Field(1e-4, gt=0, lt=1, description="sufficient-decrease constant of the Armijo condition")
    rho: float = Field(0.5, gt=0, lt=1, description="factor by which the step size shrinks")


def update(
    state: None, point: Point, gradient: Point, eta: float, options: Options, oracle: Oracle
) -> tuple[Point, None]:
    value, squared_length = oracle.value(point), dot(gradient, gradient)
    trial = subtract(point, gradient, eta)
    while trial != point and not oracle.value(trial) <= value - options.c * eta * squared_length:
        eta *= options.rho
        trial = subtract(point, gradient, eta)
    return trial, state


PLUGIN = Rule(
    display_name="gradient descent with backtracking",
    summary="gradient descent with a backtracking line search from η (Armijo condition)",
    formula=r"x_{k+1} = x_k - \alpha_k \nabla f(x_k),\quad"
    r" f(x_{k+1}) \leq f(x_k) - c\,\alpha_k\,\|\nabla f(x_k)\|^2",
    update=update,
    options=Options,
    default_eta=1.0,
    needs_oracle=True,
    synonyms=("line_search", "armijo"),
)
