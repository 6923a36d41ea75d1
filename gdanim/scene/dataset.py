"""Reads a data problem: the options of its model, and its points from a CSV file or generated."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from gdanim.errors import Problem, SceneError
from gdanim.functions import data
from gdanim.functions.data import DataError, archive, table
from gdanim.messages import message
from gdanim.scene.options import PluginSpec, combinations, options_schema, validate_options
from gdanim.scene.value import INVALID, all_valid

if TYPE_CHECKING:
    from gdanim.functions.data import MeanLoss, NetworkLoss
    from gdanim.functions.data.sample import Sample
    from gdanim.scene.value import Invalid, Value

Parameters = tuple[tuple[str, str], ...]
"""The options named by labels: ``(("standardise", "True"),)``."""
Losses = tuple[tuple["MeanLoss | NetworkLoss", Parameters], ...]

SINGLE = ("y", "header", "missing")
"""The options of a file that can't be lists, which would read it in several ways."""
ARCHIVE = ".npz"
SUFFIXES = (".csv", ".tsv", ".txt", ARCHIVE)
"""The endings of files' names that labels leave out."""
BOOLEANS = {"true": "True", "false": "False"}


@dataclass(frozen=True)
class TableFile:
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
    option_sets = combinations(options, data.PROBLEMS[name].options) if options else (None,)
    return (
        INVALID
        if option_sets is INVALID
        else all_valid(_loss(name, value, options_of_one) for options_of_one in option_sets)
    )


def _lists_of_columns(options: Value) -> bool:
    """Returns whether columns are given as lists, each of which is reported."""
    lists = [column for key, column in options.entries() if key.text in SINGLE and column.is_list]
    for column in lists:
        column.report(message("scene.data_option_list", name=column.name))
    return bool(lists)


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of ``{name: options}``."""
    models = {
        name: options_schema(problem.options, may_be_lists=True, single=SINGLE)
        for name, problem in data.PROBLEMS.items()
    }
    return {"type": "object", "properties": models, "additionalProperties": False}


def _loss(name: str, value: Value, options: Value | None) -> tuple[MeanLoss | NetworkLoss, Parameters] | Invalid:
    validated = validate_options(data.PROBLEMS[name].options, PluginSpec(name, options), value)
    if validated is INVALID or validated is None:
        return INVALID
    written = {key.text: item for key, item in options.entries()} if options else {}
    origin: Origin = _Options(written, value)
    try:
        if "points" in written:
            origin = _Items(written["points"])
        if "data" in written:
            origin = _table(written["data"])
        sample = origin.sample(_choice(validated, has_classes=data.PROBLEMS[name].is_classifier))
        return data.build(name, validated, sample), _parameters(written)
    except SceneError as error:
        value.problems.extend(error.problems)
    except DataError as error:
        for each in (error, *error.others):
            source = origin if each.line is not None else _Options(written, value)
            source.report(each)
    return INVALID


class Origin(Protocol):
    """The origin of points: it reads them, and reports what is wrong with them at its place."""

    def sample(self, choice: table.Choice) -> Sample | None:
        """Returns the points; None where the options hold them or generate them. Raises DataError."""
        ...

    def report(self, error: DataError) -> None: ...


@dataclass(frozen=True)
class _Options:
    """The options, of which an error may name one."""

    written: dict[str, Value]
    value: Value

    def sample(self, _choice: table.Choice) -> None:
        return None

    def report(self, error: DataError) -> None:
        self.written.get(error.option or "", self.value).report(error.message)


@dataclass(frozen=True)
class _Items:
    """Points written in the scene, as pairs."""

    value: Value

    def sample(self, _choice: table.Choice) -> None:
        return None

    def report(self, error: DataError) -> None:
        self.value.items()[(error.line or 1) - 1].items()[error.column - 1].report(error.message)


@dataclass(frozen=True)
class _Columns:
    """Columns written in the scene, or of a frame in Python."""

    value: Value

    def sample(self, choice: table.Choice) -> Sample:
        columns = {key.text: [item.text for item in column.items()] for key, column in self.value.entries()}
        return table.read_columns(columns, "data", choice)

    def report(self, error: DataError) -> None:
        columns = [column for _, column in self.value.entries()]
        items = columns[error.column - 1].items() if error.column <= len(columns) else ()
        place = items[(error.line or 0) - 1] if items and error.line else self.value
        place.report(error.message)


@dataclass(frozen=True)
class _Archive:
    """The arrays of a file."""

    value: Value
    content: bytes
    path: Path

    def sample(self, choice: table.Choice) -> Sample:
        return table.read_columns(archive.columns(self.content, self.path.name, choice), self.path.name, choice)

    def report(self, error: DataError) -> None:
        text = message("scene.row_of_archive", row=error.line, problem=error.message) if error.line else error.message
        self.value.report(text)


@dataclass(frozen=True)
class _TextFile:
    """A file of rows and columns."""

    value: Value
    file: TableFile

    def sample(self, choice: table.Choice) -> Sample:
        return table.read(self.file.text, self.file.path.name, choice)

    def report(self, error: DataError) -> None:
        self.value.problems.append(self.file.problem(error, self.value))


def _table(value: Value) -> Origin:
    """Returns the table that ``data`` names or holds. Raises SceneError if its file can't be read."""
    if value.is_mapping:
        return _Columns(value)
    if value.files is None:
        raise SceneError([value.node.problem(message("scene.files_forbidden"), value.path)])
    if value.text.lower().endswith(ARCHIVE):
        return _Archive(value, *value.files.read_bytes(value.text, value.node, table.MAX_BYTES))
    return _TextFile(value, TableFile(*value.files.read_data(value.text, value.node, table.MAX_BYTES)))


def _choice(options: Any, *, has_classes: bool) -> table.Choice:
    skips_missing = options.missing == "skip"
    return table.Choice(options.x, options.y, options.header, has_classes=has_classes, skips_missing=skips_missing)


def _parameters(written: dict[str, Value]) -> Parameters:
    """Returns the options as parameters for labels: the file by its name alone, and each setting of a generator."""
    named = [(name, item) for name, item in written.items() if name not in data.ORIGINS]
    if "generate" in written:
        named += [(key.text, entry) for key, entry in written["generate"].entries()]
    parameters = [(name, _parameter(item)) for name, item in named]
    file = written["data"].text if "data" in written else ""
    name = file[: -len(Path(file).suffix)] if Path(file).suffix in SUFFIXES else file
    return (*((("data", name),) if file else ()), *parameters)


def _parameter(value: Value) -> str:
    if value.is_mapping:
        return ", ".join(f"{key.text} = {entry.text}" for key, entry in value.entries())
    if value.is_list:
        return f"({', '.join(item.text for item in value.items())})"
    return BOOLEANS.get(value.text, value.text)
