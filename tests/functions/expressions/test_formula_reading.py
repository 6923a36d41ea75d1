"""What is set, and what an alt text reads, has the value of what the author wrote, whichever way it is read."""

import math
import random

import pytest
from formula_reader import plain_of, readings

from gdanim.functions import build, catalogue
from gdanim.text.plain_formula import plain
from gdanim.text.typed_formula import with_printed_numbers

COURSE = [
    "exp(-1/2*x^2)", "exp(-x^2/2)", "1/2*x", "x/2", "1/2*x^2", "(1/2)*x^2", "x^2/2", "0.5*x^2", "sin(x)/2", "sin(x/2)",
    "(sin(x))/2", "sin(2*x)/2", "sin(x)^2/2", "1/(2*x)", "x/(2*y)", "x/2*y", "1/2*(x^2 + y^2)", "(x^2 + y^2)/2",
    "1/2*x^2 + 5*y^2", "x^4/4 - x^2/2", "x^3/3 - x", "3/2*x - 1", "2/3*x^(3/2)", "x^(1/2)*y", "2^x*y", "2^(x/2)",
    "2^(x/2*y)", "exp(x/2*y)", "exp(-x/2)*x", "x*exp(-x)", "exp(-(x^2 + y^2)/2)", "exp(-x)*sin(x)", "1/(1 + exp(-x))",
    "log(1 + exp(x))", "log(x^2 + 1)/2", "log(x)/2", "log(x)^2/2", "sqrt(x)*y", "sqrt(x)/2", "sqrt(x/2)",
    "sqrt(x^2 + y^2)", "1/sqrt(2*pi)*exp(-x^2/2)", "abs(x)/2", "abs(x/2)", "abs(x)*abs(y)", "abs(x*abs(y))",
    "abs(abs(x) - 1)", "abs(abs(x)/2 - 1)",
    "max(0, x)*x", "max(0, 1 - x/2)", "x*sin(x)*cos(x)", "2*sin(x)*cos(x)", "-x^2/2",
    "-1/2*x^2", "-(x - 1)^2/2", "x - y/2", "x - (y - 1)/2", "x/y/2", "x/(y/2)", "-sin(x)/2", "2*-sin(x)", "sin(pi*x/2)",
    "cos(2*pi*x)/2", "e^x/2*y", "e*x/2", "tanh(x/2)", "tanh(x)/2", "sin(x)^-1", "2.5e3*x/2", "1e-3*x/y", "atan(x)/2*y",
    "(x/2)^2*y", "(1 - x)^2 + 100*(y - x^2)^2", "10 + x^2 - 10*cos(2*pi*x)",
]  # fmt: skip
POINTS = [(0.7, 1.3), (1.9, 0.4), (-0.6, 0.8), (0.31, -1.2)]
TREES = 200


def random_text(generator, depth=4):
    """An expression in x and y of all signs and functions, as an author types it."""
    if depth == 0 or generator.random() < 0.12:
        return generator.choice(["x", "x", "y", "2", "3", "0.5", "1", "pi", "e", "1e-3"])
    inner = [random_text(generator, depth - 1) for _ in range(2)]
    kind = generator.random()
    if kind < 0.55:
        return f"({inner[0]}) {generator.choice('+-**//')} ({inner[1]})"
    if kind < 0.65:
        return f"({inner[0]})^({generator.choice(['2', '3', '-1', '0.5', '1/2', 'x/2', inner[1]])})"
    if kind < 0.72:
        return f"-({inner[0]})"
    if kind < 0.77:
        return f"{generator.choice(['min', 'max'])}({inner[0]}, {inner[1]})"
    names = ["sin", "cos", "tan", "exp", "log", "sqrt", "abs", "abs", "tanh", "atan", "sign", "asin"]
    return f"{generator.choice(names)}({inner[0]})"


def random_functions():
    """Two hundred expressions that have a value somewhere, the same each time."""
    generator, found = random.Random(20), []  # noqa: S311 - the same each time is what is wanted
    while len(found) < TREES:
        text = random_text(generator)
        if len(text) < 200 and (function := build(text)).variables == ("x", "y") and values_of(function):
            found.append(text)
    return found


def values_of(function):
    """The values where they are moderate numbers, as Python's own arithmetic has them too."""
    rows = []
    for point in POINTS:
        value = function.value(point[: len(function.variables)])
        if math.isfinite(value) and 1e-6 < abs(value) < 1e6:
            rows.append((dict(zip(function.variables, point, strict=False)), value))
    return rows


def misread(text):
    """The readings that have another value than the function, with the formula that was read."""
    function, found = build(text), []
    for formula in (plain_of(function.formula), plain(function.formula)):
        for values, value in values_of(function):
            try:
                read = readings(formula, values)
            except (ValueError, ZeroDivisionError, OverflowError):  # where the function has a value by IEEE's rules
                continue
            except AssertionError as error:
                pytest.fail(f"{text} is read out of {formula!r}: {error}")
            found += [(text, formula, each, value) for each in read if not _is_same(each, value)]
    return found


def _is_same(read, value):
    return not isinstance(read, complex) and math.isclose(read, value, rel_tol=1e-7)


@pytest.mark.parametrize("text", COURSE)
def test_a_course_function_can_not_be_misread(text):
    assert values_of(build(text))
    assert misread(text) == []


def test_two_hundred_random_expressions_can_not_be_misread():
    assert [wrong for text in random_functions() for wrong in misread(text)] == []


@pytest.mark.parametrize("name", [n for n in catalogue.names() if len(catalogue.load(n).variables) <= 2])
def test_no_formula_of_the_catalogue_can_be_misread(name):
    function = catalogue.load(name)
    for formula in (plain_of(function.formula), plain(function.formula)):
        for values, value in values_of(function):
            assert readings(formula, values) == [pytest.approx(value, rel=1e-7)] * 2


def test_the_reader_sees_two_values_where_there_are_two():
    assert readings("1/2x", {"x": 3.0}) == [1.5, 1 / 6]
    assert readings("e^(−1/2x²)", {"x": 1.0}) == [math.exp(-0.5)] * 2
    assert readings("e^(−1/2x²)", {"x": 2.0}) == [math.exp(-2), math.exp(-1 / 8)]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1/1e-6", "1/(1×10⁻⁶)"),
        ("0.5*1e-6", "0.5*1×10⁻⁶"),
        ("1e-6^k", "(1×10⁻⁶)^k"),
        ("2·(1e-6)^k", "2·(1×10⁻⁶)^k"),
        ("0.2·0.5^⌊k/5⌋", "0.2·0.5^⌊k/5⌋"),
    ],
)
def test_a_power_of_ten_has_brackets_where_a_slash_or_a_power_would_take_its_first_part_alone(typed, printed):
    assert with_printed_numbers(typed) == printed
