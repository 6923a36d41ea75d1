"""The equations that a rule's lesson prints: they hold for the rule's numbers, and for the printed ones."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

import gdanim
from gdanim import registry
from gdanim.decorations.formula_bar.terms import Term, TermNumbers
from gdanim.optimizers import Equation, StepNumbers
from gdanim.optimizers.equations import OPERATORS
from gdanim.text.quantities import QuantityFormats

RULES = registry.load_all("optimizers")
OPTIONS = [
    ("adadelta", {}),
    ("adagrad", {}),
    ("adam", {}),
    ("adam", {"bias_correction": False}),
    ("adamax", {}),
    ("adamw", {"weight_decay": 0.1}),
    ("amsgrad", {}),
    ("barzilai_borwein", {}),
    ("bfgs", {}),
    ("conjugate_gradient", {}),
    ("conjugate_gradient", {"variant": "fletcher_reeves"}),
    ("lion", {"weight_decay": 0.1}),
    ("momentum", {"beta": 0.5}),
    ("nadam", {}),
    ("nesterov", {}),
    ("newton", {}),
    ("newton", {"damping": 0.5}),
    ("radam", {}),
    ("rmsprop", {"momentum": 0.9}),
    ("rmsprop", {"centered": True}),
    ("rprop", {}),
]
RUNS = [("x^4 + x^2", 1.5), ("x^2 + 3*y^2", [2, -1])]
CASES = [(*rule, *run, way) for rule in OPTIONS for run in RUNS for way in ("descend", "ascend")]


def traced(name, options, function, start, direction):
    function = f"-({function})" if direction == "ascend" else function
    rule = {name: options} if options else name
    scene = {"function": function, "start": start, "eta": 0.05, "steps": 8, "optimizer": rule, "direction": direction}
    if name in {"bfgs", "conjugate_gradient"}:
        del scene["eta"]
    return gdanim.trace(scene)[0]


def equations(trajectory):
    run = trajectory.run
    lines = run.optimizer.rule.equations(run.optimizer.options)
    return [each.of_ascent() if run.is_ascent else each for line in lines for each in line]


def products_of(tokens, value):
    """The products of a sum, with their signs, computed by an evaluator that knows nothing of the formula bar's."""
    products, operator, sign = [], "+", 1
    for token in tokens:
        if token in OPERATORS:
            operator = token
            sign = {"-": -1, "+": 1}.get(token, sign)
        elif operator in {"+", "-"}:
            products.append(sign * value(token))
        else:
            products[-1] = products[-1] * value(token) if operator == "*" else products[-1] / value(token)
    return products


def exact_value(trajectory, equation, step, axis):
    """Looks the number of a symbol up in the trajectory."""
    slope, sign = float(trajectory.gradients[step, axis]), -1.0 if trajectory.run.is_ascent else 1.0
    gradient = tuple(sign * float(part) for part in trajectory.gradients[step])
    before, after = trajectory.states[step], trajectory.states[step + 1]
    points = (tuple(map(float, point)) for point in trajectory.points[step : step + 2])
    numbers = StepNumbers(before, after, gradient, float(trajectory.etas[step]), step + 1, *points)
    known = {"x": trajectory.points[step, axis], "x_new": trajectory.points[step + 1, axis], "slope": slope}
    known |= {"slope^2": slope**2, "eta": trajectory.etas[step]}
    known |= {f"{name}_old": vector[axis] for name, vector in before.items()}
    known |= {name: vector[axis] for name, vector in after.items()} | known
    known |= {name: function(numbers)[axis] for name, function in equation.values.items()}
    return lambda token: float(known[token]) if token in known else float(token)


@pytest.mark.parametrize(("name", "options", "function", "start", "direction"), CASES)
def test_the_equations_of_a_rule_hold_in_each_step(name, options, function, start, direction):
    trajectory = traced(name, options, function, start, direction)
    for step in range(trajectory.last_step):
        for axis in range(trajectory.points.shape[1]):
            for equation in equations(trajectory):
                value = exact_value(trajectory, equation, step, axis)
                total = math.fsum(products_of(equation.tokens, value))
                assert total == pytest.approx(value(equation.result), rel=1e-9, abs=1e-12), equation


@pytest.mark.parametrize(("name", "options", "function", "start", "direction"), CASES)
def test_the_printed_numbers_make_the_printed_sum(name, options, function, start, direction):
    """An equals sign stands where a calculator agrees; elsewhere the printed sum is off by no more than rounding."""
    trajectory = traced(name, options, function, start, direction)
    numbers = TermNumbers(trajectory, QuantityFormats((trajectory,)))
    for step in range(3):
        for equation in equations(trajectory):

            def printed(token, equation=equation, step=step):
                text = numbers.text(Term(token, "", token, equation), 0, step).strip("()")
                return Decimal(text.replace("−", "-").replace("\u202f", ""))

            def is_plain(token, equation=equation, step=step):
                return "×" not in numbers.text(Term(token, "", token, equation), 0, step)

            names = [equation.result, *(token for token in equation.tokens if token not in OPERATORS)]
            if not all(map(is_plain, names)):
                continue
            products = products_of(equation.tokens, printed)
            left, right = printed(equation.result), sum(products)
            sign = numbers.text(Term("=", "", "=", equation), 0, step)
            assert sign == ("=" if left == right else r"\approx")
            assert abs(left - right) <= Decimal("0.02") * max(map(abs, [left, *products]))


def test_every_rule_with_vectors_in_its_state_tells_its_equations():
    """Those that combine other rules, or end in a proximal step, have more to tell than a few products."""
    combined = {"accelerated_proximal_gradient", "lookahead"}
    told = {name for name, rule in RULES.items() if rule.equations(rule.options() if rule.options else None)}
    remembering = {name for name, rule in RULES.items() if rule.has_memory}
    assert told == remembering - combined - {"coordinate_descent", "frank_wolfe"} | {
        "newton"
    }  # those count steps alone


def test_the_last_equation_is_that_of_the_new_point():
    for rule in RULES.values():
        lines = rule.equations(rule.options() if rule.options else None)
        assert not lines or [equation.result for equation in lines[-1]] == ["x_new"]


def test_in_ascent_the_slope_alone_changes_its_sign():
    assert Equation("v", "0.9 * v_old + slope").of_ascent().text == "0.9 * v_old - slope"
    assert Equation("x_new", "x - eta * slope / r").of_ascent().text == "x + eta * slope / r"
    assert Equation("v", "slope").of_ascent().text == "- slope"
    assert Equation("v", "0.9 * v_old + 0.1 * slope^2").of_ascent().text == "0.9 * v_old + 0.1 * slope^2"


def test_dampening_has_no_equation_because_the_first_step_differs():
    rule = RULES["momentum"]
    assert rule.equations(rule.options(dampening=0.5)) == ()


def test_newtons_step_is_the_slope_over_the_curvature():
    """Of x⁴ + x² the slope is 4x³ + 2x and the curvature 12x² + 2: at 1 they are 6 and 14."""
    trajectory = traced("newton", {}, "x^4 + x^2", 1, "descend")
    (equation,) = equations(trajectory)
    value = exact_value(trajectory, equation, 0, 0)
    assert value("H^{-1}slope") == pytest.approx(6 / 14)


def test_the_variance_reduced_gradient_is_told_with_its_three_parts():
    data = {"linear_regression": {"generate": {"n": 30, "slope": 2, "intercept": 1, "noise": 1}}}
    trajectory = gdanim.trace({"function": data, "eta": 0.1, "batch": 5, "steps": 8, "optimizer": "svrg"})[0]
    for step in range(trajectory.last_step):
        for equation in equations(trajectory):
            value = exact_value(trajectory, equation, step, 0)
            total = math.fsum(products_of(equation.tokens, value))
            assert total == pytest.approx(value(equation.result), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "is_ascent", "number"),
    [("x", False, 1.0), ("x_new", False, 0.5), ("slope", False, -4.0), ("slope", True, 4.0), ("slope^2", True, 16.0),
     ("v_old", False, 3.0), ("v", False, 7.0), ("eta", False, 0.1), ("0.9", False, 0.9), ("m", False, math.nan),
     ("w", False, 8.0)],
)  # fmt: skip
def test_each_symbol_of_an_equation_has_its_number(name, is_ascent, number):
    numbers = StepNumbers({"v": (0.0, 3.0)}, {"v": (0.0, 7.0)}, (2.0, -4.0), 0.1, 1, (5.0, 1.0), (5.0, 0.5))
    equation = Equation("x_new", "x - w", {"w": lambda step: tuple(2 * slope * slope / 4 for slope in step.gradient)})
    assert equation.value(name, numbers, 1, is_ascent=is_ascent) == pytest.approx(number, nan_ok=True)
