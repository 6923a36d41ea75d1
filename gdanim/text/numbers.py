"""Numbers as they are printed in a picture, with a true minus and powers of ten."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUS = "\u2212"
HUGE, TINY = 1e5, 1e-6
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_RAISE, _LOWER = str.maketrans("0123456789-", _RAISED), str.maketrans(_RAISED, "0123456789-")
_POWER = re.compile(f"×10([{_RAISED}]+)")


def fixed(value: float, places: int) -> str:
    """``value`` with just ``places`` decimals and a true minus; powers of ten from 10⁵ on. Never ``−0``."""
    if not math.isfinite(value):
        return "?" if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
    if abs(value) >= HUGE:
        return scientific(value)
    text = f"{value:.{places}f}"
    return text.replace("-", "" if float(text) == 0 else MINUS)


def trimmed(value: float, places: int = 3) -> str:
    """Like ``fixed``, without the zeros at its end: ``0.4``, ``2``, ``−0.25``."""
    text = fixed(value, places)
    return text.rstrip("0").rstrip(".") if "." in text and "×" not in text else text


def telling(value: float, places: int = 3) -> str:
    """Like ``trimmed``, but a number that is not zero never reads as zero: ``0.0004``, ``4.0×10⁻⁷``."""
    if value == 0 or not math.isfinite(value) or abs(value) >= 10.0**-places:
        return trimmed(value, places)
    return scientific(value) if abs(value) < TINY else trimmed(value, 1 - math.floor(math.log10(abs(value))))


def scientific(value: float) -> str:
    """Two digits and a power of ten: ``4.0×10⁻⁷``."""
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa}×10{str(int(exponent)).translate(_RAISE)}".replace("-", MINUS)


def number(text: str) -> float:
    """What a printed number says. Raises ValueError where it says none."""
    plain = _POWER.sub(lambda found: f"e{found[1].translate(_LOWER)}", text.strip("()"))
    return float(plain.replace(MINUS, "-"))


def as_maths(text: str) -> str:
    """A printed number as the body of a formula: its power of ten is set as one."""
    return _POWER.sub(lambda found: rf"{{\times}}10^{{{found[1].translate(_LOWER)}}}", text)


def signed(text: str) -> str:
    """``text`` in brackets where it begins with a minus, as the second number of a sum or product is written."""
    return f"({text})" if text.startswith(MINUS) else text


def longest(texts: Iterable[str], count: int) -> list[str]:
    """The ``count`` longest, of equally long ones those that sort last: a set has another order in each process."""
    return sorted(texts, key=lambda text: (len(text), text))[-count:]
