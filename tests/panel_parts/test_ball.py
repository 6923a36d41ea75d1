"""The ball: its centre is the iterate, its outline a circle, whole wherever it rests."""

import itertools
import math

import numpy as np
import pytest
from drawn import bluish, centre, draw

from gdanim import themes
from gdanim.drawing.ball import Ball

STEPS = range(7)


@pytest.fixture(scope="module")
def balls_alone():
    keys = {"function": "x**2", "start": 2, "eta": [0.25, 0.75], "steps": 4, "show": ["ball"], "panels": ["curve"]}
    return draw({**keys, "size": [640, 360]})


def disc(drawn, step, panel=0):
    """The pixels of one panel's ball."""
    left, top, right, bottom = (round(side) for side in drawn.picture.panels[panel]["box"])
    pixels = drawn.frame(step)
    mask = np.zeros(pixels.shape[:2], bool)
    window = slice(max(0, top - 20), bottom + 20), slice(max(0, left - 20), right + 20)
    mask[window] = bluish(pixels[window])
    return mask


def roundness(mask, x, y, radius):
    """How many pixels are marked outside of the circle or missing inside, its soft edge aside."""
    rows, columns = np.indices(mask.shape)
    away = np.hypot(columns + 0.5 - x, rows + 0.5 - y)
    return int((mask & (away > radius + 1)).sum()), int((~mask & (away < radius - 1)).sum())


@pytest.mark.parametrize("step", STEPS)
def test_the_balls_centre_is_on_the_curve_at_every_step(quadratic, step):
    x = 2 * 0.8**step  # each step multiplies x by 1 − 2aη with a = 0.1 and η = 1
    axes = quadratic.axes()
    assert centre(disc(quadratic, step)) == pytest.approx((axes.x(x), axes.y(0.1 * x**2)), abs=0.5)


@pytest.mark.parametrize("step", range(5))
@pytest.mark.parametrize(("cell", "factor"), [(0, 0.5), (1, -0.5)])
def test_every_cells_ball_is_where_its_own_run_is(balls_alone, step, cell, factor):
    x = 2 * factor**step
    axes = balls_alone.axes(cell)
    assert centre(disc(balls_alone, step, cell)) == pytest.approx((axes.x(x), axes.y(x**2)), abs=0.5)


@pytest.mark.parametrize("step", STEPS)
def test_the_ball_is_a_circle(quadratic, step):
    mask = disc(quadratic, step)
    (ball,) = quadratic.visible(Ball, quadratic.at(step))
    assert roundness(mask, ball.x, ball.y, ball.radius) == (0, 0)


@pytest.mark.parametrize(
    "keys",
    [
        {"range": [0, 5]},  # the minimum lies on the lower border
        {"domain": [-1, 2]},  # the start lies on the right one
        {"range": [-1, 4]},  # and at the top
        {"domain": [0, 3], "range": [0, 9]},
    ],
    ids=str,
)
def test_the_axes_never_clip_the_ball(keys):
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.5, "steps": 1, "show": ["ball"], "size": [480, 360], **keys})
    for step, x in enumerate((2.0, 0.0)):
        (ball,) = drawn.visible(Ball, drawn.at(step))
        assert (ball.x, ball.y) == pytest.approx((drawn.axes().x(x), drawn.axes().y(x**2)))
        assert roundness(disc(drawn, step), ball.x, ball.y, ball.radius) == (0, 0)


@pytest.mark.parametrize("size", [(160, 120), (320, 240), (480, 360), (1920, 1080)])
def test_the_ball_is_exact_at_every_size(size):
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.25, "steps": 3, "show": ["ball"], "size": list(size)})
    for step in range(4):
        x, axes = 2 * 0.5**step, drawn.axes()
        assert centre(bluish(drawn.frame(step))) == pytest.approx((axes.x(x), axes.y(x**2)), abs=0.5)


@pytest.mark.parametrize("motion", ["hop", "roll"])
def test_the_ball_keeps_above_the_curve_on_its_way(motion):
    drawn = draw(
        {"function": "x**2", "start": 2, "eta": 0.9, "steps": 5, "size": [480, 360]},
        timing=f"{{motion: {motion}, fps: 50}}",
    )
    axes, run = drawn.axes(), drawn.trajectories[0].run
    under_way = [moment for moment in drawn.moments if moment.travel_progress]
    assert len(under_way) > 50
    for moment in under_way:
        (ball,) = drawn.visible(Ball, moment)
        x = axes.x_range[0] + (ball.x - axes.box.left) / axes.box.width * (axes.x_range[1] - axes.x_range[0])
        assert ball.y <= axes.y(run.function.value((x,))) + 0.5


@pytest.mark.parametrize(
    "keys",
    [
        {"function": "x**4 - 3*x**2", "start": 1.9, "eta": 0.2},
        {"function": "(x**2 - 1)**2", "start": 0.5, "eta": 0.4, "steps": 20},
        {"function": "sin(3*x) + x**2/4", "start": 2.5, "eta": 0.9},
    ],
    ids=["from wall to wall", "over a hill and out", "in and out"],
)
def test_a_wild_ball_hops_over_the_hills_and_stays_in_the_picture(keys):
    drawn = draw(keys, size=[480, 360])
    axes, value = drawn.axes(), drawn.trajectories[0].run.function.value
    under_way = [moment for moment in drawn.moments if moment.travel_progress]
    seen = [(ball.x, ball.y) for moment in under_way for ball in drawn.visible(Ball, moment)]
    assert len(seen) > 5
    for across, down in seen:
        x = axes.x_range[0] + (across - axes.box.left) / axes.box.width * (axes.x_range[1] - axes.x_range[0])
        assert down <= max(axes.y(value((x,))), axes.box.top) + 1
        assert down >= axes.box.top - 5


def test_a_rolling_ball_follows_the_curve():
    drawn = draw(
        {"function": "x**2", "start": 2, "eta": 0.2, "steps": 3, "size": [480, 360], "timing": {"motion": "roll"}}
    )
    axes = drawn.axes()
    for moment in drawn.moments:
        (ball,) = drawn.visible(Ball, moment)
        here, there = (2 * 0.6**step for step in (moment.step, moment.step + 1))
        x = here + (there - here) * moment.travel_progress
        assert (ball.x, ball.y) == pytest.approx((axes.x(x), axes.y(x**2)), abs=0.5)


def test_a_jumping_ball_is_only_ever_seen_on_iterates():
    drawn = draw(
        {"function": "x**2", "start": 2, "eta": 0.2, "steps": 3, "size": [480, 360], "timing": {"motion": "jump"}}
    )
    places = {(ball.x, ball.y) for moment in drawn.moments for ball in drawn.visible(Ball, moment)}
    axes = drawn.axes()
    assert sorted(places) == [pytest.approx((axes.x(x), axes.y(x**2))) for x in (0.432, 0.72, 1.2, 2)]


def test_overlaid_balls_are_each_on_their_own_iterate():
    starts = [2, -1.5, 0.5]
    drawn = draw(
        {"function": "x**2", "start": starts, "eta": 0.25, "steps": 3, "compare": "overlay"}, size="[480, 360]"
    )
    axes = drawn.axes()
    for step in range(4):
        balls = drawn.visible(Ball, drawn.at(step))
        wanted = [(axes.x(x * 0.5**step), axes.y((x * 0.5**step) ** 2)) for x in starts]
        assert [(ball.x, ball.y) for ball in balls] == [pytest.approx(place) for place in wanted]


@pytest.mark.parametrize(
    ("keys", "panels"),
    [
        ({"function": "x**2", "start": 2}, ["curve"]),
        ({"function": "x**2 + 2*y**2", "start": [2, 1]}, ["contour"]),
        ({"function": "x**2 + 2*y**2", "start": [2, 1]}, ["surface"]),
    ],
    ids=["curve", "contour", "surface"],
)
def test_a_ball_shows_those_that_it_hides_until_they_part(keys, panels):
    """From one start and with one rule for two steps: etas differ."""
    drawn = draw({**keys, "eta": [0.1, 0.2, 0.3], "steps": 2, "compare": "overlay", "panels": panels})
    back, middle, front = drawn.visible(Ball, drawn.at(0))
    assert front.hidden == (back, middle)
    assert back.hidden == middle.hidden == ()
    assert [ball.hidden for ball in drawn.visible(Ball, drawn.at(1))] == [()] * 3


def test_balls_at_one_point_are_a_disc_with_a_sector_for_each():
    """Clockwise from the top: the first run's on the right, the second's on the left, and a dot on the point."""
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.1, 0.2], "steps": 2, "compare": "overlay"})
    _, front = drawn.visible(Ball, drawn.at(0))
    frame, x, y = drawn.frame(0), round(front.x), round(front.y)
    out = round(front.radius + 1)
    assert tuple(frame[y - 2, x + out]) == themes.rgb(drawn.theme.runs[0])
    assert tuple(frame[y - 2, x - out]) == themes.rgb(drawn.theme.runs[1])
    assert tuple(frame[y, x]) == themes.rgb(drawn.theme.paper)


def test_balls_that_meet_again_at_the_minimum_are_one_disc():
    drawn = draw({"function": "x**2", "start": [2, -1], "eta": 0.4, "steps": 25, "compare": "overlay"})
    one, two = drawn.visible(Ball, drawn.moments[-1])
    assert abs(one.x - two.x) < 1
    assert (one.hidden, two.hidden) == ((), (one,))


def test_balls_that_pass_each_other_on_their_way_stay_themselves():
    """From 2 to −2 and back: they are at one point only half way."""
    drawn = draw({"function": "x**2", "start": [2, -2], "eta": 1, "steps": 2, "compare": "overlay"})
    for moment in drawn.moments:
        assert [ball.hidden for ball in drawn.visible(Ball, moment)] == [(), ()]


MANY = {"function": "six_hump_camel", "start": {"random": 64, "in": [[-1.8, 1.8], [-0.9, 0.9]]}, "eta": 0.02,
        "steps": 12, "compare": "overlay"}  # fmt: skip


@pytest.mark.parametrize("size", ["[960, 600]", "[480, 360]"])
def test_no_number_covers_another_one_nor_the_centre_of_a_ball(size):
    """At the steps, where all balls rest."""
    drawn = draw(MANY, size=size)
    for step in (0, 4, 8, 12):
        balls = drawn.visible(Ball, drawn.at(step))
        counted, single = [b for b in balls if b.hidden], [b for b in balls if not (b.hidden or b.is_counted_elsewhere)]
        assert sum(len(ball.hidden) + 1 for ball in counted) + len(single) == 64
        assert len({id(ball) for front in counted for ball in front.hidden}) == 64 - len(single) - len(counted)
        for one, other in itertools.combinations(counted, 2):
            assert math.dist((one.x, one.y), (other.x, other.y)) > max(one.count_radius, other.count_radius) + max(
                one.count_radius, other.count_radius
            )
        for one, ball in itertools.product(counted, single):
            assert math.dist((one.x, one.y), (ball.x, ball.y)) > one.count_reach


def test_numbers_stand_in_front_of_all_balls():
    drawn = draw(MANY, size="[480, 360]")
    balls = drawn.visible(Ball, drawn.at(12))
    counted = {id(ball) for ball in balls if ball.hidden}
    assert len(counted) > 3
    assert {id(ball) for ball in balls[-1].in_front} == counted
    assert not any(ball.in_front for ball in balls[:-1])
    for front in balls[-1].in_front:  # beside the number, on its disc, the paper is not covered
        x, y = round(front.x - front.count_radius + 2), round(front.y)
        assert tuple(drawn.frame(12)[y, x]) == themes.rgb(drawn.theme.paper)
