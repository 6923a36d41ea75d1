"""Directions of reading: a distance from where a line begins, as a place on the page."""

import pytest

from gdanim.drawing.geometry import Box
from gdanim.drawing.reading_direction import ReadingDirection

BOX = Box(10, 0, 110, 50)
LEFT, RIGHT = ReadingDirection(is_rtl=False), ReadingDirection(is_rtl=True)


def test_a_text_begins_at_the_side_from_which_it_is_read():
    assert (LEFT.start, LEFT.end) == ("left", "right")
    assert (RIGHT.start, RIGHT.end) == ("right", "left")


@pytest.mark.parametrize(("reading", "start", "end"), [(LEFT, 13, 103), (RIGHT, 107, 17)], ids=["left", "right"])
def test_distances_are_measured_along_the_line(reading, start, end):
    assert reading.from_start(BOX, 3) == start
    assert reading.from_end(BOX, 7) == end


@pytest.mark.parametrize(("reading", "left"), [(LEFT, 13), (RIGHT, 87)], ids=["left", "right"])
def test_what_is_twenty_wide_has_its_left_end_on_the_page(reading, left):
    assert reading.left(BOX, 3, 20) == left


def test_the_two_directions_are_mirror_images():
    assert LEFT.from_start(BOX, 3) + RIGHT.from_start(BOX, 3) == BOX.left + BOX.right
