"""η·factor^⌊k/every⌋"""

from __future__ import annotations

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Count, Eta, Factor, ScheduleKind, base_text, typed_number


class Options(PluginOptions):
    eta: Eta
    factor: Factor = Field(0.5, description="factor of each drop")
    every: Count = Field(description="number of steps between two drops")


def at(options: Options, k: int) -> float:
    return options.eta * options.factor ** (k // options.every)


def text(options: Options) -> str:
    return f"{typed_number(options.eta)}·{base_text(options.factor)}^⌊k/{options.every}⌋"


PLUGIN = ScheduleKind(
    "step decay: multiplied by a factor every few steps",
    Options,
    at,
    text,
    synonyms=("step_decay", "steplr"),
    other_names={"gamma": "factor", "step_size": "every", "lr": "eta"},
    example={"eta": 0.3, "every": 5},
)
