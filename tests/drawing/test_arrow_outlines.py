"""Arrows: their lengths, where they begin and end, and how short ones shrink."""

import math

import pytest

from gdanim.drawing.arrows import MAX_HEAD_SHARE, Arrow, ArrowShape
from gdanim.drawing.geometry import Box

SHAPE = ArrowShape(shaft=6, length=18, width=16, halo=2.5)
BOX = Box(0, 0, 200, 100)


def arrow(tail, tip, *, start=0.0, limits=(0, 200), **keys):
    return Arrow(SHAPE, "#FF0000", "#FFFFFF", limits, **keys).move_to(tail, tip, 50, start=start)


def test_a_long_arrow_has_its_shaft_and_its_head_in_full():
    """From 20 to 120 the neck is 18 pixels before the tip, the shaft 6 wide and the head 16."""
    outline = arrow(20, 120).outline()
    assert outline == [(20, 47), (102, 47), (102, 42), (120, 50), (102, 58), (102, 53), (20, 53)]


def test_an_arrow_to_the_left_is_the_mirror_image():
    right, left = arrow(20, 120).outline(), arrow(120, 20).outline()
    assert {(140 - x, 100 - y) for x, y in left} == set(right)


def test_an_arrow_begins_at_the_balls_edge_and_its_length_is_what_is_seen():
    beside = arrow(20, 120, start=11)
    assert beside.length == 89
    assert min(x for x, _ in beside.outline()) == 31


def test_the_head_of_a_short_arrow_is_so_much_of_it_as_its_share():
    short = arrow(20, 40)
    outline = short.outline()
    neck = outline[1][0]
    assert 40 - neck == pytest.approx(MAX_HEAD_SHARE * 20)
    scale = MAX_HEAD_SHARE * 20 / 18
    assert outline[2][1] == pytest.approx(50 - 8 * scale)
    assert outline[1][1] == pytest.approx(50 - 3 * scale)


@pytest.mark.parametrize(("length", "is_drawn"), [(2.9, False), (3.0, True)])
def test_an_arrow_shorter_than_the_least_length_is_not_drawn(length, is_drawn, canvas):
    shortest = arrow(20, 20 + length)
    assert shortest.is_drawn is is_drawn
    shortest.draw(canvas)
    assert bool(canvas.calls) is is_drawn


def test_an_arrow_that_is_hidden_or_transparent_is_not_drawn():
    hidden, transparent = arrow(20, 120), arrow(20, 120)
    hidden.visible, transparent.alpha = False, 0.0
    assert not hidden.is_drawn
    assert not transparent.is_drawn


@pytest.mark.parametrize(("tip", "end"), [(200, 200), (201, 200), (1e6, 200), (-1, 0), (0, 0)])
def test_an_arrow_beyond_the_limits_ends_at_the_border(tip, end):
    assert arrow(100, tip).end == end
    assert arrow(100, tip).is_truncated is (tip != end)


def test_an_arrow_beyond_the_limits_is_a_shaft_without_a_head():
    assert arrow(20, 400).outline() == [(20, 47), (200, 47), (200, 53), (20, 53)]


def test_an_arrow_without_limits_is_whole_everywhere():
    far = Arrow(SHAPE, "#FF0000", "#FFFFFF").move_to(20, 5000, 50)
    assert not far.is_truncated
    assert max(x for x, _ in far.outline()) == 5000


@pytest.mark.parametrize(("length", "opacity"), [(9, 0.5), (18, 1.0), (60, 1.0)])
def test_an_arrow_shorter_than_its_head_fades(length, opacity, canvas):
    short = arrow(20, 20 + length)
    short.draw(canvas)
    assert canvas.of("fill")[0].alpha == pytest.approx(opacity)


@pytest.mark.parametrize(
    ("tip", "length"), [((100, 80), 30.0), ((140, 50), 40.0), ((130, 90), 50.0), ((60, 20), 50.0)], ids=str
)
def test_an_arrow_in_any_direction_is_as_long_as_the_way(tip, length):
    slanted = Arrow(SHAPE, "#FF0000", "#FFFFFF").move_between((100, 50), tip, BOX, start=0)
    assert slanted.length == pytest.approx(length)
    assert not slanted.is_truncated
    assert min(math.dist(corner, tip) for corner in slanted.outline()) == pytest.approx(0, abs=1e-9)


def test_an_arrow_in_any_direction_is_truncated_at_the_border_it_meets_first():
    """Along (3, 4) from (100, 50) the lower border is 50 · 5/4 pixels away."""
    slanted = Arrow(SHAPE, "#FF0000", "#FFFFFF").move_between((100, 50), (400, 450), BOX, start=0)
    assert slanted.is_truncated
    assert slanted.length == pytest.approx(62.5)


def test_an_arrow_is_filled_over_its_halo_and_outlined_in_another_colour(canvas):
    arrow(20, 120, edge="#000000").draw(canvas)
    halo, fill, edge = canvas.calls
    assert (halo.kind, halo.colour, halo.width) == ("stroke", "#FFFFFF", 5.0)
    assert (fill.kind, fill.colour) == ("fill", "#FF0000")
    assert (edge.kind, edge.colour, edge.closed) == ("stroke", "#000000", True)


def test_a_fading_arrow_has_no_halo(canvas):
    fading = arrow(20, 120)
    fading.alpha = 0.5
    fading.draw(canvas)
    assert [(call.kind, call.alpha) for call in canvas.calls] == [("fill", 0.5)]
