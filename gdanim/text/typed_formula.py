"""Formulas as an author types them, such as ``0.6·0.5^⌊k/5⌋``, with their numbers in print format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gdanim.text.numbers import MINUS, SIGNIFICANT_DIGITS, format_for, with_spaces

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DIGITS = 12  # of typed numbers that have to be distinguished
_NUMBER = re.compile(r"(?<![\w.])\d+(\.\d*)?([eE][-+]?\d+)?")
_TIMES = "×"
_SIGN = re.compile(r"(?<!\w)-(?=\d)")


def with_printed_numbers(text: str, digits: int = SIGNIFICANT_DIGITS) -> str:
    """Returns a typed formula with its numbers in print format: ``2·(1e-6)^k`` becomes ``2·(1×10⁻⁶)^k``.

    Whole numbers keep all their digits, because they are counts or seeds. A power of ten has brackets after a slash,
    and as a base or an exponent: ``1/1e-6`` is ``1/(1×10⁻⁶)``.
    """

    def printed(match: re.Match[str]) -> str:
        if not (match[1] or match[2]):
            return with_spaces(match[0])
        value, before, after = float(match[0]), text[: match.start()], text[match.end() :]
        number = format_for([value], digits=digits).plain(value)
        is_bound = before.rstrip().endswith(("/", "^", "**")) or after.lstrip().startswith(("^", "**"))
        return f"({number})" if is_bound and _TIMES in number else number

    text = _SIGN.sub(MINUS, text)
    return _NUMBER.sub(printed, text)


def printed_apart(texts: Iterable[str]) -> dict[str, str]:
    """Returns the typed formulas in print format, with enough digits to distinguish them."""
    different = set(texts)
    printed: dict[str, str] = {}
    for digits in range(SIGNIFICANT_DIGITS, MAX_DIGITS + 1):
        printed = {text: with_printed_numbers(text, digits) for text in different}
        if len(set(printed.values())) == len(different):
            break
    return printed


def with_raised_k(text: str) -> str:
    """Returns a formula in plain text with k as a superscript: ``2·(1×10⁻⁶)^k`` becomes ``2·(1×10⁻⁶)ᵏ``."""
    return text.replace("^k", "ᵏ")
