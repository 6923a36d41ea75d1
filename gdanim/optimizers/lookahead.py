"""Another rule explores from slow weights, which follow every k steps: z ← z + α(x − z), and x goes on from z.

Zhang et al., NeurIPS 2019, arXiv:1907.08610. The other rule keeps its memory.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from pydantic import BaseModel, Field, ValidationError, field_validator

from gdanim import registry
from gdanim.messages import Message, message
from gdanim.optimizers import Optimizer, Oracle, Point, Rule, RunFacts
from gdanim.optimizers.parts.vectors import elementwise
from gdanim.plugin_options import PluginOptions
from gdanim.spelling import advice

NAME = "lookahead"


class Options(PluginOptions):
    inner: str | dict[str, dict[str, Any] | None] = Field(
        Optimizer().name, description="the rule that explores: a name, or a name with options"
    )
    k: int = Field(5, ge=1, le=10_000, description="steps of the inner rule between two of the slow weights")
    alpha: float = Field(0.5, gt=0, le=1, description="α: how far the slow weights go to the explorer")

    @field_validator("inner")
    @classmethod
    def _known(cls, inner: str | dict[str, Any]) -> str | dict[str, Any]:
        names = [inner] if isinstance(inner, str) else list(inner)
        if len(names) != 1:
            raise ValueError(message("optimizers.one_inner_rule"))
        known = [name for name in registry.names("optimizers") if name != NAME]
        if names[0] not in known:
            raise ValueError(message("optimizers.unknown_inner_rule", rule=names[0], advice=advice(names[0], known)))
        _inner_options(names[0], None if isinstance(inner, str) else inner[names[0]])
        return inner

    @property
    def optimizer(self) -> Optimizer:
        """The inner rule with its options."""
        name = self.inner if isinstance(self.inner, str) else next(iter(self.inner))
        return Optimizer(name, None if isinstance(self.inner, str) else _inner_options(name, self.inner[name]))


class State(NamedTuple):
    """The slow weights, the inner rule's state, and the number of steps taken."""

    z: Point
    inner: Any
    steps: int


def _inner_options(name: str, given: dict[str, Any] | None) -> BaseModel | None:
    """Returns the inner rule's options. Raises ValueError, in words, if they are invalid."""
    model = Optimizer(name).rule.options
    if not given or model is None:
        if given:
            raise ValueError(message("optimizers.inner_has_no_options", rule=name))
        return None
    try:
        return model.model_validate_json(json.dumps(given), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        known = ", ".join(model.model_fields)
        raise ValueError(message("optimizers.inner_option", rule=name, option=where, known=known)) from None


def init(point: Point, options: Options) -> State:
    inner = options.optimizer
    return State(point, inner.rule.init(point, inner.options), 0)


def update(
    state: State, point: Point, gradient: Point, eta: float, options: Options, oracle: Oracle
) -> tuple[Point, State]:
    inner, steps = options.optimizer, state.steps + 1
    fast, memory = inner.rule.step(state.inner, point, gradient, eta, inner.options, oracle)
    if steps % options.k:
        return fast, State(state.z, memory, steps)
    slow = elementwise(lambda z, x: z + options.alpha * (x - z), state.z, fast)
    return slow, State(slow, memory, steps)


def takes_eta(options: Any) -> bool:
    return bool(options.optimizer.takes_eta)


def refusal(options: Options, run: RunFacts) -> Message | str | None:
    """Returns the inner rule's objection to a run."""
    inner = options.optimizer
    return inner.rule.refusal(inner.options, run)


PLUGIN = Rule(
    display_name="Lookahead",
    summary="another rule explores, and slow weights follow it part of the way every k steps",
    formula=r"z \leftarrow z + \alpha\,(x_k - z),\quad x_k \leftarrow z",
    update=update,
    init=init,
    options=Options,
    takes_eta=takes_eta,
    has_memory=True,
    needs_oracle=True,
    decays_weights=lambda options: options.optimizer.rule.decays_weights(options.optimizer.options),
    penalty=lambda options, variables: options.optimizer.penalty(variables),
    refusal=refusal,
    synonyms=("look_ahead",),
)
