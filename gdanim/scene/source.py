"""A scene's nodes before anything in them is checked: its own, those it extends, and those set from outside."""

from __future__ import annotations

import numbers
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim.errors import Problem, SceneError, UsageError
from gdanim.messages import message
from gdanim.yaml import MAX_DEPTH, Mapping, Node, Scalar, Sequence, Source, parse, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Pairs

    from gdanim.scene.files import Files

CHOICES = {"function", "optimizer", "eta"}
"""Keys whose mapping is one name with its options: another name replaces it."""
LONGEST_CHAIN = 8


def read(files: Files) -> Mapping:
    """The scene's file, on top of whatever it extends."""
    return extended(_mapping(files.first(), files.scene), files)


def extended(root: Mapping, files: Files) -> Mapping:
    """A scene on top of whatever it extends."""
    return _extended(root, files.scene, files, (files.scene.resolve(),))


def _extended(root: Mapping, path: Path, files: Files, chain: tuple[Path, ...]) -> Mapping:
    below = Mapping(())
    with files.without("extends"):
        below = _base(root.get("extends"), path, files, chain)
    return merged(below, root)


def _base(base: Node | None, path: Path, files: Files, chain: tuple[Path, ...]) -> Mapping:
    """What a scene extends, empty where that is nothing. Raises SceneError."""
    if base is None:
        return Mapping(())
    if not isinstance(base, Scalar) or not isinstance(base.value, str):
        raise SceneError([base.problem(message("scene.extends_not_a_path"), ("extends",))])
    text, other = files.text(base.text, path.parent, base)
    if other.resolve() in chain:
        raise SceneError([base.problem(message("scene.extends_in_circle", path=base.text), ("extends",))])
    if len(chain) >= LONGEST_CHAIN:
        raise SceneError([base.problem(message("scene.extends_too_long", most=LONGEST_CHAIN), ("extends",))])
    return _extended(_mapping(text, other), other, files, (*chain, other.resolve()))


def _mapping(text: str, path: Path) -> Mapping:
    root = parse(text, str(path))
    if isinstance(root, Mapping):
        return with_eta(root)
    if isinstance(root, Scalar) and root.value is None:
        raise SceneError([Problem(message("scene.empty_file"), file=str(path))])
    raise SceneError([_no_mapping(root)])


def _no_mapping(root: Node) -> Problem:
    text = root.text if isinstance(root, Scalar) else ""
    key, colon, rest = text.partition(":")
    if colon and key.isidentifier() and rest:
        return root.problem(message("scene.no_space_after_colon", key=key, value=rest.strip()))
    return root.problem(message("scene.not_key_value_lines"))


def merged(below: Mapping, above: Mapping, path: tuple[str, ...] = ()) -> Mapping:
    """``above`` on ``below``: mappings are merged key by key, everything else is replaced."""
    values = {key.text: (key, value) for key, value in below.items}
    for key, value in above.items:
        other = values[key.text][1] if key.text in values else None
        if isinstance(value, Mapping) and isinstance(other, Mapping) and _merge(key.text, value, other, path):
            value = merged(other, value, (*path, key.text))  # noqa: PLW2901
        values[key.text] = (key, value)
    return replace(above, items=tuple(values.values()))


def _merge(key: str, value: Mapping, other: Mapping, path: tuple[str, ...]) -> bool:
    return bool(path) or key not in CHOICES or set(value.keys()) == set(other.keys())


def with_eta(root: Mapping) -> Mapping:
    """The same keys with ``η`` spelled ``eta``, also in ``runs``."""
    items = tuple(
        (replace(key, text="eta") if key.text == "η" else key, _runs(key, value)) for key, value in root.items
    )
    twice = next((key for key, _ in root.items if key.text == "η" and "eta" in root.keys()), None)  # noqa: SIM118
    if twice:
        raise SceneError([twice.problem(message("scene.given_twice"), ("eta",))])
    return replace(root, items=items)


def _runs(key: Scalar, value: Node) -> Node:
    if key.text != "runs" or not isinstance(value, Sequence):
        return value
    return replace(value, items=tuple(with_eta(each) if isinstance(each, Mapping) else each for each in value.items))


def overridden(root: Mapping, overrides: Pairs[str, str]) -> Mapping:
    """The scene with some of its keys, dotted, set from outside. Raises UsageError for no key at all."""
    for name, text in overrides.items():
        parts = ["eta" if part == "η" else part for part in name.split(".")]
        if not all(part.strip() for part in parts):
            raise UsageError(message("scene.override_without_key", name=name))
        where = f"--set {name}"
        root = _set(root, parts, parse(text, where=where), scalar(name, source=Source(where=where)))
    return root


def _set(node: Node | None, parts: list[str], value: Node, place: Scalar) -> Any:
    """``node`` with ``value`` at the end of the path ``parts``; mappings that are not there are made."""
    if not parts:
        return value
    first, *rest = parts
    key = replace(place, text=first, value=first)
    if isinstance(node, Sequence) and first.isdecimal() and int(first) < len(node.items):
        at = int(first)
        changed = _set(node.items[at], rest, value, place)
        return replace(node, items=(*node.items[:at], changed, *node.items[at + 1 :]))
    if isinstance(node, Sequence):
        raise SceneError([place.problem(message("scene.override_no_item", index=first, count=len(node.items)))])
    items = node.items if isinstance(node, Mapping) else ()
    below = next((each for known, each in items if known.text == first), None)
    others = tuple((known, each) for known, each in items if known.text != first)
    base = node if isinstance(node, Mapping) else Mapping((), source=place.source)
    return replace(base, items=(*others, (key, _set(below, rest, value, place))))


def mapping(given: dict[Any, Any]) -> Mapping:
    """Nodes of Python's own dicts, lists, numbers and text: they stand nowhere. Raises SceneError."""
    return with_eta(Mapping(tuple((scalar(str(key), quoted=True), _node(each, 2)) for key, each in given.items())))


def _node(value: Any, depth: int) -> Node:
    if depth > MAX_DEPTH + 1:
        raise SceneError([Problem(message("scene.too_deep", most=MAX_DEPTH))])
    if hasattr(value, "tolist"):  # numpy's arrays and numbers
        value = value.tolist()
    if isinstance(value, dict):
        return Mapping(tuple((scalar(str(key), quoted=True), _node(each, depth + 1)) for key, each in value.items()))
    if isinstance(value, list | tuple):
        return Sequence(tuple(_node(each, depth + 1) for each in value))
    return _scalar(value)


def _scalar(value: Any) -> Scalar:
    if value is None or isinstance(value, bool):
        return scalar("" if value is None else str(value).lower())
    if isinstance(value, numbers.Real):
        number = int(value) if isinstance(value, int) and abs(value) < 10**20 else _float(value)
        return Scalar(f"{number}", number)
    if isinstance(value, str | Path):
        return scalar(str(value), quoted=True)
    raise SceneError([Problem(message("scene.impossible_type", type=type(value).__name__))])


def _float(value: Any) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
