"""η/√(k + 1): etas whose sum has no bound, though each is smaller.  Nesterov, Introductory Lectures, section 3.2.3."""

from __future__ import annotations

import math

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Eta, ScheduleKind, typed_number


class Options(PluginOptions):
    eta: Eta


def at(options: Options, k: int) -> float:
    return options.eta / math.sqrt(k + 1)


def text(options: Options) -> str:
    return f"{typed_number(options.eta)}/√(k + 1)"


PLUGIN = ScheduleKind(
    "divided by the square root of k + 1",
    Options,
    at,
    text,
    synonyms=("inverse_sqrt", "square_root", "rsqrt"),
    other_names={"lr": "eta"},
)
