"""What is shown: iterates, stationary points near the way, and the walls about them."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from drawn import draw

from gdanim import pipeline, scene as scenes
from gdanim.panels import limits
from gdanim.panels.curve.extrema import LevelBar
from gdanim.panels.limits.window import window

approx = pytest.approx
NO_MARKS = limits.MarkMargins(height=1000, below=0, above=0)


def runs(**keys):
    return pipeline.trace(scenes.load({"steps": 8, **keys}))


def x_ranges(**keys):
    """The core and the window of one variable."""
    found = window(runs(**keys))
    return found.core[0], found.ranges[0]


def test_a_parabola_is_symmetric_and_both_walls_rise_a_little_over_the_start():
    """From 2: 12 % over f = 4 is at 2.117, and a tenth of the core's width 4 more is shown."""
    assert x_ranges(function="x**2", start=2, eta=0.25) == (approx((-2, 2)), approx((-2.4, 2.4)))


def test_a_shifted_parabola_is_symmetric_about_its_minimum():
    assert x_ranges(function="(x - 3)**2", start=0, eta=0.1) == (approx((0, 6)), approx((-0.6, 6.6)))


def test_six_growing_bounces_are_shown_and_then_the_run_leaves():
    """X ← −1.4x from 0.5: x_6 = 3.7647; a tenth of twice as much more."""
    core, shown = x_ranges(function="x**2", start=0.5, eta=1.2, steps=25)
    assert core == approx((-3.7647, 3.7647), abs=1e-3)
    assert shown == approx((-4.5177, 4.5177), abs=1e-3)


def test_a_wild_run_among_others_does_not_flatten_them():
    """From 2 by −3x: −6 is three times as far as the others go, 18 nine times."""
    _, shown = x_ranges(function="x**2", start=2, eta=[0.1, 0.5, 2], steps=25)
    assert shown == approx((-2.4, 2.4))


def test_a_run_that_falls_for_ever_but_ever_more_slowly_is_shown_whole():
    """On exp(−x²) from 0.5 the last of 25 steps ends at 2.318; on −x² steps grow, and the last ends at 95."""
    assert x_ranges(function="exp(-x^2)", start=0.5, eta=0.5, steps=25)[1][1] > 2.4
    assert x_ranges(function="-x^2", start=1, eta=0.1, steps=25)[1][1] < 10


def test_the_lowest_of_many_steps_is_shown():
    low, high = x_ranges(function="round(x)^2", start=2.2, eta=0.1)[1]
    assert low < -0.5
    assert high > 2.2


def test_a_run_that_stays_about_is_shown_whole_wherever_it_settles():
    """From 2 over the hill by the nearest minimum at 1.33 into the valley about −1.47."""
    (far,) = runs(function="x**4/4 - x**2 + 0.3*x", start=2, eta=0.45, steps=20)
    low, high = limits.x_range((far,))
    assert low < far.points.min() < far.points.max() < high


@pytest.mark.parametrize("eta", [0.01, 0.11])
def test_both_valleys_are_shown(eta):
    """0.3x⁴ − x² + 0.2x: 1.2x³ − 2x + 0.2 = 0 at −1.3388 and 1.2377; the left wall is as high as the start at −2.1."""
    (low, high), shown = x_ranges(function="0.3*x^4 - x^2 + 0.2*x", start=1.9, eta=eta, steps=25)
    assert (low, high) == approx((-1.3388, 1.9), abs=1e-3)
    assert shown[0] < -2.05
    assert shown[1] > 2.2


def test_of_many_valleys_the_nearest_are_shown():
    """Sin from 1: −π/2, π/2 and −3π/2, symmetric about the first."""
    core, _ = x_ranges(function="sin(x)", start=1, eta=0.4, steps=25)
    assert core == approx((-1.5 * math.pi, 0.5 * math.pi))


def test_the_minimum_is_shown_however_small_the_steps_are():
    core, _ = x_ranges(function="x**2", start=3, eta=0.001, steps=25)
    assert core == approx((-3, 3))


def test_a_lone_minimum_has_another_side_where_it_has_no_wall():
    """exp(x) − x from 2.5: at −3 f is 3.05, not yet f(2.5) = 9.7. Half of 2.5 is shown."""
    core, shown = x_ranges(function="exp(x) - x", start=2.5, eta=0.08, steps=25)
    assert core == approx((0, 2.5), abs=1e-6)
    assert shown == approx((-1.25, 2.75), abs=1e-6)


def test_no_picture_begins_where_the_function_has_no_value():
    """X − log(x) from 3: the left wall is at 0.15."""
    _, (low, high) = x_ranges(function="x - log(x)", start=3, eta=0.3, steps=25)
    assert 0 < low < 0.2
    assert high == approx(3.2)


def test_a_run_that_ascends_is_shown_with_its_maximum():
    low, high = limits.x_range(runs(function="sin(x)", start=1, eta=0.1, direction="ascend"))
    assert low < 1 < math.pi / 2 < high


@pytest.mark.parametrize("start", [0.1, 0.3, 0.7, 1.1, 1.3])
def test_a_start_whose_mirror_image_is_rounded_is_shown(start):
    """4 − (4 − 0.3) is 0.30000000000000004: by so little the start would lie outside."""
    trajectories = runs(function="x*(4-x)", start=start, eta=0.1, direction="ascend")
    (core,) = window(trajectories).core
    assert core[0] <= start


def test_all_starts_are_shown():
    assert limits.x_range(runs(function="x**2", start=[-4, 1, 6], eta=0.1)) == approx((-7.2, 7.2))


def test_a_start_at_the_minimum_is_shown_with_something_around_it():
    assert limits.x_range(runs(function="x**2", start=0, eta=0.1)) == approx((-1.2, 1.2))


@pytest.mark.parametrize("eta", [0.1, 0.9, 1.5, 40])
def test_divergence_never_stretches_the_window_beyond_ten_first_distances(eta):
    low, high = limits.x_range(runs(function="x**2", start=2, eta=eta, steps=40))
    assert high - low <= 2 * 1.2 * max(10 * 2, 2 * abs(1 - 2 * eta) ** 2)


def test_a_catalogues_domain_is_the_most_that_is_shown():
    function = runs(function="hills")[0].run.function
    low, high = limits.x_range(runs(function="hills"))
    assert function.domain[0][0] <= low < high <= function.domain[0][1]


def test_a_catalogues_domain_gives_way_to_a_start_outside_of_it():
    high = runs(function="hills")[0].run.function.domain[0][1]
    assert limits.x_range(runs(function="hills", start=high + 3, eta=0.01))[1] > high + 3


def plane(**keys):
    found = window(runs(**keys))
    return [approx(limits, abs=1e-3) for limits in found.core], [approx(limits, abs=1e-3) for limits in found.ranges]


def test_a_bowl_from_2_1_is_a_bowl():
    """x² + y²: to 2 and 1 on both sides; the rim at 5.6 is a circle of radius 2.366, which the window holds."""
    core, (x_range, y_range) = plane(function="x**2 + y**2", start=[2, 1], eta=0.1, steps=25)
    assert core == [(-2, 2), (-1, 1)]
    assert x_range == (-2.4, 2.4)
    assert y_range == (-2.368, 2.368)


def test_a_long_bowl_has_its_whole_rim_too():
    """x² + 3y² from (2, 1.5): the rim at 12.04 reaches x = 3.47 and y = 2.003."""
    found = window(runs(function="x**2 + 3*y**2", start=[2, 1.5], eta=0.1, steps=25))
    (left, right), (low, high) = found.ranges
    assert right == -left >= math.sqrt(12.04)
    assert high == -low >= math.sqrt(12.04 / 3)
    assert right < 1.05 * math.sqrt(12.04)


def test_a_saddle_has_no_rim_and_is_shown_as_it_is():
    """x² − y² goes down along y: its window is that of its walls."""
    found = window(runs(function="x^2 - y^2", start=[1.2, 0.001], eta=0.1, steps=50))
    assert found.ranges[1][1] == approx(3.175, abs=0.01)


def test_no_stationary_point_stands_on_the_border():
    """Cos x + cos y: minima at odd multiples of π, maxima at even ones; none within 3 % of the border."""
    (trajectory,) = runs(function="cos(x) + cos(y)", start=[1, 0.2], eta=0.3, steps=25)
    for (low, high), axis in zip(window([trajectory]).ranges, (0, 1), strict=True):
        places = np.array([point.at[axis] for point in trajectory.stationary_points])
        assert np.abs(places - low).min() > 0.03 * (high - low)
        assert np.abs(places - high).min() > 0.03 * (high - low)


def test_a_run_that_leaves_the_domain_is_shown_with_its_exit():
    """Log x from 2 with η = 0.3 goes to −0.259 at step 8."""
    (low, high), _ = x_ranges(function="log(x)", start=2, eta=0.3, steps=25)
    assert low == approx(-0.259, abs=1e-3)
    assert high >= 2


def test_a_saddle_stands_in_the_middle_between_its_minima():
    core, (x_range, y_range) = plane(function="x^2 - y^2 + 0.5*y^4", start=[1.2, 0.001], eta=0.1, steps=60)
    assert core == [(-1.2, 1.2), (-1, 1)]
    assert x_range == (-1.476, 1.476)
    assert y_range == (-1.759, 1.759)


def test_the_valley_of_rosenbrock_is_shown_with_its_minimum_however_short_the_way():
    x_range, y_range = window(runs(function="rosenbrock", eta=0.0001)).core
    assert x_range[0] <= -1.2 < 1 <= x_range[1]
    assert y_range[0] < 1 < y_range[1]


@pytest.mark.parametrize("start", [[-1.2, 1], [-1, 1]])
def test_a_valley_is_shown_with_its_bend(start):
    """Rosenbrock's valley y = x² passes (0, 0) between start and minimum, both at y = 1."""
    (x_range, y_range), core = (getattr(window(valley(start)), name) for name in ("ranges", "core"))
    assert x_range[0] < start[0] < 1 < x_range[1]
    assert core[1][0] == pytest.approx(0, abs=0.12)
    assert y_range[0] < -0.1


def valley(start):
    return runs(function="(1-x)^2 + 100*(y-x^2)^2", start=start, eta=0.001, steps=25)


def test_a_plane_without_symmetry_has_room_on_all_sides():
    """From (0, 0) to (1, 1): a quarter more on each side."""
    for low, high in window(valley([0, 0])).ranges:
        assert low == approx(-0.25)
        assert high >= 1.25 - 1e-9


def test_an_end_of_the_domain_is_shown_with_a_strip_beyond_it():
    """√x ends at 0 in 0; √(4 − x²) at ±2 in 0, which belongs to the height, too."""
    (low, _), _ = x_ranges(function="sqrt(x)", start=2, eta=0.3, steps=25)
    assert low <= 0
    for direction in ("descend", "ascend"):
        found = runs(function="sqrt(4-x^2)", start=1, eta=0.1, steps=25, direction=direction)
        shown = window(found)
        assert shown.ranges[0][0] < -2.1
        assert shown.ranges[0][1] > 2.1
        assert limits.y_range(found, shown.core[0], NO_MARKS)[0] < 0


def test_a_domain_that_ends_at_infinity_is_shown_up_to_its_end():
    assert x_ranges(function="x + 1/sqrt(x)", start=2, eta=0.3, steps=25)[1][0] >= 0


def test_both_sides_of_a_jump_are_shown():
    """sign(x) + x²/4 from 2 to 0.555: at 0 it jumps from −1 to 1."""
    found = runs(function="sign(x) + x^2/4", start=2, eta=0.1, steps=25)
    shown = window(found)
    assert shown.ranges[0][0] < -0.5
    assert limits.y_range(found, shown.core[0], NO_MARKS)[0] < -1


def test_a_jump_to_far_over_the_start_is_not_shown():
    """round(x)² from 2.2: 16 beyond 3.5 is farther over 4 than 4 over 0."""
    (_, high), _ = x_ranges(function="round(x)^2", start=2.2, eta=0.1)
    assert high < 3.5


@pytest.mark.parametrize(("function", "start", "pole"), [("1/x + x", 0.3, 0), ("x^2/(x-1)", 4, 1)])
def test_what_no_run_sees_behind_a_pole_is_not_shown(function, start, pole):
    """Both have a maximum beyond their pole, and a minimum on the start's side."""
    assert x_ranges(function=function, start=start, eta=0.05, steps=25)[1][0] > pole


def test_a_run_over_a_pole_is_shown_whole():
    """Tan from 1 jumps over −π/2."""
    low, _ = x_ranges(function="tan(x)", start=1, eta=0.1, steps=25)[1]
    assert low < -math.pi / 2


def test_a_valley_that_the_curve_leaves_downwards_has_no_wall_behind_it():
    """e⁻ˣ sin x falls under −7 left of 0, and rises again left of −π."""
    assert x_ranges(function="exp(-x)*sin(x)", start=1, eta=0.5, steps=25)[1][0] > -1.5


def test_a_plane_is_symmetric_about_a_point_too():
    """x·y equals itself about (0, 0), though not along an axis alone."""
    core, _ = plane(function="x*y", start=[1, 1], eta=0.1, steps=25)
    assert core == [(-1, 1), (-1, 1)]


def test_of_stationary_points_at_equal_distances_all_are_shown_or_none():
    """Near (1, 1) are a saddle at (0, 0), a maximum at (π/2, π/2), and minima at (π/2, −π/2) and (−π/2, π/2)."""
    core, _ = plane(function="sin(x)*sin(y)", start=[1, 1], eta=0.1, steps=25)
    assert core == [(-math.pi / 2, math.pi / 2)] * 2


def test_symmetry_about_a_far_minimum_takes_no_room():
    """Rastrigin from (2.2, 1.8), symmetric about its global minimum (0, 0), which is shown at the side."""
    for low, high in window(runs(function="rastrigin", start=[2.2, 1.8], eta=0.005, steps=25)).core:
        assert low == approx(0, abs=1e-6)
        assert high < 3


def test_only_a_bowl_has_a_closed_rim():
    assert window(runs(function="x**2 + 3*y**2", start=[2, 1.5], eta=0.1)).is_bowl
    assert not window(valley([0, 0])).is_bowl
    assert not window(runs(function="x^2 - y^2", start=[1.2, 0.001], eta=0.1)).is_bowl


def test_the_height_holds_starts_iterates_and_minima_with_a_margin():
    """F from 0 to 4, and 12 % of the picture free below and above."""
    low, high = limits.y_range(runs(function="x**2", start=2, eta=0.25), (-0.16, 2.16), NO_MARKS)
    assert (low, high) == approx((-0.12 * 4 / 0.76, 4 + 0.12 * 4 / 0.76))


def test_what_lies_outside_the_axis_does_not_count_for_the_height():
    near = limits.y_range(runs(function="x**2", start=2, eta=1.2), (-1, 2.5), NO_MARKS)
    assert near == approx((-0.12 * 4 / 0.76, 4 + 0.12 * 4 / 0.76))


def test_marks_get_the_pixels_that_they_need():
    low, high = limits.with_margins(0, 4, limits.MarkMargins(height=100, below=20, above=30))
    assert (0 - low) / (high - low) == approx(0.2)
    assert (high - 4) / (high - low) == approx(0.3)


@pytest.mark.parametrize(
    "keys",
    [
        {"function": "0*x + 3", "start": 1, "eta": 0.1},
        {"function": "x**2", "start": 0, "eta": 0.1},
        {"function": "1e-9*x**2", "start": 1e-3, "eta": 1},
        {"function": "x - 3*log(x)", "start": 0.5, "eta": 4},
        {"function": "exp(x)", "start": 5, "eta": 1, "direction": "ascend"},
        {"function": "1/x", "start": 1, "eta": 0.1},
        {"function": "x**2 + 1e6", "start": 1, "eta": 0.1},
    ],
    ids=lambda keys: keys["function"],
)
def test_axes_are_finite_and_have_a_length_whatever_the_run_does(keys):
    (entry,) = draw({"steps": 5, "panels": ["curve"], **keys}, size="[480, 360]").picture.panels
    for low, high in (entry["x_range"], entry["y_range"]):
        assert math.isfinite(low)
        assert math.isfinite(high)
        assert low < high


def test_a_domain_and_a_range_given_are_shown_exactly():
    keys = {"function": "x**2", "start": 2, "eta": [0.1, 0.9], "steps": 3, "domain": [-3, 4], "range": [-1, 8]}
    for entry in draw({**keys, "panels": ["curve"]}, size="[480, 360]").picture.panels:
        assert entry["x_range"] == [-3, 4]
        assert entry["y_range"] == [-1, 8]


def test_side_by_side_all_cells_of_a_function_share_their_axes():
    entries = draw({"function": "x**2", "start": [2, -3], "eta": [0.1, 0.9], "steps": 3}).picture.panels
    curves = [entry for entry in entries if entry["panel"] == "curve"]
    assert len(curves) == 4
    assert len({(*entry["x_range"], *entry["y_range"]) for entry in curves}) == 1


def test_free_axes_fit_each_run():
    keys = {"function": "x**2", "start": [2, -30], "eta": 0.1, "steps": 3, "axes": "free", "panels": ["curve"]}
    first, second = draw(keys).picture.panels
    assert first["x_range"][0] > second["x_range"][0]
    assert first["y_range"][1] < 10 < second["y_range"][1]


def test_functions_that_differ_have_axes_of_their_own():
    keys = {"function": ["x**2", "(x - 40)**2"], "start": 2, "eta": 0.1, "steps": 3, "panels": ["curve"]}
    first, second = draw(keys).picture.panels
    assert first["x_range"][1] < 10
    assert second["x_range"][1] > 40


def test_the_history_stands_on_its_curves_axis():
    entries = draw({"function": "x**2", "start": 2, "eta": [0.1, 0.9], "steps": 12}).picture.panels
    for curve, history in zip(entries[::2], entries[1::2], strict=True):
        assert (curve["panel"], history["panel"]) == ("curve", "history")
        assert history["x_range"] == curve["x_range"]
        assert (history["box"][0], history["box"][2]) == (curve["box"][0], curve["box"][2])
        bottom, top = history["y_range"]
        assert bottom > 12, "the last row is the last step"
        assert top < 0


@pytest.mark.parametrize("panels", [["derivative"], ["history"], ["derivative", "history"], ["derivative", "table"]])
def test_panels_have_the_curves_axis_also_without_it(panels):
    keys = {"function": "(x - 5)**2", "start": 9, "eta": 0.2, "steps": 3, "size": [480, 360]}
    (alone,) = draw(keys | {"panels": ["curve"]}).picture.panels
    without = [entry for entry in draw(keys | {"panels": panels}).picture.panels if entry["panel"] != "table"]
    assert [entry["x_range"] for entry in without] == [alone["x_range"]] * len(without)


def test_panels_without_axes_have_no_ranges():
    keys = {"function": "x**2", "start": 1, "eta": 0.2, "steps": 3, "optimizer": "momentum"}
    entries = draw(keys | {"panels": ["curve", "table", "flowchart", "state"]}).picture.panels
    ranges = {entry["panel"]: (entry["x_range"], entry["y_range"], entry["scale"]) for entry in entries}
    assert None not in ranges.pop("curve")
    assert set(ranges.values()) == {(None, None, None)}


@pytest.mark.parametrize(("start", "side"), [(3, 1), (-3, -1)])
def test_a_lesson_leaves_room_for_the_slope_arrow(start, side):
    """Uphill of ±3 there is a fifth of the window's width of 7.2 for an arrow to a scale and its words."""
    low, high = limits.x_range(runs(function="x**2", start=start, eta=0.1), slope_arrows=True)
    assert (low, high) == approx(tuple(sorted((side * -3.6, side * (3 + 0.2 * 7.2)))))


def test_a_domain_given_is_shown_with_all_that_the_curve_does_there():
    """exp(x) − x up to 3, where it is 17.1, though the run stays under 1.8."""
    keys = {"function": "exp(x) - x", "start": 1, "eta": 0.1, "steps": 3, "domain": [-2, 3], "panels": ["curve"]}
    low, high = draw(keys).picture.panels[0]["y_range"]
    assert low < 1
    assert high > math.exp(3) - 3


def test_a_pole_in_a_given_domain_does_not_flatten_the_rest():
    """1/x goes to infinity at 0: its height is near that of most of the curve."""
    keys = {"function": "1/x + x", "start": 2, "eta": 0.1, "steps": 3, "domain": [0.001, 3], "panels": ["curve"]}
    assert draw(keys).picture.panels[0]["y_range"][1] < 100


@pytest.mark.parametrize(
    ("x_range", "y_range", "aspect", "widened"),
    [
        ((-1, 1), (-1, 1), 1.0, ((-1, 1), (-1, 1))),
        ((-1, 1), (-1, 1), 2.0, ((-2, 2), (-1, 1))),
        ((0, 4), (0, 1), 2.0, ((0, 4), (-0.5, 1.5))),
        ((0, 100), (0, 1), 1.0, ((0, 100), (0, 1))),
    ],
    ids=["equal", "wide box", "wide range", "too far apart"],
)
def test_the_axes_of_a_map_have_equal_units_unless_one_would_be_widened_too_much(x_range, y_range, aspect, widened):
    assert limits.equal_units(x_range, y_range, aspect) == widened


def test_a_map_shows_the_window_of_its_runs():
    found = runs(function="x**2 + y**2", start=[2, 1], eta=0.25, steps=40, panels=["contour"])
    facts = SimpleNamespace(domain=None)
    context = SimpleNamespace(scene_facts=facts, trajectories=found, function=found[0].run.function)
    x_range, y_range = limits.plane_ranges(context)
    assert x_range == pytest.approx((-2.4, 2.4))
    assert y_range == pytest.approx((-2.368, 2.368), abs=0.01)


@pytest.mark.parametrize(("steepnesses", "is_shared"), [([1, 2, 3], True), ([1, 100], False)])
def test_functions_that_differ_by_a_parameter_have_the_same_axes(steepnesses, is_shared):
    """Each on its own axes, a·x² looks the same for every a; one a hundred times as steep would flatten the others."""
    for function in (
        {"function": {"bowl": {"a": steepnesses}}},
        {"function": "a*x^2", "parameters": {"a": steepnesses}},
    ):
        panels = draw({**function, "start": 2, "eta": 0.001}).picture.panels
        ranges = {tuple(panel["y_range"]) for panel in panels if panel["panel"] == "curve"}
        assert (len(ranges) == 1) is is_shared


def test_a_domain_that_ends_all_about_is_shown_whole():
    """√(4 − x² − y²) has values in the disc of radius 2; √(4 − x² − 4y²) up to 2 and 1."""
    for function, half in (("sqrt(4-x^2-y^2)", (2, 2)), ("sqrt(4-x^2-4*y^2)", (2, 1))):
        shown = window(runs(function=function, start=[1, 0.5], eta=0.05, direction="ascend"))
        assert shown.core == tuple((approx(-side, abs=1e-6), approx(side, abs=1e-6)) for side in half)
        assert all(low < -side and high > side for (low, high), side in zip(shown.ranges, half, strict=True))


def test_a_run_down_a_flank_is_shown_whole_although_its_steps_grow():
    """1 / (1 + e⁻ˣ) is between 0 and 1; −x² falls ever faster."""
    (flank,) = runs(function="1/(1+exp(-x))", start=3, eta=1, steps=25)
    low, high = limits.x_range((flank,))
    assert low < flank.points.min() < flank.points.max() < high
    assert x_ranges(function="-x^2", start=1, eta=0.1, steps=25)[1][1] < 10


def test_few_extrema_that_are_equally_good_are_all_shown():
    """Himmelblau's function is 0 at (3, 2), (−2.805, 3.131), (−3.779, −3.283) and (3.584, −1.848)."""
    shown = window(runs(function="(x^2+y-11)^2+(x+y^2-7)^2", start=[0, 0], eta=0.01, steps=25))
    assert shown.core == (approx((-3.7793, 3.5844), abs=1e-3), approx((-3.2832, 3.1313), abs=1e-3))


@pytest.mark.parametrize("function", ["1/x", "1/x^2", "-log(x)"])
def test_a_run_away_from_a_pole_is_shown_with_it(function):
    core, (low, _) = x_ranges(function=function, start=1, eta=0.3, steps=25)
    assert core[0] == approx(0, abs=1e-9)
    assert low < 0


def test_a_pole_of_the_plane_stands_in_the_middle():
    for low, high in window(runs(function="1/(x^2+y^2)", start=[1, 0.5], eta=0.1, steps=25)).ranges:
        assert low == approx(-high)


@pytest.mark.parametrize(
    ("function", "start", "radius"),
    [("(x^2+y^2-1)^2", [0.9, 0.8], 1), ("sin(x^2+y^2)", [1, 1], math.sqrt(1.5 * math.pi))],
)
def test_a_ring_of_minima_is_closed(function, start, radius):
    for low, high in window(runs(function=function, start=start, eta=0.02, steps=25)).core:
        assert low == approx(-high)
        assert high >= radius * (1 - 1e-3)


def test_a_flat_branch_is_shown_as_far_beyond_the_minimum_as_the_core_is_wide():
    """eˣ − 2x has its minimum at ln 2; from −2 and 3 the core is 5 wide."""
    _, (low, _) = x_ranges(function="exp(x)-2*x", start=[-2, 3], eta=0.1, steps=25)
    assert low == approx(math.log(2) - 5, abs=1e-6)


def test_a_valley_is_shown_with_the_hills_on_both_sides_of_it():
    """X sin x has the minimum 4.9132, and beside it the maxima 2.0288 and 7.9787: tan x = −x."""
    core, _ = x_ranges(function="x*sin(x)", start=5.5, eta=0.1, steps=25)
    assert core == approx((2.0288, 7.9787), abs=1e-3)


def test_a_far_saddle_beside_a_lone_minimum_is_not_shown():
    """Beale's function has the minimum (3, 0.5), and saddles at (0, 1) and near (0.1, -2.64)."""
    function = "(1.5-x+x*y)^2+(2.25-x+x*y^2)^2+(2.625-x+x*y^3)^2"
    (left, right), (low, high) = window(runs(function=function, start=[1, 1], eta=0.01, steps=50)).ranges
    assert left < 0
    assert right > 3
    assert -1.5 < low < 0.5
    assert high > 1


def test_runs_that_leave_stretch_no_side_beyond_what_the_others_need():
    """x² + 10y² from (4, 1.5): in y a run that settles needs 1.5 on both sides."""
    steps = {"function": "x^2+10*y^2", "start": [4, 1.5], "steps": 25}
    core = window(runs(**steps, eta=[0.09, 0.15])).core
    assert core[1][1] <= 1.5 * 2 + 1e-9


def test_what_equal_units_add_lies_on_the_side_of_the_goal():
    x_range, y_range = limits.equal_units((0.0, 4.0), (0.0, 4.0), 2.0, (1.0, 2.0))
    assert x_range == approx((-3, 5))
    assert y_range == approx((0, 4))


@pytest.mark.parametrize("size", [[960, 640], [1080, 1920], [1920, 1080]])
def test_no_stationary_point_stands_on_the_border_of_a_map(size):
    keys = {"function": "sin(3*x)+cos(3*y)+x^2+y^2", "start": [1.5, 1], "eta": 0.05}
    axes = draw({**keys, "panels": ["contour"], "size": size}).axes()
    ends = np.array([axes.x_range, axes.y_range])
    margin = 0.025 * (ends[:, 1] - ends[:, 0])
    for point in runs(**keys)[0].stationary_points:
        gaps = np.abs(ends - np.array(point.at)[:, None]).min(axis=1)
        is_inside = ((ends[:, 0] - margin < point.at) & (point.at < ends[:, 1] + margin)).all()
        assert not is_inside or (gaps > margin).all()


def test_a_small_arc_of_a_ring_of_minima_shows_the_whole_ring():
    for low, high in window(runs(function="(x^2+y^2-1)^2", start=[1.2, 0.8], eta=0.05, steps=25)).core:
        assert low <= -1 + 1e-3
        assert high >= 1 - 1e-3


@pytest.mark.parametrize("function", ["x^2 - y^2", "x^2 - y^2 + x^4/10"])
def test_beside_a_saddle_without_a_minimum_the_falling_direction_is_shown_as_far_as_the_rising_one(function):
    core, _ = plane(function=function, start=[2, 0], eta=0.1, steps=25)
    assert core == [(-2, 2), (-2, 2)]


def test_a_maximum_that_runs_leave_for_nowhere_does_not_widen_the_plane():
    """It is no saddle: x and y are seen as far as the run goes."""
    across, up = window(runs(function="-x^2 - y^2/16", start=[0.5, 0.01], eta=0.1, steps=5)).core
    assert up[1] < across[1]


def test_the_best_of_several_minima_has_room_on_every_side():
    """A fifth of the longer side below the minimum at the origin, although the runs and walls lie above it."""
    ranges = window(runs(function="rastrigin", start=[1.6, 0.7], eta=0.005, steps=25)).ranges
    side = max(high - low for low, high in ranges)
    assert all(low < -0.15 * side for low, _ in ranges)


def test_the_hill_between_two_minima_is_shown():
    """Sinc's peak is 1 at 0, 46 times as high over its minima as the run from 5 is."""
    _, high = limits.y_range(runs(function="sin(x)/x", start=5, eta=1), (-6, 8), NO_MARKS)
    assert high > 1


def test_a_catalogues_part_is_in_the_middle_of_a_wider_map():
    """Rosenbrock's function is known from −2 to 2: a wider map has as much room left of it as right."""
    axes = draw({"function": "rosenbrock", "eta": 0.001, "size": [960, 720]}).axes()
    assert sum(axes.x_range) == approx(0, abs=1e-9)
    assert axes.x_range[1] > 2


@pytest.mark.parametrize("eta", [0.1, [0.01, 0.1, 0.5]], ids=["lesson", "comparison"])
@pytest.mark.parametrize(("function", "least"), [("x^2", 0), ("x^2 + 5*sin(3*x)", -4.72), ("sqrt(abs(x))", 0)])
def test_no_height_is_written_that_the_curve_never_has(function, least, eta):
    """Below the lowest point there is room for a name, and no tick."""
    drawn = draw({"function": function, "start": 5, "eta": eta, "size": [960, 720]}, timing="{frames_per_step: 2}")
    axes = drawn.axes()
    ticks = [label for label in drawn.labels(drawn.moments[0]) if label.box.right < axes.box.left]
    heights = [float(label.content.replace("−", "-")) for label in ticks]
    assert len(heights) > 1
    assert min(heights) >= least


def test_a_level_point_that_is_no_minimum_has_a_bar_and_its_name():
    """x³ is level at 0, where the ball comes to rest."""
    drawn = draw({"function": "x^3", "start": 1, "eta": 0.1, "size": [960, 720]}, timing="{frames_per_step: 2}")
    (bar,) = drawn.visible(LevelBar, drawn.moments[0])
    assert bar.x == approx(drawn.axes().x(0), abs=0.01)
    assert "flat point" in [label.content for label in drawn.labels(drawn.moments[0])]


@pytest.mark.parametrize(("function", "start", "way"), [("-x^2", 0.1, "descend"), ("x^2 + y^2", [2, 1], "ascend")])
def test_a_run_that_slides_away_slowly_is_shown_for_a_third_of_its_steps(function, start, way):
    """Each step is 1.2 times as far out as the last: 8 steps are 4.3 times as far as the start, and in sight."""
    drawn = draw({"function": function, "start": start, "eta": 0.1, "direction": way}, timing="{frames_per_step: 2}")
    axes, run = drawn.axes(), drawn.trajectories[0]
    if run.points.shape[1] == 1:
        points = list(zip(run.points[:, 0].tolist(), run.values.tolist(), strict=True))
    else:
        points = run.points.tolist()
    assert all(axes.contains(*point) for point in points[:9])


@pytest.mark.parametrize(("start", "eta"), [([1.6, 0.7], 0.005), ([2.2, 1.7], 0.002)])
def test_a_landscape_of_many_valleys_is_shown_as_far_as_they_can_be_followed(start, eta):
    """Rastrigin's function has a valley near every point of whole coordinates, 121 in all that is known of it."""
    axes = draw({"function": "rastrigin", "start": start, "eta": eta}, timing="{frames_per_step: 2}").axes()
    (left, right), (low, high) = axes.x_range, axes.y_range
    assert (right - left) * (high - low) < 40
    assert axes.contains(0, 0)


def test_a_curved_valley_is_shown_whole_even_if_a_run_crosses_little_of_it():
    axes = draw({"function": "rosenbrock", "start": [0.5, 0.5], "eta": 0.001}, timing="{frames_per_step: 2}").axes()
    assert all(axes.contains(x, x * x) for x in (-1.7, -1, 0, 1, 1.7))
