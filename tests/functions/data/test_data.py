"""Data problems: their losses, gradients and minima, held against mathematics; and batches."""

import itertools
import math

import numpy as np
import pytest

from gdanim import descent
from gdanim.functions import data
from gdanim.functions.data import DataError, Sampling
from gdanim.functions.data.sample import Sample
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed

LOSSES = [
    ("linear_regression", {}),
    ("linear_regression", {"loss": "mae"}),
    ("linear_regression", {"loss": "huber", "delta": 0.3}),
    ("linear_regression", {"ridge": 0.5, "standardise": True}),
    ("polynomial_regression", {"degree": 3}),
    ("polynomial_regression", {"degree": 4, "loss": "huber", "ridge": 0.1, "standardise": True}),
    ("logistic_regression", {}),
    ("logistic_regression", {"ridge": 0.2, "standardise": True}),
    ("linear_regression", {"loss": "half_mse", "ridge": 0.4}),
    ("linear_regression", {"loss": "sse", "ridge": 0.4, "standardise": True}),
    ("linear_regression", {"loss": "quantile", "quantile": 0.37}),
    ("linear_regression", {"loss": "quantile", "quantile": 0.83, "ridge": 0.1}),
    ("linear_regression", {"intercept": False}),
    ("linear_regression", {"intercept": False, "ridge": 0.3, "loss": "huber"}),
    ("linear_regression", {"fixed": {"slope": 0.64}, "loss": "sse", "ridge": 0.3}),
    ("linear_regression", {"fixed": {"b": 0.64}, "loss": "mae", "standardise": True}),
    ("polynomial_regression", {"degree": 3, "fixed": {"w2": -1, "intercept": 2}}),
    ("logistic_regression", {"intercept": False}),
    ("logistic_regression", {"fixed": {"intercept": -1}, "ridge": 0.1}),
    ("logistic_regression", {"fixed": {"slope": 2}}),
    ("linear_classification", {}),
    ("linear_classification", {"ridge": 0.05, "intercept": False}),
    ("linear_classification", {"loss": "log_loss"}),
    ("linear_regression", {"l1": 0.3}),
    ("polynomial_regression", {"l1": 0.2, "ridge": 0.1, "degree": 3, "standardise": True}),
    ("logistic_regression", {"l1": 0.05, "degree": 2}),
]
every_loss = pytest.mark.parametrize(("name", "options"), LOSSES)


def fit(name="linear_regression", sample=None, **options):
    return data.build(name, data.PROBLEMS[name].options(**options), sample)


def somewhere(fitted):
    return tuple(0.37 - 0.21 * index for index in range(len(fitted.variables)))


def points(x, y):
    return Sample(np.array(x, float), np.array(y, float))


def shifted(point, index, by):
    return tuple(value + by * (each == index) for each, value in enumerate(point))


def test_the_squared_error_is_the_mean_of_the_squared_residuals():
    """The line 2x + 1 misses (0, 1), (1, 4), (2, 3) by 0, 1 and −2."""
    assert fit(sample=points([0, 1, 2], [1, 4, 3])).value((2, 1)) == pytest.approx(5 / 3)


def test_the_absolute_error_is_the_mean_size_of_the_residuals():
    assert fit(sample=points([0, 1, 2], [1, 4, 3]), loss="mae").value((2, 1)) == pytest.approx(1)


def test_small_options_stand_in_the_formula_as_powers_of_ten():
    """Typed as 1e-05, they would be set as a product of letters."""
    assert fit(ridge=1e-5).formula == r"\frac{1}{60} \sum_i (w x_i + b - y_i)^2 + 10^{-5} w^2"
    assert fit(loss="huber", delta=2e-6).formula == (r"\frac{1}{60} \sum_i H_{2 \times 10^{-6}}(w x_i + b - y_i)")


def test_hubers_loss_is_square_inside_delta_and_straight_beyond():
    """½·0² + (1·(1 − ½)) + (1·(2 − ½)) with δ = 1."""
    assert fit(sample=points([0, 1, 2], [1, 4, 3]), loss="huber").value((2, 1)) == pytest.approx(2 / 3)


def test_the_log_loss_of_a_coin_is_log_two():
    assert fit("logistic_regression", points([0, 1], [0, 1])).value((0, 0)) == pytest.approx(math.log(2))


def test_the_penalty_leaves_the_intercept_out():
    sample = points([0, 1, 2], [1, 3, 5])
    assert fit(sample=sample, ridge=0.5).value((2, 1)) == pytest.approx(0.5 * 2**2)


def test_a_polynomials_parameters_begin_with_the_highest_power():
    fitted = fit("polynomial_regression", points([0, 1, 2, 3], [1, 4, 11, 22]), degree=2)
    assert fitted.variables == ("w2", "w1", "w0")
    assert fitted.value((2, 1, 1)) == 0


@every_loss
def test_gradients_agree_with_central_differences(name, options):
    fitted = fit(name, **options)
    at, half = somewhere(fitted), 1e-5
    for index, slope in enumerate(fitted.gradient(at)):
        difference = fitted.value(shifted(at, index, half)) - fitted.value(shifted(at, index, -half))
        assert slope == pytest.approx(difference / (2 * half), abs=1e-7)


@pytest.mark.parametrize(("name", "options"), [each for each in LOSSES if each[1].get("loss") is None])
def test_hessians_agree_with_central_differences(name, options):
    fitted = fit(name, **options)
    at, half = somewhere(fitted), 1e-5
    for index, row in enumerate(fitted.hessian(at)):
        above, below = (np.array(fitted.gradient(shifted(at, index, by))) for by in (half, -half))
        assert row == pytest.approx((above - below) / (2 * half), abs=1e-6)


@every_loss
def test_tables_of_points_give_what_single_points_give(name, options):
    fitted = fit(name, **options)
    some = np.array([somewhere(fitted), (0.5,) * len(fitted.variables)])
    assert fitted.values(some) == pytest.approx([fitted.value(point) for point in some])
    assert fitted.gradients(some) == pytest.approx(np.array([fitted.gradient(point) for point in some]))


@every_loss
def test_no_point_near_the_minimum_is_lower(name, options):
    fitted = fit(name, **options)
    (lowest,) = fitted.minima
    depth = fitted.value(lowest)
    for index, by in itertools.product(range(len(lowest)), (-1e-3, 1e-3)):
        assert fitted.value(shifted(lowest, index, by)) >= depth - 1e-13


@pytest.mark.parametrize("degree", [1, 2, 3])
def test_the_minimum_of_the_squared_error_solves_the_normal_equations(degree):
    fitted = fit("polynomial_regression", degree=degree)
    powers = np.vander(fitted.sample.x, degree + 1)
    assert fitted.minima[0] == pytest.approx(np.linalg.solve(powers.T @ powers, powers.T @ fitted.sample.y), abs=1e-9)


@pytest.mark.parametrize("options", [{}, {"standardise": True}, {"ridge": 0.3}])
def test_a_run_that_converges_ends_in_the_closed_form_to_a_millionth(options):
    fitted = fit(**options)
    (x, y), penalty = (fitted.scaling.apply(fitted.sample.x), fitted.sample.y), options.get("ridge", 0)
    slope = ((x - x.mean()) * (y - y.mean())).mean() / (x.var() + penalty)
    done = descent.compute_trajectory(descent.Run(fitted, Optimizer(), fixed(fitted.eta), fitted.start, 300))
    assert done.verdict.kind == "converged"
    assert done.points[-1] == pytest.approx([slope, y.mean() - slope * x.mean()], abs=1e-6)


def test_the_least_absolute_error_goes_through_two_points():
    """The best line goes through two of the points: of all pairs, the best."""
    fitted = fit(loss="mae")
    x, y = fitted.sample.x, fitted.sample.y
    lines = [
        (slope := (y[j] - y[i]) / (x[j] - x[i]), y[i] - slope * x[i]) for i, j in itertools.combinations(range(60), 2)
    ]
    assert fitted.value(fitted.minima[0]) == pytest.approx(min(map(fitted.value, lines)), abs=1e-10)


def test_zeros_and_ones_that_stand_apart_have_no_best_chance():
    assert fit("logistic_regression", points([0, 1, 2, 3], [0, 0, 1, 1])).minima == ()


def test_standardising_leaves_the_best_line_where_it_is():
    plain, scaled = fit(), fit(standardise=True)
    x = np.linspace(-3, 3, 7)
    assert scaled.predict(scaled.minima[0], x) == pytest.approx(plain.predict(plain.minima[0], x))


def test_the_threshold_is_where_the_chance_is_one_half():
    fitted = fit("logistic_regression", standardise=True)
    at = np.array([fitted.threshold((2.0, -0.5))])
    assert fitted.predict((2.0, -0.5), at) == pytest.approx([0.5])


def test_the_default_step_size_never_overshoots():
    """1/L, rounded down: the loss falls at every step."""
    for name, options in LOSSES:
        fitted = fit(name, **options)
        if fitted.eta is not None:
            done = descent.compute_trajectory(descent.Run(fitted, Optimizer(), fixed(fitted.eta), fitted.start, 30))
            assert (np.diff(done.values) <= 1e-12).all(), name


def test_generated_points_are_the_same_for_the_same_seed():
    made = {seed: fit(generate={"seed": seed}).sample for seed in (7, 8)}
    assert made[7].y.tolist() == fit(generate={"seed": 7}).sample.y.tolist() != made[8].y.tolist()


def test_a_loss_says_nothing_where_its_numbers_fail():
    assert fit().value((1e200, 1e200)) == math.inf
    assert math.isnan(fit().value((math.nan, 0)))


def test_a_feature_that_does_not_vary_is_not_standardised():
    with pytest.raises(DataError) as caught:
        fit(sample=points([3, 3, 3], [1, 2, 3]), standardise=True)
    assert str(caught.value) == "x is 3 in every row, so it can't be standardised"


@pytest.mark.parametrize(("size", "shuffle"), [(1, "each_epoch"), (8, "each_epoch"), (7, "once"), (60, "once")])
def test_an_epochs_batches_average_to_the_full_gradient(size, shuffle):
    """Weighted by their sizes, at fixed parameters, without replacement."""
    fitted = fit(ridge=0.1)
    sampling = Sampling(60, size, shuffle, seed=3)
    for epoch in range(2):
        batches = sampling.updates_per_epoch
        rows = [sampling.rows(epoch * batches + update) for update in range(batches)]
        mean = sum(len(each) * np.array(fitted.on_batch(each).gradient((0.7, -0.2))) for each in rows) / 60
        assert mean == pytest.approx(fitted.gradient((0.7, -0.2)), abs=1e-12)


def test_an_epoch_uses_every_point_once():
    sampling = Sampling(20, 6, "each_epoch", seed=1)
    assert [len(sampling.rows(step)) for step in range(4)] == [6, 6, 6, 2]
    assert sorted(np.concatenate([sampling.rows(step) for step in range(4)])) == list(range(20))


def test_the_order_is_the_same_on_any_machine():
    """Written down once: the raw stream of PCG64, which numpy promises to keep."""
    assert Sampling(8, 8, "each_epoch", seed=0).is_full_batch
    assert Sampling(8, 3, seed=0).rows(0).tolist() == ORDER[:3]
    assert np.concatenate([Sampling(8, 3, seed=0).rows(step) for step in range(3)]).tolist() == ORDER


ORDER = [3, 2, 1, 6, 0, 7, 4, 5]


def test_shuffled_once_every_epoch_is_alike_and_else_none_is():
    once, each = (Sampling(30, 30 // 3, shuffle, seed=2) for shuffle in ("once", "each_epoch"))
    assert once.rows(0).tolist() == once.rows(3).tolist()
    assert each.rows(0).tolist() != each.rows(3).tolist()


def test_with_replacement_a_batch_is_drawn_from_all_points():
    sampling = Sampling(5, 5, "with_replacement", seed=0)
    assert not sampling.is_full_batch
    drawn = [sampling.rows(step) for step in range(200)]
    assert all(len(rows) == 5 and rows.min() >= 0 and rows.max() < 5 for rows in drawn)
    assert any(len(set(rows.tolist())) < 5 for rows in drawn)


def test_a_run_by_batches_steps_against_its_batchs_gradient():
    fitted, sampling = fit(), Sampling(60, 8, seed=4)
    done = descent.compute_trajectory(descent.Run(fitted, Optimizer(), fixed(0.1), (0.0, 0.0), 12, sampling=sampling))
    for step in range(12):
        batch = fitted.on_batch(sampling.rows(step))
        assert done.gradients[step] == pytest.approx(batch.gradient(done.points[step]))
        assert done.points[step + 1] == pytest.approx(done.points[step] - 0.1 * done.gradients[step])
        assert done.full_gradients[step] == pytest.approx(fitted.gradient(done.points[step]))
        assert done.values[step] == pytest.approx(fitted.value(done.points[step]))


@pytest.mark.parametrize("name", ["momentum", "adam", "backtracking", "newton", "conjugate_gradient"])
def test_any_rule_goes_by_batches(name):
    rule = Optimizer(name)
    eta = fixed(0.05) if rule.rule.takes_eta else None
    done = descent.compute_trajectory(descent.Run(fit(), rule, eta, (0.0, 0.0), 30, sampling=Sampling(60, 20)))
    assert done.values[-1] < done.values[0]


@pytest.mark.parametrize(
    ("name", "y", "formula"),
    [
        ("linear_regression", [1, 2], r"\frac{1}{2} \sum_i (w z_i + b - y_i)^2"),
        ("logistic_regression", [1, 0], r"-\frac{1}{2} \sum_i \log P(y_i \mid z_i),\ P(1) = \sigma(w z_i + b)"),
    ],
)
def test_the_formula_tells_that_the_feature_is_standardised(name, y, formula):
    """2 and 6 have the mean 4 and the deviation 2."""
    fitted = fit(name, points([2, 6], y), standardise=True)
    assert fitted.formula == rf"{formula},\ z_i = \frac{{x_i - 4}}{{2}}"


@pytest.mark.parametrize(
    ("x", "formula"),
    [
        ([-6, -2], r"z_i = \frac{x_i + 4}{2}"),
        ([-2, 2], r"z_i = \frac{x_i}{2}"),
        ([0, 1, 2], r"z_i \approx \frac{x_i - 1}{0.8165}"),
    ],
)
def test_the_formula_says_what_the_standardised_feature_is(x, formula):
    assert fit(sample=points(x, range(len(x))), standardise=True).formula.endswith(rf",\ {formula}")
