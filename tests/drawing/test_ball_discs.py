"""The ball: discs inside of each other about a point, in the theme's colours or a run's."""

import math
from itertools import pairwise

import pytest

from gdanim import themes
from gdanim.drawing.ball import SHADE_COUNT, Ball

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
    shades = canvas.of("disc")[2 : 2 + SHADE_COUNT]
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


def test_a_casing_replaces_the_papers_halo(canvas):
    ball(casing="#0C1B19").draw(canvas)
    assert canvas.of("disc")[0].colour == "#0C1B19"
