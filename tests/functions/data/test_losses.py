"""Losses on three points, models with fixed parameters, and their minima: in closed form or by trying all lines."""

import itertools
import math

import numpy as np
import pytest

from gdanim import descent
from gdanim.functions import data
from gdanim.functions.data import DataError
from gdanim.functions.data.sample import Sample
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed

MISSED = [0, 1, 2], [1, 4, 3]
"""Points that the line 2x + 1 misses: it is below the second by 1 and above the third by 2."""
ELEVEN = list(range(11)), [4, 1, 9, 2, 7, 3, 11, 5, 8, 6, 10]


def fit(name="linear_regression", points=None, **options):
    sample = Sample(*(np.array(each, float) for each in points)) if points else None
    return data.build(name, data.PROBLEMS[name].options(**options), sample)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"loss": "mse"}, 5 / 3),
        ({"loss": "half_mse"}, 5 / 6),
        ({"loss": "sse"}, 5),
        ({"loss": "mae"}, 3 / 3),
        ({"loss": "quantile", "quantile": 0.9}, (0.9 * 1 + 0.1 * 2) / 3),
        ({"loss": "quantile"}, (0.5 * 1 + 0.5 * 2) / 3),
    ],
)
def test_losses_of_residuals(options, expected):
    assert fit(points=MISSED, **options).value((2, 1)) == pytest.approx(expected)


def test_the_hinge_loss_is_zero_beyond_the_margin():
    """The scores are −½, ½ and 3/2, those wanted are −1 or less, 1 or more, and 1 or more."""
    classes = fit("linear_classification", ([0, 1, 2], [0, 1, 1]))
    assert classes.value((1, -0.5)) == pytest.approx((0.5 + 0.5 + 0) / 3)
    assert classes.gradient((1, -0.5)) == pytest.approx(((0 - 1) / 3, (1 - 1) / 3))


@pytest.mark.parametrize(
    ("options", "formula"),
    [
        ({"loss": "half_mse"}, r"\frac{1}{2 \cdot 3} \sum_i (w x_i + b - y_i)^2"),
        ({"loss": "sse"}, r"\sum_i (w x_i + b - y_i)^2"),
        ({"loss": "quantile", "quantile": 0.9}, r"\frac{1}{3} \sum_i \rho_{0.9}(y_i - (w x_i + b))"),
        ({"intercept": False}, r"\frac{1}{3} \sum_i (w x_i - y_i)^2"),
        ({"fixed": {"slope": 0.64}, "ridge": 2}, r"\frac{1}{3} \sum_i (0.64 x_i + b - y_i)^2"),
        ({"fixed": {"b": -2}, "ridge": 1}, r"\frac{1}{3} \sum_i (w x_i - 2 - y_i)^2 + w^2"),
        ({"fixed": {"slope": 0}}, r"\frac{1}{3} \sum_i (b - y_i)^2"),
        ({"fixed": {"slope": 1}}, r"\frac{1}{3} \sum_i (x_i + b - y_i)^2"),
    ],
)
def test_formulas_say_loss_and_model(options, formula):
    assert fit(points=MISSED, **options).formula == formula


@pytest.mark.parametrize(
    ("degree", "polynomial"), [(2, "w_0 + w_1 x + w_2 x^2"), (4, r"w_0 + w_1 x + \ldots + w_4 x^4")]
)
def test_a_formula_says_what_its_polynomial_is(degree, polynomial):
    assert fit("polynomial_regression", ELEVEN, degree=degree).formula.endswith(rf",\ p(x) = {polynomial}")


def test_a_polynomials_fixed_parameters_stand_behind_its_formula():
    curve = fit("polynomial_regression", ELEVEN, fixed={"w1": 0.5}, intercept=False)
    assert (curve.variables, curve.value((2,))) == (("w2",), pytest.approx(mean_square(ELEVEN, 2, 0.5, 0)))
    assert curve.formula.endswith(r"(p(x_i) - y_i)^2,\ p(x) = w_0 + w_1 x + w_2 x^2,\ w_0 = 0,\ w_1 = 0.5")


def mean_square(points, *coefficients):
    x, y = map(np.array, points)
    return ((np.polyval(coefficients, x) - y) ** 2).mean()


def test_the_line_through_the_origin_has_the_slope_of_the_products():
    x, y = map(np.array, ELEVEN)
    line = fit(points=ELEVEN, intercept=False)
    assert line.variables == ("w",)
    assert line.minima == (pytest.approx(((x * y).sum() / (x * x).sum(),)),)


@pytest.mark.parametrize(
    ("options", "lowest"),
    [
        ({"loss": "mse"}, 66 / 11),
        ({"loss": "half_mse"}, 66 / 11),
        ({"loss": "sse"}, 66 / 11),
        ({"loss": "mae"}, 6),
        ({"loss": "quantile", "quantile": 0.3}, 4),  # 3.3 of 11 points are below it: the fourth
        ({"loss": "quantile", "quantile": 0.95}, 11),
    ],
)
def test_a_level_line_ends_in_the_mean_the_median_or_a_quantile(options, lowest):
    assert fit(points=ELEVEN, fixed={"slope": 0}, **options).minima == (pytest.approx((lowest,)),)


def test_with_its_slope_fixed_a_line_goes_through_the_mean_of_the_rest():
    x, y = map(np.array, ELEVEN)
    assert fit(points=ELEVEN, fixed={"slope": 0.64}).minima == (pytest.approx(((y - 0.64 * x).mean(),)),)


@pytest.mark.parametrize(("loss", "factor"), [("mse", 1), ("half_mse", 1 / 2), ("sse", 11)])
def test_ridge_is_added_to_the_loss_as_it_is(loss, factor):
    """The minimum of factor·mean(r²) + 0.5w² over w and b, where b leaves the centred points."""
    x, y = (np.array(each) - np.mean(each) for each in ELEVEN)
    slope = factor * (x * y).mean() / (factor * (x * x).mean() + 0.5)
    assert fit(points=ELEVEN, loss=loss, ridge=0.5).minima[0][0] == pytest.approx(slope)


@pytest.mark.parametrize("level", [0.2, 0.37, 0.83])
def test_the_best_quantile_line_goes_through_two_points(level):
    line = fit(loss="quantile", quantile=level)
    x, y = line.sample.x, line.sample.y
    pairs = itertools.combinations(range(60), 2)
    slopes = [((y[j] - y[i]) / (x[j] - x[i]), i) for i, j in pairs]
    best = min(line.value((slope, y[i] - slope * x[i])) for slope, i in slopes)
    assert line.value(line.minima[0]) == pytest.approx(best, abs=1e-10)
    assert (y < np.polyval(line.minima[0], x) - 1e-9).mean() == pytest.approx(level, abs=2 / 60)


def test_the_best_hinge_boundary_has_two_points_on_its_margins():
    line = fit("linear_classification")
    x, sign = line.sample.x, 2 * line.sample.y - 1
    lines = [
        ((sign[j] - sign[i]) / (x[j] - x[i]), sign[i] - (sign[j] - sign[i]) / (x[j] - x[i]) * x[i])
        for i, j in itertools.combinations(range(60), 2)
    ]
    assert line.value(line.minima[0]) == pytest.approx(min(map(line.value, lines)), abs=1e-10)
    slope, intercept = line.minima[0]
    assert line.threshold(line.minima[0]) == pytest.approx(-intercept / slope)


def test_a_chance_without_an_intercept_has_a_minimum_unless_all_are_told_apart():
    assert fit("logistic_regression", ([-2, -1, 1, 2], [0, 1, 1, 1]), intercept=False).minima
    assert not fit("logistic_regression", ([-2, -1, 1, 2], [0, 0, 1, 1]), intercept=False).minima
    assert fit("logistic_regression", ([-2, -1, 1, 2], [0, 0, 1, 1]), intercept=False, ridge=0.1).minima
    (level,) = fit("logistic_regression", ([1, 2, 3, 4], [0, 1, 1, 1]), fixed={"slope": 0}).minima
    assert level == pytest.approx((math.log(3),))  # the chance is 3 of 4


@pytest.mark.parametrize(("loss", "divisor"), [("half_mse", 1 / 2), ("sse", 60)])
def test_step_sizes_of_squared_errors_convert(loss, divisor):
    """η of the mean of squares is half that of its half, and as many times that of their sum as there are points."""
    paths = []
    for name, eta in (("mse", 0.1), (loss, 0.1 / divisor)):
        function = fit(loss=name)
        run = descent.Run(function, Optimizer(), fixed(eta), function.start, 20)
        paths.append(descent.compute_trajectory(run).points)
    assert paths[0] == pytest.approx(paths[1], abs=1e-12)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"fixed": {"slop": 1}}, "the model has no parameter 'slop'; did you mean 'slope'?"),
        ({"fixed": {"w": 1, "b": 0}}, "all parameters are fixed; leave one, which is to be found"),
        ({"fixed": {"w": 1, "slope": 0}}, "slope is fixed already, by intercept: false or under its other name"),
        (
            {"fixed": {"intercept": 1}, "intercept": False},
            "intercept is fixed already, by intercept: false or under its other name",
        ),
    ],
)
def test_parameters_that_can_not_be_fixed_are_told(options, expected):
    with pytest.raises(DataError) as caught:
        fit(**options)
    assert (str(caught.value), caught.value.option) == (expected, "fixed")


def test_a_quantile_belongs_to_its_loss():
    with pytest.raises(ValueError, match="quantile belongs to the loss quantile; the loss is mse"):
        fit(quantile=0.9)
