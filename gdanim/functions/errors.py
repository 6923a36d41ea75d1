"""The error for an expression that can't be read, with the position in its text."""

from __future__ import annotations

from typing import Literal

from gdanim.errors import GdanimError


class ExpressionError(GdanimError):
    """An expression that can't be read.

    Parameters
    ----------
    message
        What is wrong.
    offset, width
        The first character at fault, counted from 0 in the text that was given, and how many are.
    part
        Which of the texts is at fault.
    component
        Which of a gradient's several expressions is at fault, counted from 0.
    """

    def __init__(
        self,
        message: str,
        offset: int,
        width: int = 1,
        part: Literal["expression", "gradient"] = "expression",
        component: int = 0,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.width = width
        self.part: Literal["expression", "gradient"] = part
        self.component = component
