"""Every rule walks as an independent implementation does: PyTorch's where it has the rule (see record.py)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from bowl import walk

from gdanim import registry

FOR_DATA = ("svrg", "gauss_newton")
"""Rules whose functions have points; they have tests of their own."""
RECORDED = {file.stem: json.loads(file.read_text()) for file in (Path(__file__).parent / "recorded").glob("*.json")}
CASES = [
    pytest.param(name, case, id=f"{name}-{case['function'][:6]}-{'-'.join(map(str, case['options'].values()))}")
    for name, record in sorted(RECORDED.items())
    for case in record["cases"]
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_up_to_fifty_steps_agree_with_those_recorded(name, case):
    """On a bowl, in Rosenbrock's valley and on Beale's plain; fewer where rounding grows from step to step."""
    steps = len(case["points"]) - 1
    walked = walk(name, case["function"], tuple(case["points"][0]), case["eta"], steps=steps, **case["options"])
    assert np.abs(walked.points - np.array(case["points"])).max() < 1e-9


@pytest.mark.parametrize("name", [name for name in registry.shipped("optimizers") if name not in FOR_DATA])
def test_a_rule_is_recorded_on_three_functions(name):
    remedy = f"add {name!r} to RULES in tests/optimizers/record.py, and run: python tests/optimizers/record.py {name}"
    assert name in RECORDED, remedy
    assert len({case["function"] for case in RECORDED[name]["cases"]}) == 3, remedy
    assert min(len(case["points"]) for case in RECORDED[name]["cases"]) > 5, remedy
    assert sum(len(case["points"]) for case in RECORDED[name]["cases"]) > 100, remedy


def test_nothing_is_recorded_of_a_rule_that_is_none():
    assert RECORDED.keys() <= {*registry.shipped("optimizers")}


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_recorded_points_are_near_enough_to_be_compared(name):
    """As record.py sees to it."""
    points = np.concatenate([case["points"] for case in RECORDED[name]["cases"]])
    assert np.abs(points).max() <= 1e3
