"""Reads the columns of a table as numbers: of a CSV file, or of columns in memory. Independent of models."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from gdanim import spelling
from gdanim.functions.data import cells as table_cells
from gdanim.functions.data.cells import COMMA, SEMICOLON, TAB, parsed
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.sample import MAX_POINTS, Sample
from gdanim.messages import message
from gdanim.spelling import latin_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gdanim.functions.data.cells import Column
    from gdanim.functions.data.sample import Position
    from gdanim.messages import Message

MAX_BYTES = 1024 * 1024
"""The maximum number of bytes read from a file."""
MAX_ERRORS = 20  # cells that are reported of a table
CELL = {sign: re.compile(rf'((?:"(?:[^"]|"")*+"|[^{sign}])*+)(?:{sign}|$)') for sign in (COMMA, SEMICOLON, TAB)}
"""A cell as written in the file; possessive quantifiers match in one pass for any length."""
SEPARATOR_LINE = re.compile(r"sep=(.)")
"""The first line by which Excel is told the separator."""


@dataclass(frozen=True)
class Row:
    """A row whose cells have no surrounding spaces. ``line`` counts from 1, ``text`` is the whole line."""

    line: int
    cells: list[str]
    text: str = ""
    separator: str = COMMA

    def cell_position(self, column: int) -> Position:
        """Returns the line, column and width of a cell."""
        matches = list(CELL[self.separator].finditer(self.text))
        if len(matches) < column + 1:  # a cell in quotes began on a line above
            return self.position
        cell = matches[column][1]
        before = len(cell) - len(cell.lstrip())
        return self.line, matches[column].start(1) + before + 1, max(1, len(cell.strip()))

    @property
    def position(self) -> Position:
        return self.line, 1, max(1, len(self.text.rstrip()))


class RowInMemory(Row):
    """A row of a table that is no file: the position of a cell is its row and column."""

    def cell_position(self, column: int) -> Position:
        return self.line, column + 1, 1


@dataclass(frozen=True)
class Choice:
    """The selection of columns: ``x``, one or two, and ``y``, by name, or by number in a file without names.

    Without names they are the first ones. ``header`` says whether the first line holds names; if it is None, this is
    detected. ``has_classes`` says that y is a class, 0 or 1, and ``skips_missing`` that rows with a missing cell are
    left out.
    """

    x: tuple[str | None, ...] = (None,)
    y: str | None = None
    header: bool | None = None
    has_classes: bool = False
    skips_missing: bool = False


def read(text: str, file: str, choice: Choice) -> Sample:
    """Returns the chosen columns of a file's text as points. Raises DataError.

    Lines that are empty or begin with # are skipped.
    """
    return _sample(list(rows(text, separator(text))), file, choice)


def read_columns(columns: Mapping[str, Sequence[str]], file: str, choice: Choice) -> Sample:
    """Returns the chosen ones of columns, all of one length, as points. Raises DataError."""
    lengths = {name: len(cells) for name, cells in columns.items()}
    if len(set(lengths.values())) > 1:
        lengths_text = ", ".join(f"{name} {length:,}" for name, length in lengths.items())
        raise DataError(message("functions.columns_of_lengths", lengths=lengths_text), option="data")
    lines = [
        RowInMemory(line, list(map(str.strip, cells)))
        for line, cells in enumerate(zip(*columns.values(), strict=True), start=1)
    ]
    return _sample([RowInMemory(0, list(columns)), *lines], file, Choice(**{**vars(choice), "header": True}))


def _sample(lines: list[Row], file: str, choice: Choice) -> Sample:
    if not lines:
        raise DataError(message("functions.table_empty", file=file), option="data")
    first = lines[0]
    if len(first.cells) < 2:
        raise DataError(message("functions.table_with_one_column", file=file), *first.position)
    if len(first.cells) < len(choice.x) + 1:
        raise DataError(message("functions.table_with_two_columns", file=file), *first.position)
    has_names = _has_names(first, choice)
    points = lines[1:] if has_names else lines
    first = _with_row_names(first, points) if has_names else first
    names = first.cells if has_names else [str(number + 1) for number in range(len(first.cells))]
    by_default = [index for index, name in enumerate(names) if name] if not names[0] else list(range(len(names)))
    columns = tuple(
        _column(first, names, file, wanted, option, (*by_default, 0, 1, 2)[index])
        for index, (option, wanted) in enumerate((*(("x", name) for name in choice.x), ("y", choice.y)))
    )
    _check_differ(columns, names, choice)
    titles = tuple(names[column] for column in columns) if has_names else _plain_titles(len(columns))
    if len(points) > MAX_POINTS:
        raise DataError(message("functions.table_too_long", file=file, maximum=MAX_POINTS), points[MAX_POINTS].line)
    *features, y = _columns_read(points, columns, titles, len(names), choice)
    rows_read = list(zip(*(column.cells for column in (*features, y)), strict=True))
    kept = [index for index, row in enumerate(rows_read) if None not in row]
    _check_count(len(points), len(kept), file)
    warnings = [*(column.warning for column in (*features, y)), _skipped(len(points), len(kept), file, titles)]
    if not has_names and choice.header is None:
        warnings.append(message("functions.header_missing", file=file, line=first.line))
    numbers = np.array([rows_read[index] for index in kept], dtype=float)
    positions = tuple(points[index].cell_position(columns[-1]) for index in kept)
    found_warnings = tuple(text for text in warnings if text)
    x = numbers[:, 0] if len(features) == 1 else numbers[:, :-1]
    return Sample(
        x, numbers[:, -1], titles, positions, found_warnings, features[0].first_day if len(features) == 1 else ""
    )


def _plain_titles(count: int) -> tuple[str, ...]:
    """Returns the names of columns that have none: x and y, or x1, x2 and y."""
    return ("x", "y") if count == 2 else (*(f"x{number}" for number in range(1, count)), "y")


def _check_differ(columns: tuple[int, ...], names: Sequence[str], choice: Choice) -> None:
    """Raises DataError if a column is chosen twice."""
    for index, column in enumerate(columns):
        if column in columns[:index]:
            if index < len(choice.x):
                raise DataError(message("functions.one_feature_twice", column=names[column]), option="x")
            option = "x" if choice.y is None else "y"
            raise DataError(message("functions.one_column_twice", column=names[column]), option=option)


def _has_names(first: Row, choice: Choice) -> bool:
    """Returns whether the first line holds names: a chosen one, or anything but numbers and dates."""
    if choice.header is not None:
        return choice.header
    if {*choice.x, choice.y} & set(first.cells):
        return True
    are_values = list(map(table_cells.is_value, first.cells))
    if any(are_values) and not all(are_values):
        index = are_values.index(True)
        sentence = message("functions.names_or_numbers", cell=first.cells[index])
        raise DataError(sentence, *first.cell_position(index))
    return not all(are_values)


def _with_row_names(first: Row, points: Sequence[Row]) -> Row:
    """Returns the line of names with one more, without a name, where R wrote a name before each row."""
    if not points or any(len(row.cells) != len(first.cells) + 1 for row in points):
        return first
    if any(table_cells.is_value(row.cells[0]) and not row.text.lstrip().startswith('"') for row in points):
        return first  # perhaps decimal commas
    return Row(first.line, ["", *first.cells], first.text, first.separator)


def _columns_read(
    points: Sequence[Row], columns: tuple[int, ...], titles: tuple[str, ...], count: int, choice: Choice
) -> list[Column]:
    """Returns the chosen columns; each row must have ``count`` cells. Raises DataError with all that can't be read."""
    errors = [error for row in points if (error := length_error(row, count))]
    whole = [row for row in points if len(row.cells) == count]
    feature: table_cells.Role = "x" if len(choice.x) == 1 else "y"  # two features are drawn without dates
    roles: tuple[table_cells.Role, ...] = (*[feature] * len(choice.x), "class" if choice.has_classes else "y")
    separator = whole[0].separator if whole else COMMA
    columns_read = [
        table_cells.read([row.cells[column] for row in whole], title, separator, role)
        for column, title, role in zip(columns, titles, roles, strict=True)
    ]
    for column, title, each in zip(columns, titles, columns_read, strict=True):
        for row, cell in zip(whole, each.cells, strict=True):
            if isinstance(cell, str):
                errors.append(DataError(cell, *row.cell_position(column)))
            elif cell is None and not choice.skips_missing:
                errors.append(DataError(_missing(row.cells[column], title), *row.cell_position(column)))
    raise_all(errors)
    return columns_read


def _missing(cell: str, name: str) -> Message:
    return message("functions.cell_missing", column=name, found=repr(cell) if cell else "nothing")


def raise_all(errors: Sequence[DataError]) -> None:
    """Raises one of the errors, which carries the others; of many, the first ones and their number."""
    if not errors:
        return
    in_order = sorted(errors, key=lambda error: (error.line or 0, error.column))
    reported = in_order[:MAX_ERRORS]
    if len(in_order) > MAX_ERRORS:
        last = in_order[MAX_ERRORS]
        sentence = message("functions.more_wrong_cells", count=len(in_order) - MAX_ERRORS)
        reported.append(DataError(sentence, last.line, last.column, last.width))
    reported[0].others = tuple(reported[1:])
    raise reported[0]


def _check_count(rows_count: int, kept: int, file: str) -> None:
    if kept >= 2:
        return
    if rows_count >= 2:
        raise DataError(message("functions.table_of_missing_cells", file=file, kept=kept), option="data")
    sentence = message("functions.table_without_rows", file=file)
    if rows_count:
        sentence = message("functions.table_with_one_row", file=file)
    raise DataError(sentence, option="data")


def _skipped(rows_count: int, kept: int, file: str, titles: tuple[str, ...]) -> Message | None:
    if kept == rows_count:
        return None
    *features, y = titles
    skipped = rows_count - kept
    return message("functions.rows_skipped", file=file, skipped=skipped, count=rows_count, x=", ".join(features), y=y)


def separator(text: str) -> str:
    """Returns the separator of the columns.

    It is what Excel's line ``sep=;`` says; the tab where the first line has one; the semicolon if only semicolons split
    the first line, or split it into numbers; else the comma.
    """
    first = next(rows(text, COMMA), None)
    declared = SEPARATOR_LINE.match(text.splitlines()[0]) if text.strip() else None
    if declared and declared[1] in CELL:
        return declared[1]
    if first is None or (SEMICOLON not in first.text and TAB not in first.text):
        return COMMA
    if TAB in first.text:
        return TAB if len(next(rows(text, TAB)).cells) > 1 else COMMA
    cells = next(rows(text, SEMICOLON)).cells
    are_numbers = all(parsed(cell, SEMICOLON) is not None for cell in cells)
    return SEMICOLON if len(first.cells) == 1 or (len(cells) > 1 and are_numbers) else COMMA


def rows(text: str, separator: str) -> Iterator[Row]:
    """Yields the rows that are neither empty nor comments. Raises DataError for a line that is not CSV."""
    lines = text.splitlines()
    begin = 1 if lines and SEPARATOR_LINE.fullmatch(lines[0].strip().strip('"')) else 0
    reader = csv.reader(islice(lines, begin, None), delimiter=separator)
    try:
        for cells in reader:
            if any(map(str.strip, cells)) and not cells[0].lstrip().startswith("#"):
                line = reader.line_num + begin
                yield Row(line, [latin_number(cell.strip()) for cell in cells], lines[line - 1], separator)
    except csv.Error as error:
        raise DataError(message("functions.not_csv", reason=error), reader.line_num + begin) from error


def _column(first: Row, names: list[str], file: str, wanted: str | None, option: str, default: int) -> int:
    """Returns the index of a column; ``option`` is the one that names it."""
    if wanted is None:
        if not names[default]:
            raise DataError(message("functions.column_without_name", number=default + 1), *first.position)
        return default
    if wanted not in names:
        advice = spelling.advice(wanted, [name for name in names if name])
        raise DataError(message("functions.no_column", file=file, column=wanted, advice=advice), option=option)
    if names.count(wanted) > 1:
        raise DataError(message("functions.two_columns", file=file, column=wanted), option=option)
    return names.index(wanted)


def length_error(row: Row, columns: int) -> DataError | None:
    """Returns the error of a row of another length, whose cells may be shifted to other columns."""
    cells = len(row.cells)
    if cells == columns:
        return None
    sentence = message("functions.row_length", cells=cells, columns=columns)
    if cells == 1:
        sentence = message("functions.row_with_one_cell", columns=columns)
    elif cells > columns and row.separator == COMMA:
        sentence = message("functions.row_length_decimal_comma", cells=cells, columns=columns)
    return DataError(sentence, *row.position)
