"""Fixtures of all tests, and the same examples of hypothesis in each session.

Plug-ins of other packages that are installed beside gdanim are not seen: a test sees those that it installs itself.
Words are without colours, whatever the machine that asks says of its terminal.
"""

import os
from importlib import metadata
from pathlib import Path

import pytest
from hypothesis import settings

BRIEF = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
# a test that fails fails again, here and elsewhere; ``--hypothesis-profile=default`` looks further
settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")

os.environ["NO_COLOR"] = "1"  # read by Sphinx, Rich and Python, which colour in CI otherwise
os.environ.pop("FORCE_COLOR", None)
os.environ.pop("GDANIM_LANG", None)  # messages are English

every_distribution = metadata.distributions
WITH_PLUG_INS = {
    each.name for each in every_distribution() if any(point.group.startswith("gdanim.") for point in each.entry_points)
}


def _other_distributions(**context):
    return (each for each in every_distribution(**context) if each.name not in WITH_PLUG_INS)


metadata.distributions = _other_distributions  # from here on: also while tests are collected


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="session")
def quadratic():
    """One ball on 0.1x² from 2 with η = 1: x_k = 2 · 0.8^k. The ball, its arrow and nothing else."""
    from drawn import draw

    return draw(
        {
            "function": "0.1*x**2",
            "start": 2,
            "eta": 1,
            "steps": 6,
            "domain": [-0.2, 2.2],
            "show": ["ball", "step_arrow"],
            "size": [480, 360],
        },
        timing=BRIEF,
    )


@pytest.fixture(scope="session")
def comparison():
    """Two balls side by side on x² from 2: x_k = 2 · (1 − 2η)^k with η = 0.25 and 0.75."""
    from drawn import draw

    return draw({"function": "x**2", "start": 2, "eta": [0.25, 0.75], "steps": 4, "size": [640, 360]}, timing=BRIEF)


@pytest.fixture(scope="session")
def lesson():
    """One ball on x² from 2 with η = 0.25, with all that a lesson shows: x_k = 2 · 0.5^k, f′ = 2x."""
    from drawn import draw

    return draw({"function": "x**2", "start": 2, "eta": 0.25, "steps": 4, "title": "Halves"}, timing__seconds=8)


@pytest.fixture(scope="session")
def flagship():
    """The scene that README shows."""
    from drawn import draw

    return draw(Path(__file__).parents[1] / "scenes" / "stepsizes.yaml")
