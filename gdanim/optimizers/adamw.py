"""x ← x − ηλx, then a step of Adam.  Loshchilov & Hutter, ICLR 2019, arXiv:1711.05101.  As in torch.optim.AdamW."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from gdanim.optimizers import Equation, Point, Rule, adam
from gdanim.optimizers.parts import moments as _moments
from gdanim.optimizers.parts.vectors import subtract

if TYPE_CHECKING:
    from gdanim.optimizers import Line
    from gdanim.optimizers.parts.moments import Moments


class Options(_moments.Options):
    weight_decay: float = Field(0.01, ge=0, description="λ: coefficient of the decoupled weight decay")


def update(moments: Moments, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, Moments]:
    return adam.update(moments, subtract(point, point, eta * options.weight_decay), gradient, eta, options)


def equations(options: Options) -> tuple[Line, ...]:
    text, values = _moments.quotient(options)
    decay = f"- eta * {options.weight_decay!r} * x " if options.weight_decay else ""
    return *_moments.average_lines(options), (Equation("x_new", f"x {decay}- eta * {text}", values),)


PLUGIN = Rule(
    display_name="AdamW",
    summary="Adam with decoupled weight decay",
    formula=r"x_{k+1} = (1 - \eta\lambda)\,x_k - \eta\,\frac{\hat m_{k+1}}{\sqrt{\hat v_{k+1}} + \varepsilon}",
    update=update,
    init=_moments.init,
    options=Options,
    has_memory=True,
    decays_weights=lambda options: options.weight_decay > 0,
    equations=equations,
    memory_label="update_averages",
    is_scale_free=True,
    synonyms=("adam_w",),
)
