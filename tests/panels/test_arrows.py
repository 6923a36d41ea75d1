"""The arrows: red ends at the next iterate, yellow is f′(x_k) to one scale; each keeps its place for a whole scene."""

import numpy as np
import pytest
from drawn import draw, number, reddish, words

from gdanim.animation import appearance
from gdanim.drawing.arrows import Arrow, ArrowShape
from gdanim.drawing.ball import Ball
from gdanim.drawing.label import Label

BRIEF = "{frames_per_step: 8, hold: {start: 0.1, end: 0.1}}"
UNIT = 640 / 960  # of the comparison's page: sizes are told for a width of 960 pixels
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))  # they are written around a part of a text
SHAPE = ArrowShape(shaft=6, length=18, width=16, halo=2.5)


def arrow(drawn, colour, step, index=0):
    """One run's arrow of a colour, where it is drawn."""
    return [found for found in drawn.visible(Arrow, drawn.at(step)) if found.fill == colour and found.is_drawn][index]


def across(drawn):
    """The page's x of an arrow's corners."""
    return [x for x, _ in drawn.outline()]


def neck(drawn):
    """The page's x where an arrow's shaft meets its head: the widest place."""
    return max(drawn.outline(), key=lambda corner: abs(corner[1] - drawn.y))[0]


def tear(drawn, colour, step):
    """The numbers written at a truncated arrow's end: those of its colour that begin with a digit or a minus."""
    labels = [label for label in drawn.labels(drawn.at(step)) if label.style.colour == colour and label.style.halo]
    return [label for label in labels if words(label)[0] in "−0123456789"]


@pytest.mark.parametrize("step", range(4))
def test_the_red_arrow_ends_exactly_at_the_next_iterate_at_the_balls_height(comparison, step):
    """Of the steps 1, 0.5 … and 3, 1.5 … fewer than a third are shorter than the ball's radius and a head."""
    for cell, factor in ((0, 0.5), (2, -0.5)):
        axes = comparison.axes(cell)
        red = [
            found
            for found in comparison.visible(Arrow, comparison.at(step))
            if found.fill == comparison.theme.step and axes.box.left <= found.tail <= axes.box.right
        ]
        x, following = 2 * factor**step, 2 * factor ** (step + 1)
        assert [(a.tail, a.tip) for a in red] == [pytest.approx((axes.x(x), axes.x(following)))]
        assert red[0].y == pytest.approx(axes.y(x**2), abs=0.01)


@pytest.mark.parametrize("step", range(3))
def test_the_red_pixels_end_where_the_next_iterate_is(quadratic, step):
    axes, following = quadratic.axes(), 2 * 0.8 ** (step + 1)
    row, x = round(arrow(quadratic, quadratic.theme.step, step).y), 2 * 0.8**step
    columns = np.flatnonzero(reddish(quadratic.frame(step))[row - 1 : row + 1].any(axis=0))
    columns = columns[columns < axes.x(x)]
    assert columns.min() == pytest.approx(axes.x(following), abs=2.5)  # the very tip is thinner than a pixel


LESSONS = {
    "x² from 4": {"function": "x**2", "start": 4, "eta": 0.1, "steps": 12},
    "x⁴ from 6": {"function": "x**4 - 3*x**3 + 2", "start": 6, "eta": 0.001, "steps": 12},
    "flat": {"function": "0.1*x**2", "start": 2, "eta": 1, "steps": 8},
    "tan": {"function": "tan(x)", "start": 1, "eta": 0.1, "steps": 20},
    "ascent": {"function": "-(x-2)**2+5", "start": -2, "eta": 0.1, "steps": 8, "direction": "ascend"},
    "diverging": {"function": "x**2", "start": 0.5, "eta": 1.2, "steps": 8},
    "in a domain": {"function": "x**2", "start": 2, "eta": 0.2, "steps": 4, "domain": [-2, 2]},
    "momentum": {"function": "x**2", "start": 2, "eta": 0.05, "steps": 12, "optimizer": "momentum"},
}


def slope_arrows(drawn):
    """The step, and the tail and the tip of the slope's arrow, of each moment at which it is whole."""
    for moment in drawn.moments:
        if moment.phase != "end" and moment.travel_progress == 0 and moment.reveal(*appearance.SLOPE_ARROW) == 1:
            first, *_ = drawn.visible(Arrow, moment) or [None]  # the step's is in front of it
            if first and first.fill == drawn.theme.slope and first.is_drawn:
                assert not first.is_truncated
                yield moment.step, first.tail, first.tip


@pytest.mark.parametrize("scene", LESSONS.values(), ids=LESSONS)
def test_the_yellow_arrow_is_as_long_as_the_slope_to_one_scale_in_all_frames(scene):
    drawn = draw(scene | {"size": [640, 480]}, timing=BRIEF)
    axes, run = drawn.axes(), drawn.trajectories[0]
    across = axes.box.width / (axes.x_range[1] - axes.x_range[0])
    shown = list(slope_arrows(drawn))
    scales = {round(float(run.gradients[step, 0]) * across / (tip - tail), 2) for step, tail, tip in shown}
    (scale,) = scales
    eta = min(1.0, float(run.etas.max()))
    rounded = {factor * 10**power for factor in (1, 2, 5) for power in range(4)}
    assert scale in rounded | {int(1 / eta), round(1 / eta, 2)}
    assert [tail for _, tail, _ in shown] == pytest.approx(
        [axes.x(run.points[step, 0]) for step, *_ in shown], abs=0.01
    )
    share = 0.3 if scale > 1 / eta else 0.5  # longer only so that it is as long as the step
    assert max(abs(tip - tail) for _, tail, tip in shown) <= share * axes.box.width + 1
    if "domain" not in scene:  # where the ball is on the author's border, the arrow reaches over it
        assert all(axes.box.left <= tip <= axes.box.right for *_, tip in shown)


@pytest.mark.parametrize(("slope", "scale"), [(1, 1), (2, 1), (2.99, 1), (3.01, 2), (6.01, 5), (15.01, 10)])
def test_the_scale_is_the_largest_at_which_the_longest_arrow_is_at_most_30_percent_of_the_width(slope, scale):
    """In a picture from 0 to 10 an arrow may be 3 units long."""
    drawn = draw({"function": f"{slope}*x", "start": 5, "eta": 0.01, "steps": 2, "domain": [0, 10], "size": [640, 480]})
    yellow, axes = arrow(drawn, drawn.theme.slope, 0), drawn.axes()
    assert yellow.tail == pytest.approx(axes.x(5))
    assert yellow.tip - yellow.tail == pytest.approx(axes.box.width / 10 * slope / scale, abs=0.01)


@pytest.mark.parametrize("scene", LESSONS.values(), ids=LESSONS)
def test_the_scale_is_told_in_every_step_whose_slope_arrow_is_seen_if_it_is_not_1(scene):
    drawn = draw(scene | {"size": [960, 720]}, timing=BRIEF)
    axes, run = drawn.axes(), drawn.trajectories[0]
    across = axes.box.width / (axes.x_range[1] - axes.x_range[0])
    for step, tail, tip in {step: (step, *ends) for step, *ends in slope_arrows(drawn)}.values():
        scale = round(float(run.gradients[step, 0]) * across / (tip - tail))
        told = [words(label) for label in drawn.labels(drawn.at(step)) if "slope arrow" in words(label)]
        scale_words = f"1 : {scale}"
        assert [text.split("arrow ")[1] for text in told] == ([] if scale == 1 else [scale_words])


@pytest.mark.parametrize(("function", "eta"), [("x^2", 0.5), ("x^2", 0.3), ("exp(x)-2*x", 0.1), ("x^4-3*x^2+x", 0.02)])
@pytest.mark.parametrize("size", [[960, 720], [480, 360]])
def test_the_slopes_arrow_is_at_least_as_long_as_the_step_against_it(function, eta, size):
    drawn = draw({"function": function, "start": 2, "eta": eta, "steps": 3, "size": size})
    yellow, red = (arrow(drawn, colour, 0) for colour in (drawn.theme.slope, drawn.theme.step))
    assert abs(yellow.tip - yellow.tail) >= abs(red.tip - red.tail) - 0.01


def test_the_scale_is_told_on_the_slopes_arrow():
    """x² from 2: the slope is 4, the step 2, and the arrow as long as the step."""
    drawn = draw({"function": "x^2", "start": 2, "eta": 0.5, "steps": 3, "size": [960, 720]})
    yellow, red = (arrow(drawn, colour, 0) for colour in (drawn.theme.slope, drawn.theme.step))
    assert yellow.tip - yellow.tail == pytest.approx(red.tail - red.tip)
    assert "with the slope, drawn 1 : 2" in [words(label) for label in drawn.labels(drawn.at(0))]


@pytest.mark.parametrize(("slope", "scale"), [(0.29, 10), (0.2, 10), (0.06, 50), (0.0003, 10000)])
def test_arrows_that_would_be_too_short_to_be_seen_are_magnified(slope, scale):
    """In a picture from 0 to 10 an arrow shorter than 0.3 is magnified, to at most 3 units."""
    drawn = draw({"function": f"{slope}*x", "start": 5, "eta": 0.01, "steps": 2, "domain": [0, 10], "size": [640, 480]})
    yellow, axes = arrow(drawn, drawn.theme.slope, 0), drawn.axes()
    assert yellow.tip - yellow.tail == pytest.approx(axes.box.width / 10 * slope * scale, abs=0.01)
    told = [words(label) for label in drawn.labels(drawn.at(0)) if "arrow" in words(label)]
    printed = f"{scale:,}".replace(",", "\u202f") if scale >= 10000 else scale
    assert f"slope arrow {printed} : 1" in told


def test_a_point_at_the_border_does_not_shorten_the_arrows_of_all_others():
    """x² diverges: the last points in the picture have no room for their arrows, which are left out there."""
    drawn = draw({"function": "x**2", "start": 1, "eta": 1.1, "size": [640, 480]}, timing=BRIEF)
    axes, first = drawn.axes(), next(slope_arrows(drawn))
    assert first[2] - first[1] >= 0.05 * axes.box.width
    assert all(axes.box.left <= tip <= axes.box.right for *_, tip in slope_arrows(drawn))


@pytest.mark.parametrize("scene", LESSONS.values(), ids=LESSONS)
def test_both_arrows_keep_their_places_through_a_scene(scene):
    drawn = draw(scene | {"size": [640, 480]}, timing=BRIEF)
    axes, run, places = drawn.axes(), drawn.trajectories[0], {}
    for step in range(run.last_step):
        height = axes.y(float(run.values[step]))
        for found in drawn.visible(Arrow, drawn.at(step)):
            if found.is_drawn and axes.box.top <= height <= axes.box.bottom:
                places.setdefault(found.fill, set()).add((round(height - found.y, 1), found.shape))
    assert {len(found) for found in places.values()} == {1}


@pytest.mark.parametrize("scene", LESSONS.values(), ids=LESSONS)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_words_stand_on_both_arrows_or_on_none(scene, language):
    drawn = draw(scene | {"size": [640, 480], "language": language}, timing=BRIEF)
    pairs = {"en": ("with the slope", "against the slope"), "fa": ("در جهت شیب", "در خلاف جهت شیب")}[language]
    if scene.get("direction"):
        pairs = {"en": ("slope", "with the slope"), "fa": ("شیب", "در جهت شیب")}[language]
    beats = 0
    if scene.get("optimizer"):  # its step follows more than the slope, and its second beat is called as its arrow
        pairs, beats = (pairs[0], {"en": "step", "fa": "گام"}[language]), 1
    for step in range(drawn.trajectories[0].last_step):
        texts = [words(label).translate(ISOLATES) for label in drawn.labels(drawn.at(step))]
        of_slope = [text for text in texts if text == pairs[0] or pairs[0] + ("," if language == "en" else "،") in text]
        assert len(of_slope) == texts.count(pairs[1]) - beats


def test_the_yellow_arrow_is_the_same_for_every_eta():
    ends = set()
    for eta in (0.05, 0.25, 0.45):
        drawn = draw({"function": "x**2", "start": 2, "eta": eta, "steps": 2, "domain": [-1, 7], "range": [-1, 6]})
        yellow = arrow(drawn, drawn.theme.slope, 0)
        ends.add((yellow.tail, yellow.tip))
    assert len(ends) == 1


def test_left_of_the_minimum_yellow_points_left_and_red_right():
    drawn = draw({"function": "0.1*x**2", "start": -2, "eta": 1, "steps": 2})
    yellow, red = (arrow(drawn, colour, 0) for colour in (drawn.theme.slope, drawn.theme.step))
    axes = drawn.axes()
    assert (yellow.tip, red.tip) == pytest.approx((axes.x(-2.4), axes.x(-1.6)))
    assert yellow.tip < yellow.tail < red.tip


def test_in_ascent_both_arrows_point_uphill():
    keys = {"function": "-x**2", "start": 1, "eta": 0.25, "steps": 2, "direction": "ascend", "domain": [-8, 8]}
    drawn = draw(keys)
    axes = drawn.axes()
    yellow, red = (arrow(drawn, colour, 0) for colour in (drawn.theme.slope, drawn.theme.step))
    assert (yellow.tip, red.tip) == pytest.approx((axes.x(1 - 2), axes.x(1 - 0.5)))
    assert yellow.y < red.y, "in a row over the step's, which would hide it"


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
        assert (red.tail, red.tip) == pytest.approx((ball.x, axes.x(1.0)))


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


def test_a_comparison_shows_the_step_and_no_slope(comparison):
    fills = {found.fill for found in comparison.visible(Arrow, comparison.at(0))}
    assert fills == {comparison.theme.step}


def test_a_step_out_of_the_picture_ends_at_the_border_without_a_head_and_with_its_number():
    drawn = draw({"function": "x**2", "start": 1, "eta": 2, "steps": 1, "domain": [-1.5, 1.5], "size": [640, 480]})
    red, box = arrow(drawn, drawn.theme.step, 0), drawn.axes().box
    assert red.is_truncated
    assert red.tip == pytest.approx(drawn.axes().x(-3), abs=0.01)
    assert min(across(red)) == pytest.approx(box.left, abs=0.01)
    assert len(red.outline()) == 4
    (label,) = tear(drawn, drawn.theme.step, 0)
    assert number(words(label)) == -3
    assert box.left <= label.box[0]


@pytest.mark.parametrize("reach", [3.5, 8, 18, 19, 60])
def test_an_arrow_is_never_shortened_and_its_head_is_at_most_55_percent_of_it(reach):
    short = Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).move_to(10, 10 + reach, 50)
    assert short.is_drawn
    assert (min(across(short)), max(across(short))) == pytest.approx((10, 10 + reach))
    assert 10 + reach - neck(short) == pytest.approx(min(18, 0.55 * reach))


def test_nothing_shorter_than_three_pixels_is_drawn():
    assert not Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).move_to(10, 12.9, 50).is_drawn
    assert Arrow(SHAPE, "#000000", "#FFFFFF", (0, 100)).move_to(10, 13, 50).is_drawn


@pytest.mark.parametrize("width", [480, 960, 1920])
def test_an_arrow_in_a_row_is_long_enough_to_show_a_direction_or_is_not_drawn(width):
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.1, "steps": 25, "size": [width, width * 3 // 4]})
    lengths = [
        found.length
        for moment in drawn.moments
        for found in drawn.visible(Arrow, moment)
        if found.is_drawn and not found.start
    ]
    assert min(lengths) >= 8 * max(1, width / 960)


def test_a_landing_ring_marks_where_the_step_ends(quadratic):
    from gdanim.drawing.shapes import Ring

    axes = quadratic.axes()
    (ring,) = quadratic.visible(Ring, quadratic.at(0))
    assert (ring.colour, ring.x, ring.y) == (
        quadratic.theme.step,
        pytest.approx(axes.x(1.6)),
        pytest.approx(axes.y(0.1 * 1.6**2)),
    )


@pytest.mark.parametrize(("eta", "length"), [(0.05, None), (0.005, 12), (0.00001, 0)])
def test_a_lessons_short_step_has_a_short_arrow_and_one_too_small_to_see_has_none(eta, length):
    """x² from 3, whose first step is 6η long: in a picture some 100 pixels a unit wide it is 3 pixels at η = 0.005."""
    drawn = draw({"function": "x**2", "start": 3, "eta": eta, "steps": 2, "size": [960, 720]})
    found = [each for each in drawn.visible(Arrow, drawn.at(0)) if each.fill == drawn.theme.step and each.is_drawn]
    exact = drawn.axes().x(3 - 6 * eta) - drawn.axes().x(3)
    assert [each.tip - each.tail for each in found] == pytest.approx(
        [] if length == 0 else [-length if length else exact], abs=0.01
    )


def test_the_slope_arrow_of_a_flat_start_is_long_enough_to_be_seen():
    """On the sigmoid's flank the slope is 0.045 at the start and five times as steep at the end."""
    drawn = draw({"function": "1/(1+exp(-x))", "start": 3, "eta": 1, "size": [960, 720]}, timing=BRIEF)
    yellow = arrow(drawn, drawn.theme.slope, 0)
    assert yellow.length >= 25
    assert yellow.tip - yellow.tail == pytest.approx(5 * 0.04518 * drawn.axes().x_unit, rel=0.01)


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
def test_the_words_on_a_batchs_step_and_on_that_of_all_points_do_not_meet(language):
    drawn = draw("scenes/one-batch.yaml", language=language)
    labels, within = drawn.visible(Label, drawn.at(0)), drawn.axes(1).box
    boxes = [label.padded_box for label in labels if drawn.theme.step == label.style.colour]
    boxes = [box for box in boxes if within.has((box.left, box.top))]
    assert len(boxes) == 2
    assert not boxes[0].overlaps(boxes[1])


def test_the_words_that_tell_the_scale_are_clear_of_a_poles_line():
    """1/x has a pole at 0, whose line goes down to the axis."""
    drawn = draw({"function": "1/x", "start": 1, "eta": 0.1, "size": [960, 720]}, timing=BRIEF)
    (label,) = [label for label in drawn.labels(drawn.at(0)) if words(label).startswith("slope arrow")]
    pole = drawn.axes().x(0)
    assert not label.box.left < pole < label.box.right
