"""Reads a data problem: the options of its model, and its points from a CSV file or generated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.errors import Problem, SceneError
from gdanim.functions import data
from gdanim.functions.data import DataError, table
from gdanim.messages import message
from gdanim.scene.options import PluginSpec, combinations, model_schema, validate_options
from gdanim.scene.value import INVALID, all_valid

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.functions.data import MeanLoss
    from gdanim.scene.value import Invalid, Value

Parameters = tuple[tuple[str, str], ...]
"""The options named by labels: ``(("standardise", "True"),)``."""
Losses = tuple[tuple["MeanLoss", Parameters], ...]

SINGLE = (*data.COLUMNS, "header")
"""The options of a file that can't be lists, which would read it in several ways."""
BOOLEANS = {"true": "True", "false": "False"}


@dataclass(frozen=True)
class DataFile:
    """The text of a file, for quoting the line of a problem."""

    text: str
    path: Path

    def problem(self, error: DataError, value: Value) -> Problem:
        """Converts the error to a problem at its line. ``value`` is the option that names the file."""
        lines = self.text.splitlines()
        quote = lines[error.line - 1] if error.line and error.line <= len(lines) else None
        return Problem(error.message, value.path, str(self.path), error.line, error.column, quote, error.width)


def read(name: str, value: Value, options: Value | None = None) -> Losses | Invalid:
    """Returns the losses that the options describe, each with its parameters. Lists in options multiply them."""
    if options and _lists_of_columns(options):
        return INVALID
    ways = combinations(options) if options else (None,)
    return INVALID if ways is INVALID else all_valid(_loss(name, value, way) for way in ways)


def _lists_of_columns(options: Value) -> bool:
    """Returns whether columns are given as lists, each of which is reported."""
    lists = [column for key, column in options.entries() if key.text in SINGLE and column.is_list]
    for column in lists:
        column.report(message("scene.data_option_list", name=column.name))
    return bool(lists)


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of ``{name: options}``."""
    models = {name: model_schema(problem.options) for name, problem in data.PROBLEMS.items()}
    return {"type": "object", "properties": models, "additionalProperties": False}


def _loss(name: str, value: Value, options: Value | None) -> tuple[MeanLoss, Parameters] | Invalid:
    validated = validate_options(data.PROBLEMS[name].options, PluginSpec(name, options), value)
    if validated is INVALID or validated is None:
        return INVALID
    written = {key.text: item for key, item in options.entries()} if options else {}
    try:
        file = _data_file(written["data"]) if "data" in written else None
    except SceneError as error:
        value.problems.extend(error.problems)
        return INVALID
    try:
        sample = table.read(file.text, file.path.name, _choice(validated)) if file else None
        return data.build(name, validated, sample), _parameters(written)
    except DataError as error:
        if file is None or error.line is None:
            return written.get(error.option or "", value).report(error.message)
        value.problems.append(file.problem(error, written["data"]))
        return INVALID


def _data_file(value: Value) -> DataFile:
    """Reads a data file. Raises SceneError if it can't be read."""
    if value.files is None:
        raise SceneError([value.node.problem(message("scene.files_forbidden"), value.path)])
    return DataFile(*value.files.read_data(value.text, value.node, table.MAX_BYTES))


def _choice(options: Any) -> table.Choice:
    return table.Choice(options.x, options.y, options.header)


def _parameters(written: dict[str, Value]) -> Parameters:
    """Returns the options as parameters for labels: the file by its name alone, and each setting of a generator."""
    named = [(name, item) for name, item in written.items() if name not in data.ORIGINS]
    if "generate" in written:
        named += [(key.text, entry) for key, entry in written["generate"].entries()]
    parameters = [(name, _parameter(item)) for name, item in named]
    return (*((("data", written["data"].text.removesuffix(".csv")),) if "data" in written else ()), *parameters)


def _parameter(value: Value) -> str:
    if value.is_list:
        return f"({', '.join(item.text for item in value.items())})"
    return BOOLEANS.get(value.text, value.text)
