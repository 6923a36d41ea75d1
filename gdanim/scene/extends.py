"""Reads a scene's file with the scenes that it extends, each merged into its base."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.errors import Problem, SceneError
from gdanim.messages import message
from gdanim.scene.files import DEFAULTS
from gdanim.yaml import Mapping, Node, Scalar, Sequence, parse

if TYPE_CHECKING:
    from pathlib import Path

    from gdanim.scene.files import Files

REPLACED_KEYS = {"function", "optimizer", "eta"}
"""Keys whose mapping is one name with its options: another name replaces it instead of being merged."""
MAX_CHAIN = 8


def read(text: str, files: Files) -> Mapping:
    """Returns the nodes of a scene's text, merged into what it extends."""
    return extended(_parse_scene(text, files.scene), files)


def extended(root: Mapping, files: Files) -> Mapping:
    """Returns a scene merged into what it extends."""
    return _extended(root, files.scene, files, (files.scene.resolve(),))


def _extended(root: Mapping, path: Path, files: Files, chain: tuple[Path, ...]) -> Mapping:
    base = Mapping(())
    with files.collect_problems("extends"):
        base = _base(root.get("extends"), path, files, chain)
    return merged(base, root)


def _base(node: Node | None, path: Path, files: Files, chain: tuple[Path, ...]) -> Mapping:
    """Returns the scene named by ``extends``, empty without one.

    ``path`` is the file of ``node``, ``chain`` are all files that lead to it. Raises SceneError.
    """
    if node is None:
        return Mapping(())
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        raise SceneError([node.problem(message("scene.extends_not_a_path"), ("extends",))])
    text, base_path = files.read_base(node.text, path.parent, node)
    if base_path.name == DEFAULTS:
        raise SceneError([node.problem(message("scene.extends_defaults", path=node.text), ("extends",))])
    if base_path.resolve() in chain:
        raise SceneError([node.problem(message("scene.extends_in_circle", path=node.text), ("extends",))])
    if len(chain) >= MAX_CHAIN:
        raise SceneError([node.problem(message("scene.extends_too_long", maximum=MAX_CHAIN), ("extends",))])
    return _extended(_parse_scene(text, base_path), base_path, files, (*chain, base_path.resolve()))


def _parse_scene(text: str, path: Path) -> Mapping:
    root = parse_mapping(text, path)
    if not root.items and not root.line:
        raise SceneError([Problem(message("scene.empty_file"), file=str(path))])
    return with_eta(root)


def parse_mapping(text: str, path: Path) -> Mapping:
    """Returns the keys of a text, none of an empty one. Raises SceneError for any other text."""
    root = parse(text, str(path))
    if isinstance(root, Mapping):
        return root
    if isinstance(root, Scalar) and root.value is None:
        return Mapping(())
    raise SceneError([_no_mapping(root)])


def _no_mapping(root: Node) -> Problem:
    text = root.text if isinstance(root, Scalar) else ""
    key, colon, value = text.partition(":")
    if colon and key.isidentifier() and value:
        return root.problem(message("scene.no_space_after_colon", key=key, value=value.strip()))
    return root.problem(message("scene.not_key_value_lines"))


def merged(base: Mapping, top: Mapping, path: tuple[str, ...] = ()) -> Mapping:
    """Merges ``top`` into ``base``: mappings key by key; everything else is replaced."""
    values = {key.text: (key, value) for key, value in base.items}
    for key, value in top.items:
        below = values[key.text][1] if key.text in values else None
        if isinstance(value, Mapping) and isinstance(below, Mapping) and _can_be_merged(key.text, value, below, path):
            values[key.text] = (key, merged(below, value, (*path, key.text)))
        else:
            values[key.text] = (key, value)
    return replace(top, items=tuple(values.values()))


def _can_be_merged(key: str, value: Mapping, below: Mapping, path: tuple[str, ...]) -> bool:
    return bool(path) or key not in REPLACED_KEYS or set(value.keys()) == set(below.keys())


def with_eta(root: Mapping) -> Mapping:
    """Returns the same keys with ``η`` spelled ``eta``, also in ``runs``. Raises SceneError if both are given."""
    items = tuple(
        (replace(key, text="eta") if key.text == "η" else key, _runs_with_eta(key, value)) for key, value in root.items
    )
    twice = next((key for key, _ in root.items if key.text == "η" and "eta" in root.keys()), None)  # noqa: SIM118
    if twice:
        raise SceneError([twice.problem(message("scene.given_twice"), ("eta",))])
    return replace(root, items=items)


def _runs_with_eta(key: Scalar, value: Node) -> Node:
    if key.text != "runs" or not isinstance(value, Sequence):
        return value
    return replace(value, items=tuple(with_eta(node) if isinstance(node, Mapping) else node for node in value.items))
