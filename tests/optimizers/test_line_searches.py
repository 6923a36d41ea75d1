"""The rules that look for their own step: what they find, what they try on the way and what it costs."""

from __future__ import annotations

import math

import numpy as np
import pytest
from bowl import Bowl, walk

from gdanim.optimizers import Optimizer
from gdanim.optimizers.parts.line_search import SearchLine, exact_line_search, wolfe_line_search

ROSENBROCK = "(1 - x)**2 + 100*(y - x**2)**2"
TILTED = "x**2 + 10*y**2 + 3*x*y - x"


def steps_to(name, bowl, **options):
    """How many steps until the slope is a billionth of the first."""
    rule = Optimizer(name).rule
    chosen = rule.options(**options)
    point = (1.0,) * len(bowl.curvatures)
    state, goal, steps = rule.init(point, chosen), 1e-9 * math.hypot(*bowl.gradient(point)), 0
    while math.hypot(*bowl.gradient(point)) > goal:
        point, state = rule.update(state, point, bowl.gradient(point), math.nan, chosen, bowl)
        steps += 1
    return steps


class Curve:
    """A function of one variable and its slope, as an oracle."""

    def __init__(self, f, slope):
        self.f, self.slope = f, slope

    def value(self, point):
        return self.f(*point)

    def gradient(self, point):
        return (self.slope(*point),)

    def line(self):
        return SearchLine(self, (0.0,), (1.0,), self.slope(0.0))


# conjugate gradients


@pytest.mark.parametrize("variant", ["polak_ribiere", "fletcher_reeves"])
@pytest.mark.parametrize("n", [1, 2, 3, 5, 10])
def test_conjugate_gradients_need_a_step_for_each_variable_of_a_quadratic(n, variant):
    assert steps_to("conjugate_gradient", Bowl(*range(1, n + 1)), variant=variant) == n


def test_conjugate_gradients_need_a_step_for_each_curvature_that_differs():
    assert steps_to("conjugate_gradient", Bowl(1, 1, 1, 4, 4, 9, 9, 9)) == 3


def test_its_directions_are_conjugate():
    """pᵀAq = 0 for the steps on a quadratic with the Hessian A."""
    first, second = np.diff(walk("conjugate_gradient", TILTED, (2.0, 1.0), steps=2).points, axis=0)
    assert first @ np.array([[2, 3], [3, 20]]) @ second == pytest.approx(0, abs=1e-12)


def test_each_step_ends_where_the_gradient_is_square_to_it():
    trajectory = walk("conjugate_gradient", ROSENBROCK, (-1.2, 1.0), steps=12)
    steps = np.diff(trajectory.points, axis=0)
    cosines = (steps * trajectory.gradients[1:]).sum(axis=1) / np.linalg.norm(steps, axis=1)
    assert abs(cosines) == pytest.approx(0, abs=1e-7)


def test_two_tries_are_enough_on_a_parabola():
    trajectory = walk("conjugate_gradient", TILTED, (2.0, 1.0), steps=2)
    assert [len(tried) for tried in trajectory.probes] == [2, 2, 0]
    assert [tried[-1] for tried in trajectory.probes[:2]] == [tuple(point) for point in trajectory.points[1:]]


# bfgs


def test_bfgs_with_exact_steps_walks_as_conjugate_gradients_do_on_a_quadratic():
    """Nazareth, SIAM J. Numer. Anal. 16(5), 1979."""
    start = (2.0, 1.0)
    quasi = walk("bfgs", TILTED, start, steps=2, search="exact").points
    assert quasi == pytest.approx(walk("conjugate_gradient", TILTED, start, steps=2).points, abs=1e-9)


@pytest.mark.parametrize("search", ["wolfe", "exact"])
def test_bfgs_reaches_the_end_of_rosenbrocks_valley(search):
    trajectory = walk("bfgs", ROSENBROCK, (-1.2, 1.0), search=search)
    assert trajectory.points[-1] == pytest.approx([1, 1], abs=1e-9)


def test_bfgs_learns_the_inverse_of_the_hessian():
    bowl, rule = Bowl(8.0, 2.0), Optimizer("bfgs").rule
    options, point = rule.options(search="exact"), (1.0, -2.0)
    state = rule.init(point, options)
    for _ in range(2):
        point, state = rule.update(state, point, bowl.gradient(point), math.nan, options, bowl)
    assert np.array(state.inverse) == pytest.approx(np.array([[1 / 8, 0], [0, 1 / 2]]), abs=1e-9)


def test_bfgs_lowers_f_at_every_step_until_rounding_ends_it():
    values = walk("bfgs", ROSENBROCK, (-1.2, 1.0)).values
    assert (np.diff(values) <= 0).all()


# backtracking


def test_backtracking_tries_eta_first_and_halves_it():
    """Of 4x² from 1: f(1 − 8η) falls far enough from η = 1/8 on, to 0 in one step."""
    trajectory = walk("backtracking", "4*x**2", (1.0,), eta=1.0, steps=1)
    assert trajectory.probes == (((-7.0,), (-3.0,), (-1.0,), (0.0,)), ())
    assert trajectory.evaluations == (0, 1)


def test_a_larger_c_asks_for_a_greater_fall():
    """f(1 − 4η) = (1 − 4η)²·2 ≤ 2 − 16cη holds for η = 0.4 where c = 0.1, and not where c = 0.5."""
    near, far = (walk("backtracking", "2*x**2", (1.0,), eta=0.4, steps=1, c=c).points[1, 0] for c in (0.5, 0.1))
    assert (near, far) == (pytest.approx(0.2), pytest.approx(-0.6))


def test_backtracking_never_climbs_and_settles_where_a_constant_eta_oscillates():
    settled = walk("backtracking", "2*x + exp(-2*x)", (3.0,), eta=1.0, steps=25)
    assert (np.diff(settled.values) <= 0).all()
    assert settled.verdict.kind == "converged"
    assert walk("gradient_descent", "2*x + exp(-2*x)", (3.0,), eta=1.0, steps=25).verdict.kind == "wandering"


def test_a_try_outside_the_functions_domain_counts_as_too_far():
    """Of x − log x: from 0.1 the first try is −90·η away and beyond, where log has no value."""
    for name in ("backtracking", "bfgs", "conjugate_gradient"):
        trajectory = walk(name, "x - log(x)", (4.0,), eta=20.0, steps=25)
        assert trajectory.verdict.kind == "converged", name
        assert trajectory.points[-1, 0] == pytest.approx(1, abs=0.03)


# along one line


@pytest.mark.parametrize("first", [1e-3, 0.5, 1.0, 2.0, 30.0])
def test_the_lowest_point_is_found_to_the_last_digits(first):
    """(x² − 2)² falls from 0.1 on to √2."""
    curve = Curve(lambda x: (x * x + x - 2) ** 2, lambda x: 2 * (x * x + x - 2) * (2 * x + 1))
    assert exact_line_search(curve.line(), first) == pytest.approx(1.0, rel=1e-12)


def test_the_search_finds_a_kink():
    """|x − 1|, whose slope jumps."""
    curve = Curve(lambda x: abs(x - 1), lambda x: math.copysign(1, x - 1) if x != 1 else 0.0)
    assert exact_line_search(curve.line(), 0.3) == pytest.approx(1.0, abs=1e-12)


def test_a_line_that_falls_for_ever_is_followed_far_and_no_error():
    curve = Curve(lambda x: -x, lambda _: -1.0)
    assert exact_line_search(curve.line(), 1.0) > 1e12
    assert wolfe_line_search(curve.line(), 1.0) > 1e12


@pytest.mark.parametrize("first", [1e-4, 0.1, 1.0, 50.0])
def test_a_wolfe_step_has_fallen_and_flattened_enough(first):
    curve = Curve(lambda x: math.cosh(x - 1), lambda x: math.sinh(min(x - 1, 700)))
    line, far = curve.line(), wolfe_line_search(curve.line(), first)
    assert curve.f(far) <= curve.f(0) + 1e-4 * far * line.slope
    assert curve.slope(far) >= 0.9 * line.slope


def test_a_climb_searches_its_lines_upside_down():
    for name in ("backtracking", "bfgs", "conjugate_gradient"):
        up, down = (
            walk(name, text, (2.0, 1.0), direction=way)
            for text, way in ((f"-({TILTED})", "ascend"), (TILTED, "descend"))
        )
        assert up.points.tolist() == down.points.tolist()
        assert up.verdict.kind == "converged"
