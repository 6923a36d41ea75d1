"""x ← prox(x − η∇f(x)), where prox makes the penalty small without going far.

Lions & Mercier, SIAM J. Numer. Anal. 16(6), 1979; with ‖x‖₁ as ISTA: Daubechies et al., Comm. Pure Appl. Math. 57,
2004.
"""

from __future__ import annotations

from gdanim.optimizers import Point, Rule
from gdanim.optimizers.parts.proximal import Options, decays_weights, penalty, proximal, refusal
from gdanim.optimizers.parts.vectors import subtract


def update(state: None, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, None]:
    return proximal(options, subtract(point, gradient, eta), eta), state


PLUGIN = Rule(
    display_name="proximal gradient",
    summary="a gradient step on f, then a proximal step on a penalty or a box",
    formula=r"x_{k+1} = \mathrm{prox}_{\eta h}(x_k - \eta\,\nabla f(x_k))",
    update=update,
    options=Options,
    decays_weights=decays_weights,
    penalty=penalty,
    refusal=refusal,
    synonyms=("ista", "proximal", "forward_backward", "proximal gradient descent", "soft_thresholding"),
)
