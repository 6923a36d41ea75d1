from __future__ import annotations

import pytest
from pydantic import ValidationError

from gdanim.optimizers import Optimizer

RULE = Optimizer("momentum").rule


def walk(steps, eta, curvature=2.0, start=1.0, **options):
    """On curvature·x²/2."""
    chosen = RULE.options(**options)
    point, state = (start,), RULE.init((start,), chosen)
    points = [start]
    for _ in range(steps):
        point, state = RULE.update(state, point, (curvature * point[0],), eta, chosen)
        points.append(point[0])
    return points


def test_the_first_steps_by_hand():
    """v: 2, 0.9·2 + 1.6 = 3.4, 0.9·3.4 + 0.92 = 3.98."""
    assert walk(3, eta=0.1) == pytest.approx([1, 0.8, 0.46, 0.062])


def test_a_parabola_follows_a_recurrence_of_second_order():
    """x_{k+1} = (1 + β − ηh) x_k − β x_{k−1}; the first step is plain descent."""
    points = walk(50, eta=0.03, curvature=3.0, beta=0.8)
    expected = [1.0, 1 - 0.03 * 3.0]
    while len(expected) < len(points):
        expected.append((1 + 0.8 - 0.09) * expected[-1] - 0.8 * expected[-2])
    assert points == pytest.approx(expected, abs=1e-12)


def test_without_beta_it_is_gradient_descent_to_the_last_bit():
    plain, point = Optimizer("gradient_descent").rule, (1.0,)
    for x in walk(20, eta=0.3, beta=0.0):
        assert point[0] == x
        point, _ = plain.update(None, point, (2.0 * point[0],), 0.3, None)


def test_dampening_leaves_the_first_gradient_whole():
    """v: 2, then 0.9·2 + 0.5·1.6 = 2.6."""
    assert walk(2, eta=0.1, dampening=0.5) == pytest.approx([1, 0.8, 0.54])


def test_a_ball_with_momentum_passes_the_minimum():
    assert min(walk(20, eta=0.05)) < -0.3


def test_beta_is_nine_tenths_unless_told():
    assert RULE.options().beta == 0.9
    assert RULE.options().dampening == 0


@pytest.mark.parametrize("options", [{"beta": -0.1}, {"beta": 1.1}, {"dampening": 2}, {"beta": True}, {"betta": 0.5}])
def test_options_out_of_bounds_are_refused(options):
    with pytest.raises(ValidationError):
        RULE.options(**options)


def test_it_remembers():
    assert RULE.has_memory
