"""A constant eta."""

from __future__ import annotations

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Eta, ScheduleKind, typed_number


class Options(PluginOptions):
    eta: Eta


def at(options: Options, k: int) -> float:  # noqa: ARG001
    return options.eta


def text(options: Options) -> str:
    return typed_number(options.eta)


PLUGIN = ScheduleKind(
    "the same step size throughout",
    Options,
    at,
    text,
    is_constant=True,
    synonyms=("fixed", "constantlr"),
    other_names={"lr": "eta"},
)
