"""The arrows: red ends at the next iterate, yellow at x_k + f′(x_k); one that leaves the panel is broken, numbered."""

import numpy as np
import pytest
from drawn import draw, number, reddish, words

from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.ball import Ball

UNIT = 640 / 960  # of the comparison's page: sizes are told for a width of 960 pixels
SHAPE = ArrowShape(shaft=6, length=18, width=16, halo=2.5)


def arrow(drawn, colour, step, index=0):
    """One run's arrow of a colour, where it is drawn."""
    return [found for found in drawn.visible(Arrow, drawn.at(step)) if found.fill == colour and found.is_drawn][index]


def across(drawn):
    """The page's x of an arrow's corners."""
    return [x for piece in drawn.outlines() for x, _ in piece]


def neck(drawn):
    """The page's x where an arrow's shaft meets its head: the widest place."""
    (piece,) = drawn.outlines()
    return max(piece, key=lambda corner: abs(corner[1] - drawn.y))[0]


def tear(drawn, colour, step):
    """The numbers written at a truncated arrow's end: those of its colour that begin with a digit or a minus."""
    labels = [label for label in drawn.labels(drawn.at(step)) if label.style.colour == colour and label.style.halo]
    return [label for label in labels if words(label)[0] in "−0123456789"]


@pytest.mark.parametrize("step", range(4))
def test_the_red_arrow_ends_exactly_at_the_next_iterate_beside_its_ball_or_offset_over_it(comparison, step):
    for cell, factor in ((0, 0.5), (2, -0.5)):
        axes = comparison.axes(cell)
        red = [
            found
            for found in comparison.visible(Arrow, comparison.at(step))
            if found.fill == comparison.theme.step and axes.box.left <= found.tail <= axes.box.right
        ]
        x, following = 2 * factor**step, 2 * factor ** (step + 1)
        assert [(a.tail, a.tip) for a in red] == [pytest.approx((axes.x(x), axes.x(following)))]
        visible_length = abs(axes.x(x) - axes.x(following)) - (11 + 2.5) * UNIT  # beyond the ball and its halo
        height = axes.y(x**2) - (0 if visible_length >= 20 * UNIT else 24 * UNIT)
        assert red[0].y == pytest.approx(height, abs=0.01)


@pytest.mark.parametrize("step", range(3))
def test_the_red_pixels_end_where_the_next_iterate_is(quadratic, step):
    axes = quadratic.axes()
    x, following = 2 * 0.8**step, 2 * 0.8 ** (step + 1)
    row = round(axes.y(0.1 * x**2))
    columns = np.flatnonzero(reddish(quadratic.frame(step))[row - 1 : row + 1].any(axis=0))
    columns = columns[columns < axes.x(x)]
    assert columns.min() == pytest.approx(axes.x(following), abs=2.5)  # the very tip is thinner than a pixel


@pytest.mark.parametrize("step", range(4))
def test_the_yellow_arrow_is_as_long_as_the_slope_and_points_uphill(lesson, step):
    x, axes = 2 * 0.5**step, lesson.axes()
    yellow = arrow(lesson, lesson.theme.slope, step)
    assert (yellow.tail, yellow.tip, yellow.y) == pytest.approx((axes.x(x), axes.x(x + 2 * x), axes.y(x**2)))


def test_the_yellow_arrow_is_the_same_for_every_eta():
    ends = set()
    for eta in (0.05, 0.25, 0.45):
        drawn = draw({"function": "x**2", "start": 2, "eta": eta, "steps": 2, "domain": [-1, 7], "range": [-1, 6]})
        yellow = arrow(drawn, drawn.theme.slope, 0)
        ends.add((yellow.tail, yellow.tip, yellow.y))
    assert len(ends) == 1


def test_left_of_the_minimum_yellow_points_left_and_red_right():
    drawn = draw({"function": "0.1*x**2", "start": -2, "eta": 1, "steps": 2})
    yellow, red = (arrow(drawn, colour, 0) for colour in (drawn.theme.slope, drawn.theme.step))
    axes = drawn.axes()
    assert (yellow.tip, red.tip) == pytest.approx((axes.x(-2.4), axes.x(-1.6)))
    assert yellow.tip < yellow.tail < red.tip


def test_in_ascent_both_arrows_point_uphill():
    drawn = draw({"function": "-x**2", "start": 1, "eta": 0.25, "steps": 2, "direction": "ascend"})
    axes = drawn.axes()
    yellow, red = (arrow(drawn, colour, 0) for colour in (drawn.theme.slope, drawn.theme.step))
    assert (yellow.tip, red.tip) == pytest.approx((axes.x(1 - 2), axes.x(1 - 0.5)))
    assert drawn.artists.index(yellow) < drawn.artists.index(red), "red lies in front"


@pytest.mark.parametrize("optimizer", ["gradient_descent", {"momentum": {"beta": 0.9}}])
def test_the_red_arrow_is_the_step_whatever_the_rule(optimizer):
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.05, "steps": 5, "optimizer": optimizer})
    points, axes = drawn.trajectories[0].points[:, 0], drawn.axes()
    tips = [arrow(drawn, drawn.theme.step, step).tip for step in range(5)]
    assert tips == pytest.approx([axes.x(x) for x in points[1:]])


def test_the_tip_stays_while_the_tail_follows_the_ball(lesson):

    axes = lesson.axes()
    under_way = [moment for moment in lesson.moments if moment.travel_progress and moment.step == 0]
    assert under_way
    for moment in under_way:
        (ball,) = lesson.visible(Ball, moment)
        (red,) = [found for found in lesson.visible(Arrow, moment) if found.fill == lesson.theme.step]
        assert (red.tail, red.tip, red.y) == pytest.approx((ball.x, axes.x(1.0), axes.y(4.0)))


def test_the_step_has_faded_when_the_ball_has_come_40_percent_of_its_way(comparison):
    from gdanim.drawing.shapes import Ring

    under_way = [moment for moment in comparison.moments if moment.travel_progress and moment.step == 0]
    assert {moment.travel_progress >= 0.4 for moment in under_way} == {True, False}
    for moment in under_way:
        drawn = [found.is_drawn for found in comparison.visible(Arrow, moment) if found.fill == comparison.theme.step]
        assert any(drawn) <= (moment.travel_progress < 0.4)
        assert len(comparison.visible(Ring, moment)) == 2, "the rings where the steps end stay"


def test_the_slopes_copy_is_yellow_until_it_has_turned_round(lesson):
    axes, theme, x = lesson.axes(), lesson.theme, lesson.axes().x(2)
    beat = [moment for moment in lesson.moments if moment.step == 0 and moment.phase == "step" and moment.beat == 1]
    copies = [lesson.visible(Arrow, moment)[1] for moment in beat if len(lesson.visible(Arrow, moment)) > 1]
    ways = {(copy.fill, copy.tip < x) for copy in copies}
    assert ways <= {(theme.slope, False), (theme.step, True)}
    assert (theme.step, True) in ways
    assert axes.x(1) == pytest.approx(copies[-1].tip)


def test_a_truncated_slope_at_the_border_is_offset_where_it_has_room():
    """The start lies on the picture's right border, and uphill is to the right."""
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.2, "steps": 2, "domain": [-2, 2], "size": [640, 480]})
    yellow, axes = arrow(drawn, drawn.theme.slope, 0), drawn.axes()
    assert yellow.is_truncated
    assert yellow.y < axes.y(4) - 15 * UNIT, "over the ball"
    assert max(across(yellow)) == pytest.approx(axes.box.right, abs=3)
    assert max(across(yellow)) - min(across(yellow)) == pytest.approx(48 * UNIT, abs=1)
    assert {number(words(label)) for label in tear(drawn, drawn.theme.slope_text, 0)} == {4.0}


def test_a_comparison_shows_the_step_and_no_slope(comparison):
    fills = {found.fill for found in comparison.visible(Arrow, comparison.at(0))}
    assert fills == {comparison.theme.step}


def test_a_step_out_of_the_picture_ends_broken_inside_the_border_with_its_number():
    drawn = draw({"function": "x**2", "start": 1, "eta": 2, "steps": 1, "domain": [-1.5, 1.5], "size": [640, 480]})
    red, box = arrow(drawn, drawn.theme.step, 0), drawn.axes().box
    assert red.is_truncated
    assert red.tip == pytest.approx(drawn.axes().x(-3), abs=0.01)
    assert red.end == pytest.approx(box.left, abs=3)
    assert min(across(red)) >= box.left
    (label,) = tear(drawn, drawn.theme.step, 0)
    assert number(words(label)) == -3
    assert box.left <= label.box[0]


def test_a_slope_longer_than_the_picture_ends_broken_with_its_number():
    drawn = draw({"function": "x**2", "start": 1, "eta": 0.1, "steps": 2, "domain": [-1.5, 1.5], "size": [640, 480]})
    yellow, box = arrow(drawn, drawn.theme.slope, 0), drawn.axes().box
    assert yellow.is_truncated
    assert yellow.end == pytest.approx(box.right, abs=3)
    assert max(across(yellow)) <= box.right
    numbers = {number(words(label)) for label in tear(drawn, drawn.theme.slope_text, 0)}
    assert numbers == {2.0}


@pytest.mark.parametrize("reach", [3.5, 8, 18, 19, 60])
def test_an_arrow_is_never_shortened_and_its_head_is_at_most_55_percent_of_it(reach):
    short = Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).move_to(10, 10 + reach, 50)
    assert short.is_drawn
    assert (min(across(short)), max(across(short))) == pytest.approx((10, 10 + reach))
    assert 10 + reach - neck(short) == pytest.approx(min(18, 0.55 * reach))


@pytest.mark.parametrize("tip", [-40, 140, 5000])
def test_a_broken_arrow_has_a_whole_head_and_a_gap_across_its_shaft(tip):
    rear, front = Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).move_to(50, tip, 50).outlines()
    assert np.ptp([y for _, y in front]) == pytest.approx(16), "the head is as wide as it may be"
    assert np.ptp([y for _, y in rear]) == pytest.approx(6), "the shaft is, too"
    apart = sorted(({x for x, _ in rear}, {x for x, _ in front}), key=min)
    assert max(apart[0]) < min(apart[1]) + 6, "its slanted ends leave a gap"
    middle = [np.mean([x for x, _ in piece]) for piece in (rear, front)]
    assert (middle[0] < middle[1]) == (tip > 50)


def test_nothing_shorter_than_three_pixels_is_drawn():
    assert not Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).move_to(10, 12.9, 50).is_drawn
    assert Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).move_to(10, 13, 50).is_drawn


@pytest.mark.parametrize("width", [480, 960, 1920])
def test_an_offset_arrow_is_long_enough_to_show_a_direction_or_is_not_drawn(width):
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.1, "steps": 25, "size": [width, width * 3 // 4]})
    lengths = [
        found.length
        for moment in drawn.moments
        for found in drawn.visible(Arrow, moment)
        if found.is_drawn and not found.start
    ]
    assert min(lengths) >= 12 * max(1, width / 960)


@pytest.mark.parametrize("tip", [-40, 140])
def test_a_truncated_arrow_stays_inside_on_both_sides(tip):
    truncated = Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).move_to(50, tip, 50)
    assert truncated.is_truncated
    assert (min(across(truncated)), max(across(truncated))) == pytest.approx((2, 50) if tip < 0 else (50, 98))


def test_a_landing_ring_marks_where_the_step_ends(quadratic):
    from gdanim.drawing.shapes import Ring

    axes = quadratic.axes()
    (ring,) = quadratic.visible(Ring, quadratic.at(0))
    assert (ring.colour, ring.x, ring.y) == (
        quadratic.theme.step,
        pytest.approx(axes.x(1.6)),
        pytest.approx(axes.y(0.1 * 1.6**2)),
    )


def test_a_broken_arrow_across_the_picture_is_thinner_than_one_that_fits():
    """A beam from border to border would hide what it is about."""
    short, far = (Arrow(SHAPE, "#000000", "#FFFFFF", (0, 800)).move_to(10, tip, 50) for tip in (700, 5000))
    (whole,), (rear, _) = short.outlines(), far.outlines()
    assert rear[-1][1] - rear[0][1] == pytest.approx(0.6 * (whole[-1][1] - whole[0][1]))
