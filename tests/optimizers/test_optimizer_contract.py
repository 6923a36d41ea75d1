"""What holds for every optimizer that has a file."""

from __future__ import annotations

import copy
import math

import pytest
from bowl import BOWL, walk
from mathtext import width

from gdanim import registry
from gdanim.optimizers import Optimizer, state_vectors

POINT = (2.0, -1.5)


class Flat:
    """A function that has the same value everywhere."""

    def value(self, point):  # noqa: ARG002
        return 1.0

    def gradient(self, point):
        return (0.0,) * len(point)

    def hessian(self, point):
        return ((0.0,) * len(point),) * len(point)


class Walker:
    """A rule with its default options; ``eta`` is the rule's own or a small one."""

    def __init__(self, name):
        self.name = name
        self.rule, self.options = Optimizer(name).rule, Optimizer(name).effective_options
        self.eta = (self.rule.default_eta or 0.05) if self.rule.takes_eta else math.nan

    def begin(self, point=POINT):
        return self.rule.init(point, self.options)

    def step(self, state, point=POINT, *, eta=None, on=BOWL):
        return self.rule.step(state, point, on.gradient(point), eta or self.eta, self.options, on)

    def points(self, steps=40, start=POINT, eta=None):
        walked, state = [start], self.begin(start)
        for _ in range(steps):
            point, state = self.step(state, walked[-1], eta=eta)
            walked.append(point)
        return walked


WALKERS = tuple(map(Walker, registry.names("optimizers")))
WITH_OPTIONS = [walker for walker in WALKERS if walker.rule.options]


@pytest.fixture(params=registry.names("optimizers"))
def walker(request):
    return Walker(request.param)


@pytest.fixture(params=WITH_OPTIONS, ids=lambda each: each.name)
def options(request):
    """The model of a rule's options."""
    return request.param.rule.options


def test_a_rule_repeats_itself_to_the_last_bit(walker):
    assert walker.points() == walker.points()


def test_a_rule_changes_none_of_its_arguments(walker):
    state = walker.begin()
    for _ in range(3):
        before = copy.deepcopy(state)
        once = walker.step(state)
        assert state == before
        assert walker.step(state) == once
        state = once[1]


@pytest.mark.parametrize("start", [POINT[:1], POINT])
def test_a_rule_keeps_the_number_of_variables_and_plain_floats(walker, start):
    for point in walker.points(3, start):
        assert [type(x) for x in point] == [float] * len(start)


def test_a_rule_rolls_down_a_bowl(walker):
    """AdaDelta sets out with steps of a thousandth, AdaGrad's shrink: both take their time."""
    steps = 2000 if walker.name in {"adadelta", "adagrad"} else 200
    points = walker.points(steps)
    assert BOWL.value(points[-1]) < 0.1 * BOWL.value(points[0])


def test_a_rule_stands_still_where_the_slope_has_always_been_zero(walker):
    walker.options = walker.options and walker.options.model_copy(update={"weight_decay": 0.0})
    state = walker.begin()
    for _ in range(3):
        point, state = walker.step(state, on=Flat())
        assert point == POINT


def test_a_rule_with_memory_is_one_whose_past_matters(walker):
    used = walker.begin()
    for _ in range(3):
        _, used = walker.step(used, (-30.0, 3.0))
    fresh, far = (walker.step(state)[0] for state in (walker.begin(), used))
    assert (fresh != far) is walker.rule.has_memory


def test_a_rule_that_takes_eta_heeds_it_and_another_does_not(walker):
    """Its first steps are twice as long with twice the eta, or shorter ones are tried from there."""
    once, twice = (walker.points(1, eta=factor * 0.02)[1] for factor in (1, 2))
    if not walker.rule.takes_eta:
        assert once == twice
        assert math.isnan(walker.eta)
    else:
        assert [q - p for p, q in zip(POINT, twice, strict=True)] == pytest.approx(
            [2 * (q - p) for p, q in zip(POINT, once, strict=True)]
        )


def test_what_a_rule_remembers_has_a_number_for_each_variable_before_and_after_each_step(walker):
    state, names = walker.begin(), list(state_vectors(walker.begin()))
    for _ in range(3):
        _, state = walker.step(state)
        shown = state_vectors(state)
        assert list(shown) == names
        assert all(len(value) == len(POINT) for value in shown.values())
    assert walker.rule.has_memory or not names


@pytest.mark.parametrize("start", [(0.3,), (2.5,)])
def test_a_rule_climbs_as_it_descends_the_function_turned_upside_down(walker, start):
    up, down = (
        walk(walker.name, text, start, steps=25, direction=direction)
        for text, direction in (("sin(x)", "ascend"), ("-sin(x)", "descend"))
    )
    assert up.points.tolist() == down.points.tolist()
    assert (up.probes, up.evaluations, up.states) == (down.probes, down.evaluations, down.states)


def test_an_option_out_of_bounds_or_unknown_is_refused(options):
    fields = options.model_fields
    fractions = [name for name in fields if name in {"beta", "beta1", "beta2", "rho", "momentum"}]
    numbers = [name for name, field in fields.items() if field.annotation is float]
    wrong = [*((name, 1.0) for name in fractions), *((name, -0.1) for name in numbers), ("betta", 0.5)]
    for name, value in wrong:
        with pytest.raises(ValueError, match=name):
            options(**{name: value})


def test_options_are_frozen_and_have_defaults_and_meanings(options):
    assert options() == options()
    assert options.model_config["frozen"]
    assert all(field.description for field in options.model_fields.values())


def test_the_summary_is_a_phrase_and_the_formula_is_mathematics(walker):
    assert walker.rule.summary[0].islower() or walker.rule.summary.startswith(("Adam ", "Newton's "))
    assert not walker.rule.summary.endswith(".")
    assert width(walker.rule.formula) > 0
