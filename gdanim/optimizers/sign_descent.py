"""x ← x − η sign(∇f(x)), variable by variable.  Bernstein et al., ICML 2018, arXiv:1802.04434."""

from __future__ import annotations

from gdanim.optimizers import Point, Rule
from gdanim.optimizers.parts.vectors import elementwise, sign, subtract


def update(state: None, point: Point, gradient: Point, eta: float, options: None) -> tuple[Point, None]:  # noqa: ARG001
    return subtract(point, elementwise(sign, gradient), eta), state


PLUGIN = Rule(
    display_name="sign descent",
    summary="every variable steps by η against the sign of its partial derivative",
    formula=r"x_{k+1} = x_k - \eta\,\mathrm{sign}(\nabla f(x_k))",
    update=update,
    synonyms=("signsgd", "sign_gradient", "sign", "sign_sgd", "sign_gradient_descent"),
    is_scale_free=True,
)
