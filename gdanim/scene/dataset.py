"""A data problem as a scene writes it: a model's options, and its points from a CSV file or generated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.errors import Problem, SceneError
from gdanim.functions import data
from gdanim.functions.data import DataError, table
from gdanim.messages import message
from gdanim.scene.options import PluginSpec, combinations, validate_options
from gdanim.scene.value import INVALID, all_valid

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.functions.data import MeanLoss
    from gdanim.scene.value import Invalid, Value

Given = tuple[tuple[str, str], ...]
Problems = tuple[tuple["MeanLoss", Given], ...]

UNTOLD = ("data", "generate")
"""Options that no label names."""
FLAGS = {"true": "True", "false": "False"}


@dataclass(frozen=True)
class File:
    """What was read, so that a fault in it can be shown at its line."""

    text: str
    path: Path

    def problem(self, error: DataError, place: Value) -> Problem:
        lines = self.text.splitlines()
        quote = lines[error.line - 1] if error.line and error.line <= len(lines) else None
        return Problem(error.message, place.path, str(self.path), error.line, error.column, quote, error.width)


def read(name: str, place: Value, options: Value | None = None) -> Problems | Invalid:
    """The losses that the options describe, each with the options its scene gives: a list of an option multiplies."""
    ways = combinations(options) if options else (None,)
    return INVALID if ways is INVALID else all_valid(_one(name, place, way) for way in ways)


def schema() -> dict[str, Any]:
    """Of ``{name: options}``."""
    models = {name: problem.options.model_json_schema() for name, problem in data.PROBLEMS.items()}
    return {"type": "object", "properties": models, "additionalProperties": False}


def _one(name: str, place: Value, way: Value | None) -> tuple[MeanLoss, Given] | Invalid:
    chosen = validate_options(data.PROBLEMS[name].options, PluginSpec(name, way), place)
    if chosen is INVALID or chosen is None:
        return INVALID
    given = {key.text: each for key, each in way.entries()} if way else {}
    try:
        file = _file(given["data"]) if "data" in given else None
    except SceneError as error:
        place.problems.extend(error.problems)
        return INVALID
    try:
        sample = table.read(file.text, file.path.name, chosen.x, chosen.y) if file else None  # type: ignore[attr-defined]
        return data.build(name, chosen, sample), _told(given)
    except DataError as error:
        if file is None or error.line is None:
            return given.get(error.option or "", place).report(error.message)
        place.problems.append(file.problem(error, given["data"]))
        return INVALID


def _file(place: Value) -> File:
    """Raises SceneError for a file that can't be read."""
    if place.files is None:
        raise SceneError([place.node.problem(message("scene.files_forbidden"), place.path)])
    return File(*place.files.table(place.text, place.node, table.SIZE))


def _told(given: dict[str, Value]) -> Given:
    return tuple((name, FLAGS.get(each.text, each.text)) for name, each in given.items() if name not in UNTOLD)
