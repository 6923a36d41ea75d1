"""Points outside the picture: marked at its border with their values, several apart; lost numbers crossed out."""

import numpy as np
import pytest
from drawn import draw, meet, words
from written import faults

from gdanim.drawing.ball import Ball
from gdanim.drawing.shapes import Line
from gdanim.panel_parts.offscreen import Pointer

SMALL = {"size": [640, 480]}


def texts(drawn, moment):
    return [words(label) for label in drawn.labels(moment)]


def test_a_point_outside_the_picture_is_marked_at_the_border_with_its_value():
    drawn = draw({"function": "x**2", "start": 1, "eta": 2, "steps": 2, "domain": [-2, 2], **SMALL})
    moment, box = drawn.at(1), drawn.axes().box
    (pointer,) = drawn.visible(Pointer, moment)
    assert not drawn.visible(Ball, moment)
    assert pointer.x == pytest.approx(box.left, abs=0.01)
    assert box.top - 0.01 <= pointer.y <= box.bottom + 0.01
    assert "outside the picture: x = −3" in texts(drawn, moment)


def test_a_mark_at_the_border_slides_along_it_while_its_text_waits_for_the_landing():
    """From −3 to 9 and all outside: 3·(1 − 4) = −9."""
    drawn = draw({"function": "x**2", "start": 1, "eta": 2, "steps": 3, "domain": [-2, 2], **SMALL})
    waiting = [moment for moment in drawn.moments if moment.step == 1]
    places = set()
    for moment in waiting:
        (label,) = [label for label in drawn.labels(moment) if "outside" in label.content]
        places.add((label.x, label.y, label.content))
        (pointer,) = drawn.visible(Pointer, moment)
        assert pointer.y == pytest.approx(drawn.axes().box.top, abs=5e-4)  # an entry is rounded
    assert len(places) == 1
    assert any(moment.travel_progress for moment in waiting)


@pytest.mark.parametrize(
    "keys",
    [
        {"function": "x**2 + 2*y**2", "start": [1, 1], "eta": 0.8, "domain": [-1.5, 1.5], "panels": ["contour"]},
        {"function": "x**2", "start": 1, "eta": 1.5, "domain": [-1.5, 1.5], "range": [-1, 70]},
    ],
    ids=["map", "curve"],
)
def test_a_mark_at_the_border_never_crosses_the_picture(keys):
    """Every step goes from one side past the other, and nothing but the marks of the sides is seen of it."""
    drawn = draw({**keys, "steps": 5, **SMALL})
    box = drawn.axes().box
    outside = [moment for moment in drawn.moments if 2 <= moment.step < 5]
    assert any(moment.travel_progress for moment in outside)
    for moment in outside:
        (pointer,) = drawn.visible(Pointer, moment)
        sides = (
            abs(pointer.x - box.left),
            abs(pointer.x - box.right),
            abs(pointer.y - box.top),
            abs(pointer.y - box.bottom),
        )
        assert min(sides) < 0.02
        moving = [line for line in drawn.visible(Line, moment) if line.casing and len(line.points)]
        assert not moving


def test_several_marks_at_one_border_stand_apart_each_with_its_value():
    """X ← (1 − 2η)x from 1: after one step −3, −4 and −5, all to the left of −2."""
    keys = {"function": "x**2", "start": 1, "eta": [2, 2.5, 3], "steps": 2, "domain": [-2, 2], "range": [-1, 30]}
    drawn = draw({**keys, "compare": "overlay", **SMALL})
    moment, box = drawn.at(1), drawn.axes().box
    pointers = drawn.visible(Pointer, moment)
    assert [pointer.x for pointer in pointers] == pytest.approx([box.left] * 3, abs=0.01)
    heights = sorted(pointer.y for pointer in pointers)
    assert np.diff(heights).min() > 2 * pointers[0].radius
    labels = [label for label in drawn.labels(moment) if words(label).startswith("x = −")]
    assert [words(label) for label in labels] == ["x = −3", "x = −4", "x = −5"]
    assert len({label.style.colour for label in labels}) == 3
    boxes = sorted(label.box for label in labels)
    assert not any(meet(one, other) for index, one in enumerate(boxes) for other in boxes[:index])


def test_a_number_at_the_border_of_a_map_keeps_off_the_balls_of_other_runs():
    """Each step takes (x, y) to (x/2, −1.2y): from 1.8 out of the map at its bottom, where the ball from 1.5 lands."""
    keys = {"function": "x**2/2 + 2.2*y**2", "eta": 0.5, "steps": 1, "domain": [-2, 2], "compare": "overlay"}
    drawn = draw({**keys, "start": [[0, 1.8], [0.4, 1.5]], "panels": ["contour"], "size": [640, 640]})
    assert "x = 0, y = −2.16" in texts(drawn, drawn.at(1))
    assert faults(drawn, drawn.sampled()) == {}


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"function": "x - 3*log(x)", "start": 5, "eta": 14}, "domain"),
        ({"function": "x**4", "start": 5, "eta": 1}, "overflow"),
    ],
    ids=["left_domain", "overflow"],
)
def test_a_run_that_lost_its_numbers_is_crossed_out_where_it_had_its_last(keys, said):
    drawn = draw({"steps": 12, **keys, **SMALL})
    end = drawn.moments[-1]
    (pointer,) = drawn.visible(Pointer, end)
    assert pointer.crossed
    assert not drawn.visible(Ball, end)
    assert not drawn.visible(Pointer, drawn.moments[0])
    assert any(said in text for text in texts(drawn, end))


def test_a_mark_that_slides_into_a_corner_hides_no_number_of_an_axis():
    """With η = 0.3 the run is outside from its first step on, left and right in turn."""
    drawn = draw({"function": "x**4", "start": 2, "eta": [0.3, 0.1], "steps": 5, **SMALL})
    assert faults(drawn, [moment for moment in drawn.moments if moment.step in (3, 4)]) == {}


def test_a_ball_that_hops_out_of_the_picture_hides_nothing_of_the_readout_above_it():
    """From 2 to −3.2 inside and on to 5.12 outside, beneath the line of numbers."""
    keys = {"function": "x**2", "start": 2, "eta": 1.3, "steps": 3, "panels": ["curve", "table"]}
    drawn = draw({**keys, "title": "Away", "language": "fa"}, **SMALL)
    assert faults(drawn, [moment for moment in drawn.moments if moment.travel_progress and moment.step < 2]) == {}
