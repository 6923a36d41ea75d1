"""Numbers as they are printed in a picture, with a true minus."""

from __future__ import annotations

MINUS = "\u2212"


def fixed(value: float, places: int) -> str:
    """``value`` with just ``places`` decimals and a true minus; powers of ten from 10⁵ on. Never ``−0``."""
    if abs(value) >= 1e5:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
    text = f"{value:.{places}f}"
    return text.replace("-", "" if float(text) == 0 else MINUS)


def trimmed(value: float, places: int = 3) -> str:
    """Like ``fixed``, without the zeros at its end: ``0.4``, ``2``, ``−0.25``."""
    text = fixed(value, places)
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def signed(text: str) -> str:
    """``text`` in brackets where it begins with a minus, as the second number of a sum or product is written."""
    return f"({text})" if text.startswith(MINUS) else text
