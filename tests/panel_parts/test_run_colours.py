"""A run has one colour and one marker in all panels, wherever a legend or a shared panel tells runs apart by them."""

import pytest
from drawn import draw

from gdanim.drawing.shapes import Line, Marker, Rectangle
from gdanim.panel_parts.run_ball import RunBall

QUICK = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
SIZE = {"size": [960, 900]}
CURVE = {"function": "x**2", "start": 2, "eta": [0.1, 0.3], "steps": 2, **SIZE}
MAP = {"function": "x**2 + 3*y**2", "start": [2, 1], "eta": [0.1, 0.2], "steps": 2, **SIZE}
DATA = {"function": {"linear_regression": {}}, "start": [0, 0], "eta": [0.1, 0.2], "steps": 2, **SIZE}


def balls(drawn):
    """The colours of the balls in sight and whether they have a marker, in the order of the panels."""
    return [(ball.colour, ball.marker is not None) for ball in drawn.visible(RunBall, drawn.moments[0])]


@pytest.mark.parametrize(
    ("keys", "panels"), [(CURVE, ["curve", "eta"]), (MAP, ["contour", "loss"]), (MAP, ["surface", "loss"])]
)
def test_in_cells_beside_a_shared_panel_each_ball_is_of_its_runs_colour(keys, panels):
    drawn = draw({**keys, "panels": panels}, timing=QUICK)
    assert balls(drawn) == [(colour, True) for colour in drawn.theme.runs[:2]]


@pytest.mark.parametrize(("keys", "panels"), [(CURVE, ["curve", "history"]), (MAP, ["contour"])])
def test_in_cells_alone_each_ball_is_of_the_balls_colour(keys, panels):
    drawn = draw({**keys, "panels": panels}, timing=QUICK)
    assert balls(drawn) == [(drawn.theme.ball, False)] * 2


def test_a_lesson_keeps_the_balls_colour_beside_a_loss():
    drawn = draw({**CURVE, "eta": 0.1, "panels": ["curve", "loss"]}, timing=QUICK)
    assert balls(drawn) == [(drawn.theme.ball, False)]


def test_models_their_ghosts_and_trails_have_the_runs_colours():
    drawn = draw({**DATA, "panels": ["data", "contour", "loss"]}, timing=QUICK)
    first, second = drawn.theme.runs[:2]
    models = [line.colour for line in drawn.visible(Line, drawn.moments[0]) if line.width > 3 * 1.1]
    assert models == [first, second]
    panels = [drawing for drawing in drawn.picture.drawings if any(drawing.persist(0))]
    ghosts = [mark.colour for drawing in panels for mark in drawing.persist(0) if isinstance(mark, Line)]
    assert len(set(ghosts)) == 2
    assert drawn.theme.ball_light not in ghosts


def test_what_a_method_remembers_and_a_history_have_the_runs_colours():
    keys = {**CURVE, "optimizer": "momentum", "panels": ["curve", "history", "state", "loss"]}
    drawn = draw(keys, timing=QUICK)
    moment, runs = drawn.at(1), drawn.theme.runs[:2]
    bars = [mark.colour for mark in drawn.visible(Rectangle, moment) if mark.colour in runs]
    assert bars == [*runs]
    dots = [mark for mark in drawn.visible(Marker, moment) if mark.paper == drawn.theme.sheet]
    assert [mark.colour for mark in dots] == [*runs]


def test_runs_that_reach_one_minimum_keep_their_own_colours():
    starts = [-2.1, -1.9, 1.9, 2.1]
    drawn = draw({"function": "x**4 - 4*x**2", "start": starts, "eta": 0.02, "compare": "overlay", "steps": 20, **SIZE})
    assert len({run.verdict.goal for run in drawn.trajectories}) == 2
    assert {colour for colour, _ in balls(drawn)} == {*drawn.theme.runs[:4]}
