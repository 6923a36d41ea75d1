"""η·factor^(number of milestones up to k), but never below ``least``.  PyTorch's MultiStepLR."""

from __future__ import annotations

import itertools
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from gdanim.messages import message
from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Eta, Factor, Least, ScheduleKind, as_tuple, typed_number

MAX_SHOWN_DROPS = 3  # drops that the text names


def _rising(milestones: tuple[int, ...]) -> tuple[int, ...]:
    if any(later <= earlier for earlier, later in itertools.pairwise(milestones)):
        raise ValueError(message("schedules.milestones_not_rising", found=", ".join(map(str, milestones))))
    return milestones


Milestones = Annotated[
    tuple[Annotated[int, Field(ge=1)], ...],
    BeforeValidator(as_tuple),
    Field(min_length=1, max_length=64, description="steps at which it drops, in rising order"),
    AfterValidator(_rising),
]


class Options(PluginOptions):
    eta: Eta
    milestones: Milestones
    factor: Factor = Field(0.1, description="factor of each drop")
    least: Least = 0.0


def at(options: Options, k: int) -> float:
    drops = sum(milestone <= k for milestone in options.milestones)
    return max(options.least, options.eta * options.factor**drops)


def text(options: Options) -> str:
    drops: list[Any] = [
        f"{typed_number(at(options, first))} (k ≥ {first})" for first in options.milestones[:MAX_SHOWN_DROPS]
    ]
    more = ["…"] if len(options.milestones) > MAX_SHOWN_DROPS else []
    return " → ".join([typed_number(options.eta), *drops, *more])


PLUGIN = ScheduleKind(
    "multiplied by a factor at each milestone",
    Options,
    at,
    text,
    synonyms=("multisteplr", "piecewise_constant"),
    other_names={"gamma": "factor", "min_lr": "least", "lr": "eta"},
    example={"eta": 0.3, "milestones": [5, 15]},
)
