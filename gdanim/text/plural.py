"""The plural rule of a language, as a formula in its file: which of the words after a number agrees with it.

The formulas are those of CLDR, the Unicode project's data of languages: ``n % 10 = 2..4 and n % 100 != 12..14``. Counts
are whole numbers, for which ``n`` and ``i`` are the number, and the letters of visible decimals are zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
DEFAULT = {"one": "n = 1", "other": ""}
"""The rule of a language that states none."""
_RELATION = re.compile(r"\s*([nivwftce])\s*(?:%\s*(\d+))?\s*(!?=)\s*(\d+(?:\.\.\d+)?(?:\s*,\s*\d+(?:\.\.\d+)?)*)\s*")
_NUMBERS = ("n", "i")


def form(rule: Mapping[str, str], number: int) -> int:
    """Returns the position of the words that agree with a whole number. The last category is for all that remain."""
    conditions = list(rule.values())[:-1]
    return next((place for place, text in enumerate(conditions) if holds(text, number)), len(conditions))


def holds(condition: str, number: int) -> bool:
    """Returns whether a number meets a condition. Raises ValueError for a condition that is not in CLDR's notation."""
    return any(all(each.is_met(abs(number)) for each in group) for group in _parsed(condition))


def word(words: Sequence[str], rule: Mapping[str, str], value: object) -> str:
    """Returns the one of a pattern's words that agrees with a value; English words keep their two forms."""
    if not isinstance(value, int) or len(words) != len(rule):
        return words[0] if value == 1 else words[-1]
    return words[form(rule, value)]


def problem(rule: object) -> str:
    """Returns the part of a rule that is none: the name of a category, or its condition; empty for a good rule."""
    if not isinstance(rule, dict) or not rule:
        return repr(rule)
    for category, condition in rule.items():
        is_last = category == [*rule][-1]
        if category not in CATEGORIES or is_last is not (condition == ""):
            return f"{category}: {condition}"
        try:
            holds(condition, 0)
        except ValueError:
            return f"{category}: {condition}"
    return ""


@dataclass(frozen=True)
class _Relation:
    """A relation such as ``n % 10 = 2..4``; without a division, ``divisor`` is zero."""

    letter: str
    divisor: int
    is_equation: bool
    numbers: tuple[range, ...]

    def is_met(self, number: int) -> bool:
        value = number if self.letter in _NUMBERS else 0
        value = value % self.divisor if self.divisor else value
        return any(value in each for each in self.numbers) is self.is_equation


@cache
def _parsed(condition: str) -> tuple[tuple[_Relation, ...], ...]:
    """Returns the relations of a condition: those of which all hold, in groups of which one holds."""
    groups = condition.split(" or ") if condition else []
    return tuple(tuple(map(_relation, group.split(" and "))) for group in groups)


def _relation(text: str) -> _Relation:
    found = _RELATION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    letter, divisor, sign, listed = found.groups()
    ends = [[int(end) for end in each.split("..")] for each in listed.split(",")]
    return _Relation(letter, int(divisor or 0), sign == "=", tuple(range(each[0], each[-1] + 1) for each in ends))
