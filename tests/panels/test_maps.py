"""Maps and surfaces: ground coloured by height, and paths that stay apart from what they cross."""

import numpy as np
import pytest
from drawn import draw, words
from written import faults

from gdanim import themes
from gdanim.drawing.arrows import Arrow
from gdanim.drawing.ball import Ball
from gdanim.drawing.canvas import Group
from gdanim.drawing.geometry import Box, clip_segment
from gdanim.drawing.hillshade import height_colour
from gdanim.drawing.shapes import Ring
from gdanim.panel_parts.offscreen import Pointer
from gdanim.panel_parts.stationary_markers import StationaryMarker
from gdanim.panel_parts.trails import Dot, StartRing
from gdanim.panels.surface.paths import HiddenBall

BOWL = {"function": "x**2 + y**2", "domain": [-2, 2], "start": [1.5, 0], "eta": 0.1, "steps": 2, "size": [480, 480]}
STILL = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
BARE = {"panels": [{"contour": {"levels": 4, "scale": "linear"}}], "show": []}


@pytest.fixture(scope="module")
def bowl():
    """Nothing but the ground."""
    return draw(BOWL | BARE, timing=STILL)


def colour(drawn, x, y, step=0):
    axes = drawn.axes()
    return tuple(drawn.frame(step)[int(axes.y(y)), int(axes.x(x))])


def test_each_height_has_its_own_colour_of_the_theme(bowl):
    """Along x = y the bands of a bowl follow each other from the deepest to the highest, each a little lit."""
    bands = np.array([themes.rgb(height_colour(bowl.theme, (index + 0.5) / 5)) for index in range(5)])
    met = np.array([colour(bowl, place, place) for place in np.linspace(0.02, 1.95, 200)], dtype=int)
    nearest = np.abs(met[:, None] - bands).sum(axis=2).argmin(axis=1)
    assert list(dict.fromkeys(nearest[np.abs(met - bands[nearest]).max(axis=1) < 12].tolist())) == [0, 1, 2, 3, 4]


def test_a_path_has_a_casing_of_paper_on_both_sides():
    """On a bowl, from 1.5 over 1.2 to 0.96."""
    drawn = draw(BOWL | BARE | {"show": ["trail"], "size": [960, 960]}, timing=STILL)
    axes, frame = drawn.axes(), drawn.frame(2)
    column = frame[:, int(axes.x(1.35))]
    path, casing = themes.rgb(drawn.theme.ball), themes.rgb(drawn.theme.trail_casing)
    rows = np.flatnonzero((np.abs(column - path) < 30).all(axis=1))
    rows = rows[np.abs(rows - axes.y(0)) < 6]
    assert np.abs(np.mean(rows) + 0.5 - axes.y(0)) < 1
    for beside in (rows[0] - 2, rows[-1] + 2):
        assert np.abs(column[beside] - casing).max() < 30


@pytest.mark.parametrize(("steps", "dots"), [(5, 4), (400, 8)])
def test_a_path_begins_with_a_ring_and_has_dots_only_where_its_steps_are_far_apart(steps, dots):
    """The distances shrink by 0.8: of 400 steps only the first are 14 pixels apart."""
    drawn = draw(BOWL | {"steps": steps, "panels": ["contour"]}, timing=STILL)
    persisted = [
        mark for drawing in drawn.picture.drawings for step in range(steps + 1) for mark in drawing.persist(step)
    ]
    axes = drawn.axes()
    (start,) = {(mark.x, mark.y) for mark in persisted if isinstance(mark, StartRing)}
    assert start == pytest.approx((axes.x(1.5), axes.y(0)), abs=0.01)
    places = sorted({mark.x for mark in persisted if isinstance(mark, Dot)}, reverse=True)
    assert len(places) <= dots
    assert places[0] == pytest.approx(axes.x(1.2))
    assert min(-np.diff(places)) >= 14 - 1e-6


@pytest.mark.parametrize("theme", ["light", "dark", "chalkboard"])
def test_a_slope_that_faces_the_light_is_brighter_than_one_in_shadow(theme):
    """The light comes from the left and a little from behind the eye: the right wall of a valley faces it."""
    drawn = draw(BOWL | {"function": "x**2 + 0*y", "panels": ["surface"], "show": []}, timing=STILL, theme=theme)
    frame = drawn.frame(0)

    def brightness(x):
        column, row = page(drawn, x, 0.1, x**2)
        return frame[int(row), int(column)].sum()

    assert brightness(0.9) > brightness(-0.9)


def surface(**keys):
    return draw(BOWL | {"panels": ["surface"], "show": []} | keys, timing=STILL)


def page(drawn, x, y, height, step=None):
    """Where the page shows a point, from the sidecar's entry alone; ``step`` where the camera turns."""
    projection = drawn.picture.panels[0]["projection"]
    if log := projection["z_log"]:
        height = np.log1p(log["factor"] * (height - log["offset"]))
    matrix = projection["matrix"] if step is None else projection["steps"][step]["matrix"]
    return np.array(matrix) @ (x, y, height, 1)


def test_a_bowl_is_cut_a_little_over_the_start_and_leaves_the_page_free():
    """From 1.5, f is 2.25, and the rim 12 % higher; in the corners of the region it is more than twice as high."""
    keys = {key: value for key, value in BOWL.items() if key != "domain"}
    drawn = draw(keys | {"panels": ["surface"], "show": []}, timing=STILL)
    entry = drawn.picture.panels[0]
    top = entry["projection"]["z_range"][1]
    assert top == pytest.approx(1.12 * 2.25)
    assert entry["x_range"][1] ** 2 + entry["y_range"][1] ** 2 > 2 * top
    frame = drawn.frame(0).astype(int)
    edge = (top / 2) ** 0.5
    for x, y in ((edge, -edge), (edge, edge)):
        inside, outside = (page(drawn, part * x, part * y, top * part**2) for part in (0.93, 1.0))
        ground = frame[int(inside[1]), int(inside[0])]
        assert np.ptp(ground) > 30, "the colour of a height"
        assert np.abs(frame[int(outside[1]) - 8, int(outside[0])] - ground).max() > 20


def test_an_authors_domain_is_shown_as_high_as_the_surface_is_there():
    """x² + y² is 8 in the corners of a square from −2 to 2."""
    assert surface().picture.panels[0]["projection"]["z_range"] == pytest.approx([0, 8], abs=1e-3)


def test_the_sidecar_tells_the_region_of_a_surface():
    entry = surface().picture.panels[0]
    assert (entry["x_range"], entry["y_range"]) == ([-2, 2], [-2, 2])


def test_the_surface_and_its_floor_fill_the_panel():
    drawn = draw(BOWL | {"panels": ["surface"]}, timing=STILL)
    left, top, right, bottom = drawn.picture.panels[0]["box"]
    inked = np.abs(drawn.frame(0) - themes.rgb(drawn.theme.paper)).sum(axis=2) > 20
    rows, columns = np.nonzero(inked[int(top) : int(bottom), int(left) : int(right)])
    assert max(np.ptp(rows) / (bottom - top), np.ptp(columns) / (right - left)) > 0.85


def test_a_ball_behind_the_surface_shines_through_it():
    """A ridge along x stands between the eye in front and the ball behind it."""
    ridge = {"function": "exp(-4*y**2) + 0.01*x**2", "start": [0, 0.8], "eta": 0.01, "show": ["ball"]}
    drawn = surface(**ridge, panels=[{"surface": {"camera": "front", "scale": "linear"}}])
    (ghost,) = drawn.visible(HiddenBall, drawn.at(0))
    assert drawn.visible(Ball, drawn.at(0)) == []
    assert (ghost.x, ghost.y) == pytest.approx(tuple(page(drawn, 0, 0.8, np.exp(-4 * 0.8**2))), abs=0.01)
    red, _, blue = drawn.frame(0)[round(ghost.y), round(ghost.x)]
    assert blue - red > 30  # the ball's own colour


def test_a_path_leaves_a_map_where_its_way_crosses_the_border():
    """On 0.5x² + 2y² with η = 1, (x, y) ← (0, −3y): from (1, 1) to (0, −3), through y = −2 at x = 0.25."""
    keys = {"function": "0.5*x**2 + 2*y**2", "start": [1, 1], "eta": 1, "show": ["ball", "trail"]}
    drawn = draw(BOWL | BARE | keys, timing=STILL)
    axes = drawn.axes()
    (pointer,) = drawn.visible(Pointer, drawn.at(1))
    assert (pointer.x, pointer.y) == pytest.approx((axes.x(0.25), axes.box.bottom))


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [
        ((1, 1), (3, 2), ((1, 1), (3, 2))),
        ((-4, 2), (4, 2), ((0, 2), (4, 2))),
        ((2, -2), (2, 6), ((2, 0), (2, 4))),
        ((-2, -2), (8, 8), ((0, 0), (4, 4))),
        ((-3, 2), (1, 6), None),
        ((-1, 1), (-1, 3), None),
        ((1, 1), (float("nan"), 2), None),
    ],
)
def test_of_a_segment_the_part_in_a_box_is_found(start, end, part):
    assert clip_segment(Box(0, 0, 4, 4), start, end) == part


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("orbit", [0, 90])
def test_the_sidecar_tells_where_a_surface_shows_each_point(scale, orbit):
    """On a bowl about (0, 0), from (1.5, 0) over (1.2, 0) to (0.96, 0)."""
    drawn = surface(show=["ball"], panels=[{"surface": {"scale": scale, "orbit": orbit}}])
    for step, x in enumerate((1.5, 1.2, 0.96)):
        moment = next(moment for moment in drawn.moments if moment.step == step)
        (ball,) = balls(drawn, moment)
        assert (ball.x, ball.y) == pytest.approx(tuple(page(drawn, x, 0, x**2, step if orbit else None)), abs=0.01)


def balls(drawn, moment):
    """In sight or behind the surface, also those within a group that is made anew for each moment."""
    groups = drawn.visible(Group, moment)
    inked = drawn.visible(Ball | HiddenBall, moment) + [each for group in groups for each in group.children]
    return [each for each in inked if isinstance(each, Ball | HiddenBall) and each.visible]


@pytest.mark.parametrize("panel", ["contour", "surface"])
def test_heights_on_a_logarithmic_scale_leave_both_axes_of_the_region_as_they_are(panel):
    """The animation's length is free: the way to it goes over the axes, too."""
    keys = {"function": "x**2 + 3*y**2", "start": [2, 1], "eta": 0.1, "steps": 2, "size": [480, 480]}
    ways = [draw(keys, panels=[{panel: {"scale": scale}}]) for scale in ("linear", "log")]
    linear, log = (dict(drawn.picture.panels[0]) for drawn in ways)
    if panel == "contour":
        assert log["scale"] == ["linear", "linear"]
    assert {key: log[key] for key in ("box", "x_range", "y_range")} == {
        key: linear[key] for key in ("box", "x_range", "y_range")
    }
    assert len(ways[0].moments) == len(ways[1].moments)


def test_the_texts_of_a_map_keep_off_the_way_on_which_a_run_leaves_it():
    """Its step is many pictures long; what lies in this one is a line from side to side."""
    keys = {"function": "three_hump_camel", "eta": 0.9, "steps": 6, "direction": "ascend", "size": [640, 480]}
    assert faults(draw(keys)) == {}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("orbit", [0, 30])
def test_numbers_that_overflow_are_no_trouble_for_a_surface(orbit):
    """Rosenbrock's f, climbed, is soon greater than any number."""
    panel = {"surface": {"orbit": orbit, "scale": "log", "camera": "back"}}
    keys = {"function": "rosenbrock", "eta": [0.01, 1e-9, 0.286], "steps": 5, "size": [480, 730]}
    drawn = draw({**keys, "direction": "ascend", "panels": [panel]})
    assert [trajectory.verdict.kind for trajectory in drawn.trajectories][::2] == ["diverged"] * 2
    assert drawn.picture.frame(len(drawn.moments) - 1).shape == (730, 480, 4)


def test_what_is_said_of_a_run_outside_the_map_covers_no_name():
    keys = {"function": "monkey_saddle", "start": [-0.987, -0.13], "eta": [0.1, 0.943], "steps": 3, "size": [720, 360]}
    assert not [texts for kind, texts in faults(draw(keys)) if kind == "overlap"]


def test_a_map_may_begin_where_a_unit_is_no_difference():
    """Between 1e100 - 1 and 1e100 + 1 there is no other number."""
    drawn = draw({"function": "y", "start": [0, 1e100], "eta": 0.1, "steps": 1, "size": [480, 360]})
    low, high = drawn.picture.panels[0]["y_range"]
    assert low < 1e100 < high * (1 + 1e-9)


def test_a_lessons_step_on_a_surface_has_an_arrow_to_where_it_lands():
    """On x² + y² with η = 0.1 each step multiplies the point by 0.8."""
    drawn = draw(BOWL | {"panels": ["surface"], "start": [-1, 1.5], "eta": 0.1}, timing=STILL)
    for step in range(2):
        here, there = (np.array([-1, 1.5]) * 0.8**k for k in (step, step + 1))
        (red,) = [found for found in drawn.visible(Arrow, drawn.at(step)) if found.fill == drawn.theme.step]
        assert (red.tail, red.y) == pytest.approx(tuple(page(drawn, *here, here @ here)), abs=0.01)
        (ring,) = [found for found in drawn.visible(Ring, drawn.at(step)) if found.colour == drawn.theme.step]
        assert (ring.x, ring.y) == pytest.approx(tuple(page(drawn, *there, there @ there)), abs=0.01)
        length = np.hypot(ring.x - red.tail, ring.y - red.y)
        assert red.length + red.start == pytest.approx(max(length, red.start + 18 * drawn.picture.layout.page.unit))


def test_no_step_on_a_surface_is_pointed_at_after_the_last_or_out_of_the_region():
    """With η = 1.1 the point is multiplied by −1.2: from (1.9, 0) to (−2.28, 0), outside."""
    drawn = draw(BOWL | {"panels": ["surface"], "start": [1.9, 0], "eta": 1.1, "steps": 1}, timing=STILL)
    for moment in (drawn.at(0), drawn.moments[-1]):
        assert [found for found in drawn.visible(Arrow, moment) if found.fill == drawn.theme.step] == []


@pytest.mark.parametrize(
    ("panels", "radius"), [(["contour"], 15), (["contour", "loss"], 11), (["data", "contour"], 11)]
)
def test_a_lessons_map_has_the_lessons_sizes_unless_it_shares_the_page_from_side_to_side(panels, radius):
    data = {"function": {"linear_regression": {"generate": {"n": 9, "seed": 1}}}, "start": [0, 0], "eta": 0.1}
    drawn = draw(data | {"steps": 2, "panels": panels}, timing=STILL, size=[960, 720])
    (ball,) = drawn.visible(Ball, drawn.at(0))
    assert ball.radius == pytest.approx(radius)


def test_a_path_is_seen_on_the_floor_where_the_surface_does_not_hide_it():
    """Along the front edge of a plane one sees under it; in its middle it hides the floor."""

    def change(y):
        keys = {"function": "0.1*x + 0*y + 1", "start": [1.5, y], "eta": 5, "steps": 2, "show": ["trail"]}
        panels = [[{"surface": {"camera": "front", "shadow": shadow}}] for shadow in (True, False)]
        with_path, without = (surface(**keys, panels=panel).frame(2).astype(int) for panel in panels)
        return np.abs(with_path - without).max()

    assert change(-1.9) > 60
    assert change(1.8) == 0


@pytest.mark.parametrize(
    "keys",
    [
        {"function": "x^2+y^2", "start": [2, 1], "eta": [0.1, 0.9]},
        {"function": "beale", "start": [1, 1.5], "eta": 0.01, "optimizer": ["gradient_descent", "adam"]},
    ],
    ids=["step sizes", "optimizers"],
)
def test_surfaces_side_by_side_have_one_camera_and_one_scale(keys):
    panels = draw({**keys, "panels": ["surface"], "steps": 10}).picture.panels
    first, second = (
        {key: panel["projection"][key] for key in ("azimuth", "elevation", "z_range", "z_scale")} for panel in panels
    )
    assert first == second


@pytest.mark.parametrize("function", ["eggholder", "mccormick"])
def test_marks_of_a_surface_stand_on_it(function):
    """Both have saddles higher than the surface is shown."""
    drawn = draw({"function": function, "steps": 3, "panels": ["surface"]}, timing=STILL)
    entry = drawn.picture.panels[0]
    box, markers = Box(*entry["box"]), [mark for mark in drawn.artists if isinstance(mark, StationaryMarker)]
    assert entry["projection"]["z_range"][1] > entry["projection"]["z_range"][0]
    assert all(box.top <= marker.centre[1] <= box.bottom for marker in markers)


def test_a_lesson_on_a_map_shows_the_gradient_and_the_step_from_the_first_frame():
    """∇f(3, 2) = (6, 4): the yellow arrow is a fifth of it, as is told, and the red one a tenth, the other way."""
    drawn = draw({"function": "x**2 + y**2", "start": [3, 2], "eta": 0.1, "size": [960, 960]}, timing=STILL)
    axes, moment = drawn.axes(), drawn.moments[0]
    arrows = {arrow.fill: arrow for arrow in drawn.visible(Arrow, moment) if arrow.is_drawn}
    assert set(arrows) == {drawn.theme.slope, drawn.theme.step}
    lengths = {fill: abs(arrow.tip - arrow.tail) / axes.x_unit for fill, arrow in arrows.items()}
    assert lengths[drawn.theme.slope] == pytest.approx(np.hypot(6, 4) / 5)
    assert lengths[drawn.theme.step] == pytest.approx(np.hypot(6, 4) / 10)
    said = [words(label) for label in drawn.labels(moment)]
    assert any("slope arrow 1 : 5" in text for text in said)
    assert {"with the slope, drawn 1 : 5", "against the slope"} <= set(said)


def test_the_step_of_a_rule_with_memory_is_not_said_to_go_against_the_slope():
    scene = {"function": "x**2 + 10*y**2", "start": [4, 1.5], "eta": 0.05, "optimizer": "momentum", "size": [960, 960]}
    drawn = draw(scene, timing=STILL)
    said = [words(label) for label in drawn.labels(drawn.moments[0])]
    assert not [text for text in said if "against" in text]
    assert "step" in said


@pytest.mark.parametrize(
    "scene",
    [
        {"function": "cos(x)*cos(y)", "start": [1, 0.5], "eta": 0.1},
        {"function": "himmelblau", "start": [0, 0]},
        {"function": "x^2+y^2", "start": [2, 1], "eta": 0.1, "size": [540, 960]},
        {"function": "exp(-x^2-y^2)*x", "start": [-0.2, 0.5], "eta": 0.1},
        {"function": "rosenbrock", "start": [-1.5, 2], "eta": 0.001},
        {"function": "x^2+10*y^2", "start": [2, 1], "eta": 0.01, "optimizer": ["gradient_descent", "adam"]},
    ],
    ids=["waves", "four minima", "tall page", "one-sided", "valley", "two methods"],
)
def test_a_surface_and_a_map_of_one_scene_show_the_same_part_of_the_plane(scene):
    drawn = draw(scene | {"panels": ["surface", "contour"]}, timing=STILL)
    surface, contour = drawn.picture.panels[:2]
    axes = drawn.axes(1)
    assert axes.x_range == pytest.approx(surface["x_range"], abs=1e-9)
    assert axes.y_range == pytest.approx(surface["y_range"], abs=1e-9)
    assert axes.x_unit == pytest.approx(axes.y_unit, rel=0.02)
    assert contour["panel"] == "contour"


def test_a_sign_stands_on_each_of_the_dimples_that_one_can_tell_apart():
    """Ackley's function has a minimum near every point of whole coordinates."""
    drawn = draw({"function": "ackley", "start": [2, 1], "eta": 0.1}, timing=STILL)
    axes = drawn.axes()
    found = [marker.centre for marker in drawn.visible(StationaryMarker, drawn.moments[0])]
    (left, right), (low, high) = axes.x_range, axes.y_range
    inner = [
        (x, y)
        for x in range(-9, 10)
        for y in range(-9, 10)
        if left + 0.3 < x < right - 0.3 and low + 0.3 < y < high - 0.3
    ]
    assert len(inner) > 8
    for x, y in inner:
        assert min(np.hypot(axes.x(x) - across, axes.y(y) - down) for across, down in found) < 0.08 * axes.x_unit
