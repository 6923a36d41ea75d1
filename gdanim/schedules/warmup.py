"""η(k + 1)/steps for the first steps; then eta, or another schedule that counts its own k from 0."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, InstanceOf, ValidationError, WithJsonSchema

from gdanim import registry, spelling
from gdanim.messages import message
from gdanim.plugin_options import PluginOptions
from gdanim.schedules import Count, Eta, Schedule, ScheduleKind, fixed, make, typed_number


def _following_schedule(value: Any) -> Any:
    """Validates the schedule ``0.2`` or ``{name: {option: value}}``; pydantic rejects other values."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return fixed(value)
        if isinstance(value, dict) and len(value) == 1:
            ((name, options),) = value.items()
            return make(name, options)
    except KeyError as error:
        name = str(error.args[0])
        advice = spelling.advice(name, registry.names("schedules"))
        raise ValueError(message("schedules.unknown_schedule", name=name, advice=advice)) from error
    except ValidationError as error:
        first = error.errors()[0]
        option = ".".join(map(str, first["loc"]))
        raise ValueError(message("schedules.wrong_option", option=option, problem=first["msg"])) from error
    return value


Then = Annotated[
    InstanceOf[Schedule] | None,
    BeforeValidator(_following_schedule),
    WithJsonSchema({"type": ["number", "object"], "description": "what follows: a number or a schedule"}),
]


class Options(PluginOptions):
    eta: Eta
    steps: Count = Field(description="number of steps until the step size is reached")
    then: Then = None


def at(options: Options, k: int) -> float:
    if k < options.steps:
        return options.eta * (k + 1) / options.steps
    return options.then.at(k - options.steps) if options.then else options.eta


def for_steps(options: Options, steps: int) -> Options:
    if options.then is None:
        return options
    return options.model_copy(update={"then": options.then.for_steps(steps - options.steps)})


def text(options: Options) -> str:
    then = options.then.text if options.then else typed_number(options.eta)
    return f"{typed_number(options.eta)}·(k + 1)/{options.steps} → {then}"


PLUGIN = ScheduleKind(
    "linear warm-up, then another schedule",
    Options,
    at,
    text,
    for_steps,
    synonyms=("linear_warmup", "warm_up"),
    other_names={"total_iters": "steps", "lr": "eta"},
    example={"eta": 0.3, "steps": 4},
)
