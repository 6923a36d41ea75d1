"""The names at the ends of the runs' lines: which run is meant is seen, and no line strikes them through."""

from itertools import combinations
from pathlib import Path

import pytest
from drawn import draw, meet, words

from gdanim.panels.marks.text import Label

SCENE = Path(__file__).parents[2] / "scenes" / "stepsizes-loss.yaml"
NEAR = 0.03  # 1 % of the way from 3 to the minimum at 0, where a dashed line says that a run is there


@pytest.fixture(scope="module", params=[[960, 520], [480, 360], [1280, 720]], ids=str)
def race(request):
    return draw(SCENE, size=request.param)


def named(drawn, moment):
    """The runs' names in sight, by what they say."""
    return {words(label): label for label in drawn.seen(Label, moment) if "eta" in words(label)}


def test_no_name_stands_on_the_line_within_which_a_run_is_there_nor_on_another(race):
    level = race.plot().y(NEAR)
    for moment in race.sampled():
        labels = named(race, moment).values()
        assert len(labels) == 4
        assert not any(label.box.top - 2 < level < label.box.bottom + 2 for label in labels)
        assert not any(meet(one.box, other.box) for one, other in combinations(labels, 2))


def test_where_all_runs_begin_each_name_has_the_mark_of_its_run_before_it(race):
    labels = named(race, race.moments[0])
    race.picture.frame(0)  # marks are placed as they are drawn
    for name, colour in zip(sorted(labels), race.theme.runs, strict=False):
        label = labels[name]
        assert label.keyed
        assert label.key.colour == colour
        assert label.key.x + label.key.radius < label.box.left
        assert label.box.top < label.key.y < label.box.bottom


def test_a_name_beside_a_mark_that_stands_alone_needs_no_other(race):
    """At the end η = 0.2 is far below the three others, and η = 0.4 far below two."""
    labels, plot = named(race, race.moments[-1]), race.plot()
    for name, run in (("0.2", 0), ("0.4", 1)):
        label = next(label for said, label in labels.items() if said.strip("$").endswith(name))
        x, y = plot.x(25), plot.y(abs(race.trajectories[run].points[25, 0]))
        assert not label.keyed
        assert x < label.box.left < x + 20
        assert label.box.top < y < label.box.bottom
