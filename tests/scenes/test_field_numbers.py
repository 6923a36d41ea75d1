"""The numbers that the sources of the figures print are those of the scenes."""

from pathlib import Path

import pytest

from gdanim import pipeline, scene as scenes, yaml

FOLDER = Path(__file__).parents[2] / "scenes" / "field"
CASES = yaml.load(Path(__file__).with_name("field_numbers.yaml"))
ROUNDING = 0.5000001e-6


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["scene"])
def test_a_run_is_where_its_source_has_it(case):
    trajectories = pipeline.trace(scenes.load(FOLDER / f"{case['scene']}.yaml"))
    assert len(trajectories) == len(case["points"])
    exact = case.get("within", ROUNDING)
    for trajectory, printed in zip(trajectories, case["points"], strict=True):
        if printed is not None:
            assert trajectory.points[case["step"]].tolist() == pytest.approx(list(printed), rel=0, abs=exact)
