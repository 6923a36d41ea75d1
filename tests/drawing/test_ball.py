"""The ball: discs inside of each other about a point, in the theme's colours or a run's."""

import math
from itertools import pairwise

import pytest

from gdanim import themes
from gdanim.drawing.ball import RING_WIDTH, SHADES, Ball

THEME = themes.load("light")


def ball(**keys):
    return Ball(THEME, 11, 2.5, **keys).move_to(100, 50)


def test_a_ball_is_a_disc_with_a_rim_on_a_halo_of_paper(canvas):
    ball().draw(canvas)
    halo, rim, body, *_ = canvas.of("disc")
    assert (halo.centre, halo.radius, halo.colour) == ((100, 50), 13.5, THEME.paper)
    assert (rim.centre, rim.radius, rim.colour) == ((100, 50), 11, THEME.ball_rim)
    assert (body.centre, body.radius) == ((100, 50), pytest.approx(0.88 * 11))


def test_each_shade_lies_inside_the_one_before_it(canvas):
    ball().draw(canvas)
    shades = canvas.of("disc")[2 : 2 + SHADES]
    for outer, inner in pairwise(shades):
        assert math.dist(outer.centre, inner.centre) + inner.radius <= outer.radius + 1e-9


def test_light_comes_from_the_upper_left(canvas):
    ball().draw(canvas)
    glint = canvas.of("disc")[-1]
    assert glint.centre[0] < 100
    assert glint.centre[1] < 50


def test_the_themes_own_colour_has_the_themes_rim():
    assert ball().rim == ball(colour=THEME.ball).rim == THEME.ball_rim
    assert ball(colour="#D06718").rim != THEME.ball_rim


@pytest.mark.parametrize("count", [1, 2, 3])
def test_rings_of_hidden_balls_lie_about_the_halo_on_an_edge_of_paper(count, canvas):
    ringed = ball()
    ringed.rings = ("#AA0000", "#00AA00", "#0000AA")[:count]
    ringed.draw(canvas)
    edge, *rings = canvas.of("disc")[: count + 1]
    assert edge.radius == pytest.approx(13.5 + (count * RING_WIDTH + 1) * 2.5)
    assert [ring.colour for ring in rings] == list(reversed(ringed.rings))
    assert [ring.radius for ring in rings] == pytest.approx([13.5 + n * RING_WIDTH * 2.5 for n in range(count, 0, -1)])
