"""Which of a run's numbers a header shows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from gdanim.decorations.readout import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.themes import Theme

FLAT = 2  # variables whose numbers are shown
SMALL, FINEST = 0.005, 5  # a height that two decimals call nothing; and the most decimals that one has


def point(trajectory: Trajectory, colour: str) -> list[Field]:
    """A number a variable, where there are one or two."""
    names = trajectory.run.function.variables
    if len(names) > FLAT:
        return []
    return [Field(_symbol(name), trajectory.points[:, axis], colour) for axis, name in enumerate(names)]


def height(trajectory: Trajectory, colour: str, decimals: int = 0) -> list[Field]:
    return [Field("f", trajectory.values, colour, decimals)]


def fine(trajectories: Sequence[Trajectory]) -> int:
    """So many decimals that two digits are told of the smallest height before its verdict; 0 where few are enough."""
    last = [float(run.values[run.verdict.earned(len(run.points) - 1) - 1]) for run in trajectories]
    small = [abs(value) for value in last if value and abs(value) < SMALL]
    return min(FINEST, 1 - math.floor(math.log10(min(small)))) if small else 0


def lesson(trajectory: Trajectory, theme: Theme) -> list[Field]:
    """The point, its height, and the slope or the length of the gradient."""
    placed = point(trajectory, theme.ball)
    if len(trajectory.run.start) > 1:
        with np.errstate(all="ignore"):
            length = np.linalg.norm(trajectory.full, axis=1)
        return [*placed, *height(trajectory, theme.ink), Field(r"|\nabla f|", length, theme.slope_text)]
    slope = Field(r"f\,\prime(x)", trajectory.gradients[:, 0], theme.slope_text)
    return [*placed, Field("f(x)", trajectory.values, theme.ink), slope]


def _symbol(variable: str) -> str:
    """``x1`` as it is set: x with a small 1."""
    return f"{variable[0]}_{{{variable[1:]}}}" if len(variable) > 1 else variable
