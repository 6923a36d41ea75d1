"""Projections against their definition, the nearest point; vertices against the corners; outlines against the set."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from gdanim.constraints import BallSet, BoxSet, HalfSpace, L1Ball, Objective, Simplex

SETS = {
    "box": BoxSet(((-1.0, 0.5), (0.2, 2.0))),
    "half-open box": BoxSet(((-math.inf, 0.5), (0.2, math.inf))),
    "ball": BallSet(1.5, (0.0, 0.0)),
    "ball elsewhere": BallSet(0.7, (1.0, -2.0)),
    "diamond": L1Ball(1.3),
    "simplex": Simplex(2.0),
    "half-plane": HalfSpace((1.0, 2.0), 0.7, "x + 2y ≤ 0.7"),
}
COORDINATE = st.floats(-4, 4)
every_set = pytest.mark.parametrize("held", SETS.values(), ids=SETS)


@every_set
@given(point=st.tuples(COORDINATE, COORDINATE), other=st.tuples(COORDINATE, COORDINATE))
def test_the_projection_is_the_nearest_point_of_the_set(held, point, other):
    """Of a convex set: from it, no point of the set lies on the outer point's side."""
    nearest, inside = np.array(held.project(point)), np.array(held.project(other))
    assert (np.array(point) - nearest) @ (inside - nearest) <= 1e-9
    assert held.contains(tuple(nearest.tolist()))
    assert np.array(held.project(tuple(nearest.tolist()))) == pytest.approx(nearest, abs=1e-12)


@pytest.mark.parametrize(
    ("held", "inside", "outside"),
    [
        (SETS["box"], (0.0, 1.0), (0.0, 0.1)),
        (SETS["ball"], (1.0, 1.0), (1.1, 1.1)),
        (SETS["ball elsewhere"], (1.5, -2.0), (0.0, 0.0)),
        (SETS["diamond"], (0.6, -0.6), (0.7, -0.7)),
        (SETS["simplex"], (0.5, 1.5), (0.5, 1.4)),
        (SETS["half-plane"], (0.0, 0.3), (0.0, 0.4)),
    ],
)
def test_a_set_holds_the_points_of_its_definition(held, inside, outside):
    assert held.project(inside) == inside
    assert not held.contains(outside)


@given(point=st.lists(st.floats(-3, 3), min_size=3, max_size=5))
def test_the_projection_onto_a_simplex_of_more_variables_has_its_sum(point):
    nearest = Simplex(1.0).project(tuple(point))
    assert math.fsum(nearest) == pytest.approx(1)
    assert min(nearest) >= 0


@pytest.mark.parametrize("held", [held for held in SETS.values() if held.is_bounded])
@given(direction=st.tuples(COORDINATE, COORDINATE), point=st.tuples(COORDINATE, COORDINATE))
def test_no_point_of_a_bounded_set_lies_farther_downhill_than_its_vertex(held, direction, point):
    vertex = held.vertex(direction)
    assert held.contains(vertex)
    assert np.dot(direction, vertex) <= np.dot(direction, held.project(point)) + 1e-9


def test_an_unbounded_set_has_no_vertex():
    assert SETS["half-plane"].vertex((1.0, 0.0)) is SETS["half-open box"].vertex((1.0, 0.0)) is None


@every_set
def test_an_outlines_corners_belong_to_the_set(held):
    corners = held.outline((-3.0, 3.0), (-3.0, 3.0))
    assert len(corners) >= 2
    assert all(held.contains(corner) for corner in corners)


def test_a_half_planes_outline_is_cut_off_outside_the_picture():
    """Of x + 2y ≤ 0.7: the seen square is 20 % larger, and its border crosses two edges."""
    corners = SETS["half-plane"].outline((-3.0, 3.0), (-3.0, 3.0))
    on_border = [corner for corner in corners if corner[0] + 2 * corner[1] == pytest.approx(0.7)]
    assert sorted(on_border) == [pytest.approx((-3.6, 2.15)), pytest.approx((3.6, -1.45))]
    assert len(corners) == 4


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("box", "−1 ≤ x ≤ 0.5, 0.2 ≤ y ≤ 2"),
        ("half-open box", "x ≤ 0.5, y ≥ 0.2"),
        ("ball", "‖(x, y)‖ ≤ 1.5"),
        ("ball elsewhere", "‖(x, y) − (1, −2)‖ ≤ 0.7"),
        ("diamond", "|x| + |y| ≤ 1.3"),
        ("simplex", "x + y = 2, x, y ≥ 0"),
        ("half-plane", "x + 2y ≤ 0.7"),
    ],
)
def test_a_set_writes_its_formula(name, formula):
    assert SETS[name].formula(("x", "y")) == formula


@given(x=COORDINATE, size=st.floats(0.01, 3))
def test_a_proximal_step_makes_the_penalty_and_the_squared_way_least(x, size):
    """Compared with a fine grid."""
    objective = Objective(l1=0.7, l2=1.5)
    grid = np.linspace(-5, 5, 20001)
    costs = 0.7 * np.abs(grid) + 0.75 * grid**2 + (grid - x) ** 2 / (2 * size)
    assert objective.proximal((x,), size)[0] == pytest.approx(grid[costs.argmin()], abs=6e-4)


def test_the_gradient_mapping_vanishes_where_a_run_rests_on_the_border():
    """Of (x − 2)²/2 in x ≤ 1: the slope at 1 is −1, and leads out."""
    objective = Objective(sets=(BoxSet(((-math.inf, 1.0),)),))
    assert objective.slope((1.0,), (-1.0,), 0.5) == (0.0,)
    assert objective.slope((0.0,), (-2.0,), 0.25) == (-2.0,)
