"""What holds for every schedule of gdanim, beyond the contract that ``gdanim.testing`` checks."""

from __future__ import annotations

import math
import re

import pytest

from gdanim import registry
from gdanim.schedules import make
from gdanim.testing import check_schedule


@pytest.fixture(params=registry.shipped("schedules"))
def name(request):
    return request.param


def example(name):
    return dict(registry.load("schedules", name).example)


@pytest.fixture
def schedule(name):
    return make(name, example(name)).for_steps(25)


def test_a_schedule_keeps_its_contract(name):
    check_schedule(name)


def test_eta_is_never_above_the_first_at_any_step_of_the_run(schedule):
    etas = [schedule.at(k) for k in range(25)]
    assert all(0 < eta <= 0.3 for eta in etas)


def test_only_a_constant_is_constant(schedule, name):
    assert schedule.is_constant == (name == "constant")
    assert (registry.load("schedules", name).adapt is not None) == (name == "on_plateau")


def test_its_text_is_mathematics_that_needs_no_translation(schedule):
    assert set(re.findall(r"[a-zA-Z]+", schedule.text)) <= {"k", "n", "cos", "mod", "min", "e"}
    assert "0.3" in schedule.text


def test_its_text_says_what_it_computes(name):
    """The text, read as Python, gives the same numbers."""
    schedule = make(name, example(name)).for_steps(25)
    words = {"·": "*", "^": "**", "⌊": "floor(", "⌋": ")", "−": "-", "π": "pi*", "√": "sqrt", "mod": "%", "pi**": "pi*"}
    if "→" in schedule.text and "k" not in schedule.text.partition(" → ")[0]:
        pytest.skip("its text names the step sizes that it passes")
    readable = schedule.text.partition(" → ")[0].partition(", ")[0] if name != "cyclic" else schedule.text
    for sign, python in words.items():
        readable = readable.replace(sign, python)
    readable = re.sub(r"(\d)k", r"\1*k", readable)
    for k in range(4):
        names = {"floor": math.floor, "cos": math.cos, "sqrt": math.sqrt, "pi": math.pi, "min": min, "k": k}
        value = eval(readable, names)  # noqa: S307
        assert schedule.at(k) == pytest.approx(value) or (name == "values" and k > 0)


def test_options_are_frozen_and_refuse_unknown_words_and_etas_that_are_not_above_zero(name):
    options = registry.load("schedules", name).options
    assert options.model_config["frozen"]
    for wrong in ({"no_option": 1}, {"eta": 0}, {"eta": -1}, {"eta": math.inf}, {"eta": math.nan}, {"eta": True}):
        with pytest.raises(ValueError, match="validation error"):
            make(name, example(name) | wrong)


def test_its_options_have_a_json_schema(name):
    own = "values" if name == "values" else "eta"
    assert own in registry.load("schedules", name).options.model_json_schema()["properties"]
