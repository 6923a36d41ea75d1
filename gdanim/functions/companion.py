"""A function that is drawn beside another one and never descended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.functions.function import Function


@dataclass(frozen=True)
class Companion:
    """A function with its name, and on a map the heights of its level lines.

    Attributes
    ----------
    function
        The function, of the same variables.
    labels
        Its name by language; empty for its formula.
    levels
        The heights of its level lines on a map; empty for some evenly spaced ones.
    """

    function: Function
    labels: Mapping[str, str] = field(default_factory=dict)
    levels: tuple[float, ...] = ()

    def label(self, language: str) -> str:
        """Returns its name in a language or in English, else its formula."""
        return self.labels.get(language) or self.labels.get("en") or f"${self.function.formula}$"
