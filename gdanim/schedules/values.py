"""A list of step sizes, of which the last stays."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Eta, ScheduleKind, as_tuple, typed_number

MAX_SHOWN_VALUES = 3  # step sizes that the text names
MAX_STEPS = 10_000


class Options(PluginOptions):
    values: Annotated[
        tuple[Eta, ...],
        BeforeValidator(as_tuple),
        Field(min_length=1, max_length=MAX_STEPS, description="step sizes, one a step; the last stays"),
    ]
    formula: str | None = Field(None, description="formula that the values come from")


def at(options: Options, k: int) -> float:
    return options.values[min(k, len(options.values) - 1)]


def text(options: Options) -> str:
    if options.formula is not None:
        return options.formula
    shown = list(map(typed_number, options.values[:MAX_SHOWN_VALUES]))
    return ", ".join([*shown, "…"] if len(options.values) > MAX_SHOWN_VALUES else shown)


PLUGIN = ScheduleKind(
    "a list of step sizes",
    Options,
    at,
    text,
    synonyms=("list", "array"),
    example={"values": [0.3, 0.2, 0.1]},
    is_formula=True,
)
