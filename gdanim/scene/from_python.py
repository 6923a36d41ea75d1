"""Converts Python dicts, lists, numbers and text to nodes without line and column."""

from __future__ import annotations

import numbers
from pathlib import Path
from typing import Any

from gdanim.errors import Problem, SceneError
from gdanim.functions import Function
from gdanim.messages import message
from gdanim.optimizers import from_object
from gdanim.scene.extends import with_eta
from gdanim.tensors import detached
from gdanim.yaml import MAX_DEPTH, Mapping, Node, PythonObject, Scalar, Sequence, scalar

MAX_INTEGER = 10**20
"""Larger numbers are written as floats, as YAML's are read."""


def scene_nodes(scene: dict[Any, Any]) -> Mapping:
    """Returns the nodes of a scene that is written as a dict. Raises SceneError."""
    return with_eta(_mapping(scene, 1))


def _node(value: Any, depth: int) -> Node:
    if depth > MAX_DEPTH + 1:
        raise SceneError([Problem(message("scene.too_deep", maximum=MAX_DEPTH))])
    if is_object(value):
        return PythonObject(value)
    value = detached(value)
    if hasattr(value, "tolist"):  # arrays and numbers of NumPy, PyTorch and JAX
        value = value.tolist()
    if hasattr(value, "columns") and hasattr(value, "to_dict"):
        value = _columns(value)
    if isinstance(value, dict):
        return _mapping(value, depth)
    if isinstance(value, list | tuple):
        return Sequence(tuple(_node(each, depth + 1) for each in value))
    return _scalar(value)


def is_object(value: Any) -> bool:
    """Returns whether a value is an object of the program that some keys take: a function, a rule, or a callable."""
    return callable(value) or isinstance(value, Function) or from_object(value) is not None


def _mapping(value: dict[Any, Any], depth: int) -> Mapping:
    keys = [str(key) for key in value]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise SceneError([Problem(message("scene.one_key_in_two_types", key=twice))])
    return Mapping(tuple((scalar(str(key), quoted=True), _node(each, depth + 1)) for key, each in value.items()))


def _columns(frame: Any) -> dict[str, list[Any]]:
    """Returns the columns of a frame of pandas or polars; dates and missing cells as text."""
    return {
        str(name): [cell if isinstance(cell, numbers.Real | str) else str(cell) for cell in frame[name]]
        for name in frame.columns
    }


def _scalar(value: Any) -> Scalar:
    if value is None or isinstance(value, bool):
        return scalar("" if value is None else str(value).lower())
    if isinstance(value, numbers.Real):
        number = int(value) if isinstance(value, int) and abs(value) < MAX_INTEGER else _float(value)
        return Scalar(f"{number}", number)
    if isinstance(value, str | Path):
        return scalar(str(value), quoted=True)
    raise SceneError([Problem(message("scene.impossible_type", type=type(value).__name__))])


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
