"""Reads two columns of a CSV file as numbers. Independent of models."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim import spelling
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.sample import MAX_POINTS, Sample
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.functions.data.sample import Position
    from gdanim.messages import Message

MAX_BYTES = 1024 * 1024
"""The maximum number of bytes read from a file."""
MAX_NUMBER = 1e12
MIN_NUMBER = 1e-100  # a smaller one but 0 has no square among the floats
COMMA, SEMICOLON = ",", ";"
"""The separators of columns. With semicolons, a number may have a decimal comma."""
CELL = {sign: re.compile(rf'((?:"(?:[^"]|"")*+"|[^{sign}])*+)(?:{sign}|$)') for sign in (COMMA, SEMICOLON)}
"""A cell as written in the file; possessive quantifiers match in one pass for any length."""
THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:([\s,.'’])[0-9]{3})(?:\1[0-9]{3})*")
"""A number with separated thousands: ``1,000``, ``1 000 000``."""


@dataclass(frozen=True)
class Row:
    """A row whose cells have no surrounding spaces. ``line`` counts from 1, ``text`` is the whole line."""

    line: int
    cells: list[str]
    text: str
    separator: str

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


@dataclass(frozen=True)
class Choice:
    """The selection of columns: ``x`` and ``y`` by name, or by number in a file without names; None for 1 and 2.

    ``header`` says whether the first line holds names; if it is None, this is detected.
    """

    x: str | None = None
    y: str | None = None
    header: bool | None = None


def read(text: str, file: str, choice: Choice) -> Sample:
    """Returns two columns as points. Raises DataError.

    Lines that are empty or begin with # are skipped.
    """
    lines = list(rows(text, separator(text)))
    if not lines:
        raise DataError(message("functions.table_empty", file=file), option="data")
    first = lines[0]
    if len(first.cells) < 2:
        raise DataError(_one_column(file, first.cells[0]), *first.position)
    has_names = _has_names(first, choice)
    names = first.cells if has_names else [str(number + 1) for number in range(len(first.cells))]
    columns = _column(first, names, file, choice.x, "x", 0), _column(first, names, file, choice.y, "y", 1)
    if columns[0] == columns[1]:
        option = "x" if choice.y is None else "y"
        raise DataError(message("functions.one_column_twice", column=names[columns[0]]), option=option)
    titles = (names[columns[0]], names[columns[1]]) if has_names else ("x", "y")
    points = lines[1:] if has_names else lines
    table = np.array(_numbers(points, columns, titles, len(names), file))
    if len(points) < 2:
        sentence = message("functions.table_without_rows", file=file)
        if points:
            sentence = message("functions.table_with_one_row", file=file)
        raise DataError(sentence, option="data")
    warnings = [_ambiguous_commas(points, *column) for column in zip(columns, titles, strict=True)]
    if not has_names and choice.header is None:
        warnings.append(message("functions.header_missing", file=file, line=first.line))
    positions = tuple(row.cell_position(columns[1]) for row in points)
    return Sample(table[:, 0], table[:, 1], titles, positions, tuple(text for text in warnings if text))


def _has_names(first: Row, choice: Choice) -> bool:
    """Returns whether the first line holds names: a chosen one, or anything but numbers."""
    if choice.header is not None:
        return choice.header
    if {choice.x, choice.y} & set(first.cells):
        return True
    are_numbers = [parsed(cell, first.separator) is not None for cell in first.cells]
    if any(are_numbers) and not all(are_numbers):
        index = are_numbers.index(True)
        sentence = message("functions.names_or_numbers", cell=first.cells[index])
        raise DataError(sentence, *first.cell_position(index))
    return not all(are_numbers)


def _numbers(
    points: Sequence[Row], columns: tuple[int, int], titles: tuple[str, str], count: int, file: str
) -> list[list[float]]:
    """Returns x and y of each row; each must have ``count`` cells."""
    numbers: list[list[float]] = []
    for row in points:
        if len(numbers) == MAX_POINTS:
            raise DataError(message("functions.table_too_long", file=file, maximum=MAX_POINTS), row.line)
        check_length(row, count)
        numbers.append([_number(row, *column) for column in zip(columns, titles, strict=True)])
    return numbers


def separator(text: str) -> str:
    """Returns the semicolon if only semicolons split the first line, or split it into numbers; else the comma."""
    first = next(rows(text, COMMA), None)
    if first is None or SEMICOLON not in first.text:
        return COMMA
    cells = next(rows(text, SEMICOLON)).cells
    are_numbers = all(parsed(cell, SEMICOLON) is not None for cell in cells)
    return SEMICOLON if len(first.cells) == 1 or (len(cells) > 1 and are_numbers) else COMMA


def rows(text: str, separator: str) -> Iterator[Row]:
    """Yields the rows that are neither empty nor comments. Raises DataError for a line that is not CSV."""
    lines = text.splitlines()
    reader = csv.reader(lines, delimiter=separator)
    try:
        for cells in reader:
            if any(map(str.strip, cells)) and not cells[0].lstrip().startswith("#"):
                line = reader.line_num
                yield Row(line, [cell.strip() for cell in cells], lines[line - 1], separator)
    except csv.Error as error:
        raise DataError(message("functions.not_csv", reason=error), reader.line_num) from error


def _one_column(file: str, header: str) -> Message:
    if "\t" in header:
        return message("functions.table_separated_by_tabs", file=file)
    return message("functions.table_with_one_column", file=file)


def _column(first: Row, names: list[str], file: str, wanted: str | None, option: str, default: int) -> int:
    """Returns the index of a column; ``option`` is the one that names it."""
    if wanted is None:
        if not names[default]:
            raise DataError(message("functions.column_without_name", number=default + 1), *first.position)
        return default
    if wanted not in names:
        advice = spelling.advice(wanted, names)
        raise DataError(message("functions.no_column", file=file, column=wanted, advice=advice), option=option)
    if names.count(wanted) > 1:
        raise DataError(message("functions.two_columns", file=file, column=wanted), option=option)
    return names.index(wanted)


def check_length(row: Row, columns: int) -> None:
    """Raises DataError for a row of another length, whose cells may be shifted to other columns."""
    cells = len(row.cells)
    if cells == columns:
        return
    sentence = message("functions.row_length", cells=cells, columns=columns)
    if cells == 1:
        sentence = message("functions.row_with_one_cell", columns=columns)
    elif cells > columns and row.separator == COMMA:
        sentence = message("functions.row_length_decimal_comma", cells=cells, columns=columns)
    raise DataError(sentence, *row.position)


def _number(row: Row, column: int, name: str) -> float:
    cell = row.cells[column]
    value = parsed(cell, row.separator)
    if value is None:
        raise DataError(_not_a_number(cell, name), *row.cell_position(column))
    if not abs(value) <= MAX_NUMBER:
        sentence = message(
            "functions.cell_out_of_range", column=name, minimum=-MAX_NUMBER, maximum=MAX_NUMBER, cell=cell
        )
        raise DataError(sentence, *row.cell_position(column))
    if 0 < abs(value) < MIN_NUMBER:
        sentence = message("functions.cell_too_small", column=name, minimum=MIN_NUMBER, cell=cell)
        raise DataError(sentence, *row.cell_position(column))
    return value


def parsed(cell: str, separator: str) -> float | None:
    """Returns the number in a cell; None for other text."""
    text = cell.replace(",", ".") if separator == SEMICOLON else cell
    try:
        return None if "_" in text else float(text.replace("−", "-"))
    except ValueError:
        return None


def _not_a_number(cell: str, name: str) -> Message:
    if not cell:
        return message("functions.cell_empty", column=name)
    plain = re.sub(r"[\s,.'’]", "", cell) if THOUSANDS.fullmatch(cell) else cell.removesuffix("%").strip()
    if plain != cell and parsed(plain, COMMA) is not None:
        return message("functions.cell_with_plain_number", column=name, cell=cell, number=plain)
    return message("functions.cell_not_a_number", column=name, cell=cell)


def _ambiguous_commas(points: Sequence[Row], column: int, name: str) -> Message | None:
    """Returns a warning if the commas or points of a column with semicolons may all be thousands separators."""
    cells = [row.cells[column] for row in points if row.separator == SEMICOLON]
    broken = [cell for cell in cells if "," in cell or "." in cell]
    if not broken or not all(THOUSANDS.fullmatch(cell) for cell in broken):
        return None
    cell = broken[0]
    number = parsed(cell, SEMICOLON)
    whole = re.sub("[,.]", "", cell)
    return message("functions.decimal_or_thousands", column=name, cell=cell, number=f"{number:g}", whole=whole)
