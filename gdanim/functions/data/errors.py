"""What is wrong with data: where in their file, or in which option of the problem."""

from __future__ import annotations

from gdanim.errors import GdanimError


class DataError(GdanimError):
    """``line`` and ``column`` count from 1 in the data's file, ``width`` characters are at fault.

    Without a line, ``option`` is what asked for what can't be had.
    """

    def __init__(
        self, message: str, line: int | None = None, column: int = 1, width: int = 1, option: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line, self.column, self.width = line, column, width
        self.option = option
