"""Named functions: the entries of catalogue.yaml, and how values for their parameters enter their expressions."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from gdanim import yaml
from gdanim.functions.function import build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.functions.function import Function, Point

FILE = Path(__file__).with_name("catalogue.yaml")
BESIDE = 1e-3  # how far from a minimum of the catalogue f must not be lower

Written: TypeAlias = float | str
"""A number, or an expression without a variable."""


@dataclass(frozen=True)
class Entry:
    """A named function as its file has it; ``parameters`` are the defaults of the names in it that are not x."""

    expression: str
    domain: tuple[Written, Written]
    start: Written
    minima: tuple[Written, ...]
    eta: Written
    teaches: str
    source: str
    parameters: Mapping[str, float] = field(default_factory=dict)


@cache
def _entries() -> dict[str, Entry]:
    return {name: Entry(**fields) for name, fields in yaml.load_plain(FILE).items()}


def names() -> tuple[str, ...]:
    return tuple(_entries())


def entry(name: str) -> Entry:
    """Raises KeyError for an unknown name."""
    return _entries()[name]


def function(name: str, **parameters: float) -> Function:
    """The named function with its defaults; what the parameters make meaningless is None, minima are left out.

    Raises KeyError for an unknown name, TypeError for an unknown parameter, ExpressionError for a value that is no
    number of an expression (limits are those of expressions).
    """
    found = entry(name)
    unknown = parameters.keys() - found.parameters.keys()
    if unknown:
        raise TypeError(f"{name} has no parameter {min(unknown)!r}")
    return _function(name, tuple(sorted({**found.parameters, **parameters}.items())))


@cache
def _function(name: str, parameters: tuple[tuple[str, float], ...]) -> Function:
    found = entry(name)
    built = build(_substituted(found.expression, parameters))
    low, high, start, eta = (_number(text, parameters) for text in (*found.domain, found.start, found.eta))
    minima = {(_number(text, parameters),) for text in found.minima}
    return replace(
        built,
        name=name,
        domain=((low, high),) if low < high else None,
        start=(start,) if math.isfinite(start) else None,
        eta=eta if 0 < eta < math.inf else None,
        minima=tuple(sorted(point for point in minima if _is_minimum(built, point))),
    )


def _substituted(text: str, parameters: tuple[tuple[str, float], ...]) -> str:
    """The expression with numbers for its parameters, a factor of 1 left out."""
    for name, value in parameters:
        if value == 1:
            text = re.sub(rf"(?<![\w*/^.]){name}\*(?!\*)", "", text)
        number = repr(value) if value >= 0 else f"({value!r})"
        text = re.sub(rf"\b{name}\b", number, text)
    return text


def _number(written: Written, parameters: tuple[tuple[str, float], ...]) -> float:
    if isinstance(written, str):
        return build(_substituted(written, parameters)).value((0.0,)) + 0.0  # no −0
    return float(written)


def _is_minimum(built: Function, point: Point) -> bool:
    here = built.value(point)
    return all(built.value((point[0] + aside,)) >= here for aside in (-BESIDE, BESIDE))
