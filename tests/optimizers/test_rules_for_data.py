"""The rules for data problems, against the textbook's few lines in numpy."""

from __future__ import annotations

import numpy as np
import pytest

from gdanim.descent import Run, compute_trajectory
from gdanim.functions import data
from gdanim.functions.data import Sampling
from gdanim.functions.data.sample import Sample
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed

X = np.array([0.2, 0.5, 1.1, 1.4, 1.9, 2.3, 2.6, 3.1])
Y = np.array([0.9, 1.4, 1.2, 2.3, 2.1, 3.9, 2.8, 4.1])
CLASSES = np.array([0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0])
A = np.stack([X, np.ones_like(X)], axis=1)


def fit(name="linear_regression", y=Y, **options):
    """A data problem on these points."""
    return data.build(name, data.PROBLEMS[name].options(**options), Sample(X, y))


def run(function, name, eta=1.0, steps=12, sampling=None, **options):
    optimizer = Optimizer(name, Optimizer(name).rule.options(**options))
    return compute_trajectory(Run(function, optimizer, fixed(eta), (0.0, 0.0), steps, sampling=sampling))


def slopes(theta, rows=slice(None)):
    """The gradient of the mean squared error on some of the points."""
    a, y = A[rows], Y[rows]
    return 2 * a.T @ (a @ theta - y) / len(y)


# svrg


@pytest.mark.parametrize("every", [None, 3])
def test_svrg_steps_as_in_its_paper(every):
    """Johnson & Zhang, 2013, with the snapshot at the last point of the inner loop."""
    sampling = Sampling(8, 2, seed=5)
    walked = run(fit(), "svrg", 0.05, 20, sampling, every=every)
    theta, snapshot = np.zeros(2), None
    for k, point in enumerate(walked.points[1:]):
        snapshot = theta if k % (every or 4) == 0 else snapshot
        rows = sampling.rows(k)
        theta = theta - 0.05 * (slopes(theta, rows) - slopes(snapshot, rows) + slopes(snapshot))
        assert point == pytest.approx(theta, abs=1e-12)


def test_svrg_comes_to_rest_where_batches_alone_do_not():
    """Its batch gradients lose their noise as the snapshot comes to the minimum."""
    lowest = np.linalg.lstsq(A, Y, rcond=None)[0]
    plain = compute_trajectory(Run(fit(), Optimizer(), fixed(0.05), (0.0, 0.0), 800, sampling=Sampling(8, 1)))
    assert run(fit(), "svrg", 0.05, 800, Sampling(8, 1)).points[-1] == pytest.approx(lowest, abs=1e-6)
    assert plain.points[-1] != pytest.approx(lowest, abs=1e-2)


def test_svrg_counts_the_gradients_over_all_points():
    """One a step at the point, one at the snapshot but for the first step on it, and one over all points a pass."""
    walked = run(fit(), "svrg", 0.05, 8, Sampling(8, 2))
    assert np.diff(walked.evaluations).tolist() == [2, 2, 2, 2, 2, 2, 2, 2]


# gauss_newton


def test_gauss_newton_solves_linear_least_squares_in_a_step():
    assert run(fit(), "gauss_newton", steps=1).points[1] == pytest.approx(np.linalg.lstsq(A, Y, rcond=None)[0])


def test_gauss_newton_is_fisher_scoring_for_a_logistic_curve():
    walked = run(fit("logistic_regression", CLASSES), "gauss_newton", steps=6)
    theta = np.zeros(2)
    for point in walked.points[1:]:
        chance = 1 / (1 + np.exp(-A @ theta))
        weights = A.T * (chance * (1 - chance))
        theta = theta + np.linalg.solve(weights @ A, A.T @ (CLASSES - chance))
        assert point == pytest.approx(theta, abs=1e-10)


@pytest.mark.parametrize(("loss", "options"), [("mae", {}), ("huber", {"delta": 0.3})])
def test_gauss_newton_reweighs_the_points_under_other_losses(loss, options):
    """Iteratively reweighted least squares: each weight is the loss's slope over the residual."""
    walked = run(fit(loss=loss, **options), "gauss_newton", steps=8)
    theta = np.zeros(2)
    for point in walked.points[1:]:
        size = np.abs(A @ theta - Y)
        weights = 1 / np.maximum(size, 1e-6) if loss == "mae" else np.minimum(1, 0.3 / size)
        theta = np.linalg.solve((A.T * weights) @ A, (A.T * weights) @ Y)
        assert point == pytest.approx(theta, abs=1e-8)


def test_damping_shortens_the_steps_of_gauss_newton():
    free, damped = (run(fit(), "gauss_newton", steps=1, damping=damping).points[1] for damping in (0.0, 5.0))
    assert np.linalg.norm(damped) < np.linalg.norm(free)
    matrix = 2 * A.T @ A / len(Y) + 5 * np.eye(2)
    assert damped == pytest.approx(-np.linalg.solve(matrix, slopes(np.zeros(2))))
