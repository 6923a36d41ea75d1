"""Substitutes values for the parameters of a named function in its expression."""

from __future__ import annotations

import re
from typing import TypeAlias

Parameters: TypeAlias = tuple[tuple[str, float], ...]

MAX_INTEGER = 1e15  # smaller whole numbers are written as 2, not 2.0


def substitute(text: str, parameters: Parameters) -> str:
    """Returns the expression with numbers for its parameters; a factor of 1 is left out."""
    for name, value in parameters:
        if value == 1:
            text = re.sub(rf"(?<![\w*/^.]){name}\*(?!\*)", "", text)
        text = re.sub(rf"\b{name}\b", _value_text(value), text)
    return text


def _value_text(value: float) -> str:
    number = repr(int(value)) if abs(value) < MAX_INTEGER and value == int(value) else repr(value)
    return number if value >= 0 else f"({number})"
