"""Reads a path computed elsewhere from a CSV file: a column for each variable, a row for each step."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.functions.data.cells import parsed
from gdanim.functions.data.errors import DataError
from gdanim.functions.data.table import length_error, rows, separator
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions.data.table import Row
    from gdanim.points import Point


def read(text: str, file: str, variables: Sequence[str], maximum: int) -> tuple[Point, ...]:
    """Returns the points of a path.

    Its columns are found by the variables' names in the first line. A file without names has a column for each variable
    and no other.

    Parameters
    ----------
    text
        The file's text: lines that are empty or begin with # are skipped.
    file
        Its name in messages.
    variables
        The names of the variables.
    maximum
        The greatest number of points.

    Returns
    -------
    tuple of points
        The points. Numbers that are not finite end a path: the row with the first of them is its last.

    Raises
    ------
    DataError
        If the file is no such table.
    """
    table = list(rows(text, separator(text)))
    if not table:
        raise DataError(message("functions.path_empty", file=file))
    names = table[0].cells
    has_names = any(parsed(cell, table[0].separator) is None for cell in names)
    columns = _columns(table[0], file, variables) if has_names else range(len(variables))
    if not has_names and len(names) != len(variables):
        expected, found = ", ".join(variables), len(names)
        raise DataError(message("functions.path_columns", file=file, names=expected, found=found), *table[0].position)
    points: list[Point] = []
    for row in table[1:] if has_names else table:
        if len(points) == maximum:
            raise DataError(message("functions.path_too_long", file=file, maximum=maximum), row.line)
        if error := length_error(row, len(names)):
            raise error
        points.append(tuple(_number(row, column, name) for column, name in zip(columns, variables, strict=True)))
        if not all(map(math.isfinite, points[-1])):
            break
    if not points:
        raise DataError(message("functions.path_empty", file=file))
    return tuple(points)


def _columns(first: Row, file: str, variables: Sequence[str]) -> list[int]:
    missing = [name for name in variables if name not in first.cells]
    if missing:
        expected = message("functions.path_column_missing", file=file, name=missing[0], names=", ".join(variables))
        raise DataError(expected, *first.position)
    return [first.cells.index(name) for name in variables]


def _number(row: Row, column: int, name: str) -> float:
    cell = row.cells[column]
    number = parsed(cell, row.separator)
    if number is None:
        sentence = message("functions.cell_not_a_number", column=name, cell=cell)
        raise DataError(sentence if cell else message("functions.cell_empty", column=name), *row.cell_position(column))
    return number
