"""The error for invalid data, with its position in the file or its option."""

from __future__ import annotations

from gdanim.errors import GdanimError


class DataError(GdanimError):
    """Raised for data that can't be used.

    ``line`` and ``column`` count from 1 in the data's file, and ``width`` is the number of invalid characters. Without
    a line, ``option`` is the invalid option. ``others`` are the other errors of the same data.
    """

    def __init__(
        self, message: str, line: int | None = None, column: int = 1, width: int = 1, option: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line, self.column, self.width = line, column, width
        self.option = option
        self.others: tuple[DataError, ...] = ()
