"""The errors for invalid expressions, with the position in the text, and for callables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gdanim.errors import GdanimError, Problem, SceneError

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_ERRORS = 8  # of one expression that are reported


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

    Attributes
    ----------
    others
        The errors of all further mistakes in the same text, from left to right.
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
        self.others: tuple[ExpressionError, ...] = ()

    def in_gradient(self, component: int) -> ExpressionError:
        """Returns the same error, and the others, of a gradient's component."""
        same = ExpressionError(self.message, self.offset, self.width, "gradient", component)
        same.others = tuple(other.in_gradient(component) for other in self.others)
        return same


class CallableError(SceneError):
    """Raised if a Python callable can't be used as a function; the message names it."""

    def __init__(self, text: str) -> None:
        super().__init__([Problem(text, ("function",))])

    def __reduce__(self) -> tuple[type[CallableError], tuple[str]]:
        return CallableError, (self.problems[0].message,)


def raise_all(errors: Sequence[ExpressionError]) -> None:
    """Raises the leftmost of the errors, which holds the others; does nothing if there are none.

    An error within the range of another to its left is left out.
    """
    kept: list[ExpressionError] = []
    for error in sorted(errors, key=lambda error: (error.offset, -error.width)):
        if not kept or error.offset >= kept[-1].offset + kept[-1].width:
            kept.append(error)
    if kept:
        first, *others = kept[:MAX_ERRORS]
        first.others = tuple(others)
        raise first
