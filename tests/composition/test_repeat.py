"""The same scene gives the same pixels on this machine, whatever its user has set."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SUM = """\
import hashlib
from drawn import draw
keys = {"title": "$f$ falls", "function": "2*x + exp(-2*x)", "start": 3, "eta": [0.2, 0.9], "steps": 3}
total = hashlib.sha256()
for frame in draw(keys, size=[480, 240], timing="{frames_per_step: 4}").picture.frames():
    total.update(frame)
print(total.hexdigest())
"""


def drawn_with(**environment):
    """The hash of an animation's frames, drawn by another Python."""
    project = Path(__file__).parents[2]
    env = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(project / "tests" / "support"), str(project)]),
        **environment,
    }
    done = subprocess.run([sys.executable, "-c", SUM], env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture(scope="module")
def plain():
    return drawn_with(PYTHONHASHSEED="1")


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [{"PYTHONHASHSEED": "2"}, {"TZ": "Asia/Tehran"}, {"LC_ALL": "fa_IR.UTF-8"}, {"OMP_NUM_THREADS": "7"}],
    ids=str,
)
def test_another_process_in_another_place_draws_the_same(plain, environment):
    assert drawn_with(**environment) == plain
