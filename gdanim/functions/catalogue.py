"""Named functions: the entries of the catalogue's files, with their defaults and values for their parameters."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gdanim import yaml
from gdanim.functions import many_variables
from gdanim.functions.function import build
from gdanim.functions.parameters import substituted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.functions.function import Function, Point
    from gdanim.functions.parameters import Parameters

FILES = tuple(Path(__file__).with_name(name) for name in ("catalogue.yaml", "plane.yaml"))
ENTRY = re.compile(r"^(\w+):\n(?:[ #].*\n|\n)*", re.MULTILINE)
BESIDE = 1e-3  # how far from a minimum of the catalogue f must not be lower

Written: TypeAlias = float | str
"""A number, or an expression without a variable."""
Place: TypeAlias = "Written | Sequence[Written]"
"""A point: a number, or one for each variable."""


@dataclass(frozen=True)
class Entry:
    """A named function as its file has it; ``parameters`` are the defaults of the names in it that are no variables.

    ``places`` are named points, their names those of the languages. With ``many``, the parameter n is the number of
    variables: beyond two they are x1, x2, …, and points repeat their two coordinates.
    """

    expression: str
    domain: Sequence[Any]
    start: Place
    minima: Sequence[Place]
    eta: Written
    teaches: str
    source: str
    parameters: Mapping[str, float] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    many: Mapping[str, str] | None = None


@cache
def _texts() -> dict[str, str]:
    """The lines of each entry, not yet read: reading all of them takes longer than most commands."""
    return {found[1]: found[0] for file in FILES for found in ENTRY.finditer(file.read_text(encoding="utf-8"))}


def names() -> tuple[str, ...]:
    return tuple(_texts())


@cache
def entry(name: str) -> Entry:
    """Raises KeyError for an unknown name."""
    return Entry(**yaml.to_python(yaml.parse(_texts()[name], name))[name])


def function(name: str, **parameters: float) -> Function:
    """The named function with its defaults; what the parameters make meaningless is None, minima are left out.

    Raises KeyError for an unknown name, TypeError for an unknown parameter, ExpressionError for a value that is no
    number of an expression (limits are those of expressions) or no number of variables.
    """
    found = entry(name)
    unknown = parameters.keys() - found.parameters.keys()
    if unknown:
        raise TypeError(f"{name} has no parameter {min(unknown)!r}")
    return _function(name, tuple(sorted({**found.parameters, **parameters}.items())))


@cache
def _function(name: str, parameters: Parameters) -> Function:
    found = entry(name)
    built = _built(found, parameters)
    count = len(built.variables)
    pairs = found.domain if isinstance(found.domain[0], list) else [found.domain]
    domain = _repeated([_point(pair, parameters) for pair in pairs], count)
    start = _repeated(_point(found.start, parameters), count)
    eta = _number(found.eta, parameters)
    minima = {_repeated(_point(place, parameters), count) for place in found.minima}
    return replace(
        built,
        name=name,
        domain=domain if all(low < high for low, high in domain) else None,
        start=start if all(map(math.isfinite, start)) else None,
        eta=eta if 0 < eta < math.inf else None,
        minima=tuple(sorted(point for point in minima if _is_minimum(built, point))),
        named_points=tuple((word, _repeated(_point(place, parameters), count)) for word, place in found.places.items()),
    )


def _built(found: Entry, parameters: Parameters) -> Function:
    count = dict(parameters).get("n", 2)
    if found.many is None or count == 2:
        return build(substituted(found.expression, parameters))
    return many_variables.function(found.many, parameters)


def _repeated(items: Sequence[Any], count: int) -> tuple[Any, ...]:
    return tuple(items[index % len(items)] for index in range(count))


def _point(place: Place, parameters: Parameters) -> Point:
    return tuple(_number(each, parameters) for each in ([place] if isinstance(place, str | int | float) else place))


def _number(written: Written, parameters: Parameters) -> float:
    if isinstance(written, str):
        return build(substituted(written, parameters)).value((0.0,)) + 0.0  # no −0
    return float(written)


def _is_minimum(built: Function, point: Point) -> bool:
    axes = np.eye(len(point))
    directions = np.concatenate([axes, axes + np.roll(axes, 1, axis=0), axes - np.roll(axes, 1, axis=0)])
    around = point + BESIDE * np.concatenate([-directions, directions])
    return bool((built.values(around) >= built.value(point)).all())
