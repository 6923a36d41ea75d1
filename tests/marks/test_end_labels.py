"""The names at the ends of the runs' lines: it is clear which run is meant, and no line strikes them through."""

from itertools import combinations
from pathlib import Path

import pytest
from drawn import draw, meet, words

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Marker
from gdanim.marks.label_order import LabelOrder

SCENE = Path(__file__).parents[2] / "scenes" / "stepsizes-loss.yaml"
NEAR = 0.03  # 1 % of the way from 3 to the minimum at 0, where a dashed line says that a run is there


@pytest.fixture(scope="module", params=[[960, 520], [480, 360], [1280, 720]], ids=str)
def race(request):
    return draw(SCENE, size=request.param)


def named(drawn, moment):
    """The runs' names in sight, by what they say."""
    return {words(label): label for label in drawn.visible(Label, moment) if "eta" in words(label)}


def test_no_name_stands_on_the_line_within_which_a_run_is_there_nor_on_another(race):
    level = race.axes().y(NEAR)
    for moment in race.sampled():
        labels = named(race, moment).values()
        assert len(labels) == 4
        assert not any(label.box.top - 2 < level < label.box.bottom + 2 for label in labels)
        assert not any(meet(one.box, other.box) for one, other in combinations(labels, 2))


def test_each_name_has_the_mark_of_its_run_before_it(race):
    for moment in (race.moments[0], race.moments[-1]):
        labels = named(race, moment)
        race.picture.frame(moment.index)  # marks are placed as they are drawn
        for name, colour in zip(sorted(labels), race.theme.runs, strict=False):
            label = labels[name]
            assert label.marker.colour == colour
            assert label.marker.x + label.marker.radius < label.box.left
            assert label.box.top < label.marker.y < label.box.bottom


def test_names_go_along_with_the_steps_and_never_shift_sideways(race):
    """All stand under each other, as far from the ends of their lines at every step."""
    away = set()
    for moment in race.sampled():
        lefts = {label.x for label in named(race, moment).values()}
        assert len(lefts) == 1
        away.add(lefts.pop() - race.axes().x(moment.step))
    assert max(away) - min(away) < 0.01


def test_a_name_whose_line_is_far_from_others_stands_beside_its_end(race):
    """At the end η = 0.2 is far below the three others, and η = 0.4 far below two."""
    labels, axes = named(race, race.moments[-1]), race.axes()
    for name, index in (("0.2", 0), ("0.4", 1)):
        label = next(label for said, label in labels.items() if said.strip("$").endswith(name))
        y = axes.y(abs(race.trajectories[index].points[25, 0]))
        assert label.box.top < y < label.box.bottom


def ranked(*heights):
    label_order = LabelOrder(lambda step: dict(enumerate(heights[step])), distance=5)
    return [label_order.at(step) for step in range(len(heights))]


def test_names_change_places_where_lines_have_clearly_crossed():
    assert ranked((10, 20), (16, 14), (20, 14), (18, 15), (14, 20)) == [[0, 1], [0, 1], [1, 0], [1, 0], [0, 1]]


def test_names_of_lines_that_begin_together_stand_as_the_lines_go_on():
    assert ranked((10, 10, 10), (30, 10, 20)) == [[1, 2, 0], [1, 2, 0]]


def test_the_order_at_a_step_is_the_same_whichever_is_asked_first():
    heights = ((10, 20), (27, 20), (24, 20))
    late, early = (LabelOrder(lambda step: dict(enumerate(heights[step])), distance=5) for _ in range(2))
    assert late.at(2) == [early.at(step) for step in range(3)][2] == [1, 0]


def flat(*etas):
    """Lines of step sizes beside each other."""
    keys = {"function": "x**2", "start": 1, "steps": 9, "panels": ["curve", "eta"], "runs": [{"eta": e} for e in etas]}
    return draw(keys)


def test_of_lines_that_lie_on_each_other_both_are_seen():
    """The second is dashed over the first as long as they are one, and steps are marked in turn."""
    drawn = flat(0.2, {"step": {"eta": 0.2, "factor": 0.5, "every": 4}})
    panel = drawn.picture.drawings[-1]
    first, second = drawn.theme.runs[:2]
    for step in range(9):
        lines = [each for each in panel.persist(step) if isinstance(each, Line)]
        marks = [each.colour for each in panel.persist(step) if isinstance(each, Marker)]
        assert [(line.colour, bool(line.dashes)) for line in lines] == [(first, False), (second, step < 4)][: 2 * step]
        assert marks == ([first] if step in {0, 2} else [first, second])


def test_a_mark_that_hides_others_wears_their_colours():
    drawn = flat(0.2, 0.3, {"constant": {"eta": 0.2}}, 0.2)
    colours = drawn.theme.runs
    marks = {mark.colour: mark.rings for mark in drawn.visible(Marker, drawn.at(3)) if mark.edge == 1.5}
    assert [marks[colour] for colour in colours[:4]] == [(), (), (colours[0],), (colours[2], colours[0])]
