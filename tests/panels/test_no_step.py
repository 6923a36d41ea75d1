"""Every panel draws a run without a step: a picture, and a run that its stop rule ends at the start."""

import pytest
from drawn import draw

from gdanim import registry, scene as scenes

SCENES = {
    1: {"function": "x**2", "start": 2},
    2: {"function": "x**2 + y**2", "start": [2, 1]},
    3: {"function": "x1**2 + x2**2 + x3**2", "start": [1, 2, 3]},
    "data": {"function": {"linear_regression": {"points": [[0, 1], [1, 2], [2, 2]]}}, "start": [0, 0]},
}
ENDS = {"picture": {"steps": 0}, "stopped": {"eta": 0.1, "steps": 5, "stop": {"gradient": 1e9}}}


def suits(panel, variables):
    if panel.data.is_required:
        return variables == "data"
    return not panel.variables or variables in panel.variables


def refuses(panel, keys):
    """Whether a panel objects to the run, as one does that needs its step size."""
    (run,) = scenes.load(keys).runs
    return bool(panel.refusal(run, panel.options() if panel.options else None))


CASES = [
    (name, variables, end)
    for name in registry.shipped("panels")
    for variables in SCENES
    for end in ENDS
    if suits(registry.load("panels", name), variables)
    and not registry.load("panels", name).sweep
    and not refuses(registry.load("panels", name), SCENES[variables] | ENDS[end])
]


@pytest.mark.parametrize(("name", "variables", "end"), CASES)
def test_it_draws_a_run_without_a_step(name, variables, end):
    drawn = draw({**SCENES[variables], **ENDS[end], "panels": [name], "size": [320, 240]})
    assert drawn.frame(0).shape == (240, 320, 3)
