"""What people type by habit, and the advice they get."""

from __future__ import annotations

import pytest

from gdanim.errors import SceneError
from gdanim.scene.timing import TIMING


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("title", "Lesson #3", ('YAML drops what follows a #; put the text in quotes: "Lesson #3"', "#3")),
        (
            "title",
            "#3 of the course",
            ('YAML drops what follows a #; put the text in quotes: "#3 of the course"', "#3 of the course"),
        ),
        (
            "title",
            "Momentum: why",
            ('text with a colon in it must be in quotes: title: "Momentum: why"', "Momentum: why"),
        ),
        ("function", "|x|", ("write abs(x) for |x|", "|x|")),
        ("function", "[|x|, x**2]", ("write abs(x) for |x|", "|x|")),
        (
            "function",
            "[max(0, x), abs(x)]",
            ('an expression that holds a comma must be in quotes: "max(0, x)"', "max(0"),
        ),
        (
            "function",
            "{expression: max(x, 0)}",
            ('an expression that holds a comma must be in quotes: "max(x, 0)"', "max(x"),
        ),
        ("function", "2x", ("write 2*x for '2x'", "2x")),
        ("function", "[x**2, 2x]", ("write 2*x for '2x'", "2x")),
        ("function", "double wel", ("unknown function 'double wel'; did you mean 'double_well'?", "double wel")),
        (
            "eta",
            "0.2, 0.4",
            ("eta must be a number; found '0.2, 0.4'; a list stands in brackets: [0.2, 0.4]", "0.2, 0.4"),
        ),
        ("eta", "[.2 .4]", ("eta[0] must be a number; found '.2 .4'; separate the numbers by commas: .2, .4", ".2 .4")),
        ("eta", "0,2", ("eta must be a number; found '0,2'; write a decimal point: 0.2", "0,2")),
        ("domain", "-1, 3", ("domain must be two numbers in brackets, [-1, 3]; found '-1, 3'", "-1, 3")),
        ("output", "gif", ("output must be a list of formats, [gif]; found 'gif'", "gif")),
        ("optimizer", "gd", ("unknown optimizer 'gd'; here it is called 'gradient_descent'", "gd")),
        ("optimizer", "Heavy_Ball", ("unknown optimizer 'Heavy_Ball'; here it is called 'momentum'", "Heavy_Ball")),
        ("eta", "{step_decay: {}}", ("unknown schedule 'step_decay'; here it is called 'step'", "step_decay")),
        ("optimizer", "sgd", ("unknown optimizer 'sgd'; here it is called 'gradient_descent'", "sgd")),
        ("learning_rate", "0.1", ("unknown key 'learning_rate'; here it is called 'eta'", "learning_rate")),
        ("lr", "0.1", ("unknown key 'lr'; here it is called 'eta'", "lr")),
        ("alpha", "0.1", ("unknown key 'alpha'; here it is called 'eta'", "alpha")),
        ("x0", "3", ("unknown key 'x0'; here it is called 'start'", "x0")),
        ("fps", "25", ("unknown key 'fps'; it belongs under 'timing'", "fps")),
        ("step", "3", ("unknown key 'step'; did you mean 'steps'?", "step")),
        ("bilingual", "yes", ("bilingual must be true or false; found 'yes'", "yes")),
    ],
)
def test_what_people_type_gets_its_own_advice(only_problem, key, value, expected):
    assert only_problem(**{key: value}) == expected


@pytest.mark.parametrize("key", TIMING.schema()["properties"])
def test_a_key_of_timing_outside_of_it_is_told_where_it_belongs(only_problem, key):
    assert only_problem(**{key: 1}) == (f"unknown key {key!r}; it belongs under 'timing'", key)


def test_powers_may_be_written_with_a_caret(with_lines):
    assert with_lines(function="x^2").runs[0].function.value((3.0,)) == 9


def test_words_that_other_formats_take_for_truth_values_are_words(with_lines):
    assert with_lines(title="no").title == "no"
    assert with_lines(title="on").title == "on"


def test_a_comment_behind_a_title_is_a_comment(with_lines):
    assert with_lines(title="Why  # drawn above the picture").title == "Why"


def test_eta_may_be_written_in_greek(load):
    assert load("function: x**2\nstart: 1\nη: 0.25\n").runs[0].schedule.at(0) == 0.25


def test_eta_in_both_spellings_is_given_twice(error_text):
    assert error_text("function: x**2\nη: 1\neta: 1\n") == (
        "s.yaml:2:1: 'eta' is given twice: η is another way to write it\n    2 | η: 1\n      | ^"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("function: x**2\nstart: 1\nlr: 0.1\n", "s.yaml:3:1: unknown key 'lr'; here it is called 'eta'"),
        ("function: x**2\nx0: 1\neta: 0.1\n", "s.yaml:2:1: unknown key 'x0'; here it is called 'start'"),
        ("functoin: x**2\nstart: 1\neta: 0.1\n", "s.yaml:1:1: unknown key 'functoin'; did you mean 'function'?"),
        (
            "function: x**2\nstart: 1\nruns: [{alpha: 0.1}]\n",
            "s.yaml:3:9: unknown key of a run 'alpha'; here it is called 'eta'",
        ),
    ],
)
def test_what_is_there_under_another_name_is_not_missing_too(error_text, text, expected):
    assert [line for line in error_text(text).splitlines() if line.startswith("s.yaml")] == [expected]


@pytest.mark.parametrize(("key", "name"), [("title", "title"), ("runs.0.label", "runs.0.label")])
def test_text_with_a_colon_that_is_set_gets_the_advice_of_a_file(load, key, name):
    text = "function: x**2\nstart: 1\neta: 0.1\nruns: [{label: a}]\n"
    with pytest.raises(SceneError) as caught:
        load(text, overrides={key: 'Momentum: "why"'})
    expected = f'--set \'{name}="Momentum: \\"why\\""\''
    assert str(caught.value) == f"--set {key}: text with a colon in it must be in quotes: {expected}"


@pytest.mark.parametrize(
    "lines",
    [
        {"steps": "1e1"},
        {"columns": "1.0"},
        {"notes": "[{text: a, steps: 1e0}]"},
        {"timing": "{frames_per_step: 2e0, slow: 1.0, loop: 3.0}"},
        {"eta": "{step: {eta: 0.1, every: 1e1}}"},
        {"eta": "{warmup: {eta: 0.1, steps: 2.0, then: {cosine: {eta: 0.1, steps: 2e1}}}}"},
        {"function": "{linear_regression: {generate: {n: 20.0, seed: 1e0}}}", "start": "[0, 0]"},
        {"function": "{polynomial_regression: {degree: 2e0}}", "start": "[0, 0, 0]", "batch": "1e1", "seed": "3.0"},
        {"version": "1.0", "size": "[640.0, 4.8e2]"},
    ],
)
def test_a_whole_number_may_be_written_as_any_number_is(with_lines, lines):
    with_lines(**lines)
