"""Reads ``eta``, the step size: a number, a schedule, or an expression in k, K and the curvatures L and m."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim import registry, schedules
from gdanim.functions import ExpressionError
from gdanim.functions.expressions import formula_value
from gdanim.functions.search import stationary
from gdanim.messages import message
from gdanim.scene.advice import number_advice, probably_meant, unknown_word
from gdanim.scene.batching import MAX_STEPS
from gdanim.scene.options import PluginSpec, options_schema, read_plugin, renamed, validate_options, with_meanings
from gdanim.scene.readers import Reader, number, report_not_number
from gdanim.scene.value import INVALID, all_valid
from gdanim.text import phrases
from gdanim.text.numbers import single

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.functions import Function
    from gdanim.functions.expressions.formula_value import FormulaValue
    from gdanim.points import Point
    from gdanim.scene.value import Invalid, Value
    from gdanim.schedules import Schedule

VARIABLES = ("k", "K", "L", "m")
"""The step, the number of steps, and the largest and the smallest curvature at the minimum."""
CURVATURES = frozenset("Lm")
OF_STEPS = frozenset("kK")
MATHEMATICS = re.compile(r"[0-9+*/^()−]|\b[kKLm]\b")
"""A sign by which a text that is no word was meant as an expression."""
LIST = "values"
POSITIVE = number(above=0)


@dataclass(frozen=True)
class EtaExpression:
    """An expression in k, K, L and m."""

    text: str
    formula: FormulaValue

    @property
    def label(self) -> str:
        """The expression in labels: verbatim, or in k and K without signs of products where they can be left out."""
        if not self.formula.names & OF_STEPS:
            return self.text
        text = re.sub(r"\bpi\b", "π", self.text.replace("**", "^").replace("*", "·"))
        return re.sub(r"(?<=[0-9π])·(?=[kKπLm(])", "", text)

    def values(self, steps: int, max_curvature: float, min_curvature: float) -> list[float]:
        """Returns the value at each step, for these curvatures; a single one if it is the same at each."""
        count = max(1, steps) if self.formula.names & OF_STEPS else 1
        return [self.formula.at((float(k), float(steps), max_curvature, min_curvature)) for k in range(count)]


Eta = schedules.Schedule | EtaExpression


def _eta(value: Value) -> Eta | Invalid:
    if value.is_mapping:
        return _schedule(value)
    if isinstance(value.content, str) and not (value.text.endswith("%") and value.number is not None):
        return _expression(value)
    eta = POSITIVE(value)
    return INVALID if eta is INVALID else schedules.fixed(eta)


def _schedule(value: Value) -> Schedule | Invalid:
    """Reads ``{step: {eta: 0.6, every: 5}}``. An option that is a mapping is itself a schedule."""
    entries = list(value.entries())
    if len(entries) == 1 and entries[0][0].text == LIST and entries[0][1].is_list:
        return _listed(entries[0][1], value)
    spec = read_plugin(value, "schedule", registry.names("schedules"))
    if not isinstance(spec, PluginSpec):
        return INVALID
    kind = registry.load("schedules", spec.name)
    if spec.options and (options := renamed(spec.options, kind.other_names)) is not None:
        if options is INVALID:
            return INVALID
        spec = PluginSpec(spec.name, options)
    for key, option in spec.options.entries() if spec.options else ():
        if option.is_list and key.text != "then" and not _takes_list(kind, key.text):
            return option.report(message("scene.list_in_schedule", name=option.name, schedule=spec.name))
        if (option.is_mapping and _schedule(option) is INVALID) or (key.text == "then" and not _check_next(option)):
            return INVALID
    validated = validate_options(kind.options, spec, value)
    return INVALID if validated is INVALID or validated is None else schedules.Schedule(spec.name, validated)


def _listed(items: Value, value: Value) -> Schedule | Invalid:
    """Reads ``{values: [0.3, 0.2, 0.1]}``."""
    if not items.items():
        return items.report(message("scene.empty_list", name=items.name, item="step size"))
    etas = all_valid(map(POSITIVE, items.items()))
    return INVALID if etas is INVALID else _of_values(etas, None, value)


def _of_values(etas: tuple[float, ...], formula: str | None, value: Value) -> Schedule | Invalid:
    if len(etas) > MAX_STEPS:
        text = message("scene.too_many_items", name=value.name, count=len(etas), items="step sizes", maximum=MAX_STEPS)
        return value.report(text)
    return schedules.make(LIST, {"values": etas, "formula": formula})


def _takes_list(kind: schedules.ScheduleKind, option: str) -> bool:
    """Returns whether one value of an option is a list, as of milestones."""
    entry = kind.options.model_json_schema()["properties"].get(option, {})
    return entry.get("type") == "array"


def _check_next(value: Value) -> bool:
    """Returns whether this schedule can follow another; reports if not."""
    if value.is_mapping:
        return True
    if isinstance(value.content, int | float):
        return POSITIVE(value) is not INVALID
    if value.text.isidentifier() and value.text not in registry.names("schedules"):
        value.report(unknown_word("schedule", value.text, registry.names("schedules")))
    else:
        value.report_expected(message("scene.must_be_next_eta"))
    return False


def _expression(value: Value) -> Eta | Invalid:
    text = value.text.strip()
    hint = number_advice(text)
    if schedule := probably_meant("schedule", text, registry.names("schedules")):
        return value.report(message("scene.schedule_without_options", schedule=schedule))
    if hint or not MATHEMATICS.search(text):
        return report_not_number(value, message("scene.must_be_eta"))
    try:
        formula = formula_value.of(value.text, VARIABLES)
    except ExpressionError as error:
        for each in (error, *error.others):
            value.report_at(each.message, each.offset, each.width)
        return INVALID
    if not formula.names & {*CURVATURES, *OF_STEPS} and not math.isfinite(formula.at((0.0,) * len(VARIABLES))):
        return value.report(message("scene.eta_without_value", name=value.name, expression=text))
    return EtaExpression(text, formula)


def resolve(eta: Eta, function: Function, start: Point, steps: int, value: Value) -> Schedule | Invalid:
    """Returns the schedule of one run. L and m are the curvatures at the function's minimum nearest to the start."""
    if not isinstance(eta, EtaExpression):
        return eta
    minimum, curvatures = None, (math.nan, math.nan)
    if eta.formula.names & CURVATURES:
        minimum = _nearest_minimum(function, start)
        if minimum is None:
            return value.report(
                message("scene.eta_without_minimum", expression=eta.text, point=phrases.coordinates(start))
            )
        curvatures = function.curvature(minimum)
    sizes = eta.values(steps, *curvatures)
    wrong = next((k for k, size in enumerate(sizes) if not (math.isfinite(size) and size > 0)), None)
    if wrong is not None:
        return _report_size(eta, sizes, wrong, minimum, value)
    return schedules.fixed(sizes[0]) if len(sizes) == 1 else _of_values(tuple(sizes), eta.label, value)


def _report_size(eta: EtaExpression, sizes: list[float], k: int, minimum: Point | None, value: Value) -> Invalid:
    """Reports a step size that is not above zero, or no number."""
    texts = {"name": value.name, "expression": eta.text}
    if len(sizes) > 1:
        return value.report(message("scene.eta_not_above_zero_at", value=single(sizes[k]), k=k, **texts))
    if minimum is None:
        return value.report_expected(message("scene.must_be_above", limit="0"))
    texts["point"] = phrases.coordinates(minimum)
    if not math.isfinite(sizes[k]):
        return value.report(message("scene.eta_not_a_number", **texts))
    return value.report(message("scene.eta_not_above_zero", value=single(sizes[k]), **texts))


def _nearest_minimum(function: Function, start: Point) -> Point | None:
    minima = function.minima or tuple(
        point.at for point in stationary.search(function, np.array([start])) if point.kind == "minimum"
    )
    return min(minima, key=lambda point: math.dist(point, start), default=None)


ETA = Reader(
    _eta,
    lambda: {
        "anyOf": [
            {"type": "number", "exclusiveMinimum": 0},
            {
                "type": "string",
                "description": "an expression in k, the step, K, the number of steps, and L and m, the largest and the "
                "smallest curvature at the minimum",
                "examples": ["1/L", "0.1/(1 + 0.1*k)", "0.1*cos(pi*k/(2*K))"],
            },
            {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "properties": _options_schema(),
                "additionalProperties": False,
            },
        ]
    },
)


def _options_schema() -> dict[str, Any]:
    kinds = registry.load_all("schedules").items()
    schemas = {name: _with_other_names(options_schema(kind.options), kind.other_names) for name, kind in kinds}
    several = {"type": "array", "items": POSITIVE.schema(), "minItems": 1}
    either: dict[str, dict[str, Any]] = {
        name: {"anyOf": [several, each]} if name == LIST else each for name, each in schemas.items()
    }
    return with_meanings(either, "schedules")


def _with_other_names(schema: dict[str, Any], other_names: Mapping[str, str]) -> dict[str, Any]:
    """Returns the schema with other programs' names of its options; what is required may have either name."""
    options = schema["properties"]
    aliases = {other: options[name] for other, name in other_names.items()}
    required = schema.get("required", [])
    either = [name for name in required if name in other_names.values()]
    names = {name: [name, *(other for other, target in other_names.items() if target == name)] for name in either}
    rest = {"required": [name for name in required if name not in either]} if required else {}
    one_of = [{"anyOf": [{"required": [each]} for each in each_name]} for each_name in names.values()]
    return {**schema, "properties": {**options, **aliases}, **rest, **({"allOf": one_of} if one_of else {})}
