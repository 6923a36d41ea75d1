"""Shapes: their outlines, boxes and areas are those of the figures whose names they have."""

import math

import numpy as np
import pytest

from gdanim.drawing.geometry import Box
from gdanim.drawing.shapes import (
    CASING_FACTOR,
    MARKERS,
    TRIANGLE_ASPECT,
    Cross,
    Line,
    Marker,
    Rectangle,
    Ring,
    Triangle,
    rounded_rectangle,
)

BOX = Box(10, 20, 110, 60)


def area(outline):
    """The area of a polygon, by the shoelace formula."""
    x, y = np.asarray(outline, float).T
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def test_a_rectangle_without_a_radius_has_four_corners():
    assert sorted(rounded_rectangle(BOX, 0)) == [(10, 20), (10, 60), (110, 20), (110, 60)]


@pytest.mark.parametrize("radius", [1, 5, 20])
def test_round_corners_leave_out_what_lies_between_a_square_and_its_circle(radius):
    assert area(rounded_rectangle(BOX, radius)) == pytest.approx(100 * 40 - (4 - math.pi) * radius**2, rel=2e-3)


def test_a_radius_is_at_most_half_of_the_shorter_side():
    assert rounded_rectangle(BOX, 500) == rounded_rectangle(BOX, 20)


def test_a_rounded_rectangle_reaches_each_side_of_its_box():
    x, y = np.array(rounded_rectangle(BOX, 8)).T
    assert (x.min(), y.min(), x.max(), y.max()) == pytest.approx(BOX)


def test_a_rectangle_is_filled(canvas):
    Rectangle(BOX, "#ABCDEF").draw(canvas)
    (fill,) = canvas.calls
    assert (fill.kind, fill.colour, area(fill.outline)) == ("fill", "#ABCDEF", 4000)


@pytest.mark.parametrize(("down", "box"), [(False, (90, 50, 110, 66.4)), (True, (90, 33.6, 110, 50))])
def test_a_triangle_has_its_tip_at_its_point_and_its_box_about_it(down, box, canvas):
    triangle = Triangle("#00FF00", 100, 50, 20, down=down)
    assert triangle.box == pytest.approx(box)
    triangle.draw(canvas)
    outline = canvas.calls[0].outline
    assert outline[0].tolist() == [100, 50]
    assert area(outline) == pytest.approx(20 * TRIANGLE_ASPECT * 20 / 2)


def test_a_ring_is_drawn_while_it_is_hollow(canvas):
    ring = Ring("#111111", "#FFFFFF", 4.2, 2).move_to(30, 40)
    ring.draw(canvas)
    ring.hollow = False
    ring.draw(canvas)
    (call,) = canvas.calls
    assert (call.centre, call.radius, call.width, call.inside) == ((30, 40), 4.2, 2, "#FFFFFF")


def test_a_cross_has_two_arms_over_two_of_paper(canvas):
    Cross("#111111", "#FFFFFF", 7).move_to(30, 40).draw(canvas)
    assert [call.colour for call in canvas.calls] == ["#FFFFFF", "#FFFFFF", "#111111", "#111111"]
    assert {tuple(map(tuple, call.points.tolist())) for call in canvas.calls[2:]} == {
        ((23, 33), (37, 47)), ((23, 47), (37, 33))
    }  # fmt: skip


def test_a_line_of_one_point_is_not_drawn(canvas):
    Line([(1, 2)], "#111111", 3).draw(canvas)
    assert canvas.calls == []


def test_a_casing_lies_under_the_line_on_both_sides(canvas):
    Line([(1, 2), (3, 4)], "#111111", 3, casing="#FFFFFF").draw(canvas)
    below, line = canvas.calls
    assert (below.colour, below.width) == ("#FFFFFF", CASING_FACTOR * 3)
    assert (line.colour, line.width) == ("#111111", 3)


def test_a_line_takes_other_points():
    assert Line([], "#111111", 1).move_to([(1, 2), (3, 4)]).points.tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("index", range(len(MARKERS)))
def test_markers_are_about_equally_large(index):
    """A disc of radius 1 covers π."""
    assert 1.1 < area(MARKERS[index]) < 3.2


@pytest.mark.parametrize(("index", "corners"), [(1, 4), (2, 3), (3, 4), (4, 3), (5, 12), (6, 5), (7, 10)])
def test_markers_have_the_corners_of_their_figures(index, corners):
    assert len(MARKERS[index]) == corners


def test_a_ninth_run_has_the_first_marker_again():
    assert Marker(8, "#111111", "#FFFFFF", 5).shape is MARKERS[0]


def test_a_marker_is_a_shape_of_its_radius_on_an_edge_of_paper(canvas):
    Marker(0, "#111111", "#FFFFFF", 5, edge=1.5).move_to(30, 40).draw(canvas)
    edge, fill = canvas.calls
    assert (edge.colour, edge.width) == ("#FFFFFF", 3)
    assert np.hypot(*(fill.outline - (30, 40)).T) == pytest.approx(5)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_marker_for_several_is_a_disc_with_an_equal_sector_for_each(count, canvas):
    marker = Marker(0, "#111111", "#FFFFFF", 10).move_to(7, 8)
    marker.others = ("#AA0000", "#00AA00", "#0000AA")[:count]
    marker.draw(canvas)
    sectors = [call for call in canvas.calls if getattr(call, "outline", None) is not None]
    assert [sector.colour for sector in sectors] == [*marker.others, "#111111"]
    for sector in sectors:
        x, y = (sector.outline - (7, 8)).T
        area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
        assert area == pytest.approx(np.pi * 12.5**2 / (count + 1), rel=0.01)
