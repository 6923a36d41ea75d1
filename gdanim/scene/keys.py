"""The keys of a scene, each with its reader and its meaning: the reader, its messages and the schema come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.descent import Stop
from gdanim.messages import message
from gdanim.optimizers import Optimizer
from gdanim.scene.batching import BATCH, MOST_STEPS, SHUFFLE, STEPS
from gdanim.scene.cells import COMPARE
from gdanim.scene.eta import ETA
from gdanim.scene.function_key import FUNCTIONS
from gdanim.scene.language import DIGITS, TERMS
from gdanim.scene.limits import MOST_RUNS
from gdanim.scene.model import FormulaSpec, Note
from gdanim.scene.options import Choice, choice, combinations, validated
from gdanim.scene.panels import PANELS, SHOW
from gdanim.scene.readers import (
    FLAG,
    POSITION,
    RANGE,
    SEED,
    Reader,
    fields,
    listing,
    number,
    one_or_list,
    pair,
    whole,
    word,
)
from gdanim.scene.start import START
from gdanim.scene.text import TEXT
from gdanim.scene.theme_keys import FONT, THEME
from gdanim.scene.timing import SECONDS, TIMING
from gdanim.scene.value import WRONG, flat, together

if TYPE_CHECKING:
    from gdanim.scene.model import Pair
    from gdanim.scene.value import Value, Wrong

SIDES = (16, 7680)


@dataclass(frozen=True)
class Key:
    """``reader`` reads what stands behind the key, ``means`` says it in a few words; a run may give its own."""

    reader: Reader
    means: str
    in_runs: bool = False


def _rules(value: Value) -> tuple[Optimizer, ...] | Wrong:
    """A list of rules: lists as values of an option multiply."""
    places = value.items() if value.is_list else (value,)
    if not places:
        return value.report(message("scene.empty_list", name="optimizer", item="rule"))
    return flat(map(_rule, places))


def _rule(value: Value) -> tuple[Optimizer, ...] | Wrong:
    chosen = choice(value, "optimizer", registry.names("optimizers"))
    if not isinstance(chosen, Choice):
        return WRONG
    ways = combinations(chosen.options) if chosen.options else (None,)
    if ways is WRONG:
        return WRONG
    model = registry.load("optimizers", chosen.name).options
    found = together(validated(model, Choice(chosen.name, way), value) for way in ways)
    return WRONG if found is WRONG else tuple(Optimizer(chosen.name, options) for options in found)


def _rule_schema() -> dict[str, Any]:
    names = registry.names("optimizers")
    models = {name: registry.load("optimizers", name).options for name in names}
    options = {name: {"type": "object"} for name in names if models[name]}
    one = {"anyOf": [{"enum": list(names)}, {"type": "object", "properties": options, "additionalProperties": False}]}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _domain(value: Value) -> tuple[Pair, ...] | Wrong:
    """A pair for each variable, or one that holds for all."""
    if any(each.is_list for each in value.items()):
        return together(map(RANGE, value.items()))
    only = RANGE(value)
    return WRONG if only is WRONG else (only,)


def _stop(value: Value) -> Stop | Wrong:
    found = _STOP(value)
    if found is WRONG or WRONG in found.values():
        return WRONG
    return Stop(**found) if found else value.report_expected(message("scene.must_be_stop"))


def _formula(value: Value) -> FormulaSpec | Wrong:
    found = _FORMULA(value)
    return WRONG if found is WRONG or WRONG in found.values() else FormulaSpec(**found)


def _note(value: Value) -> Note | Wrong:
    found = _NOTE(value)
    return WRONG if found is WRONG or WRONG in found.values() else Note(**found)


def _point(value: Value) -> tuple[float, ...] | Wrong:
    return listing(POSITION, "numbers")(value) if value.is_list else _only(POSITION(value))


def _only(item: Any) -> Any:
    return WRONG if item is WRONG else (item,)


def _steps_shown(value: Value) -> tuple[int, int] | Wrong:
    """One step, or the first and the last of some."""
    if not value.is_list:
        step = _STEP(value)
        return WRONG if step is WRONG else (step, step)
    shown = pair(_STEP)(value)
    if shown is not WRONG and shown[0] > shown[1]:
        return value.report(message("scene.note_order", name=value.name, first=shown[0], last=shown[1]))
    return shown


def _version(value: Value) -> int | Wrong:
    return 1 if value.content == 1 else value.report_expected(message("scene.must_be_version"))


def _outputs(value: Value) -> tuple[str, ...] | Wrong:
    formats = _FORMATS(value)
    twice = (
        next((each for at, each in enumerate(value.items()) if each.text in formats[:at]), None) if formats else None
    )
    return twice.report(message("scene.listed_twice", format=twice.text)) if twice else formats


_DOMAIN = Reader(_domain, lambda: {"anyOf": [RANGE.schema(), {"type": "array", "items": RANGE.schema()}]})
_STEP = whole(0, MOST_STEPS)
_TOLERANCE = number(above=0)
_STOP = fields("key of stop", {"gradient": _TOLERANCE, "change": _TOLERANCE})
_FORMULA = fields("key of formula", {"eta": FLAG, "notation": word("notation", ("prime", "leibniz"))})
_POINT = Reader(_point, lambda: {"anyOf": [POSITION.schema(), {"type": "array", "items": POSITION.schema()}]})
_SHOWN = Reader(_steps_shown, lambda: {"anyOf": [_STEP.schema(), pair(_STEP).schema()]})
_NOTE = fields("key of a note", {"text": TEXT, "at": _POINT, "steps": _SHOWN, "pause": SECONDS}, required=["text"])
_FORMATS = listing(word("format", lambda: registry.names("encoders")), "formats")
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
    "direction": Key(word("direction", ("descend", "ascend")), "downhill or uphill", in_runs=True),
    "stop": Key(Reader(_stop, _STOP.schema), "when a run ends early", in_runs=True),
    "runs": Key(Reader(lambda value: value, lambda: {"type": "array"}), "runs one by one, instead of all combinations"),
    "panels": Key(PANELS, "what is drawn"),
    "compare": Key(COMPARE, "each run in its own cell, or several in one"),
    "columns": Key(whole(1, MOST_RUNS), "columns of the grid of cells"),
    "axes": Key(word("axes", ("shared", "free")), "the same axes in every cell, or each its own"),
    "range": Key(RANGE, "the part of the function's axis that is shown"),
    "show": Key(SHOW, "the marks that are drawn, or changes to the default"),
    "formula": Key(Reader(_formula, _FORMULA.schema), "how the update is written"),
    "notes": Key(listing(Reader(_note, _NOTE.schema), "notes", empty=True, most=100), "callouts tied to steps"),
    "tolerance": Key(_TOLERANCE, "how near to the minimum counts as there"),
    "title": Key(TEXT, "drawn above the picture"),
    "caption": Key(TEXT, "stands below the picture on a page"),
    "language": Key(word("language", lambda: registry.names("languages")), "of every word the program writes"),
    "bilingual": Key(FLAG, "adds the English term in brackets"),
    "digits": Key(DIGITS, "in words; formulas keep Latin ones"),
    "terms": Key(TERMS, "other words for the program's own"),
    "theme": Key(THEME, "colours, fonts and line widths; a name or an .mplstyle file"),
    "font": Key(FONT, "a font family or a font file"),
    "size": Key(pair(whole(*SIDES)), "width and height in pixels"),
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
