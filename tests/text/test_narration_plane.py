"""What is said of runs in two variables and more: where they ended, by name where the place has one."""

from types import SimpleNamespace as Thing

import invented
import pytest

from gdanim import scene
from gdanim.descent import Run, compute_trajectory as descend
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed
from gdanim.text import phrases, plain_formula, words
from gdanim.text.quantities import QuantityFormats
from gdanim.verdict import Verdict

ENGLISH = words.load()
FOUR = {
    "function": "(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
    "start": [[4, 2], [-3, 3], [3.5, -2]],
    "eta": 0.01,
    "steps": 60,
}
PLACES = (("global_minimum", (2.0, 1.0)), ("saddle", (0.0, 0.0)), ("local_minimum", (-1.5, 0.5)))


def described(mapping, say):
    found = scene.load(mapping)
    return say(found, [descend(run) for run in found.runs])


def ended(kind, detail=None, *, goal=None, at=(0.0, 0.0), places=PLACES, direction="descend", **rest):
    """A run of 30 steps in the plane, and where it ended."""
    verdict = Verdict(kind, rest.pop("step", 30), detail=detail, goal=goal, **rest)
    function = Thing(named_points=places, words={}, variables=("x", "y"))
    stationary = [Thing(at=point) for _, point in PLACES]
    run = Run(function, Optimizer(), fixed(0.1), at, 30, direction)
    return invented.trajectory(run, [at] * 31, verdict, stationary)


@pytest.mark.parametrize(
    ("trajectory", "long", "short"),
    [
        (
            ended("converged", "local", goal=(-1.5, 0.5), step=12),
            "reaches the local minimum after 12 steps",
            "in the local minimum after 12 steps",
        ),
        (
            ended("converged", "global", goal=(2.0, 1.00001), step=12),
            "reaches the global minimum after 12 steps",
            "in the global minimum after 12 steps",
        ),
        (ended("stationary", "saddle", at=(0.0, 1e-5)), "stands still on the saddle", "stands still: saddle"),
        (ended("stationary", "saddle", places=()), "stands still on a saddle", "stands still: saddle"),
        (
            ended("converged", "global", goal=(3.0, 2.0), places=(), step=12),
            "reaches the global minimum at (3, 2) after 12 steps",
            "there after 12 steps",
        ),
        (
            ended("converged", "local", goal=(3.0, 2.0), places=(), step=1),
            "settles in a local minimum at (3, 2) after 1 step; a lower one exists",
            "in a local minimum after 1 step",
        ),
        (
            ended("converged", "local", goal=(-1.25, 0.5), places=(), step=9, direction="ascend"),
            "settles at a local maximum at (−1.25, 0.5) after 9 steps; a higher one exists",
            "at a local maximum after 9 steps",
        ),
        (
            ended("converged", None, goal=(3.0, 2.0), step=12),
            "reaches the minimum after 12 steps",
            "there after 12 steps",
        ),
        (ended("cycle", period=2), "swings between two points", "swings"),
        (ended("cycle", period=3), "repeats every 3 steps", "swings"),
        (ended("wandering"), "has not settled after 30 steps", "does not settle"),
    ],
)
def test_the_place_of_an_end_is_described_by_its_name_or_its_coordinates(trajectory, long, short):
    formats = QuantityFormats((trajectory,))
    assert ENGLISH.verdict_text(trajectory, formats) == long
    assert ENGLISH.verdict_text(trajectory, formats, short=True) == (short or long)


def test_ends_at_different_minima_are_distinguished():
    found = scene.load(FOUR)
    trajectories = [descend(run) for run in found.runs]
    first, second, third = (trajectory.verdict.step for trajectory in trajectories)
    nearest, *_, farthest = sorted(trajectory.verdict.tolerance for trajectory in trajectories)
    assert ENGLISH.caption(found, trajectories) == (
        f"From (x, y) = (4, 2), the ball reaches the global minimum at (3, 2) after {first} steps; "
        f"from (x, y) = (−3, 3), it reaches the global minimum at (−2.805, 3.131) after {second} steps; "
        f"from (x, y) = (3.5, −2), it reaches the global minimum at (3.584, −1.848) after {third} steps "
        f"(within {nearest:.2g} to {farthest:.2g})."
    )


def test_many_runs_are_counted_by_the_minimum_they_reach():
    many = FOUR | {"start": [[4, 2]] * 4 + [[-3, 3]] * 3 + [[3.5, -2]] * 2}
    assert described(many, ENGLISH.caption) == (
        "Of the 9 runs, 4 reach the global minimum at (3, 2), 3 reach the global minimum at (−2.805, 3.131) "
        "and 2 reach the global minimum at (3.584, −1.848)."
    )


def test_a_saddle_of_the_catalogue_is_named():
    on_the_ridge = {"function": "saddle", "start": [1.7, 0], "steps": 60}
    assert described(on_the_ridge, ENGLISH.caption) == "The ball stands still on the saddle."


def test_a_race_is_described_with_each_method_and_an_eta_they_share_once():
    race = {
        "function": "x**2 + 10*y**2",
        "start": [-2, 1],
        "optimizer": ["gradient_descent", {"momentum": {"beta": 0.5}}],
        "eta": 0.04,
        "steps": 80,
        "compare": "overlay",
    }
    assert described(race, ENGLISH.alt) == (
        "Two balls on one landscape show gradient descent and momentum on f(x, y) = x² + 10y² from (x, y) = (−2, 1) "
        "with η = 0.04, 80 steps each, seen from above. With gradient descent, the ball reaches the minimum after 54 "
        "steps and with momentum (β = 0.5) after 21 (within 0.022). Of the two, momentum (β = 0.5) is there sooner."
    )


def test_etas_that_not_all_share_stand_in_brackets():
    race = {"function": "x**2 + 10*y**2", "start": [-2, 1], "optimizer": ["newton", "gradient_descent"], "eta": 0.04}
    assert described(race | {"steps": 60}, ENGLISH.caption) == (
        "With Newton's method (η = 1), the ball reaches the minimum after 1 step and with gradient descent (η = 0.04) "
        "after 54 (within 0.022). Of the two, Newton's method (η = 1) is there sooner."
    )


def test_pictures_beside_the_ball_s_are_named():
    pictures = {"panels": ["contour", "loss"], "eta": 0.04, "steps": 60}
    assert described({"function": "x**2 + 10*y**2", "start": [-2, 1]} | pictures, ENGLISH.alt) == (
        "An animation shows gradient descent on f(x, y) = x² + 10y² from (x, y) = (−2, 1) with η = 0.04, 60 steps, "
        "seen from above. Also shown: the course of the runs, step by step. "
        "The ball reaches the minimum after 54 steps (within 0.022)."
    )


def test_nobody_sees_a_ball_in_fifty_dimensions():
    found = scene.load({"function": {"ellipse": {"condition": 20, "n": 50}}, "steps": 60})
    text = ENGLISH.alt(found, [descend(run) for run in found.runs])
    assert "on f(x₁, …, x₅₀) = " in text
    assert "from (x₁, …, x₅₀) = (4.5, …, 1.5) with η" in text
    assert "The run reaches the minimum after 37 steps" in text


def test_a_formula_too_long_to_be_read_aloud_gives_way_to_the_function_s_name():
    found = scene.load({"function": "goldstein_price"})
    assert "on the function “goldstein price” from" in ENGLISH.alt(found, [descend(run) for run in found.runs])


def test_loss_alone_is_lines_against_the_step():
    found = scene.load({"function": "x**2", "start": 1, "eta": [0.1, 0.2], "panels": ["loss"]})
    assert ENGLISH.alt(found, [descend(run) for run in found.runs]).startswith(
        "Two lines against the step show gradient descent on f(x) = x² from x = 1, 25 steps each."
    )


@pytest.mark.parametrize(
    ("names", "text"),
    [(("x",), "x"), (("x1", "x2"), "x₁, x₂"), (tuple(f"x{n}" for n in range(1, 51)), "x₁, …, x₅₀")],
)
def test_variables_are_written_as_their_author_reads_them(names, text):
    assert phrases.variables(names) == text


def test_a_sum_is_described_in_plain_text():
    assert plain_formula.plain(r"\frac{1}{2}\sum_{i=1}^{3} x_i^{2}") == "(1/2) Σ_(i=1)³ x_i²"
