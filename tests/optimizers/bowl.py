"""x² + y²/2 as an oracle, and a walk on it: what the tests of the rules stand on."""

from __future__ import annotations

from gdanim.descent import Run, run
from gdanim.functions import build
from gdanim.optimizers import Optimizer
from gdanim.schedules import fixed

CURVATURES = (2.0, 1.0)


class Bowl:
    """Of one variable, x² alone."""

    def value(self, point):
        return sum(c * x * x / 2 for c, x in zip(CURVATURES, point, strict=False))

    def gradient(self, point):
        return tuple(c * x for c, x in zip(CURVATURES, point, strict=False))

    def hessian(self, point):
        size = len(point)
        return tuple(tuple(CURVATURES[i] * (i == j) for j in range(size)) for i in range(size))


BOWL = Bowl()


def points(name, gradients, eta, start, **options):
    """Where a rule goes that is given these gradients, one a step."""
    rule = Optimizer(name).rule
    chosen = rule.options(**options) if rule.options else None
    state, walked = rule.init(start, chosen), [start]
    for gradient in gradients:
        point, state = rule.update(state, walked[-1], gradient, eta, chosen)
        walked.append(point)
    return walked


def walk(name, text, start, eta=None, steps=50, direction="descend", **options):
    """The trajectory of a rule on an expression."""
    rule = Optimizer(name).rule
    chosen = rule.options(**options) if options else None
    schedule = fixed(eta if eta is not None else rule.eta or 0.1) if rule.takes_eta else None
    return run(Run(build(text), Optimizer(name, chosen), schedule, start, steps, direction=direction))
