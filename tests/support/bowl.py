"""Bowls as oracles, and walks: what the tests of the rules stand on."""

from __future__ import annotations

from gdanim.descent import Run, compute_trajectory
from gdanim.functions import build
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed


class Bowl:
    """Σ cᵢxᵢ²/2, as an oracle that keeps the points it is asked about."""

    def __init__(self, *curvatures):
        self.curvatures = curvatures
        self.asked = []

    def value(self, point):
        self.asked.append(point)
        return sum(c * x * x / 2 for c, x in zip(self.curvatures, point, strict=False))

    def gradient(self, point):
        self.asked.append(point)
        return tuple(c * x for c, x in zip(self.curvatures, point, strict=False))

    def hessian(self, point):
        size = len(point)
        return tuple(tuple(self.curvatures[i] * (i == j) for j in range(size)) for i in range(size))


BOWL = Bowl(2.0, 1.0)
"""x² + y²/2; of one variable, x² alone."""


def walk(name, text, start, eta=None, steps=50, direction="descend", **options):
    """The trajectory of a rule on an expression."""
    rule = Optimizer(name).rule
    chosen = rule.options(**options) if options else None
    schedule = fixed(eta if eta is not None else rule.default_eta or 0.1) if rule.takes_eta else None
    return compute_trajectory(Run(build(text), Optimizer(name, chosen), schedule, start, steps, direction=direction))
