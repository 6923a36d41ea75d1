"""Makes functions of the callables that a scene holds in Python; by its starts it is known what they take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.errors import Problem, SceneError
from gdanim.functions import CallableError, Function, from_callable
from gdanim.messages import message
from gdanim.scene import text
from gdanim.spelling import advice
from gdanim.tensors import detached

if TYPE_CHECKING:
    from gdanim.scene.files import Files

PARTS = ("callable", "gradient", "formula")
"""The keys of a callable with what its author knows of it."""


def with_functions(scene: Mapping[Any, Any], files: Files) -> dict[Any, Any]:
    """Returns the scene with a ``Function`` for each callable, at its top and in ``runs``. Problems are collected."""
    found = {**scene}
    entries = found.get("runs")
    runs = [each for each in entries if isinstance(each, Mapping)] if isinstance(entries, list | tuple) else []
    if "function" in scene:
        found["function"] = _collected(scene["function"], _start((scene, *runs)), files)
    if runs and isinstance(entries, list | tuple):
        found["runs"] = [_entry(each, scene, files) if isinstance(each, Mapping) else each for each in entries]
    return found


def _entry(entry: Mapping[Any, Any], scene: Mapping[Any, Any], files: Files) -> Mapping[Any, Any]:
    if "function" not in entry:
        return entry
    return {**entry, "function": _collected(entry["function"], _start((entry, scene)), files)}


def _collected(given: Any, start: Any, files: Files) -> Any:
    """Returns the functions; after a problem, which is collected, the class of its error stands for them."""
    with files.collect_problems("function"):
        return _functions(given, start)
    return CallableError


def _start(mappings: tuple[Mapping[Any, Any], ...]) -> Any:
    """Returns the first start or path that is given, else the middle of a domain, else None."""
    for mapping in mappings:
        for key in ("start", "trajectory"):
            given = mapping.get(key)
            if given is not None and not isinstance(given, Mapping | str):
                table = _numbers(given)
                is_path = key == "trajectory" and table is not None and table.ndim == 1
                return table[:, None] if is_path and table is not None else table
    for mapping in mappings:
        domain = _numbers(mapping.get("domain"))
        if domain is not None and domain.ndim and domain.shape[-1] == 2:
            middle = domain.mean(axis=-1)
            return middle[None] if middle.ndim else middle
    return None


def _numbers(given: Any) -> np.ndarray | None:
    """Returns numbers as an array; None for anything else, which is reported where it is read."""
    items = [detached(each) for each in given] if isinstance(given, list | tuple) else detached(given)
    try:
        table = np.asarray(items, dtype=float)
    except (TypeError, ValueError):
        return None
    return table if table.size and table.ndim <= 2 else None


def _functions(given: Any, start: Any) -> Any:
    """Returns functions for callables, alone or in a list; anything else as it is. Raises SceneError."""
    if not isinstance(given, list | tuple):
        return _function(given, start)
    made = [_function(each, start) for each in given]
    counts: dict[str, int] = {}
    for index, each in enumerate(made):
        if isinstance(each, Function) and made[index] is not given[index]:
            counts[each.text] = count = counts.get(each.text, 0) + 1
            made[index] = each if count == 1 else replace(each, text=f"{each.text} {count}")  # runs are told by texts
    return made


def _function(given: Any, start: Any) -> Any:
    parts = given if isinstance(given, Mapping) and "callable" in given else {"callable": given}
    function = parts["callable"]
    if isinstance(function, str | Function | Mapping) or not callable(function):
        return given
    for key in parts:
        if key not in PARTS:
            raise _error(message("scene.unknown_key_of_callable", key=key, advice=advice(str(key), PARTS)))
    formula = parts.get("formula")
    if formula is not None and not isinstance(formula, str):
        raise _error(message("scene.callable_formula_text", found=formula))
    gradient = parts.get("gradient")
    if gradient is not None and not callable(gradient):
        raise _error(message("scene.callable_gradient", found=gradient))
    if start is None:
        raise _error(message("scene.callable_without_start"))
    made = from_callable(function, start, gradient=gradient, formula=formula)
    if made.formula and (reason := text.formula_error(made.formula)):
        raise _error(message("scene.mathematics", formula=formula, reason=reason))
    return made


def _error(sentence: str) -> SceneError:
    return SceneError([Problem(sentence, ("function",))])
