"""xᵢ ← xᵢ − η ∂f/∂xᵢ for one variable i a step.

Cyclic or random order: Nesterov, SIAM J. Optim. 22(2), 2012; greedy, the steepest variable: Gauss and Southwell, see
Nutini et al., ICML 2015, arXiv:1506.00552.
"""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

import numpy as np
from pydantic import Field

from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.parts.line_search import SearchLine, exact_line_search
from gdanim.optimizers.parts.vectors import subtract
from gdanim.plugin_options import PluginOptions


class Options(PluginOptions):
    order: Literal["cyclic", "random", "greedy"] = Field(
        "cyclic", description="which variable steps: one after another, one at random, or the steepest"
    )
    search: Literal["none", "exact"] = Field(
        "none", description="line search along the variable: none for a step of η, or exact"
    )
    seed: int = Field(0, ge=0, lt=2**32, description="seed of the random order")


class State(NamedTuple):
    """The number of steps taken."""

    k: int


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(0)


def update(
    state: State, point: Point, gradient: Point, eta: float, options: Options, oracle: Oracle
) -> tuple[Point, State]:
    chosen = index(state.k, gradient, options)
    slope = tuple(g if index == chosen else 0.0 for index, g in enumerate(gradient))
    later = State(state.k + 1)
    if options.search == "none":
        return subtract(point, slope, eta), later
    if not any(slope):
        return point, later
    line = SearchLine(oracle, point, tuple(-g for g in slope), -slope[chosen] * slope[chosen])
    return line.point_at(exact_line_search(line, 1 / abs(slope[chosen]))), later


def index(k: int, gradient: Point, options: Options) -> int:
    """Returns the place of the variable that step k changes."""
    if options.order == "greedy":
        return max(range(len(gradient)), key=lambda index: abs(gradient[index]))
    if options.order == "random":  # raw bits, which numpy guarantees never to change
        return int(np.random.PCG64([options.seed, k]).random_raw()) % len(gradient)
    return k % len(gradient)


def takes_eta(options: Any) -> bool:
    return bool(options.search == "none")


PLUGIN = Rule(
    display_name="coordinate descent",
    summary="one variable steps at a time",
    formula=r"x_{k+1} = x_k - \eta\,\frac{\partial f}{\partial x_i}(x_k)\,e_i",
    update=update,
    init=init,
    options=Options,
    takes_eta=takes_eta,
    has_memory=True,
    needs_oracle=True,
    synonyms=("cd", "gauss_seidel", "gauss_southwell", "block_coordinate_descent"),
)
