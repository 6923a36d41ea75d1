"""x ← x − α∇f(x) with α = (f(x) − f*)/‖∇f(x)‖².  Polyak, USSR Comput. Math. Math. Phys. 9(3), 1969."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from gdanim.messages import Message, message
from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.parts.vectors import dot, subtract
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import RunFacts


class Options(PluginOptions):
    lowest: float | None = Field(None, description="f*: lowest value of f; by default that of its minimum")


def update(
    state: None,
    point: Point,
    gradient: Point,
    eta: float,  # noqa: ARG001
    options: Options,
    oracle: Oracle,
) -> tuple[Point, None]:
    squared_length = dot(gradient, gradient)
    if not squared_length:
        return point, state
    lowest = oracle.lowest_value() if options.lowest is None else options.lowest
    return subtract(point, gradient, (oracle.value(point) - lowest) / squared_length), state


def refusal(options: Options, run: RunFacts) -> Message | None:
    """Returns what is wrong with a function whose lowest value is unknown."""
    is_known = options.lowest is not None or run.lowest_value is not None
    return None if is_known else message("optimizers.unknown_lowest_value")


PLUGIN = Rule(
    display_name="gradient descent with Polyak steps",
    summary="the step size that the lowest value of f calls for, (f − f*) over the squared slope",
    formula=r"x_{k+1} = x_k - \frac{f(x_k) - f^*}{\|\nabla f(x_k)\|^2}\,\nabla f(x_k)",
    update=update,
    options=Options,
    takes_eta=False,
    needs_oracle=True,
    refusal=refusal,
    synonyms=("polyak_step", "polyak_step_size", "polyak_sgd"),
)
