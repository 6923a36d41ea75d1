"""Axes: numbers on the page and back, on linear and on logarithmic axes."""

import math

import numpy as np
import pytest

from gdanim.axis_range import MAX_NUMBER
from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box

BOX = Box(100, 50, 300, 150)
AXES = Axes(BOX, (-2, 2), (0, 10))


@pytest.mark.parametrize(("value", "x"), [(-2, 100), (0, 200), (2, 300), (3, 350), (-4, 0)])
def test_the_horizontal_axis_goes_from_left_to_right(value, x):
    assert AXES.x(value) == pytest.approx(x)


@pytest.mark.parametrize(("value", "y"), [(0, 150), (10, 50), (5, 100), (-5, 200)])
def test_the_vertical_axis_goes_up(value, y):
    assert AXES.y(value) == pytest.approx(y)


def test_the_units_of_an_axis_are_its_pixels_for_one():
    assert (AXES.x_unit, AXES.y_unit) == (50, 10)
    assert Axes(BOX, y_range=(10, 0)).y_unit == -10


def test_an_axis_may_descend():
    descending = Axes(BOX, y_range=(10, 0))
    assert (descending.y(10), descending.y(0)) == (150, 50)
    assert descending.contains(0.5, 3)


@pytest.mark.parametrize(("value", "x"), [(1, 100), (10, 200), (100, 300)])
def test_powers_of_ten_are_equally_far_apart_on_a_logarithmic_axis(value, x):
    assert Axes(BOX, (1, 100), has_log_x=True).x(value) == pytest.approx(x)


@pytest.mark.parametrize("value", [0, -1])
def test_a_logarithmic_axis_has_no_place_for_numbers_that_are_not_positive(value):
    assert Axes(BOX, y_range=(1, 100), has_log_y=True).y(value) == math.inf


def test_pixels_of_arrays_are_those_of_their_numbers():
    xs, ys = np.array([-2.0, 0.5, 2.0]), np.array([0.0, 2.5, 10.0])
    pixels = AXES.to_pixels(xs, ys)
    assert pixels.tolist() == [[AXES.x(x), AXES.y(y)] for x, y in zip(xs, ys, strict=True)]


def test_points_far_outside_are_at_most_nine_boxes_away():
    far = AXES.to_pixels(np.array([1e300, -1e300]), np.array([1e300, -1e300]))
    assert far.tolist() == [[300 + 9 * 200, 50 - 9 * 100], [100 - 9 * 200, 150 + 9 * 100]]


def test_what_is_no_number_has_no_pixel():
    assert np.isnan(AXES.to_pixels(np.array([math.nan]), np.array([1.0]))[0, 0])


@pytest.mark.parametrize(("point", "inside"), [((0, 5), True), ((-2, 0), True), ((2.01, 5), False), ((0, 11), False)])
def test_a_point_on_the_border_is_inside(point, inside):
    assert AXES.contains(*point) is inside


@pytest.mark.parametrize(
    ("point", "nearest"),
    [((150, 60), (150, 60)), ((0, 0), (105, 55)), ((400, 100), (295, 100)), ((math.nan, math.nan), (200, 55))],
    ids=str,
)
def test_a_point_is_clamped_to_the_box_less_an_inset(point, nearest):
    assert AXES.clamp(*point, inset=5) == nearest


def test_ranges_that_no_page_can_show_are_made_so_that_one_can():
    low, high = Axes(BOX, (3.0, 3.0)).x_range
    assert low < 3 < high
    assert Axes(BOX, (-math.inf, 1.0)).x_range == (-MAX_NUMBER, 1.0)


@pytest.mark.parametrize("axes", [AXES, Axes(BOX, (1, 100), (1e3, 1e-2), has_log_x=True, has_log_y=True)], ids=str)
def test_from_pixels_is_the_inverse_of_to_pixels(axes):
    pixels = np.array([(BOX.left, BOX.top), (BOX.right, BOX.bottom), (137.5, 61.25)])
    numbers = axes.from_pixels(pixels)
    assert numbers[:2] == pytest.approx(
        np.array([(axes.x_range[0], axes.y_range[1]), (axes.x_range[1], axes.y_range[0])])
    )
    assert axes.to_pixels(*numbers.T) == pytest.approx(pixels)
