"""What holds for every optimizer of gdanim, beyond the contract that ``gdanim.testing`` checks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from bowl import BOWL, walk

from gdanim import registry
from gdanim.optimizers import Optimizer
from gdanim.testing import check_optimizer

POINT = (2.0, -1.5)
POSITIVE = {"mirror_descent": (2.0, 1.5)}
"""The starts of rules that need positive ones."""
RULES = registry.shipped("optimizers")
WITH_OPTIONS = [name for name in RULES if Optimizer(name).rule.options]


def points(name, steps, eta=None):
    """The points of a rule with its default options on the bowl; ``eta`` is the rule's own or a small one."""
    rule, options = Optimizer(name).rule, Optimizer(name).options
    eta = eta or ((rule.default_eta or 0.05) if rule.takes_eta else math.nan)
    start = POSITIVE.get(name, POINT)
    walked, state = [start], rule.init(start, options)
    for _ in range(steps):
        point, state = rule.step(state, walked[-1], BOWL.gradient(walked[-1]), eta, options, BOWL)
        walked.append(point)
    return walked


@pytest.mark.parametrize("name", RULES)
def test_an_optimizer_keeps_its_contract(name):
    check_optimizer(name, start=POSITIVE.get(name, POINT))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("accelerated_proximal_gradient", {"l1": 0.5, "l2": 1.0}),
        ("barzilai_borwein", {"variant": "short"}),
        ("coordinate_descent", {"order": "random"}),
        ("coordinate_descent", {"search": "exact"}),
        ("lookahead", {"inner": "adam", "k": 2}),
        ("lookahead", {"inner": {"momentum": {"beta": 0.5}}}),
        ("lookahead", {"inner": "bfgs"}),
        ("proximal_gradient", {"box": (-3.0, 2.5)}),
        ("proximal_gradient", {"box": ((-3.0, 2.5),)}),
        ("proximal_gradient", {"l1": 0.5}),
    ],
)
def test_an_optimizer_keeps_its_contract_with_other_options(name, options):
    check_optimizer(name, options)


@pytest.mark.parametrize(("name", "decay"), [("adamw", 0.0), ("adamw", 0.5), ("lion", 0.0), ("lion", 0.5)])
def test_an_optimizer_keeps_its_contract_with_and_without_weight_decay(name, decay):
    check_optimizer(name, {"weight_decay": decay})


@pytest.mark.parametrize("name", RULES)
def test_a_rule_rolls_down_a_bowl(name):
    """AdaDelta sets out with steps of a thousandth, AdaGrad's shrink: both take their time."""
    walked = points(name, 2000 if name in {"adadelta", "adagrad"} else 200)
    assert BOWL.value(walked[-1]) < 0.1 * BOWL.value(walked[0])


@pytest.mark.parametrize("name", [name for name in RULES if Optimizer(name).takes_eta and name not in POSITIVE])
def test_a_rule_steps_twice_as_far_with_twice_the_eta(name):
    """Its first steps are twice as long, or shorter ones are tried from there."""
    once, twice = (points(name, 1, eta=factor * 0.02)[1] for factor in (1, 2))
    assert [q - p for p, q in zip(POINT, twice, strict=True)] == pytest.approx(
        [2 * (q - p) for p, q in zip(POINT, once, strict=True)]
    )


def test_mirror_descent_steps_twice_as_far_with_twice_the_eta_on_a_scale_of_logarithms():
    once, twice = (points("mirror_descent", 1, eta=factor * 0.02)[1] for factor in (1, 2))
    start = POSITIVE["mirror_descent"]
    assert np.log(np.divide(twice, start)) == pytest.approx(2 * np.log(np.divide(once, start)))


@pytest.mark.parametrize("start", [(0.3,), (2.5,)])
@pytest.mark.parametrize("name", RULES)
def test_a_rule_climbs_as_it_descends_the_function_turned_upside_down(name, start):
    up, down = (
        walk(name, text, start, steps=25, direction=direction)
        for text, direction in (("sin(x)", "ascend"), ("-sin(x)", "descend"))
    )
    assert up.points.tolist() == down.points.tolist()
    assert (up.probes, up.evaluations, up.states) == (down.probes, down.evaluations, down.states)


@pytest.mark.parametrize("name", WITH_OPTIONS)
def test_an_option_out_of_bounds_or_unknown_is_refused(name):
    options = Optimizer(name).rule.options
    fields = options.model_fields
    fractions = [each for each in fields if each in {"beta", "beta1", "beta2", "momentum"}]
    numbers = [each for each, field in fields.items() if field.annotation is float]
    fractions += ["rho"] if "rho" in fields and name != "sam" else []  # there it is a distance
    wrong = [*((each, 1.0) for each in fractions), *((each, -0.1) for each in numbers), ("betta", 0.5)]
    for each, value in wrong:
        with pytest.raises(ValueError, match=each):
            options(**{each: value})


@pytest.mark.parametrize("name", RULES)
def test_a_summary_goes_on_in_small_letters(name):
    summary = Optimizer(name).rule.summary
    assert summary[0].islower() or summary.startswith(("Adam ", "Newton's "))


def test_only_plain_descent_and_momentum_have_a_formula_bar_of_their_own():
    forms = {name: Optimizer(name).rule.step_form for name in RULES}
    assert {name: form for name, form in forms.items() if form != "change"} == {
        "gradient_descent": "gradient",
        "momentum": "velocity",
    }


def test_a_rule_is_hashable_with_options_that_are_mappings_and_lists():
    """Scenes compare rules with each other, and keep them in sets."""
    made = [
        Optimizer("lookahead", registry.load("optimizers", "lookahead").options.model_validate({"inner": inner}))
        for inner in ({"momentum": {"beta": 0.5}}, {"momentum": {"beta": 0.5}}, {"momentum": {"beta": 0.9}}, "adam")
    ]
    assert len(set(made)) == 3
