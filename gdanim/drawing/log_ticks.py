"""Ticks of a logarithmic axis: powers of ten, and on a short axis some numbers between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.text.numbers import mathtext, power_text, short

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.axis_range import Range

FEW = 3  # powers of ten: an axis with fewer has numbers between them, if it holds no more than so many
HEADS = ((1, 2, 5), (1, 3))  # of such numbers


def ticks(limits: Range, most: int) -> list[float]:
    """Returns about ``most`` ticks inside ``limits``, at least two if there are any others."""
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
    """Returns the tick labels: formulas for powers of ten alone, else plain numbers where none needs a power."""
    powers = [math.floor(math.log10(value) + 1e-9) for value in values]
    if all(math.isclose(value, 10.0**power) for value, power in zip(values, powers, strict=True)):
        return [f"$10^{{{power}}}$" for power in powers]
    texts = [short(value) for value in values]
    if not any("×" in text for text in texts):
        return [write(text) for text in texts]
    return [f"${_power(value, power)}$" for value, power in zip(values, powers, strict=True)]


def _power(value: float, power: int) -> str:
    """Returns the formula of a multiple of a power of ten, or of the power alone."""
    head = round(value / 10.0**power)
    return f"10^{{{power}}}" if head == 1 else mathtext(f"{head}{power_text(power)}")
