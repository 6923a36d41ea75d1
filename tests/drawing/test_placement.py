"""Where labels stand, from geometry alone: rectangles, points and lines whose distances are known."""

import math
from itertools import permutations

import numpy as np
import pytest

from gdanim.drawing.geometry import Box, segments_cross
from gdanim.drawing.label import Label
from gdanim.drawing.placement import (
    SIDE_MARGIN,
    Candidate,
    Obstacles,
    anchors_within,
    place,
    place_label,
    without_overlaps,
)
from gdanim.drawing.stacking import clearing_shift
from gdanim.drawing.text import HALO_WIDTH, TextStyle, Typesetter

SQUARE = Box(0, 0, 10, 10)
STYLE = TextStyle(20, "#000000")


def candidate(left, top=0.0, size=10.0, **keys):
    return Candidate(Box(left, top, left + size, top + size), anchor=left, **keys)


def chosen(candidates, *obstacles, **keys):
    found = place(candidates, obstacles, **keys)
    return found and found.anchor


def label(text, anchor=("left", 0.0, 50.0)):
    return Label(Typesetter(), STYLE).set_text(text).move_to_anchor(anchor)


def test_the_first_of_candidates_that_meet_nothing_is_chosen():
    obstacles = Obstacles(boxes=[SQUARE])
    assert chosen(map(candidate, (5, 12, 30)), obstacles) == 12


def test_no_candidate_is_asked_for_after_one_that_meets_nothing():
    asked = []
    candidates = (asked.append(left) or candidate(left) for left in (0, 20, 40))
    assert chosen(candidates, Obstacles(boxes=[SQUARE])) == 20
    assert asked == [0, 20]


def test_there_is_no_place_where_all_candidates_meet_a_hard_obstacle():
    assert chosen(map(candidate, (-9, 0, 9)), Obstacles(boxes=[SQUARE])) is None
    assert chosen([], Obstacles()) is None


@pytest.mark.parametrize(("gap", "least"), [((0, 0), 10), ((4, 0), 14), ((0, 4), 10)], ids=str)
def test_a_label_may_touch_a_box_or_the_gap_about_it(gap, least):
    obstacles = Obstacles(boxes=[SQUARE], gap=gap)
    assert obstacles.cost(candidate(least)) == 0
    assert obstacles.cost(candidate(math.nextafter(least, 0))) == math.inf


def test_an_infinite_gap_keeps_labels_apart_in_one_direction_alone():
    row = Obstacles(boxes=[SQUARE], gap=(3, math.inf))
    assert row.cost(candidate(13, top=500)) == 0
    assert row.cost(candidate(12, top=500)) == math.inf


@pytest.mark.parametrize("clearance", [0.0, 2.5, 12.0])
def test_a_label_is_as_far_from_points_as_their_clearance(clearance):
    obstacles = Obstacles(points=np.array([(-20.0, 5.0)]), clearance=clearance)
    assert obstacles.cost(candidate(-20 + clearance)) == 0
    assert obstacles.cost(candidate(-20.001 + clearance)) == math.inf


def test_points_that_are_nowhere_are_in_nobodys_way():
    nowhere = np.array([(math.nan, 5.0), (5.0, math.nan), (math.inf, 5.0)])
    assert Obstacles(points=nowhere).cost(candidate(0)) == 0


def test_a_label_lies_on_no_line_and_as_far_from_it_as_the_clearance():
    diagonal = ((-10.0, -10.0), (30.0, 30.0))
    obstacles = Obstacles(segments=[diagonal], clearance=0)
    assert obstacles.cost(candidate(0)) == math.inf
    assert obstacles.cost(candidate(11)) == 0, "its lower left corner (11, 10) is right of the line"
    assert Obstacles(segments=[diagonal], clearance=3).cost(candidate(11)) == math.inf


def test_of_soft_obstacles_those_of_the_greatest_penalty_are_met_last():
    """Four places: on both, on the dearer, on the cheaper, on neither; each is chosen where no better one is left."""
    dear, cheap = Box(0, 0, 30, 30), Box(20, 0, 50, 30)
    obstacles = Obstacles(boxes=[dear], penalty=2), Obstacles(boxes=[cheap], penalty=1)
    both, only_dear, only_cheap, neither = (candidate(left) for left in (20, 5, 35, 60))
    order = [neither, only_cheap, only_dear, both]
    for worst in range(4):
        for tried in permutations(order[worst:]):
            assert place(tried, obstacles) is order[worst]


def test_a_hard_obstacle_outweighs_all_soft_ones():
    soft = Obstacles(points=np.full((1000, 2), 105.0), penalty=1e6, per_obstacle=True)
    assert chosen([candidate(0), candidate(100, top=100)], soft, Obstacles(boxes=[SQUARE])) == 100


def test_where_points_count_one_by_one_the_fewest_are_covered():
    points = np.array([(5.0, 5.0)] * 3 + [(25.0, 5.0)] * 2 + [(45.0, 5.0)] * 4)
    tried = [candidate(left) for left in (0, 20, 40)]
    counted = Obstacles(points=points, clearance=0, penalty=1, per_obstacle=True)
    assert [counted.cost(each) for each in tried] == [3, 2, 4]
    assert chosen(tried, counted) == 20
    assert chosen(tried, Obstacles(points=points, clearance=0, penalty=1)) == 0, "else the first is as good"


def test_a_cost_decides_among_those_of_the_least_penalty_and_their_order_among_equals():
    tried = [candidate(left) for left in (0, 30, -30, 60)]
    obstacles = Obstacles(boxes=[SQUARE])
    assert chosen(tried, obstacles, cost=lambda each: abs(each.anchor)) == 30
    assert chosen(tried, Obstacles(), cost=lambda each: abs(each.anchor)) == 0
    assert chosen(tried[::-1], obstacles, cost=lambda each: abs(each.anchor)) == -30


def test_candidates_lie_within_the_panel():
    panel = Box(0, 0, 100, 40)
    for left, top, inside in (
        (SIDE_MARGIN, 0, True), (90 - SIDE_MARGIN, 30, True), (SIDE_MARGIN - 0.01, 0, False),
        (91 - SIDE_MARGIN, 0, False), (50, -0.01, False), (50, 30.01, False),
    ):  # fmt: skip
        assert (place([candidate(left, top)], [], within=panel) is not None) == inside


def test_a_leader_line_goes_over_no_box_but_one_that_it_begins_in():
    wall = Box(20, -50, 30, 50)
    over, from_it = ((0.0, 5.0), (60.0, 5.0)), ((25.0, 5.0), (60.0, 5.0))
    obstacles = Obstacles(boxes=[wall])
    assert obstacles.cost(candidate(60, leader=over)) == math.inf
    assert obstacles.cost(candidate(60, leader=from_it)) == 0
    assert obstacles.cost(candidate(60)) == 0


def test_leader_lines_do_not_cross_but_may_begin_at_one_point():
    placed = Obstacles(segments=[((0.0, 0.0), (40.0, 40.0))], clearance=0)
    assert placed.cost(candidate(50, leader=((0.0, 40.0), (40.0, 0.0)))) == math.inf
    assert placed.cost(candidate(50, leader=((0.0, 0.0), (50.0, 5.0)))) == 0


def test_segments_cross_where_each_parts_the_ends_of_the_other():
    assert segments_cross(((0, 0), (2, 2)), ((0, 2), (2, 0)))
    assert not segments_cross(((0, 0), (2, 2)), ((2, 2), (4, 0))), "they touch"
    assert not segments_cross(((0, 0), (2, 2)), ((1, 1), (3, 3))), "they lie on one line"
    assert not segments_cross(((0, 0), (1, 1)), ((0, 4), (4, 0)))


def test_a_label_is_moved_to_its_place_and_is_left_alone_where_there_is_none():
    text = label("text")
    width, ascent = text.box.width, 50 - text.box.top
    beside, above = ("left", 0.0, 50.0), ("right", 300.0, 90.0)
    blocked = Obstacles(boxes=[text.box])
    assert place_label(text, [beside, above], [blocked])
    assert text.box == Box(300 - width, 90 - ascent, 300, 90 - ascent + text.box.height)
    assert not place_label(text, [beside], [blocked])
    assert text.anchor == above


def test_a_shorter_text_is_taken_only_where_the_longer_meets_something():
    text = label("minimum")
    short, long = "minimum", "minimum (the lowest point)"
    anchors = [("left", 0.0, 50.0)]
    narrow = Obstacles(boxes=[Box(text.box.right + 20, 0, 1000, 100)])
    assert place_label(text, anchors, [], texts=[long, short])
    assert text.content == long
    assert place_label(text, anchors, [narrow], texts=[long, short])
    assert text.content == short


def test_labels_that_meet_one_before_them_are_sorted_out():
    labels = [label("0", ("left", x, 50.0)) for x in (0.0, 4.0, 40.0, 44.0, 80.0)]
    width = labels[0].box.width
    assert 4 < width < 40
    assert without_overlaps(labels, Obstacles()) == labels[::2]
    assert without_overlaps(labels, Obstacles(boxes=[labels[0].box])) == labels[2::2]
    assert without_overlaps(labels, Obstacles(gap=(40 - width, 0))) == labels[::2]
    assert without_overlaps(labels, Obstacles(gap=(41 - width, 0))) == [labels[0], labels[3]]


def test_a_halo_is_a_gap_of_its_width():
    one, other = label("0"), label("0")
    other.move_to(one.box.width + HALO_WIDTH, 50)
    assert not one.padded_box.overlaps(other.box)
    assert without_overlaps([one, other], Obstacles(gap=(HALO_WIDTH, HALO_WIDTH))) == [one, other]
    assert without_overlaps([one, other.move_to(other.x - 1, 50)], Obstacles(gap=(HALO_WIDTH, HALO_WIDTH))) == [one]


def test_the_same_input_gives_the_same_places_in_whichever_order_obstacles_stand():
    rng = np.random.default_rng(7)
    boxes = [Box(x, y, x + 12, y + 8) for x, y in rng.uniform(0, 90, (40, 2))]
    points = rng.uniform(0, 100, (200, 2))
    tried = [candidate(x, y, 4) for x, y in rng.uniform(0, 96, (300, 2))]
    found = set()
    for turn in range(5):
        shuffled = [boxes[index] for index in np.random.default_rng(turn).permutation(len(boxes))]
        obstacles = [Obstacles(boxes=shuffled), Obstacles(points=points[:: -1 if turn % 2 else 1], penalty=1)]
        found.add(chosen(tried, *obstacles[:: -1 if turn % 2 else 1], within=Box(0, 0, 100, 100)))
    assert len(found) == 1
    assert found != {None}


def test_a_row_that_meets_nothing_stays_where_it_is():
    assert clearing_shift([Box(0, 0, 10, 10), Box(20, 0, 30, 10)], [Box(10, 0, 20, 10)], "down") == 0


@pytest.mark.parametrize(("direction", "shift"), [("down", 7), ("left", 4)])
def test_a_row_moves_together_until_its_deepest_label_is_clear(direction, shift):
    row = [Box(0, 0, 10, 10), Box(20, 5, 30, 15)]
    assert clearing_shift(row, [Box(6, -9, 12, 7)], direction) == shift


def test_what_a_row_meets_on_its_way_counts_too():
    """It leaves the first box after 4 pixels, the second at 3 to 14 after 14, and whole pixels are moved."""
    assert clearing_shift([Box(0, 0, 10, 10)], [Box(5, -9, 6, 4), Box(0, 12.5, 9, 13.2)], "down") == 14


def test_a_row_keeps_its_gap():
    assert clearing_shift([Box(0, 0, 10, 10)], [Box(11, 0, 20, 10)], "down", (1, 1)) == 0
    assert clearing_shift([Box(0, 0, 10, 10)], [Box(10, 0, 20, 10)], "down", (1, 1)) == 11


def test_labels_placed_in_turn_keep_off_those_before_them_and_off_others():
    """The line is met by the highest anchor, the first label by the next; where neither has room, nothing is added."""
    occupied, line = Obstacles(), Obstacles(points=np.array([(5.0, 48.0)]))
    names, anchors = [label("one"), label("two"), label("three")], [("left", 0.0, y) for y in (50.0, 100.0, 150.0)]
    assert [occupied.place(name, anchors, [line]) for name in names] == [True, True, False]
    assert [name.y for name in names] == [100, 150, 50]
    assert occupied.boxes == [name.padded_box for name in names[:2]]


def test_anchors_within_a_region_are_those_of_a_grid_where_all_of_a_label_is_inside():
    box, name = Box(0, 0, 200, 100), label("name")
    region = Box(90, 0, 200, 60)
    found = anchors_within(name, box, [0.1, 0.5, 0.75], region.contains)
    assert found == [("center", 150, 50)]
    assert region.contains(name.move_to_anchor(found[0]).padded_box)
