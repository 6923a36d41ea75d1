"""η·factor^k"""

from __future__ import annotations

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Eta, Factor, ScheduleKind, base_text, typed_number


class Options(PluginOptions):
    eta: Eta
    factor: Factor = Field(description="factor of each step")


def at(options: Options, k: int) -> float:
    return options.eta * options.factor**k


def text(options: Options) -> str:
    return f"{typed_number(options.eta)}·{base_text(options.factor)}^k"


PLUGIN = ScheduleKind(
    "exponential decay: multiplied by a factor at every step",
    Options,
    at,
    text,
    synonyms=("decay", "exponentiallr"),
    other_names={"gamma": "factor", "lr": "eta"},
    example={"eta": 0.3, "factor": 0.9},
)
