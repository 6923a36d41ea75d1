"""Cycles from ``least`` up to η in ``up`` steps, and down in ``down``.  Smith, WACV 2017; PyTorch's CyclicLR."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Count, Eta, Factor, Least, ScheduleKind, base_text, typed_number


class Options(PluginOptions):
    eta: Eta = Field(description="greatest step size")
    least: Least = Field(description="step size at the beginning and between two cycles")
    up: Count = Field(description="number of steps up")
    down: Count | None = Field(None, description="number of steps down; by default as many as up")
    mode: Literal["triangular", "triangular2", "exp_range"] = Field(
        "triangular", description="cycles of one height, of half the height each, or lower by factor at every step"
    )
    factor: Factor = Field(1.0, description="factor of each step, with exp_range")


def at(options: Options, k: int) -> float:
    cycle, rest = divmod(k, _length(options))
    height = rest / options.up if rest <= options.up else (_length(options) - rest) / _down(options)
    scale = {"triangular": 1.0, "triangular2": 0.5**cycle, "exp_range": options.factor**k}[options.mode]
    share = height * scale
    return options.least * (1 - share) + options.eta * share  # exactly eta at the top


def _down(options: Options) -> int:
    return options.down or options.up


def _length(options: Options) -> int:
    return options.up + _down(options)


def text(options: Options) -> str:
    least, up, length = typed_number(options.least), options.up, _length(options)
    height = f"min((k mod {length})/{up}, ({length} − k mod {length})/{_down(options)})"
    scale = {"triangular": "", "triangular2": f"/2^⌊k/{length}⌋", "exp_range": f"·{base_text(options.factor)}^k"}
    return f"{least} + ({typed_number(options.eta)} − {least})·{height}{scale[options.mode]}"


PLUGIN = ScheduleKind(
    "cycles between a least and a greatest step size",
    Options,
    at,
    text,
    synonyms=("cycliclr", "clr", "triangular"),
    other_names={
        "base_lr": "least",
        "max_lr": "eta",
        "step_size_up": "up",
        "step_size_down": "down",
        "gamma": "factor",
    },
    example={"eta": 0.3, "least": 0.03, "up": 4},
)
