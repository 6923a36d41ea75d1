"""Whether a function of one variable is convex: f″ ≥ 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.function import Function

SAMPLES = 801
TOLERANCE = -1e-9  # f″ below this is not explained by rounding


def is_convex(function: Function, limits: tuple[float, float]) -> bool:
    """Whether f″ ≥ 0 at samples all over ``limits``: then no chord is anywhere below the curve."""
    return all(function.curvature((float(x),))[1] >= TOLERANCE for x in np.linspace(*limits, SAMPLES))
