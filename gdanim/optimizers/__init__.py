"""What an update rule is: how a point moves, given the gradient there. Knows no function and no schedule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import plugins

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

Point = tuple[float, ...]


@dataclass(frozen=True)
class Rule:
    """The ``PLUGIN`` of an optimizer's file. Both functions are pure: they change none of their arguments.

    ``update(state, point, gradient, eta, options) -> (new point, new state)``; ``init(point, options)`` is the state
    before the first step. ``formula`` is mathtext without dollars. A rule without eta gets ``nan`` for it; one with
    ``memory`` lets earlier gradients act on this step, so its ball rolls rather than hops.
    """

    summary: str
    formula: str
    update: Callable[[Any, Point, Point, float, Any], tuple[Point, Any]]
    init: Callable[[Point, Any], Any]
    options: type[BaseModel] | None = None
    takes_eta: bool = True
    memory: bool = False


@dataclass(frozen=True)
class Optimizer:
    """A rule with its options chosen; ``options`` None means the rule's defaults, or that it has none."""

    name: str = "gradient_descent"
    options: BaseModel | None = None

    @property
    def rule(self) -> Rule:
        return plugins.load("optimizers", self.name)

    @property
    def chosen(self) -> BaseModel | None:
        """The options given, or the rule's own defaults."""
        if self.options is None and self.rule.options is not None:
            return self.rule.options()
        return self.options
