"""The error for data that can't be used, with the position in their file or the option that asked for them."""

from __future__ import annotations

from gdanim.errors import GdanimError


class DataError(GdanimError):
    """Data that can't be used.

    ``line`` and ``column`` count from 1 in the data's file, ``width`` characters are at fault. Without a line,
    ``option`` is the option at fault.
    """

    def __init__(
        self, message: str, line: int | None = None, column: int = 1, width: int = 1, option: str | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.line, self.column, self.width = line, column, width
        self.option = option
