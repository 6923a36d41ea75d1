"""The error for an invalid expression, with the position in its text."""

from __future__ import annotations

from typing import Literal

from gdanim.errors import GdanimError


class ExpressionError(GdanimError):
    """Raised for an invalid expression.

    Parameters
    ----------
    message
        The problem.
    offset, width
        The index of the first invalid character in the given text, and the number of invalid characters.
    part
        The invalid text: ``expression`` or ``gradient``.
    component
        The index of the invalid one of a gradient's expressions.
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
