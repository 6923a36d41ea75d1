"""Numbers as people type them, wherever a scene takes one, and starts that are placed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gdanim import scene as scenes

TEXT = "function: x**2\nstart: 1\neta: 0.1\n"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1/3", 1 / 3),
        ("pi/2", math.pi / 2),
        ("π", math.pi),
        ("-2*pi", -2 * math.pi),
        ("sqrt(2)", math.sqrt(2)),
        ("10%", 0.1),
        ("12.5 %", 0.125),
        ("−3", -3),
        ("2**0.5", math.sqrt(2)),
        ("e", math.e),
        ("'1/3'", 1 / 3),
        ("۳", 3),
        ("−۰٫۲۵", -0.25),
        ("٠٫٢٥", 0.25),
        ("۱٬۲۰۰", 1200),
        ("۱/۳", 1 / 3),
        ("۱۰٪", 0.1),
    ],
)
def test_a_number_may_be_an_expression(load, typed, number):
    assert load(f"function: x**2\nstart: {typed}\neta: 0.1\n").runs[0].start == (pytest.approx(number, rel=1e-15),)


def test_a_title_in_persian_digits_stays_as_it_is_typed(load):
    scene = load(TEXT + "title: ۱۴۰۳\nnotes: [{text: ۱/۲, at: ۱}]\n")
    assert (scene.title, scene.notes[0].text, scene.notes[0].at) == ("۱۴۰۳", "۱/۲", (1.0,))


@pytest.mark.parametrize("eta", ["۰٫۲", "٠٫٢", "۱/۵", "۲۰٪"])
def test_a_program_may_give_persian_digits(eta):
    assert scenes.load({"function": "۲*x**۲", "start": 3, "eta": eta}).runs[0].schedule.options.eta == 0.2


def test_an_expression_may_have_persian_digits(load):
    assert load("function: ۳*x**۲\nstart: ۱\neta: ۰٫۱\n").runs[0].function.value((2.0,)) == 12


def test_every_key_with_a_number_takes_an_expression(load):
    scene = load(
        "function: sin(x)\nstart: [1/3, pi/4]\neta: {cosine: {eta: 1/4, end: 1%, steps: 4*5}}\nsteps: 2*10\n"
        "domain: [-pi, pi]\nrange: [-3/2, 3/2]\nstop: {gradient: 1/1000}\ntolerance: 5%\n"
        "panels: [curve, {loss: {range: [1/100, 10]}}]\n"
        "optimizer: {momentum: {beta: [1/2, 90%]}}\ntiming: {fps: 40/2}\n"
    )
    run = scene.runs[0]
    assert [each.start for each in scene.runs] == [(1 / 3,), (math.pi / 4,)] * 2
    assert [each.optimizer.options.beta for each in scene.runs] == [0.5, 0.5, 0.9, 0.9]
    assert (run.schedule.options.eta, run.schedule.options.end, run.schedule.options.steps) == (0.25, 0.01, 20)
    assert (run.steps, run.stop.gradient, run.tolerance) == (20, 0.001, 0.05)
    assert (scene.domain, scene.range, scene.timing.fps) == (((-math.pi, math.pi),), (-1.5, 1.5), 20)
    assert scene.panels[1].options.range == (0.01, 10)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("start: 2pi", "start must be a number; found '2pi'; write 2*pi for '2pi'"),
        ("start: 1/0", "start must be a point, a list of points, random, or a mapping of random or grid; found '1/0'"),
        ("steps: 7/2", "steps must be a whole number; found '7/2'"),
        ("steps: -1/2 - 1/2", "steps must be from 0 to 10,000; found '-1/2 - 1/2'"),
        ("tolerance: x", "tolerance must be a number; found 'x'"),
        ("optimizer: {momentum: {beta: 3/2}}", "beta must be below 1; found '3/2'"),
        ("start: '3'", "start must be a point, a list of points, random, or a mapping of random or grid; found '3'"),
    ],
)
def test_an_expression_that_is_no_such_number_is_answered_in_place(error_text, line, problem):
    key = line.partition(":")[0]
    rest = "".join(f"{each}\n" for each in TEXT.splitlines() if not each.startswith(key))
    assert error_text(f"{line}\n{rest}").splitlines()[0].partition(": ")[2] == problem


@pytest.mark.parametrize(
    ("start", "points"),
    [
        ("{grid: 5}", [(-2.0,), (-1.0,), (0.0,), (1.0,), (2.0,)]),
        ("{grid: 1}", [(0.0,)]),
        ("{grid: 3, in: [0, pi]}", [(0.0,), (math.pi / 2,), (math.pi,)]),
    ],
)
def test_a_grid_is_spaced_evenly_from_end_to_end(load, start, points):
    scene = load(f"function: x**2\ndomain: [-2, 2]\nstart: {start}\neta: 0.1\n")
    assert [run.start for run in scene.runs] == [pytest.approx(point) for point in points]


def test_a_grid_in_the_plane_goes_row_by_row(load):
    text = "function: x**2 + y**2\ndomain: [[-2, 2], [0, 1]]\nstart: {grid: [3, 2]}\neta: 0.1\ncompare: overlay\n"
    assert [run.start for run in load(text).runs] == [(-2, 0), (0, 0), (2, 0), (-2, 1), (0, 1), (2, 1)]
    assert len(load(text.replace("[3, 2]", "2")).runs) == 4


def test_random_alone_is_one_point_of_the_domain(load):
    scene = load("function: x**2\ndomain: [-2, 2]\nstart: random\neta: 0.1\n")
    assert [run.start for run in scene.runs] == [(np.random.default_rng(0).uniform(-2, 2),)]


def test_random_starts_may_have_a_range_of_their_own(load):
    scene = load("function: x**2 + y**2\nstart: {random: 3, seed: 4, in: [1, 2]}\neta: 0.1\n")
    assert [run.start for run in scene.runs] == [
        tuple(point) for point in np.random.default_rng(4).uniform(1, 2, (3, 2)).tolist()
    ]


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        ("{grid: [2, 2]}", "start must hold one count for each variable, 1, or one for all; found 2"),
        ("{grid: 65}", "start.grid must be from 1 to 64; found 65"),
        (
            "{grid: 3, in: [[0, 1], [0, 1]]}",
            "start.in must hold one pair for each of 1 variables, or one for all; found 2",
        ),
        ("{grid: 3, seed: 1}", "unknown key of start 'seed'; there is grid, in"),
    ],
)
def test_a_wrong_grid_is_answered_in_place(error_text, start, problem):
    text = f"function: x**2\ndomain: [-2, 2]\nstart: {start}\neta: 0.1\n"
    assert error_text(text).splitlines()[0].partition(": ")[2] == problem


def test_a_grid_has_as_many_points_as_runs_are_possible(error_text):
    text = "function: x**2 + y**2\ndomain: [-2, 2]\nstart: {grid: [10, 7]}\neta: 0.1\n"
    assert error_text(text).splitlines()[0].endswith("start makes 70 points; at most 64 are possible")
