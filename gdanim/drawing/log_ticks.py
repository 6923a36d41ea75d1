"""Ticks of a logarithmic axis: powers of ten, and on a short axis some numbers between them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gdanim.text.numbers import mathtext, power_text, single

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.axis_range import Range

MIN_TICKS = 3  # powers of ten: an axis with fewer also has numbers between them
TICK_MULTIPLES = ((1, 2, 5), (1, 3), (3,), (2,), (5,))  # of powers of ten, densest first


def ticks(limits: Range, max_count: int) -> list[float]:
    """Returns the ticks inside ``limits``, about ``max_count``: at least three if these have room, otherwise two."""
    low, high = limits[0] * (1 - 1e-9), limits[1] * (1 + 1e-9)
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    every = max(1, math.ceil((last - first + 1) / max(2, max_count)))
    if max_count >= MIN_TICKS and last - first + 1 >= MIN_TICKS:  # rounding the gap up may leave too few
        every = min(every, (last - first) // (MIN_TICKS - 1))
    powers = [10.0**power for power in range(first, last + 1) if (power - last) % every == 0]
    if every > 1 or len(powers) >= MIN_TICKS:
        return powers
    choices = [_between(low, high, heads) for heads in TICK_MULTIPLES]
    for room in (max(MIN_TICKS, max_count), MIN_TICKS + (max_count >= MIN_TICKS)):
        chosen = next((finer for finer in choices if max(MIN_TICKS, len(powers) + 1) <= len(finer) <= room), None)
        if chosen:
            return chosen
    return max(powers, choices[0], key=len) if len(choices[0]) <= max(MIN_TICKS, max_count) else powers


def _between(low: float, high: float, heads: tuple[int, ...]) -> list[float]:
    """Returns the multiples of powers of ten by ``heads`` from one number to another."""
    powers = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
    numbers = [head * 10.0**power for power in powers for head in heads]
    return [number for number in numbers if low <= number <= high]


def labels(values: list[float], write: Callable[[str], str]) -> list[str]:
    """Returns the tick labels: formulas for powers of ten alone, else plain numbers where none needs a power.

    ``write`` converts either to a language's digits.
    """
    powers = [math.floor(math.log10(value) + 1e-9) for value in values]
    if not all(math.isclose(value, 10.0**power) for value, power in zip(values, powers, strict=True)):
        texts = [single(value) for value in values]
        if not any("×" in text for text in texts):
            return [write(text) for text in texts]
    return [write(f"${_power(value, power)}$") for value, power in zip(values, powers, strict=True)]


def _power(value: float, power: int) -> str:
    """Returns the formula of a multiple of a power of ten, or of the power alone."""
    head = round(value / 10.0**power)
    return f"10^{{{power}}}" if head == 1 else mathtext(f"{head}{power_text(power)}")
