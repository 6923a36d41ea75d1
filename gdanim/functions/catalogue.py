"""The catalogue of named functions: the entries of its files, with values for their parameters."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from gdanim import yaml
from gdanim.functions import many_variables
from gdanim.functions.expressions.expression import build
from gdanim.functions.expressions.parameters import substitute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.functions.expressions.parameters import Parameters
    from gdanim.functions.function import Function
    from gdanim.points import Point

FILES = tuple(Path(__file__).with_name(name) for name in ("catalogue.yaml", "plane.yaml"))
MINIMUM_OFFSET = 1e-3  # distance from a minimum of the catalogue at which f must not be lower

NumberText: TypeAlias = float | str
"""A number, or an expression without a variable."""
Coordinates: TypeAlias = "NumberText | Sequence[NumberText]"
"""A point: a number, or one for each variable."""


@dataclass(frozen=True)
class CatalogueEntry:
    """A named function of the catalogue.

    ``parameters`` are the defaults of the names in ``expression`` that aren't variables; ``named_points`` have the
    names' keys in language files. With ``n_variables``, the parameter n is the number of variables: beyond two they are
    x1, x2, …, and points repeat their two coordinates.
    """

    expression: str
    domain: Sequence[Any]
    start: Coordinates
    minima: Sequence[Coordinates]
    eta: NumberText
    teaches: str
    source: str
    parameters: Mapping[str, float] = field(default_factory=dict)
    named_points: Mapping[str, Coordinates] = field(default_factory=dict)
    n_variables: Mapping[str, str] | None = None


@cache
def _entries() -> dict[str, yaml.DataFile]:
    """Returns the file of each entry, by the entry's name."""
    return {name: file for file in map(yaml.DataFile.of_file, FILES) for name in file}


def names() -> tuple[str, ...]:
    return tuple(_entries())


@cache
def entry(name: str) -> CatalogueEntry:
    """Returns a named function's entry. Raises KeyError for an unknown name."""
    return CatalogueEntry(**_entries()[name][name])


def load(name: str, **parameters: float) -> Function:
    """Returns a named function.

    Parameters
    ----------
    name
        The function's name.
    **parameters
        Values that replace the defaults.

    Returns
    -------
    Function
        The function. Its domain, start or eta is None if the parameters make it meaningless; invalid minima are left
        out.

    Raises
    ------
    KeyError
        If the name is unknown.
    TypeError
        If a parameter is unknown.
    ExpressionError
        If a value can't be part of an expression, or is not a valid number of variables.
    """
    named = entry(name)
    unknown = parameters.keys() - named.parameters.keys()
    if unknown:
        raise TypeError(f"{name} has no parameter {min(unknown)!r}")
    return _function(name, tuple(sorted({**named.parameters, **parameters}.items())))


@cache
def _function(name: str, parameters: Parameters) -> Function:
    found = entry(name)
    built = _build(found, parameters)
    count = len(built.variables)
    pairs = found.domain if isinstance(found.domain[0], list) else [found.domain]
    domain = _repeated([_point(pair, parameters) for pair in pairs], count)
    start = _repeated(_point(found.start, parameters), count)
    eta = _number(found.eta, parameters)
    minima = {_repeated(_point(coordinates, parameters), count) for coordinates in found.minima}
    return replace(
        built,
        name=name,
        domain=domain if all(low < high for low, high in domain) else None,
        start=start if all(map(math.isfinite, start)) else None,
        eta=eta if 0 < eta < math.inf else None,
        minima=tuple(sorted(point for point in minima if _is_minimum(built, point))),
        named_points=tuple(
            (key, _repeated(_point(coordinates, parameters), count)) for key, coordinates in found.named_points.items()
        ),
    )


def _build(entry: CatalogueEntry, parameters: Parameters) -> Function:
    count = dict(parameters).get("n", 2)
    if entry.n_variables is None or count == 2:
        return build(substitute(entry.expression, parameters))
    return many_variables.build(entry.n_variables, parameters)


def _repeated(items: Sequence[Any], count: int) -> tuple[Any, ...]:
    return tuple(items[index % len(items)] for index in range(count))


def _point(coordinates: Coordinates, parameters: Parameters) -> Point:
    listed = [coordinates] if isinstance(coordinates, str | int | float) else coordinates
    return tuple(_number(each, parameters) for each in listed)


def _number(number: NumberText, parameters: Parameters) -> float:
    if isinstance(number, str):
        return build(substitute(number, parameters)).value((0.0,)) + 0.0  # no −0
    return float(number)


def _is_minimum(built: Function, point: Point) -> bool:
    axes = np.eye(len(point))
    directions = np.concatenate([axes, axes + np.roll(axes, 1, axis=0), axes - np.roll(axes, 1, axis=0)])
    around = point + MINIMUM_OFFSET * np.concatenate([-directions, directions])
    return bool((built.values(around) >= built.value(point)).all())
