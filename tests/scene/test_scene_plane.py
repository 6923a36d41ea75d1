"""Scenes of two variables and of more: starts, domains, panels, etas and labels."""

from __future__ import annotations

import typing

import numpy as np
import pytest

from gdanim import registry
from gdanim.text import words

PLACED = "starts are placed in the domain, and none is given: add domain: {domain}, or in: {domain} to start"

BOWL = {"function": "x**2 + 10*y**2", "start": "[-2, 1]"}


def points(scene):
    return [run.start for run in scene.runs]


def labels(scene):
    return [run.label for run in scene.runs]


@pytest.fixture
def plane(with_lines):
    """``x**2 + 10*y**2`` from (-2, 1) with eta 0.1, with some lines replaced."""
    return lambda **lines: with_lines(**{**BOWL, **lines})


@pytest.fixture
def plane_problem(only_problem):
    return lambda **lines: only_problem(**{**BOWL, **lines})


def test_as_many_numbers_as_variables_are_one_point(plane):
    assert points(plane()) == [(-2, 1)]


def test_a_list_of_points_is_several_starts(plane):
    scene = plane(start="[[-2, 1], [2, 0.5]]")
    assert points(scene) == [(-2, 1), (2, 0.5)]
    assert labels(scene) == ["(x, y) = (−2, 1)", "(x, y) = (2, 0.5)"]


def test_variables_keep_the_names_their_author_gave_them(plane):
    scene = plane(function="x1**2 + x2**2", start="[[-2, 1], [2, 0.5]]")
    assert labels(scene) == ["(x₁, x₂) = (−2, 1)", "(x₁, x₂) = (2, 0.5)"]


def test_random_starts_fill_the_box_of_the_domain(plane):
    scene = plane(start="{random: 4, seed: 3}", domain="[[-2, 2], [0, 1]]")
    expected = np.random.default_rng(3).uniform((-2, 0), (2, 1), (4, 2))
    assert points(scene) == list(map(tuple, expected.tolist()))


def test_one_pair_is_the_domain_of_every_variable(plane):
    assert plane(domain="[-3, 2]").domain == ((-3, 2), (-3, 2))
    assert plane(domain="[[-3, 2], [-1, 1]]").domain == ((-3, 2), (-1, 1))


def test_a_point_in_one_of_runs_is_one_value(load):
    scene = load("function: x**2 + y**2\neta: 0.1\nruns:\n  - {start: [1, 2]}\n  - {start: [3, 4]}\n")
    assert points(scene) == [(1, 2), (3, 4)]


DRAWN_BY_DEFAULT = [
    ({"function": "x**2", "start": 1}, ["curve"]),
    ({"function": "x**2", "start": "[1, 2]"}, ["curve", "history"]),
    ({"function": "x**2", "start": "[1, 2]", "compare": "overlay"}, ["curve"]),
    ({}, ["contour"]),
    ({"eta": "[0.01, 0.02]"}, ["contour"]),
    ({"function": "{ellipse: {n: 50}}", "start": None}, ["loss"]),
    ({"function": "{ellipse: {n: [2, 50]}}", "start": None}, ["loss"]),
]


@pytest.mark.parametrize(("lines", "panels"), DRAWN_BY_DEFAULT)
def test_what_is_drawn_depends_on_the_number_of_variables(plane, lines, panels):
    assert [panel.name for panel in plane(**lines).panels] == panels


@pytest.mark.parametrize(("lines", "panels"), DRAWN_BY_DEFAULT)
def test_a_panel_that_is_drawn_by_default_has_the_options_of_one_that_is_named(plane, lines, panels):
    default = plane(**lines).panels
    assert default == plane(**{**lines, "panels": f"[{', '.join(panels)}]"}).panels
    assert [type(panel.options) for panel in default] == [panel.plugin.options or type(None) for panel in default]


def test_functions_that_bring_their_starts_are_named_without_them(plane):
    assert labels(plane(function="{ellipse: {n: [2, 50]}}", start=None)) == ["n = 2", "n = 50"]


def test_eta_is_taken_from_the_eigenvalues_of_the_hessian_at_the_minimum(plane):
    """x² + 10y² has the Hessian diag(2, 20) everywhere."""
    scene = plane(eta="[1/L, 2/(L+m), 0.1/m]")
    assert [run.schedule.at(0) for run in scene.runs] == pytest.approx([1 / 20, 2 / 22, 0.1 / 2])
    assert labels(scene) == ["η = 1/L", "η = 2/(L+m)", "η = 0.1/m"]


def test_a_race_names_every_eta_even_where_all_are_equal(plane):
    scene = plane(optimizer="[gradient_descent, {momentum: {beta: [0.5, 0.8]}}, adam, bfgs]")
    assert labels(scene) == [
        "gradient descent, η = 0.1",
        "momentum, β = 0.5, η = 0.1",
        "momentum, β = 0.8, η = 0.1",
        "Adam, η = 0.1",
        "BFGS",
    ]


def test_options_are_labelled_in_words(plane):
    scene = plane(
        optimizer="[{adam: {bias_correction: [true, false]}}, {rmsprop: {centered: true}}, "
        "{adamw: {weight_decay: 0.1}}, {conjugate_gradient: {variant: [polak_ribiere, fletcher_reeves]}}]"
    )
    assert labels(scene) == [
        "Adam, bias correction, η = 0.1",
        "Adam, no bias correction, η = 0.1",
        "RMSProp, centred, η = 0.1",
        "AdamW, weight decay = 0.1, η = 0.1",
        "conjugate gradient, Polak–Ribière",
        "conjugate gradient, Fletcher–Reeves",
    ]


def test_options_alone_are_named_by_what_differs(plane):
    assert labels(plane(optimizer="{momentum: {beta: [0.5, 0.8]}}")) == ["β = 0.5", "β = 0.8"]


PARTICULAR = ("momentum", "frank_wolfe", "gauss_newton", "mirror_descent", "svrg")
"""Rules that need a constraint, a positive start or data, and one of another test."""


@pytest.mark.parametrize("rule", [name for name in registry.names("optimizers") if name not in PARTICULAR])
def test_a_rule_without_eta_is_run_once_and_needs_none(plane, rule):
    takes_eta = registry.load("optimizers", rule).takes_eta
    scene = plane(optimizer=rule, eta="[0.01, 0.02]")
    assert len(scene.runs) == (2 if takes_eta else 1)
    if not takes_eta:
        assert plane(optimizer=rule, eta=None).runs[0].schedule is None


def test_newton_s_step_is_whole_beside_rules_that_need_an_eta(plane):
    """The eta of a race is meant for those that can't do without."""
    scene = plane(optimizer="[gradient_descent, newton]", eta="[0.01, 0.02]")
    assert labels(scene) == ["gradient descent, η = 0.01", "gradient descent, η = 0.02", "Newton's method, η = 1"]


@pytest.mark.parametrize(
    ("runs", "etas"),
    [
        ("[{optimizer: gradient_descent}, {optimizer: newton}]", [0.1, 1]),
        ("[{optimizer: gradient_descent}, {optimizer: newton, eta: 0.5}]", [0.1, 0.5]),
    ],
)
def test_a_run_with_newton_s_method_takes_only_an_eta_of_its_own(plane, runs, etas):
    assert [run.schedule.at(0) for run in plane(runs=runs).runs] == etas


@pytest.mark.parametrize(
    ("optimizer", "runs", "warned"),
    [
        ("[gradient_descent, newton]", None, ["newton"]),
        ("[adadelta, gradient_descent, newton]", None, ["adadelta", "newton"]),
        (None, "[{optimizer: gradient_descent}, {optimizer: newton}]", ["newton"]),
        (None, "[{optimizer: gradient_descent}, {optimizer: newton, eta: 1}]", []),
        ("newton", None, []),
        ("[gradient_descent, conjugate_gradient]", None, []),
    ],
)
def test_a_rule_that_does_not_take_the_scenes_step_size_is_reported(plane, optimizer, runs, warned):
    keys = {"optimizer": optimizer, "runs": runs}
    scene = plane(eta="0.1", **{key: text for key, text in keys.items() if text})
    tail = [warning.split("rules: ")[1] for warning in scene.warnings]
    assert tail == [
        f"{rule} takes its own, η = 1; give it another in runs: [{{optimizer: {rule}, eta: …}}, …]" for rule in warned
    ]
    assert all("this step size is for the other rules" in warning for warning in scene.warnings)


def test_newton_s_method_alone_takes_the_etas_it_is_given(plane):
    assert [run.schedule.at(0) for run in plane(optimizer="newton", eta="[0.5, 1]").runs] == [0.5, 1]
    assert [run.schedule.at(0) for run in plane(optimizer="newton", eta=None).runs] == [1]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            {"start": "[-2, 1, 3]"},
            ("start must be [x, y], 2 numbers, one for each variable; found 3", "[-2, 1, 3]"),
        ),
        ({"start": "3"}, ("start must be [x, y], 2 numbers, one for each variable; found 1", "3")),
        (
            {"start": "[[-2, 1], [1]]"},
            ("start[1] must be [x, y], 2 numbers, one for each variable; found 1", "[1]"),
        ),
        (
            {"function": "{ellipse: {n: 3}}"},
            ("start must be 3 numbers, one for each variable; found 2", "[-2, 1]"),
        ),
        (
            {"function": "log(x) + y**2", "start": "[[1, 1], [-1, 2]]"},
            ("start[1] is outside the function's domain: log(x) + y**2 has no value at (−1, 2)", "[-1, 2]"),
        ),
        (
            {"function": "sqrt(x) + y**2", "start": "[0, 0]"},
            ("start is where the function has no slope: sqrt(x) + y**2 at (0, 0)", "[0, 0]"),
        ),
        (
            {"function": "x**2 + y**2 + z**2"},
            (
                (
                    "'z' is no variable beside 'x' of itself; "
                    "variables: [x, z] makes it one, and parameters: {z: 1} gives it a value"
                ),
                "z",
            ),
        ),
        ({"domain": "[[-3, 3], [2, -2]]"}, ("domain[1] must go from low to high; found [2, -2]", "[2, -2]")),
        ({"domain": "[[-3, 3], [2, 2]]"}, ("domain[1] must go from low to high; found [2, 2]", "[2, 2]")),
        ({"domain": "[[-3, 3], 2]"}, ("domain[1] must be two numbers in brackets; found 2", "2")),
        ({"domain": "[[-3, 3]]"}, ("domain must hold one pair for each variable; found 1", "[[-3, 3]]")),
        (
            {"start": "{random: 3}"},
            (
                PLACED.format(domain="[[low, high], [low, high]]"),
                "{random: 3}",
            ),
        ),
        (
            {"panels": "[contour, curve]"},
            ("curve draws functions of one variable; x**2 + 10*y**2 has two variables", "curve"),
        ),
        (
            {"function": "{ellipse: {n: 50}}", "start": None, "panels": "[loss, {contour: {}}]"},
            ("contour draws functions of two variables; ellipse has 50 variables", "{contour: {}}"),
        ),
        ({"optimizer": "{adam: {beta1: 1}}"}, ("beta1 must be below 1; found 1", "1")),
        ({"optimizer": "{adam: {beta2: -0.1}}"}, ("beta2 must be at least 0; found -0.1", "-0.1")),
        (
            {"optimizer": "{nesterov: {betta: 0.9}}"},
            ("unknown option 'betta' of nesterov; did you mean 'beta'?", "betta"),
        ),
        (
            {"optimizer": "{conjugate_gradient: {variant: hestenes}}"},
            ("variant must be polak_ribiere or fletcher_reeves; found 'hestenes'", "hestenes"),
        ),
        ({"optimizer": "nag"}, ("unknown optimizer 'nag'; here it is called 'nesterov'", "nag")),
        (
            {"function": "x**2 - y**2", "eta": "1/L"},
            ("1/L needs a minimum to take L and m from, and none was found near (−2, 1)", "1/L"),
        ),
    ],
)
def test_what_is_wrong_in_the_plane_is_said_at_its_place(plane_problem, lines, expected):
    assert plane_problem(**lines) == expected


def test_starts_and_panels_are_checked_though_other_keys_are_wrong(error_text):
    text = "function: x**2 + y**2\nstart: [1, 2, 3]\neta: -1\npanels: [curve]\n"
    assert error_text(text) == (
        "s.yaml:2:8: start must be [x, y], 2 numbers, one for each variable; found 3\n"
        "    2 | start: [1, 2, 3]\n"
        "      |        ^^^^^^^^^\n"
        "s.yaml:3:6: eta must be above 0; found -1\n"
        "    3 | eta: -1\n"
        "      |      ^^\n"
        "s.yaml:4:10: curve draws functions of one variable; x**2 + y**2 has two variables\n"
        "    4 | panels: [curve]\n"
        "      |          ^^^^^"
    )


def test_a_gradient_of_two_variables_is_a_list(plane):
    (run,) = plane(function="{expression: x**2 + y**2, gradient: [2*x, 2*y]}").runs
    assert run.function.gradient((3.0, 4.0)) == (6, 8)


@pytest.mark.parametrize(
    ("gradient", "expected"),
    [
        ("2*x", ("the gradient needs one expression for each of x, y; found 1", "2*x")),
        ("[2*x, 2y]", ("write 2*y for '2y'", "2y")),
        (
            "[max(x, 0), y]",
            ('an expression that holds a comma must be in quotes: "max(x, 0)"', "max(x"),
        ),
    ],
)
def test_a_gradient_that_cannot_be_read_is_a_problem_at_its_expression(plane_problem, gradient, expected):
    assert plane_problem(function=f"{{expression: x**2 + y**2, gradient: {gradient}}}") == expected


@pytest.mark.parametrize("language", registry.names("languages"))
def test_every_language_has_words_for_the_options_of_every_rule(language):
    data = words.load(language).data
    for name in registry.names("optimizers"):
        options = registry.load("optimizers", name).options
        for option, field in options.model_fields.items() if options else ():
            if field.annotation is bool:
                assert len(data["switches"][option]) == 2
            elif typing.get_origin(field.annotation) is typing.Literal:
                assert set(field.annotation.__args__) <= data["choices"].keys()
