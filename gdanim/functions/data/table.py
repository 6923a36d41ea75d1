"""Two columns of a CSV file as numbers. Knows nothing of models."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from gdanim import plugins
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.sample import MOST, Sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    Row = tuple[int, list[str]]

SIZE = 1024 * 1024
"""The most bytes that are read of a file."""
GREATEST = 1e12


def read(text: str, file: str, x: str | None, y: str | None) -> Sample:
    """The columns named ``x`` and ``y``, or the first and the second. Raises DataError.

    The first line holds the columns' names; lines that are empty or begin with # are skipped.
    """
    rows = _rows(text)
    _, names = next(rows, (0, []))
    if not names:
        raise DataError(f"{file} is empty; it needs a line of column names, and a row for each point", option="data")
    if len(names) < 2:
        raise DataError(_single(file, names[0]), 1, width=max(1, len(names[0])))
    columns = (_column(names, x, file, "x", 0), _column(names, y, file, "y", 1))
    points: list[list[float]] = []
    lines: list[int] = []
    for line, cells in rows:
        if len(points) == MOST:
            raise DataError(f"{file} holds more than {MOST:,} rows, and no more are possible", line)
        points.append([_number(cells, column, names[column], line) for column in columns])
        lines.append(line)
    if len(points) < 2:
        raise DataError(f"{file} holds {('no', 'one')[len(points)]} row; a model needs at least two", option="data")
    table = np.array(points)
    return Sample(table[:, 0], table[:, 1], (names[columns[0]], names[columns[1]]), tuple(lines))


def _rows(text: str) -> Iterator[Row]:
    """Each row with its line, spaces about its cells left out. Raises DataError for what is no CSV."""
    reader = csv.reader(line for line in text.splitlines())
    try:
        for cells in reader:
            if any(map(str.strip, cells)) and not cells[0].lstrip().startswith("#"):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise DataError(f"this line is no CSV: {error}", reader.line_num) from error


def _single(file: str, header: str) -> str:
    other = next((name for sign, name in ((";", "semicolons"), ("\t", "tabs")) if sign in header), None)
    if other:
        return f"{file} separates its columns by {other}; commas are needed"
    return f"{file} has one column; it needs one for x and one for y"


def _column(names: list[str], wanted: str | None, file: str, option: str, default: int) -> int:
    if wanted is None:
        return default
    if wanted not in names:
        raise DataError(f"{file} has no column {wanted!r}{plugins.advice(wanted, names)}", option=option)
    return names.index(wanted)


def _number(cells: list[str], column: int, name: str, line: int) -> float:
    cell = cells[column] if column < len(cells) else ""
    try:
        value = float(cell)
    except ValueError:
        found = f"found {cell!r}" if cell else "found nothing"
        raise DataError(f"{name} must be a number; {found}", line, *_place(cells, column)) from None
    if not abs(value) <= GREATEST:
        found = f"{name} must be a number from {-GREATEST:g} to {GREATEST:g}; found {cell}"
        raise DataError(found, line, *_place(cells, column))
    return value


def _place(cells: list[str], column: int) -> tuple[int, int]:
    """Column and width of a cell where its row is written without quotes and spaces."""
    begin = 1 + sum(len(cell) + 1 for cell in cells[:column])
    return begin, max(1, len(cells[column]) if column < len(cells) else 1)
