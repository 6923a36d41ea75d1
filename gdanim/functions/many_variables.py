"""Named functions of n variables: the sum of one term in x_i, or in x_i and x_j with j = i + 1."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim.functions.errors import ExpressionError
from gdanim.functions.expressions.expression import Expression
from gdanim.functions.expressions.formula import number
from gdanim.functions.expressions.parameters import substitute
from gdanim.functions.expressions.parse import parse
from gdanim.functions.expressions.tree import balanced_sum
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.functions.expressions.parameters import Parameters

MIN_VARIABLES, MAX_VARIABLES = 2, 100


def build(pattern: Mapping[str, str], parameters: Parameters) -> Expression:
    """Returns the sum of ``pattern["term"]`` over the variables, or over neighbours if the term contains x_j.

    Raises ExpressionError if the parameter ``n`` is not a valid number of variables.
    """
    count = _variable_count(dict(parameters)["n"])
    variables = tuple(f"x{index}" for index in range(1, count + 1))
    indices = range(1, count + ("x_j" not in pattern["term"]))
    texts = [_term(pattern["term"], index, parameters) for index in indices]
    tree = balanced_sum([parse(text, variables) for text in texts])
    text = f"{texts[0]} + … + {texts[-1]}" if len(texts) > 2 else " + ".join(texts)
    return Expression(text, variables, tree=tree, formula_override=_formula(pattern["formula"], parameters))


def _variable_count(n: float) -> int:
    if n != int(n) or not MIN_VARIABLES <= n <= MAX_VARIABLES:
        raise ExpressionError(
            message("functions.variable_count", minimum=MIN_VARIABLES, maximum=MAX_VARIABLES, found=n), 0
        )
    return int(n)


def _term(term: str, index: int, parameters: Parameters) -> str:
    named = term.replace("x_i", f"x{index}").replace("x_j", f"x{index + 1}")
    return substitute(named, (*parameters, ("i", index)))


def _formula(formula: str, parameters: Parameters) -> str:
    """Returns the formula with numbers for its parameters, ``<n>``, and for ``<n-1>``."""
    values = {**dict(parameters), "n-1": dict(parameters)["n"] - 1}
    return re.sub(r"<([\w-]+)>", lambda match: number(values[match[1]]), formula)
