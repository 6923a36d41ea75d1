"""The minima of data problems, each against an independent search; and whether there is one."""

import numpy as np
import pytest

from gdanim.functions import data
from gdanim.functions.data.sample import Sample

SEEDS = range(50)
RIDGES = [0, 0.1]
FIVE_POINTS = [0, 1, 2, 3, 4], [0, 10, -12, 20, 3]
every_ridge = pytest.mark.parametrize("ridge", RIDGES)


def points(x, y):
    return Sample(np.array(x, float), np.array(y, float))


def fit(name, sample, **options):
    return data.build(name, data.PROBLEMS[name].options(**options), sample)


def scattered(seed):
    """An odd count of points with outliers about a line, for every third seed on whole numbers."""
    random = np.random.default_rng(seed)
    count = 2 * int(random.integers(3, 40)) + 1
    x = random.uniform(-3, 3, count)
    y = 2 * x + random.standard_t(1.5, count)
    return points(*(map(np.round, (x, y)) if seed % 3 == 0 else (x, y)))


def huber(residuals, delta):
    size = np.abs(residuals)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2))


def golden(f, low, high):
    """The least value of a convex function between two numbers, by golden sections."""
    ratio = (np.sqrt(5) - 1) / 2
    for _ in range(200):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, right) if f(left) <= f(right) else (left, high)
    return f((low + high) / 2)


def least_huber(sample, delta, ridge):
    """Over the slope by golden sections; for each, the intercept at which the clipped residuals add to nothing."""

    def of_slope(w):
        rest = sample.y - w * sample.x
        low, high = rest.min(), rest.max()
        for _ in range(100):
            middle = (low + high) / 2
            low, high = (middle, high) if np.clip(middle - rest, -delta, delta).sum() < 0 else (low, middle)
        return huber((low + high) / 2 - rest, delta).mean() + ridge * w * w

    return golden(of_slope, -60.0, 60.0)


def least_absolute(sample, ridge):
    """Over the slope by golden sections; the best intercept is a median."""

    def of_slope(w):
        rest = sample.y - w * sample.x
        return np.abs(rest - np.median(rest)).mean() + ridge * w * w

    return golden(of_slope, -60.0, 60.0)


@every_ridge
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("delta", [0.3, 1.0, 4.0])
def test_no_line_has_a_lower_huber_loss(seed, delta, ridge):
    fitted = fit("linear_regression", scattered(seed), loss="huber", delta=delta, ridge=ridge)
    best = least_huber(fitted.sample, delta, ridge)
    for minimum in fitted.minima:
        assert fitted.value(minimum) == pytest.approx(best, abs=1e-9)
        assert fitted.gradient(minimum) == pytest.approx((0, 0), abs=1e-12)
    if not fitted.minima:
        assert is_level_somewhere(fitted, best)


@every_ridge
@pytest.mark.parametrize("seed", SEEDS)
def test_no_line_has_a_lower_absolute_loss(seed, ridge):
    fitted = fit("linear_regression", scattered(seed), loss="mae", ridge=ridge)
    best = least_absolute(fitted.sample, ridge)
    for minimum in fitted.minima:
        assert fitted.value(minimum) == pytest.approx(best, abs=1e-9)
    if not fitted.minima:
        assert is_level_somewhere(fitted, best)


def is_level_somewhere(fitted, best):
    """Whether two lines that differ have the least loss: lines through two points, and those half-way between them."""
    x, y = fitted.sample.x, fitted.sample.y
    pairs = [(i, j) for i in range(len(x)) for j in range(i) if x[i] != x[j]]
    lines = np.array([(w := (y[i] - y[j]) / (x[i] - x[j]), y[i] - w * x[i]) for i, j in pairs])
    lowest = lines[np.array([fitted.value(line) for line in lines]) < best + 1e-9]
    return len(lowest) > 1 and float(np.ptp(lowest, axis=0).max()) > 1e-6


@every_ridge
@pytest.mark.parametrize("seed", SEEDS)
def test_the_squared_losss_minimum_is_the_covariance_over_the_variance(seed, ridge):
    sample = scattered(seed)
    fitted = fit("linear_regression", sample, ridge=ridge)
    x, y = sample.x - sample.x.mean(), sample.y - sample.y.mean()
    slope = (x * y).mean() / ((x * x).mean() + ridge)
    assert fitted.minima[0] == pytest.approx((slope, sample.y.mean() - slope * sample.x.mean()), abs=1e-10)


@every_ridge
@pytest.mark.parametrize("seed", SEEDS)
def test_at_the_log_losss_minimum_chances_and_outcomes_agree(seed, ridge):
    """The sums of (chance − outcome) and of (chance − outcome)·x, the latter with the penalty, are zero."""
    random = np.random.default_rng(seed)
    x = random.normal(size=30)
    y = (random.uniform(size=30) < 1 / (1 + np.exp(1 - 2 * x))).astype(float)
    is_divided = not ridge and max(x[y == 0]) < min(x[y == 1])
    minima = fit("logistic_regression", points(x, y), ridge=ridge).minima
    assert len(minima) == (0 if is_divided else 1)
    for w, b in minima:
        surplus = 1 / (1 + np.exp(-w * x - b)) - y
        assert (surplus.mean(), (surplus * x).mean() + 2 * ridge * w) == pytest.approx((0, 0), abs=1e-12)


@pytest.mark.parametrize("ridge", [0, 0.5])
def test_five_points_far_from_a_line_have_their_best_line(ridge):
    """Three points beyond δ pull with +1, −1 and +1, and the two others with −(w·x + b − y): both sums are zero.

    For ridge 0: ½ + ½ − 1 + 1 − 1 = 0 and 4·½ + (−1 + 2 − 3) = 0 at w = ¾ and b = ½.
    """
    (minimum,) = fit("linear_regression", points(*FIVE_POINTS), loss="huber", ridge=ridge).minima
    assert minimum == pytest.approx((0.75, 0.5) if ridge == 0 else (2 / 5, 7 / 5), abs=1e-12)


def test_the_huber_loss_of_five_points_is_seven_and_three_quarters():
    fitted = fit("linear_regression", points(*FIVE_POINTS), loss="huber")
    assert fitted.value(fitted.minima[0]) == pytest.approx(7.75, abs=1e-12)


@pytest.mark.parametrize("loss", ["mae", "huber"])
@pytest.mark.parametrize("degree", [2, 3, 5])
def test_no_polynomial_nearby_is_lower(loss, degree):
    for seed in range(10):
        fitted = fit("polynomial_regression", scattered(seed + 90), loss=loss, degree=degree, ridge=0.01)
        random = np.random.default_rng(seed)
        for minimum in fitted.minima:
            moved = np.array(minimum) * (1 + random.normal(size=(200, degree + 1)) * 10.0 ** -random.uniform(0, 6))
            assert min(fitted.value(point) for point in moved) >= fitted.value(minimum) - 1e-12


@pytest.mark.parametrize("loss", ["mae", "huber"])
def test_points_on_a_line_have_that_line(loss):
    x = np.arange(40.0)
    assert fit("linear_regression", points(x, 3 * x - 7), loss=loss).minima[0] == pytest.approx((3, -7), abs=1e-9)


@pytest.mark.parametrize("loss", ["mse", "mae", "huber"])
def test_numbers_of_six_and_seven_digits_have_their_best_line(loss):
    """The same points about a line, written in other units: the best line is that line in these units."""
    random = np.random.default_rng(1)
    x, noise = random.uniform(-1, 1, 51), random.standard_t(2, 51)
    plain = fit("linear_regression", points(x, 2 * x + noise), loss=loss, **({"delta": 1.0} if loss == "huber" else {}))
    scaled = points(250_000 + 1000 * x, 1e6 + 5000 * (2 * x + noise))
    large = fit("linear_regression", scaled, loss=loss, **({"delta": 5000.0} if loss == "huber" else {}))
    (w, b), (slope, intercept) = plain.minima[0], large.minima[0]
    assert slope == pytest.approx(5 * w, rel=1e-7)
    assert intercept == pytest.approx(1e6 + 5000 * b - 250_000 * 5 * w, rel=1e-7)


@pytest.mark.parametrize(("loss", "options"), [("mae", {}), ("huber", {"delta": 0.1})])
def test_of_many_best_lines_none_is_the_minimum(loss, options):
    """Any line between the points at x = 0 and between those at x = 1 has the same loss."""
    assert fit("linear_regression", points([0, 0, 1, 1], [0, 1, 0, 1]), loss=loss, **options).minima == ()


def test_a_median_of_an_even_count_is_one_of_many():
    """A heavy penalty holds the line level: its height may be anything between the two middle points."""
    sample = points([-3, -1, 1, 3], [0, 5, 6, 1])
    assert fit("linear_regression", sample, loss="mae", ridge=1e6).minima == ()
    (minimum,) = fit("linear_regression", points([-3, -1, 0, 1, 3], [0, 5, 2, 6, 1]), loss="mae", ridge=1e6).minima
    assert minimum == pytest.approx((0, 2), abs=1e-5)


@pytest.mark.parametrize(
    ("x", "y", "ridge", "count"),
    [
        ([-1, 1], [0, 1], 0, 0),  # a step divides them, however alike they weigh
        ([0, 1, 1, 2], [0, 0, 1, 1], 0, 0),  # it divides them at x = 1
        ([0, 1, 2, 3], [1, 1, 0, 0], 0, 0),
        ([0, 1, 2, 3], [0, 1, 0, 1], 0, 1),
        ([0, 1, 2, 3], [0, 0, 1, 1], 0.01, 1),
        ([0, 1, 2], [1, 1, 1], 0, 0),
        ([0, 1, 2], [1, 1, 1], 0.1, 0),  # the intercept is not penalised
    ],
)
def test_chances_have_a_best_line_where_no_step_divides_zeros_from_ones(x, y, ridge, count):
    assert len(fit("logistic_regression", points(x, y), ridge=ridge).minima) == count


def test_hardly_overlapping_classes_have_a_steep_best_line():
    """Zeros up to 1 and ones from 0.99: nearly divided, but not quite."""
    x = [*np.linspace(0, 1, 20), *np.linspace(0.99, 2, 20)]
    fitted = fit("logistic_regression", points(x, [0] * 20 + [1] * 20))
    assert fitted.gradient(fitted.minima[0]) == pytest.approx((0, 0), abs=1e-12)
    assert fitted.minima[0][0] > 50


def test_outliers_of_a_trillion_leave_the_least_absolute_line_where_it_is():
    """Most of the points lie on y = x: no line is better, however far off the others are."""
    x = np.arange(50.0)
    fitted = fit("linear_regression", points(x, np.where(x % 7, x, 1e12)), loss="mae")
    assert fitted.minima[0] == pytest.approx((1, 0), abs=1e-9)
