"""The spelling of words and numbers: suggestions for misspelt words, and numbers as authors type them."""

from __future__ import annotations

import difflib
import unicodedata
from typing import TYPE_CHECKING

from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_LISTED = 12
"""More choices than this are not listed in a message."""
POWERS_BELOW, POWERS_FROM = 1e-4, 1e6
"""The limits beyond which numbers are written with powers of ten, typed and printed."""
MAX_QUOTED = 60  # characters of a text that a message quotes
TYPED_DIGITS, ALL_DIGITS = 12, 15  # of a computed number, and of one typed by an author
FILE_SIZE_DIGITS = 3
LATIN_SIGNS = {"٫": ".", "٬": "", "−": "-", "٪": "%"}
"""The Latin signs for those of the Arabic script and for the true minus; thousands have none."""


def typed_number(value: float, digits: int = TYPED_DIGITS) -> str:
    """Returns a number as authors type it, with ``digits`` significant digits: ``0.2``, ``5``, ``1e-6``.

    Parameters
    ----------
    value
        The number.
    digits
        The number of significant digits.

    Returns
    -------
    str
        The number without spare zeros.
    """
    value, most = rounded(value, digits), max(digits, TYPED_DIGITS)
    if value == 0 or POWERS_BELOW <= abs(value) < POWERS_FROM:
        return f"{value:.{most}g}"
    mantissa, power = f"{value:.{most - 1}e}".split("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{int(power)}"


def grouped_text(value: float) -> str:
    """Returns a count or a limit as messages write it, with commas between thousands: ``10,000``, ``0.5``."""
    return f"{value:,.{ALL_DIGITS}g}"


def file_size(count: int) -> str:
    """Returns a number of bytes in decimal units, as ``max_size`` takes them: ``1.2 MB``, ``340 kB``."""
    size = rounded(count, FILE_SIZE_DIGITS)
    return f"{grouped_text(size / 1e6)} MB" if size >= 1e6 else f"{grouped_text(size / 1e3)} kB"


def rounded(value: float, digits: int) -> float:
    """Returns the nearest number with ``digits`` significant digits."""
    return float(f"{value:.{digits}g}")


def shortened(text: str) -> str:
    """Returns a text as messages quote it: a long one ends in an ellipsis."""
    return text if len(text) <= MAX_QUOTED else f"{text[: MAX_QUOTED - 1]}…"


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Returns the choice that ``word`` was probably meant to be, or None."""
    folded = {choice.casefold().replace("-", "_"): choice for choice in choices}
    match = difflib.get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def advice(word: str, choices: Iterable[str]) -> str:
    """Returns ``; did you mean 'steps'?``, or the choices if none is near and they are few, or an empty text."""
    choices = tuple(choices)
    near = nearest(word, choices)
    if near:
        return message("advice.did_you_mean", near=near)
    return message("advice.there_is", choices=", ".join(choices)) if 0 < len(choices) <= MAX_LISTED else ""


def latin_number(text: str) -> str:
    """Returns a number, or an expression of one, with Latin digits and signs: ``0.2`` for ``۰٫۲`` and for ``٠٫٢``.

    Parameters
    ----------
    text
        The text of an author.

    Returns
    -------
    str
        The text itself if it has no other digits than Latin ones, or has other letters as well, as a title has.
    """
    if text.isascii() or not any(c.isdecimal() and not c.isascii() for c in text):
        return text
    spelled = "".join(LATIN_SIGNS.get(c, str(unicodedata.decimal(c, c))) for c in text)
    return spelled if spelled.isascii() else text
