"""Reads two columns of a CSV file as numbers. Knows nothing of models."""

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
    from collections.abc import Iterator

    from gdanim.functions.data.sample import Position
    from gdanim.messages import Message

SIZE = 1024 * 1024
"""The most bytes that are read of a file."""
MAX_NUMBER = 1e12
COMMA, SEMICOLON = ",", ";"
"""The separators of columns. With semicolons, a number may have a decimal comma."""
CELL = {sign: re.compile(rf'((?:"(?:[^"]|"")*+"|[^{sign}])*+)(?:{sign}|$)') for sign in (COMMA, SEMICOLON)}
"""A cell as it is in the file; possessive quantifiers match in one pass, however long the line."""


@dataclass(frozen=True)
class Row:
    """A row whose cells have no spaces around them. ``line`` counts from 1, ``text`` is the whole line."""

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


def read(text: str, file: str, x: str | None, y: str | None) -> Sample:
    """Returns the columns named ``x`` and ``y``, or the first and the second. Raises DataError.

    The first line holds the columns' names; lines that are empty or begin with # are skipped.
    """
    rows = _rows(text, _separator(text))
    header = next(rows, None)
    if header is None:
        raise DataError(message("functions.table_empty", file=file), option="data")
    names = header.cells
    if len(names) < 2:
        raise DataError(_one_column(file, names[0]), *header.position)
    columns = (_column(names, x, file, "x", 0), _column(names, y, file, "y", 1))
    points: list[list[float]] = []
    positions: list[Position] = []
    for row in rows:
        if len(points) == MAX_POINTS:
            raise DataError(message("functions.table_too_long", file=file, most=MAX_POINTS), row.line)
        _check_length(row, len(names))
        points.append([_number(row, column, names[column]) for column in columns])
        positions.append(row.cell_position(columns[1]))
    if not points:
        raise DataError(message("functions.table_without_rows", file=file), option="data")
    if len(points) == 1:
        raise DataError(message("functions.table_with_one_row", file=file), option="data")
    table = np.array(points)
    return Sample(table[:, 0], table[:, 1], (names[columns[0]], names[columns[1]]), tuple(positions))


def _separator(text: str) -> str:
    """Returns the semicolon where only semicolons split the header, else the comma."""
    header = next(_rows(text, COMMA), None)
    return SEMICOLON if header and len(header.cells) == 1 and SEMICOLON in header.text else COMMA


def _rows(text: str, separator: str) -> Iterator[Row]:
    """Yields the rows that are neither empty nor comments. Raises DataError for a line that is no CSV."""
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


def _column(names: list[str], wanted: str | None, file: str, option: str, default: int) -> int:
    if wanted is None:
        return default
    if wanted not in names:
        advice = spelling.advice(wanted, names)
        raise DataError(message("functions.no_column", file=file, column=wanted, advice=advice), option=option)
    return names.index(wanted)


def _check_length(row: Row, columns: int) -> None:
    """Raises DataError for a row of another length: one more cell shifts the cells after it to other columns."""
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
    try:
        value = float(cell.replace(",", ".") if row.separator == SEMICOLON else cell)
    except ValueError:
        sentence = message("functions.cell_empty", column=name)
        if cell:
            sentence = message("functions.cell_not_a_number", column=name, cell=cell)
        raise DataError(sentence, *row.cell_position(column)) from None
    if not abs(value) <= MAX_NUMBER:
        sentence = message("functions.cell_out_of_range", column=name, least=-MAX_NUMBER, most=MAX_NUMBER, cell=cell)
        raise DataError(sentence, *row.cell_position(column))
    return value
