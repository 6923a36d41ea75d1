"""Optimizers: a file each, with a ``Rule``. Here is what they are made from and what a scene makes of them.

``rule`` is the interface that each implements, ``equations`` what its lesson prints, ``oracle`` is what a rule may ask,
``optimizer`` is a rule with its options; ``parts`` are shared by several rules, and ``foreign`` wraps those of PyTorch
and optax.
"""

from gdanim.optimizers.equations import Equation, Line, StepNumbers
from gdanim.optimizers.foreign import RuleError, from_object, from_optax, from_torch
from gdanim.optimizers.optimizer import Optimizer
from gdanim.optimizers.oracle import Oracle, RunFacts
from gdanim.optimizers.rule import Rule, display_names, no_state, state_vectors
from gdanim.points import Point

__all__ = [
    "Equation",
    "Line",
    "Optimizer",
    "Oracle",
    "Point",
    "Rule",
    "RuleError",
    "RunFacts",
    "StepNumbers",
    "display_names",
    "from_object",
    "from_optax",
    "from_torch",
    "no_state",
    "state_vectors",
]
