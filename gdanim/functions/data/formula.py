"""The formula of a loss on points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.functions.data.terms import names
from gdanim.functions.expressions.formula import letter, number
from gdanim.spelling import rounded

if TYPE_CHECKING:
    from gdanim.functions.data.mean_loss import MeanLoss
    from gdanim.functions.data.sample import Scaling
    from gdanim.functions.data.terms import Term


MAX_POWERS = 3  # of x in a polynomial: from so many on, those between the first and the last are left out


def formula(fit: MeanLoss) -> str:
    r"""Returns the loss as mathtext: ``\frac{1}{60} \sum_i (w x_i + b - y_i)^2``, with z_i for a standardised x_i."""
    feature = "z_i" if fit.is_standardised else "x_i"
    has_two = fit.sample.feature_count == 2
    model = f"p({feature})" if fit.degree > 1 else _plane(fit, feature[0]) if has_two else _line(fit, feature)
    mean = fit.loss.formula.replace("<n>", str(fit.point_count)).replace("<r>", f"{model} - y_i").replace("<m>", model)
    mean = mean.replace("P(y_i)", r"P(y_i \mid z_i)") if fit.is_standardised else mean
    has_one_weight = fit.degree == 1 and not has_two
    penalties = _penalty(fit.ridge, "w^2" if has_one_weight else r"\sum_j w_j^2")
    penalties += _penalty(fit.l1, "|w|" if has_one_weight else r"\sum_j |w_j|")
    letters = dict(zip(fit.terms, map(_name, names(fit.degree, fit.sample.feature_count)), strict=True))
    constants = [rf",\ {letters[term]} = {number(value)}" for term, value in fit.fixed if fit.degree > 1]
    parts = [mean + (penalties if any(fit.penalised) else ""), *_definitions(fit, model, feature)]
    parts += [standardisation(fit.scaling)] if fit.is_standardised and not has_two else []
    return r",\ ".join(parts) + "".join(constants)


def _name(name: str) -> str:
    return f"{name[0]}_{name[1]}" if len(name) == 2 else letter(name)


def _penalty(coefficient: float, penalty: str) -> str:
    if not coefficient:
        return ""
    return " + " + (penalty if coefficient == 1 else f"{number(coefficient)} {penalty}")


def _definitions(fit: MeanLoss, model: str, feature: str) -> list[str]:
    """Returns what the letters p and P stand for, where the loss has them: a polynomial, and a probability."""
    found = []
    if "P(" in fit.loss.formula:
        found.append(rf"P(1) = \sigma({model})")
    if fit.degree > 1:
        if fit.sample.feature_count == 2:
            return [*found, rf"p({feature[0]}) = {_polynomial_of_two(fit, feature[0])}"]
        powers = [f"w_{power} {feature[0]}" + (f"^{power}" if power > 1 else "") for power in range(1, fit.degree + 1)]
        terms = powers if len(powers) < MAX_POWERS else [powers[0], r"\ldots", powers[-1]]
        found.append(f"p({feature[0]}) = " + " + ".join(["w_0", *terms]))
    return found


def _polynomial_of_two(fit: MeanLoss, feature: str) -> str:
    """Returns a polynomial in two features by its first term and its last ones: ``w_{11} x_1^2 + … + b``."""
    return rf"w_{{{'1' * fit.degree}}} {feature}_1^{fit.degree} + \ldots + w_2 {feature}_2 + b"


def _line(fit: MeanLoss, feature: str) -> str:
    """Returns a line with numbers for its fixed coefficients: ``0.64 x_i + b``, or ``w x_i`` through the origin."""
    return _sum([_product(_coefficients(fit).get((1,), "w"), feature), _coefficients(fit).get((0,), "b")])


def _plane(fit: MeanLoss, feature: str) -> str:
    """Returns a plane with numbers for its fixed coefficients: ``w_1 x_{i1} + w_2 x_{i2} + b``."""
    coefficients = _coefficients(fit)
    first = _product(coefficients.get((1, 0), "w_1"), f"{feature}_{{i1}}")
    return _sum([first, _product(coefficients.get((0, 1), "w_2"), f"{feature}_{{i2}}"), coefficients.get((0, 0), "b")])


def _coefficients(fit: MeanLoss) -> dict[Term, str]:
    """Returns the fixed coefficients as mathtext; empty for zero."""
    return {term: number(value) if value else "" for term, value in fit.fixed}


def _product(coefficient: str, feature: str) -> str:
    return "" if not coefficient else feature if coefficient == "1" else f"{coefficient} {feature}"


def _sum(parts: list[str]) -> str:
    first, *others = [part for part in parts if part] or ["0"]
    return first + "".join(f" - {part[1:]}" if part.startswith("-") else f" + {part}" for part in others)


def standardisation(scaling: Scaling) -> str:
    r"""Returns the scaling as mathtext: ``z_i \approx \frac{x_i - 95.12}{32.4}``, or with ``=`` if it is exact."""
    mean, deviation = (rounded(float(np.asarray(value)), 4) for value in (scaling.mean, scaling.deviation))
    relation = "=" if (mean, deviation) == (scaling.mean, scaling.deviation) else r"\approx"
    sign = "+" if mean < 0 else "-"
    centred = f"x_i {sign} {number(abs(mean))}" if mean else "x_i"
    return rf"z_i {relation} \frac{{{centred}}}{{{number(deviation)}}}"
