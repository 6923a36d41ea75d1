"""The panel of data: where points and model stand, what is lit, and that runs keep the pace of their passes."""

import re
from pathlib import Path

import numpy as np
import pytest
from drawn import draw, words

from gdanim.drawing.arrows import Arrow
from gdanim.drawing.ball import Ball
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Marker
from gdanim.panels.data.points import DataPoints, ResidualLines

SCENES = Path(__file__).parents[2] / "scenes"
LINE = {"linear_regression": {"generate": {"n": 12, "noise": 1, "seed": 3}}}
STILL = "{frames_per_step: 8, hold: {start: 0.1, end: 0.1}}"


@pytest.fixture(scope="module")
def whole():
    """A line fitted to twelve points, all of them at every step."""
    return draw({"function": LINE, "eta": 0.1, "steps": 5, "panels": ["data", "contour"]}, timing=STILL)


@pytest.fixture(scope="module")
def batched():
    """The same by batches of five: three updates a pass."""
    scene = {"function": LINE, "eta": 0.1, "batch": 5, "seed": 2, "steps": {"epochs": 2}}
    return draw(scene | {"panels": ["data", {"contour": {"show": ["+full_gradient"]}}]}, timing=STILL)


@pytest.fixture(scope="module")
def passes():
    """Batches of four and all points, two passes each: three updates against one."""
    scene = {"function": LINE, "eta": 0.1, "batch": [4, "all"], "steps": {"epochs": 2}}
    return draw(scene | {"panels": ["data", "contour", "loss"]}, timing=STILL)


def moving(drawn, panel=0):
    """The movers of the panel ``panel`` of the first cell: the head, and the cell's header, come before it."""
    return next(
        each for each in drawn.picture.drawings if any(isinstance(art, ResidualLines) for art in each.movers)
    ).movers


def model(drawn, step):
    drawn.show(drawn.at(step))
    return [art for art in moving(drawn) if isinstance(art, Line)][-1]


def sample(drawn):
    return drawn.scene.runs[0].function.sample


def test_every_point_stands_at_its_data(whole):
    axes, points = whole.axes(), sample(whole)
    (dots,) = [art for drawing in whole.picture.drawings for art in drawing.static if isinstance(art, DataPoints)]
    assert dots.pixels == pytest.approx(
        np.array([(axes.x(x), axes.y(y)) for x, y in zip(points.x, points.y, strict=True)])
    )


@pytest.mark.parametrize("step", range(6))
def test_the_line_is_the_models_at_every_step(whole, step):
    axes, (slope, intercept) = whole.axes(), whole.trajectories[0].points[step]
    ends = np.array([(axes.x(x), axes.y(slope * x + intercept)) for x in axes.x_range])
    assert model(whole, step).points == pytest.approx(ends, abs=0.5)


def test_residuals_go_from_the_points_to_the_line(whole):
    whole.show(whole.at(2))
    (gaps,) = [art for art in moving(whole) if isinstance(art, ResidualLines)]
    axes, (slope, intercept) = whole.axes(), whole.trajectories[0].points[2]
    assert len(gaps.pixels) == 12
    assert gaps.heights == pytest.approx([axes.y(slope * x + intercept) for x in sample(whole).x], abs=0.5)


def test_on_its_way_the_line_is_that_of_the_balls_place(whole):
    moment = next(each for each in whole.moments if each.step == 1 and 0.3 < each.travel_progress < 0.7)
    whole.show(moment)
    here, there = whole.trajectories[0].points[1:3]
    slope, intercept = here + moment.travel_progress * (there - here)
    axes, line = whole.axes(), [art for art in moving(whole) if isinstance(art, Line)][-1]
    assert line.points[0] == pytest.approx((axes.x(axes.x_range[0]), axes.y(slope * axes.x_range[0] + intercept)))
    balls = [art for drawing in whole.picture.drawings for art in drawing.movers if isinstance(art, Ball)]
    at = whole.axes(1)
    assert (balls[0].x, balls[0].y) == pytest.approx((at.x(slope), at.y(intercept)), abs=0.5)


def test_earlier_lines_stay_as_ghosts(whole):
    persisted = [
        [art for drawing in whole.picture.drawings[2:4] for art in drawing.persist(step) if isinstance(art, Line)]
        for step in range(4)
    ]
    ghosts = [len([line for line in lines if line.width < 2]) for lines in persisted]
    assert ghosts == [1, 1, 1, 0]


@pytest.mark.parametrize("step", range(6))
def test_the_points_of_the_batch_are_lit(batched, step):
    batched.show(batched.at(step))
    (lit,) = [art for art in moving(batched) if isinstance(art, DataPoints)]
    rows = np.sort(batched.scene.runs[0].sampling.rows(step))
    axes, points = batched.axes(), sample(batched)
    wanted = [(axes.x(points.x[row]), axes.y(points.y[row])) for row in rows]
    assert lit.pixels == pytest.approx(np.array(wanted))


def test_batches_that_follow_each_other_too_fast_are_lit_one_in_so_many_and_long_enough_to_be_seen():
    """Of 12 points one at a time, in 2 s for 48 of them: 24 a second, so each third one."""
    drawn = draw(
        {"function": LINE, "eta": 0.05, "batch": 1, "steps": {"epochs": 4}},
        timing="{seconds: 2.2, hold: {start: 0.1, end: 0.1}}",
    )
    axes, points, sampling = drawn.axes(), sample(drawn), drawn.scene.runs[0].sampling
    (lit,) = [art for art in moving(drawn) if isinstance(art, DataPoints)]
    for moment in drawn.moments[:-3]:
        drawn.show(moment)
        (row,) = sampling.rows(moment.step - moment.step % 3)
        assert lit.pixels == pytest.approx(np.array([(axes.x(points.x[row]), axes.y(points.y[row]))]))
        assert "this step's 1 point" not in [label.content for label in drawn.labels(moment)]


def test_no_point_is_lit_when_no_step_follows(batched):
    batched.show(batched.moments[-1])
    (lit,) = [art for art in moving(batched) if isinstance(art, DataPoints)]
    assert len(lit.pixels) == 0


def test_the_clock_tells_step_and_epoch(batched):
    batched.show(batched.at(4))
    said = [art.content for drawing in batched.picture.drawings for art in drawing.movers if isinstance(art, Label)]
    assert "step 4 of 6 · epoch 2 of 2" in said


def test_the_hollow_arrow_is_the_step_of_all_points(batched):
    batched.show(batched.at(1))
    arrows = [art for drawing in batched.picture.drawings for art in drawing.movers if isinstance(art, Arrow)]
    (hollow,) = [arrow for arrow in arrows if arrow.fill == arrow.paper and arrow.visible]
    one, at = batched.trajectories[0], batched.axes(1)
    x, y = one.points[1] - 0.1 * one.full_gradients[1]
    tip = (
        hollow.tail + hollow.direction[0] * (hollow.tip - hollow.tail),
        hollow.y + hollow.direction[1] * (hollow.tip - hollow.tail),
    )
    assert tip == pytest.approx((at.x(x), at.y(y)), abs=0.5)


def test_the_words_of_the_hollow_arrow_stand_only_with_it_and_off_the_frame():
    """By small steps the last arrows lie under the ball, but for a few pixels."""
    scene = {"function": LINE, "eta": 0.12, "batch": 3, "seed": 2, "start": [-0.5, 2.5], "steps": {"epochs": 4}}
    drawn = draw(scene | {"panels": ["data", {"contour": {"show": ["+full_gradient"]}}]}, timing=STILL)
    box, labelled, hidden_count = drawn.axes(1).box, 0, 0
    for moment in map(drawn.at, range(16)):
        hollow = [arrow for arrow in drawn.visible(Arrow, moment) if arrow.fill == arrow.paper and arrow.is_drawn]
        words = [label for label in drawn.labels(moment) if label.content == "all 12 points"]
        hidden_count, labelled = hidden_count + len(hollow), labelled + len(words)
        assert len(words) <= len(hollow)
        assert all(box.left < label.padded_box.left and label.padded_box.right < box.right for label in words)
    assert 0 < labelled <= hidden_count < 16


def test_runs_that_count_in_passes_finish_them_together(passes):
    few, all_points = passes.trajectories
    assert (len(few.points), len(all_points.points)) == (7, 3)
    for tick, own in ((0, 0), (3, 1), (6, 2)):
        passes.show(next(each for each in passes.moments if each.step == tick and each.travel_progress == 0))
        balls = [art for drawing in passes.picture.drawings for art in drawing.movers if isinstance(art, Ball)]
        places = [passes.axes(1), passes.axes(3)]
        for ball, axes, trajectory, step in zip(balls, places, passes.trajectories, (tick, own), strict=True):
            x, y = trajectory.points[step]
            assert (ball.x, ball.y) == pytest.approx((axes.x(x), axes.y(y)), abs=0.5)


def test_the_loss_of_both_is_drawn_against_passes(passes):
    passes.show(passes.moments[-1])
    marks = [art for art in passes.picture.drawings[-1].movers if isinstance(art, Marker)]
    axes = passes.axes(4)
    for mark, trajectory in zip(marks, passes.trajectories, strict=True):
        assert (mark.x, mark.y) == pytest.approx((axes.x(2), axes.y(trajectory.values[-1])), abs=0.5)


def test_every_step_of_a_slower_run_is_persisted_once(passes):
    persisted = [
        len([art for art in passes.picture.drawings[-1].persist(tick) if isinstance(art, Line)]) for tick in range(7)
    ]
    assert sum(persisted) == 6 + 2


def test_a_chance_shows_its_threshold():
    drawn = draw({"function": "logistic_regression", "steps": 3}, timing=STILL)
    drawn.show(drawn.at(2))
    fit, point = drawn.scene.runs[0].function, drawn.trajectories[0].points[2]
    cut = next(art for art in moving(drawn) if isinstance(art, Line) and art.dashes)
    assert cut.points[:, 0] == pytest.approx([drawn.axes().x(-point[1] / point[0])] * 2)
    assert fit.predict(point, np.array([-point[1] / point[0]])) == pytest.approx([0.5])


@pytest.mark.parametrize("step", range(6))
def test_the_words_of_a_threshold_stand_beside_it_and_off_model_and_points(step):
    drawn = draw(SCENES / "logistic-regression.yaml")
    (label,) = [label for label in drawn.labels(drawn.at(step)) if "threshold" in words(label)]
    cut = next(art for art in moving(drawn) if isinstance(art, Line) and art.dashes)
    box, across = label.padded_box, cut.points[0, 0]
    assert 0 < min(abs(box.left - across), abs(box.right - across)) < 10
    assert not box.left < across < box.right
    dots = next(art for drawing in drawn.picture.drawings for art in drawing.static if isinstance(art, DataPoints))
    for x, y in (*model(drawn, step).points, *dots.pixels):
        assert not (box.left < x < box.right and box.top < y < box.bottom)


def test_a_map_of_two_of_many_parameters_shows_where_the_ball_is_in_them():
    scene = {
        "function": "polynomial_regression",
        "steps": 3,
        "panels": ["data", {"contour": {"parameters": ["w2", "w0"]}}],
    }
    drawn = draw(scene, timing=STILL)
    drawn.show(drawn.at(2))
    (ball,) = [art for drawing in drawn.picture.drawings for art in drawing.movers if isinstance(art, Ball)]
    axes, (first, _, last) = drawn.axes(1), drawn.trajectories[0].points[2]
    assert (ball.x, ball.y) == pytest.approx((axes.x(first), axes.y(last)), abs=0.5)


def first_model(options, start=(0, 0), **keys):
    """The panel's axes, the points and the page's points of the first model."""
    function = {"linear_regression": {"generate": {"n": 20, "slope": 1, "noise": 0, "between": [0, 4], **options}}}
    drawn = draw({"function": function, "start": list(start), "eta": 0.01, "steps": 2, **keys}, timing=STILL)
    points = sample(drawn)
    return drawn.axes(), points, [start[0] * x + start[1] for x in drawn.axes().x_range]


@pytest.mark.parametrize("intercept", [5, -9])
def test_the_panel_holds_the_first_model_where_the_points_keep_their_room(intercept):
    """From 5 to 9 the points are one and a quarter of their range above y = 0, from -9 to -5 as far below."""
    axes, points, (height, _) = first_model({"intercept": intercept})
    low, high = axes.y_range
    assert low < height < high
    assert np.ptp(points.y) / (high - low) > 1 / 3


@pytest.mark.parametrize("intercept", [15, -15, 1000])
def test_a_first_model_far_from_the_points_does_not_make_them_a_clump(intercept):
    axes, points, _ = first_model({"intercept": intercept})
    margin = 0.09 * np.ptp(points.y)
    assert axes.y_range == pytest.approx((points.y.min() - margin, points.y.max() + margin))


@pytest.mark.parametrize("start", [(1, 1), (-1, 6), (0.2, 3)])
def test_a_first_model_that_is_seen_leaves_the_range_to_the_points(start):
    axes, points, _ = first_model({"intercept": 1}, start)
    margin = 0.09 * np.ptp(points.y)
    assert axes.y_range == pytest.approx((points.y.min() - margin, points.y.max() + margin))


def test_of_a_steep_first_model_a_third_of_the_panels_width_is_held():
    """3x + 3.5 rises from 3.5 to 15.5 over points from 1 to 5."""
    axes, points, _ = first_model({"intercept": 1}, (3, 3.5))
    shown = [x for x in np.linspace(*axes.x_range, 1000) if axes.contains(x, 3 * x + 3.5)]
    assert len(shown) / 1000 >= 0.33
    assert np.ptp(points.y) / np.ptp(axes.y_range) > 1 / 3


def test_the_authors_range_is_the_panels():
    panels = [{"data": {"range": [4, 10]}}]
    axes, _, _ = first_model({"intercept": 5}, panels=panels)
    assert axes.y_range == (4, 10)


@pytest.mark.parametrize(
    ("language", "standardise", "said"),
    [
        ("en", True, "x (standardised in f)"),
        ("en", False, "x"),
        ("fa", True, "x (در f استانداردشده)"),
        ("fr", True, "x (standardisé dans f)"),
    ],
)
def test_the_axis_says_that_its_feature_is_standardised(language, standardise, said):
    options = {**LINE["linear_regression"], "standardise": standardise}
    drawn = draw(
        {"function": {"linear_regression": options}, "eta": 0.1, "steps": 2, "language": language}, timing=STILL
    )
    labels = [art for drawing in drawn.picture.drawings for art in drawing.movers if isinstance(art, Label)]
    assert said in [re.sub("[$\u2066-\u2069]", "", words(label)) for label in labels]


@pytest.mark.parametrize("size", [[960, 720], [640, 900]])
def test_the_axiss_name_stands_under_a_first_model_that_widens_the_panel(size):
    function = {"linear_regression": {"generate": {"n": 20, "slope": 1, "noise": 0, "between": [0, 4], "intercept": 5}}}
    drawn = draw({"function": function, "eta": 0.01, "steps": 2, "size": size}, timing=STILL)
    (name,) = [label for label in drawn.labels(drawn.at(0)) if label.content == "$x$"]
    assert name.padded_box.top > model(drawn, 0).points[:, 1].max()


def test_points_have_a_margin_on_all_sides_also_where_the_first_model_extends_the_range():
    points = [[50, 120], [60, 150], [80, 190], [100, 260], [120, 270]]
    drawn = draw({"function": {"linear_regression": {"points": points}}, "start": [0, 0], "eta": 0.0001}, timing=STILL)
    box, axes = drawn.axes().box, drawn.axes()
    assert axes.y(270) - box.top > 0.06 * box.height
    assert box.bottom - axes.y(0) > 0.06 * box.height  # the line of the start


def test_a_model_outside_the_picture_has_no_residuals_and_is_said_to_be_there():
    scene = {"function": {"polynomial_regression": {"degree": 3, "generate": {}}}, "eta": 0.1, "steps": 20}
    drawn = draw(scene, timing=STILL)
    residuals = next(art for art in moving(drawn) if isinstance(art, ResidualLines))
    for step, is_in_sight in ((0, True), (20, False)):
        drawn.show(drawn.at(step))
        assert residuals.visible is is_in_sight
        told = [words(label) for label in drawn.labels(drawn.at(step))]
        assert ("the model is outside the picture" in told) is not is_in_sight


def test_under_a_hinge_loss_only_points_that_cost_something_have_a_residual():
    """A 1 costs what its score lacks of 1, a 0 what its score is above −1."""
    keys = {"linear_classification": {"generate": {"n": 40}}}
    drawn = draw({"function": keys, "steps": 40, "eta": 0.2, "panels": ["data"]})
    problem, residuals = (
        drawn.trajectories[0].run.function,
        next(art for art in moving(drawn) if isinstance(art, ResidualLines)),
    )
    for step in (0, 5, 20, 39):
        drawn.show(drawn.at(step))
        slope, intercept = drawn.trajectories[0].points[step]
        scores = slope * problem.sample.x + intercept
        costs = np.maximum(0, 1 - (2 * problem.sample.y - 1) * scores)
        assert len(residuals.pixels) == (costs > 0).sum()
