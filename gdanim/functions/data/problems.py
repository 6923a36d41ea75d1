"""The data problems by name: their loss functions, made from their options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim import spelling
from gdanim.functions.data import losses, network_loss, terms
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.generate import PLANE_NAMES, Chance, Curve, LineGenerator, Shapes
from gdanim.functions.data.mean_loss import MeanLoss
from gdanim.functions.data.network_loss import NetworkLoss
from gdanim.functions.data.problem_options import (
    ClassificationOptions,
    LinearOptions,
    LogisticOptions,
    NetworkOptions,
    PolynomialOptions,
)
from gdanim.functions.data.sample import Sample
from gdanim.functions.data.table import raise_all
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.functions.data.problem_options import Options
    from gdanim.functions.data.terms import Term


@dataclass(frozen=True)
class ProblemKind:
    """A data problem; its ``generator`` draws points with default settings if a scene gives none.

    ``is_classifier``: the model predicts the probability of a 1, and the labels are 0 or 1.
    """

    summary: str
    options: type[Options]
    generator: Callable[[], Any]
    is_classifier: bool = False
    is_network: bool = False


PROBLEMS = {
    "linear_regression": ProblemKind(
        "a line fitted to points, its slope w and intercept b", LinearOptions, LineGenerator
    ),
    "polynomial_regression": ProblemKind("a polynomial fitted to points", PolynomialOptions, Curve),
    "logistic_regression": ProblemKind(
        "the chance of a 1 fitted to zeros and ones", LogisticOptions, Chance, is_classifier=True
    ),
    "linear_classification": ProblemKind(
        "a line whose sign tells ones from zeros, as a support vector machine's",
        ClassificationOptions,
        Chance,
        is_classifier=True,
    ),
    "network": ProblemKind(
        "a network with a hidden layer fitted to zeros and ones in two features",
        NetworkOptions,
        lambda: Shapes(shape="moons"),
        is_classifier=True,
        is_network=True,
    ),
}


def build(name: str, options: Any, sample: Sample | None = None) -> MeanLoss | NetworkLoss:
    """Returns the mean loss of a data problem's model on points.

    Parameters
    ----------
    name
        The problem's name, one of ``NAMES``.
    options
        An instance of the problem's options.
    sample
        The points; by default those that the options generate.

    Returns
    -------
    MeanLoss or NetworkLoss

    Raises
    ------
    DataError
        If the model can't be fitted to the points.
    """
    problem = PROBLEMS[name]
    points = sample or _given(options.points) or (options.generate or problem.generator()).sample()
    return _network(name, options, points) if problem.is_network else _mean_loss(name, options, points)


def _mean_loss(name: str, options: Any, points: Sample) -> MeanLoss:
    degree, is_classifier = getattr(options, "degree", 1), PROBLEMS[name].is_classifier
    feature_count = points.feature_count
    names, powers = terms.names(degree, feature_count), terms.terms(degree, feature_count)
    fixed = _fixed(options, dict(zip(names, powers, strict=True)))
    _check(points, len(names), degree, is_classifier=is_classifier)
    free = tuple(each for each, term in zip(names, powers, strict=True) if term not in dict(fixed))
    function = MeanLoss(
        text=name,
        name=name,
        variables=free,
        sample=points,
        loss=losses.by_name(
            options.loss, getattr(options, "delta", None) or 1.0, getattr(options, "quantile", None) or 0.5
        ),
        degree=degree,
        ridge=options.ridge,
        l1=options.l1,
        fixed=fixed,
        is_classifier=is_classifier,
        start=(0.0,) * len(free),
        warnings=points.warnings,
    )
    return function.completed(standardises=options.standardise)


def _network(name: str, options: Any, points: Sample) -> NetworkLoss:
    if points.feature_count != 2:
        raise DataError(message("functions.one_feature_for_network"))
    _check_classes(points)
    function = NetworkLoss(
        text=name,
        name=name,
        variables=network_loss.names(options.hidden),
        sample=points,
        hidden=options.hidden,
        activation=options.activation,
        is_classifier=True,
        start=network_loss.initial_weights(options.hidden, options.initial_seed),
        eta=network_loss.DEFAULT_ETA,
        minima=(),
        warnings=points.warnings,
    )
    return function.completed(standardises=options.standardise)


def _fixed(options: Any, powers: dict[str, Term]) -> tuple[tuple[Term, float], ...]:
    """Returns the terms whose coefficients are no variables, with these. Raises DataError."""
    constant = next(reversed(powers.values()))
    known = powers | {"intercept": constant} | ({"slope": powers["w"]} if "w" in powers else {})
    fixed = {} if options.intercept else {constant: 0.0}
    for name, value in (options.fixed or {}).items():
        if name not in known:
            advice = spelling.advice(name, tuple(known))
            raise DataError(message("functions.no_parameter_to_fix", name=name, advice=advice), option="fixed")
        if known[name] in fixed:
            raise DataError(message("functions.fixed_twice", name=name), option="fixed")
        fixed[known[name]] = value
    if len(fixed) >= len(powers):
        raise DataError(message("functions.all_fixed"), option="fixed")
    return tuple(fixed.items())


def _given(points: tuple[tuple[float, ...], ...] | None) -> Sample | None:
    """Returns points that the scene itself holds; the position of each is its number."""
    if points is None:
        return None
    table = np.array(points)
    column = table.shape[1]
    positions = tuple((number, column, 1) for number in range(1, len(points) + 1))
    if column == 2:
        return Sample(table[:, 0], table[:, 1], positions=positions)
    return Sample(table[:, :2], table[:, 2], PLANE_NAMES, positions)


def _check(points: Sample, count: int, degree: int, *, is_classifier: bool) -> None:
    """Raises DataError for too few points, or classes other than 0 and 1. ``count`` is that of the coefficients."""
    if len(points) < count:
        if points.feature_count == 1:
            raise DataError(message("functions.too_few_points", degree=degree, found=len(points)))
        raise DataError(message("functions.too_few_points_of_two_features", count=count, found=len(points)))
    if is_classifier:
        _check_classes(points)


def _check_classes(points: Sample) -> None:
    sentences = {
        index: message("functions.not_zero_or_one", column=points.names[-1], found=y)
        for index, y in enumerate(points.y)
        if y not in {0, 1}
    }
    raise_all([DataError(text, *(points.positions[at] if points.positions else ())) for at, text in sentences.items()])
