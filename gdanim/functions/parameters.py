"""Values for the parameters of a named function, put into its expression."""

from __future__ import annotations

import re
from typing import TypeAlias

Parameters: TypeAlias = tuple[tuple[str, float], ...]

WHOLE = 1e15  # whole numbers below are written as such: 2, not 2.0


def substituted(text: str, parameters: Parameters) -> str:
    """The expression with numbers for its parameters, a factor of 1 left out."""
    for name, value in parameters:
        if value == 1:
            text = re.sub(rf"(?<![\w*/^.]){name}\*(?!\*)", "", text)
        text = re.sub(rf"\b{name}\b", _written(value), text)
    return text


def _written(value: float) -> str:
    number = repr(int(value)) if abs(value) < WHOLE and value == int(value) else repr(value)
    return number if value >= 0 else f"({number})"
