from __future__ import annotations

import pytest

from gdanim.optimizers import Optimizer

RULE = Optimizer("gradient_descent").rule


def test_a_step_is_eta_times_the_gradient_against_it():
    assert RULE.update(None, (2.0,), (0.4,), 1.0, None) == ((1.6,), None)
    assert RULE.update(None, (3.0, -1.0), (2.0, -4.0), 0.5, None) == ((2.0, 1.0), None)


def test_a_parabola_shrinks_by_the_same_factor_every_step():
    """Of a·x²: x_k = x_0 (1 − 2a·eta)^k, here with a = 0.1."""
    point = (2.0,)
    for k in range(30):
        assert point[0] == pytest.approx(2 * 0.8**k, rel=1e-12)
        point, _ = RULE.update(None, point, (0.2 * point[0],), 1.0, None)


def test_it_takes_eta_and_has_neither_memory_nor_options():
    assert (RULE.takes_eta, RULE.has_memory, RULE.options) == (True, False, None)
