"""A formula's body as it is handed to the drawing library: bars that are no letters, decimal commas, low sums."""

from __future__ import annotations

import re

COMMA = "{,}"
"""A comma within a number: without its braces a space would follow it."""
_BAR = re.compile(r"(\\text\{[^{}]*\}|\\(?:left|right|[bB]igg?[lr]?)?\|)|\|")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SUM = re.compile(r"\\sum((?:[_^](?:\{[^{}]*\}|\w))*) *")
_FACTOR = re.compile(r"(?<=[\w}]) *(?=\\sum)")  # the end of what stands before a sum
_APART = re.compile(r"(?<=\d),(?:\\ |\s)+(?=[-−{\d])")  # the comma between two numbers


def barred(body: str) -> str:
    r"""``|x|`` between bars that are as tall as brackets: STIX's own ``|`` looks like an l. ``\|`` stays, and words do.

    A bar is one sign, so that it may be an index itself.
    """
    return _BAR.sub(lambda found: found[1] or r"{\!\mid\!}", body)


def with_commas(body: str) -> str:
    """``0.5`` as ``0,5``, and ``(1, 2)`` as ``(1 ; 2)``."""
    return _POINT.sub(COMMA, _APART.sub(r"\\,;\\,", body))


def inline(body: str) -> str:
    """With the limits of each sum beside its sign, as in a line of words, and room about it."""
    return _SUM.sub(r"{\\sum}\1\\,", _FACTOR.sub(r"\\,", body))
