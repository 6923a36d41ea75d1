"""The shipped scenes of two variables and of methods: each says what its picture of the lesson says."""

import numpy as np
import pytest
from shipped import load, runs

from gdanim.functions.properties.convexity import convexity
from gdanim.panels.chord.sliding_chord import crossings


def verdicts(name):
    return [(one.verdict.kind, one.verdict.detail) for one in runs(name)]


def test_convex_labels_agree_with_their_panels():
    loaded = load("convex")
    limits = loaded.domain[0]
    left, right = (run.function for run in loaded.runs)  # non-convex is the right-hand one
    assert (convexity(left, limits), convexity(right, limits)) == ("convex", "non_convex")


def test_the_chord_of_a_convex_curve_is_nowhere_below_it_and_crosses_the_other_twice():
    left, right = (run.function for run in load("convex").runs)
    assert crossings(left, -1.9, 1.9) == []
    # x⁴/4 − x² = c on both sides of the hump: x² = 2 ± √(4 + 4c) with c its value at 1.9
    c = 1.9**4 / 4 - 1.9**2
    inner = np.sqrt(2 - np.sqrt(4 + 4 * c))
    assert crossings(right, -1.9, 1.9) == pytest.approx([-inner, inner], abs=1e-4)


def test_momentum_passes_the_valley_and_the_saddle_of_the_landscape():
    plain, rolling = runs("landscape")
    assert plain.run.start == rolling.run.start
    assert (plain.verdict.kind, plain.verdict.detail) == ("converged", "local")
    assert (rolling.verdict.kind, rolling.verdict.detail) == ("converged", "global")
    [saddle] = [point for point in rolling.stationary_points if point.kind == "saddle"]
    assert np.linalg.norm(rolling.points - saddle.at, axis=1).min() < 0.3


def test_rugged_balls_end_in_places_of_their_own():
    ends = {tuple(np.round(one.verdict.goal, 6)) for one in runs("rugged")}
    assert len(ends) == len(load("rugged").runs)


def test_momentum_rolls_through_the_shallow_valley():
    assert verdicts("momentum") == [("converged", "local"), ("converged", "global")]


def test_it_stops_at_a_minimum_on_a_saddle_and_on_a_plateau():
    assert verdicts("where-it-stops") == [("converged", None), ("stationary", "saddle"), ("stationary", "plateau")]


def test_conjugate_gradients_need_two_steps_where_descent_zig_zags():
    zig_zag, conjugate = runs("conjugate-gradient")
    assert conjugate.verdict.step == 2
    signs = np.sign(zig_zag.points[:8, 1])
    assert (signs[1:] == -signs[:-1]).all()


def test_the_race_prints_every_step_size():
    for name in ("race", "race-beale", "race-saddle"):
        assert all("η = " in run.label for run in load(name).runs)


def test_plain_descent_is_still_beside_the_saddle_when_the_others_have_left_it():
    found = {one.run.optimizer.name: one for one in runs("race-saddle")}
    assert found["adam"].points[10, 1] > 20 * found["gradient_descent"].points[10, 1]
    for name, one in found.items():
        assert (np.linalg.norm(one.points[-1]) < 0.25) == (name == "gradient_descent")
    goals = {name: one.verdict.goal for name, one in found.items() if one.verdict.kind == "converged"}
    assert set(goals) >= {"nesterov", "adagrad", "rmsprop", "adam"}
    assert list(goals.values()) == [pytest.approx((0, np.sqrt(2)))] * len(goals)  # ∂f/∂y = y³ − 2y


def test_no_ball_of_a_race_leaves_its_picture_for_good():
    for name in ("race", "race-beale", "race-saddle"):
        loaded = load(name)
        box = loaded.domain or loaded.runs[0].function.domain
        for one in runs(name):
            assert all(low < x < high for x, (low, high) in zip(one.points[-1], box, strict=True))


def test_two_variables_have_a_number_each():
    [one] = runs("two-variables")
    k = np.arange(len(one.points))
    # each step multiplies x by 1 − 2·0.2 and y by 1 − 2·0.6
    assert one.points == pytest.approx(np.column_stack((2.6 * 0.6**k, 1.3 * (-0.2) ** k)))


def test_fifty_variables_go_down_like_two():
    two, fifty = runs("many-variables")
    assert (two.points.shape[1], fifty.points.shape[1]) == (2, 50)
    assert all((np.diff(one.values) < 0).all() for one in (two, fifty))


def test_the_algorithm_ends_where_the_gradient_is_near_zero_and_its_verdict_and_its_clock_say_when():
    (trajectory,) = runs("algorithm")
    nearest = np.flatnonzero(np.abs(0.4 * 0.6 ** np.arange(20)) <= 0.003)[0]  # 2·0.2 times 0.6 with each step
    assert (trajectory.verdict.kind, trajectory.verdict.step, len(trajectory.points) - 1) == (
        "converged",
        nearest,
        nearest,
    )
    assert load("algorithm").steps == nearest
