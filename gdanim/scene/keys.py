"""The keys of a scene, each with its reader and its meaning. The JSON Schema is made from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import yaml
from gdanim.descent import StopRule
from gdanim.messages import message
from gdanim.scene import folder_defaults, sweep
from gdanim.scene.batching import BATCH, MAX_STEPS, SHUFFLE, STEPS
from gdanim.scene.budget_keys import MAX_SIZE, PRESET
from gdanim.scene.compare import COMPARE
from gdanim.scene.constraint import CONSTRAINT
from gdanim.scene.eta import ETA
from gdanim.scene.function_key import FUNCTIONS
from gdanim.scene.language import DIGITS, TERMS
from gdanim.scene.letter_keys import FUNCTION_LETTER, PARAMETERS, VARIABLES
from gdanim.scene.limits import MAX_RUNS
from gdanim.scene.model import FormulaSpec
from gdanim.scene.notes import NOTES
from gdanim.scene.optimizer import OPTIMIZERS
from gdanim.scene.options import plugin_name
from gdanim.scene.panels import PANELS, SHOW
from gdanim.scene.readers import (
    BOOLEAN,
    BOX,
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
from gdanim.scene.run_options import AVERAGE, CLIP, NOISE, WEIGHT_DECAY
from gdanim.scene.start import START
from gdanim.scene.text import CAPTION, LINE, TEXT
from gdanim.scene.theme_keys import FONT, THEMES
from gdanim.scene.timing import TIMING
from gdanim.scene.trajectory_key import TRAJECTORY
from gdanim.scene.value import INVALID

if TYPE_CHECKING:
    from gdanim.scene.value import Invalid, Value

BACKGROUNDS = ("opaque", "transparent")
POSTERS = ("start", "end")
PLAYER_MEDIA = ("inside", "beside")
EXAMPLES = Path(__file__).with_name("examples.yaml")
SIDE_LIMITS = (16, 7680)  # the shortest and the longest side of a picture, in pixels


@dataclass(frozen=True)
class Key:
    """A key of a scene.

    ``reader`` reads its value, ``meaning`` explains it briefly. ``is_for_runs``: it is also allowed in ``runs``.
    """

    reader: Reader
    meaning: str
    is_for_runs: bool = False


def _stop(value: Value) -> StopRule | Invalid:
    stop = _STOP(value)
    if stop is INVALID or INVALID in stop.values():
        return INVALID
    return StopRule(**stop) if stop else value.report_expected(message("scene.must_be_stop"))


def _formula(value: Value) -> FormulaSpec | Invalid:
    formula = _FORMULA(value)
    return INVALID if formula is INVALID or INVALID in formula.values() else FormulaSpec(**formula)


def _player(value: Value) -> str | Invalid:
    player = _PLAYER(value)
    return INVALID if player is INVALID else player.get("media", PLAYER_MEDIA[0])


def _version(value: Value) -> int | Invalid:
    return 1 if value.content == 1 else value.report_expected(message("scene.must_be_version"))


def _poster(value: Value) -> str | int | Invalid:
    """Reads a step, or one of two words."""
    return _POSTER_STEP(value) if value.number is not None else _POSTER_WORD(value)  # type: ignore[no-any-return]


def _poster_schema() -> dict[str, Any]:
    return {"anyOf": [_POSTER_WORD.schema(), _POSTER_STEP.schema()]}


def _output(value: Value) -> tuple[str, ...] | Invalid:
    formats = _FORMATS(value)
    if formats is INVALID:
        return INVALID
    repeated = next((item for index, item in enumerate(value.items()) if item.text in formats[:index]), None)
    if repeated:
        return repeated.report(message("scene.listed_twice", format=repeated.text))
    return formats  # type: ignore[no-any-return]


_TOLERANCE = number(above=0)
_STOP = mapping_of("key of stop", {"gradient": _TOLERANCE, "change": _TOLERANCE, "value": _TOLERANCE})
_FORMULA = mapping_of(
    "key of formula", {"eta": BOOLEAN, "notation": one_of("notation", ("prime", "leibniz")), "name": FUNCTION_LETTER}
)
_PLAYER = mapping_of("key of player", {"media": one_of("media", PLAYER_MEDIA)})
_FORMATS = list_of(plugin_name("format", "encoders"), "formats")
_POSTER_STEP, _POSTER_WORD = integer(0, MAX_STEPS), one_of("poster", POSTERS)
_PATH = Reader(lambda value: value.text, lambda: {"type": "string"})  # checked before, when the base is read

KEYS: dict[str, Key] = {
    "function": Key(FUNCTIONS, "function to minimise", is_for_runs=True),
    "parameters": Key(PARAMETERS, "letters of the expression and their values", is_for_runs=True),
    "variables": Key(VARIABLES, "the expression's variables, in order", is_for_runs=True),
    "domain": Key(BOX, "range of the variables", is_for_runs=True),
    "start": Key(START, "initial point", is_for_runs=True),
    "optimizer": Key(OPTIMIZERS, "update rule", is_for_runs=True),
    "eta": Key(one_or_list(ETA, "step sizes"), "step size; also written η", is_for_runs=True),
    "batch": Key(one_or_list(BATCH, "batches"), "data problems: batch size", is_for_runs=True),
    "shuffle": Key(SHUFFLE, "data problems: when the points are shuffled", is_for_runs=True),
    "seed": Key(SEED, "data problems: seed of the shuffling, and of the points held out", is_for_runs=True),
    "validation": Key(
        number(above=0, maximum=0.9),
        "data problems: share of the points that is held out, whose loss stands beside that of the others",
        is_for_runs=True,
    ),
    "noise": Key(one_or_list(NOISE, "noises"), "random numbers added to each step's gradient", is_for_runs=True),
    "weight_decay": Key(
        one_or_list(WEIGHT_DECAY, "decays"),
        "factor of the point, added to each step's gradient",
        is_for_runs=True,
    ),
    "clip": Key(one_or_list(CLIP, "bounds"), "bound of the gradient's norm, or of each value", is_for_runs=True),
    "constraint": Key(
        one_or_list(CONSTRAINT, "constraints"), "set onto which each step is projected", is_for_runs=True
    ),
    "average": Key(one_or_list(AVERAGE, "averages"), "mean of the iterates, a second path", is_for_runs=True),
    "steps": Key(STEPS, "number of steps, or of epochs", is_for_runs=True),
    "direction": Key(one_of("direction", ("descend", "ascend")), "minimise or maximise", is_for_runs=True),
    "stop": Key(Reader(_stop, _STOP.schema), "conditions to stop a run early", is_for_runs=True),
    "runs": Key(Reader(lambda value: value, lambda: {"type": "array"}), "list of runs, instead of all combinations"),
    "panels": Key(PANELS, "panels to draw"),
    "compare": Key(COMPARE, "runs side by side, or overlaid; nine and more in one picture are counted"),
    "columns": Key(integer(1, MAX_RUNS), "number of columns of cells"),
    "axes": Key(one_of("axes", ("shared", "free")), "axes shared by all cells, or free"),
    "range": Key(INTERVAL, "range of the function's values"),
    "show": Key(SHOW, "marks to draw, or changes to the default"),
    "formula": Key(Reader(_formula, _FORMULA.schema), "notation of the update rule, and the function's letter"),
    "notes": Key(NOTES, "callouts at given steps"),
    "tolerance": Key(_TOLERANCE, "distance from the minimum that counts as converged"),
    "title": Key(TEXT, "title above the picture"),
    "caption": Key(CAPTION, "caption below the picture"),
    "language": Key(plugin_name("language", "languages"), "language of all words in the picture"),
    "bilingual": Key(BOOLEAN, "whether English terms are added in brackets"),
    "digits": Key(DIGITS, "digits in words, and in formulas if given by part"),
    "terms": Key(TERMS, "replacements of the program's own words"),
    "theme": Key(THEMES, "colours, fonts and line widths; a name, an .mplstyle file, or a light and a dark one"),
    "font": Key(FONT, "a font family or a font file"),
    "background": Key(one_of("background", BACKGROUNDS), "whether the page has the theme's colour, or none"),
    "size": Key(pair_of(integer(*SIDE_LIMITS)), "width and height in pixels"),
    "timing": Key(TIMING, "lengths, beats, holds and motion"),
    "poster": Key(Reader(_poster, _poster_schema), "moment that stands for the whole: start, end, or a step"),
    "output": Key(Reader(_output, _FORMATS.schema), "formats to write"),
    "max_size": Key(MAX_SIZE, "budget of each file, met by fewer frames a second, then pixels, then colours"),
    "preset": Key(PRESET, "size, formats and budget for a place of publication, where the scene gives none"),
    "player": Key(Reader(_player, _PLAYER.schema), "where the step player has its film: inside, or beside it"),
    "metadata": Key(BOOLEAN, "whether each file carries title, alt text and the scene; gdanim source prints it"),
    "extends": Key(_PATH, "base scene, which provides missing keys"),
    "version": Key(Reader(_version, lambda: {"const": 1}), "version of the scene format"),
}
RUN_KEYS = {name: key for name, key in KEYS.items() if key.is_for_runs} | {
    "trajectory": Key(TRAJECTORY, "a path computed elsewhere: a CSV file with a column for each variable"),
    "label": Key(LINE, "name of the run, instead of an automatic one"),
}


def defaults_schema() -> dict[str, Any]:
    """Returns the JSON Schema of a folder's defaults: all keys that a scene may leave to them, and ``order``."""
    of_scene = schema()
    properties = {name: each for name, each in of_scene["properties"].items() if name not in folder_defaults.OWN_KEYS}
    order = {
        "type": "array",
        "items": {"type": "string"},
        "uniqueItems": True,
        "description": "names of the folder's scenes and folders in the order of a gallery and of lists",
        "examples": [["descent", "stepsizes"]],
    }
    del of_scene["anyOf"]
    return of_scene | {
        "$id": of_scene["$id"].replace(":scene:", ":defaults:"),
        "title": "gdanim defaults of a folder",
        "properties": {folder_defaults.ORDER: order, **properties},
    }


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of a scene, for editors."""
    from gdanim import __version__

    examples = yaml.load(EXAMPLES)
    notes = {name: {"description": key.meaning, **examples.get(name, {})} for name, key in (KEYS | RUN_KEYS).items()}
    readers = {name: key.reader.schema() for name, key in KEYS.items()}
    readers |= {name: {"anyOf": [*readers[name]["anyOf"], sweep.schema()]} for name in sweep.NUMBER_KEYS}
    properties = {name: {**schema, **notes[name]} for name, schema in readers.items()}
    entry = {name: {**key.reader.schema(), **notes[name]} for name, key in RUN_KEYS.items()}
    properties["runs"]["items"] = {"type": "object", "properties": entry, "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:gdanim:scene:{__version__}",
        "title": "gdanim scene",
        "type": "object",
        "properties": {**properties, "η": properties["eta"]},
        "additionalProperties": False,
        "anyOf": [{"required": [name]} for name in ("function", "extends", "runs")],
    }
