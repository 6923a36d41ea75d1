"""Every schedule that PyTorch has too gives the same step sizes (see record.py)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gdanim import registry, trace
from gdanim.cli import reference
from gdanim.schedules import make

RECORDED = json.loads(Path(__file__).with_name("recorded.json").read_text())
CASES = [
    pytest.param(case, id=f"{case['schedule']}-{'-'.join(map(str, case['options'].values()))}")
    for case in RECORDED["cases"]
]
TORCH_NAMES = {
    "step": {"lr": 0.3, "step_size": 7, "gamma": 0.5},
    "multi_step": {"lr": 0.3, "milestones": [5, 12, 30], "gamma": 0.1},
    "exponential": {"lr": 0.3, "gamma": 0.9},
    "cosine": {"lr": 0.3, "T_max": 39, "eta_min": 0.05},
    "warm_restarts": {"lr": 0.3, "T_0": 4, "T_mult": 2, "eta_min": 0.01},
    "polynomial": {"lr": 0.3, "total_iters": 25, "power": 2.5},
    "cyclic": {"max_lr": 0.3, "base_lr": 0.03, "step_size_up": 3, "step_size_down": 6},
    "one_cycle": {"max_lr": 0.3, "total_steps": 40},
    "on_plateau": {"lr": 0.3, "patience": 2},
}


@pytest.mark.parametrize("case", CASES)
def test_step_sizes_are_those_of_pytorch(case):
    course = make(case["schedule"], case["options"]).for_steps(len(case["etas"])).course()
    assert [course(k, RECORDED["values"][k]) for k in range(len(case["etas"]))] == pytest.approx(
        case["etas"], rel=1e-9, abs=1e-15
    )


@pytest.mark.parametrize("name", TORCH_NAMES)
def test_a_scene_may_name_options_as_pytorch_does(name):
    scene = {"function": "x**2", "start": 1, "steps": 40, "eta": {name: TORCH_NAMES[name]}}
    (trajectory,) = trace(scene)
    own = {registry.load("schedules", name).other_names.get(key, key): each for key, each in TORCH_NAMES[name].items()}
    assert trajectory.run.schedule == make(name, own).for_steps(40)


def test_every_other_name_is_that_of_an_option():
    for name in registry.shipped("schedules"):
        kind = registry.load("schedules", name)
        assert set(kind.other_names.values()) <= kind.options.model_fields.keys()
        assert not kind.other_names.keys() & kind.options.model_fields.keys()


def test_on_a_plateau_the_step_size_follows_the_values_of_the_run():
    """From −1 to 1 and back, until three steps in a row have brought nothing; then down by 0.2 a step."""
    scene = {"function": "abs(x)", "start": 1, "steps": 12, "eta": {"on_plateau": {"eta": 2, "patience": 2}}}
    (trajectory,) = trace(scene)
    assert trajectory.etas.tolist() == pytest.approx([2.0] * 4 + [0.2] * 8)
    climbing = {**scene, "function": "-abs(x)", "direction": "ascend"}
    assert trace(climbing)[0].etas.tolist() == trajectory.etas.tolist()


def test_the_list_of_schedules_names_other_programs_names_too(capsys):
    reference.list_words("schedules")
    listed = capsys.readouterr().out
    assert "every (required)  number of steps between two drops; also step_size\n" in listed
    assert "steps (none)  length of the schedule in steps; by default the scene's steps; also T_max\n" in listed
