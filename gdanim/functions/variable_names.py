"""The names of variables: an expression has one or two, called x and y or x1 and x2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim.functions.syntax_hints import unknown_name
from gdanim.functions.tree import VARIABLES
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Collection

    from gdanim.functions.grammar import Token

PAIRS = (VARIABLES[:2], VARIABLES[2:])
FURTHER_VARIABLE = re.compile(r"z|[xyz]_?\d+")
"""A name that means a variable, and is none of the four."""


def variables(names: Collection[str]) -> tuple[str, ...]:
    """Returns the variables of an expression that contains ``names``: x alone is one variable, all else two."""
    if "x" in names or not names:
        return ("x", "y") if "y" in names else ("x",)
    return next(pair for pair in PAIRS if set(names) <= set(pair))


class NameChecker:
    """Checks an expression's names in turn; ``variables`` are the allowed ones, or None if the author chooses them."""

    def __init__(self, variables: tuple[str, ...] | None) -> None:
        self.variables = variables
        self.first: str | None = None

    def check(self, token: Token, rest: str) -> None:
        """Raises ExpressionError for a name that can't be a variable here; ``rest`` is the text after it."""
        name = token.text
        if name not in (self.variables or VARIABLES):
            if self.variables is None and FURTHER_VARIABLE.fullmatch(name) and name not in {"x_1", "x_2"}:
                raise token.error(message("functions.third_variable", name=name))
            raise token.error(unknown_name(name, rest, self.variables))
        self.first = self.first or name
        if self.variables is None and not any({self.first, name} <= set(pair) for pair in PAIRS):
            raise token.error(message("functions.mixed_variables", name=name, other=self.first))
