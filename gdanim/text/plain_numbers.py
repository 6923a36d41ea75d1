"""Numbers as a reader wants them: few digits, a true minus, no "-0", powers of ten for the very small and large."""

from __future__ import annotations

import math
import re

MINUS = "−"
TINY, HUGE = 1e-4, 1e6
SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
TYPED_POWER = re.compile(r"(?<![\w.])(\d+(?:\.\d*)?)[eE]([-+]?\d+)")
DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
BETWEEN = re.compile(rf"(?<=\d), (?=[{MINUS}\d])")  # two numbers of a point
PERSIAN = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")


def number(value: float, places: int = 2) -> str:
    """``−0.25``, ``0.0312``, ``1.2×10⁻⁵``, ``∞``: at most ``places`` decimals, three digits for the small."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else f"{MINUS}∞"
    if value == 0:
        return "0"
    size = abs(value)
    text = _scientific(size) if size < TINY or size >= HUGE else _decimal(size, places)
    return text if value > 0 or text == "0" else f"{MINUS}{text}"


def printed(text: str) -> str:
    """A formula as it is typed, in print: ``2·(1e-6)^k`` becomes ``2·(1×10⁻⁶)ᵏ``."""
    text = TYPED_POWER.sub(lambda found: f"{found[1]}×10{str(int(found[2])).translate(SUPERSCRIPT)}", text)
    return text.replace("^k", "ᵏ").replace("-", MINUS)


def persian(text: str) -> str:
    """The same text with Persian digits and decimal separator."""
    return text.translate(PERSIAN)


def with_commas(text: str) -> str:
    """``(0.5, −1)`` as ``(0,5 ; −1)``."""
    return DECIMAL_POINT.sub(",", BETWEEN.sub(" ; ", text))


def _decimal(size: float, places: int) -> str:
    if size < 10.0 ** (1 - places):
        places = 2 - math.floor(math.log10(size))  # three digits, wherever the first of them stands
    text = f"{size:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scientific(size: float) -> str:
    mantissa, exponent = f"{size:.1e}".split("e")
    return f"{mantissa.removesuffix('.0')}×10{str(int(exponent)).translate(SUPERSCRIPT)}"
