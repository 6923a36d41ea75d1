"""Reads ``{sweep: [lo, hi], count: n}``, a number that takes many values one after the other, as a list of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.messages import message
from gdanim.scene.limits import MAX_SWEPT
from gdanim.scene.model import Sweep
from gdanim.scene.readers import INTERVAL, integer, mapping_of, one_of
from gdanim.scene.value import INVALID, SweptNode
from gdanim.yaml import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.errors import KeyPath, Problem
    from gdanim.scene.value import Invalid, Value

SWEEP = "sweep"
DEFAULT_COUNT = 50
SWEPT_KEYS = ("function", "parameters", "start", "optimizer", "eta", "η", "noise", "weight_decay")
"""The keys in which a number may be swept."""
NUMBER_KEYS = ("start", "eta", "noise", "weight_decay")
"""Those whose own value may be swept."""
OPTIONS = mapping_of(
    "key of a sweep",
    {SWEEP: INTERVAL, "count": integer(2, MAX_SWEPT), "scale": one_of("scale", ("linear", "log"))},
    required=[SWEEP],
)


def expand_sweep(root: Value) -> tuple[Value, Sweep | Invalid | None]:
    """Returns the scene with its sweep as a list of values, and the sweep; None without one."""
    found = [*_sweeps(root)]
    if not found:
        return root, None
    value = found[0]
    is_in_runs = value.path[0] == "runs"
    sweep = value.report(message("scene.sweep_in_runs")) if is_in_runs else _read(value)
    for other in found[1:]:
        sweep = other.report(message("scene.one_sweep", other=value.name))
    if sweep is INVALID:
        return replace(root, node=_without(root.node, {each.path for each in found})), INVALID
    return replace(root, node=_with(root.node, value.path, _swept(value.node, sweep))), sweep


def keep_first_problem(problems: list[Problem], sweep: Sweep | Invalid | None) -> None:
    """Removes all but the first problem of a sweep's values, which are written once."""
    if not sweep:
        return
    swept = [problem for problem in problems if _is_value_of(problem.path, sweep.path)]
    kept = {id(swept[0])} if swept else set()
    others = {id(problem) for problem in swept} - kept
    problems[:] = [problem for problem in problems if id(problem) not in others]


def _is_value_of(path: KeyPath, swept: KeyPath) -> bool:
    return path[: len(swept)] == swept and len(path) > len(swept)


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of a sweep."""
    return OPTIONS.schema()


def _sweeps(root: Value) -> Iterator[Value]:
    for key, value in root.entries():
        if key.text in SWEPT_KEYS:
            yield from _within(value)
        if key.text == "runs":
            for entry in value.items():
                yield from _sweeps(entry)


def _within(value: Value) -> Iterator[Value]:
    if value.is_mapping and any(key.text == SWEEP for key, _ in value.entries()):
        yield value
        return
    for _, item in value.entries():
        yield from _within(item)
    for item in value.items():
        yield from _within(item)


def _read(value: Value) -> Sweep | Invalid:
    content = OPTIONS(value)
    if content is INVALID or INVALID in content.values():
        return INVALID
    (low, high), count = content[SWEEP], content.get("count", DEFAULT_COUNT)
    scale = content.get("scale", "linear")
    if scale == "log" and low <= 0:
        return value.report(message("scene.sweep_above_zero", name=value.name, low=low))
    space = np.geomspace if scale == "log" else np.linspace
    return Sweep(_trait(value.path), tuple(space(low, high, count).tolist()), scale, value.path)


def _trait(path: KeyPath) -> str:
    """Returns the trait by which runs with these values differ: ``eta``, ``optimizer.beta``."""
    key = {"η": "eta", "parameters": "function"}.get(str(path[0]), str(path[0]))
    return key if len(path) == 1 else f"{key}.{path[-1]}"


def _swept(node: Node, sweep: Sweep) -> SweptNode:
    position: dict[str, Any] = {"line": node.line, "column": node.column, "width": node.width, "source": node.source}
    items = tuple(Scalar(repr(value), value, **position) for value in sweep.values)
    return SweptNode(items, **position)


def _with(node: Node, path: KeyPath, value: Node) -> Node:
    """Returns the node with another one at a path."""
    if not path:
        return value
    if isinstance(node, Mapping):
        entries = [(key, _with(item, path[1:], value) if key.text == path[0] else item) for key, item in node.items]
        return replace(node, items=tuple(entries))
    if isinstance(node, Sequence):
        items = [_with(item, path[1:], value) if index == path[0] else item for index, item in enumerate(node.items)]
        return replace(node, items=tuple(items))
    return node


def _without(node: Node, paths: set[KeyPath]) -> Node:
    """Returns the node with a single number in place of each of these: their problems are reported."""
    for path in paths:
        node = _with(node, path, Scalar("1", 1))
    return node
