"""x ← x + γ(s − x), where s is the point of the set that lies farthest downhill, and γ = 2/(k + 2).

Frank & Wolfe, Naval Res. Logist. Q. 3, 1956; Jaggi, ICML 2013. The step never leaves the set.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from pydantic import Field

from gdanim.messages import Message, message
from gdanim.optimizers import Oracle, Point, Rule, RunFacts
from gdanim.optimizers.parts.line_search import SearchLine, exact_line_search
from gdanim.optimizers.parts.vectors import dot, elementwise, subtract
from gdanim.plugin_options import PluginOptions


class Options(PluginOptions):
    search: Literal["none", "exact"] = Field(
        "none", description="line search to the vertex: none for γ = 2/(k + 2), or exact"
    )


class State(NamedTuple):
    """The number of steps taken."""

    k: int


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(0)


def update(
    state: State,
    point: Point,
    gradient: Point,
    eta: float,  # noqa: ARG001
    options: Options,
    oracle: Oracle,
) -> tuple[Point, State]:
    later = State(state.k + 1)
    vertex = oracle.constraint.vertex(gradient) if oracle.constraint else None
    if vertex is None or not any(gradient):
        return point, later
    part = 2 / (state.k + 2)
    if options.search == "exact":
        part = _lowest(oracle, point, vertex, gradient)
    return elementwise(lambda x, s: x + part * (s - x), point, vertex), later


def _lowest(oracle: Oracle, point: Point, vertex: Point, gradient: Point) -> float:
    """Returns how much of the way to the vertex leads to the lowest f."""
    direction = subtract(vertex, point)
    slope = dot(gradient, direction)
    return min(1.0, exact_line_search(SearchLine(oracle, point, direction, slope), 1.0)) if slope < 0 else 0.0


def refusal(options: Options, run: RunFacts) -> Message | None:
    """Returns what is wrong with a run without a bounded set, or one that starts outside it."""
    if run.constraint is None or not run.constraint.is_bounded:
        return message("optimizers.needs_bounded_constraint")
    if options.search == "exact" and not run.constraint.contains(run.start):
        return message("optimizers.start_outside_constraint")
    return None


PLUGIN = Rule(
    display_name="Frank–Wolfe",
    summary="steps towards the point of the constraint's set that lies farthest downhill",
    formula=r"x_{k+1} = x_k + \frac{2}{k + 2}\,(s_k - x_k),\quad s_k = \mathrm{argmin}_s\,s^\top \nabla f(x_k)",
    update=update,
    init=init,
    options=Options,
    takes_eta=False,
    has_memory=True,
    needs_oracle=True,
    refusal=refusal,
    synonyms=("frank wolfe", "frank-wolfe", "conditional_gradient"),
)
