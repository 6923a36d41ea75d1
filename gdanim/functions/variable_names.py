"""Which names are variables: one or two of them, called x and y or x1 and x2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim.functions.syntax_hints import unknown_name
from gdanim.functions.tree import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Collection

    from gdanim.functions.grammar import Token

PAIRS = (VARIABLES[:2], VARIABLES[2:])
THIRD = re.compile(r"z|[xyz]_?\d+")
"""A name that means a variable, and is none of the four."""


def variables(held: Collection[str]) -> tuple[str, ...]:
    """The variables of an expression that holds these: x alone is one variable, all else two."""
    if "x" in held or not held:
        return ("x", "y") if "y" in held else ("x",)
    return next(pair for pair in PAIRS if set(held) <= set(pair))


class Naming:
    """Takes an expression's names one by one; raises ExpressionError for the first that is no variable of it."""

    def __init__(self, given: tuple[str, ...] | None) -> None:
        self.given = given
        self.first: str | None = None

    def check(self, token: Token, rest: str) -> None:
        name = token.text
        if name not in (self.given or VARIABLES):
            third = self.given is None and THIRD.fullmatch(name) and name not in {"x_1", "x_2"}
            raise token.wrong(_third(name) if third else unknown_name(name, rest, self.given))
        self.first = self.first or name
        if self.given is None and not any({self.first, name} <= set(pair) for pair in PAIRS):
            raise token.wrong(f"variables are called x and y, or x1 and x2; {name!r} can't stand beside {self.first!r}")


def _third(name: str) -> str:
    return f"an expression has at most two variables, x and y or x1 and x2; {name!r} is none of them"
