"""v ← βv + (1 − d)∇f(x);  x ← x − ηv.  Polyak, USSR Comput. Math. Math. Phys. 4(5), 1964.

As in torch.optim.SGD: the first v is the gradient itself, d does not dampen it.
"""

from __future__ import annotations

from pydantic import BaseModel, Field

from gdanim.optimizers import Point, Rule


class Options(BaseModel, frozen=True, extra="forbid", strict=True):
    beta: float = Field(0.9, ge=0, le=1, description="how much of the last velocity is kept")
    dampening: float = Field(0.0, ge=0, le=1, description="how much of the new gradient is left out, from step two on")


def init(point: Point, options: Options) -> None:
    """No velocity yet: the first gradient becomes it."""


def update(velocity: Point | None, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, Point]:
    if velocity is None:
        velocity = gradient
    else:
        fresh = 1 - options.dampening
        velocity = tuple(options.beta * v + fresh * g for v, g in zip(velocity, gradient, strict=True))
    return tuple(x - eta * v for x, v in zip(point, velocity, strict=True)), velocity


PLUGIN = Rule(
    summary="gradients add up to a velocity: the ball rolls, through flat ground and past small bumps",
    formula=r"v_{k+1} = \beta v_k + \nabla f(x_k),\quad x_{k+1} = x_k - \eta\,v_{k+1}",
    update=update,
    init=init,
    options=Options,
    memory=True,
)
