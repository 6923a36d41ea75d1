"""Which runs a scene makes, in which order, with which labels and in which cells."""

from __future__ import annotations

import math

import numpy as np
import pytest


def points(scene):
    return [run.start for run in scene.runs]


def labels(scene):
    return [run.label for run in scene.runs]


def test_the_last_key_of_the_product_varies_fastest_whatever_the_order_of_the_keys(load):
    scene = load(
        "start: [1, 2]\neta: [0.1, 0.2]\noptimizer: [gradient_descent, momentum]\nfunction: [x**2, cos(x)]\n",
    )
    found = [(run.function.text, run.optimizer.name, run.schedule.at(0), run.start[0]) for run in scene.runs]
    assert found == [
        (function, optimizer, eta, start)
        for function in ("x**2", "cos(x)")
        for optimizer in ("gradient_descent", "momentum")
        for eta in (0.1, 0.2)
        for start in (1, 2)
    ]


def test_a_list_as_the_value_of_an_option_multiplies_the_runs(with_lines):
    scene = with_lines(optimizer="[gradient_descent, {momentum: {beta: [0, 0.8], dampening: 0.5}}]")
    assert [run.optimizer.options and run.optimizer.options.beta for run in scene.runs] == [None, 0, 0.8]
    assert labels(scene) == [
        "gradient descent, η = 0.1",
        "momentum, β = 0, dampening = 0.5, η = 0.1",
        "momentum, β = 0.8, dampening = 0.5, η = 0.1",
    ]


def test_a_list_as_the_value_of_a_parameter_multiplies_the_runs(with_lines, named_parameter):
    name, parameter = named_parameter
    scene = with_lines(function=f"{{{name}: {{{parameter}: [0.5, 0.75]}}}}")
    assert labels(scene) == [f"{parameter} = 0.5", f"{parameter} = 0.75"]


@pytest.fixture
def named_parameter():
    from gdanim.functions import catalogue

    found = ((name, parameter) for name in catalogue.names() for parameter in catalogue.entry(name).parameters)
    return next(found, None) or pytest.skip("no function of the catalogue has a parameter")


def test_a_rule_without_eta_is_not_multiplied_by_etas(with_lines, monkeypatch):
    from dataclasses import replace

    from gdanim import registry

    load = registry.load

    def without_eta(kind, name):
        return replace(load(kind, name), takes_eta=False) if name == "momentum" else load(kind, name)

    monkeypatch.setattr(registry, "load", without_eta)
    scene = with_lines(optimizer="[gradient_descent, momentum]", eta="[0.1, 0.2]")
    assert [run.schedule and run.schedule.at(0) for run in scene.runs] == [0.1, 0.2, None]


def test_a_catalogue_function_brings_its_start_and_its_eta(load):
    from gdanim.functions import catalogue

    bowl = catalogue.load("bowl")
    (run,) = load("function: bowl\n").runs
    assert (run.start, run.schedule.at(0)) == (bowl.start, bowl.eta)


def test_eta_may_be_written_with_the_curvature_at_the_minimum(with_lines):
    """f″ of 3x² is 6 everywhere, so L = m = 6."""
    scene = with_lines(function="3*x**2", eta="[1/L, 2/(L+m), 1.5/m]")
    assert [run.schedule.at(0) for run in scene.runs] == pytest.approx([1 / 6, 1 / 6, 1 / 4])
    assert labels(scene) == ["η = 1/L", "η = 2/(L+m)", "η = 1.5/m"]


def test_l_is_taken_at_the_minimum_nearest_to_the_start(load):
    """x⁴/4 − x²/2 has f″ = 3x² − 1: 2 at both of its minima, ±1."""
    scene = load("function: x**4/4 - x**2/2\nstart: [-2, 3]\neta: 1/L\n")
    assert [run.schedule.at(0) for run in scene.runs] == pytest.approx([0.5, 0.5])


def test_a_function_without_a_minimum_has_no_l(only_problem):
    assert only_problem(function="x", eta="1/L") == (
        "1/L needs a minimum to take L and m from, and none was found near 1",
        "1/L",
    )


def test_schedules_are_read_with_their_options(with_lines):
    scene = with_lines(eta="{warmup: {eta: 0.8, steps: 4, then: {step: {eta: 0.8, every: 5}}}}")
    schedule = scene.runs[0].schedule
    assert [schedule.at(k) for k in (0, 1, 3, 4, 9)] == pytest.approx([0.2, 0.4, 0.8, 0.8, 0.4])


def test_a_cosine_lasts_as_long_as_the_scene(with_lines):
    schedule = with_lines(eta="{cosine: {eta: 0.5}}", steps=10).runs[0].schedule
    assert schedule.at(5) == pytest.approx(0.25)  # half of a half wave
    assert schedule.at(10) == 0


def test_a_list_of_numbers_is_several_starts_of_one_variable(with_lines):
    assert points(with_lines(start="[1, -2, [3]]")) == [(1,), (-2,), (3,)]


def test_random_starts_are_uniform_in_the_domain_and_repeat_with_their_seed(with_lines):
    scene = with_lines(start="{random: 5, seed: 7}", domain="[-2, 3]")
    expected = np.random.default_rng(7).uniform(-2, 3, 5)
    assert [start for (start,) in points(scene)] == list(expected)


def test_random_starts_are_named_by_two_decimals(with_lines):
    scene = with_lines(start="{random: 5, seed: 7}", domain="[-2, 3]")
    assert labels(scene) == [f"x = {round(start, 2):g}".replace("-", "−") for (start,) in points(scene)]


def test_runs_are_listed_one_by_one_and_take_the_rest_from_the_top(load):
    scene = load(
        "function: x**2\nstart: 3\neta: 0.1\nsteps: 10\nruns:\n"
        "  - {label: slow}\n  - {eta: 0.4, steps: 5}\n  - {start: -3, direction: ascend, stop: {gradient: 0.5}}\n",
    )
    assert labels(scene) == ["slow", "η = 0.4, x = 3, descend, 5 steps", "η = 0.1, x = −3, ascend, 10 steps"]
    assert [run.steps for run in scene.runs] == [10, 5, 10]
    assert scene.steps == 10
    assert scene.runs[2].stop.gradient == 0.5
    assert scene.runs[0].label_fields == ()


def test_a_run_that_gives_its_own_domain_has_it_for_itself(load):
    scene = load(
        "eta: 0.1\nruns:\n  - {function: x**2, start: {random: 1}, domain: [0, 1]}\n  - {function: cos(x), start: 1}\n",
    )
    assert [run.function.domain for run in scene.runs] == [((0, 1),), None]


def test_with_runs_every_key_holds_one_value(error_text):
    text = "function: x**2\nstart: 1\nruns:\n  - {eta: [0.1, 0.2]}\n  - {eta: 0.1, labl: a}\n  - 3\n"
    assert error_text(text) == (
        "s.yaml:4:11: with runs, eta takes one value; found 2\n"
        "    4 |   - {eta: [0.1, 0.2]}\n"
        "      |           ^^^^^^^^^^\n"
        "s.yaml:5:16: unknown key of a run 'labl'; did you mean 'label'?\n"
        "    5 |   - {eta: 0.1, labl: a}\n"
        "      |                ^^^^\n"
        "s.yaml:6:5: runs[2] must be a mapping of function, parameters, variables, domain, start, optimizer, eta, "
        "batch, shuffle, seed, validation, noise, weight_decay, clip, constraint, average, steps, direction, stop, "
        "trajectory, label; found 3\n"
        "    6 |   - 3\n"
        "      |     ^"
    )


def test_sixty_four_runs_are_possible_and_no_more(with_lines, only_problem):
    assert len(with_lines(start=list(range(1, 9)), eta=[0.1] * 8).runs) == 64
    found, where = only_problem(start=list(range(1, 9)), eta=[0.1] * 9)
    assert found == "these lists make more than 64 runs, and no more are possible"
    assert where == str([0.1] * 9)


def test_lists_that_make_billions_of_runs_are_refused_at_once(only_problem):
    found, _ = only_problem(function=["x**2"] * 60, start=list(range(1, 2000)), eta=[0.1] * 2000)
    assert found == "these lists make more than 64 runs, and no more are possible"


def test_a_list_of_more_runs_than_possible_is_a_problem_at_the_first_too_many(error_text):
    text = "function: x**2\nstart: 1\neta: 1\nruns:\n" + "  - {steps: 5}\n" * 65
    assert error_text(text).splitlines()[0] == "s.yaml:69:5: runs holds 65 runs; at most 64 are possible"


def test_a_single_run_is_named_by_its_eta(with_lines):
    (run,) = with_lines().runs
    assert (run.label, run.label_fields) == ("η = 0.1", (("eta", "0.1"),))


@pytest.mark.parametrize(
    ("compare", "cells", "overlay"),
    [
        ("side_by_side", ((0,), (1,), (2,), (3,)), False),
        ("overlay", ((0, 1, 2, 3),), True),
        ("{side_by_side: [eta]}", ((0, 1), (2, 3)), True),
        ("{overlay: [start]}", ((0, 1), (2, 3)), True),
        ("{side_by_side: [start], overlay: [eta]}", ((0, 2), (1, 3)), True),
    ],
)
def test_runs_share_cells_as_compare_says(with_lines, compare, cells, overlay):
    scene = with_lines(start="[1, 2]", eta="[0.1, 0.2]", compare=compare)
    assert (scene.cells, scene.is_overlay) == (cells, overlay)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            {"function": "[x**2, cos(x)]", "compare": "overlay"},
            ("runs on different functions can't be overlaid; use side_by_side for function", "overlay"),
        ),
        (
            {"compare": "{side_by_side: [eta], overlay: [eta]}"},
            ("eta can't be both side by side and overlaid", "{side_by_side: [eta], overlay: [eta]}"),
        ),
        ({"compare": "{overlay: [etas]}"}, ("unknown key to compare 'etas'; did you mean 'eta'?", "etas")),
    ],
)
def test_an_overlay_that_cannot_be_read_is_a_problem(only_problem, lines, expected):
    assert only_problem(**lines) == expected


def test_one_run_is_a_lesson_and_several_stand_on_their_history(with_lines):
    def names(**lines):
        return [panel.name for panel in with_lines(**lines).panels]

    assert names() == ["curve"]
    assert names(eta="[0.1, 0.2]") == ["curve", "history"]
    assert names(eta="[0.1, 0.2]", compare="overlay") == ["curve"]
    assert names(panels="[loss]") == ["loss"]


def test_tolerance_and_stop_reach_every_run(with_lines):
    scene = with_lines(eta="[0.1, 0.2]", tolerance=0.05, stop="{change: 1e-3}")
    assert [(run.tolerance, run.stop.change, run.stop.gradient) for run in scene.runs] == [(0.05, 0.001, None)] * 2


def test_numbers_of_runs_are_plain_floats(with_lines):
    (run,) = with_lines(start=2).runs
    assert run.start == (2.0,)
    assert isinstance(run.start[0], float)
    assert math.isclose(run.function.value(run.start), 4)


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("start: 1\neta: [0.1, 0.1]\n", ["2 runs have the same name, 'η = 0.1'"]),
        ("start: [1, 1, 1]\neta: 0.1\n", ["3 runs have the same name, 'η = 0.1'"]),
        (
            "runs: [{start: 1, eta: 1, label: A}, {start: 2, eta: 1, label: A}, {start: 3, eta: 1, label: B}]\n",
            ["2 runs have the same name, 'A'"],
        ),
        ("start: [-2.7449, -2.7441]\neta: 0.1\n", []),
        ("start: 1\neta: 0.1\n", []),
    ],
    ids=["eta", "start", "label", "close", "one"],
)
def test_runs_of_one_name_are_told(load, text, warnings):
    advice = "; leave one of them, or give each a label of its own in runs"
    assert list(load(f"function: x**2\n{text}").warnings) == [f"{warning}{advice}" for warning in warnings]


def test_a_label_stands_in_one_line(load):
    scene = load('function: x**2\nstart: 1\nruns: [{eta: 1, label: "a\\nb"}, {eta: 2, label: {en: "c\\nd"}}]\n')
    assert labels(scene) == ["a b", "c d"]


def test_64_runs_may_share_a_cell(with_lines):
    scene = with_lines(start=list(range(1, 65)), compare="overlay")
    assert scene.cells == (tuple(range(64)),)
    assert not scene.warnings


@pytest.mark.parametrize(
    ("lines", "advice"),
    [
        (
            {"eta": [round(0.05 * k, 2) for k in range(1, 11)]},
            (
                "10 small panels are hard to compare; 'compare: overlay' draws all runs in one, and "
                "'eta: {sweep: [0.05, 0.5], count: 10}' shows them one after the other"
            ),
        ),
        (
            {"function": "a*x**2", "parameters": {"a": list(range(1, 11))}, "eta": 0.01},
            "10 small panels are hard to compare; 'a: {sweep: [1, 10], count: 10}' shows them one after the other",
        ),
        (
            {"start": [1, 2, 3, 4, 5], "eta": [0.1, 0.2]},
            "10 small panels are hard to compare; 'compare: overlay' draws all runs in one",
        ),
    ],
    ids=["etas", "parameters", "table"],
)
def test_ten_cells_bring_advice_and_nine_none(with_lines, lines, advice):
    assert [str(warning) for warning in with_lines(**lines).warnings] == [advice]
    fewer = {key: value[:-1] if isinstance(value, list) and len(value) > 2 else value for key, value in lines.items()}
    fewer |= {"parameters": {"a": list(range(1, 10))}} if "parameters" in lines else {}
    assert not with_lines(**fewer).warnings
