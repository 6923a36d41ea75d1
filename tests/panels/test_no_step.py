"""Every panel draws a run without a step: a picture, and a run that its stop rule ends at the start."""

import pytest
from drawn import draw

from gdanim import registry

SCENES = {
    1: {"function": "x**2", "start": 2},
    2: {"function": "x**2 + y**2", "start": [2, 1]},
    3: {"function": "x1**2 + x2**2 + x3**2", "start": [1, 2, 3]},
    "data": {"function": {"linear_regression": {"points": [[0, 1], [1, 2], [2, 2]]}}, "start": [0, 0]},
}
ENDS = {"picture": {"steps": 0}, "stopped": {"eta": 0.1, "steps": 5, "stop": {"gradient": 1e9}}}


def suits(panel, variables):
    if panel.is_data_only:
        return variables == "data"
    return not panel.variables or variables in panel.variables


CASES = [
    (name, variables)
    for name in sorted({*registry.shipped("panels")} - {"sweep"})  # which takes runs of many step sizes
    for variables in SCENES
    if suits(registry.load("panels", name), variables)
]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(("name", "variables"), CASES)
def test_it_draws_a_run_without_a_step(name, variables, end):
    drawn = draw({**SCENES[variables], **ENDS[end], "panels": [name], "size": [320, 240]})
    assert drawn.frame(0).shape == (240, 320, 3)
