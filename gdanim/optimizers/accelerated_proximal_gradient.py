"""x ← prox(y − η∇f(y)), where y looks ahead along the last step.  Beck & Teboulle, SIAM J. Imaging Sci. 2(1), 2009.

With t₁ = 1 and t₊ = (1 + √(1 + 4t²))/2, y₊ = x₊ + (t − 1)/t₊ (x₊ − x).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.parts.proximal import Options, decays_weights, penalty, proximal, refusal
from gdanim.optimizers.parts.vectors import elementwise, subtract


class State(NamedTuple):
    """The point that looks ahead, and t."""

    y: Point
    t: float


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(point, 1.0)


def update(
    state: State,
    point: Point,
    gradient: Point,
    eta: float,
    options: Options,
    oracle: Oracle,
) -> tuple[Point, State]:
    ahead = point if state.t == 1 else state.y
    slope = gradient if ahead == point else oracle.gradient(ahead)
    new = proximal(options, subtract(ahead, slope, eta), eta)
    t = (1 + math.sqrt(1 + 4 * state.t**2)) / 2
    return new, State(elementwise(lambda x, last: x + (state.t - 1) / t * (x - last), new, point), t)


PLUGIN = Rule(
    display_name="accelerated proximal gradient",
    summary="proximal gradient from a point that looks ahead along the last step (FISTA)",
    formula=r"x_{k+1} = \mathrm{prox}_{\eta h}(y_k - \eta\,\nabla f(y_k)),\quad"
    r" y_{k+1} = x_{k+1} + \frac{t_k - 1}{t_{k+1}}\,(x_{k+1} - x_k)",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    needs_oracle=True,
    decays_weights=decays_weights,
    penalty=penalty,
    refusal=refusal,
    synonyms=("fista", "accelerated_proximal", "accelerated proximal gradient descent"),
)
