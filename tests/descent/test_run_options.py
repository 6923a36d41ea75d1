"""What noise, weight decay, clipping, constraints and averages make of a run, against a few lines of numpy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gdanim.constraints import BallSet, BoxSet, L1Ball, Simplex
from gdanim.descent import Clip, Noise, Run, compute_trajectory
from gdanim.functions import build
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed

TEXT, HESSIAN, LOWEST = "(x - 2)**2/2 + 2*(y - 1)**2", np.diag([1.0, 4.0]), np.array([2.0, 1.0])


def run(name="gradient_descent", start=(-1.0, 2.0), eta=0.2, steps=25, text=TEXT, options=None, **more):
    rule = Optimizer(name).rule
    optimizer = Optimizer(name, rule.options(**options) if options else None)
    return compute_trajectory(Run(build(text), optimizer, fixed(eta) if rule.takes_eta else None, start, steps, **more))


def slope(x):
    return HESSIAN @ (x - LOWEST)


def test_a_step_takes_the_gradient_then_noise_decay_clipping_the_rule_and_the_projection():
    """Momentum, so that what the rule remembers is what it was given."""
    walked = run(
        "momentum", steps=12, noise=Noise(0.8, seed=4, cooling=0.9), weight_decay=0.3, clip=Clip(norm=1.5),
        constraint=BallSet(1.2, (0.0, 0.0)),
    )  # fmt: skip
    noise = np.random.default_rng(4).normal(size=(12, 2))
    x, v = np.array([-1.0, 2.0]), np.zeros(2)
    for k, (point, half) in enumerate(zip(walked.points[1:], walked.half_points, strict=True)):
        g = slope(x) + 0.8 * 0.9**k * noise[k] + 0.3 * x
        g = g * min(1, 1.5 / np.linalg.norm(g))
        v = 0.9 * v + g
        landing = x - 0.2 * v
        x = landing * min(1, 1.2 / np.linalg.norm(landing))
        assert point == pytest.approx(x, abs=1e-12)
        assert half == pytest.approx(landing if np.linalg.norm(landing) > 1.2 else [math.nan] * 2, nan_ok=True)


def test_values_and_slopes_stay_the_functions_own():
    walked = run(noise=Noise(1.0), weight_decay=0.5, clip=Clip(value=0.4), constraint=L1Ball(1.0))
    assert walked.gradients == pytest.approx(np.array([slope(x) for x in walked.points]))
    assert walked.values == pytest.approx([(x - 2) ** 2 / 2 + 2 * (y - 1) ** 2 for x, y in walked.points])


@pytest.mark.parametrize("clip", [Clip(norm=0.5), Clip(value=0.5)])
def test_clipping_bounds_the_steps(clip):
    steps = np.diff(run(clip=clip, eta=0.2).points, axis=0)
    size = np.linalg.norm(steps, axis=1) if clip.norm else np.abs(steps)
    assert size.max() == pytest.approx(0.1)


@pytest.mark.parametrize("kind", ["normal", "uniform"])
def test_noise_has_the_standard_deviation_that_is_given(kind):
    rows = np.array(Noise(0.5, seed=1, kind=kind).rows(20_000, 2))
    assert rows.mean(axis=0) == pytest.approx([0, 0], abs=0.02)
    assert rows.std(axis=0) == pytest.approx([0.5, 0.5], rel=0.02)
    farthest = np.abs(rows).max()
    assert farthest > 1.5 if kind == "normal" else farthest <= 0.5 * math.sqrt(3) * (1 + 1e-12)


def test_a_longer_run_begins_with_the_same_noise():
    short, long = (run(noise=Noise(1.0, seed=7), steps=steps).points for steps in (10, 20))
    assert long[:11].tolist() == short.tolist()


def test_a_rule_that_looks_ahead_sees_the_same_noise_there():
    """SAM's gradient uphill has the noise of its step, drawn once."""
    walked = run("sam", steps=3, noise=Noise(0.5, seed=2), options={"rho": 0.1})
    noise, x = np.random.default_rng(2).normal(size=(3, 2)) * 0.5, np.array([-1.0, 2.0])
    for k, point in enumerate(walked.points[1:]):
        g = slope(x) + noise[k]
        x = x - 0.2 * (slope(x + 0.1 * g / np.linalg.norm(g)) + noise[k])
        assert point == pytest.approx(x)


def test_weight_decay_is_pytorchs_added_to_the_gradient():
    """The minimum of f + λ/2 ‖x‖² solves (H + λI)x = H·lowest; a line search finds it along its direction, too."""
    lowest = np.linalg.solve(HESSIAN + 0.5 * np.eye(2), HESSIAN @ LOWEST)
    assert run(weight_decay=0.5, steps=200).points[-1] == pytest.approx(lowest)
    assert run("conjugate_gradient", weight_decay=0.5, steps=2).points[-1] == pytest.approx(lowest)
    assert run("newton", eta=1.0, weight_decay=0.5, steps=1).points[-1] == pytest.approx(lowest)


def test_the_average_is_the_mean_of_the_iterates_since_its_begin():
    walked = run(noise=Noise(1.0), average_from=5)
    assert np.isnan(walked.averages[:5]).all()
    for k in range(5, 26):
        assert walked.averages[k] == pytest.approx(walked.points[5 : k + 1].mean(axis=0))
    assert run().averages is None


def test_the_average_of_a_ball_that_swings_for_ever_arrives():
    """Of x² with η = 1 from 3, the iterates are 3 and −3 in turn: their mean is 3/(k + 1) or 0."""
    walked = run(text="x**2", start=(3.0,), eta=1.0, steps=400, average_from=0, tolerance=0.01)
    assert walked.verdict.kind == "cycle"
    assert (walked.average_verdict.kind, walked.average_verdict.step) == ("converged", 299)


# what a run that is kept in a set comes to


@pytest.mark.parametrize(
    ("held", "lowest"),
    [
        (Simplex(1.0), (0.4, 0.6)),  # where x − 2 = 4(y − 1)
        (L1Ball(1.0), (0.4, 0.6)),
        (BoxSet(((-1.0, 1.0), (-1.0, 0.5))), (1.0, 0.5)),
        (BoxSet(((0.5, 3.0), (0.0, 4.0))), (2.0, 1.0)),
    ],
)
def test_a_projected_run_arrives_at_the_lowest_point_of_its_set(held, lowest):
    walked = run(constraint=held, steps=60)
    assert walked.points[-1] == pytest.approx(lowest, abs=1e-4)
    assert walked.verdict.kind == "converged"
    assert walked.verdict.goal == pytest.approx(lowest, abs=1e-6)
    assert walked.verdict.detail == (None if lowest == (2.0, 1.0) else "constrained")


def test_the_lowest_point_of_a_disk_solves_lagranges_equations():
    """∇f(x) = −μx on the rim: x = (2, 4)/(1 + μ, 4 + μ) with a μ for which its length is 1."""
    (x, y) = run(constraint=BallSet(1.0, (0.0, 0.0)), steps=60).verdict.goal
    assert math.hypot(x, y) == pytest.approx(1)
    assert (2 - x) / x == pytest.approx(4 * (1 - y) / y, rel=1e-5)


def test_an_ascent_in_a_set_arrives_at_its_highest_point():
    walked = run(text="-(x - 3)**2", start=(0.0,), direction="ascend", constraint=BoxSet(((-1.0, 1.0),)))
    assert (walked.verdict.kind, walked.verdict.detail, walked.verdict.goal) == ("converged", "constrained", (1.0,))


@pytest.mark.parametrize(("l1", "lowest"), [(0.5, (1.5, 0.875)), (2.5, (0.0, 0.375))])
def test_a_lasso_arrives_at_the_soft_threshold(l1, lowest):
    """Of a separable f the minimum with the penalty is where |slope| = λ, or 0 where it is smaller there."""
    walked = run("proximal_gradient", steps=60, options={"l1": l1})
    assert walked.points[-1] == pytest.approx(lowest, abs=1e-3)
    assert (walked.verdict.kind, walked.verdict.detail) == ("converged", "penalised")
    assert walked.verdict.goal == pytest.approx(lowest, abs=1e-6)


def test_frank_wolfe_and_mirror_descent_stay_on_the_simplex():
    for name in ("frank_wolfe", "mirror_descent"):
        walked = run(name, start=(0.2, 0.8), constraint=Simplex(1.0), steps=30)
        assert walked.points.sum(axis=1) == pytest.approx(np.ones(31))
        assert walked.points.min() >= 0
        assert np.isnan(walked.half_points).all()


def test_mirror_descent_on_a_simplex_is_multiplicative():
    walked = run("mirror_descent", start=(0.2, 0.8), constraint=Simplex(1.0), steps=20, eta=0.1)
    x = np.array([0.2, 0.8])
    for point in walked.points[1:]:
        x = x * np.exp(-0.1 * slope(x))
        x = x / x.sum()
        assert point == pytest.approx(x)
