"""η(1 − k/steps)^power, then 0.  PyTorch's PolynomialLR."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Count, Eta, ScheduleKind, typed_number


class Options(PluginOptions):
    eta: Eta
    power: Annotated[float, Field(gt=0, allow_inf_nan=False, description="exponent; 1 is a straight line")] = 1.0
    steps: Count | None = Field(None, description="length of the schedule in steps; by default the scene's steps")


def at(options: Options, k: int) -> float:
    """Returns eta at step k. Raises ValueError if the length is unspecified; see ``for_steps``."""
    if options.steps is None:
        raise ValueError("a polynomial schedule without steps needs the run's: call for_steps first")
    return options.eta * (1 - min(k, options.steps) / options.steps) ** options.power


def for_steps(options: Options, steps: int) -> Options:
    return options if options.steps else options.model_copy(update={"steps": max(1, steps)})


def text(options: Options) -> str:
    power = "" if options.power == 1 else f"^{typed_number(options.power)}"
    return f"{typed_number(options.eta)}·(1 − k/{options.steps or 'n'}){power}"


PLUGIN = ScheduleKind(
    "polynomial decay to zero",
    Options,
    at,
    text,
    for_steps,
    synonyms=("polynomiallr", "poly"),
    other_names={"total_iters": "steps", "lr": "eta"},
    example={"eta": 0.3, "power": 2.0},
)
