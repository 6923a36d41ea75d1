"""What is wrong with an expression, and where in its text."""

from __future__ import annotations

from typing import Literal

from gdanim.errors import GdanimError


class ExpressionError(GdanimError):
    """``offset`` counts characters from 0 in the text that was given; ``width`` of them are at fault.

    Of a gradient given in several expressions, ``component`` counts from 0 which one it is.
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
