"""end + (η − end)·(1 + cos(πk/steps))/2, then end.  Loshchilov and Hutter, ICLR 2017, without restarts."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Count, Eta, ScheduleKind, typed_number


class Options(PluginOptions):
    eta: Eta
    end: Annotated[float, Field(ge=0, allow_inf_nan=False, description="last step size")] = 0.0
    steps: Count | None = Field(None, description="length of the schedule in steps; by default the scene's steps")


def at(options: Options, k: int) -> float:
    """Returns eta at step k. Raises ValueError if the length is unspecified; see ``for_steps``."""
    if options.steps is None:
        raise ValueError("a cosine without steps needs the run's: call for_steps first")
    if k >= options.steps:
        return options.end
    return options.end + (options.eta - options.end) * (1 + math.cos(math.pi * k / options.steps)) / 2


def for_steps(options: Options, steps: int) -> Options:
    return options if options.steps else options.model_copy(update={"steps": max(1, steps)})


def text(options: Options) -> str:
    wave = f"(1 + cos(πk/{options.steps or 'n'}))/2"
    if not options.end:
        return f"{typed_number(options.eta)}·{wave}"
    return f"{typed_number(options.end)} + ({typed_number(options.eta)} − {typed_number(options.end)})·{wave}"


PLUGIN = ScheduleKind(
    "cosine annealing to a final value",
    Options,
    at,
    text,
    for_steps,
    synonyms=("cosineannealinglr", "cosine_annealing"),
    other_names={"T_max": "steps", "eta_min": "end", "lr": "eta"},
)
