from __future__ import annotations

import math

import pytest
from bowl import walk

SADDLE = "x**2 - y**2"


@pytest.mark.parametrize("text", ["x**2 + 10*y**2 + x*y", "3*x**2 - 2*x*y + y**2 + x - y", SADDLE])
def test_one_step_leads_to_where_a_quadratics_slope_is_zero(text):
    """A saddle's, too."""
    trajectory = walk("newton", text, (2.0, -1.5), steps=1)
    assert trajectory.gradients[1] == pytest.approx([0, 0], abs=1e-12)


def test_in_one_variable_it_steps_by_the_slope_over_the_curvature():
    """Of x⁴: x − 4x³/12x² = 2x/3."""
    trajectory = walk("newton", "x**4", (3.0,), steps=20)
    assert trajectory.points[:, 0] == pytest.approx([3 * (2 / 3) ** k for k in range(21)])


def test_eta_shortens_the_step_and_damping_turns_it_towards_the_gradient():
    start = (2.0, -1.0)
    assert walk("newton", "x**2 + 5*y**2", start, eta=0.25, steps=1).points[1] == pytest.approx([1.5, -0.75])
    damped = walk("newton", "x**2 + 5*y**2", start, steps=1, damping=2.0)
    assert damped.points[1] == pytest.approx([2 - 4 / (2 + 2), -1 + 10 / (10 + 2)])


def test_damping_leads_away_from_a_saddle():
    """The Hessian of x² − y² + λI is positive definite from λ = 2 on."""
    end = walk("newton", SADDLE, (1.0, 0.1), steps=6, damping=3.0).points[-1]
    assert abs(end[0]) < 0.1
    assert end[1] > 0.1


def test_where_the_curvature_is_zero_the_step_is_infinite():
    trajectory = walk("newton", "x**3 + x", (0.0,))
    assert trajectory.points[-1] == -math.inf
    assert (trajectory.end_reason, trajectory.verdict.kind, trajectory.verdict.step) == ("overflow", "diverged", 1)
    assert walk("newton", "x + 2*y", (1.0, 1.0)).verdict.kind == "diverged"
    assert walk("newton", "(x + y)**2", (1.0, 1.0)).verdict.kind == "diverged"


def test_it_costs_one_gradient_a_step_and_tries_nothing():
    trajectory = walk("newton", "x**4 + y**2", (1.0, 1.0), steps=3)
    assert trajectory.evaluations == (0, 1, 2, 3)
    assert trajectory.probes == ((),) * 4
