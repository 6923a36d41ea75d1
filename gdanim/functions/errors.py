"""The errors for invalid expressions, with the position in the text, and for callables."""

from __future__ import annotations

from typing import Literal

from gdanim.errors import GdanimError, Problem, SceneError


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


class CallableError(SceneError):
    """Raised if a Python callable can't be used as a function; the message names it."""

    def __init__(self, text: str) -> None:
        super().__init__([Problem(text, ("function",))])

    def __reduce__(self) -> tuple[type[CallableError], tuple[str]]:
        return CallableError, (self.problems[0].message,)
