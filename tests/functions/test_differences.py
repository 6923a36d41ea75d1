"""Derivatives by central differences, against closed forms; and the least that a function has to define."""

import math
from dataclasses import dataclass

import numpy as np
import pytest

import gdanim
from gdanim import registry, testing
from gdanim.functions import Function, build, differences

XS = np.array([-30.0, -2.5, -0.3, 0.0, 0.7, 4.0, 1000.0])[:, None]


@pytest.mark.parametrize("text", ["sin(x)", "x**2", "x**3 + 1", "exp(-x**2)", "3*x - 2", "x**4/(1 + x**2)"])
def test_slopes_and_curvatures_agree_with_the_derivatives(text):
    function = build(text)
    slopes, curvatures = function.gradients(XS), function.hessians(XS)
    assert differences.gradients(function.values, XS) == pytest.approx(slopes, rel=1e-9, abs=1e-9)
    assert differences.hessians(function.values, XS) == pytest.approx(curvatures, rel=1e-6, abs=1e-6)
    assert differences.hessians_of_gradients(function.gradients, XS) == pytest.approx(curvatures, rel=1e-8, abs=1e-8)


def test_a_quadratic_has_the_slope_of_its_formula_to_the_last_digits():
    slopes = differences.gradients(lambda points: points[:, 0] ** 2, np.array([[3.0], [-1.5], [0.0]]))
    assert slopes[:, 0] == pytest.approx([6.0, -3.0, 0.0], rel=1e-13, abs=1e-13)


def test_a_constant_has_no_slope_at_all():
    points = np.array([[0.1], [7.3], [-2.9]])
    assert differences.gradients(lambda at: np.full(len(at), 5.1), points).tolist() == [[0]] * 3
    assert differences.hessians(lambda at: np.full(len(at), 5.1), points).tolist() == [[[0]]] * 3


def test_two_variables_have_mixed_derivatives():
    function, points = build("exp(x*y) + x*y**2"), np.array([[0.3, -0.7], [1.0, 0.5], [-0.4, 0.0]])
    assert differences.gradients(function.values, points) == pytest.approx(function.gradients(points), abs=1e-10)
    assert differences.hessians(function.values, points) == pytest.approx(function.hessians(points), abs=1e-6)


@pytest.mark.parametrize("distance", [1e-1, 1e-3, 1e-5, 1e-7])
def test_beside_a_kink_the_slope_is_that_of_its_own_side(distance):
    points = np.array([[1 - distance], [1 + distance]])
    slopes = differences.gradients(lambda at: 5 + np.abs(at[:, 0] - 1), points)
    assert slopes[:, 0] == pytest.approx([-1, 1], abs=1e-6)


def test_at_a_kink_the_slope_is_the_mean_of_both_sides():
    slopes = differences.gradients(lambda at: np.maximum(0, at[:, 0]), np.zeros((1, 1)))
    assert slopes.item() == pytest.approx(0.5, abs=1e-12)


@pytest.mark.parametrize("x", [1e-2, 1e-4, 1e-6])
def test_at_the_edge_of_the_domain_the_samples_come_closer(x):
    with np.errstate(all="ignore"):
        slopes = differences.gradients(lambda at: np.log(at[:, 0]), np.array([[x]]))
    assert slopes.item() == pytest.approx(1 / x, rel=1e-3)


def test_outside_the_domain_there_is_no_slope():
    with np.errstate(all="ignore"):
        assert math.isnan(differences.gradients(lambda at: np.sqrt(at[:, 0]), np.array([[-1.0]])).item())


@dataclass(frozen=True, eq=False)
class Quartic(Function):
    """x⁴ − 2x², with no more than a subclass must define."""

    def value(self, point):
        return point[0] ** 4 - 2 * point[0] ** 2

    def gradient(self, point):
        return (4 * point[0] ** 3 - 4 * point[0],)


QUARTIC = Quartic("quartic", ("x",), start=(0.3,), eta=0.05, formula_override="x^4 - 2x^2")


def test_a_subclass_needs_a_value_and_a_gradient_alone():
    testing.check_function(QUARTIC)
    points = np.array([[0.0], [1.0]])
    assert QUARTIC.values(points) == pytest.approx([0, -1])
    assert QUARTIC.hessians(points)[:, 0, 0] == pytest.approx([-4, 8])  # 12x² − 4
    assert QUARTIC.curvature((1.0,)) == pytest.approx((8, 8))


def test_a_run_on_a_subclass_is_judged_like_any_other():
    gdanim.register("functions", "two_valleys", QUARTIC)
    try:
        (trajectory,) = gdanim.trace({"function": "two_valleys", "steps": 40})
    finally:
        registry.unregister("functions", "two_valleys")
    assert (trajectory.verdict.kind, trajectory.verdict.detail) == ("converged", "global")
    minima = [point.at[0] for point in trajectory.stationary_points if point.kind == "minimum"]
    assert minima == pytest.approx([-1, 1], abs=1e-9)
