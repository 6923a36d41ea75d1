"""Searches the stationary point at which a run ends, with few evaluations, for functions that are slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from gdanim.functions.function import Function
    from gdanim.functions.search.classification import Kinds

NEWTON_STEPS = 12
MAX_STEP = 0.5  # of the way from the start, or of 1
MAX_SLOPE = 1e-6  # fraction of the start's slope at a stationary point
VANISHING_CURVATURE = 1e-6  # fraction of the largest curvature


def search(function: Function, iterates: np.ndarray) -> tuple[Kinds, np.ndarray]:
    """Returns the stationary point that Newton's method finds from the last of iterates (n, d), and f's values there.

    It finds none where the run is still on its way.
    """
    values, point = function.values(iterates), iterates[-1]
    first = np.hypot.reduce(function.gradient(iterates[0]))
    reach = MAX_STEP * max(1.0, float(np.hypot.reduce(iterates[-1] - iterates[0])))
    for _ in range(NEWTON_STEPS):
        gradient, hessian = np.array(function.gradient(point)), np.array(function.hessian(point))
        if not np.isfinite(hessian).all() or not np.isfinite(gradient).all():
            return {}, values
        step = np.linalg.lstsq(hessian, -gradient, rcond=None)[0]
        if np.hypot.reduce(point + step - iterates[-1]) > reach:
            return {}, values
        point = point + step
        if np.hypot.reduce(step) <= 1e-12 * max(1.0, float(np.hypot.reduce(point))):
            break
    slope, curvatures = np.hypot.reduce(function.gradient(point)), np.linalg.eigvalsh(np.array(function.hessian(point)))
    if slope > MAX_SLOPE * first or (np.abs(curvatures) < VANISHING_CURVATURE * np.abs(curvatures).max()).any():
        return {}, values
    kind = "minimum" if (curvatures > 0).all() else "maximum" if (curvatures < 0).all() else "saddle"
    return {tuple((point + 0.0).tolist()): kind}, values  # type: ignore[dict-item]
