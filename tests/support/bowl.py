"""Bowls as oracles, and walks: what the tests of the rules stand on."""

from __future__ import annotations

import json

from gdanim.constraints import BallSet
from gdanim.descent import Run, compute_trajectory
from gdanim.functions import build
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed

RADIUS = 3.0
"""Of the ball in which rules stay that need a set."""


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

    full_gradient, gauss_newton_matrix = gradient, hessian
    constraint, steps_per_epoch = BallSet(RADIUS, (0.0, 0.0)), 1

    def lowest_value(self):
        return 0.0


BOWL = Bowl(2.0, 1.0)
"""x² + y²/2; of one variable, x² alone."""


def chosen(name, options):
    """A rule with its options, as they come from JSON or Python."""
    model = Optimizer(name).rule.options
    return Optimizer(name, model.model_validate_json(json.dumps(options)) if options else None)


def walk(name, text, start, eta=None, steps=50, direction="descend", constraint=None, **options):
    """The trajectory of a rule on an expression, or on a function."""
    optimizer = chosen(name, options)
    schedule = fixed(eta if eta is not None else optimizer.rule.default_eta or 0.1) if optimizer.takes_eta else None
    if name == "frank_wolfe" and constraint is None:
        constraint = BallSet(RADIUS, (0.0,) * len(start))
    function = build(text) if isinstance(text, str) else text
    return compute_trajectory(
        Run(function, optimizer, schedule, start, steps, direction=direction, constraint=constraint)
    )
