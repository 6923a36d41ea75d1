"""The arrows: red ends at the next iterate, yellow at x_k + f′(x_k); one that leaves the panel ends torn, numbered."""

import numpy as np
import pytest
from drawn import draw, number, reddish, words

from gdanim.panels.marks.arrow import Arrow, Shape

SHAPE = Shape(shaft=6, length=18, width=16, halo=2.5)


def arrow(drawn, colour, step, index=0):
    """One run's arrow of a colour, where it is drawn."""
    return [found for found in drawn.seen(Arrow, drawn.at(step)) if found.fill == colour and found.drawn][index]


def across(drawn):
    """The page's x of an arrow's corners."""
    return [x for piece in drawn.outlines() for x, _ in piece]


def tear(drawn, colour, step):
    """The numbers written at a torn arrow's end: those of its colour that begin with a digit or a minus."""
    labels = [label for label in drawn.labels(drawn.at(step)) if label.style.colour == colour and label.style.halo]
    return [label for label in labels if words(label)[0] in "−0123456789"]


@pytest.mark.parametrize("step", range(4))
def test_the_red_arrow_ends_exactly_at_the_next_iterate(comparison, step):
    for cell, factor in ((0, 0.5), (2, -0.5)):
        plot = comparison.plot(cell)
        red = [
            found
            for found in comparison.seen(Arrow, comparison.at(step))
            if found.fill == comparison.theme.step and plot.box.left <= found.tail <= plot.box.right
        ]
        x, following = 2 * factor**step, 2 * factor ** (step + 1)
        assert [(a.tail, a.tip, a.y) for a in red] == [pytest.approx((plot.x(x), plot.x(following), plot.y(x**2)))]


@pytest.mark.parametrize("step", range(3))
def test_the_red_pixels_end_where_the_next_iterate_is(quadratic, step):
    plot = quadratic.plot()
    x, following = 2 * 0.8**step, 2 * 0.8 ** (step + 1)
    row = round(plot.y(0.1 * x**2))
    columns = np.flatnonzero(reddish(quadratic.frame(step))[row - 1 : row + 1].any(axis=0))
    columns = columns[columns < plot.x(x)]
    assert columns.min() == pytest.approx(plot.x(following), abs=2.5)  # the very tip is thinner than a pixel


@pytest.mark.parametrize("step", range(4))
def test_the_yellow_arrow_is_as_long_as_the_slope_and_points_uphill(lesson, step):
    x, plot = 2 * 0.5**step, lesson.plot()
    yellow = arrow(lesson, lesson.theme.slope, step)
    assert (yellow.tail, yellow.tip, yellow.y) == pytest.approx((plot.x(x), plot.x(x + 2 * x), plot.y(x**2)))


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
    plot = drawn.plot()
    assert (yellow.tip, red.tip) == pytest.approx((plot.x(-2.4), plot.x(-1.6)))
    assert yellow.tip < yellow.tail < red.tip


def test_in_ascent_both_arrows_point_uphill():
    drawn = draw({"function": "-x**2", "start": 1, "eta": 0.25, "steps": 2, "direction": "ascend"})
    plot = drawn.plot()
    yellow, red = (arrow(drawn, colour, 0) for colour in (drawn.theme.slope, drawn.theme.step))
    assert (yellow.tip, red.tip) == pytest.approx((plot.x(1 - 2), plot.x(1 - 0.5)))
    assert drawn.artists.index(yellow) < drawn.artists.index(red), "red lies in front"


@pytest.mark.parametrize("optimizer", ["gradient_descent", {"momentum": {"beta": 0.9}}])
def test_the_red_arrow_is_the_step_whatever_the_rule(optimizer):
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.05, "steps": 5, "optimizer": optimizer})
    points, plot = drawn.trajectories[0].points[:, 0], drawn.plot()
    tips = [arrow(drawn, drawn.theme.step, step).tip for step in range(5)]
    assert tips == pytest.approx([plot.x(x) for x in points[1:]])


def test_the_tip_stays_while_the_tail_follows_the_ball(lesson):
    from gdanim.panels.marks.ball import Ball

    plot = lesson.plot()
    under_way = [moment for moment in lesson.moments if moment.travel and moment.step == 0]
    assert under_way
    for moment in under_way:
        (ball,) = lesson.seen(Ball, moment)
        (red,) = [found for found in lesson.seen(Arrow, moment) if found.fill == lesson.theme.step]
        assert (red.tail, red.tip, red.y) == pytest.approx((ball.x, plot.x(1.0), plot.y(4.0)))


def test_a_comparison_shows_the_step_and_no_slope(comparison):
    fills = {found.fill for found in comparison.seen(Arrow, comparison.at(0))}
    assert fills == {comparison.theme.step}


def test_a_step_out_of_the_picture_ends_torn_inside_the_border_with_its_number():
    drawn = draw({"function": "x**2", "start": 1, "eta": 2, "steps": 1, "domain": [-1.5, 1.5], "size": [640, 480]})
    red, box = arrow(drawn, drawn.theme.step, 0), drawn.plot().box
    assert red.torn
    assert red.tip == pytest.approx(drawn.plot().x(-3), abs=0.01)
    assert red.end == pytest.approx(box.left, abs=3)
    assert min(across(red)) >= box.left
    (label,) = tear(drawn, drawn.theme.step, 0)
    assert number(words(label)) == -3
    assert box.left <= label.box[0]


def test_a_slope_longer_than_the_picture_ends_torn_with_its_number():
    drawn = draw({"function": "x**2", "start": 1, "eta": 0.1, "steps": 2, "domain": [-1.5, 1.5], "size": [640, 480]})
    yellow, box = arrow(drawn, drawn.theme.slope, 0), drawn.plot().box
    assert yellow.torn
    assert yellow.end == pytest.approx(box.right, abs=3)
    assert max(across(yellow)) <= box.right
    numbers = {number(words(label)) for label in tear(drawn, drawn.theme.slope_text, 0)}
    assert numbers == {2.0}


@pytest.mark.parametrize("reach", [3.5, 8, 18, 19, 60])
def test_an_arrow_is_never_shortened_and_its_head_never_longer_than_itself(reach):
    short = Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).to(10, 10 + reach, 50)
    assert short.drawn
    assert min(across(short)) >= 10
    assert max(across(short)) == pytest.approx(10 + reach)


def test_nothing_shorter_than_three_pixels_is_drawn():
    assert not Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).to(10, 12.9, 50).drawn
    assert Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).to(10, 13, 50).drawn


@pytest.mark.parametrize("tip", [-40, 140])
def test_a_torn_arrow_stays_inside_on_both_sides(tip):
    torn = Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).to(50, tip, 50)
    assert torn.torn
    assert (min(across(torn)), max(across(torn))) == pytest.approx((2, 50) if tip < 0 else (50, 98))


def test_a_landing_ring_marks_where_the_step_ends(quadratic):
    from gdanim.panels.marks.shapes import Ring

    plot = quadratic.plot()
    (ring,) = quadratic.seen(Ring, quadratic.at(0))
    assert (ring.colour, ring.x, ring.y) == (
        quadratic.theme.step,
        pytest.approx(plot.x(1.6)),
        pytest.approx(plot.y(0.1 * 1.6**2)),
    )
