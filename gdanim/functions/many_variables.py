"""Named functions of more than two variables: a term of x_i and x_j, where j follows i, added up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim.functions.errors import ExpressionError
from gdanim.functions.function import Function
from gdanim.functions.parameters import substituted
from gdanim.functions.parse import parse
from gdanim.functions.tree import total
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.functions.parameters import Parameters

LEAST, MOST = 2, 100


def function(pattern: Mapping[str, str], parameters: Parameters) -> Function:
    """The sum of ``pattern["term"]`` over the variables, or over neighbours where the term holds x_j.

    Raises ExpressionError for a number of variables ``n`` that is none.
    """
    count = _count(dict(parameters)["n"])
    variables = tuple(f"x{index}" for index in range(1, count + 1))
    indices = range(1, count + ("x_j" not in pattern["term"]))
    texts = [_term(pattern["term"], index, parameters) for index in indices]
    tree = total([parse(text, variables) for text in texts])
    text = f"{texts[0]} + … + {texts[-1]}" if len(texts) > 2 else " + ".join(texts)
    return Function(text, variables, tree, written=_written(pattern["formula"], parameters))


def _count(n: float) -> int:
    if n != int(n) or not LEAST <= n <= MOST:
        raise ExpressionError(message("functions.variable_count", least=LEAST, most=MOST, found=n), 0)
    return int(n)


def _term(term: str, index: int, parameters: Parameters) -> str:
    named = term.replace("x_i", f"x{index}").replace("x_j", f"x{index + 1}")
    return substituted(named, (*parameters, ("i", index)))


def _written(formula: str, parameters: Parameters) -> str:
    """The formula with numbers for its parameters in brackets, ``<n>``, and ``<n-1>``."""
    values = {**dict(parameters), "n-1": dict(parameters)["n"] - 1}
    return re.sub(r"<([\w-]+)>", lambda match: f"{values[match[1]]:g}", formula)
