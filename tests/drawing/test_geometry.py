"""Boxes, segments, the direction of reading, and where labels stand: plane geometry with known answers."""

import math

import numpy as np
import pytest

from gdanim.drawing.geometry import Box, clip_segment, densified
from gdanim.drawing.label import Label
from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.drawing.text import HALO_WIDTH, TextStyle, Typesetter

BOX = Box(10, 20, 110, 60)


def test_the_sides_of_a_box():
    assert (BOX.width, BOX.height) == (100, 40)
    assert BOX.inset(1, 2, 3, 4) == (11, 22, 107, 56)
    assert BOX.grown(5) == BOX.inset(-5, -5, -5, -5) == (5, 15, 115, 65)


def test_boxes_that_touch_do_not_overlap_but_one_holds_its_own_edge():
    beside = Box(110, 20, 200, 60)
    assert not BOX.overlaps(beside)
    assert BOX.overlaps(beside.grown(0.1))
    assert BOX.contains(BOX)
    assert not BOX.contains(BOX.grown(0.1))
    assert BOX.has((10, 60))
    assert not BOX.has((10, 60.1))


@pytest.mark.parametrize(
    ("start", "end", "clipped"),
    [
        ((20, 30), (30, 40), ((20, 30), (30, 40))),
        ((0, 40), (200, 40), ((10, 40), (110, 40))),
        ((60, 0), (60, 80), ((60, 20), (60, 60))),
        ((0, 10), (60, 70), ((10, 20), (50, 60))),
        ((0, 0), (5, 100), None),
        ((0, 19), (200, 19), None),
        ((0, math.inf), (200, 40), None),
        ((60, 40), (1e20, 40), ((60, 40), (110, 40))),
        ((-1e14, 40), (1e14, 40), ((10, 40), (110, 40))),
        ((-1e16, 40), (1e16, 40), None),  # a float there has a digit for every second pixel
        ((-1e16, -1e16), (1e16, 1e16), None),
    ],
)
def test_the_part_of_a_segment_in_a_box(start, end, clipped):
    found = clip_segment(BOX, start, end)
    assert found is clipped is None or np.array(found) == pytest.approx(np.array(clipped))


def test_reading_begins_at_the_left_or_at_the_right():
    left, right = ReadingDirection(is_rtl=False), ReadingDirection(is_rtl=True)
    assert (left.start, left.end, right.start, right.end) == ("left", "right", "right", "left")
    assert (left.from_start(BOX, 7), left.from_end(BOX, 7)) == (17, 103)
    assert (right.from_start(BOX, 7), right.from_end(BOX, 7)) == (103, 17)
    assert (left.left(BOX, 7, 20), right.left(BOX, 7, 20)) == (17, 83)


@pytest.mark.parametrize(("side", "left"), [("left", 0), ("center", -0.5), ("right", -1)])
def test_a_label_is_held_at_one_side_with_its_letters_on_the_baseline(side, left):
    label = Label(Typesetter(), TextStyle(20, "#000000"), 200, 100, side).set_text("HH")
    width = label.box.width
    assert label.box.left == pytest.approx(200 + left * width, abs=1)
    assert label.box.bottom == pytest.approx(100, abs=2)
    assert label.padded_box == label.box.grown(HALO_WIDTH)
    assert label.move_to_anchor(("left", 40, 100)).anchor == ("left", 40, 100)
    assert label.box.left == 40


def test_a_box_that_is_shifted_keeps_its_size():
    assert Box(10, 20, 110, 60).shifted(-5, 7) == (5, 27, 105, 67)


def test_densified_lines_have_equally_spaced_points_and_keep_their_corners():
    line = densified(np.array([(0, 0), (10, 0), (10, 3)]), 4)
    assert line == pytest.approx(np.array([(0, 0), (10 / 3, 0), (20 / 3, 0), (10, 0), (10, 0), (10, 3)]))


def test_a_densified_line_is_broken_where_a_corner_is_not_finite():
    line = densified(np.array([(0, 0), (2, 0), (np.nan, 5), (8, 0), (8, 1)]), 4)
    assert line.tolist() == [[0, 0], [2, 0], [8, 0], [8, 1]]


@pytest.mark.parametrize("points", [[], [(3, 4)]], ids=len)
def test_fewer_than_two_points_stay_as_they_are(points):
    assert densified(np.array(points, dtype=float).reshape(-1, 2), 4).tolist() == [list(point) for point in points]
