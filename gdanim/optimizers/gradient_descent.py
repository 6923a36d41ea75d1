"""x ← x − η∇f(x).  Cauchy, Comptes rendus 25, 1847."""

from __future__ import annotations

from gdanim.optimizers import Point, Rule
from gdanim.optimizers.parts.vectors import subtract


def update(state: None, point: Point, gradient: Point, eta: float, options: None) -> tuple[Point, None]:  # noqa: ARG001
    return subtract(point, gradient, eta), state


PLUGIN = Rule(
    display_name="gradient descent",
    summary="a step of η times the negative gradient",
    formula=r"x_{k+1} = x_k - \eta\,\nabla f(x_k)",
    update=update,
    momentum=lambda _options: 0.0,
    step_form="gradient",
    ascent_name="gradient ascent",
    synonyms=(
        "gd",
        "sgd",
        "bgd",
        "vanilla",
        "plain",
        "descent",
        "steepest_descent",
        "gradient descent",
        "stochastic_gradient_descent",
        "stochastic gradient descent",
        "batch_gradient_descent",
        "subgradient",
    ),
)
