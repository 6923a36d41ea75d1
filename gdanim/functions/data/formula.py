"""The formula of a loss on points, and the names of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.functions.expressions.formula import number
from gdanim.spelling import rounded

if TYPE_CHECKING:
    from gdanim.functions.data.mean_loss import MeanLoss
    from gdanim.functions.data.sample import Scaling


MAX_POWERS = 3  # of x in a polynomial: from so many on, those between the first and the last are left out


def variables(degree: int) -> tuple[str, ...]:
    """Returns the parameters' names: w and b of a line; w3, w2, w1, w0 of a polynomial, by their powers."""
    return ("w", "b") if degree == 1 else tuple(f"w{power}" for power in range(degree, -1, -1))


def formula(fit: MeanLoss) -> str:
    r"""Returns the loss as mathtext: ``\frac{1}{60} \sum_i (w x_i + b - y_i)^2``, with z_i for a standardised x_i."""
    feature = "z_i" if fit.is_standardised else "x_i"
    model = _line(fit, feature) if fit.degree == 1 else f"p({feature})"
    mean = fit.loss.formula.replace("<n>", str(fit.point_count)).replace("<r>", f"{model} - y_i").replace("<m>", model)
    mean = mean.replace("P(y_i)", r"P(y_i \mid z_i)") if fit.is_standardised else mean
    penalty = "w^2" if fit.degree == 1 else r"\sum_j w_j^2"
    ridge = (
        ""
        if fit.ridge == 0 or not any(fit.penalised)
        else " + " + (penalty if fit.ridge == 1 else f"{number(fit.ridge)} {penalty}")
    )
    constants = [rf",\ w_{power} = {number(value)}" for power, value in fit.fixed if fit.degree > 1]
    parts = [mean + ridge, *_definitions(fit, model, feature)]
    parts += [standardisation(fit.scaling)] if fit.is_standardised else []
    return r",\ ".join(parts) + "".join(constants)


def _definitions(fit: MeanLoss, model: str, feature: str) -> list[str]:
    """Returns what the letters p and P stand for, where the loss has them: a polynomial, and a probability."""
    found = []
    if "P(" in fit.loss.formula:
        found.append(rf"P(1) = \sigma({model})")
    if fit.degree > 1:
        powers = [f"w_{power} {feature[0]}" + (f"^{power}" if power > 1 else "") for power in range(1, fit.degree + 1)]
        terms = powers if len(powers) < MAX_POWERS else [powers[0], r"\ldots", powers[-1]]
        found.append(f"p({feature[0]}) = " + " + ".join(["w_0", *terms]))
    return found


def _line(fit: MeanLoss, feature: str) -> str:
    """Returns a line with numbers for its fixed coefficients: ``0.64 x_i + b``, or ``w x_i`` through the origin."""
    fixed = dict(fit.fixed)
    slope = number(fixed[1]) if 1 in fixed else "w"
    start = "" if fixed.get(1) == 0 else feature if fixed.get(1) == 1 else f"{slope} {feature}"
    if 0 not in fixed:
        return f"{start} + b" if start else "b"
    sign = "-" if fixed[0] < 0 else "+"
    return f"{start} {sign} {number(abs(fixed[0]))}" if fixed[0] else start


def standardisation(scaling: Scaling) -> str:
    r"""Returns the scaling as mathtext: ``z_i \approx \frac{x_i - 95.12}{32.4}``, or with ``=`` if it is exact."""
    mean, deviation = (rounded(value, 4) for value in (scaling.mean, scaling.deviation))
    relation = "=" if (mean, deviation) == (scaling.mean, scaling.deviation) else r"\approx"
    sign = "+" if mean < 0 else "-"
    centred = f"x_i {sign} {number(abs(mean))}" if mean else "x_i"
    return rf"z_i {relation} \frac{{{centred}}}{{{number(deviation)}}}"
