"""A rule with its options chosen, as a scene has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim import registry

if TYPE_CHECKING:
    from pydantic import BaseModel

    from gdanim.constraints import Objective
    from gdanim.optimizers.rule import Rule


@dataclass(frozen=True)
class Optimizer:
    """A rule with its options chosen.

    Parameters
    ----------
    name
        The rule's plug-in name.
    options
        The rule's options, by default its defaults; None for a rule without options.
    own_rule
        The rule itself, if it is no plug-in but an object of the program that gives the scene.
    """

    name: str = "gradient_descent"
    options: BaseModel | None = None
    own_rule: Rule | None = None

    def __post_init__(self) -> None:
        """Completes the options."""
        if self.options is None and self.rule.options is not None:
            object.__setattr__(self, "options", self.rule.options())

    @property
    def rule(self) -> Rule:
        return self.own_rule or registry.load("optimizers", self.name)

    @property
    def takes_eta(self) -> bool:
        """Whether the rule has a step size, with these options."""
        takes_eta = self.rule.takes_eta
        return takes_eta(self.options) if callable(takes_eta) else takes_eta

    @property
    def momentum(self) -> float | None:
        """The coefficient β of momentum with these options: 0 for plain descent, None for any other rule."""
        return self.rule.momentum(self.options)

    def penalty(self, variables: int) -> Objective:
        """Returns what the rule minimises besides f, for a function of this number of variables."""
        return self.rule.penalty(self.options, variables)
