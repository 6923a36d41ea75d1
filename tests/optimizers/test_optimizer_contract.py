"""What holds for every optimizer that has a file."""

from __future__ import annotations

import copy

import pytest

from gdanim import plugins
from gdanim.optimizers import Optimizer

ETA = 0.05
POINT = (2.0, -1.5)


def bowl_gradient(point):
    """Of x² + y²/2."""
    return (2 * point[0], point[1])


def walk(rule, options, steps=40, start=POINT):
    point, state = start, rule.init(start, options)
    points = [point]
    for _ in range(steps):
        point, state = rule.update(state, point, bowl_gradient(point), ETA, options)
        points.append(point)
    return points


@pytest.fixture(params=plugins.names("optimizers"))
def optimizer(request):
    return Optimizer(request.param)


@pytest.fixture
def rule(optimizer):
    return optimizer.rule


def test_a_rule_repeats_itself_to_the_last_bit(rule, optimizer):
    assert walk(rule, optimizer.chosen) == walk(rule, optimizer.chosen)


def test_a_rule_changes_none_of_its_arguments(rule, optimizer):
    state = rule.init(POINT, optimizer.chosen)
    for _ in range(3):
        before = copy.deepcopy(state)
        once = rule.update(state, POINT, bowl_gradient(POINT), ETA, optimizer.chosen)
        assert state == before
        assert rule.update(state, POINT, bowl_gradient(POINT), ETA, optimizer.chosen) == once
        state = once[1]


def test_a_rule_keeps_the_number_of_variables_and_plain_floats(rule, optimizer):
    for start in (POINT[:1], POINT):
        state = rule.init(start, optimizer.chosen)
        point, _ = rule.update(state, start, bowl_gradient(POINT)[: len(start)], ETA, optimizer.chosen)
        assert [type(x) for x in point] == [float] * len(start)


def test_a_rule_rolls_down_a_bowl(rule, optimizer):
    points = walk(rule, optimizer.chosen, steps=200)
    heights = [x**2 + y**2 / 2 for x, y in points]
    assert heights[-1] < 0.1 * heights[0]


def test_a_rule_stands_still_where_the_slope_has_always_been_zero(rule, optimizer):
    state, flat = rule.init(POINT, optimizer.chosen), (0.0, 0.0)
    for _ in range(3):
        point, state = rule.update(state, POINT, flat, ETA, optimizer.chosen)
        assert point == POINT


def test_a_rule_without_memory_keeps_no_state_that_matters(rule, optimizer):
    if rule.memory:
        pytest.skip("this one remembers")
    fresh = rule.init(POINT, optimizer.chosen)
    _, used = rule.update(fresh, (9.0, 9.0), (1.0, 1.0), ETA, optimizer.chosen)
    at_point = [rule.update(state, POINT, bowl_gradient(POINT), ETA, optimizer.chosen)[0] for state in (fresh, used)]
    assert at_point[0] == at_point[1]


def test_options_are_frozen_refuse_unknown_words_and_have_defaults(rule):
    if rule.options is None:
        pytest.skip("this one has no options")
    options = rule.options
    assert options() == options()
    assert options.model_config["frozen"]
    assert options.model_config["extra"] == "forbid"


def test_the_summary_is_a_phrase_and_the_formula_is_mathematics(rule):
    from matplotlib.mathtext import MathTextParser

    assert rule.summary[0].islower()
    assert not rule.summary.endswith(".")
    assert MathTextParser("path").parse(f"${rule.formula}$").width > 0
