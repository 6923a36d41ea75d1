"""Values of expressions in given letters, which are no functions to minimise: numbers and step sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.functions.expressions.arithmetic import NUMBERS
from gdanim.functions.expressions.compiler import compile_tree
from gdanim.functions.expressions.parse import parse
from gdanim.functions.expressions.tree import variables_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.functions.expressions.tree import Node


@dataclass(frozen=True)
class FormulaValue:
    """An expression in ``variables``, some of which it may not contain."""

    tree: Node
    variables: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """The variables that the expression contains."""
        return variables_of(self.tree)

    def at(self, values: Sequence[float]) -> float:
        """Returns the value for values of the variables; NaN or ±∞ where there is none."""
        return float(compile_tree(self.tree, self.variables, NUMBERS)(values))


def of(text: str, variables: tuple[str, ...] = ()) -> FormulaValue:
    """Returns the expression that a text holds. Raises ExpressionError."""
    return FormulaValue(parse(text, variables), variables)
