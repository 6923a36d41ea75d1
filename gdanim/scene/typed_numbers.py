"""Numbers as people type them: ``1/3``, ``pi/2``, ``sqrt(2)``, ``10%``, ``−3``."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any

from gdanim.functions import ExpressionError
from gdanim.functions.expressions import formula_value

PLAIN = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
PERCENT = re.compile(r"(?P<number>.*[^%\s])\s*%", re.DOTALL)
MAX_LENGTH = 60  # characters; longer texts are no numbers
REWRITTEN = "functions.write_for"
SCHEMA = {
    "type": "string",
    "pattern": r"^[-+−0-9۰-۹٠-٩.٫٬eE*/^() %٪]*([0-9۰-۹٠-٩]|pi|π|e|sqrt|exp|log)",
    "description": "a number as an expression",
    "examples": ["1/3", "pi/2", "sqrt(2)", "10%"],
}
"""The JSON Schema of a number that is typed as an expression."""


@lru_cache(maxsize=1024)
def number(text: str) -> float | None:
    """Returns the finite number that a text is an expression of; None for all else, and for a number in quotes."""
    percent = PERCENT.fullmatch(text)
    if len(text) > MAX_LENGTH or not text.strip() or PLAIN.fullmatch(text):
        return None
    try:
        value = formula_value.of((percent["number"] if percent else text).replace("−", "-")).at(())
    except ExpressionError:
        return None
    size = value / 100 if percent else value
    return size if math.isfinite(size) else None


def advice(text: str) -> Any:
    """Returns how a number in another notation is written, ``2*pi`` for ``2pi``; None if it is none."""
    try:
        formula_value.of(text[:MAX_LENGTH])
    except ExpressionError as error:
        return error.message if getattr(error.message, "id", None) == REWRITTEN else None
    return None
