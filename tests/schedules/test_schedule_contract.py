"""What holds for every schedule that has a file."""

from __future__ import annotations

import math
import re

import pytest

from gdanim import registry
from gdanim.schedules import make

LEAST = {
    "constant": {"eta": 0.3},
    "cosine": {"eta": 0.3},
    "exponential": {"eta": 0.3, "factor": 0.9},
    "inverse_time": {"eta": 0.3, "rate": 0.1},
    "step": {"eta": 0.3, "every": 5},
    "warmup": {"eta": 0.3, "steps": 4},
}
"""The fewest options each takes."""


@pytest.fixture(params=registry.names("schedules"))
def name(request):
    return request.param


@pytest.fixture
def schedule(name):
    return make(name, LEAST[name]).for_steps(25)


def test_eta_is_above_zero_at_every_step_of_the_run(schedule):
    etas = [schedule.at(k) for k in range(25)]
    assert all(0 < eta <= 0.3 for eta in etas)


def test_only_a_constant_is_constant(schedule, name):
    assert schedule.is_constant == (name == "constant")
    assert (len({schedule.at(k) for k in range(25)}) == 1) == schedule.is_constant


def test_a_schedule_repeats_itself_whatever_was_asked_before(schedule):
    forwards = [schedule.at(k) for k in range(25)]
    assert [schedule.at(k) for k in reversed(range(25))] == forwards[::-1]


def test_a_schedule_stays_finite_for_the_longest_run(name):
    schedule = make(name, LEAST[name]).for_steps(10_000)
    assert all(math.isfinite(schedule.at(k)) for k in (0, 1, 99, 5_000, 9_999, 10_000))


def test_a_length_is_filled_in_once(schedule):
    assert schedule.for_steps(99) == schedule


def test_its_text_is_mathematics_that_needs_no_translation(schedule):
    assert set(re.findall(r"[a-zA-Z]+", schedule.text)) <= {"k", "n", "cos"}
    assert schedule.text.startswith("0.3")


def test_its_text_says_what_it_computes(name):
    """The text, read as Python, gives the same numbers."""
    schedule = make(name, LEAST[name]).for_steps(25)
    words = {"·": "*", "^": "**", "⌊": "floor(", "⌋": ")", "−": "-", "π": "pi*"}
    readable = schedule.text.partition(" → ")[0]
    for sign, python in words.items():
        readable = readable.replace(sign, python)
    readable = re.sub(r"(\d)k", r"\1*k", readable)
    for k in range(4):
        value = eval(readable, {"floor": math.floor, "cos": math.cos, "pi": math.pi, "k": k})  # noqa: S307
        assert schedule.at(k) == pytest.approx(value)


def test_options_are_frozen_and_refuse_unknown_words_and_etas_that_are_not_above_zero(name):
    options = registry.load("schedules", name).options
    assert options.model_config["frozen"]
    for wrong in ({"step_size": 1}, {"eta": 0}, {"eta": -1}, {"eta": math.inf}, {"eta": math.nan}, {"eta": True}):
        with pytest.raises(ValueError, match="validation error"):
            make(name, LEAST[name] | wrong)


def test_its_options_have_a_json_schema(name):
    assert "eta" in registry.load("schedules", name).options.model_json_schema()["properties"]
