"""η + (end − η)·k/steps, then end.  PyTorch's LinearLR, with factors of 1 and end/η."""

from __future__ import annotations

from pydantic import Field

from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Count, End, Eta, ScheduleKind, typed_number


class Options(PluginOptions):
    eta: Eta
    end: End = 0.0
    steps: Count | None = Field(None, description="length of the schedule in steps; by default the scene's steps")


def at(options: Options, k: int) -> float:
    """Returns eta at step k. Raises ValueError if the length is unspecified; see ``for_steps``."""
    if options.steps is None:
        raise ValueError("a linear schedule without steps needs the run's: call for_steps first")
    share = min(k, options.steps) / options.steps
    return options.eta + (options.end - options.eta) * share


def for_steps(options: Options, steps: int) -> Options:
    return options if options.steps else options.model_copy(update={"steps": max(1, steps)})


def text(options: Options) -> str:
    length, eta = options.steps or "n", typed_number(options.eta)
    if not options.end:
        return f"{eta}·(1 − k/{length})"
    return f"{eta} + ({typed_number(options.end)} − {eta})·k/{length}"


PLUGIN = ScheduleKind(
    "linear decay to a final value",
    Options,
    at,
    text,
    for_steps,
    synonyms=("linearlr", "linear_decay"),
    other_names={"total_iters": "steps", "lr": "eta"},
)
