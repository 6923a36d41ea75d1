"""Noise, weight decay, clipping, constraints and averages as a scene writes them: their meaning, lists and mistakes."""

from __future__ import annotations

import math

import pytest

from gdanim.constraints import BallSet, BoxSet, HalfSpace, L1Ball, Simplex
from gdanim.descent import Clip, Noise

PLANE = {"function": "x**2 + y**2", "start": "[2, 1]"}


@pytest.mark.parametrize(
    ("text", "noise"),
    [
        ("0.5", Noise(0.5)),
        ("0", None),
        ("{sd: 2}", Noise(2.0)),
        ("{sd: 1, seed: 3, kind: uniform, cooling: 0.95}", Noise(1.0, 3, "uniform", 0.95)),
    ],
)
def test_noise_is_a_number_or_a_mapping(with_lines, text, noise):
    assert with_lines(noise=text).runs[0].noise == noise


def test_weight_decay_clipping_and_average(with_lines):
    run = with_lines(weight_decay="0.1", clip="{norm: 2}", average="{from: 3}").runs[0]
    assert (run.weight_decay, run.clip, run.average_from) == (0.1, Clip(norm=2.0), 3)
    run = with_lines(clip="{value: 2}", average="true").runs[0]
    assert (run.clip, run.average_from) == (Clip(value=2.0), 0)
    run = with_lines(clip="none", average="false", constraint="none").runs[0]
    assert (run.clip, run.average_from, run.constraint) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("{box: [-1, 2]}", BoxSet(((-1.0, 2.0),) * 2)),
        ("{box: [[-1, 2], [0, 3]]}", BoxSet(((-1.0, 2.0), (0.0, 3.0)))),
        ("{ball: 1.5}", BallSet(1.5, (0.0, 0.0))),
        ("{ball: {radius: 1, center: [2, 1]}}", BallSet(1.0, (2.0, 1.0))),
        ("{l1: 1}", L1Ball(1.0)),
        ("{simplex: 1}", Simplex(1.0)),
        ("{above: 0}", BoxSet(((0.0, math.inf),) * 2)),
        ("{above: 0, below: 2}", BoxSet(((0.0, 2.0),) * 2)),
        ("{below: x + 2*y - 1}", HalfSpace((1.0, 2.0), 1.0, "x + 2y − 1 ≤ 0")),
        ("{above: y - 1}", HalfSpace((0.0, -1.0), -1.0, "y − 1 ≥ 0")),
    ],
)
def test_a_constraint_of_two_variables(with_lines, text, held):
    assert with_lines(**PLANE, constraint=text).runs[0].constraint == held


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("{box: [-1, 2]}", (-1.0, 2.0)),
        ("{ball: 1.5}", (-1.5, 1.5)),
        ("{ball: {radius: 1, center: [2]}}", (1.0, 3.0)),
        ("{l1: 1}", (-1.0, 1.0)),
        ("{above: 0.5}", (0.5, math.inf)),
        ("{above: 1/4}", (0.25, math.inf)),
        ("{below: 2*x - 1}", (-math.inf, 0.5)),
        ("{above: 1 - 2*x}", (-math.inf, 0.5)),
    ],
)
def test_a_constraint_of_one_variable_is_an_interval(with_lines, text, interval):
    assert with_lines(constraint=text).runs[0].constraint == BoxSet((interval,))


def test_lists_multiply_the_runs_after_batches_and_before_starts(with_lines):
    scene = with_lines(start="[1, 2]", noise="[0, 0.5]", clip="[none, {norm: 1}]")
    assert [(run.noise, run.clip, run.start[0]) for run in scene.runs] == [
        (noise, clip, start) for noise in (None, Noise(0.5)) for clip in (None, Clip(norm=1.0)) for start in (1.0, 2.0)
    ]


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        ({"noise": "[0, 0.5, {sd: 0.5, seed: 1}]"}, ["no noise", "noise 0.5", "noise 0.5, seed = 1"]),
        ({"weight_decay": "[0, 0.1]"}, ["no weight decay", "weight decay 0.1"]),
        (
            {"clip": "[none, {norm: 1}, {value: 0.5}]"},
            ["not clipped", "norm clipped at 1", "slopes clipped at 0.5"],
        ),
        ({"constraint": "[none, {above: 0.5}]"}, ["no constraint", "x ≥ 0.5"]),
        ({"average": "[false, true, {from: 5}]"}, ["not averaged", "averaged", "averaged from step 5"]),
    ],
)
def test_runs_are_named_by_their_options(with_lines, lines, labels):
    assert [run.label for run in with_lines(**lines).runs] == labels


def test_an_entry_of_runs_has_options_of_its_own(load):
    scene = load("function: x**2\nstart: 1\neta: 0.1\nnoise: 1\nruns:\n  - {noise: 0}\n  - {clip: {norm: 1}}\n")
    assert [(run.noise, run.clip) for run in scene.runs] == [(None, None), (Noise(1.0), Clip(norm=1.0))]


@pytest.mark.parametrize(
    ("lines", "text", "marked"),
    [
        ({"noise": "-1"}, "noise must be at least 0; found -1", "-1"),
        ({"noise": "{seed: 1}"}, "noise needs 'sd'", "{seed: 1}"),
        ({"noise": "{sd: 1, kind: poisson}"}, None, "poisson"),
        ({"noise": "{sd: 1, cooling: 1.5}"}, "noise.cooling must be above 0 and at most 1; found 1.5", "1.5"),
        ({"clip": "{norm: 1, value: 2}"}, None, "{norm: 1, value: 2}"),
        ({"average": "yes"}, "average must be true, false or {from: 20}; found 'yes'", "yes"),
        (
            {"average": "{from: 25}"},
            "the average begins at step 25, but the run has 25 steps: begin it earlier",
            "{from: 25}",
        ),
        ({"constraint": "{simplex: 1}"}, "a simplex needs a function of two or more variables", "1"),
        ({"constraint": "{above: 2, below: 1}"}, "nothing lies above 2 and below 1", "2"),
        (
            {"constraint": "{above: x**2}"},
            "above and below must be numbers, or expressions that are linear in the variables, such as x + y - 1",
            "x**2",
        ),
        ({"constraint": "{above: t - 1}"}, None, "t"),
        ({"constraint": "{above: x *}"}, "the expression ends after '*'", "*"),
        (
            {"constraint": "{ball: 1, above: 0}"},
            (
                "constraint must be one of box, ball, l1, simplex, above, below, such as {ball: 1};"
                " above and below may stand together as numbers"
            ),
            "{ball: 1, above: 0}",
        ),
        (
            {"optimizer": "adamw", "weight_decay": "0.1"},
            (
                "adamw decays the weights by itself, by its own weight_decay of 0.01:"
                " leave out one of the two, or write {adamw: {weight_decay: 0}}"
            ),
            "0.1",
        ),
        (
            {"optimizer": "frank_wolfe"},
            "frank_wolfe needs a bounded set to stay in: add a constraint, such as constraint: {ball: 1}",
            "frank_wolfe",
        ),
        (
            {"optimizer": "svrg"},
            "svrg needs a data problem, such as linear_regression: this function has no points",
            "svrg",
        ),
        (
            {"optimizer": "mirror_descent", "start": "-1"},
            "mirror_descent needs a start with all numbers above 0",
            "mirror_descent",
        ),
    ],
)
def test_mistakes_are_answered_in_place(only_problem, lines, text, marked):
    found, underlined = only_problem(**lines)
    assert underlined == marked
    assert text is None or found == text


def test_a_list_as_an_options_own_value_does_not_multiply_the_runs(with_lines):
    scene = with_lines(**PLANE, optimizer="{preconditioned: {matrix: [[2, 0], [0, 8]]}}")
    assert len(scene.runs) == 1
    assert scene.runs[0].optimizer.options.matrix == ((2.0, 0.0), (0.0, 8.0))
