"""Ticks and their labels: round numbers inside the axis, each label true, different from its neighbours, in place."""

import itertools
import math
import re

import pytest
from drawn import draw, number, words

from gdanim import themes
from gdanim.drawing import ticks as axis
from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.text import Typesetter

RANGES = [
    (0, 1), (-1, 3), (-0.8, 7), (0, 0.03), (-2e-3, 5e-3), (990, 1010), (-50, 2e4), (0, 9e5), (-3e7, 2e8), (0.1, 0.4),
    (1e-7, 9e-7), (-1e-5, 1e-5), (999.9, 1000.1), (-1e12, 5e12),
]  # fmt: skip
LOG_RANGES = [(1, 1000), (1e-12, 10), (0.1, 10), (1e-3, 1e9)]
POWER = re.compile(r"\$(?:(?P<head>[−\-\d.]+)\{\\times\})?(?P<sign>[−-]?)10\^\{(?P<power>[−\-\d]+)\}\$")


def value(label):
    """The number that a tick label says, plain or in powers of ten."""
    found = POWER.fullmatch(label)
    if not found:
        return number(label)
    sign = -1 if found["sign"] else 1
    return sign * number(found["head"] or "1") * 10.0 ** number(found["power"])


@pytest.mark.parametrize("most", [2, 4, 7, 12])
@pytest.mark.parametrize("limits", RANGES, ids=str)
def test_ticks_are_inside_the_axis_evenly_apart_and_not_too_many(limits, most):
    ticks = axis.ticks(limits, most)
    slack = 1e-8 * (limits[1] - limits[0])
    assert 2 <= len(ticks) <= max(most + 1, 5)
    assert limits[0] - slack <= min(ticks) <= max(ticks) <= limits[1] + slack
    gaps = [after - before for before, after in itertools.pairwise(ticks)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps) if gaps else [])


@pytest.mark.parametrize("panel", ["curve", "contour"])
def test_a_page_of_the_same_shape_has_the_same_ticks(panel):
    keys = {"function": "x**2 + y**2" if panel == "contour" else "x**2", "panels": [panel], "eta": [0.1, 0.2]}
    start = [[2, 1.5]] if panel == "contour" else 2
    plots = [
        (draw({**keys, "start": start, "size": size}).axes(), size[0] / 960) for size in ([960, 540], [1920, 1080])
    ]
    for ticks in (axis.x_ticks, axis.y_ticks):
        one, other = (ticks(axes, unit) for axes, unit in plots)
        assert one == other
        assert len(one) >= 2


def test_an_axis_as_tall_as_a_phone_has_a_dozen_ticks_at_most():
    axes = draw({"function": "x**2", "start": 2, "eta": 0.1, "size": [720, 1280]}).axes()
    assert 6 <= len(axis.y_ticks(axes, 0.75)) <= 13


@pytest.mark.parametrize("width", [400, 475, 503, 640])
def test_an_axis_that_is_a_little_longer_has_no_fewer_ticks(width):
    one, other = (Axes(Box(0, 0, side, 348), (-1.4, 2.7), (0.2, 0.45)) for side in (width, width + 30))
    assert 3 <= len(axis.x_ticks(one, 1.0)) <= len(axis.x_ticks(other, 1.0)) <= 6


@pytest.mark.parametrize(
    ("limits", "most", "found"),
    [
        ((-1.4, 2.7), 4, [-1, 0, 1, 2]),  # two apart there would be 0 and 2 alone
        ((0.3, 13.6), 6, [2, 4, 6, 8, 10, 12]),
        ((-1.1, 3), 3, [-1, 0, 1, 2, 3]),
        ((-4.9, 9.9), 3, [0, 5]),  # where two apart would be seven
        ((-1.4, 2.7), 2, [0, 2]),
    ],
)
def test_instead_of_two_ticks_an_axis_has_closer_ones_unless_they_are_many(limits, most, found):
    assert axis.ticks(limits, most) == pytest.approx(found)


def test_a_low_logarithmic_axis_has_every_power_of_ten_that_can_be_read():
    heights = {
        height: axis.y_ticks(Axes(Box(0, 0, 400, height), (0, 1), (0.09, 15), has_log_y=True), 1.0)
        for height in (70, 75)
    }
    assert heights == {70: pytest.approx([0.1, 10]), 75: pytest.approx([0.1, 1, 10])}


@pytest.mark.parametrize("unit", [0.62, 1.0, 2.0])
@pytest.mark.parametrize("lowest", [-0.03, 0.0])
def test_labels_under_axes_stand_lower_where_the_lowest_beside_them_would_meet_them(lowest, unit):
    axes, size = Axes(Box(60, 20, 560, 320), (0, 1), (lowest, 1)), max(11, 15 * unit)
    text, theme = Typesetter(), themes.load("light")
    beside = axis.y_labels(axes, theme, text, unit, size)
    under = axis.x_labels(axes, theme, text, unit, size, beside=beside)
    assert [len(labels) for labels in (beside, under)] == [
        len(ticks(axes, unit)) for ticks in (axis.y_ticks, axis.x_ticks)
    ]
    assert len({label.y for label in under}) == 1
    assert not beside[0].box.overlaps(under[0].box)


@pytest.mark.parametrize("width", [180, 240, 400, 900])
@pytest.mark.parametrize("limits", RANGES, ids=str)
def test_labels_under_axes_have_room_beside_each_other(limits, width):
    axes = Axes(Box(0, 0, width, 300), limits, (0, 1))
    made = axis.x_labels(axes, themes.load("light"), Typesetter(), 1.0, 15)
    assert len(made) >= 2
    for one, other in itertools.pairwise(made):
        assert one.box.right < other.box.left


@pytest.mark.parametrize("limits", RANGES, ids=str)
def test_the_gap_between_ticks_is_one_two_or_five_times_a_power_of_ten(limits):
    ticks = axis.ticks(limits, 6)
    gap = ticks[1] - ticks[0]
    mantissa = gap / 10 ** math.floor(math.log10(gap) + 1e-9)
    assert min(abs(mantissa - round_one) for round_one in (1, 2, 5)) < 1e-6


@pytest.mark.parametrize("most", [2, 4, 7])
@pytest.mark.parametrize("limits", RANGES, ids=str)
def test_a_tick_label_says_its_tick(limits, most):
    ticks = axis.ticks(limits, most)
    factor = 10.0 ** axis.shared_power(ticks)
    values = [factor * value(label) for label in axis.labels(ticks)]
    assert values == pytest.approx(ticks, rel=1e-9, abs=1e-9 * limits[1])


@pytest.mark.parametrize(
    ("limits", "labels", "power"),
    [
        ((-3e7, 2e8), ["0", "1", "2"], 8),
        ((0, 9e5), ["0", "200\u202f000", "400\u202f000", "600\u202f000", "800\u202f000"], 0),
        ((-1e-5, 1e-5), ["−1", "0", "1"], -5),
        ((0, 5e-4), ["0", "0.0002", "0.0004"], 0),
        ((-1e12, 5e12), ["0", "2", "4"], 12),
    ],
    ids=str,
)
def test_the_labels_of_very_large_and_small_numbers_share_a_power_of_ten(limits, labels, power):
    ticks = axis.ticks(limits, 3)
    assert axis.labels(ticks) == labels
    assert axis.shared_power(ticks) == power


def test_a_shared_power_of_ten_stands_at_the_end_of_each_axis():
    axes, theme, text = Axes(Box(60, 20, 560, 320), (0, 4e6), (0, 4e-6)), themes.load("light"), Typesetter()
    *under, right = axis.x_labels(axes, theme, text, 1.0, 15)
    *beside, top = axis.y_labels(axes, theme, text, 1.0, 15)
    assert [words(label) for label in (right, top)] == [r"${\times}10^{6}$", r"${\times}10^{-6}$"]
    assert right.box.left > max(label.box.right for label in under)
    assert top.box.bottom < min(label.box.top for label in beside)


@pytest.mark.parametrize("limits", RANGES, ids=str)
def test_the_labels_of_an_axis_have_as_many_decimals_as_each_other(limits):
    labels = [label for label in axis.labels(axis.ticks(limits, 6)) if "$" not in label and label != "0"]
    assert len({len(label.partition(".")[2]) for label in labels}) <= 1


@pytest.mark.parametrize("most", [1, 2, 4, 9])
@pytest.mark.parametrize("limits", LOG_RANGES, ids=str)
def test_a_logarithmic_axis_is_labelled_with_powers_of_ten(limits, most):
    ticks = axis.ticks(limits, most, log=True)
    assert 1 <= len(ticks) <= most + 1
    assert all(limits[0] * 0.999 <= tick <= limits[1] * 1.001 for tick in ticks)
    assert [value(label) for label in axis.labels(ticks, log=True)] == pytest.approx(ticks)


@pytest.mark.parametrize(
    ("limits", "most", "said"),
    [
        ((0.3, 12), 6, ["0.5", "1", "2", "5", "10"]),
        ((0.2, 12), 3, ["0.3", "1", "3", "10"]),
        ((0.3, 30), 3, ["0.3", "3", "30"]),
        ((0.2, 12), 2, ["$10^{0}$", "$10^{1}$"]),
        ((0.08, 0.9), 3, ["0.1", "0.2", "0.5"]),
        ((0.15, 5), 2, ["0.3", "1", "3"]),
        ((1.2, 5.5), 4, ["2", "3", "4", "5"]),
        ((6, 9), 3, ["6", "7", "8", "9"]),
        ((2e-9, 4e-8), 3, [r"$3{\times}10^{-9}$", "$10^{-8}$", r"$3{\times}10^{-8}$"]),
    ],
    ids=str,
)
def test_a_short_logarithmic_axis_has_numbers_between_the_powers_of_ten(limits, most, said):
    ticks = axis.ticks(limits, most, log=True)
    assert axis.labels(ticks, log=True) == said
    assert [value(label) for label in said] == pytest.approx(ticks)


@pytest.mark.parametrize("most", [3, 5, 9])
@pytest.mark.parametrize("low", [1e-17, 3e-7, 0.02, 0.13, 1.0, 4.2])
@pytest.mark.parametrize("factor", [9.0, 20.0, 99.0, 1e3, 3e4, 1e5, 1e9, 1e18])
def test_a_logarithmic_axis_has_three_ticks_where_there_is_room_for_them(low, factor, most):
    ticks = axis.ticks((low, low * factor), most, log=True)
    assert 3 <= len(ticks) <= max(4, most + 1)
    assert low * 0.999 <= min(ticks) <= max(ticks) <= low * factor * 1.001
    assert len(set(axis.labels(ticks, log=True))) == len(ticks)


@pytest.mark.parametrize(
    ("steps", "most", "found"),
    [
        (1, 9, [0, 1]),
        (2, 9, [0, 1, 2]),
        (3, 12, [0, 1, 2, 3]),
        (7, 4, [0, 2, 4, 6]),
        (0.5, 6, [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
    ],
)
def test_an_axis_that_counts_has_ticks_at_whole_numbers_if_it_holds_two(steps, most, found):
    assert axis.ticks((0, steps), most, whole=True) == pytest.approx(found)


def test_long_numbers_near_one_have_no_power_of_ten():
    assert axis.labels([1.000001, 1.000002]) == ["1.000001", "1.000002"]


def test_zero_is_written_without_sign_or_decimals():
    assert axis.labels([-0.5, -0.0, 0.5]) == ["−0.5", "0", "0.5"]


@pytest.mark.parametrize("limits", [(-1.2, 3.4), (0, 0.03), (-50, 2e4)], ids=str)
def test_each_label_stands_at_its_tick(limits):
    axes = Axes(Box(60, 20, 560, 320), limits, limits)
    text, theme = Typesetter(), themes.load("light")
    for label in axis.x_labels(axes, theme, text, 1.0, 15):
        assert (label.box[0] + label.box[2]) / 2 == pytest.approx(axes.x(value(words(label))), abs=1)
        assert label.box[1] > axes.box.bottom
    for label in axis.y_labels(axes, theme, text, 1.0, 15):
        assert (label.box[1] + label.box[3]) / 2 == pytest.approx(axes.y(value(words(label))), abs=2)
        assert label.box[2] < axes.box.left


def test_grid_lines_stand_at_the_ticks(comparison):
    axes, unit = comparison.axes(), comparison.picture.layout.page.unit
    lines = axis.grid(axes, comparison.theme, unit, horizontal=False)
    xs = [line.points[0, 0] for line in lines]
    assert xs == pytest.approx([axes.x(tick) for tick in axis.x_ticks(axes, unit)], abs=1)


def test_tick_labels_stand_on_the_pages_outer_edges_only():
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.1, 0.2, 0.3, 0.4], "steps": 2})
    boxes = [entry["box"] for entry in drawn.picture.panels if entry["panel"] == "curve"]
    size = max(11.0, 15 * drawn.picture.layout.page.unit)
    ticks = [
        label.box
        for drawing in drawn.picture.drawings
        for label in drawing.static
        if isinstance(label, Label) and label.style.size == size and words(label)[-1].isdigit()
    ]
    left = min(box[0] for box in boxes)
    lowest = max(entry["box"][3] for entry in drawn.picture.panels)
    assert ticks
    assert all(tick[2] < left or tick[1] > lowest for tick in ticks)


def test_a_plot_takes_a_number_to_its_pixel_on_linear_and_logarithmic_axes():
    box = Box(100, 50, 300, 250)
    linear, log = Axes(box, (0, 4), (-1, 1)), Axes(box, (1, 100), (0.01, 1), has_log_x=True, has_log_y=True)
    assert (linear.x(1), linear.y(0)) == pytest.approx((150, 150))
    assert (log.x(10), log.y(0.1)) == pytest.approx((200, 150))


def test_a_point_outside_is_drawn_in_to_the_nearest_border():
    axes = Axes(Box(0, 0, 100, 100))
    assert axes.clamp(-20, 50) == (0, 50)
    assert axes.clamp(120, math.nan) == (100, 0)
    assert axes.clamp(math.inf, -math.inf) == (100, 0)


def test_a_curve_over_bars_that_have_no_axis_keeps_its_tick_labels():
    """The labels stand between the two; over a history they stand under that, which has the same axis."""
    drawn = draw({"function": "x**2", "start": 2, "eta": 0.1, "steps": 3, "optimizer": "momentum",
                  "panels": ["curve", "history", "state"], "show": ["-drop_line"]})  # fmt: skip
    curve, history, state = (drawn.axes(place).box if drawn.picture.panels[place]["x_range"] else
                             Box(*drawn.picture.panels[place]["box"]) for place in range(3))  # fmt: skip
    zero = drawn.axes().x(0)
    (label,) = [label for label in drawn.labels(drawn.at(0)) if words(label) == "0" and abs(label.x - zero) < 1]
    assert curve.bottom == pytest.approx(history.top)
    assert history.bottom < label.box.top < label.box.bottom < state.top
