"""Prepares a formula's body for matplotlib: tall bars, inline sums."""

from __future__ import annotations

import re

_GREEK = re.compile(
    r"(alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|chi|psi|"
    r"omega)(\d*)"
)
_VARIANTS = {"epsilon": "varepsilon", "phi": "varphi"}  # ε and φ as text has them
_BAR = re.compile(r"(\\text\{[^{}]*\}|\\(?:left|right|middle|[bB]igg?[lrm]?)?\|)|\|")
_SUM_SIGN = re.compile(r"\\sum((?:[_^](?:\{[^{}]*\}|\w))*) *")
_FACTOR = re.compile(r"(?<=[\w}]) *(?=\\sum)")  # the end of the factor before a sum


def with_tall_bars(body: str) -> str:
    r"""Replaces bars as in ``|x|`` by tall ones: STIX's own ``|`` resembles an l. ``\|`` and words stay.

    A bar is a single token, so that it may be an index itself.
    """
    return _BAR.sub(lambda match: match[1] or r"{\!\mid\!}", body)


def with_inline_sums(body: str) -> str:
    """Sets the limits of each sum beside its sign, as in running text, with space around it."""
    return _SUM_SIGN.sub(r"{\\sum}\1\\,", _FACTOR.sub(r"\\,", body))


def greek_mathtext(name: str) -> str:
    r"""Returns the mathtext of an option called like a Greek letter: ``\beta_{1}`` of ``beta1``; else nothing."""
    if not (found := _GREEK.fullmatch(name)):
        return ""
    letter, digits = found.groups()
    return rf"\{_VARIANTS.get(letter, letter)}" + (f"_{{{digits}}}" if digits else "")
