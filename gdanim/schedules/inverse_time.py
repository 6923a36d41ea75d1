"""η/(1 + rate·k): etas whose sum has no bound, as Robbins and Monro ask (Ann. Math. Statist. 22(3), 1951)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Eta, ScheduleKind, base_text, typed_number


class Options(PluginOptions):
    eta: Eta
    rate: Annotated[float, Field(ge=0, allow_inf_nan=False, description="how fast it falls")]


def at(options: Options, k: int) -> float:
    return options.eta / (1 + options.rate * k)


def text(options: Options) -> str:
    rate = "" if options.rate == 1 else base_text(options.rate)
    return f"{typed_number(options.eta)}/(1 + {rate}k)"


PLUGIN = ScheduleKind(
    "inverse-time decay: divided by 1 + rate·k",
    Options,
    at,
    text,
    other_names={"lr": "eta"},
    example={"eta": 0.3, "rate": 0.1},
)
