"""Sets, projections, true gradients, averages, tries and ellipses stand where the mathematics has them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from drawn import draw, words

from gdanim.drawing.arrows import Arrow
from gdanim.drawing.ball import Ball
from gdanim.drawing.shapes import Line, Ring
from gdanim.panel_parts.constraint_sets import ShadedArea
from gdanim.panel_parts.tries import Tries
from gdanim.panels.curve.parabola import LINE_SAMPLES

BOWL = {"function": "(x - 2)**2/2 + 2*(y - 1)**2", "start": [-1, 2], "eta": 0.4, "steps": 3}
HALF = (0.2, 0.4)  # (−1, 2) − 0.4·(−3, 4), outside a disk of radius 0.4
PARABOLA = {"function": "x**2/2 - 2*x", "start": -3, "eta": 1.4, "steps": 3}


def ends(arrow):
    """The two ends of an arrow on the page."""
    length = arrow.tip - arrow.tail
    return (arrow.tail, arrow.y), (arrow.tail + length * arrow.direction[0], arrow.y + length * arrow.direction[1])


def page(drawn, point):
    axes = drawn.axes()
    return axes.x(point[0]), axes.y(point[1])


def test_on_a_map_the_projection_is_the_second_half_of_the_step():
    drawn = draw({**BOWL, "constraint": {"ball": 0.4}})
    landing = tuple(0.4 * x / math.hypot(*HALF) for x in HALF)
    step, back = (
        [each for each in drawn.visible(Arrow, drawn.at(0)) if (each.fill, each.edge) == look]
        for look in ((drawn.theme.step, None), (drawn.theme.paper, drawn.theme.step))
    )
    assert [ends(each)[1] for each in step] == [pytest.approx(page(drawn, HALF))]
    assert [ends(each) for each in back] == [(pytest.approx(page(drawn, HALF)), pytest.approx(page(drawn, landing)))]


def test_on_a_map_the_ball_goes_by_way_of_the_point_that_is_projected():
    drawn = draw({**BOWL, "constraint": {"ball": 0.4}, "timing": {"frames_per_step": 40, "easing": "linear"}})
    x, y = page(drawn, HALF)
    balls = [ball for moment in drawn.moments if moment.step == 0 for ball in positions(drawn, moment)]
    assert min(math.hypot(x - at[0], y - at[1]) for at in balls) < 8


def positions(drawn, moment):
    return [(ball.x, ball.y) for ball in drawn.visible(Ball, moment)]


def test_on_a_curve_the_projection_leads_back_to_the_border():
    """From −3 with η = 1.4 the step leads to 4, and in x ≤ 1 back to 1."""
    drawn = draw({**PARABOLA, "constraint": {"below": 1}})
    step, back = (
        [each for each in drawn.visible(Arrow, drawn.at(0)) if (each.fill, each.edge) == look]
        for look in ((drawn.theme.step, None), (drawn.theme.paper, drawn.theme.step))
    )
    axes = drawn.axes()
    assert [each.tip for each in step] == [pytest.approx(axes.x(4))]
    assert [(each.tail, each.tip) for each in back] == [(pytest.approx(axes.x(4)), pytest.approx(axes.x(1)))]


@pytest.mark.parametrize(
    ("constraint", "corners"),
    [
        ({"l1": 1}, [(1, 0), (0, 1), (-1, 0), (0, -1)]),
        ({"box": [[-1, 1], [0, 1.5]]}, [(-1, 0), (1, 0), (1, 1.5), (-1, 1.5)]),
    ],
)
def test_the_set_is_shaded_on_a_map(constraint, corners):
    drawn = draw({**BOWL, "constraint": constraint})
    (area,) = drawn.visible(ShadedArea, drawn.at(0))
    assert area.corners == pytest.approx(np.array([page(drawn, corner) for corner in corners]))


def test_the_set_is_a_band_over_a_curve():
    drawn = draw({**PARABOLA, "constraint": {"box": [-2, 1]}})
    (band,) = drawn.visible(ShadedArea, drawn.at(0))
    axes = drawn.axes()
    assert (band.corners[:, 0].min(), band.corners[:, 0].max()) == pytest.approx((axes.x(-2), axes.x(1)))
    assert band.corners[:, 1].min() < axes.box.top
    assert band.corners[:, 1].max() > axes.box.bottom


def test_beside_a_step_with_noise_stands_the_true_one_in_grey():
    drawn = draw({**BOWL, "noise": 2})
    grey = [each for each in drawn.visible(Arrow, drawn.at(0)) if each.fill == drawn.theme.muted]
    assert [ends(each)[1] for each in grey] == [pytest.approx(page(drawn, HALF))]
    assert "true gradient" in [words(label) for label in drawn.labels(drawn.at(0))]


def test_on_a_curve_the_true_step_is_grey_too():
    drawn = draw({**PARABOLA, "eta": 0.4, "noise": 2})
    grey = [each for each in drawn.visible(Arrow, drawn.at(0)) if each.fill == drawn.theme.muted]
    assert [each.tip for each in grey] == [pytest.approx(drawn.axes().x(-1))]  # −3 + 0.4·5


@pytest.mark.parametrize("scene", [BOWL, PARABOLA], ids=["map", "curve"])
def test_the_hollow_ball_is_the_mean_of_the_points_so_far(scene):
    drawn = draw({**scene, "eta": 0.4, "average": True})
    run = drawn.trajectories[0]
    mean = run.points[:3].mean(axis=0).tolist()
    x, y = (mean[0], run.run.function.value(mean)) if len(mean) == 1 else mean
    rings = [each for each in drawn.visible(Ring, drawn.at(2)) if each.colour == hollow_colour(drawn)]
    assert page(drawn, (x, y)) in [pytest.approx((each.x, each.y)) for each in rings]
    assert "average" in [words(label) for label in drawn.labels(drawn.at(2))]


def hollow_colour(drawn):
    """The colour of the single run."""
    return next(each.colour for each in drawn.artists if isinstance(each, Ring) and each.radius > 8)


def test_the_tries_of_a_line_search_are_drawn():
    """On a parabola the first try is half the way to the lowest point."""
    drawn = draw({**BOWL, "optimizer": "exact_line_search"})
    (tries,) = drawn.visible(Tries, drawn.at(0))
    begin, end = drawn.trajectories[0].points[:2]
    assert tries.points == [pytest.approx(page(drawn, (begin + end) / 2))]


def test_the_ellipse_of_a_preconditioner_goes_through_the_landing_point():
    matrix = np.array([[1.0, 0.0], [0.0, 4.0]])
    drawn = draw({**BOWL, "optimizer": {"preconditioned": {"matrix": matrix.tolist(), "ellipse": True}}})
    (ellipse,) = [
        each for each in drawn.visible(Line, drawn.at(0)) if each.colour == drawn.theme.step and len(each.points) > 50
    ]
    begin, end = drawn.trajectories[0].points[:2]
    offsets = drawn.axes().from_pixels(ellipse.points) - begin
    lengths = np.einsum("ni,ij,nj->n", offsets, matrix, offsets)
    assert lengths == pytest.approx(np.full(len(lengths), (end - begin) @ matrix @ (end - begin)))


BETWEEN = {"function": "x**2/2 + 2*log(cosh(x))", "start": -2, "eta": 0.2, "steps": 3, "domain": [-2.6, 2.6]}
GREATEST, LEAST = 3, 1 + 2 / math.cosh(2.6) ** 2  # of 1 + 2/cosh² x on this axis


def test_the_curve_lies_between_the_parabolas_of_its_greatest_and_least_curvature():
    drawn = draw({**BETWEEN, "range": [-2, 12], "show": ["+upper", "+lower"]})
    x, value = -2, 2 + 2 * math.log(math.cosh(2))
    slope = -2 + 2 * math.tanh(-2)
    dashed = [each for each in drawn.visible(Line, drawn.at(0)) if each.dashes and len(each.points) == LINE_SAMPLES]
    for colour, curvature in ((drawn.theme.step, GREATEST), (drawn.theme.minimum, LEAST)):
        (line,) = [each for each in dashed if each.colour == colour]
        xs, heights = drawn.axes().from_pixels(line.points).T
        assert heights == pytest.approx(value + slope * (xs - x) + curvature / 2 * (xs - x) ** 2, rel=1e-3, abs=1e-2)


def test_beside_a_kink_there_is_no_parabola_above():
    drawn = draw({"function": "abs(x)", "start": -2, "eta": 0.2, "steps": 3, "show": ["+upper"]})
    assert LINE_SAMPLES not in [len(each.points) for each in drawn.visible(Line, drawn.at(0))]


VALLEY = {"function": "(2.75*x**2 - 4.5*x*y + 2.75*y**2)/2", "start": [-3.2, 0.2], "eta": 0.3, "steps": 4,
          "domain": [[-4, 3], [-3, 3]]}  # fmt: skip


def test_the_axes_of_the_level_lines_are_the_eigenvectors_of_the_hessian():
    """Its matrix has 5 for the direction (1, −1) and 0.5 for (1, 1)."""
    drawn = draw({**VALLEY, "panels": [{"contour": {"axes": "eigenvectors"}}]})
    dashed = [each for each in drawn.visible(Line, drawn.at(0)) if each.dashes and each.colour == drawn.theme.ink]
    places = [drawn.axes().from_pixels(np.array(each.points)) for each in dashed]
    for row, sign in zip(places, (-1, 1), strict=True):
        assert row[:, 1] == pytest.approx(sign * row[:, 0], abs=1e-9)
    named = [words(label) for label in drawn.labels(drawn.at(0))]
    assert {r"$u_1,\ \lambda_1 = 5$", r"$u_2,\ \lambda_2 = 0.5$"} <= {*named}


def test_at_a_kink_a_map_has_no_axes_of_level_lines():
    drawn = draw({"function": "abs(x) + abs(y)", "start": [1, 2], "eta": 0.1, "steps": 3,
                  "panels": [{"contour": {"axes": "eigenvectors"}}]})  # fmt: skip
    assert not [each for each in drawn.visible(Line, drawn.at(0)) if each.dashes and each.colour == drawn.theme.ink]


def test_at_each_past_point_the_step_of_plain_descent_is_drawn():
    rule = {"optimizer": {"momentum": {"beta": 0.6}}, "eta": 0.1}
    drawn = draw({**VALLEY, **rule, "show": ["trail", "past_gradients"]})
    points, gradients = drawn.trajectories[0].points, drawn.trajectories[0].gradients
    stay = [mark for step in range(5) for each in drawn.picture.drawings for mark in each.persist(step)]
    tips = [ends(mark)[1] for mark in stay if isinstance(mark, Arrow)]
    expected = [page(drawn, point - 0.1 * gradient) for point, gradient in zip(points[:4], gradients[:4], strict=True)]
    assert sorted(tips) == [pytest.approx(each, abs=0.5) for each in sorted(expected)]
