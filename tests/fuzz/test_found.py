"""Scenes that random trials found and that were mended: each is checked and rendered, or refused, without a fault."""

import json
from collections import Counter
from pathlib import Path

import fuzz
import odd_files
import pytest

MANY_SWITCHES = (
    "where(not (x) ** (1e-99) < x, ((sin((x) * (x))) + (cosh((e) ** (1e-99)))) % (ceil(relu(1e-99))), "
    "(leaky_relu(((1e12) % (0.5)) / ((0.5) * (e)))) / (floor((max(0.5, x)) / (x))))"
)
MANY_JUMPS = (
    "(log2(((sinh(x)) % ((3) ** (x))) % (sigmoid((x) * (x))))) / "
    "(acosh(max(((1) % (2)) * ((x) + (1e12)), ((x) ** (3)) % (softplus(0)))))"
)
LEVEL_MAP = {"pieces": [{"if": "min(x, y) > 1", "then": "floor(y % e)"}, {"else": "sin(e*0)"}]}
SCENES = {
    "a root in a step size": {"function": "x**2", "start": 1, "eta": [{"sqrt": {"eta": "sqrt(2)"}}, 0.1]},
    "a remainder in a step size": {"function": "x**2", "start": 1, "eta": ["(L - 1) / (K % m)", 0.1]},
    "thousands of switches": {"function": MANY_SWITCHES, "start": 1, "eta": 0.1, "tolerance": 25},
    "jumps that are too many farther out": {"function": MANY_JUMPS, "start": 2, "eta": 0.1},
    "a map that is level": {"function": LEVEL_MAP, "start": [2, 1], "eta": 0.1, "weight_decay": [3, 0.01]},
}
SMALL = {"size": [240, 180], "steps": 2, "timing": {"fps": 2, "frames_per_step": 1, "hold": {"start": 0, "end": 0}}}


class Given:
    """A grammar of one scene."""

    def __init__(self, scene):
        self.scene = scene

    def scenes(self):
        yield self.scene


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENES)
def test_it_stays_mended(here, name):
    odd_files.write(here)
    trial = fuzz.Trial({}, 0, Counter(), rendered=True)
    trial.grammar = Given(SMALL | SCENES[name])
    assert list(trial.faults()) == []
    assert json.loads(Path("s.yaml").read_text(encoding="utf-8"))["function"] == SCENES[name]["function"]
