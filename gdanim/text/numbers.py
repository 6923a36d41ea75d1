"""Formats numbers for pictures and sentences. A quantity's format is chosen once and used everywhere.

A printed number has Latin digits, a decimal point and a true minus. From 10,000 on, a thin space separates thousands.
Numbers of 10⁶ and more, and those below 10⁻⁴, are written as m × 10ⁿ: between these bounds a number has at most six
digits before its point, and six decimals show at least three of its digits.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from gdanim.spelling import POWERS_BELOW, POWERS_FROM
from gdanim.text.mathtext import SCRIPT_FONT, SIGN_FONT, ZERO_FONT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import ArrayLike

MINUS = "\u2212"
THIN_SPACE = (
    "\u202f"  # the one that does not break: a number stays on one line, and runs from left to right on any page
)
MIN_SPACED_DIGITS = 5  # before the point
SIGNIFICANT_DIGITS, MIN_DIGITS = 4, 3  # of a quantity's largest value
LOWEST_POWER = -307.0  # of ten: smaller numbers lose digits, or are zero
LONG_NUMBER = 0.1  # numbers below have leading zeros, and therefore one significant digit less
MAX_DECIMALS = 6
NARROW_RANGE, ROUNDING_RANGE = 1e-4, 1e-12
"""Ranges of a series, relative to its power of ten: below the first it needs more decimals, below the second none."""
MAX_MANTISSA_DECIMALS = 13  # of a float's sixteen digits the last are rounding
EXACT_TOLERANCE = 1e-9  # relative
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"
_RAISE, _LOWER = str.maketrans("0123456789-", _SUPERSCRIPTS), str.maketrans(_SUPERSCRIPTS, "0123456789-")
_POWER = re.compile(f"×10([{_SUPERSCRIPTS}]+)")
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_COMMA_OF_POINT = re.compile(rf"(?<=\d), (?=[{MINUS}\d])")  # between the coordinates of a point
_COMMA_OF_POINT_IN_MATHS = re.compile(rf"(?<=\d),(?:\\ |\s)+(?=[-{MINUS}{{\d])")
MATHS_COMMA = "{,}"
"""A comma within a number of a formula; without braces, a space would follow it."""
SCRIPTS = {"persian": "۰۱۲۳۴۵۶۷۸۹٫", "arabic": "٠١٢٣٤٥٦٧٨٩٫"}
"""The digits and the decimal separator of scripts."""
_DIGIT_IN_MATHS = re.compile(
    r"(?P<fixed>\\(?:hspace|text|operatorname)\{[^{}]*\}|\\genfrac(?:\{[^{}]*\}){4}|\\sqrt\[[^\]]*\])"
    r"|(?P<digit>[0-9])|(?P<point>(?<=[0-9])\.(?=[0-9]))"
)
_LATIN = str.maketrans("".join(SCRIPTS.values()), "0123456789." * len(SCRIPTS))


@dataclass(frozen=True)
class NumberFormat:
    """The number format of one quantity.

    Attributes
    ----------
    decimals
        The number of decimals of a number without a power of ten.
    mantissa_decimals
        The number of decimals of m in m × 10ⁿ.
    zero_below
        Smaller numbers are printed as zero.
    """

    decimals: int = 3
    mantissa_decimals: int = 2
    zero_below: float = 0.0

    def padded(self, value: float) -> str:
        """Returns the number with all its decimals, for columns and changing numbers: ``0.400``, ``4.00×10⁻⁷``.

        A number above ``zero_below`` that would be printed as zero gets enough further decimals for three digits.
        """
        if not math.isfinite(value):
            return "?" if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
        value = value if abs(value) >= self.zero_below else 0.0
        size = abs(value)
        text = f"{size:.{self.decimals}f}"
        if 0 < size < POWERS_BELOW or float(text) >= POWERS_FROM:
            text = power_of_ten(size, self.mantissa_decimals)
        elif size and not float(text):
            text = f"{size:.{_decimals(size, 3)}f}"
        return (MINUS if value < 0 else "") + with_spaces(text)

    def plain(self, value: float) -> str:
        """Returns the number without trailing zeros, for words and formulas: ``0.4``, ``2``, ``−0.25``, ``4×10⁻⁷``."""
        return without_zeros(self.padded(value))


def format_for(*series: ArrayLike, digits: int = SIGNIFICANT_DIGITS, largest: float = 0.0) -> NumberFormat:
    """Chooses the number format of a quantity.

    The decimals show ``digits`` significant digits of the largest number (one less below 0.1), but no more than all
    numbers need. There are more, up to six, if neighbours in a series would otherwise be printed alike, or a number as
    zero. Numbers with powers of ten have decimals of their own.

    Parameters
    ----------
    *series
        The quantity's numbers, each series in the order in which they are printed. NaN separates neighbours.
    digits
        The significant digits of the largest number.
    largest
        The number that counts as the largest; by default the largest of all.

    Returns
    -------
    NumberFormat
        The format. Neighbours that differ by more than 10⁻⁶, or by more than 10⁻⁶ of their power of ten, are not
        printed alike.
    """
    rows = [np.asarray(each, float).ravel() for each in series]
    fixed, powers = _sizes(*rows)
    largest = largest or max(fixed, default=1.0)
    fewer = max(MIN_DIGITS, digits - 1)
    decimals = _needed(
        fixed, _decimals(largest, digits), _decimals(largest, digits if largest >= LONG_NUMBER else fewer)
    )
    mantissas = powers / _power_of_ten(powers)
    chosen = NumberFormat(decimals, _needed(mantissas, digits - 1, fewer - 1))
    while chosen.decimals < MAX_DECIMALS and not np.all(np.round(fixed, chosen.decimals)):
        chosen = replace(chosen, decimals=chosen.decimals + 1)
    chosen = _with_distinct_digits(sorted(pair for row in rows for pair in _close_pairs(row, chosen)), chosen)
    for row in rows:
        chosen = _fine_enough(row, chosen)
    return chosen


def showing(values: Iterable[float], chosen: NumberFormat) -> NumberFormat:
    """Returns the format with enough decimals to print numbers as typed, each with six at most, or six digits."""
    for value in values:
        if value and POWERS_BELOW <= abs(value) < POWERS_FROM:
            max_decimals = max(MAX_DECIMALS, MAX_DECIMALS - 1 - math.floor(math.log10(abs(value))))
            needed = _decimals_typed(value, "f", max_decimals)
            chosen = replace(chosen, decimals=max(chosen.decimals, needed))
        elif value:
            needed = _decimals_typed(value, "e", MAX_DECIMALS)
            chosen = replace(chosen, mantissa_decimals=max(chosen.mantissa_decimals, needed))
    return chosen


def _decimals_typed(value: float, form: str, max_decimals: int) -> int:
    """Returns the fewest decimals that print a number exactly, or 0 if it has more than ``max_decimals``."""
    exact = (d for d in range(max_decimals + 1) if float(f"{value:.{d}{form}}") == value)
    return next(exact, 0)


def single(value: float) -> str:
    """Returns a constant, such as a limit or a parameter, judged by itself: ``0.2``, ``0.0909``, ``3×10⁻⁷``.

    A number that each run or step has is printed in the format of its quantity: ``gdanim.text.quantities``.
    """
    return format_for([value]).plain(value)


def count(number: int) -> str:
    """Returns a whole number with all its digits."""
    return (MINUS if number < 0 else "") + with_spaces(str(abs(number)))


def parse(text: str) -> float:
    """Parses a printed number, in Latin, Persian or Arabic digits. Raises ValueError for other texts."""
    return float(_ascii(text).replace("∞", "inf"))


def parse_exact(text: str) -> Fraction:
    """Parses a printed number without rounding it. Raises ValueError for other texts, and for infinity."""
    return Fraction(_ascii(text))


def _ascii(text: str) -> str:
    plain = _POWER.sub(lambda found: f"e{found[1].translate(_LOWER)}", text.translate(_LATIN).strip("()"))
    return plain.replace(MINUS, "-").replace(THIN_SPACE, "")


def mathtext(text: str) -> str:
    """Returns a printed number as mathtext, with its power of ten raised and its thousands separated."""
    raised = _POWER.sub(lambda found: rf"{{\times}}10^{{{found[1].translate(_LOWER)}}}", text)
    return raised.replace(THIN_SPACE, r"\,")


def is_latin(text: str) -> bool:
    """Returns whether a printed number has Latin digits and a decimal point, as mathtext has."""
    return not set(text) & {",", *"".join(SCRIPTS.values())}


def bracketed(text: str) -> str:
    """Returns the text in brackets if it begins with a minus, as the second operand of a sum or product."""
    return f"({text})" if text.startswith(MINUS) else text


def in_digits(text: str, digits: str) -> str:
    """Returns the text with the digits and the decimal separator of a script: ``persian`` or ``arabic``."""
    return text.translate(str.maketrans("0123456789.", SCRIPTS[digits]))


def in_digits_of_maths(body: str, digits: str) -> str:
    r"""Returns the body of a formula with the digits and the decimal separator of a script: ``{\mathtt{۲}}x``.

    Each digit is a group of its own, so that ``x^12`` and ``\frac12`` keep their meaning.
    """

    def written(match: re.Match[str]) -> str:
        if match["fixed"]:
            return match[0]
        font = SIGN_FONT if match["point"] else ZERO_FONT if match[0] == "0" else SCRIPT_FONT
        return f"{{{font}{{{in_digits(match[0], digits)}}}}}"

    return _DIGIT_IN_MATHS.sub(written, body)


def with_decimal_commas(text: str) -> str:
    """Returns the text with decimal commas: ``(0.5, −1)`` becomes ``(0,5 ; −1)``."""
    return _DECIMAL_POINT.sub(",", _COMMA_OF_POINT.sub(" ; ", text))


def with_commas_in_maths(body: str) -> str:
    """Returns the body of a formula with decimal commas: ``0.5`` becomes ``0{,}5``, and a comma a semicolon."""
    return _DECIMAL_POINT.sub(MATHS_COMMA, _COMMA_OF_POINT_IN_MATHS.sub(r"\\,;\\,", body))


def longest(texts: Iterable[str], number: int) -> list[str]:
    """Returns the longest numbers with and without powers of ten, which are set shorter than they are written.

    Ties are resolved by sorting, because the order of a set differs between processes.
    """
    ordered = sorted(texts, key=lambda text: (len(text), text))
    kinds = ([text for text in ordered if ("×" in text) == has_power] for has_power in (False, True))
    return [text for kind in kinds for text in kind[-number:]]


def power_of_ten(size: float, decimals: int) -> str:
    """Returns a number above 0 as a factor and its power of ten: ``4.0×10⁻⁷``."""
    mantissa, exponent = f"{size:.{decimals}e}".split("e")
    return mantissa + power_text(int(exponent))


def power_text(exponent: int) -> str:
    """Returns a power of ten as printed after a factor: ``×10⁻⁷``."""
    return f"×10{str(exponent).translate(_RAISE)}"


def without_zeros(text: str) -> str:
    """Returns a printed number without trailing zeros of its decimals."""
    head, sign, power = text.partition("×")
    return (head.rstrip("0").rstrip(".") if "." in head else head) + sign + power


def with_spaces(text: str) -> str:
    """Returns a number with thin spaces between its thousands if it is long enough."""
    whole, point, decimals = text.partition(".")
    if len(whole) < MIN_SPACED_DIGITS or not whole.isdecimal():
        return text
    return f"{int(whole):,}".replace(",", THIN_SPACE) + point + decimals


def _decimals(size: float, digits: int) -> int:
    """Returns the decimals that show ``digits`` significant digits of a number."""
    return max(0, min(max(MAX_DECIMALS, digits + 2), digits - 1 - math.floor(math.log10(size))))


def _sizes(*rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the absolute values of nonzero numbers: those printed without a power of ten, and those with one."""
    sizes = np.abs(np.concatenate(rows)) if rows else np.zeros(0)
    sizes = sizes[np.isfinite(sizes) & (sizes > 0)]
    fixed = (sizes >= POWERS_BELOW) & (sizes < POWERS_FROM)
    return sizes[fixed], sizes[~fixed]


def _needed(sizes: np.ndarray, max_digits: int, otherwise: int) -> int:
    """Returns the fewest decimals that print all numbers exactly, if there are numbers and ``max_digits`` suffice."""
    if not len(sizes):
        return otherwise
    exact = (d for d in range(max_digits + 1) if np.all(np.abs(np.round(sizes, d) - sizes) <= EXACT_TOLERANCE * sizes))
    return next(exact, otherwise)


def _power_of_ten(sizes: np.ndarray) -> np.ndarray:
    """Returns the largest power of ten that is at most each of the positive ``sizes``."""
    powers: np.ndarray = 10.0 ** np.maximum(np.floor(np.log10(sizes)), LOWEST_POWER)
    return powers


def _close_pairs(row: np.ndarray, chosen: NumberFormat) -> Iterator[tuple[float, float, float]]:
    """Yields neighbours that may be printed alike, although they differ by more than the finest format's resolution.

    Each pair follows its difference.
    """
    finite = np.isfinite(row[:-1]) & np.isfinite(row[1:])
    before, after = row[:-1][finite], row[1:][finite]
    size = np.maximum(np.abs(before), np.abs(after))
    fixed = (size >= POWERS_BELOW) & (size < POWERS_FROM) | (size == 0)
    unit = np.where(fixed, 1.0, _power_of_ten(np.where(fixed, 1.0, size)))
    decimals = np.where(fixed, chosen.decimals, chosen.mantissa_decimals)
    parts = np.abs(before / unit - after / unit)
    close = (parts > 10.0**-MAX_DECIMALS) & (parts <= 10.0**-decimals)
    return zip(parts[close].tolist(), before[close].tolist(), after[close].tolist(), strict=True)


def _fine_enough(row: np.ndarray, chosen: NumberFormat) -> NumberFormat:
    """Returns the format with decimals for a narrow series: 1.000000003×10⁹ and 1.0000000024×10⁹."""
    numbers = row[np.isfinite(row)]
    size = float(np.abs(numbers).max(initial=0.0))
    if not size:
        return chosen
    has_power = not POWERS_BELOW <= size < POWERS_FROM
    unit = float(_power_of_ten(np.array([size]))[0])
    parts = float(np.ptp(numbers / unit))
    if not ROUNDING_RANGE < parts < NARROW_RANGE:
        return chosen
    digits = min(MAX_MANTISSA_DECIMALS, 1 - math.floor(math.log10(parts)))
    if has_power:
        return replace(chosen, mantissa_decimals=max(chosen.mantissa_decimals, digits))
    return replace(chosen, decimals=max(chosen.decimals, digits - round(math.log10(unit))))


def _with_distinct_digits(pairs: Sequence[tuple[float, float, float]], chosen: NumberFormat) -> NumberFormat:
    """Returns the format with enough further decimals to print the pairs differently, closest first."""
    while alike := next((chosen.padded(a) for _, a, b in pairs if chosen.padded(a) == chosen.padded(b)), ""):
        power = "×" in alike
        finer = NumberFormat(chosen.decimals + (not power), chosen.mantissa_decimals + power)
        if max(finer.decimals, finer.mantissa_decimals) > MAX_DECIMALS:
            return chosen
        chosen = finer
    return chosen
