"""Every variable steps by a length of its own, against the sign of its partial derivative.

Riedmiller & Braun, IEEE Int. Conf. Neural Networks, 1993. As in torch.optim.Rprop: the lengths begin with η; a length
grows while the sign stays, and shrinks where it has changed, in a step that leaves the variable unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

from pydantic import Field, model_validator

from gdanim.messages import message
from gdanim.optimizers import Equation, Point, Rule
from gdanim.optimizers.parts.vectors import elementwise, sign, subtract, zeros_like
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from gdanim.optimizers import Line, StepNumbers


class Options(PluginOptions):
    shrink: float = Field(0.5, gt=0, lt=1, description="factor of a length where the sign has changed")
    grow: float = Field(1.2, gt=1, description="factor of a length where the sign stays")
    least: float = Field(1e-6, gt=0, description="shortest length")
    greatest: float = Field(50.0, gt=0, description="longest length")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.greatest:
            raise ValueError(message("optimizers.least_above_greatest", least=self.least, greatest=self.greatest))
        return self


class State(NamedTuple):
    """The last gradient, with zeros where its sign has changed, and the length of each variable's step."""

    g: Point
    lengths: Point
    has_stepped: bool


def init(point: Point, options: Options) -> State:  # noqa: ARG001
    return State(zeros_like(point), zeros_like(point), has_stepped=False)


def update(state: State, point: Point, gradient: Point, eta: float, options: Options) -> tuple[Point, State]:
    before = state.lengths if state.has_stepped else (eta,) * len(point)
    turns = elementwise(lambda g, last: sign(g) * sign(last), gradient, state.g)
    factors = {1.0: options.grow, -1.0: options.shrink, 0.0: 1.0}
    lengths = elementwise(
        lambda length, turn: min(max(length * factors[turn], options.least), options.greatest), before, turns
    )
    used = elementwise(lambda g, turn: 0.0 if turn < 0 else g, gradient, turns)
    return subtract(point, elementwise(lambda g, length: sign(g) * length, used, lengths)), State(used, lengths, True)


def equations(options: Options) -> tuple[Line, ...]:  # noqa: ARG001
    """Returns the lines: the length of the step, c times the last, and the step with the slope's sign."""
    length, last, turn = r"{\Delta}", r"{\Delta}_old", r"\mathrm{sign}"

    def lasts(numbers: StepNumbers) -> Point:
        return numbers.before["lengths"] if numbers.k > 1 else (numbers.eta,) * len(numbers.gradient)

    def factors(numbers: StepNumbers) -> Point:
        return elementwise(lambda new, old: new / old, numbers.after["lengths"], lasts(numbers))

    def lengths(numbers: StepNumbers) -> Point:
        return numbers.after["lengths"]

    def signs(numbers: StepNumbers) -> Point:
        return tuple(map(sign, numbers.after["g"]))

    grown = Equation(length, f"c * {last}", {length: lengths, last: lasts, "c": factors})
    return (grown,), (Equation("x_new", f"x - {length} * {turn}", {length: lengths, turn: signs}),)


PLUGIN = Rule(
    display_name="Rprop",
    summary="every variable steps by a length of its own, which grows while the sign of its slope stays",
    formula=r"x_{k+1} = x_k - \Delta_k\,\mathrm{sign}(\nabla f(x_k))",
    update=update,
    init=init,
    options=Options,
    has_memory=True,
    synonyms=("resilient_backpropagation", "resilient propagation"),
    equations=equations,
    memory_label="update_memory",
)
