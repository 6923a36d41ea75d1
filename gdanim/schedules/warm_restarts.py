"""Cosine annealing that starts again: PyTorch's CosineAnnealingWarmRestarts.  Loshchilov and Hutter, ICLR 2017."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Count, End, Eta, ScheduleKind, typed_number


class Options(PluginOptions):
    eta: Eta
    every: Count = Field(description="number of steps of the first cycle")
    growth: Annotated[int, Field(ge=1, le=100, description="how many times longer each further cycle is")] = 1
    end: End = 0.0


def at(options: Options, k: int) -> float:
    length = options.every
    while k >= length and options.growth > 1:
        k -= length
        length *= options.growth
    share = (k % length) / length
    return options.end + (options.eta - options.end) * (1 + math.cos(math.pi * share)) / 2


def text(options: Options) -> str:
    every = options.every
    wave = f"(1 + cos(π·(k mod {every})/{every}))/2"
    if options.growth > 1:
        lengths = ", ".join(str(every * options.growth**cycle) for cycle in range(3))
        wave = f"(1 + cos(πi/T))/2, T = {lengths}, …"
    if not options.end:
        return f"{typed_number(options.eta)}·{wave}"
    return f"{typed_number(options.end)} + ({typed_number(options.eta)} − {typed_number(options.end)})·{wave}"


PLUGIN = ScheduleKind(
    "cosine annealing that starts again",
    Options,
    at,
    text,
    synonyms=("cosineannealingwarmrestarts", "sgdr", "cosine_restarts"),
    other_names={"T_0": "every", "T_mult": "growth", "eta_min": "end", "lr": "eta"},
    example={"eta": 0.3, "every": 8},
)
