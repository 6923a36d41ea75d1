"""η·factor each time that f has not fallen for more than ``patience`` steps.  PyTorch's ReduceLROnPlateau.

Before step k the values f(x₁), …, f(x_k) have been seen, as after an epoch of training.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Eta, Least, ScheduleKind, typed_number

SMALLEST_CHANGE = 1e-8  # of eta; a smaller one is not made


class Options(PluginOptions):
    eta: Eta
    factor: Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False, description="factor of each drop")] = 0.1
    patience: Annotated[int, Field(ge=0, description="number of steps without progress that are let pass")] = 10
    threshold: Annotated[
        float, Field(ge=0, allow_inf_nan=False, description="progress that counts, as a share of the lowest value")
    ] = 1e-4
    cooldown: Annotated[int, Field(ge=0, description="number of steps after a drop in which none is counted")] = 0
    least: Least = 0.0


@dataclass(frozen=True)
class State:
    """The knowledge before a step: its eta, the lowest value, steps without progress, and those left to cool."""

    eta: float
    lowest: float = math.inf
    idle: int = 0
    cooling: int = 0


def adapt(options: Options, state: State | None, value: float) -> State:
    """Returns the state after f has become ``value``; ``state`` is None before the first step."""
    if state is None:
        return State(options.eta)
    has_fallen = value < state.lowest * (1 - options.threshold)
    lowest, idle, cooling = (
        (value if has_fallen else state.lowest),
        (0 if has_fallen else state.idle + 1),
        state.cooling,
    )
    if cooling > 0:
        cooling, idle = cooling - 1, 0
    if idle <= options.patience:
        return State(state.eta, lowest, idle, cooling)
    reduced = max(state.eta * options.factor, options.least)
    eta = reduced if state.eta - reduced > SMALLEST_CHANGE else state.eta
    return State(eta, lowest, 0, options.cooldown)


def at(options: Options, k: int) -> float:  # noqa: ARG001 - without values of f nothing is known but the first
    return options.eta


def text(options: Options) -> str:
    drops = (max(options.least, options.eta * options.factor**drop) for drop in range(3))
    return " → ".join([*dict.fromkeys(map(typed_number, drops)), "…"])


PLUGIN = ScheduleKind(
    "multiplied by a factor where f falls no more",
    Options,
    at,
    text,
    adapt=adapt,
    synonyms=("reducelronplateau", "reduce_on_plateau", "plateau"),
    other_names={"min_lr": "least", "lr": "eta"},
)
