"""The scenes of the lesson: each says what the lesson says of it, in numbers known from mathematics."""

import math
from itertools import pairwise

import numpy as np
import pytest
from shipped import FOLDER, NAMES, load, runs

from gdanim import pipeline

PICTURES = {
    *("minima", "bowl", "start", "slope", "left-or-right", "new-point", "descent", "no-step-size", "tamed"),
    *("stepsizes", "stepsizes-loss", "decay", "ascent", "negative-slope", "kink", "derivative-zeros"),
    *("first-order", "random-starts", "worked-example"),
}
RED = 5 / 6  # of beat one: the red arrow has grown
HILLS = sorted(np.roots([0.06, 0, -0.8, 0, 2.2, -0.2]).real)  # zeros of the derivative of ``hills``


def points(trajectory):
    return trajectory.points.ravel().tolist()


def verdicts(name, **keys):
    return [(one.verdict.kind, one.verdict.step) for one in runs(name, **keys)]


def steep(x, eta, steps=25):
    """The iterates of f(x) = 2x + e^(−2x), whose slope is 2 − 2e^(−2x)."""
    found = [x]
    for _ in range(steps):
        found.append(found[-1] - eta * (2 - 2 * math.exp(-2 * found[-1])))
    return found


def places(trajectory):
    return [(point.kind, point.scope) for point in trajectory.stationary_points]


def panels(name):
    return [panel.name for panel in load(name).panels]


def test_every_picture_of_one_variable_has_its_scene():
    assert set(NAMES) >= PICTURES


@pytest.mark.parametrize("name", NAMES)
def test_a_scene_says_what_it_teaches_and_has_a_title(name):
    lines = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert load(name).title


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["fa", "fr"])
def test_what_a_scene_says_in_english_it_says_in_other_languages_too(name, language):
    english, other = load(name), load(name, language=language)
    assert other.title != english.title
    assert all(one.text != same.text for one, same in zip(other.notes, english.notes, strict=True))
    assert (other.caption is None) == (english.caption is None)
    assert english.caption is None or other.caption != english.caption


def test_no_two_scenes_have_the_same_title():
    assert len({load(name).title for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_scene_gives_no_warning(name):
    loaded = load(name)
    assert pipeline.warnings(loaded, pipeline.trace(loaded)) == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_note_of_a_scene_is_shown_at_some_time(name):
    loaded = load(name)
    shown = {moment.step for moment in pipeline.moments(loaded, pipeline.trace(loaded)).moments}
    for note in loaded.notes:
        first, last = note.steps or (0, loaded.steps)
        assert shown & set(range(first, last + 1))


def test_minima_names_three_valleys_and_two_hills():
    [one] = runs("minima")
    assert [point.at[0] for point in one.stationary_points] == pytest.approx(HILLS, abs=1e-9)
    assert places(one) == [
        ("minimum", "local"),
        ("maximum", "local"),  # the ends of the curve go higher than both
        ("minimum", "global"),
        ("maximum", "local"),
        ("minimum", "local"),
    ]
    assert set(load("minima").show.marks) == {"minimum", "maximum"}


def test_bowl_has_one_minimum_which_needs_no_other_name():
    [one] = runs("bowl")
    assert [(point.at, point.kind, point.scope) for point in one.stationary_points] == [((0,), "minimum", None)]


def test_start_rests_on_two():
    assert set(points(runs("start")[0])) == {2}


def test_slope_is_a_fifth_of_x_and_not_zero_at_two():
    one = runs("slope")[0]
    assert one.run.function.derivative_formula == "0.2x"
    assert (points(one)[0], one.gradients[0, 0]) == pytest.approx((2, 0.4))


def test_left_or_right_asks_and_then_answers_with_both_arrows_for_three_seconds():
    question, answer = load("left-or-right").notes
    assert (question.steps, question.pause >= 1, answer.steps) == ((0, 0), True, (0, 0))
    one = runs("left-or-right")[0]
    assert one.gradients[0, 0] == pytest.approx(0.4)  # uphill is right
    assert points(one)[:2] == pytest.approx([2, 1.6])
    animation = pipeline.moments(load("left-or-right"), [one])
    both = [
        moment
        for moment in animation.moments
        if moment.step == 0 and moment.phase == "step" and moment.look_progress > RED
    ]
    assert len(both) / animation.fps == pytest.approx(3, abs=0.1)
    assert {moment.travel_progress for moment in both} == {0}


def test_new_point_takes_the_slope_from_x_without_a_step_size():
    loaded = load("new-point")
    assert (loaded.formula.eta, loaded.formula.notation) == (False, "leibniz")
    assert points(runs("new-point")[0]) == pytest.approx([2, 2 - 0.4])


def test_descent_takes_a_fifth_off_x_each_time_and_its_steps_shrink_as_its_slopes_do():
    one = runs("descent")[0]
    assert points(one) == pytest.approx([2 * 0.8**k for k in range(len(one.points))])
    assert one.gradients.ravel() == pytest.approx([0.4 * 0.8**k for k in range(len(one.points))])
    assert [x - new for x, new in pairwise(points(one))] == pytest.approx(one.gradients.ravel()[:-1])


def test_without_a_step_size_the_ball_throws_itself_from_wall_to_wall():
    assert verdicts("no-step-size") == [("wandering", 25)]
    [one] = runs("no-step-size")
    assert points(one) == pytest.approx(steep(3, 1), abs=1e-9)
    thrown_back = [new for x, new in pairwise(points(one)) if x < 0]
    assert len(thrown_back) >= 5
    assert all(new > 0 for new in thrown_back)


def test_tamed_is_the_same_ball_with_a_tenth_of_the_step_and_never_crosses_the_minimum():
    [wild], [tame] = runs("no-step-size"), runs("tamed")
    assert (tame.run.function.text, tame.run.start) == (wild.run.function.text, wild.run.start)
    assert (wild.run.schedule.at(0), tame.run.schedule.at(0)) == (1, 0.1)
    assert points(tame) == pytest.approx(steep(3, 0.1))
    assert tame.verdict.kind == "converged"
    assert all(x > new > 0 for x, new in pairwise(points(tame)))


def test_of_four_step_sizes_two_arrive_one_oscillates_and_one_wanders():
    assert verdicts("stepsizes") == [("converged", 10), ("converged", 6), ("cycle", 13), ("wandering", 25)]
    for one, eta in zip(runs("stepsizes"), (0.2, 0.4, 0.6, 0.8), strict=True):
        assert points(one) == pytest.approx(steep(3, eta), abs=1e-9)


def test_within_a_twentieth_two_step_sizes_arrive_sooner_still():
    assert verdicts("stepsizes", tolerance="0.05")[:2] == [("converged", 10), ("converged", 5)]


def test_the_third_step_size_alternates_between_two_points():
    cycle = runs("stepsizes")[2].verdict
    assert cycle.period == 2
    low, high = steep(3, 0.6, 1001)[-2:]  # after a thousand steps the swing is all that is left
    assert (cycle.low, cycle.high) == pytest.approx(sorted((low, high)), abs=1e-3)
    assert (round(cycle.low, 2), round(cycle.high, 2)) == (-0.25, 0.54)


def test_the_threshold_at_the_minimum_is_a_half():
    function = runs("stepsizes")[0].run.function
    assert 2 / function.curvature((0.0,))[0] == pytest.approx(0.5)


def test_stepsizes_loss_shows_the_same_runs_by_their_distance():
    for one, same in zip(runs("stepsizes-loss"), runs("stepsizes"), strict=True):
        assert points(one) == points(same)
    [panel] = load("stepsizes-loss").panels
    assert (panel.name, panel.options.measure, panel.options.scale) == ("loss", "distance", "log")


def test_asked_for_a_thousandth_the_order_of_two_step_sizes_turns_round():
    assert verdicts("stepsizes-loss", tolerance="0.001")[:2] == [("converged", 12), ("converged", 13)]


def test_near_the_minimum_each_step_keeps_its_own_share_of_the_distance():
    for one, eta in zip(runs("stepsizes-loss")[:2], (0.2, 0.4), strict=True):
        x, new = points(one)[19:21]
        assert new / x == pytest.approx(1 - 4 * eta, abs=1e-3)  # f″(0) = 4: shares 0.2 and −0.6


def test_a_step_size_that_is_halved_settles_where_a_constant_one_oscillates():
    constant, decayed = runs("decay")
    assert (constant.verdict.kind, decayed.verdict.kind) == ("cycle", "converged")
    assert constant.etas.tolist() == [0.6] * 25
    assert decayed.etas == pytest.approx([0.6 * 0.5 ** (k // 5) for k in range(25)])
    assert points(constant)[:6] == points(decayed)[:6]
    assert "eta" in panels("decay")


def test_ascent_and_descent_leave_the_same_place_for_opposite_ends():
    down, up = runs("ascent")
    assert down.run.start == up.run.start
    assert (down.run.direction, up.run.direction) == ("descend", "ascend")
    assert (down.verdict.kind, up.verdict.kind) == ("converged", "converged")
    assert [one.verdict.goal[0] for one in (down, up)] == pytest.approx([HILLS[2], HILLS[3]])
    assert all(new < old for old, new in pairwise(down.values))
    assert all(new > old for old, new in pairwise(up.values))


def test_left_of_the_minimum_the_slope_is_negative_and_the_step_goes_right():
    one = runs("negative-slope")[0]
    assert (points(one)[0], one.gradients[0, 0], points(one)[1]) == pytest.approx((-2, -0.4, -1.6))
    assert points(one) == pytest.approx([-2 * 0.8**k for k in range(len(one.points))])


def test_on_a_kink_the_ball_hops_and_a_decaying_step_size_cures_it():
    hopping, cured = runs("kink")
    first = [2 - 0.3 * k for k in range(7)]
    two_cycle = [-0.1 if k % 2 else 0.2 for k in range(19)]
    assert points(hopping) == pytest.approx([*first, *two_cycle[1:], -0.1])
    assert (hopping.verdict.kind, hopping.verdict.period, cured.verdict.kind) == ("cycle", 2, "converged")
    assert (hopping.verdict.low, hopping.verdict.high) == pytest.approx((-0.1, 0.2))
    assert set(np.abs(hopping.gradients).ravel()) == {1}


def test_the_five_zeros_of_the_derivative_stand_under_the_extrema():
    [one] = runs("derivative-zeros")
    assert [point.at[0] for point in one.stationary_points] == pytest.approx([-2, -1, 0, 1, 2])  # x(x² − 1)(x² − 4)
    assert places(one) == [
        ("minimum", "global"),
        ("maximum", "local"),
        ("minimum", "local"),
        ("maximum", "local"),
        ("minimum", "global"),
    ]
    assert panels("derivative-zeros") == ["curve", "derivative"]


def test_first_order_sets_the_tangent_against_the_parabola():
    assert set(load("first-order").show.marks) >= {"tangent", "parabola"}


def test_the_parabola_of_first_order_would_have_come_nearer_than_the_tangent():
    one = runs("first-order")[0]
    x, slope = points(one)[0], one.gradients[0, 0]
    newton_point = x - slope / one.run.function.curvature((x,))[0]
    goal = one.verdict.goal[0]
    assert abs(newton_point - goal) < abs(points(one)[1] - goal)


def test_random_starts_end_in_the_valleys_they_began_in():
    found = runs("random-starts")
    ridges = (-math.inf, HILLS[1], HILLS[3], math.inf)
    began, ended = (np.digitize([points(one)[k] for one in found], ridges) for k in (0, -1))
    assert began.tolist() == ended.tolist()
    assert set(ended) == {1, 2, 3}
    assert {one.verdict.kind for one in found} == {"converged"}


def test_a_worked_example_keeps_two_fifths_of_its_distance_each_step():
    one = runs("worked-example")[0]
    k = np.arange(len(one.points))
    assert points(one) == pytest.approx(1 + 3 * 0.4**k)  # f(x) = (x − 1)² + 2, and 1 − 2·0.3 = 0.4
    assert one.values == pytest.approx(2 + 9 * 0.16**k)
    assert one.gradients.ravel() == pytest.approx(6 * 0.4**k)
    assert "table" in panels("worked-example")
