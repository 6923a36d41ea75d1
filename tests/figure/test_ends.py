"""The names at the ends of the runs' lines: which run is meant is seen, and no line strikes them through."""

from itertools import combinations
from pathlib import Path

import pytest
from drawn import draw, meet, words

from gdanim.panels.marks.shapes import Marker
from gdanim.panels.marks.text import Label

SCENE = Path(__file__).parents[2] / "scenes" / "stepsizes-loss.yaml"
NEAR = 0.03  # 1 % of the way from 3 to the minimum at 0, where a dashed line says that a run is there


@pytest.fixture(scope="module", params=[[960, 520], [480, 360], [1280, 720]], ids=str)
def race(request):
    return draw(SCENE, size=request.param)


def named(drawn, moment):
    """The runs' names in sight, by what they say."""
    return {words(label): label for label in drawn.seen(Label, moment) if "eta" in words(label)}


def keys(drawn, moment):
    """The small marks before names: no other marks stand in the picture's moving part but the lines' ends."""
    marks = drawn.seen(Marker, moment)
    largest = max(mark.radius for mark in marks)
    return [mark for mark in marks if mark.radius < largest]


def test_no_name_stands_on_the_line_within_which_a_run_is_there_nor_on_another(race):
    level = race.plot().y(NEAR)
    for moment in race.sampled():
        labels = named(race, moment).values()
        assert len(labels) == 4
        assert not any(label.box.top - 2 < level < label.box.bottom + 2 for label in labels)
        assert not any(meet(one.box, other.box) for one, other in combinations(labels, 2))


def test_where_all_runs_begin_each_name_has_its_own_mark_before_it(race):
    labels = named(race, race.moments[0])
    marks = keys(race, race.moments[0])
    assert [mark.colour for mark in marks] == list(race.theme.runs[:4])
    for mark, name in zip(marks, sorted(labels), strict=True):
        box = labels[name].box
        assert mark.x + mark.radius < box.left
        assert box.top < mark.y < box.bottom


def test_a_name_beside_a_mark_that_stands_alone_needs_no_other(race):
    """At the end η = 0.2 is far below the three others, η = 0.4 far below two."""
    last = race.moments[-1]
    colours = {mark.colour for mark in keys(race, last)}
    assert not colours & set(race.theme.runs[:2])
    x, y = race.plot().x(25), race.plot().y(abs(race.trajectories[0].points[25, 0]))
    box = next(label.box for name, label in named(race, last).items() if name.endswith("0.2$"))
    assert x < box.left < x + 20
    assert box.top < y < box.bottom
