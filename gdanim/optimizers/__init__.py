"""What an update rule is: how a point moves, given the gradient there. Knows no function and no schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from gdanim import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

Point = tuple[float, ...]


class Oracle(Protocol):
    """What a rule may ask of the function it lowers, anywhere. Of a run that climbs f, it answers for −f."""

    def value(self, point: Point) -> float: ...
    def gradient(self, point: Point) -> Point: ...
    def hessian(self, point: Point) -> tuple[Point, ...]: ...


def nothing(point: Point, options: Any) -> None:
    """The state of a rule that remembers nothing: each step starts from the point alone."""


@dataclass(frozen=True)
class Rule:
    """The ``PLUGIN`` of an optimizer's file. Both functions are pure: they change none of their arguments.

    ``update(state, point, gradient, eta, options) -> (new point, new state)``; a rule that needs more than the gradient
    here says so by ``oracle`` and gets an Oracle as its last argument. ``init(point, options)`` is the state before the
    first step: None or a named tuple. ``formula`` is mathtext without dollars. A rule without eta gets ``nan`` for it;
    ``eta`` is the one to take where a scene gives none. A rule with ``memory`` lets earlier gradients act on this step:
    its ball rolls rather than hops.
    """

    summary: str
    formula: str
    update: Callable[..., tuple[Point, Any]]
    init: Callable[[Point, Any], Any] = nothing
    options: type[BaseModel] | None = None
    takes_eta: bool = True
    eta: float | None = None
    memory: bool = False
    oracle: bool = False

    def step(
        self, state: Any, point: Point, gradient: Point, eta: float, options: Any, oracle: Oracle
    ) -> tuple[Point, Any]:
        """The update, whether or not it needs more than the gradient here."""
        asked = (oracle,) if self.oracle else ()
        return self.update(state, point, gradient, eta, options, *asked)


@dataclass(frozen=True)
class Optimizer:
    """A rule with its options chosen; ``options`` None means the rule's defaults, or that it has none."""

    name: str = "gradient_descent"
    options: BaseModel | None = None

    @property
    def rule(self) -> Rule:
        return registry.load("optimizers", self.name)

    @property
    def chosen(self) -> BaseModel | None:
        """The options given, or the rule's own defaults."""
        if self.options is None and self.rule.options is not None:
            return self.rule.options()
        return self.options


def remembered(state: Any) -> dict[str, Point]:
    """What can be drawn of a rule's state: by name, whatever holds a number for each variable."""
    fields = state._asdict() if state is not None else {}
    return {
        name: value for name, value in fields.items() if isinstance(value, tuple) and value and type(value[0]) is float
    }
