"""Signs of minima: of ever so many only those that matter, none on the border; names for all or the lowest alone."""

import itertools
from pathlib import Path

import numpy as np
import pytest
from drawn import draw, meet, words

from gdanim.drawing.ball import Ball
from gdanim.drawing.geometry import Box, clip_segment
from gdanim.drawing.shapes import Line, Triangle
from gdanim.panel_parts.stationary_markers import OutlineMarker, StationaryMarker
from gdanim.panels.curve.extrema import FloorMark

SCENES = Path(__file__).parents[2] / "scenes"

WAVES = "10 + x**2 - 5*cos(6*x) + y**2 - 5*cos(6*y)"


def test_of_ever_so_many_minima_a_map_marks_the_lowest_and_those_that_a_run_reaches():
    """The wave has a minimum near each multiple of 2π/6 in x and in y; the run settles in one at (1.03, 1.03)."""
    drawn = draw({"function": WAVES, "start": [[1.2, 0.9]], "eta": 0.01, "steps": 30, "panels": ["contour"],
                  "domain": [[-5, 5], [-5, 5]]})  # fmt: skip
    minima = [point for point in drawn.trajectories[0].stationary_points if point.kind == "minimum"]
    lowest = [point for point in minima if point.scope == "global"]
    markers = drawn.visible(StationaryMarker, drawn.moments[-1])
    axes, goal = drawn.axes(0), drawn.trajectories[0].verdict.goal
    wanted = {tuple(round(end) for end in (axes.x(x), axes.y(y))) for x, y in [goal, *(point.at for point in lowest)]}
    assert {tuple(round(end) for end in drawn_marker.centre) for drawn_marker in markers} == wanted


@pytest.mark.parametrize("panel", ["contour", "surface"])
def test_many_minima_are_all_marked_and_one_has_a_ring_when_a_run_is_there_beside_the_lowest(panel):
    """Three rows of three: the lowest is in the middle, and the run's is (1.03, 1.03)."""
    camera = {"camera": "above"} if panel == "surface" else {}
    drawn = draw({"function": WAVES, "start": [[1.2, 0.9]], "eta": 0.01, "steps": 30, "panels": [{panel: camera}],
                  "domain": [[-1.5, 1.5], [-1.5, 1.5]], "size": [600, 720]})  # fmt: skip
    first, last = (drawn.visible(StationaryMarker, drawn.moments[index]) for index in (0, -1))
    assert (
        len({drawn_marker.centre for drawn_marker in first}) == len({drawn_marker.centre for drawn_marker in last}) == 9
    )
    assert [[drawn_marker.ringed for drawn_marker in markers].count(True) for markers in (first, last)] == [1, 2]
    assert drawn.trajectories[0].verdict.kind == "converged"


@pytest.mark.parametrize("size", [[480, 320], [960, 640]], ids=str)
def test_markers_on_a_surface_are_no_larger_against_its_balls_than_on_a_map(size):
    """A ring is 1.5 times as wide as the ball of one run."""
    drawn = draw(
        {"function": "x**2 + y**2", "start": [[2, 1]], "eta": 0.1, "steps": 2, "panels": ["surface"]}, size=size
    )
    (drawn_marker,), (ball,) = drawn.visible(StationaryMarker, drawn.moments[0]), drawn.visible(Ball, drawn.moments[0])
    assert drawn_marker.radius == pytest.approx(1.5 * ball.radius)


def test_no_name_of_a_surface_lies_on_another_on_a_number_or_on_a_line():
    drawn = draw(SCENES / "landscape.yaml")
    moment, (entry, _) = drawn.moments[0], drawn.picture.panels
    box = Box(*entry["box"])
    surface = [label for label in drawn.labels(moment) if box.left <= label.x <= box.right and label.y > box.top]
    names = [label for label in surface if words(label)[0].isalpha() and len(words(label)) > 1]
    assert {words(label) for label in names} == {"start", "local minimum", "saddle", "global minimum"}
    assert not any(meet(one.box, other.box) for one, other in itertools.combinations(surface, 2))
    assert not any(meet(name.padded_box, other.padded_box) for name in names for other in surface if other is not name)
    colours = {label.style.colour for label in names}
    lines = [line.points for line in drawn.visible(Line, moment) if line.colour in colours and len(line.points) == 2]
    assert len(lines) == 4
    assert not any(clip_segment(label.box, *map(tuple, points)) for label in names for points in lines)
    assert all(box.left <= label.padded_box.left and label.padded_box.right <= box.right for label in names)


def test_of_few_minima_a_map_marks_all_but_those_on_its_border():
    keys = {"function": "x**4/4 - x**2/2 + x/10 + y**2", "start": [[0.3, 0.4]], "eta": 0.1, "steps": 20,
            "panels": ["contour"]}  # fmt: skip
    whole, cut = (draw({**keys, "domain": [[-2, right], [-1, 1]]}) for right in (2, 0.9475))
    found = [point for point in whole.trajectories[0].stationary_points if point.kind == "minimum"]
    assert (
        len(found)
        == len(
            [
                drawn_marker
                for drawn_marker in whole.visible(StationaryMarker, whole.moments[0])
                if drawn_marker.kind == "minimum"
            ]
        )
        == 2
    )
    for drawn_marker in cut.visible(StationaryMarker, cut.moments[0]):
        box = cut.axes(0).box
        assert min(drawn_marker.centre[0] - box.left, box.right - drawn_marker.centre[0]) >= 8


def test_the_minima_of_a_narrow_curve_are_all_named_or_the_lowest_alone():
    for width, height in ((960, 540), (640, 480), (480, 360)):
        drawn = draw({"function": "ripples", "start": 2, "eta": [0.02, 0.04], "steps": 6, "panels": ["curve"],
                      "size": [width, height]})  # fmt: skip
        box = drawn.axes(0).box
        markers = [mark for mark in drawn.visible(Triangle, drawn.moments[0]) if box.left <= mark.x <= box.right]
        said = [words(label) for label in drawn.labels(drawn.moments[0]) if box.left <= label.box[0] <= box.right]
        named = [text for text in said if "minimum" in text]
        assert len(named) in {0, len(markers)} or set(named) == {"global minimum"}


def test_a_narrow_curve_names_the_minimum_that_its_run_reaches():
    """From 2, descent comes to rest in the local minimum near 0.96, beside the verdict "in a local minimum"."""
    drawn = draw({"function": "x^4 - 2*x^2 + 0.3*x", "start": 2, "optimizer": ["gradient_descent", "momentum"],
                  "eta": 0.05, "steps": 25})  # fmt: skip
    assert drawn.trajectories[0].verdict.detail == "local"
    box = drawn.axes(0).box
    said = [words(label) for label in drawn.labels(drawn.moments[0]) if box.left <= label.box[0] <= box.right]
    assert "local minimum" in said


def test_names_on_one_line_of_a_surface_keep_a_words_distance():
    drawn = draw(SCENES / "race-saddle.yaml")
    box = Box(*drawn.picture.panels[0]["box"])
    labels = [label for label in drawn.labels(drawn.moments[0]) if box.left <= label.x <= box.right]
    names = [label for label in labels if words(label) in {"start", "saddle", "global minimum"} and label.y > box.top]
    assert len(names) == 4
    for one, other in itertools.combinations(names, 2):
        wide = one.box.inset(left=-10, right=-10)
        assert not meet(wide, other.box)


@pytest.mark.parametrize(
    ("function", "low", "high"), [("max(x**2, 1)", -1, 1), ("max(0, 1 - x)", 1, None), ("max(0, x)", None, 0)]
)
def test_a_level_floor_is_marked_along_the_curve_as_far_as_it_is_seen(function, low, high):
    drawn = draw({"function": function, "start": [3, -2], "eta": 0.2, "steps": 12, "panels": ["curve"]})
    axes = drawn.axes(0)
    floors = [mark for mark in drawn.visible(FloorMark, drawn.moments[0]) if mark.clip == axes.box]
    (floor,) = floors
    left, right = axes.x_range
    ends = [axes.x(left if low is None else low), axes.x(right if high is None else high)]
    assert floor.line.points[:, 0] == pytest.approx(ends)
    assert floor.line.points[:, 1] == pytest.approx(axes.y(drawn.trajectories[0].stationary_points[0].value))
    assert not drawn.visible(Triangle, drawn.moments[0])


@pytest.mark.parametrize("panel", ["contour", "surface"])
@pytest.mark.parametrize("function", ["(x**2 + y**2 - 1)**2", "abs(x**2 + y**2 - 1)"])
def test_a_circle_of_minima_is_drawn_as_one_line_whichever_of_them_the_runs_reach(function, panel):
    keys = {"function": function, "start": [[1.2, 0.9], [-0.4, 0.3]], "eta": 0.05, "steps": 8, "panels": [panel]}
    drawn = draw({**keys, "compare": "overlay"})
    (marker,) = drawn.visible(OutlineMarker, drawn.moments[-1])
    points = np.concatenate(marker.outline.lines)
    if panel == "contour":
        axes = drawn.axes(0)
        circle = [axes.to_pixels(np.cos([angle]), np.sin([angle]))[0] for angle in np.linspace(0, 2 * np.pi, 90)]
        drawn_points = np.concatenate([_dense(line) for line in marker.outline.lines])
        assert max(np.hypot(*(drawn_points - point).T).min() for point in circle) < 2
        assert np.hypot((points[:, 0] - axes.x(0)) / (axes.x(1) - axes.x(0)),
                        (points[:, 1] - axes.y(0)) / (axes.y(1) - axes.y(0))) == pytest.approx(1, abs=1e-6)  # fmt: skip
    else:
        assert np.isfinite(points).any()
        assert np.isnan(points).any(), "the hill hides a part"


def test_lines_of_minima_that_cross_or_are_apart_are_all_drawn():
    keys = {"start": [[1.2, 0.9]], "eta": 0.02, "steps": 8, "panels": ["contour"], "domain": [[-2.5, 2.5], [-2.5, 2.5]]}
    for function, distance in (
        ("x**2*y**2", lambda x, y: np.minimum(abs(x), abs(y))),
        ("((x**2 + y**2 - 1)*(x**2 + y**2 - 4))**2",
         lambda x, y: np.minimum(abs(np.hypot(x, y) - 1), abs(np.hypot(x, y) - 2))),
    ):  # fmt: skip
        drawn = draw({"function": function, **keys})
        (marker,) = drawn.visible(OutlineMarker, drawn.moments[-1])
        box, axes = drawn.axes(0).box, drawn.axes(0)
        across, down = np.meshgrid(np.arange(box.left + 6, box.right - 6, 3), np.arange(box.top + 6, box.bottom - 6, 3))
        x = axes.x_range[0] + (across - box.left) / box.width * (axes.x_range[1] - axes.x_range[0])
        y = axes.y_range[1] - (down - box.top) / box.height * (axes.y_range[1] - axes.y_range[0])
        near = np.column_stack((across.ravel(), down.ravel()))[distance(x, y).ravel() < 0.01]
        points = np.concatenate([_dense(line) for line in marker.outline.lines])
        assert max(np.hypot(*(points - point).T).min() for point in near) < 6


def _dense(line):
    parts = np.linspace(0, 1, 12, endpoint=False)[:, None]
    return np.concatenate([begin + parts * (end - begin) for begin, end in itertools.pairwise(line)])


def test_an_area_of_minima_is_filled_where_the_function_is_lowest():
    drawn = draw({"function": "max(0, x**2 + y**2 - 1)", "start": [[1.4, 0.9]], "eta": 0.1, "steps": 9,
                  "panels": ["contour"], "domain": [[-1.5, 1.5], [-1.5, 1.5]]})  # fmt: skip
    (marker,) = drawn.visible(OutlineMarker, drawn.moments[-1])
    axes = drawn.axes(0)
    disc = np.pi * (axes.x(1) - axes.x(0)) * (axes.y(0) - axes.y(1))
    assert marker.outline.area.sum() == pytest.approx(disc, rel=0.01)
    assert drawn.trajectories[0].verdict.kind == "converged"


def test_a_single_minimum_is_no_line():
    drawn = draw({"function": "x**8 + y**2", "start": [[1, 0.7]], "eta": 0.1, "steps": 4, "panels": ["contour"]})
    assert not drawn.visible(OutlineMarker, drawn.moments[-1])
    assert len(drawn.visible(StationaryMarker, drawn.moments[-1])) == 1
