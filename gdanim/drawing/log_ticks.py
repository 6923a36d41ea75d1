"""The numbers of a logarithmic axis: powers of ten, and on a short one some numbers between them."""

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
    """Returns numbers inside ``limits``, about ``most``, and if there are any others at least two."""
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
    """Returns powers of ten alone as formulas; with others plainly, where none of them is written with a power."""
    powers = [math.floor(math.log10(value) + 1e-9) for value in values]
    if all(math.isclose(value, 10.0**power) for value, power in zip(values, powers, strict=True)):
        return [f"$10^{{{power}}}$" for power in powers]
    texts = [short(value) for value in values]
    if not any("×" in text for text in texts):
        return [write(text) for text in texts]
    return [f"${_power(value, power)}$" for value, power in zip(values, powers, strict=True)]


def _power(value: float, power: int) -> str:
    """So many of a power of ten, or the power alone."""
    head = round(value / 10.0**power)
    return f"10^{{{power}}}" if head == 1 else mathtext(f"{head}{power_text(power)}")
