"""The meanings of letters in the scene's expressions: variables, and parameters with their values."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class ParameterValue:
    """A value of a parameter, and its text as typed."""

    number: float
    text: str


Parameters = tuple[tuple[str, tuple[ParameterValue, ...]], ...]
"""Each parameter's name and values."""


@dataclass(frozen=True)
class Letters:
    """The variables of the scene's expressions, None if they choose them, and their parameters."""

    variables: tuple[str, ...] | None = None
    parameters: Parameters = ()

    def count(self, used: Iterable[str]) -> int:
        """Returns the number of combinations."""
        names = frozenset(used)
        return math.prod(len(values) for name, values in self.parameters if name in names)

    def combinations(self, used: Iterable[str]) -> Iterator[tuple[tuple[str, ParameterValue], ...]]:
        """Yields all combinations of one value for each of the parameters that are used; the last varies fastest."""
        names = frozenset(used)
        choices = [[(name, value) for value in values] for name, values in self.parameters if name in names]
        yield from itertools.product(*choices)


NO_LETTERS = Letters()
