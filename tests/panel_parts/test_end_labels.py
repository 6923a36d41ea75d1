"""The names at the ends of the runs' lines: it is clear which run is meant, and no line strikes them through."""

from itertools import combinations
from pathlib import Path

import pytest
from drawn import draw, meet, words

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Marker
from gdanim.panel_parts.offscreen import Pointer

SCENE = Path(__file__).parents[2] / "scenes" / "stepsizes-loss.yaml"
NEAR = 0.03  # 1 % of the way from 3 to the minimum at 0, where a dashed line says that a run is there
QUICK = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
BOWL = {"function": "x**2 + 10*y**2", "start": [2, 1], "steps": 20, "panels": ["loss"]}
SIX = {"function": "x**2", "start": 3, "eta": [0.01, 0.1, 0.5, 0.9, 1.0, 1.05], "panels": ["loss"]}
THIRTEEN = {**SIX, "eta": [round(0.07 * count, 2) for count in range(1, 14)]}  # more than a page's header names


@pytest.fixture(scope="module", params=[[960, 520], [480, 360], [1280, 720]], ids=str)
def race(request):
    return draw(SCENE, size=request.param)


def named(drawn, moment):
    """The runs' names in sight, by what they say."""
    return {words(label): label for label in drawn.visible(Label, moment) if "eta" in words(label)}


def leaders(drawn):
    """The thin lines from ends to names."""
    statics = [mark for drawing in drawn.picture.drawings for mark in drawing.static]
    unit = drawn.picture.layout.page.unit
    return [mark for mark in statics if isinstance(mark, Line) and mark.width == pytest.approx(1.2 * unit)
            and mark.colour in drawn.theme.runs]  # fmt: skip


def test_no_name_stands_on_the_line_within_which_a_run_is_there_nor_on_another(race):
    level = race.axes().y(NEAR)
    labels = named(race, race.moments[0]).values()
    assert len(labels) == 4
    assert not any(label.box.top - 2 < level < label.box.bottom + 2 for label in labels)
    assert not any(meet(one.box, other.box) for one, other in combinations(labels, 2))


def test_names_stand_still_from_the_first_frame_to_the_last(race):
    places = {
        tuple(sorted((name, label.x, label.y) for name, label in named(race, moment).items()))
        for moment in race.sampled()
    }
    assert len(places) == 1


def test_names_stand_in_the_order_of_the_ends_of_their_lines(race):
    labels = named(race, race.moments[0])
    ends = {run.run.label.split(" = ")[1]: abs(run.points[-1, 0]) for run in race.trajectories}
    from_top = sorted(labels, key=lambda name: labels[name].y)
    sizes = [ends[name.strip("$").split(" = ")[1]] for name in from_top]
    assert sizes == sorted(sizes, reverse=True)


def test_a_name_whose_line_is_far_from_others_stands_beside_its_end(race):
    """At the end η = 0.2 is far below the three others, and η = 0.4 far below two."""
    labels, axes = named(race, race.moments[-1]), race.axes()
    for name, index in (("0.2", 0), ("0.4", 1)):
        label = next(label for said, label in labels.items() if said.strip("$").endswith(name))
        y = axes.y(abs(race.trajectories[index].points[25, 0]))
        assert label.box.top < y < label.box.bottom


def test_a_name_that_had_to_move_has_a_leader_from_the_end_of_its_line():
    drawn = draw({**BOWL, "eta": [0.05, 0.0501, 0.0502], "size": [960, 520]}, timing=QUICK)
    labels, axes = named(drawn, drawn.moments[0]), drawn.axes()
    assert len(labels) == 3
    made = leaders(drawn)
    assert len(made) >= 2
    for line in made:
        value = drawn.trajectories[drawn.theme.runs.index(line.colour)].values[-1]
        (x, y), (end_x, end_y) = line.points.tolist()
        assert y == pytest.approx(axes.y(value), abs=0.1)
        assert x > axes.x(20)
        nearest = min(labels.values(), key=lambda label: abs(label.y - label.style.middle_drop - end_y))
        assert nearest.style.colour != drawn.theme.ink
        assert 0 < nearest.box.left - end_x < 10


def test_six_names_stand_at_the_ends_of_their_lines():
    drawn = draw({**SIX, "size": [960, 520]}, timing=QUICK)
    box = drawn.picture.panels[0]["box"]
    inside = [label for label in drawn.visible(Label, drawn.moments[-1]) if label.y > box[1] and "eta" in words(label)]
    assert len(inside) == 6
    assert not any(meet(one.box, other.box) for one, other in combinations(inside, 2))
    assert all(label.box.right <= box[2] + 1 for label in inside)


def test_names_that_no_header_tells_are_a_legend_above_the_chart():
    drawn = draw({**THIRTEEN, "size": [960, 520]}, timing=QUICK)
    labels, box = named(drawn, drawn.moments[0]), drawn.picture.panels[0]["box"]
    assert len(labels) == 13
    assert all(label.box.bottom < box[1] for label in labels.values())
    handles = [mark for mark in drawn.visible(Marker, drawn.moments[0]) if mark.y < box[1]]
    handles.sort(key=lambda mark: (mark.y, mark.x))
    assert [mark.colour for mark in handles[:6]] == [*drawn.theme.runs[:6]]
    in_lines = sorted(labels.values(), key=lambda each: (each.y, each.x))
    for label, mark in zip(in_lines, handles, strict=True):
        assert mark.x + mark.radius < label.box.left
        assert label.box.top < mark.y < label.box.bottom


def test_a_legend_that_has_no_room_beside_the_title_stands_below_it():
    drawn = draw({**THIRTEEN, "size": [960, 520]}, timing=QUICK)
    labels, box = named(drawn, drawn.moments[0]), drawn.picture.panels[0]["box"]
    title = next(label for label in drawn.labels(drawn.moments[0]) if words(label) == "function value")
    assert all(title.box.bottom <= label.box.top + 3 and label.box.bottom < box[1] for label in labels.values())
    assert not any(meet(one.box, other.box) for one, other in combinations([title, *labels.values()], 2))
    assert all(box[0] - 1 <= label.box.left < label.box.right <= box[2] + 1 for label in labels.values())


@pytest.mark.parametrize("panels", [["curve", "loss"], ["loss"]], ids=" ".join)
def test_runs_that_the_page_names_above_its_panels_need_no_second_legend(panels):
    drawn = draw({**SIX, "eta": [*SIX["eta"], 0.3], "panels": panels, "size": [1200, 900]}, timing=QUICK)
    title = next(label for label in drawn.labels(drawn.moments[0]) if words(label) == "function value")
    names = named(drawn, drawn.moments[0]).values()
    assert len(names) == 7
    assert all(label.box.bottom < title.box.top for label in names)


def test_a_line_has_one_marker_at_its_end():
    drawn = draw({**BOWL, "eta": [0.02, 0.05], "size": [960, 520]}, timing=QUICK)
    box = drawn.picture.panels[0]["box"]
    markers = [mark for mark in drawn.visible(Marker, drawn.moments[-1]) if mark.colour in drawn.theme.runs]
    assert [mark.colour for mark in markers if mark.y > box[1]] == [*drawn.theme.runs[:2]]


def flat(*etas):
    """Lines of step sizes beside each other."""
    keys = {"function": "x**2", "start": 1, "steps": 9, "panels": ["curve", "eta"], "runs": [{"eta": e} for e in etas]}
    return draw(keys, timing=QUICK)


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


def test_ends_at_one_point_are_a_disc_with_the_colours_of_all():
    drawn = flat(0.2, 0.3, {"constant": {"eta": 0.2}}, 0.2)
    colours, panel = drawn.theme.runs, drawn.picture.drawings[-1]
    drawn.show(drawn.at(3))
    marks = {mark.colour: mark for mark in panel.movers if isinstance(mark, Marker)}
    assert [marks[colour].visible for colour in colours[:4]] == [False, True, False, True]
    assert marks[colours[3]].others == (colours[0], colours[2])
    assert marks[colours[1]].others == ()


def test_names_without_room_for_all_stay_inside_the_chart():
    """Three step sizes that end near zero, in a chart of two lines' height."""
    schedules = [{"exponential": {"eta": 0.09, "factor": factor}} for factor in (0.5, 0.51, 0.52)]
    keys = {"function": "x**2 + 10*y**2", "start": [2, 1], "eta": schedules, "panels": ["contour", "loss", "eta"]}
    drawn = draw({**keys, "size": [480, 360]}, timing=QUICK)
    panel = drawn.picture.panels[-1]
    _, top, right, bottom = panel["box"]
    names = [label for label in named(drawn, drawn.moments[0]).values() if label.y > top - 2]
    assert all(label.box.bottom <= bottom and label.box.right <= right for label in names)
    assert not any(meet(one.box, other.box) for one, other in combinations(names, 2))


def test_the_name_of_a_run_that_leaves_stands_near_the_point_where_it_does():
    drawn = draw({**BOWL, "eta": [0.05, 0.9], "size": [960, 520]}, timing=QUICK)
    (pointer,) = drawn.visible(Pointer, drawn.moments[-1])
    label = next(label for name, label in named(drawn, drawn.moments[-1]).items() if "0.9" in name)
    assert abs(label.y - pointer.y) < 3 * 1.35 * label.style.size + label.style.size
    assert min(abs(label.box.left - pointer.x), abs(label.box.right - pointer.x)) < 80
