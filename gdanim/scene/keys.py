"""The keys of a scene, each with its reader and its meaning: the reader, its messages and the schema come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.descent import StopRule
from gdanim.messages import message
from gdanim.optimizers import Optimizer
from gdanim.scene.batching import BATCH, MAX_STEPS, SHUFFLE, STEPS
from gdanim.scene.compare import COMPARE
from gdanim.scene.eta import ETA
from gdanim.scene.function_key import FUNCTIONS
from gdanim.scene.language import DIGITS, TERMS
from gdanim.scene.limits import MAX_RUNS
from gdanim.scene.model import FormulaSpec, Note
from gdanim.scene.options import PluginSpec, combinations, plugin, read_plugin, validate_options
from gdanim.scene.panels import PANELS, SHOW
from gdanim.scene.readers import (
    BOOLEAN,
    COORDINATE,
    INTERVAL,
    SEED,
    Reader,
    integer,
    list_of,
    mapping_of,
    number,
    one_of,
    one_or_list,
    pair_of,
)
from gdanim.scene.start import START
from gdanim.scene.text import TEXT
from gdanim.scene.theme_keys import FONT, THEME
from gdanim.scene.timing import SECONDS, TIMING
from gdanim.scene.value import INVALID, all_valid, concatenated

if TYPE_CHECKING:
    from gdanim.scene.model import Interval
    from gdanim.scene.value import Invalid, Value

SIDES = (16, 7680)


@dataclass(frozen=True)
class Key:
    """``reader`` reads what stands behind the key, ``means`` says it in a few words; a run may give its own."""

    reader: Reader
    means: str
    in_runs: bool = False


def _rules(value: Value) -> tuple[Optimizer, ...] | Invalid:
    """A list of rules: lists as values of an option multiply."""
    places = value.items() if value.is_list else (value,)
    if not places:
        return value.report(message("scene.empty_list", name="optimizer", item="rule"))
    return concatenated(map(_rule, places))


def _rule(value: Value) -> tuple[Optimizer, ...] | Invalid:
    chosen = read_plugin(value, "optimizer", registry.names("optimizers"))
    if not isinstance(chosen, PluginSpec):
        return INVALID
    ways = combinations(chosen.options) if chosen.options else (None,)
    if ways is INVALID:
        return INVALID
    model = registry.load("optimizers", chosen.name).options
    found = all_valid(validate_options(model, PluginSpec(chosen.name, way), value) for way in ways)
    return INVALID if found is INVALID else tuple(Optimizer(chosen.name, options) for options in found)


def _rule_schema() -> dict[str, Any]:
    models = {name: rule.options for name, rule in registry.load_all("optimizers").items()}
    options = {name: {"type": "object"} for name in models if models[name]}
    one = {"anyOf": [{"enum": list(models)}, {"type": "object", "properties": options, "additionalProperties": False}]}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _domain(value: Value) -> tuple[Interval, ...] | Invalid:
    """A pair for each variable, or one that holds for all."""
    if any(each.is_list for each in value.items()):
        return all_valid(map(INTERVAL, value.items()))
    only = INTERVAL(value)
    return INVALID if only is INVALID else (only,)


def _stop(value: Value) -> StopRule | Invalid:
    found = _STOP(value)
    if found is INVALID or INVALID in found.values():
        return INVALID
    return StopRule(**found) if found else value.report_expected(message("scene.must_be_stop"))


def _formula(value: Value) -> FormulaSpec | Invalid:
    found = _FORMULA(value)
    return INVALID if found is INVALID or INVALID in found.values() else FormulaSpec(**found)


def _note(value: Value) -> Note | Invalid:
    found = _NOTE(value)
    return INVALID if found is INVALID or INVALID in found.values() else Note(**found)


def _point(value: Value) -> tuple[float, ...] | Invalid:
    return list_of(COORDINATE, "numbers")(value) if value.is_list else _only(COORDINATE(value))


def _only(item: Any) -> Any:
    return INVALID if item is INVALID else (item,)


def _steps_shown(value: Value) -> tuple[int, int] | Invalid:
    """One step, or the first and the last of some."""
    if not value.is_list:
        step = _STEP(value)
        return INVALID if step is INVALID else (step, step)
    shown = pair_of(_STEP)(value)
    if shown is not INVALID and shown[0] > shown[1]:
        return value.report(message("scene.note_order", name=value.name, first=shown[0], last=shown[1]))
    return shown


def _version(value: Value) -> int | Invalid:
    return 1 if value.content == 1 else value.report_expected(message("scene.must_be_version"))


def _outputs(value: Value) -> tuple[str, ...] | Invalid:
    formats = _FORMATS(value)
    twice = (
        next((each for at, each in enumerate(value.items()) if each.text in formats[:at]), None) if formats else None
    )
    return twice.report(message("scene.listed_twice", format=twice.text)) if twice else formats


_DOMAIN = Reader(_domain, lambda: {"anyOf": [INTERVAL.schema(), {"type": "array", "items": INTERVAL.schema()}]})
_STEP = integer(0, MAX_STEPS)
_TOLERANCE = number(above=0)
_STOP = mapping_of("key of stop", {"gradient": _TOLERANCE, "change": _TOLERANCE})
_FORMULA = mapping_of("key of formula", {"eta": BOOLEAN, "notation": one_of("notation", ("prime", "leibniz"))})
_POINT = Reader(_point, lambda: {"anyOf": [COORDINATE.schema(), {"type": "array", "items": COORDINATE.schema()}]})
_SHOWN = Reader(_steps_shown, lambda: {"anyOf": [_STEP.schema(), pair_of(_STEP).schema()]})
_NOTE = mapping_of("key of a note", {"text": TEXT, "at": _POINT, "steps": _SHOWN, "pause": SECONDS}, required=["text"])
_FORMATS = list_of(plugin("format", "encoders"), "formats")
_PATH = Reader(lambda value: value.text, lambda: {"type": "string"})  # what is none was told when it was to be read

KEYS: dict[str, Key] = {
    "function": Key(FUNCTIONS, "what is minimised", in_runs=True),
    "domain": Key(_DOMAIN, "the part of the axis that is shown", in_runs=True),
    "start": Key(START, "where the ball begins", in_runs=True),
    "optimizer": Key(Reader(_rules, _rule_schema), "the update rule", in_runs=True),
    "eta": Key(one_or_list(ETA, "step sizes"), "the step size; also written η", in_runs=True),
    "batch": Key(one_or_list(BATCH, "batches"), "data problems: points used per update", in_runs=True),
    "shuffle": Key(SHUFFLE, "data problems: when the points are mixed", in_runs=True),
    "seed": Key(SEED, "data problems: another order for another number", in_runs=True),
    "steps": Key(STEPS, "how many updates, or passes over the data", in_runs=True),
    "direction": Key(one_of("direction", ("descend", "ascend")), "downhill or uphill", in_runs=True),
    "stop": Key(Reader(_stop, _STOP.schema), "when a run ends early", in_runs=True),
    "runs": Key(Reader(lambda value: value, lambda: {"type": "array"}), "runs one by one, instead of all combinations"),
    "panels": Key(PANELS, "what is drawn"),
    "compare": Key(COMPARE, "each run in its own cell, or several in one"),
    "columns": Key(integer(1, MAX_RUNS), "columns of the grid of cells"),
    "axes": Key(one_of("axes", ("shared", "free")), "the same axes in every cell, or each its own"),
    "range": Key(INTERVAL, "the part of the function's axis that is shown"),
    "show": Key(SHOW, "the marks that are drawn, or changes to the default"),
    "formula": Key(Reader(_formula, _FORMULA.schema), "how the update is written"),
    "notes": Key(list_of(Reader(_note, _NOTE.schema), "notes", can_be_empty=True, most=100), "callouts tied to steps"),
    "tolerance": Key(_TOLERANCE, "how near to the minimum counts as there"),
    "title": Key(TEXT, "drawn above the picture"),
    "caption": Key(TEXT, "stands below the picture on a page"),
    "language": Key(plugin("language", "languages"), "of every word the program writes"),
    "bilingual": Key(BOOLEAN, "adds the English term in brackets"),
    "digits": Key(DIGITS, "in words; formulas keep Latin ones"),
    "terms": Key(TERMS, "other words for the program's own"),
    "theme": Key(THEME, "colours, fonts and line widths; a name or an .mplstyle file"),
    "font": Key(FONT, "a font family or a font file"),
    "size": Key(pair_of(integer(*SIDES)), "width and height in pixels"),
    "timing": Key(TIMING, "lengths, beats, holds and motion"),
    "output": Key(Reader(_outputs, _FORMATS.schema), "the formats that are written"),
    "extends": Key(_PATH, "another scene: keys not given here come from there"),
    "version": Key(Reader(_version, lambda: {"const": 1}), "of this format"),
}
RUN_KEYS = {name: key for name, key in KEYS.items() if key.in_runs} | {
    "label": Key(TEXT, "the run's name, instead of what sets it apart")
}


def schema() -> dict[str, Any]:
    """The JSON Schema of a scene, for editors."""
    properties = {name: {**key.reader.schema(), "description": key.means} for name, key in KEYS.items()}
    entry = {name: {**key.reader.schema(), "description": key.means} for name, key in RUN_KEYS.items()}
    properties["runs"]["items"] = {"type": "object", "properties": entry, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "gdanim scene",
        "type": "object",
        "properties": {**properties, "η": properties["eta"]},
        "additionalProperties": False,
        "anyOf": [{"required": [name]} for name in ("function", "extends", "runs")],
    }
