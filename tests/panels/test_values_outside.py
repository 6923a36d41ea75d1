"""A value outside a panel is never drawn inside it: a line leaves at the crossing, a mark and a number say the rest."""

import itertools
import math

import numpy as np
import pytest
from drawn import draw, number, words

from gdanim import scene as scenes
from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line, Marker, Rectangle
from gdanim.errors import SceneError
from gdanim.panel_parts.offscreen import Pointer
from gdanim.panels.data.points import DataPoints
from gdanim.panels.loss import values_by_step
from gdanim.panels.loss.ranges import linear_range, log_range

SMALL = {"size": [640, 480]}
QUICK = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
AWAY = {"function": "x**2", "start": 1, "eta": 1.2, "steps": 10, **SMALL}  # x_k = (−1.4)^k
SIZES = {"value": lambda k: 1.96**k, "distance": lambda k: 1.4**k, "gradient": lambda k: 2 * 1.4**k}


def panel_of(drawn, place=0):
    """The drawing of a panel: the one whose persisting or moving marks stand in its box."""
    box = drawn.picture.panels[place]["box"]
    drawings = [each for each in drawn.picture.drawings if any(isinstance(mark, Pointer) for mark in each.movers)]
    drawn.show(drawn.moments[-1])
    return next(
        each for each in drawings
        if any(isinstance(mark, Pointer) and box[0] - 1 <= mark.x <= box[2] + 1 and box[1] - 1 <= mark.y <= box[3] + 1
               for mark in each.movers)
    )  # fmt: skip


def lines(drawing, steps):
    """The pieces of line that persist after so many steps, in their order."""
    return [mark for step in range(steps + 1) for mark in drawing.persist(step) if isinstance(mark, Line)]


def pointers(drawn, step, place=0):
    """The pointers that are seen in a panel at a step."""
    box = drawn.picture.panels[place]["box"]
    seen = drawn.visible(Pointer, drawn.at(step))
    return [each for each in seen if box[1] - 1 <= each.y <= box[3] + 1 and box[0] - 1 <= each.x <= box[2] + 1]


def said(drawn, step):
    drawn.show(drawn.at(step))
    return [words(label) for label in drawn.labels(drawn.at(step))]


# the loss, in each measure and on both scales


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("measure", SIZES)
def test_a_line_leaves_the_panel_where_it_crosses_the_edge(measure, scale):
    """Between k = 3 and k = 4 it passes the top, at the part of the way where a straight line does."""
    size = SIZES[measure]
    low, top = 0.1, (size(3) + size(4)) / 2
    drawn = draw({**AWAY, "panels": [{"loss": {"measure": measure, "scale": scale, "range": [low, top]}}]})
    axes, drawing = drawn.axes(), panel_of(drawn)
    pieces = lines(drawing, 10)
    ratio = np.log if scale == "log" else float
    part = (ratio(top) - ratio(size(3))) / (ratio(size(4)) - ratio(size(3)))
    assert len(pieces) == 4
    assert tuple(pieces[-1].points[-1]) == pytest.approx((axes.x(3 + part), axes.box.top), abs=0.02)
    for k, piece in enumerate(pieces):
        assert tuple(piece.points[0]) == pytest.approx((axes.x(k), axes.y(size(k))), abs=0.02)
    marks = [mark for step in range(11) for mark in drawing.persist(step) if isinstance(mark, Marker)]
    assert len(marks) == 4


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("measure", SIZES)
def test_outside_a_pointer_stands_where_the_line_has_left_with_the_number_beside_it(measure, scale):
    """It stays there, while the number is that of each step."""
    size = SIZES[measure]
    panel = {"loss": {"measure": measure, "scale": scale, "range": [0.1, size(3)]}}
    drawn = draw({**AWAY, "panels": [panel]})
    axes = drawn.axes()
    assert not pointers(drawn, 2)
    for step in (5, 10):
        (pointer,) = pointers(drawn, step)
        assert (pointer.x, pointer.y, pointer.angle) == pytest.approx((axes.x(3), axes.box.top, -math.pi / 2), abs=0.02)
        (text,) = [text for text in said(drawn, step) if text.startswith("outside the picture: ")]
        assert number(text.split(": ")[1]) == pytest.approx(size(step), rel=2e-3)


def test_runs_that_leave_are_distinguished_by_their_numbers():
    drawn = draw({**AWAY, "eta": [0.1, 1.2, 1.6], "panels": [{"loss": {"scale": "linear"}}]})
    texts = said(drawn, 4)
    assert {"$f = 14.76$", "$f = 548.76$"} <= set(texts)  # 1.4⁸ and 2.2⁸
    one, other = pointers(drawn, 4)
    assert math.dist((one.x, one.y), (other.x, other.y)) >= one.radius


def test_what_is_zero_leaves_a_logarithmic_axis_at_its_bottom():
    """Newton's method is at the minimum after one step; between 2 and 0 the number is that of a straight way."""
    keys = {"optimizer": "newton", "eta": 1, "start": 2, "steps": 3}
    drawn = draw({**AWAY, **keys, "panels": [{"loss": {"measure": "distance", "scale": "log", "range": [0.01, 10]}}]})
    axes = drawn.axes()
    (piece,) = lines(panel_of(drawn), 3)
    assert tuple(piece.points[0]) == pytest.approx((axes.x(0), axes.y(2)), abs=0.02)
    assert tuple(piece.points[-1]) == pytest.approx((axes.x(1 - 0.01 / 2), axes.box.bottom), abs=0.02)
    for x, y in piece.points:
        part = (x - axes.x(0)) / (axes.x(1) - axes.x(0))
        assert y == pytest.approx(axes.y(2 * (1 - part)), abs=0.5)
    (pointer,) = pointers(drawn, 2)
    assert (pointer.x, pointer.y) == pytest.approx((axes.x(1 - 0.01 / 2), axes.box.bottom), abs=0.02)
    assert "outside the picture: 0" in said(drawn, 2)


def test_a_run_that_overflows_is_crossed_where_it_had_its_last_number():
    drawn = draw({"function": "x**4", "start": 2, "eta": 1, "steps": 12, "panels": ["loss"], **SMALL})
    last = max(step for step, value in enumerate(drawn.trajectories[0].values) if math.isfinite(value))
    end = drawn.moments[-1].step
    (pointer,) = pointers(drawn, end)
    assert pointer.crossed
    assert pointer.x == pytest.approx(drawn.axes().x(last), abs=0.02)
    assert "the numbers overflow here" in said(drawn, end)


FLEEING = [
    {"function": "x**2", "start": 1, "eta": [0.1, 1.2, 1.6], "steps": 10},
    {"function": "x**2", "start": 1, "eta": 3, "steps": 200},
    {"function": "x**4", "start": 2, "eta": [0.01, 0.3, 1], "steps": 12},
    {"function": "x**3", "start": -0.5, "eta": [0.2, 1], "steps": 20},
    {"function": "-x**2", "start": 0.3, "eta": [0.1, 0.7], "steps": 40},
    {"function": "exp(x)", "start": 3, "eta": 0.1, "steps": 9, "direction": "ascend"},
    {"function": "x - 3*log(x)", "start": 0.5, "eta": [1, 4], "steps": 6},
    {"function": "1/x", "start": 1, "eta": [-0.0001 + 0.5, 3], "steps": 8},
    {"function": "x**2", "start": 1, "eta": [0.1, 1.05], "optimizer": {"momentum": {"beta": 0.99}}, "steps": 60},
    {"function": "x**2 + 3*y**2", "start": [2, 1], "eta": [0.1, 0.4, 0.9], "steps": 30},
    {"function": "x**4 + y**2", "start": [5, 1], "eta": [0.001, 1], "steps": 12},
    {"function": "rosenbrock", "start": [-1, 2], "eta": [0.0005, 0.01], "steps": 50},
    {"function": {"linear_regression": {}}, "start": [0, 0], "eta": [0.1, 3], "steps": 20},
    {"function": "x**2", "start": 1, "eta": [{"exponential": {"eta": 1.5, "factor": 0.9}}, 0.2], "steps": 30},
]


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("measure", SIZES)
@pytest.mark.parametrize("keys", FLEEING, ids=range(len(FLEEING)))
def test_no_corner_of_a_line_has_a_false_value(keys, measure, scale):
    """At each corner the height is that of the numbers of its step, or of the straight line between two of them."""
    drawn = draw({**keys, **SMALL, "panels": [{"loss": {"measure": measure, "scale": scale}}]}, timing=QUICK)
    axes = drawn.axes()
    rows = [values_by_step(trajectory, measure) for trajectory in drawn.trajectories]
    colours = drawn.theme.runs if len(rows) > 1 else [drawn.theme.ball]
    for step in range(max(map(len, rows))):
        persisting = [mark for drawing in drawn.picture.drawings for mark in drawing.persist(step)]
        for mark in persisting:
            row = next(row for row, colour in zip(rows, colours, strict=False) if colour == mark.colour)
            corners = mark.points if isinstance(mark, Line) else [(mark.x, mark.y)]
            for x, y in corners:
                assert axes.box.top - 0.01 <= y <= axes.box.bottom + 0.01
                assert math.dist((x, y), _nearest(axes, row, step, x, y)) < 0.6


def _nearest(axes, row, step, x, y):
    """The point of a run's line, from the step before to this one, that is nearest to a point of the page."""
    if isinstance(step, int) and step and np.isfinite(row[step - 1 : step + 1]).all():
        before, here = row[step - 1 : step + 1]
        if not axes.has_log_y or min(before, here) > 0:
            heights = [axes.y(before), axes.y(here)]
            part = (x - axes.x(step - 1)) / (axes.x(step) - axes.x(step - 1))
            at = (y - heights[0]) / (heights[1] - heights[0]) if heights[1] != heights[0] else part
            return min(
                ((x, heights[0] + part * (heights[1] - heights[0])), (axes.x(step - 1 + at), y)),
                key=lambda point: math.dist(point, (x, y)),
            )
        value = axes.y_range[0] * (axes.y_range[1] / axes.y_range[0]) ** ((axes.box.bottom - y) / axes.box.height)
        return axes.x(step - 1 + (value - before) / (here - before)), y
    return axes.x(step), axes.y(row[step])


# which numbers an axis holds


def test_the_range_holds_the_first_steps_of_growth():
    (low, high) = linear_range([1.96 ** np.arange(11.0)], [0.0])
    assert low < 0
    assert 1.96**5 < high < 1.96**6


def test_a_run_that_grows_leaves_others_their_room():
    falling, growing = 0.64 ** np.arange(11.0), 1.96 ** np.arange(11.0)
    low, high = linear_range([falling, growing], [0.0, 0.0])
    assert 1.96**2 < high < 1.96**3
    assert 1 / (high - low) > 0.15
    overflown = np.array([1.0, 1e200, np.inf])
    assert linear_range([falling, overflown], [0.0, 0.0])[1] < 2
    assert linear_range([falling, -1e200 * np.arange(3.0) + 1], [0.0, 0.0])[0] > -1


def test_runs_that_stay_near_are_shown_whole():
    swinging = np.array([1.0, 5.0, 0.5, 4.0, 0.2])
    low, high = linear_range([swinging], [0.0])
    assert low < 0
    assert high > 5


@pytest.mark.parametrize("depth", [1, 5, 16])
def test_a_logarithmic_axis_holds_the_starts_and_all_that_is_above_rounding(depth):
    """Most of the numbers are the least, as where a method is there long before the others."""
    rows = [np.array([3.0, 2.0, 1.0]), np.array([3.0, *[10.0**-depth] * 200])]
    low, high = log_range(rows)
    assert high > 3
    assert low < 1.001 * 10.0**-depth or depth == 16
    assert low > 1e-19


def test_growth_takes_at_most_a_third_of_a_logarithmic_axis_that_others_need():
    falling, growing = 10.0 ** -np.arange(9.0), 10.0 ** np.arange(0.0, 90.0, 10)
    low, high = log_range([falling, growing])
    assert low < 1e-8
    assert math.log10(high) / math.log10(high / low) < 0.4


def test_methods_that_are_there_soon_leave_the_others_their_start():
    keys = {
        "function": "x**2/2 + exp(-x) + 0.1*y**2 + 0.05*x*y",
        "start": [2.5, 3],
        "eta": 0.3,
        "steps": 40,
        "optimizer": ["gradient_descent", "bfgs", "newton"],
        "panels": [{"loss": {"measure": "distance", "scale": "log"}}],
    }
    drawn = draw({**keys, **SMALL})
    axes = drawn.axes()
    for trajectory in drawn.trajectories:
        distance = math.dist(trajectory.points[0], trajectory.verdict.goal)
        assert axes.contains(0, distance)
    assert not pointers(drawn, 40)


# a range that the author gives


@pytest.mark.parametrize(
    ("keys", "panel"),
    [
        (AWAY, {"loss": {"range": [-1, 3]}}),
        (AWAY, {"loss": {"measure": "distance", "scale": "log", "range": [0.5, 3]}}),
        (AWAY, {"eta": {"range": [0, 4]}}),
        ({**AWAY, "eta": 0.1}, {"derivative": {"range": [-3, 1]}}),
        ({"function": {"linear_regression": {}}, "eta": 0.1, "steps": 2, **SMALL}, {"data": {"range": [-9, 2]}}),
    ],
    ids=["loss", "log", "eta", "derivative", "data"],
)
def test_a_panel_takes_a_range(keys, panel):
    ((_, options),) = panel.items()
    assert draw({**keys, "panels": [panel]}).picture.panels[0]["y_range"] == options["range"]


def test_the_scenes_range_is_that_of_values_alone():
    measures = [{"loss": {"measure": measure}} for measure in SIZES]
    drawn = draw({**AWAY, "range": [-1, 7], "panels": measures, "size": [640, 900]})
    ranges = [entry["y_range"] for entry in drawn.picture.panels]
    assert ranges[0] == [-1, 7]
    assert ranges[1] != [-1, 7] != ranges[2]


@pytest.mark.parametrize(
    ("panel", "text"),
    [
        ({"loss": {"range": [3, 1]}}, "range must go from low to high; found [3, 1]"),
        ({"eta": {"range": [1, 1]}}, "range must go from low to high; found [1, 1]"),
        (
            {"derivative": {"range": [1, 1.00000000000001]}},
            "range is too narrow to be drawn; found [1, 1.00000000000001]",
        ),
        ({"loss": {"scale": "log", "range": [0, 1]}}, "range must be above 0 where scale is log; found [0, 1]"),
    ],
)
def test_a_range_that_can_not_be_drawn_is_refused(panel, text):
    with pytest.raises(SceneError) as raised:
        scenes.load({**AWAY, "panels": [panel]})
    assert [str(problem.message) for problem in raised.value.problems] == [text]


# other panels


@pytest.mark.parametrize(("function", "slope"), [("x**2/2", lambda x: x), ("x**3/3 - x", lambda x: x * x - 1)])
def test_the_derivative_is_as_high_as_on_all_of_the_curve(function, slope):
    drawn = draw({"function": function, "start": 1.5, "eta": 0.1, "steps": 3, "domain": [-3, 3],
                  "panels": ["curve", "derivative"], **SMALL})  # fmt: skip
    low, high = drawn.picture.panels[1]["y_range"]
    assert low < min(slope(-3), slope(3), slope(0)) < max(slope(-3), slope(3)) < high


def test_a_slope_outside_has_a_stem_to_the_edge_and_a_pointer_with_its_number():
    """At x = 2 the slope is 4, and the axis ends at 3."""
    keys = {"function": "x**2", "start": 2, "eta": 0.25, "steps": 2, "domain": [-3, 3], **SMALL}
    drawn = draw({**keys, "panels": [{"derivative": {"range": [-1, 3]}}]})
    axes = drawn.axes()
    (pointer,) = pointers(drawn, 0)
    assert (pointer.x, pointer.y) == pytest.approx((axes.x(2), axes.box.top), abs=0.02)
    stem = next(line for line in drawn.visible(Line, drawn.at(0)) if line.colour == drawn.theme.slope_edge)
    assert stem.points == pytest.approx(np.array([[axes.x(2), axes.y(0)], [axes.x(2), axes.box.top]]), abs=0.02)
    assert any(text.endswith(": 4") for text in said(drawn, 0))
    assert not pointers(drawn, 1)  # x = 1 has the slope 2


def test_a_history_marks_at_its_side_who_is_outside_and_clips_what_crosses_it():
    drawn = draw({**AWAY, "eta": 2, "steps": 5, "domain": [-2, 2], "panels": ["history"]})  # x_k = (−3)^k
    axes = drawn.axes()
    (pointer,) = pointers(drawn, 3)
    assert (pointer.x, pointer.y) == pytest.approx((axes.box.left, axes.y(3)), abs=0.02)
    assert "x = −27" in said(drawn, 3)
    pieces = [each for each in lines(panel_of(drawn), 5) if len(each.points) == 2]
    assert len(pieces) == 5
    left, right = sorted(tuple(point) for point in pieces[3].points)
    assert left == pytest.approx((axes.box.left, axes.y(3 + 25 / 108)), abs=0.05)  # from −27 to 81, −2 after 25 of 108
    assert right == pytest.approx((axes.box.right, axes.y(3 + 29 / 108)), abs=0.05)


def test_numbers_without_digits_draw_no_line():
    """From the step on at which |x| is 10¹⁵ widths of the axis, no line crosses the history."""
    drawn = draw({**AWAY, "eta": 5, "steps": 40, "panels": ["history"]}, timing=QUICK)  # x_k = (−9)^k
    low, high = drawn.picture.panels[0]["x_range"]
    drawing = panel_of(drawn)
    lost = next(k for k in range(41) if 9.0**k > 1e15 * (high - low))
    for step in range(lost + 1, 41):
        assert not [mark for mark in drawing.persist(step) if isinstance(mark, Line)]
    assert [mark for mark in drawing.persist(5) if isinstance(mark, Line)]


LINEAR = {"linear_regression": {"generate": {"n": 12, "slope": 2, "intercept": 1, "noise": 0.5, "seed": 7}}}


def test_a_steep_model_has_its_own_slope():
    """The line of w = 300 and b = 60 passes zero at −0.2, wherever it leaves the panel."""
    drawn = draw({"function": LINEAR, "start": [300, 60], "eta": 0.001, "steps": 1, "panels": ["data"], **SMALL})
    axes = drawn.axes()
    (line,) = [mark for mark in drawn.visible(Line, drawn.at(0)) if mark.colour == drawn.theme.ball]
    for x, y in line.points:
        value = axes.y_range[0] + (axes.box.bottom - y) / axes.box.height * (axes.y_range[1] - axes.y_range[0])
        assert x == pytest.approx(axes.x((value - 60) / 300), abs=0.05)
    ys = line.points[:, 1]
    assert min(ys) <= axes.box.top <= axes.box.bottom <= max(ys)


def test_a_model_of_which_nothing_is_seen_has_a_pointer_and_its_numbers():
    keys = {"function": LINEAR, "start": [0, 1000], "eta": 0.001, "steps": 1, "panels": ["data"]}
    drawn = draw({**keys, **SMALL})
    (pointer,) = pointers(drawn, 0)
    assert pointer.y == pytest.approx(drawn.axes().box.top, abs=0.02)
    assert any("b = 1000" in text for text in said(drawn, 0))
    overlay = draw({**keys, "eta": [0.001, 0.002], "compare": "overlay", **SMALL})
    assert len(pointers(overlay, 0)) == 2
    assert not [mark for mark in overlay.visible(Marker, overlay.at(0)) if mark.edge == 1.5]


def test_points_outside_the_range_are_not_drawn():
    keys = {"function": LINEAR, "start": [0, 0], "eta": 0.1, "steps": 1, "panels": [{"data": {"range": [0, 9]}}]}
    drawn = draw({**keys, **SMALL})
    (dots,) = [mark for drawing in drawn.picture.drawings for mark in drawing.static if isinstance(mark, DataPoints)]
    shown = np.isfinite(dots.pixels).all(axis=1)
    assert shown.tolist() == [0 <= y <= 9 for y in drawn.scene.runs[0].function.sample.y]
    assert 0 < shown.sum() < len(shown)


def bars(drawn, step):
    """The bars of the remembered numbers, from the upper one down."""
    return [mark.box for mark in drawn.visible(Rectangle, drawn.at(step)) if mark.colour == drawn.theme.ball]


def test_the_bar_of_a_number_outside_a_range_ends_in_a_pointer():
    """With β = 0 the velocity is the slope itself: 2x = 2, 1, 0.5 with a range that ends at 1.5."""
    keys = {"function": "x**2", "start": 1, "eta": 0.25, "optimizer": {"momentum": {"beta": 0}}, "steps": 3}
    drawn = draw({**keys, "panels": [{"state": {"range": [-0.5, 1.5]}}], **SMALL})
    assert len(drawn.visible(Pointer, drawn.at(1))) == 1
    assert not drawn.visible(Pointer, drawn.at(2))
    (one,), (half,) = bars(drawn, 2), bars(drawn, 3)
    assert one.width == pytest.approx(2 * half.width)
    assert one.left == pytest.approx(half.left)
    (pointer,) = drawn.visible(Pointer, drawn.at(1))
    assert pointer.x == pytest.approx(one.left + 1.5 * one.width)
    assert bars(drawn, 1)[0].right < pointer.x


def test_a_run_that_overflows_does_not_flatten_its_first_bars():
    keys = {"function": "x**2", "start": 1, "eta": 4, "optimizer": {"momentum": {"beta": 0.9}}, "steps": 60}
    drawn = draw({**keys, "panels": ["state"], **SMALL}, timing=QUICK)
    assert bars(drawn, 3)
    assert drawn.visible(Pointer, drawn.at(60))


BOWL = {"function": "x**2 + 2*y**2", "start": [1, 1], "eta": 0.55, "steps": 6, "domain": [[-1, 2], [-0.5, 2]]}


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("orbit", [0, 60])
def test_a_surface_tells_of_a_ball_outside_what_the_map_tells(orbit, language):
    """Each step takes (x, y) to (−0.1x, −1.2y): from y = 1 to −1.2, below the region."""
    shown = [
        draw({**BOWL, "panels": [panel], **SMALL}, language=language)
        for panel in ("contour", {"surface": {"orbit": orbit}})
    ]
    texts = []
    for drawn in shown:
        moment = drawn.at(1)
        drawn.show(moment)
        marks = [mark for drawing in drawn.picture.drawings for mark in drawing.movers]
        marks += list(itertools.chain.from_iterable(getattr(mark, "children", []) for mark in marks))
        assert [mark.visible for mark in marks if isinstance(mark, Pointer)] == [True]
        texts.append(
            {words(mark) for mark in marks if isinstance(mark, Label) and mark.visible and "x = " in words(mark)}
        )
    assert texts[0] == texts[1]
    assert any("y = −1.2" in text for text in texts[0])


def test_a_ball_leaves_a_surface_where_its_way_crosses_the_border():
    """From (1, 1) to (−0.1, −1.2): at y = −0.5, after 15 of 22 parts, x is 0.25 and f is 0.0625 + 0.5."""
    drawn = draw({**BOWL, "panels": ["surface"], **SMALL})
    (pointer,) = drawn.visible(Pointer, drawn.at(1))
    matrix = np.array(drawn.picture.panels[0]["projection"]["matrix"])
    height = 0.25**2 + 2 * 0.5**2
    if log := drawn.picture.panels[0]["projection"]["z_log"]:
        height = math.log1p(log["factor"] * (height - log["offset"]))
    assert (pointer.x, pointer.y) == pytest.approx(tuple(matrix @ (0.25, -0.5, height, 1)), abs=0.1)


def test_a_long_step_crosses_a_surface_as_it_crosses_the_map():
    """From (1, 1) in one step to (−0.1·1, −1.2·10³): the part over the region is drawn."""
    keys = {
        **BOWL,
        "function": "x**2/2 + 500*y**2",
        "start": [1, 1.9],
        "eta": 1,
        "steps": 1,
        "domain": [[-1, 2], [-1, 2]],
    }
    drawn = draw({**keys, "panels": ["surface"], **SMALL})
    (path,) = [mark for drawing in drawn.picture.drawings for mark in drawing.persist(1) if hasattr(mark, "pieces")]
    assert path.pieces
    matrix = np.array(drawn.picture.panels[0]["projection"]["matrix"])
    x = 1 - 2.9 / 1899.9  # where y is -1, on the way from (1, 1.9) to (0, -1898)
    border = matrix @ (x, -1, x**2 / 2 + 500, 1)
    assert path.pieces[-1].page[-1] == pytest.approx(border, abs=0.5)


def test_a_chord_that_leaves_the_picture_points_to_its_end():
    """From A at (-0.88 · 2, 3.1) above the picture to B in it: the pointer is where the chord crosses the top."""
    drawn = draw({"function": "x**2", "start": 1.5, "eta": 0.1, "domain": [-2, 2], "range": [0, 2],
                  "panels": ["chord"], "steps": 12, **SMALL})  # fmt: skip
    axes = drawn.axes(0)
    (pointer,) = drawn.visible(Pointer, drawn.at(0))
    two_points = [np.array(line.points) for line in drawn.visible(Line, drawn.at(0)) if len(line.points) == 2]
    (chord,) = (points for points in two_points if (points[0] != points[1]).all())  # grid lines are along an axis
    (a, high), (b, low) = axes.from_pixels(chord)
    ((x, top),) = axes.from_pixels(np.array([[pointer.x, pointer.y]]))
    assert (high, low) == (pytest.approx(a**2, abs=0.02), pytest.approx(b**2, abs=0.02))
    assert top == pytest.approx(2, abs=1e-4)
    assert x == pytest.approx(a + (b - a) * (high - 2) / (high - low), abs=0.01)
