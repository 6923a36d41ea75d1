"""Labels one over the other: in order, apart, in their intervals, and with the least sum of squared shifts."""

from itertools import pairwise

import numpy as np
import pytest

from gdanim.drawing.geometry import Box
from gdanim.drawing.stacking import stack

INTERVAL = (0.0, 200.0)


def boxes(*tops, height=10.0):
    return [Box(0, top, 50, top + height) for top in tops]


def moved(wanted, intervals=(INTERVAL,), gap=2.0):
    """The tops where the boxes stand in the end."""
    shifts = stack(wanted, intervals, gap)
    return None if shifts is None else [box.top + shift for box, shift in zip(wanted, shifts, strict=True)]


def test_boxes_that_are_apart_stay_where_they_are():
    assert moved(boxes(10, 30, 42)) == [10, 30, 42]


def test_boxes_at_one_height_stand_about_it():
    """Three of height 10, 2 apart: the middle one stays, the others move by 12."""
    assert moved(boxes(100, 100, 100)) == [88, 100, 112]


def test_two_that_overlap_move_by_the_same():
    assert moved(boxes(100, 106)) == [97, 109]


def test_they_keep_their_order_also_where_their_marks_have_passed():
    assert moved(boxes(106, 100)) == [97, 109]


def test_those_at_the_edge_of_an_interval_stand_inside():
    assert moved(boxes(0, 0, 0)) == [0, 12, 24]
    assert moved(boxes(195, 195)) == [178, 190]


def test_none_moves_that_need_not_as_others_part():
    assert moved(boxes(20, 100, 100, 170)) == [20, 94, 106, 170]


def test_heights_may_differ():
    wanted = [Box(0, 50, 9, 80), Box(0, 60, 9, 70)]
    assert moved(wanted) == [39, 71], "both by 11, as the lower one is to be at 32 under the upper one's top"


def test_no_stack_of_the_same_order_has_a_smaller_sum_of_squares():
    """Against all small changes that keep the boxes apart: the problem is convex, so that none is left that is far."""
    rng = np.random.default_rng(3)
    for _ in range(50):
        wanted = boxes(*rng.uniform(0, 150, 6))
        tops = np.array(moved(wanted))
        aims = np.array([box.top for box in wanted])
        best = ((tops - aims) ** 2).sum()
        for _ in range(200):
            other = tops + rng.normal(0, 0.5, 6)
            inside = other[0] >= INTERVAL[0] and other[-1] + 10 <= INTERVAL[1]
            if inside and (np.diff(other) >= 12).all():
                assert ((other - aims) ** 2).sum() >= best - 1e-9


@pytest.mark.parametrize("count", [1, 3, 16])
def test_all_are_apart_and_in_order(count):
    rng = np.random.default_rng(count)
    tops = moved(boxes(*rng.uniform(0, 190, count)))
    assert all(after - before >= 12 - 1e-9 for before, after in pairwise(tops))
    assert tops[0] >= 0
    assert tops[-1] <= 190 + 1e-9


def test_there_is_no_stack_where_the_intervals_are_too_small():
    assert moved(boxes(*range(17))) is None, "17 · 12 − 2 = 202"
    assert moved(boxes(0, 0), intervals=[(0, 9), (11, 20)]) is None
    assert moved([], intervals=[(0, 0)]) == []


def test_a_box_stands_in_the_interval_of_its_middle():
    intervals = [(0, 48), (52, 100)]
    assert moved(boxes(44), intervals) == [38]
    assert moved(boxes(46), intervals) == [52]


def test_what_has_no_space_in_its_interval_stands_in_the_next():
    intervals = [(0, 24), (30, 200)]
    assert moved(boxes(0, 0, 0), intervals) == [0, 12, 30]
    assert moved(boxes(188, 188, 188), [(0, 170), (176, 200)]) == [160, 178, 190]


def test_the_way_of_a_stack_has_no_jumps():
    """As two marks pass each other evenly, no name moves by more than they do."""
    before = None
    for part in np.linspace(0, 1, 101):
        tops = np.array(moved(boxes(60 + 40 * part, 90, 100)))
        assert before is None or np.abs(tops - before).max() <= 0.4 + 1e-9
        before = tops
