"""x ← x − ηG⁻¹∇f(x), where G = JᵀWJ: J has the derivatives of the predictions, W weighs the points.

Gauss, Theoria motus, 1809; for other losses than squares: iteratively reweighted least squares, Green, J. R. Stat. Soc.
B 46(2), 1984. G has no second derivatives of the model, and never leads uphill.
"""

from __future__ import annotations

from pydantic import Field

from gdanim.messages import Message, message
from gdanim.optimizers import Oracle, Point, Rule, RunFacts
from gdanim.optimizers.newton import solve
from gdanim.optimizers.parts.vectors import subtract
from gdanim.plugin_options import PluginOptions


class Options(PluginOptions):
    damping: float = Field(0.0, ge=0, description="λ: damping, added to the diagonal (Levenberg)")


def update(
    state: None, point: Point, gradient: Point, eta: float, options: Options, oracle: Oracle
) -> tuple[Point, None]:
    if not any(gradient):
        return point, state
    matrix = [
        [entry + options.damping * (row == column) for column, entry in enumerate(entries)]
        for row, entries in enumerate(oracle.gauss_newton_matrix(point))
    ]
    return subtract(point, solve(matrix, gradient), eta), state


def refusal(options: Options, run: RunFacts) -> Message | None:  # noqa: ARG001
    """Returns what is wrong with a function that has no data."""
    return None if run.is_data_problem else message("optimizers.needs_data", rule="gauss_newton")


PLUGIN = Rule(
    display_name="Gauss–Newton",
    summary="Newton's method for data, with first derivatives of the model alone",
    formula=r"x_{k+1} = x_k - \eta\,(J^\top W J + \lambda I)^{-1}\,\nabla f(x_k)",
    update=update,
    options=Options,
    default_eta=1.0,
    needs_oracle=True,
    refusal=refusal,
    synonyms=("gauss newton", "gauss-newton", "levenberg_marquardt", "irls", "lm", "levenberg"),
)
