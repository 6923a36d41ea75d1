"""The numbers of a logarithmic axis: powers of ten, and where it is short some between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.axis_range import Range

FEW = 3  # powers of ten: an axis with fewer has numbers between them, if it holds no more than so many
HEADS = ((1, 2, 5), (1, 3))  # of such numbers
LONG, SHORT = 1e6, 1e-5  # from which and under which numbers are written with powers of ten


def ticks(limits: Range, most: int) -> list[float]:
    """Numbers inside ``limits``, about ``most`` of them at most, but two; less than two where there are no others."""
    low, high = limits[0] * (1 - 1e-9), limits[1] * (1 + 1e-9)
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    every = max(1, math.ceil((last - first + 1) / max(2, most)))
    powers = [10.0**power for power in range(first, last + 1) if (power - last) % every == 0]
    if every > 1 or len(powers) >= FEW:
        return powers
    for heads in HEADS:
        finer = [head * 10.0**power for power in range(first - 1, last + 1) for head in heads]
        finer = [tick for tick in finer if low <= tick <= high]
        if len(powers) < len(finer) <= max(FEW, most):
            return finer
    return powers


def labels(values: list[float], write: Callable[[str], str]) -> list[str]:
    """Powers of ten alone as formulas; with others plainly, where none is too long for it."""
    powers = [math.floor(math.log10(value) + 1e-9) for value in values]
    if all(math.isclose(value, 10.0**power) for value, power in zip(values, powers, strict=True)):
        return [f"$10^{{{power}}}$" for power in powers]
    if all(SHORT <= value < LONG for value in values):
        return [write(f"{value:.9f}".rstrip("0").rstrip(".")) for value in values]
    return [written(value, power, 0) for value, power in zip(values, powers, strict=True)]


def written(value: float, power: int, places: int) -> str:
    """A number as so many of a power of ten, to ``places`` decimals."""
    if value == 0:
        return "0"
    mantissa = f"{value / 10.0**power:.{places}f}"
    if power == 0:
        return f"${mantissa}$"
    head = "" if float(mantissa) == 1 else rf"{mantissa} \cdot "
    return f"${head}10^{{{power}}}$"
