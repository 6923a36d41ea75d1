"""x ← x − η(∇²f(x) + λI)⁻¹∇f(x).  Simpson, Essays on Several Subjects, 1740; λ: Levenberg, Q. Appl. Math. 2, 1944.

It converges to any stationary point: minimum, maximum or saddle. If the matrix is singular, the step is infinite.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic import Field

from gdanim.optimizers import Equation, Oracle, Point, Rule
from gdanim.optimizers.parts.vectors import subtract
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    damping: float = Field(0.0, ge=0, description="λ: damping, added to the Hessian's diagonal")


def update(
    state: None, point: Point, gradient: Point, eta: float, options: Options, oracle: Oracle
) -> tuple[Point, None]:
    if not any(gradient):
        return point, state
    curvature = [
        [entry + options.damping * (row == column) for column, entry in enumerate(entries)]
        for row, entries in enumerate(oracle.hessian(point))
    ]
    return subtract(point, solve(curvature, gradient), eta), state


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> Point:
    """Solves Ax = b by Gaussian elimination with pivoting; if A is singular, x is infinite, with the signs of b."""
    rows = [[*row, b] for row, b in zip(matrix, right, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        if not rows[column][column]:
            return tuple(math.copysign(math.inf, b) for b in right)
        for below in rows[column + 1 :]:
            factor = below[column] / rows[column][column]
            below[column:] = [b - factor * a for b, a in zip(below[column:], rows[column][column:], strict=True)]
    x = [0.0] * size
    for row in reversed(range(size)):
        solved = sum(rows[row][column] * x[column] for column in range(row + 1, size))
        x[row] = (rows[row][size] - solved) / rows[row][row]
    return tuple(x)


def equations(options: Options) -> tuple[Line, ...]:
    def direction(numbers: StepNumbers) -> Point:
        return tuple(-change / numbers.eta for change in numbers.change)

    factor = "" if options.damping == 1 else repr(options.damping)
    matrix = rf"\left(H+{factor}I\right)" if options.damping else "H"
    name = rf"{matrix}^{{-1}}slope"
    return ((Equation("x_new", f"x - eta * {name}", {name: direction}),),)


PLUGIN = Rule(
    display_name="Newton's method",
    summary="the step to the stationary point of the second-order Taylor polynomial",
    formula=r"x_{k+1} = x_k - \eta\,(\nabla^2 f(x_k) + \lambda I)^{-1}\,\nabla f(x_k)",
    update=update,
    options=Options,
    default_eta=1.0,
    needs_oracle=True,
    equations=equations,
    damping=lambda options: options.damping,
    synonyms=("newton_raphson", "newtons_method", "newton's method", "hessian"),
)
