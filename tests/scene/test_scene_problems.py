"""Everything else that makes a scene wrong: said at its place, all at once."""

from __future__ import annotations

import pytest

from gdanim import registry, scene
from gdanim.errors import SceneError, UsageError

LANGUAGES = ", ".join(registry.names("languages"))
PLACED = "starts are placed in the domain, and none is given: add domain: {domain}, or in: {domain} to start"


def test_all_problems_come_at_once_in_the_order_of_the_file(error_text):
    text = "eta: [0.1, -1]\nstep: 25\nsteps: 2.5\nfunction: log(x\nstart: left\n"
    assert error_text(text) == (
        "s.yaml:1:12: eta[1] must be above 0; found -1\n"
        "    1 | eta: [0.1, -1]\n"
        "      |            ^^\n"
        "s.yaml:2:1: unknown key 'step'; did you mean 'steps'?\n"
        "    2 | step: 25\n"
        "      | ^^^^\n"
        "s.yaml:3:8: steps must be a whole number; found 2.5\n"
        "    3 | steps: 2.5\n"
        "      |        ^^^\n"
        "s.yaml:4:14: this '(' is never closed\n"
        "    4 | function: log(x\n"
        "      |              ^\n"
        "s.yaml:5:8: start must be a point, a list of points, random, or a mapping of random or grid; found 'left'\n"
        "    5 | start: left\n"
        "      |        ^^^^"
    )


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("eta", "0", ("eta must be above 0; found 0", "0")),
        ("eta", "1e999", ("eta must be a finite number; found 1e999", "1e999")),
        ("eta", "[]", ("eta is an empty list; it must hold at least one item", "[]")),
        ("eta", "{step: {eta: 0.6}}", ("step needs 'every'", "{step: {eta: 0.6}}")),
        ("eta", "{step: {eta: -1, every: 5}}", ("eta must be above 0; found -1", "-1")),
        ("eta", "{step: {eta: 1, every: 2.5}}", ("every must be a whole number; found 2.5", "2.5")),
        (
            "eta",
            "{step: {eta: 1, every: 5, factr: 2}}",
            ("unknown option 'factr' of step; did you mean 'factor'?", "factr"),
        ),
        ("eta", "{stp: {eta: 1}}", ("unknown schedule 'stp'; did you mean 'step'?", "stp")),
        (
            "eta",
            "{warmup: {eta: 1, steps: 3, then: {step: {eta: 1, evry: 5, every: 5}}}}",
            ("unknown option 'evry' of step; did you mean 'every'?", "evry"),
        ),
        ("eta", "{warmup: {eta: 1, steps: 3, then: -1}}", ("then must be above 0; found -1", "-1")),
        (
            "eta",
            "{warmup: {eta: 1, steps: 3, then: cosine}}",
            ("then must be a number, or a schedule with its options, {cosine: {eta: 0.1}}; found 'cosine'", "cosine"),
        ),
        (
            "eta",
            "{exponential: {eta: [0.1, 0.5], factor: 0.9}}",
            (
                "eta takes one value here; for several runs write eta: [{exponential: …}, {exponential: …}]",
                "[0.1, 0.5]",
            ),
        ),
        (
            "eta",
            "{warmup: {eta: 1, steps: 3, then: cosin}}",
            ("unknown schedule 'cosin'; did you mean 'cosine'?", "cosin"),
        ),
        ("eta", "1/(L-m)", ("eta must be above 0; 1/(L-m) is no number at the minimum 0", "1/(L-m)")),
        ("eta", "1/q", ("unknown name 'q'; the variables are called 'k' and 'K' and 'L' and 'm'", "q")),
        ("eta", "fast", ("eta must be a number, a schedule, or an expression in k, K, L and m; found 'fast'", "fast")),
        ("eta", "0.2 - 0.1*k", ("eta must be above 0; 0.2 - 0.1*k is 0 at step k = 2", "0.2 - 0.1*k")),
        ("eta", "{values: [0.1, 0]}", ("values[1] must be above 0; found 0", "0")),
        ("eta", "{values: []}", ("values is an empty list; it must hold at least one step size", "[]")),
        (
            "eta",
            "{step: {eta: 1, step_size: 3, every: 3}}",
            ("'every' is given twice: 'step_size' is another name for it", "step_size"),
        ),
        (
            "eta",
            "{multi_step: {eta: 1, milestones: [3, 2]}}",
            ("milestones must rise from one to the next; found 3, 2", "[3, 2]"),
        ),
        ("steps", "-1", ("steps must be from 0 to 10,000; found -1", "-1")),
        ("steps", "10001", ("steps must be from 0 to 10,000; found 10001", "10001")),
        ("steps", "", ("steps has no value; it must be a whole number", "steps")),
        ("direction", "up", ("unknown direction 'up'; there is descend, ascend", "up")),
        ("optimizer", "{momentum: {bta: 0.9}}", ("unknown option 'bta' of momentum; did you mean 'beta'?", "bta")),
        ("optimizer", "{momentum: {beta: 2}}", ("beta must be below 1; found 2", "2")),
        ("optimizer", "{momentum: {beta: fast}}", ("beta must be a number; found 'fast'", "fast")),
        ("optimizer", "{momentum: 0.9}", ("momentum takes options, {momentum: {beta: 0.9}}; found 0.9", "0.9")),
        ("optimizer", "{gradient_descent: {beta: 1}}", ("gradient_descent has no options", "{beta: 1}")),
        ("optimizer", "[]", ("optimizer is an empty list; it must hold at least one rule", "[]")),
        ("domain", "3", ("domain must be two numbers in brackets; found 3", "3")),
        ("domain", "[1, 2, 3]", ("domain must be two numbers in brackets; found a list of 3", "[1, 2, 3]")),
        ("range", "[]", ("range must be two numbers in brackets; found an empty list", "[]")),
        ("runs", "[]", ("runs must be a list of runs, each a mapping; found an empty list", "[]")),
        ("domain", "[3, -1]", ("domain must go from low to high; found [3, -1]", "[3, -1]")),
        ("domain", "[3, 3]", ("domain must go from low to high; found [3, 3]", "[3, 3]")),
        ("domain", "[[0, 1], [0, 1]]", ("domain must hold one pair for each variable; found 2", "[[0, 1], [0, 1]]")),
        ("range", "[0, a]", ("range[1] must be a number; found 'a'", "a")),
        ("start", "[[1, 2]]", ("start[0] must be one number; found 2", "[1, 2]")),
        ("start", "[]", ("start is an empty list; it must hold at least one point", "[]")),
        (
            "start",
            "{random: 3}",
            (PLACED.format(domain="[low, high]"), "{random: 3}"),
        ),
        ("start", "{random: 3, seed: -1}", ("start.seed must be from 0 to 4,294,967,295; found -1", "-1")),
        ("start", "{seed: 1}", ("start needs 'random'", "{seed: 1}")),
        ("stop", "{gradient: 0}", ("stop.gradient must be above 0; found 0", "0")),
        (
            "stop",
            "{}",
            ("stop must be a mapping of gradient, change or value to a number; found an empty mapping", "{}"),
        ),
        ("panels", "[{curve: {sho: [ball]}}]", ("unknown option 'sho' of curve; did you mean 'show'?", "sho")),
        ("poster", "middle", ("unknown poster 'middle'; there is start, end", "middle")),
        ("poster", "40", ("poster: there is no step 40; the steps go from 0 to 25", "40")),
        ("poster", "-1", ("poster must be from 0 to 10,000; found -1", "-1")),
        ("panels", "[curv]", ("unknown panel 'curv'; did you mean 'curve'?", "curv")),
        ("compare", "overlaid", ("unknown way to compare 'overlaid'; did you mean 'overlay'?", "overlaid")),
        ("axes", "same", ("unknown axes 'same'; did you mean 'shared'?", "same")),
        ("formula", "{notation: newton}", ("unknown notation 'newton'; there is prime, leibniz", "newton")),
        ("notes", "[{at: 1}]", ("notes[0] needs 'text'", "{at: 1}")),
        (
            "notes",
            "[{text: a, steps: [3, 1]}]",
            ("notes[0].steps must go from a step to a later one; found [3, 1]", "[3, 1]"),
        ),
        (
            "notes",
            "[{text: a, steps: 40}]",
            ("notes[0] is shown on step 40, but the runs have 25", "{text: a, steps: 40}"),
        ),
        (
            "notes",
            "[{text: a, at: [1, 2]}, {text: b, at: []}]",
            ("notes[1].at is an empty list; it must hold at least one item", "[]"),
        ),
        (
            "notes",
            "[{text: a, at: [1, 2, 3]}]",
            ("notes[0].at must be a point [x] or [x, value]; found 3 numbers", "{text: a, at: [1, 2, 3]}"),
        ),
        ("font", "gone.ttf", ("gone.ttf can't be read: no such file or directory", "gone.ttf")),
        ("theme", "ligt", ("unknown theme 'ligt'; did you mean 'light'?", "ligt")),
        ("language", "xx", (f"unknown language 'xx'; there is {LANGUAGES}", "xx")),
        ("batch", "16", ("batch is for data problems, and this function is none", "16")),
        ("version", "2", ("version must be 1, the only version of this format; found 2", "2")),
        ("output", "[gif, gif]", ("gif is listed twice", "gif")),
        ("title", "[a]", ("title must be text; found a list", "[a]")),
        ("title", "{fa: گام}", ("title has no text in 'en', the scene's language", "{fa: گام}")),
        ("title", "{en: a, zz: b}", (f"unknown language 'zz'; there is {LANGUAGES}", "zz")),
        ("caption", "{qq: a}", (f"unknown language 'qq'; there is {LANGUAGES}", "qq")),
        ("digits", "{xx: persian}", (f"unknown language 'xx'; there is {LANGUAGES}", "xx")),
        ("terms", "{momentum: {zz: c}}", (f"unknown language 'zz'; there is {LANGUAGES}", "zz")),
        ("title", "{English: a, en: b}", (f"unknown language 'English'; there is {LANGUAGES}", "English")),
        ("extends", "[a]", ("extends must be the path of another scene", "[a]")),
    ],
)
def test_a_wrong_value_is_named_with_what_is_allowed(only_problem, key, value, expected):
    assert only_problem(**{key: value}) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            {"function": "log(x)", "start": "[1, -1]"},
            ("start[1] is outside the function's domain: log(x) has no value at −1", "-1"),
        ),
        ({"function": "1/x", "start": "0"}, ("start is outside the function's domain: 1/x has no value at 0", "0")),
        ({"function": "sqrt(x)", "start": "0"}, ("start is where the function has no slope: sqrt(x) at 0", "0")),
    ],
)
def test_a_start_without_a_value_or_slope_is_a_problem_at_its_place(only_problem, lines, expected):
    assert only_problem(**lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"function": None}, "'function' is missing"),
        ({"start": None}, "'start' is missing, and x**2 has none of its own"),
        ({"eta": None}, "'eta' is missing, and x**2 has none of its own"),
    ],
)
def test_what_is_missing_is_said_of_the_file_as_a_whole(only_problem, lines, expected):
    lines = {"title": "Missing", **lines}
    assert only_problem(**lines) == (expected, "1:1")


@pytest.mark.parametrize("lines", ["", "steps: -1\n", "optimizer: momentum\ndomain: 3\n"], ids=repr)
def test_what_is_missing_is_told_at_once(error_text, lines):
    told = error_text(f"function: x**2/4 + cos(2*x)\n{lines}")
    for key in ("start", "eta"):
        assert f"s.yaml:1:1: '{key}' is missing, and x**2/4 + cos(2*x) has none of its own" in told.splitlines()


def test_a_rule_with_a_step_size_of_its_own_misses_none(error_text):
    assert error_text("function: x**2\noptimizer: newton\n").splitlines() == [
        "s.yaml:1:1: 'start' is missing, and x**2 has none of its own"
    ]


def test_a_loop_that_is_no_word_for_one_is_quoted(only_problem):
    assert only_problem(timing="{loop: false}") == (
        "timing.loop must be forever, once, or the number of times; found 'false'",
        "false",
    )


def test_a_fault_in_an_expression_is_shown_at_its_column(error_text):
    text = 'function: [x**2, "min(x, 2x)"]\nstart: 1\neta: 1\n'
    assert error_text(text) == (
        "s.yaml:1:19: write min(x, 2*x) for 'min(x, 2x)'\n"
        '    1 | function: [x**2, "min(x, 2x)"]\n'
        "      |                   ^^^^^^^^^^"
    )


def test_all_faults_in_an_expression_are_shown_each_at_its_column(error_text):
    text = "function: foo(x) + x**99\nstart: 1\neta: 1\n"
    assert error_text(text).startswith("s.yaml:1:11: unknown name 'foo'; did you mean 'floor'?\n")
    text = 'function: "sin(x, 1) + x**99"\nstart: 1\neta: 1\n'
    assert [line for line in error_text(text).splitlines() if line.startswith("s.yaml")] == [
        "s.yaml:1:12: sin takes 1 argument; found 2",
        "s.yaml:1:27: powers go up to 64; found 99",
    ]


def test_a_fault_in_an_expression_of_several_lines_is_shown_where_it_begins(error_text):
    text = "function: >\n  x**2 +\n  2x\nstart: 1\neta: 1\n"
    assert error_text(text).splitlines()[0] == "s.yaml:1:11: write x**2 + 2*x for 'x**2 + 2x'"


def test_a_gradient_that_is_wrong_is_a_warning_at_its_function(load):
    found = load("function: {expression: x**2, gradient: 3*x}\nstart: 1\neta: 0.1\n")
    assert [warning.partition(" at x")[0] for warning in found.warnings] == [
        "s.yaml:1:11: the gradient given disagrees with central differences"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "s.yaml: the file is empty; a scene needs at least a function"),
        ("# nothing\n", "s.yaml: the file is empty; a scene needs at least a function"),
        ("- 1\n", "s.yaml:1:1: a scene is made of lines 'key: value'"),
        ("function:x\n", "s.yaml:1:1: a key needs a colon and a space behind it: write 'function: x'"),
    ],
)
def test_a_file_that_holds_no_scene_says_so(error_text, text, expected):
    assert error_text(text).splitlines()[0] == expected


def test_text_that_is_not_utf_8_is_a_problem_with_its_line(folder):
    (folder / "s.yaml").write_bytes(b"function: x\ntitle: \xff\n")
    with pytest.raises(SceneError) as caught:
        scene.load("s.yaml")
    assert str(caught.value) == "s.yaml:2: this is not UTF-8 text"


def test_a_file_too_large_is_a_problem(folder):
    (folder / "s.yaml").write_text("#" * 40_000)
    with pytest.raises(SceneError) as caught:
        scene.load("s.yaml")
    assert str(caught.value) == "s.yaml: a scene is at most 32 KiB of text"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("none.yaml", "none.yaml: can't be read: no such file or directory"),
        ("folder", "folder: can't be read: it is not a file"),
        ("_base.yaml", "_base.yaml: a file whose name begins with _ is only for extending"),
    ],
)
def test_a_scene_that_is_no_file_is_wrong_usage(folder, name, expected):
    (folder / "folder").mkdir()
    with pytest.raises(UsageError) as caught:
        scene.load(name)
    assert str(caught.value) == expected


def test_mathematics_that_cannot_be_set_is_a_problem(only_problem):
    assert only_problem(title=r"Why $\frac{1$ falls") == (
        r"$\frac{1$ can't be set as mathematics: Expected \frac{num}{den}, found '{'; a dollar sign is \$",
        r"Why $\frac{1$ falls",
    )


def test_mathematics_has_a_limit_however_it_is_spread(only_problem):
    found, _ = only_problem(title="".join(f"$x_{{{number}}}$" for number in range(90)))
    assert found == "title holds more than 500 characters of mathematics"


def test_a_lone_dollar_is_a_dollar_sign(with_lines):
    assert with_lines(title="It costs $5").title == "It costs $5"
    assert with_lines(title=r"From \$5 to \$6").title == r"From \$5 to \$6"


def test_a_backslash_lost_in_double_quotes_is_a_problem(only_problem):
    found, _ = only_problem(title=r'"Why $\eta$ matters"')
    assert (
        found
        == "title holds the control character U+001B; a backslash in double quotes is an escape: use single quotes"
    )


def test_an_unknown_option_inside_an_option_is_a_problem_at_its_place(only_problem):
    function = "{linear_regression: {generate: {n: 60, slop: 2}}}"
    assert only_problem(function=function, start="[0, 0]") == (
        "unknown option 'slop' of generate",
        "slop",
    )
