"""x ← x − η(∇fᵢ(x) − ∇fᵢ(w) + ∇f(w)): a batch's gradient, corrected by the whole one at a snapshot w.

Johnson & Zhang, NeurIPS 2013. The snapshot is renewed every pass over the data, or every few steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from gdanim.messages import Message, message
from gdanim.optimizers import Equation, Oracle, Point, Rule, RunFacts
from gdanim.optimizers.parts.vectors import elementwise, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    every: int | None = Field(
        None, ge=1, le=10_000, description="steps between two snapshots; by default a pass over the data"
    )


class State(NamedTuple):
    """The snapshot, the whole gradient there, the corrected gradient, and the number of steps taken."""

    w: Point
    mu: Point
    v: Point
    k: int


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(point, zeros_like(point), zeros_like(point), 0)


def update(
    state: State, point: Point, gradient: Point, eta: float, options: Options, oracle: Oracle
) -> tuple[Point, State]:
    is_due = state.k % (options.every or oracle.steps_per_epoch) == 0
    w, mu = (point, oracle.full_gradient(point)) if is_due else (state.w, state.mu)
    at_snapshot = gradient if w == point else oracle.gradient(w)
    step = elementwise(lambda g, old, whole: (g - old) + whole, gradient, at_snapshot, mu)
    return subtract(point, step, eta), State(w, mu, step, state.k + 1)


def equations(options: Options) -> tuple[Line, ...]:  # noqa: ARG001
    def whole(numbers: StepNumbers) -> Point:
        return numbers.after["mu"]

    def at_snapshot(numbers: StepNumbers) -> Point:
        after = numbers.after
        return tuple(g - v + mu for g, v, mu in zip(numbers.gradient, after["v"], after["mu"], strict=True))

    corrected = Equation("v", r"slope - g_w + \mu", {"g_w": at_snapshot, r"\mu": whole})
    return (corrected,), (Equation("x_new", "x - eta * v"),)


def refusal(options: Options, run: RunFacts) -> Message | None:  # noqa: ARG001
    """Returns what is wrong with a function that has no data."""
    return None if run.is_data_problem else message("optimizers.needs_data", rule="svrg")


PLUGIN = Rule(
    display_name="SVRG",
    summary="batch gradients without their noise: corrected by the whole gradient at a snapshot",
    formula=r"x_{k+1} = x_k - \eta\,(\nabla f_i(x_k) - \nabla f_i(w) + \nabla f(w))",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    needs_oracle=True,
    equations=equations,
    refusal=refusal,
    synonyms=("variance_reduced", "stochastic_variance_reduced_gradient"),
)
