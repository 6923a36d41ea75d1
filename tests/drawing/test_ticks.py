"""Ticks: round numbers inside an axis, texts with as many decimals as tell them apart, and labels about the axes."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies

from gdanim import themes
from gdanim.drawing import ticks
from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box
from gdanim.drawing.text import Typesetter

THEME, TEXT = themes.load("light"), Typesetter()
BOX = Box(100, 50, 500, 250)


@pytest.mark.parametrize(
    ("limits", "max_count", "numbers"),
    [
        ((0, 10), 5, [0, 2, 4, 6, 8, 10]),
        ((0, 10), 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ((-0.16, 2.16), 4, [0, 1, 2]),
        ((0, 100), 2, [0, 50, 100]),
        ((-3, 4), 7, [-3, -2, -1, 0, 1, 2, 3, 4]),
        ((0.001, 0.009), 4, [0.002, 0.004, 0.006, 0.008]),
        ((1e6, 3e6), 4, [1e6, 1.5e6, 2e6, 2.5e6, 3e6]),
    ],
    ids=str,
)
def test_ticks_are_multiples_of_one_two_or_five(limits, max_count, numbers):
    assert ticks.ticks(limits, max_count) == pytest.approx(numbers)


@given(strategies.floats(-1e6, 1e6), strategies.floats(1e-3, 1e6), strategies.integers(2, 12))
def test_ticks_lie_inside_the_axis_and_are_two_at_least(low, width, max_count):
    limits = (low, low + width)
    found = ticks.ticks(limits, max_count)
    assert len(found) >= 2
    assert all(limits[0] - 1e-8 * width <= number <= limits[1] + 1e-8 * width for number in found)


@pytest.mark.parametrize(
    ("limits", "max_count", "numbers"), [((0, 3), 12, [0, 1, 2, 3]), ((0, 20), 5, [0, 5, 10, 15, 20])]
)
def test_steps_are_counted_in_whole_numbers(limits, max_count, numbers):
    assert ticks.ticks(limits, max_count, whole=True) == numbers


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0, 1, 2], ["0", "1", "2"]),
        ([-0.5, 0, 0.5], ["−0.5", "0", "0.5"]),
        ([0, 0.05, 0.1], ["0", "0.05", "0.10"]),
        ([1e6, 2e6, 3e6], ["1", "2", "3"]),
        ([2e-7, 4e-7], ["2", "4"]),
        ([1500, 2000, 2500], ["1500", "2000", "2500"]),
    ],
    ids=str,
)
def test_labels_have_as_many_decimals_as_tell_them_apart(values, texts):
    assert ticks.labels(values) == texts


@pytest.mark.parametrize(("values", "power"), [([1e6, 2e6], 6), ([2e-7, 4e-7], -7), ([0, 1, 2], 0), ([0.0], 0)])
def test_a_power_of_ten_is_shared_by_numbers_that_would_be_written_with_one(values, power):
    assert ticks.shared_power(values) == power


def test_a_writer_puts_numbers_into_other_digits():
    assert ticks.labels([0, 1], write=lambda text: f"<{text}>") == ["<0>", "<1>"]


def test_grid_lines_cross_the_box_at_the_ticks_on_whole_pixels():
    axes = Axes(BOX, (0, 10), (0, 4))
    lines = ticks.grid(axes, THEME, 1.0)
    down = [line.points.tolist() for line in lines if line.points[0, 0] == line.points[1, 0]]
    assert [line[0][0] for line in down] == [round(axes.x(number)) + 0.5 for number in ticks.x_ticks(axes, 1.0)]
    assert {(line[0][1], line[1][1]) for line in down} == {(50, 250)}
    assert len(lines) == len(down) + len(ticks.y_ticks(axes, 1.0))


@pytest.mark.parametrize(("directions", "count"), [({"vertical": False}, 0), ({"horizontal": False}, 1)])
def test_a_grid_may_have_lines_in_one_direction(directions, count):
    lines = ticks.grid(Axes(BOX, (0, 10), (0, 4)), THEME, 1.0, **directions)
    assert {int(line.points[0, 0] == line.points[1, 0]) for line in lines} == {count}


def test_numbers_under_an_axis_stand_at_their_ticks_in_one_line():
    axes = Axes(BOX, (0, 10), (0, 4))
    labels = ticks.x_labels(axes, THEME, TEXT, 1.0, 15)
    assert [label.content for label in labels] == ["0", "2", "4", "6", "8", "10"]
    assert [label.x for label in labels] == [axes.x(number) for number in (0, 2, 4, 6, 8, 10)]
    assert {(label.side, label.y) for label in labels} == {("center", 250 + ticks.X_LABEL_BASELINE + 1)}


def test_numbers_beside_an_axis_end_nine_units_before_it():
    labels = ticks.y_labels(Axes(BOX, (0, 10), (0, 4)), THEME, TEXT, 2.0, 15)
    assert {(label.side, label.x) for label in labels} == {("right", 100 - 2 * ticks.Y_LABEL_OFFSET)}
    assert [label.y for label in labels] == sorted((label.y for label in labels), reverse=True)


def test_numbers_under_an_axis_are_lowered_clear_of_those_beside_it():
    """The lowest number beside stands at the corner, and reaches under it."""
    axes = Axes(Box(100, 50, 500, 250), (0, 10), (0, 4))
    beside = ticks.y_labels(axes, THEME, TEXT, 0.7, 30)
    under = ticks.x_labels(axes, THEME, TEXT, 0.7, 30, beside=beside)
    usual = ticks.x_labels(axes, THEME, TEXT, 0.7, 30)
    assert not any(one.box.overlaps(other.box) for one in under for other in beside)
    assert len({label.y for label in under}) == 1
    assert under[0].y >= usual[0].y


@pytest.mark.parametrize("make", [ticks.x_labels, ticks.y_labels])
def test_a_shared_power_of_ten_stands_once_at_the_axis_end(make):
    labels = make(Axes(BOX, (0, 4e6), (0, 4e6)), THEME, TEXT, 1.0, 15)
    assert labels[-1].content == r"${\times}10^{6}$"
    assert not any("10" in label.content for label in labels[:-1])
    assert not any(label.box.overlaps(labels[-1].box) for label in labels[:-1])


@pytest.mark.parametrize("width", [120, 250, 400, 900])
@pytest.mark.parametrize("limits", [(0, 1e5), (-0.123, 0.123), (99990, 100010)], ids=str)
def test_numbers_under_an_axis_keep_apart(width, limits):
    labels = ticks.x_labels(Axes(Box(100, 50, 100 + width, 250), limits, (0, 1)), THEME, TEXT, 1.0, 15)
    boxes = [label.box for label in labels]
    assert all(one.right < other.left for one, other in pairwise(boxes))
