"""A run's points are those of repeated arithmetic, and its end is distinguished from its failure."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, strategies as st

from gdanim import registry
from gdanim.descent import Run, StopRule, compute_trajectory
from gdanim.functions import build, catalogue
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed, make
from gdanim.verdict import MetStopRule

FLAGSHIP = "2*x + exp(-2*x)"


def descend(text, start, eta, steps=25, rule="gradient_descent", **more):
    schedule = eta if eta is None or not isinstance(eta, int | float) else fixed(eta)
    return compute_trajectory(Run(build(text), Optimizer(rule), schedule, (start,), steps, **more))


def xs(trajectory):
    return trajectory.points[:, 0]


def test_points_are_those_of_float_arithmetic_to_the_last_bit():
    trajectory = descend("0.1*x**2", 2.0, 1.0)
    slope = build("0.1*x**2").gradient
    expected = [2.0]
    for _ in range(25):
        expected.append(expected[-1] - 1.0 * slope((expected[-1],))[0])
    assert xs(trajectory).tolist() == expected
    assert xs(trajectory) == pytest.approx([2 * 0.8**k for k in range(26)])


def test_values_and_gradients_belong_to_their_points():
    trajectory = descend(FLAGSHIP, 3.0, 0.4)
    assert trajectory.values == pytest.approx(2 * xs(trajectory) + np.exp(-2 * xs(trajectory)))
    assert trajectory.gradients[:, 0] == pytest.approx(2 - 2 * np.exp(-2 * xs(trajectory)))


def test_arrays_have_a_row_a_point_and_cannot_be_written():
    trajectory = descend(FLAGSHIP, 3.0, 0.4, steps=7)
    shapes = [a.shape for a in (trajectory.points, trajectory.values, trajectory.gradients, trajectory.etas)]
    assert shapes == [(8, 1), (8,), (8, 1), (7,)]
    for array in (trajectory.points, trajectory.values, trajectory.gradients, trajectory.etas):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_a_start_of_whole_numbers_is_walked_in_floats():
    assert descend("x**2", 3, 0.1).points.dtype == float
    assert xs(descend("x**2", 3, 0.1)).tolist() == xs(descend("x**2", 3.0, 0.1)).tolist()


@pytest.mark.parametrize("rule", registry.names("optimizers"))
def test_ascending_is_descending_the_function_turned_upside_down(rule):
    up = descend("sin(x)", 0.3, 0.2, rule=rule, direction="ascend")
    down = descend("-sin(x)", 0.3, 0.2, rule=rule)
    assert xs(up).tolist() == xs(down).tolist()
    assert (up.verdict.kind, up.verdict.step) == (down.verdict.kind, down.verdict.step)
    assert up.gradients.tolist() == (-down.gradients).tolist()


def test_ascent_climbs_to_the_maximum():
    trajectory = descend("sin(x)", 0.3, 0.5, direction="ascend")
    assert (trajectory.verdict.kind, trajectory.verdict.detail) == ("converged", "global")
    assert trajectory.verdict.goal == pytest.approx((math.pi / 2,), abs=1e-9)


def test_each_step_uses_the_schedules_eta():
    schedule = make("inverse_time", {"eta": 0.6, "rate": 0.25})
    trajectory = descend(FLAGSHIP, 3.0, schedule)
    assert trajectory.etas == pytest.approx([0.6 / (1 + 0.25 * k) for k in range(25)])
    strides = -np.diff(xs(trajectory))
    assert strides == pytest.approx(trajectory.etas * trajectory.gradients[:-1, 0], abs=1e-12)


def test_a_cosine_ends_with_the_run():
    trajectory = descend(FLAGSHIP, 3.0, make("cosine", {"eta": 0.4}), steps=10)
    assert trajectory.etas == pytest.approx([0.2 * (1 + math.cos(math.pi * k / 10)) for k in range(10)])


def test_a_decaying_eta_settles_what_a_constant_one_oscillates():
    assert descend(FLAGSHIP, 3.0, 0.6).verdict.kind == "cycle"
    assert descend(FLAGSHIP, 3.0, make("inverse_time", {"eta": 0.6, "rate": 0.1})).verdict.kind == "converged"
    assert descend("abs(x)", 2.0, 0.3).verdict.kind == "cycle"
    assert descend("abs(x)", 2.0, make("exponential", {"eta": 0.3, "factor": 0.87})).verdict.kind == "converged"


def test_momentum_rolls_through_the_first_valley_where_plain_descent_stays():
    curve = "(x**2 - 1)**2 + 0.4*x"
    plain, momentum = (descend(curve, 1.6, 0.02, steps=200, rule=rule) for rule in ("gradient_descent", "momentum"))
    assert (plain.verdict.kind, plain.verdict.detail) == ("converged", "local")
    assert (momentum.verdict.kind, momentum.verdict.detail) == ("converged", "global")
    assert xs(momentum)[-1] < 0 < xs(plain)[-1]


# how runs end


def test_a_slope_stop_ends_the_run_at_the_first_point_below_it():
    trajectory = descend("x**2", 1.0, 0.1, stop=StopRule(gradient=0.5))
    slopes = abs(trajectory.gradients[:, 0])
    assert (trajectory.end_reason, trajectory.verdict.kind) == ("stopped", "stopped")
    assert trajectory.verdict.stopped_by == MetStopRule("gradient", 0.5)
    assert slopes[-1] < 0.5 <= slopes[-2]
    assert len(trajectory.etas) == len(trajectory.points) - 1


def test_a_change_stop_ends_the_run_after_the_first_shorter_step():
    trajectory = descend("x**2", 1.0, 0.1, stop=StopRule(change=0.05))
    strides = abs(np.diff(xs(trajectory)))
    assert trajectory.end_reason == "stopped"
    assert strides[-1] < 0.05 <= strides[-2]


def test_a_value_stop_ends_the_run_after_the_first_step_that_changes_f_by_at_most_so_much():
    """On x² with η = 1/4 each step halves x and f falls by 3/4 of itself: by 3/16 exactly in the second one from 1."""
    trajectory = descend("x**2", 1.0, 0.25, stop=StopRule(value=3 / 16))
    assert len(trajectory.points) == 1 + 2
    assert trajectory.verdict.stopped_by == MetStopRule("value", 3 / 16)


def test_of_several_stop_rules_the_first_that_holds_ends_the_run():
    """Steps from 1 with η = 1/4: x = 1/2 and 1/4, slopes 2x, lengths 1/2 and 1/4, changes of f 3/4 and 3/16."""
    rules = {"gradient": 0.6, "change": 0.3, "value": 0.8}
    trajectory = descend("x**2", 1.0, 0.25, stop=StopRule(**rules))
    assert (len(trajectory.points), trajectory.verdict.stopped_by) == (1 + 1, MetStopRule("value", 0.8))
    later = descend("x**2", 1.0, 0.25, stop=StopRule(**{**rules, "value": 1e-9}))
    assert (len(later.points), later.verdict.stopped_by) == (1 + 2, MetStopRule("gradient", 0.6))


def test_a_start_that_satisfies_its_slope_stop_is_the_whole_run():
    trajectory = descend("x**2", 0.1, 0.1, stop=StopRule(gradient=0.5))
    assert (trajectory.end_reason, len(trajectory.points), trajectory.verdict.step) == ("stopped", 1, 0)


@pytest.mark.parametrize(
    ("text", "start", "eta"),
    [("x**2", 1.0, 1e300), ("x**3", 1.0, 0.5), ("x**4/4 - x**2/2", 2.0, 1.1), (FLAGSHIP, -400.0, 3.0)],
)
def test_an_overflow_ends_the_run_and_keeps_the_row_where_it_happened(text, start, eta):
    trajectory = descend(text, start, eta, steps=10_000)
    rows = np.column_stack([trajectory.points, trajectory.values, trajectory.gradients])
    assert (trajectory.end_reason, trajectory.verdict.kind) == ("overflow", "diverged")
    assert np.isfinite(rows[:-1]).all()
    assert not np.isfinite(rows[-1]).all()
    assert trajectory.verdict.step == len(rows) - 1


@pytest.mark.parametrize(
    ("text", "start", "eta"), [("x - log(x)", 0.1, 1.2), ("sqrt(x)", 0.5, 2.0), ("x + sqrt(x)", 0.04, 0.1)]
)
def test_a_step_out_of_the_domain_ends_the_run_there(text, start, eta):
    trajectory = descend(text, start, eta, direction="ascend" if "log" in text else "descend")
    assert (trajectory.end_reason, trajectory.verdict.kind) == ("left_domain", "left_domain")
    assert math.isnan(trajectory.values[-1])
    assert np.isfinite(trajectory.values[:-1]).all()
    assert trajectory.verdict.step == len(trajectory.points) - 1


def test_a_start_outside_the_domain_is_a_run_of_one_row():
    trajectory = descend("log(x)", -1.0, 0.1)
    assert (trajectory.end_reason, len(trajectory.points), trajectory.verdict.step) == ("left_domain", 1, 0)


def test_leaving_the_picture_ends_nothing():
    trajectory = descend("x**2", 1.0, 1.1)
    assert (trajectory.end_reason, len(trajectory.points), trajectory.verdict.kind) == ("steps", 26, "diverged")


# the flagship and similar functions, through the real search for minima


@pytest.mark.parametrize(
    ("eta", "kind", "step"),
    [
        (0.1, "converged", 21),
        (0.2, "converged", 10),
        (0.4, "converged", 6),
        (0.6, "cycle", 13),
        (0.8, "wandering", 25),
        (1.0, "wandering", 25),
    ],
)
def test_the_flagship_has_its_known_verdicts(eta, kind, step):
    verdict = descend(FLAGSHIP, 3.0, eta).verdict
    assert (verdict.kind, verdict.step) == (kind, step)
    assert verdict.goal == pytest.approx((0.0,), abs=1e-9)


@pytest.mark.parametrize(("eta", "period"), [(1.1, 2), (1.25, 4), (1.29, 8)])
def test_the_double_well_doubles_its_period(eta, period):
    verdict = descend("x**4/4 - x**2/2", 0.5, eta, steps=100).verdict
    assert (verdict.kind, verdict.period) == ("cycle", period)


@pytest.mark.parametrize(
    ("text", "start", "detail"),
    [("x**2", 0.0, "minimum"), ("cos(x)", 0.0, "maximum"), ("x**3", 0.0, "flat point"), ("abs(x)", 0.0, "minimum")],
)
def test_a_start_on_a_stationary_point_is_named(text, start, detail):
    verdict = descend(text, start, 0.1).verdict
    assert (verdict.kind, verdict.step, verdict.detail) == ("stationary", 0, detail)


def test_a_cube_slides_to_its_flat_point():
    verdict = descend("x**3", 1.0, 0.3).verdict
    assert (verdict.kind, verdict.detail) == ("stationary", "flat point")


def test_zooming_out_changes_no_verdict():
    """The search sees the function and the points alone; the same run asked twice says the same."""
    assert descend(FLAGSHIP, 3.0, 0.8).verdict == descend(FLAGSHIP, 3.0, 0.8).verdict


@given(start=st.floats(-20, 20), eta=st.floats(0.001, 0.45))
def test_below_its_threshold_descent_on_a_parabola_never_climbs(start, eta):
    values = descend("x**2", start, eta).values
    assert all(later <= earlier for earlier, later in pairwise(values))


# what a rule remembers, tries and spends


@pytest.mark.parametrize("rule", registry.names("optimizers"))
def test_states_tries_and_evaluations_have_an_entry_for_every_point(rule):
    trajectory = descend("x**2 + x", 1.0, 0.1, steps=5, rule=rule)
    assert {len(each) for each in (trajectory.states, trajectory.probes, trajectory.evaluations)} == {6}
    assert (trajectory.evaluations[0], trajectory.probes[-1]) == (0, ())


def test_momentums_velocity_is_recorded_from_before_the_first_step():
    trajectory = descend("x**2", 1.0, 0.1, steps=2, rule="momentum")
    assert trajectory.states == ({"v": (0.0,)}, {"v": (2.0,)}, {"v": (0.9 * 2.0 + 1.6,)})
    assert descend("x**2", 1.0, 0.1, steps=2).states == ({}, {}, {})


def test_plain_descent_spends_a_gradient_a_step_also_where_it_stands_still():
    assert descend("x**2", 0.0, 0.1, steps=4).evaluations == (0, 1, 2, 3, 4)


def test_a_gradient_that_a_search_has_asked_for_is_not_paid_for_again():
    """On a parabola: the one at the start, one at the first try, one at the last, which is where the next step is."""
    trajectory = descend("x**2 + 3*x", 1.0, 0.1, steps=1, rule="conjugate_gradient")
    assert (trajectory.evaluations, len(trajectory.probes[0])) == ((0, 3), 2)


def test_tries_are_where_the_search_looked_in_the_order_it_did():
    trajectory = descend("4*x**2", 1.0, 1.0, steps=1, rule="backtracking")
    assert trajectory.probes == (((-7.0,), (-3.0,), (-1.0,), (0.0,)), ())


# two variables


def race(name, start, eta, steps=100, rule="gradient_descent", **more):
    return compute_trajectory(Run(catalogue.load(name), Optimizer(rule), fixed(eta), start, steps, **more))


@pytest.mark.parametrize("minimum", catalogue.load("himmelblau").minima)
def test_each_of_himmelblaus_minima_is_distinguished_from_the_others(minimum):
    verdict = race("himmelblau", tuple(x + 0.4 for x in minimum), 0.01).verdict
    assert (verdict.kind, verdict.detail, verdict.goal) == ("converged", "global", minimum)


def test_a_ball_between_himmelblaus_hills_stands_on_a_saddle():
    """It is at (0.0867, 2.8843); a ball set down beside it needs a hundred steps to leave."""
    verdict = race("himmelblau", (0.086678, 2.884255), 0.001, steps=25).verdict
    assert (verdict.kind, verdict.detail) == ("stationary", "saddle")


def test_a_climb_in_the_plane_reaches_the_top():
    """Of Himmelblau's only hill: at (−0.27, −0.92), 181.6 high. Far out f goes higher."""
    verdict = race("himmelblau", (0.5, 0.0), 0.01, direction="ascend").verdict
    assert (verdict.kind, verdict.detail) == ("converged", "local")
    assert verdict.goal == pytest.approx((-0.270845, -0.923039), abs=1e-6)


def test_newtons_method_runs_onto_a_saddle_that_descent_passes_by():
    assert race("saddle", (1.0, 0.1), 1.0, rule="newton").verdict.detail == "saddle"
    assert race("saddle", (1.0, 0.1), 0.1).verdict.kind == "unbounded"


def test_a_saddle_holds_the_ball_for_a_while_on_its_way_to_a_minimum():
    function = build("x**2 + (y**2 - 1)**2/4")
    verdicts = [
        compute_trajectory(Run(function, Optimizer(), fixed(0.2), (1.0, 1e-9), steps)).verdict for steps in (40, 300)
    ]
    assert [(each.kind, each.detail) for each in verdicts] == [("stationary", "saddle"), ("converged", "global")]
    assert verdicts[1].goal == pytest.approx((0, 1), abs=1e-9)


def test_conjugate_gradients_are_there_after_a_step_for_each_variable():
    start = (3.0, -2.0)
    plain = compute_trajectory(Run(build("x**2 + 20*y**2 + 5*x*y"), Optimizer(), fixed(0.04), start, 25))
    conjugate = compute_trajectory(Run(plain.run.function, Optimizer("conjugate_gradient"), None, start, 25))
    assert (conjugate.verdict.kind, conjugate.verdict.step) == ("converged", 2)
    assert plain.verdict.kind == "progressing"


@pytest.mark.parametrize("n", [3, 5, 8])
def test_conjugate_gradients_need_n_steps_for_n_variables(n):
    ellipse = catalogue.load("ellipse", condition=20, n=n)
    trajectory = compute_trajectory(Run(ellipse, Optimizer("conjugate_gradient"), None, ellipse.start, n))
    slopes = np.linalg.norm(trajectory.gradients, axis=1)
    assert slopes[n] < 1e-9 * slopes[0] < slopes[n - 1]
    assert (trajectory.verdict.kind, trajectory.verdict.goal) == ("converged", (0.0,) * n)


@pytest.mark.parametrize(("text", "start", "eta"), [("log(x)", 1.0, 1.0), ("sqrt(x)", 0.25, 0.25), ("-1/x", 1.0, 1.0)])
def test_a_run_that_lands_exactly_on_a_pole_or_an_edge_leaves_the_domain(text, start, eta):
    assert compute_trajectory(Run(build(text), Optimizer(), fixed(eta), (start,), 5)).verdict.kind == "left_domain"


def test_an_overflow_is_no_edge():
    assert (
        compute_trajectory(Run(build("exp(x)"), Optimizer(), fixed(1e3), (1.0,), 5, direction="ascend")).verdict.kind
        == "diverged"
    )


def test_the_length_of_a_gradient_whose_square_is_no_float_is_known():
    plane = Run(build("(10^12)^16*(3*x + 4*y)"), Optimizer(), fixed(1e-192), (0.0, 0.0), 1)
    assert compute_trajectory(plane).gradient_sizes == pytest.approx([5e192, 5e192])


@pytest.mark.parametrize(("text", "start", "eta"), [("log(x)", (2.0,), 0.3), ("log(x) + y^2", (0.5, 1.0), 0.4)])
def test_where_f_has_no_value_it_has_no_slope(text, start, eta):
    """The formula 1/x has a value left of 0."""
    trajectory = compute_trajectory(Run(build(text), Optimizer(), fixed(eta), start, 25))
    assert trajectory.end_reason == "left_domain"
    assert math.isnan(trajectory.values[-1])
    assert np.isnan(trajectory.gradients[-1]).all()
    assert np.isnan(trajectory.gradient_sizes[-1])
    assert np.isfinite(trajectory.gradients[:-1]).all()
