"""Advice on comparisons of methods with one step size, which means something else to each of them."""

import pytest

from gdanim import scene as scenes

PLAIN = {"function": "x**2", "start": 1, "eta": 0.1, "steps": 3}


def advice(**keys):
    return [str(warning) for warning in scenes.load({**PLAIN, **keys}).warnings]


@pytest.mark.parametrize(("beta", "factor", "smaller"), [(0.9, 10, 0.01), (0.8, 5, 0.02), (0.5, 2, 0.05)])
def test_the_steps_of_momentum_add_up_to_one_over_one_minus_beta(beta, factor, smaller):
    (found,) = advice(optimizer=["gradient_descent", {"momentum": {"beta": beta}}])
    assert found == (
        f"one eta is unfair here: the steps of momentum add up to about {factor} times those of gradient_descent; "
        f"give each its own, as in 'runs: [{{optimizer: gradient_descent, eta: 0.1}}, "
        f"{{optimizer: momentum, eta: {smaller}}}]', or write eta into each run to keep it"
    )


@pytest.mark.parametrize("rule", ["adam", "rmsprop", "adagrad", "sign_descent", "normalized_gradient", "lion"])
def test_a_rule_whose_steps_do_not_grow_with_the_slope_is_not_compared_fairly_with_plain_descent(rule):
    (found,) = advice(optimizer=["gradient_descent", rule])
    runs = f"[{{optimizer: gradient_descent, eta: …}}, {{optimizer: {rule}, eta: …}}]"
    assert found == (
        f"one eta is unfair here: {rule} takes steps of about eta whatever the slope, gradient_descent of eta times "
        f"the slope; give each its own in 'runs: {runs}'"
    )


@pytest.mark.parametrize(
    "keys",
    [
        {"optimizer": ["gradient_descent", {"momentum": {"beta": 0}}]},
        {"optimizer": ["momentum", "nesterov"]},
        {"optimizer": ["adam", "rmsprop"]},
        {"optimizer": [{"momentum": {"beta": 0.5}}, {"momentum": {"beta": 0.9}}]},
        {"optimizer": ["gradient_descent", "momentum"], "eta": [0.01, 0.1]},
        {"optimizer": ["gradient_descent", "newton"]},
        {"eta": None, "optimizer": None, "runs": [
            {"optimizer": "gradient_descent", "eta": 0.1}, {"optimizer": "momentum", "eta": 0.1}]},
    ],
    ids=str,
)  # fmt: skip
def test_a_comparison_that_is_fair_or_meant_brings_no_such_advice(keys):
    given = {key: value for key, value in {**PLAIN, **keys}.items() if value is not None}
    assert not [str(warning) for warning in scenes.load(given).warnings if "unfair" in str(warning)]


@pytest.mark.parametrize("rule", ["adam", "amsgrad", "adamax", "nadam", "rmsprop", "adagrad", "sign_descent", "lion"])
def test_a_step_of_such_a_rule_is_the_same_when_the_function_is_multiplied(rule):
    """Up to the rule's ε, which keeps it from dividing by zero."""
    from gdanim import pipeline

    ends = [
        pipeline.trace(scenes.load({**PLAIN, "function": f"{factor}*x**2", "optimizer": rule, "steps": 1}))[0].points[
            -1, 0
        ]
        for factor in (1, 100)
    ]
    assert ends[0] == pytest.approx(ends[1], abs=1e-6)
