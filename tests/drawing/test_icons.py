"""Icons of verdicts: inside their circles, distinguished by their shapes, and green for the goal alone."""

from itertools import pairwise

import numpy as np
import pytest

from gdanim import themes
from gdanim.drawing.icons import STROKES, Icon

THEME = themes.load("light")


@pytest.mark.parametrize("kind", STROKES)
def test_an_icon_lies_inside_its_circle(kind, canvas):
    Icon(THEME, 10, kind).move_to(30, 40).draw(canvas)
    (disc,) = canvas.of("disc")
    assert (disc.centre, disc.radius) == ((30, 40), 10)
    for stroke in canvas.of("stroke"):
        assert np.hypot(*(stroke.points - (30, 40)).T).max() <= 10


def test_no_two_kinds_have_the_same_icon():
    assert len({str(strokes) for strokes in STROKES.values()}) == len(STROKES)


@pytest.mark.parametrize("is_success", [True, False])
def test_only_a_success_is_green(is_success, canvas):
    Icon(THEME, 10, "converged", is_success=is_success).draw(canvas)
    assert (canvas.of("disc")[0].colour == THEME.minimum) is is_success


@pytest.mark.parametrize(("kind", "turns"), [("progressing", True), ("diverged", False), ("converged", False)])
def test_only_an_arrow_along_the_line_turns_with_the_direction_of_reading(kind, turns, canvas):
    for rtl in (False, True):
        Icon(THEME, 10, kind, rtl=rtl).draw(canvas)
    left, right = canvas.of("stroke")[: len(STROKES[kind])], canvas.of("stroke")[len(STROKES[kind]) :]
    for one, other in zip(left, right, strict=True):
        assert (other.points * (-1 if turns else 1, 1)).tolist() == one.points.tolist()


def test_the_arrow_of_a_run_on_its_way_points_forwards(canvas):
    Icon(THEME, 10, "progressing").draw(canvas)
    shaft = canvas.of("stroke")[0].points
    assert all(begin[0] < end[0] for begin, end in pairwise(shaft))
