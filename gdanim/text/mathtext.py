"""Prepares a formula's body for matplotlib: tall bars, inline sums."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SCRIPT_FONT, ZERO_FONT, SIGN_FONT = r"\mathtt", r"\mathbfit", r"\mathsf"
"""The commands that set a script's digits and words; its zero, a dot, in bold; and its decimal separator."""
_FORMS = "<isolated>", "<final>", "<initial>", "<medial>"
_FORM_BLOCKS = range(0xFB50, 0xFE00), range(0xFE70, 0xFF00)
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


def word(text: str) -> str:
    r"""Returns a word inside a formula: ``\mathrm{new}``, and a Persian or Arabic one with its joined letters."""
    shaped = _joined_letters(text)
    return rf"\mathrm{{{text}}}" if shaped == text else rf"{SCRIPT_FONT}{{{shaped[::-1]}}}"


def _joined_letters(text: str) -> str:
    """Returns the letters in the forms that they have beside each other, since mathtext sets each by itself."""
    forms = _letter_forms()
    shaped = ""
    for place, letter in enumerate(text):
        beside = text[place - 1 : place], text[place + 1 : place + 2]
        own, before, after = (forms.get(each, {}) for each in (letter, *beside))
        joins_before = "<initial>" in before and "<final>" in own
        joins_after = "<initial>" in own and "<final>" in after
        shaped += own.get(_FORMS[joins_before + 2 * joins_after], letter)
    return shaped


@cache
def _letter_forms() -> dict[str, dict[str, str]]:
    """Returns the presentation forms of each Arabic letter, by the place of a letter in its word."""
    forms: dict[str, dict[str, str]] = {}
    for code in (code for block in _FORM_BLOCKS for code in block):
        form, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if form in _FORMS and len(letters) == 1:
            forms.setdefault(chr(int(letters[0], 16)), {}).setdefault(form, chr(code))
    return forms
