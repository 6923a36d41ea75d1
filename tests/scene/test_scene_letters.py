# ruff: noqa: E501
"""Parameters, variables and pieces: the letters of expressions and their meanings."""

from __future__ import annotations

import pytest

from gdanim import trace
from gdanim.functions.properties.jumps import jumps
from gdanim.text import function_symbols, phrases
from gdanim.text.plain_formula import plain
from gdanim.text.words import load as load_words

REST = "start: 2\neta: 0.2\n"


def values(scene, *point):
    return [run.function.value(point) for run in scene.runs]


def test_a_list_of_a_parameter_gives_a_run_for_each_after_the_functions(load):
    text = "function: [a*x**2 + b, a*x**4, x**6]\nparameters: {a: [1, 1/2], b: 3}\n" + REST
    scene = load(text)
    assert values(scene, 2.0) == [7, 5, 16, 8, 64]
    assert [dict(run.function.parameters) for run in scene.runs][:3] == [{"a": 1, "b": 3}, {"a": 0.5, "b": 3}, {"a": 1}]


def test_the_formula_shows_letters_and_the_label_values(load):
    scene = load("function: a*x**2\nparameters: {a: [1/2, 2]}\n" + REST)
    assert [plain(run.function.formula) for run in scene.runs] == ["ax²"] * 2
    assert [run.label for run in scene.runs] == ["a = 1/2", "a = 2"]
    assert [plain(run.function.derivative_formula) for run in scene.runs] == ["2ax"] * 2
    assert [run.function.gradient((3.0,)) for run in scene.runs] == [(3.0,), (12.0,)]


def test_a_run_may_have_parameters_of_its_own(load):
    scene = load("function: a*x**2\nruns: [{parameters: {a: 1}}, {parameters: {a: 3}}]\n" + REST)
    assert values(scene, 2.0) == [4, 12]
    scene = load("function: a*x**2\nparameters: {a: 5}\nruns: [{label: one}, {parameters: {a: 3}}]\n" + REST)
    assert values(scene, 2.0) == [20, 12]


def test_a_gradient_has_the_parameters_too(load):
    scene = load("function: {expression: a*x**2, gradient: 2*a*x}\nparameters: {a: 4}\n" + REST)
    assert scene.runs[0].function.gradient((1.0,)) == (8.0,)
    assert scene.warnings == ()


def test_variables_give_the_order_and_more_of_them(load):
    text = "function: (w - 1)**2 + 4*b**2\nstart: [3, 1]\neta: 0.1\n"
    assert load(text).runs[0].function.variables == ("w", "b")
    scene = load("variables: [b, w]\n" + text)
    assert scene.runs[0].function.variables == ("b", "w")
    assert values(scene, 3.0, 1.0) == [36]
    scene = load("variables: [x, w]\nfunction: x**2 + w**4\nstart: [3, 1]\neta: 0.1\n")
    assert values(scene, 3.0, 1.0) == [10]
    assert load("variables: theta\nfunction: θ**2\n" + REST).runs[0].function.variables == ("θ",)


def test_pieces_are_a_choice(load):
    pieces = "{pieces: [{if: x < 0, then: -x}, {if: x < 1 or x > 9, then: a*x**2}, {else: 2}]}"
    scene = load(f"function: {pieces}\nparameters: {{a: 3}}\n{REST}")
    assert [values(scene, x) for x in (-2.0, 0.5, 5.0, 10.0)] == [[2], [0.75], [2], [300]]
    (first, second) = jumps(scene.runs[0].function, -1.0, 10.0)
    assert (first.x, first.left.value, first.right.value, first.value) == (1, 3, 2, 2)
    assert (second.x, second.value) == (9, 2)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("function: a*x**2", "1:13: 'x' is no variable beside 'a' of itself; variables: [a, x] makes it one, and parameters: {x: 1} gives it a value"),
        ("function: x**2\nparameters: {a: 2}", "2:14: the parameter 'a' stands in no expression; the function is x**2"),
        ("function: x**2\nparameters: {speed: 2}", "2:14: a key of parameters must be a letter, Latin or Greek, with an index or not, such as a, w1 or theta; found 'speed'"),
        ("function: x**2\nparameters: {e: 2}", "2:14: 'e' is a constant; take another letter, such as a, w1 or theta"),
        ("function: a*x**2\nparameters: {a: much}", "2:17: parameters.a must be a number; found 'much'"),
        ("function: x**2\nparameters: 3", "2:13: parameters must be a mapping of letters to numbers, {a: 2, b: [1, 2]}; found 3"),
        ("function: x**2\nvariables: [w]", "1:11: unknown name 'x'; the variable is called 'w'"),
        ("function: bowl\nvariables: [w]", "2:12: no function has these variables; they are for the letters of an expression"),
        ("function: w**2\nvariables: [w, w]", "2:16: w is given twice"),
        ("function: w**2\nvariables: [weight]", "2:13: variables[0] must be a letter, Latin or Greek, with an index or not, such as a, w1 or theta; found 'weight'"),
        ("function: {pieces: [{if: x < 0, then: -x}]}", "1:20: pieces must be pieces {if: condition, then: expression} and at last one {else: expression}"),
        ("function: {pieces: [{if: x, then: -x}, {else: 1}]}", "1:26: the first argument of where is a condition, a comparison such as x < 0"),
        ("function: {pieces: [{if: x < 0, then: 1/2x}, {else: 1}]}", "1:41: a product is written with *; write 2*x for '2x'"),
        ("function: {pieces: [{if: x < 0, then: 2x}, {else: 1}]}", "1:39: write 2*x for '2x'"),
        ("function: {pieces: [{if: x < 0, so: 2}, {else: 1}]}", "1:33: unknown key of a piece 'so'; there is if, then, else"),
        ("function: {pieces: [{if: x < 0, then: 2}, {else: w}]}", "1:50: 'w' is no variable beside 'x' of itself; variables: [x, w] makes it one, and parameters: {w: 1} gives it a value"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_letters_is_answered_in_place(error_text, lines, problem):
    assert error_text(f"{lines}\n{REST}").splitlines()[0] == f"s.yaml:{problem}"


def test_a_named_functions_parameters_stand_with_its_name(error_text):
    text = error_text("function: bowl\nparameters: {a: 2}\n" + REST)
    assert text.splitlines()[0] == (
        "s.yaml:2:14: the parameter 'a' stands in no expression; a named function has its own, {bowl: {a: 2}}"
    )


def test_parameters_make_no_more_functions_than_a_sweep_can_have_runs(error_text):
    numbers = ", ".join(map(str, range(1, 100)))
    lists = ", ".join(f"{letter}: [{numbers}]" for letter in "abcd")
    text = error_text(f"function: a*x**2 + b*x + c + d*x**3\nparameters: {{{lists}}}\n" + REST)
    assert text.splitlines()[0] == "s.yaml:1:11: the parameters' values make more than 200 functions"


def test_the_function_may_have_a_letter_of_its_own(load):
    scene = load("function: w**2\nformula: {name: J}\n" + REST)
    assert function_symbols.value(scene.runs[0].function) == "J(w)"
    assert function_symbols.derivative(scene.runs[0].function) == r"J\,\prime(w)"
    assert function_symbols.derivative(scene.runs[0].function, "leibniz") == r"\frac{dJ}{dw}"
    several = load("function: w**2 + b**2\nformula: {name: theta}\nstart: [[1, 2], [2, 1]]\neta: 0.1\n")
    assert len({run.function for run in several.runs}) == 1
    assert function_symbols.gradient(several.runs[0].function) == r"\nabla \theta"


def test_words_say_the_letters_as_written_with_their_values(load):
    scene = load("function: a*theta_1**2\nparameters: {a: 1/2}\nformula: {name: J}\n" + REST)
    words = load_words(scene.language, scene.terms, scene.digits)
    assert phrases.function(words, scene.runs[0]) == "J(θ₁) = aθ₁², a = 0.5"
    assert words.alt(scene, trace(scene)).startswith(
        "An animation shows gradient descent on J(θ₁) = aθ₁², a = 0.5 from θ₁ = 2 with η = 0.2, 25 steps."
    )


@pytest.mark.parametrize(
    ("symbol", "indexed"),
    [("x", "x_{0}"), (r"\theta", r"\theta_{0}"), ("w_{1}", r"w_{1,\,0}"), (r"\mathbf{x}", r"\mathbf{x}_{0}")],
)
def test_an_index_stands_behind_a_letters_own(symbol, indexed):
    assert function_symbols.indexed(symbol, "0") == indexed
