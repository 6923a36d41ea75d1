"""A cycle up to η in the first ``rise`` of the steps, then down to almost none.  Smith, Topin, 2018."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Count, Eta, ScheduleKind, typed_number


class Options(PluginOptions):
    eta: Eta = Field(description="greatest step size")
    steps: Count | None = Field(None, description="length of the schedule in steps; by default the scene's steps")
    rise: Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False, description="share of the steps up")] = 0.3
    divisor: Annotated[float, Field(ge=1, allow_inf_nan=False, description="η over the first step size")] = 25.0
    final_divisor: Annotated[
        float, Field(ge=1, allow_inf_nan=False, description="the first step size over the last")
    ] = 1e4
    shape: Literal["cos", "linear"] = Field("cos", description="how it goes up and down")


def at(options: Options, k: int) -> float:
    """Returns eta at step k. Raises ValueError if the length is unspecified; see ``for_steps``."""
    if options.steps is None:
        raise ValueError("a cycle without steps needs the run's: call for_steps first")
    first, last = options.eta / options.divisor, options.eta / options.divisor / options.final_divisor
    top, end = options.rise * options.steps - 1, options.steps - 1
    if k <= top:
        return _between(first, options.eta, k / top if top else 1.0, options.shape)
    return _between(options.eta, last, (min(k, end) - top) / (end - top), options.shape)


def _between(start: float, end: float, share: float, shape: str) -> float:
    if shape == "linear":
        return start + (end - start) * share
    return end + (start - end) / 2 * (1 + math.cos(math.pi * share))


def for_steps(options: Options, steps: int) -> Options:
    return options if options.steps else options.model_copy(update={"steps": max(1, steps)})


def text(options: Options) -> str:
    first = options.eta / options.divisor
    return " → ".join(map(typed_number, (first, options.eta, first / options.final_divisor)))


PLUGIN = ScheduleKind(
    "one cycle: up to the greatest step size, then down to almost none",
    Options,
    at,
    text,
    for_steps,
    synonyms=("onecyclelr", "1cycle", "onecycle"),
    other_names={
        "max_lr": "eta",
        "total_steps": "steps",
        "pct_start": "rise",
        "div_factor": "divisor",
        "final_div_factor": "final_divisor",
        "anneal_strategy": "shape",
    },
)
