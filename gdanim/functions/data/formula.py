"""The formula of a loss on points, and the names of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.functions.formula import number

if TYPE_CHECKING:
    from gdanim.functions.data.mean_loss import MeanLoss


def variables(degree: int) -> tuple[str, ...]:
    """Returns the parameters' names: w and b of a line, w3, w2, w1, w0 of a polynomial, by their powers."""
    return ("w", "b") if degree == 1 else tuple(f"w{power}" for power in range(degree, -1, -1))


def formula(fit: MeanLoss) -> str:
    r"""Returns mathtext: ``\frac{1}{60} \sum_i (w x_i + b - y_i)^2``."""
    model = "w x_i + b" if fit.degree == 1 else "p(x_i)"
    mean = fit.loss.formula.replace("<n>", str(fit.point_count)).replace("<r>", f"{model} - y_i")
    penalty = "w^2" if fit.degree == 1 else r"\sum_j w_j^2"
    ridge = "" if fit.ridge == 0 else " + " + (penalty if fit.ridge == 1 else f"{number(fit.ridge)} {penalty}")
    return mean + ridge
