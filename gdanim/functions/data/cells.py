"""Reads the cells of a column: numbers with decimal commas and separated thousands, dates, classes, and missing ones.

What a comma or a point in a number means is decided by the whole column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from gdanim.messages import message
from gdanim.spelling import typed_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.messages import Message

COMMA, SEMICOLON, TAB = ",", ";", "\t"
"""The separators of columns. With semicolons and tabs, a number may have a decimal comma."""
MAX_NUMBER = 1e12
MIN_NUMBER = 1e-100  # a smaller one but 0 has no square among the floats
GROUPED = re.compile(
    r"[-+]?[1-9][0-9]{0,2}(?P<sign>[\s,.'’])[0-9]{3}(?P<more>(?:(?P=sign)[0-9]{3})*)"
    r"(?P<decimals>(?:(?!(?P=sign))[.,][0-9]+)?)"
)
"""A number with separated thousands: ``1,000``, ``1 000 000``, ``1.234,5``."""
NEVER_DECIMAL = frozenset(" \u00a0\u2009\u202f'’")
"""The separators of thousands that are no decimal commas or points."""
MISSING = frozenset(
    {"", "-", "–", "—", "na", "n/a", "#n/a", "#n/a n/a", "#na", "nan", "-nan", "null", "none", "<na>", "nat"}
)
"""The cells that stand for no number, in lower case: those of Excel, pandas, R and databases."""
CLASSES = {**dict.fromkeys(("yes", "y", "true", "t"), 1.0), **dict.fromkeys(("no", "n", "false", "f"), 0.0)}
"""The words for classes, in lower case."""
DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
SECONDS_PER_DAY = 86_400.0

Role = Literal["x", "y", "class"]


@dataclass(frozen=True)
class Column:
    """The cells of a column: a number, None for a missing one, or a message for one that can't be read.

    ``first_day`` is that of a column of dates, whose numbers are the days since; ``warning`` is about all cells.
    """

    cells: tuple[float | Message | None, ...]
    first_day: str = ""
    warning: Message | None = None


def read(cells: Sequence[str], name: str, separator: str, role: Role) -> Column:
    """Returns a column that is called ``name``; ``separator`` is that of the file's columns."""
    present = [cell for cell in cells if not is_missing(cell)]
    if role == "x" and any(_is_date(cell) for cell in present):
        return _dates(cells, name)
    if role == "class":
        return Column(tuple(_class(cell, name) for cell in cells))
    signs = _grouping_signs(present, separator)
    numbers = tuple(None if is_missing(cell) else _number(cell, name, signs) for cell in cells)
    return Column(numbers, warning=_ambiguous(present, name, signs, separator))


SLASHED_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{2}(?:\d{2})?")
"""A date whose day and month are told apart only by a country's custom."""
GROUPED_BY_COMMAS = re.compile(r"\d,\d{3}(?!\d)")


def is_missing(cell: str) -> bool:
    return cell.lower() in MISSING


def is_value(cell: str) -> bool:
    """Returns whether a cell is a number or a date, rather than a name."""
    return not is_missing(cell) and (_parsed(cell, NEVER_DECIMAL | {COMMA}) is not None or _is_date(cell))


def parsed(cell: str, separator: str) -> float | None:
    """Returns the number in a cell, also infinite or NaN; None for other text."""
    return _float(cell.replace(",", ".") if separator != COMMA else cell)


def _float(text: str) -> float | None:
    try:
        return None if "_" in text else float(text.replace("−", "-"))
    except ValueError:
        return None


def _parsed(cell: str, signs: frozenset[str]) -> float | None:
    """Returns the number in a cell whose thousands may be separated by one of ``signs``."""
    found = GROUPED.fullmatch(cell.replace("−", "-"))
    text = cell.replace(found["sign"], "") if found and found["sign"] in signs else cell
    return _float(text.replace(",", "."))


def _grouping_signs(cells: Sequence[str], separator: str) -> frozenset[str]:
    """Returns the signs that separate thousands in a column.

    A comma or a point does where a number has two of them or a decimal sign besides; a comma in columns that are
    separated by commas does, too, unless a number of the column has another count of digits after it.
    """
    grouped = [found for cell in cells if (found := GROUPED.fullmatch(cell))]
    proven = {found["sign"] for found in grouped if found["more"] or found["decimals"]} & {",", "."}
    with_commas = [cell for cell in cells if "," in cell]
    if separator == COMMA and not proven and with_commas:
        proven = {","} if sum(found["sign"] == "," for found in grouped) == len(with_commas) else set()
    return NEVER_DECIMAL | (proven if len(proven) == 1 else frozenset())


def _number(cell: str, name: str, signs: frozenset[str]) -> float | Message:
    value = _parsed(cell, signs)
    if value is None:
        return _not_a_number(cell, name)
    if not abs(value) <= MAX_NUMBER:
        return message("functions.cell_out_of_range", column=name, minimum=-MAX_NUMBER, maximum=MAX_NUMBER, cell=cell)
    if 0 < abs(value) < MIN_NUMBER:
        return message("functions.cell_too_small", column=name, minimum=MIN_NUMBER, cell=cell)
    return value


def _not_a_number(cell: str, name: str) -> Message:
    if SLASHED_DATE.fullmatch(cell):
        return message("functions.cell_not_a_date", column=name, cell=cell)
    plain = cell.strip("%$€£¥ ").replace(",", "" if GROUPED_BY_COMMAS.search(cell) else ".")
    if plain != cell and _float(plain) is not None:
        return message("functions.cell_with_plain_number", column=name, cell=cell, number=plain)
    return message("functions.cell_not_a_number", column=name, cell=cell)


def _ambiguous(cells: Sequence[str], name: str, signs: frozenset[str], separator: str) -> Message | None:
    """Returns a warning if the commas or points of a column may all be thousands separators but are read as decimal."""
    broken = [cell for cell in cells if ("," in cell or "." in cell)]
    if separator == COMMA or not broken or not all(GROUPED.fullmatch(cell) for cell in broken):
        return None
    cell = broken[0]
    number = _parsed(cell, signs)
    whole = re.sub("[,.]", "", cell)
    if number is None or f"{number:.15g}" == whole:
        return None
    return message("functions.decimal_or_thousands", column=name, cell=cell, number=typed_number(number), whole=whole)


def _class(cell: str, name: str) -> float | Message | None:
    if is_missing(cell):
        return None
    number = CLASSES.get(cell.lower(), _float(cell))
    return message("functions.not_a_class", column=name, cell=cell) if number is None else number


def _dates(cells: Sequence[str], name: str) -> Column:
    """Returns the days since the first day of a column of dates."""
    moments = [None if is_missing(cell) else _moment(cell) for cell in cells]
    first = min(moment for moment in moments if moment is not None).replace(hour=0, minute=0, second=0, microsecond=0)
    days = [None if moment is None else (moment - first).total_seconds() / SECONDS_PER_DAY for moment in moments]
    read_cells = (
        message("functions.cell_not_a_date", column=name, cell=cell) if day is None and not is_missing(cell) else day
        for cell, day in zip(cells, days, strict=True)
    )
    return Column(tuple(read_cells), first.date().isoformat())


def _is_date(cell: str) -> bool:
    return _float(cell) is None and _moment(cell) is not None


def _moment(cell: str) -> datetime | None:
    """Returns the moment of a date such as ``2024-01-31``, ``2024-01-31 12:00`` or ``31.01.2024``, else None."""
    found = DAY_FIRST.fullmatch(cell)
    text = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else cell.replace("/", "-")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
