"""Where a curve is broken: at poles and jumps, and where it has no value; nowhere else."""

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box
from gdanim.drawing.shapes import Line, Rectangle, Ring
from gdanim.panel_parts.curve_breaks import curve_breaks
from gdanim.panel_parts.function_curve import sample_curve


def quietly(values):
    def inner(xs):
        with np.errstate(all="ignore"):
            return values(np.asarray(xs, float))

    return inner


def breaks(values, low=-3.0, high=3.3, y_range=(-4.0, 5.0)):
    axes = Axes(Box(0, 0, 400, 200), (low, high), y_range)
    xs = np.linspace(low, high, 800)
    values = quietly(values)
    return curve_breaks(axes, values, xs, values(xs))


@pytest.mark.parametrize(
    ("values", "poles"),
    [
        (np.tan, [-math.pi / 2, math.pi / 2]),
        (lambda x: 1 / x, [0]),
        (lambda x: x + 1 / x, [0]),
        (lambda x: 1 / (x - 1) ** 2, [1]),
        (lambda x: x**2 + 1 / x**2, [0]),
        (lambda x: 1 / ((x - 1) * (x + 2)), [-2, 1]),
        (lambda x: np.abs(x - 0.5) ** -0.5, [0.5]),
    ],
    ids=["tan", "1/x", "x + 1/x", "even", "x² + 1/x²", "two", "root"],
)
def test_poles_are_found_to_a_hair(values, poles):
    found = breaks(values)
    assert found.poles == pytest.approx(poles, abs=1e-6)
    assert (found.jumps, found.gaps) == ((), ())


@pytest.mark.parametrize(
    ("values", "jumps"),
    [(np.floor, [-2, -1, 0, 1, 2, 3]), (np.sign, [0]), (lambda x: x + np.where(x > 1, 2, 0), [1])],
    ids=["floor", "sign", "step"],
)
def test_jumps_are_no_poles(values, jumps):
    found = breaks(values)
    assert (found.jumps, found.poles) == (pytest.approx(jumps, abs=1e-6), ())


@pytest.mark.parametrize(
    ("values", "gaps"),
    [
        (np.log, [(-3, 0)]),
        (np.sqrt, [(-3, 0)]),
        (lambda x: np.sqrt(x**2 - 1), [(-1, 1)]),
        (lambda x: np.sqrt(1 - x**2), [(-3, -1), (1, 3.3)]),
        (lambda x: np.sin(x) / x, []),
    ],
    ids=["log", "root", "between", "outside", "one point"],
)
def test_gaps_end_with_the_domain(values, gaps):
    found = breaks(values)
    assert [end for gap in found.gaps for end in gap] == pytest.approx([end for gap in gaps for end in gap], abs=1e-6)
    assert (found.poles, found.jumps) == ((), ())


@pytest.mark.parametrize(
    "values",
    [lambda x: x**2, np.exp, lambda x: np.exp(-9 * x), lambda x: np.sin(80 * x), np.abs, lambda x: 50 * x**3,
     lambda x: np.tanh(60 * x), lambda x: 30 * np.exp(-((x / 0.02) ** 2))],
    ids=["square", "exp", "steep exp", "waves", "kink", "cubic", "steep tanh", "needle"],
)  # fmt: skip
def test_a_continuous_curve_is_not_broken(values):
    found = breaks(values)
    assert (found.poles, found.jumps, found.gaps) == ((), (), ())


@pytest.mark.parametrize(("values", "place"), [(np.tan, math.pi / 2), (np.sign, 0.0), (lambda x: 1 / x**2, 0.0)])
def test_no_line_joins_the_two_sides_of_a_break(values, place):
    axes = Axes(Box(0, 0, 400, 200), (-3.0, 3.3), (-4.0, 5.0))
    xs, ys = sample_curve(axes, quietly(values))
    index = int(np.searchsorted(xs, place))
    assert np.isnan(ys[index - 2 : index + 2]).any()


def dashed(drawn):
    return [line for line in drawn.visible(Line, drawn.moments[0]) if line.dashes and line.colour == drawn.theme.axis]


def test_a_dashed_line_stands_at_each_pole():
    drawn = draw({"function": "1/x + x", "start": 3, "eta": 0.3, "steps": 3, "domain": [-3, 4]})
    (line,) = dashed(drawn)
    axes = drawn.axes()
    assert line.points[:, 0] == pytest.approx(axes.x(0), abs=0.01)
    assert sorted(line.points[:, 1]) == pytest.approx([axes.box.top, axes.box.bottom], abs=0.01)


def test_where_f_has_no_value_the_panel_is_grey_and_says_so():
    drawn = draw({"function": "sqrt(x)", "start": 2, "eta": 0.1, "steps": 3, "domain": [-2, 3]})
    axes, (line,) = drawn.axes(), dashed(drawn)
    (area,) = [each for each in drawn.visible(Rectangle, drawn.moments[0]) if each.colour == drawn.theme.chip
               and each.box.height == pytest.approx(axes.box.height, abs=0.01)]  # fmt: skip
    assert (area.box.left, area.box.right) == pytest.approx((axes.box.left, axes.x(0)), abs=0.01)
    assert line.points[:, 0] == pytest.approx(axes.x(0), abs=0.01)
    assert "no value here" in [words(label) for label in drawn.labels(drawn.moments[0])]


def test_a_run_that_leaves_the_domain_is_crossed_out_where_it_lands():
    """The function ln x from 2 with η = 0.3: the eighth step lands on −0.259."""
    drawn = draw({"function": "log(x)", "start": 2, "eta": 0.3, "steps": 12})
    run, axes = drawn.trajectories[0], drawn.axes()
    assert run.end_reason == "left_domain"
    drawn.show(drawn.moments[-1])
    (pointer,) = [each for each in drawn.artists if getattr(each, "crossed", False)]
    assert axes.x(float(run.points[-1, 0])) == pytest.approx(pointer.x, abs=pointer.radius)


def test_a_jump_has_a_dot_where_its_value_is_and_a_ring_where_it_is_approached():
    pieces = [{"if": "x < 0", "then": "1 - x"}, {"if": "x <= 2", "then": "x**2"}, {"else": "7 - x"}]
    drawn = draw({"function": {"pieces": pieces}, "start": 1.5, "eta": 0.1, "steps": 2, "domain": [-2, 5]})
    axes, curve = drawn.axes(), drawn.theme.curve
    ends = [each for each in drawn.artists if isinstance(each, Ring) and each.colour == curve]
    found = sorted((each.x, each.y, each.paper == curve) for each in ends)
    wanted = [(0, 1, False), (0, 0, True), (2, 5, False), (2, 4, True)]
    assert found == [
        (pytest.approx(axes.x(x), abs=0.01), pytest.approx(axes.y(y), abs=0.01), is_full) for x, y, is_full in wanted
    ]
