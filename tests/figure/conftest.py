"""Pictures that several tests look at; each is laid out once."""

import pytest
from drawn import draw

STILL = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"


@pytest.fixture(scope="session")
def quadratic():
    """One ball on 0.1x² from 2 with η = 1: x_k = 2 · 0.8^k. The ball, its arrow and nothing else."""
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
        timing=STILL,
    )


@pytest.fixture(scope="session")
def comparison():
    """Two balls side by side on x² from 2: x_k = 2 · (1 − 2η)^k with η = 0.25 and 0.75."""
    return draw({"function": "x**2", "start": 2, "eta": [0.25, 0.75], "steps": 4, "size": [640, 360]}, timing=STILL)


@pytest.fixture(scope="session")
def lesson():
    """One ball on x² from 2 with η = 0.25, with all that a lesson shows: x_k = 2 · 0.5^k, f′ = 2x."""
    return draw({"function": "x**2", "start": 2, "eta": 0.25, "steps": 4, "title": "Halves"}, timing__seconds=8)


@pytest.fixture(scope="session")
def flagship():
    """The scene that README shows."""
    from pathlib import Path

    return draw(Path(__file__).parents[2] / "scenes" / "stepsizes.yaml")
