"""x ← x exp(−η∇f(x)), and on a simplex divided by the sum: mirror descent with the negative entropy.

Nemirovski & Yudin, 1983; Beck & Teboulle, Oper. Res. Lett. 31(3), 2003; Kivinen & Warmuth, Inf. Comput. 132(1), 1997.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from gdanim.constraints import BoxSet, Objective, Simplex
from gdanim.messages import Message, message
from gdanim.optimizers import Oracle, Point, Rule
from gdanim.optimizers.parts.vectors import elementwise

if TYPE_CHECKING:
    from gdanim.optimizers import RunFacts


def update(
    state: None,
    point: Point,
    gradient: Point,
    eta: float,
    options: None,  # noqa: ARG001
    oracle: Oracle,
) -> tuple[Point, None]:
    if not any(gradient):
        return point, state
    if not isinstance(oracle.constraint, Simplex):
        return elementwise(lambda x, g: x * _exp(-eta * g), point, gradient), state
    least = min(gradient)  # the simplex forgets a common factor, which could overflow
    weights = elementwise(lambda x, g: x * _exp(-eta * (g - least)), point, gradient)
    total = sum(weights)
    return tuple(oracle.constraint.total * (weight / total) for weight in weights), state


def _exp(power: float) -> float:
    try:
        return math.exp(power)
    except OverflowError:
        return math.inf


def penalty(options: Any, variables: int) -> Objective:  # noqa: ARG001
    """Returns the set that the rule stays in: no variable becomes negative."""
    return Objective(sets=(BoxSet(((0.0, math.inf),) * variables),))


def refusal(options: None, run: RunFacts) -> Message | None:  # noqa: ARG001
    """Returns what is wrong with a start that is not positive, or with a set other than a simplex."""
    if not all(x > 0 for x in run.start):
        return message("optimizers.start_not_positive")
    if run.constraint is None or isinstance(run.constraint, Simplex):
        return None
    return message("optimizers.needs_simplex")


PLUGIN = Rule(
    display_name="mirror descent",
    summary="positive variables are multiplied by exp(−η times the slope); on a simplex they keep their sum",
    formula=r"x_{k+1} \propto x_k\,e^{-\eta\,\nabla f(x_k)}",
    update=update,
    needs_oracle=True,
    penalty=penalty,
    refusal=refusal,
    synonyms=(
        "exponentiated_gradient",
        "multiplicative_weights",
        "entropic_mirror_descent",
        "mirror",
        "egd",
        "eg",
        "hedge",
    ),
)
