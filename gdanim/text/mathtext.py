"""A formula's body as it is handed to the drawing library: bars that are no letters, decimal commas, sums in a line."""

from __future__ import annotations

import re

COMMA = "{,}"
"""A comma within a number: without its braces a space would follow it."""
_BAR = re.compile(r"(\\text\{[^{}]*\}|\\(?:left|right|[bB]igg?[lr]?)?\|)|\|")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SUM_SIGN = re.compile(r"\\sum((?:[_^](?:\{[^{}]*\}|\w))*) *")
_FACTOR = re.compile(r"(?<=[\w}]) *(?=\\sum)")  # the end of what stands before a sum
_NUMBERS_COMMA = re.compile(r"(?<=\d),(?:\\ |\s)+(?=[-−{\d])")  # the comma between two numbers


def with_tall_bars(body: str) -> str:
    r"""``|x|`` between bars that are as tall as brackets: STIX's own ``|`` looks like an l. ``\|`` stays, and words do.

    A bar is one sign, so that it may be an index itself.
    """
    return _BAR.sub(lambda match: match[1] or r"{\!\mid\!}", body)


def with_decimal_commas(body: str) -> str:
    """``0.5`` as ``0,5``, and ``(1, 2)`` as ``(1 ; 2)``."""
    return _DECIMAL_POINT.sub(COMMA, _NUMBERS_COMMA.sub(r"\\,;\\,", body))


def with_inline_sums(body: str) -> str:
    """With the limits of each sum beside its sign, as in a line of words, and space about it."""
    return _SUM_SIGN.sub(r"{\\sum}\1\\,", _FACTOR.sub(r"\\,", body))
