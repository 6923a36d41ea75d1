"""What is shown: the starts and the minima nearest to them, iterates not far away, a margin; never the rest."""

import math

import pytest
from drawn import draw

from gdanim import pipeline, scene as scenes
from gdanim.panels import limits

NO_MARKS = limits.MarkMargins(height=1000, below=0, above=0)


def runs(**keys):
    return pipeline.trace(scenes.load({"steps": 8, **keys}))


def test_the_axis_holds_the_start_and_the_minimum_with_a_margin():
    """From 2 down to 0 with no overshoot: 8 % of 2 on either side."""
    assert limits.x_range(runs(function="x**2", start=2, eta=0.25)) == pytest.approx((-0.16, 2.16))


def test_iterates_as_far_as_one_width_away_are_shown():
    """X ← −x/2: the second point is −1, within the width 2 of start and goal, [0, 2]."""
    assert limits.x_range(runs(function="x**2", start=2, eta=0.75)) == pytest.approx((-1 - 0.24, 2 + 0.24))


def test_a_run_that_flees_is_shown_on_both_sides_until_it_is_about_twice_as_far_as_at_its_start():
    """X ← −1.4x from 2: −2.8 and 3.92 are; −5.488 is 2.7 times as far."""
    span = 0.08 * (3.92 + 2.8)
    assert limits.x_range(runs(function="x**2", start=2, eta=1.2)) == pytest.approx((-2.8 - span, 3.92 + span))


def test_a_run_that_stays_about_is_shown_whole_wherever_it_settles():
    """From 2 over the hill by the nearest minimum at 1.33 into the valley about −1.47."""
    (far,) = runs(function="x**4/4 - x**2 + 0.3*x", start=2, eta=0.45, steps=20)
    low, high = limits.x_range((far,))
    assert low < far.points.min() < far.points.max() < high


def test_only_the_minimum_nearest_to_the_start_counts():
    """x⁴/4 − x²/2 has minima at −1 and 1."""
    assert limits.x_range(runs(function="x**4/4 - x**2/2", start=2, eta=0.05)) == pytest.approx((0.92, 2.08))


def test_a_run_that_ascends_is_shown_with_its_maximum():
    low, high = limits.x_range(runs(function="sin(x)", start=1, eta=0.1, direction="ascend"))
    assert (low, high) == pytest.approx((1 - 0.08 * (math.pi / 2 - 1), math.pi / 2 + 0.08 * (math.pi / 2 - 1)))


def test_all_starts_are_shown():
    assert limits.x_range(runs(function="x**2", start=[-4, 1, 6], eta=0.1)) == pytest.approx((-4.8, 6.8))


def test_a_start_at_the_minimum_is_shown_with_something_around_it():
    low, high = limits.x_range(runs(function="x**2", start=0, eta=0.1))
    assert low < -0.5
    assert high > 0.5


@pytest.mark.parametrize("eta", [0.1, 0.9, 1.5, 40])
def test_divergence_never_stretches_the_axis_beyond_three_widths(eta):
    low, high = limits.x_range(runs(function="x**2", start=2, eta=eta))
    assert high - low <= 3 * 2 * 1.17


def test_a_catalogues_domain_is_shown_as_it_is():
    function = runs(function="hills")[0].run.function
    assert limits.x_range(runs(function="hills")) == function.domain[0]


def test_a_catalogues_domain_gives_way_to_a_start_outside_of_it():
    low, high = runs(function="hills")[0].run.function.domain[0]
    wider = limits.x_range(runs(function="hills", start=high + 3, eta=0.01))
    assert wider == pytest.approx((low, high + 3 + 0.08 * (high + 3 - low)))


def test_the_height_holds_starts_iterates_and_minima_with_a_margin():
    """F from 0 to 4, and 12 % of the picture free below and above."""
    low, high = limits.y_range(runs(function="x**2", start=2, eta=0.25), (-0.16, 2.16), NO_MARKS)
    assert (low, high) == pytest.approx((-0.12 * 4 / 0.76, 4 + 0.12 * 4 / 0.76))


def test_what_lies_outside_the_axis_does_not_count_for_the_height():
    near = limits.y_range(runs(function="x**2", start=2, eta=1.2), (-1, 2.5), NO_MARKS)
    assert near == pytest.approx((-0.12 * 4 / 0.76, 4 + 0.12 * 4 / 0.76))


def test_marks_get_the_pixels_that_they_need():
    low, high = limits.with_margins(0, 4, limits.MarkMargins(height=100, below=20, above=30))
    assert (0 - low) / (high - low) == pytest.approx(0.2)
    assert (high - 4) / (high - low) == pytest.approx(0.3)


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
def test_a_lesson_leaves_room_for_a_slope_arrow_that_goes_farther_than_the_picture(start, side):
    """From ±3 by 6 to ±9: a quarter of the way from 0 to 3 is kept free, besides the margin."""
    low, high = limits.x_range(runs(function="x**2", start=start, eta=0.1), slope_arrows=True)
    wide = 3 + 0.25 * 3
    near, far = sorted((side * -0.08 * wide, side * 1.08 * wide))
    assert (low, high) == pytest.approx((near, far))
