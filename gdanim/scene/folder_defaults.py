"""The file ``_gdanim.yaml`` of a folder: defaults for all scenes below it, and the order of its scenes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.errors import SceneError
from gdanim.messages import message
from gdanim.scene.extends import merged, parse_mapping, with_eta
from gdanim.scene.files import DEFAULTS
from gdanim.yaml import MAX_BYTES, Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gdanim.errors import Problem
    from gdanim.scene.files import Files
    from gdanim.yaml import Node

ORDER = "order"
OWN_KEYS = ("extends",)
"""Keys that only a scene has."""
PRESET_KEYS = ("size", "output", "max_size")
"""Keys that a preset gives: a scene's own preset comes before a folder's keys."""


def with_defaults(scene: Mapping, files: Files) -> Mapping:
    """Returns a scene merged into the defaults of its folders, of which the nearest folder's come first.

    What the scene extends is part of the scene: it comes before all defaults. The problems of each file are added to
    those of ``files``.
    """
    found = Mapping(())
    for path in files.find_defaults():
        try:
            found = merged(found, _read(files.read_defaults(path), path))
        except SceneError as error:
            files.problems += error.problems
    return merged(_without_preset_keys(found) if scene.get("preset") else found, scene)


def order(folder: Path) -> tuple[str, ...]:
    """Returns the names of scenes and folders in the order that the folder's file gives; empty without a valid one."""
    path = folder / DEFAULTS
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return ()
        node = parse_mapping(path.read_text(encoding="utf-8-sig"), path).get(ORDER)
    except (OSError, UnicodeDecodeError, SceneError):
        return ()  # loading any of its scenes tells what is wrong
    return tuple(item.text for item in _items(node) if isinstance(item, Scalar))


def names(path: Path) -> tuple[str, ...]:
    """Returns the names that a scene or a folder has in ``order``."""
    return (path.name, path.stem)


def _read(text: str, path: Path) -> Mapping:
    """Returns the defaults of a file. Raises SceneError."""
    root = parse_mapping(text, path)
    problems = [*_key_problems(root), *_order_problems(root.get(ORDER))]
    if problems:
        raise SceneError(problems)
    return with_eta(replace(root, items=tuple(entry for entry in root.items if entry[0].text != ORDER)))


def _key_problems(root: Mapping) -> Iterator[Problem]:
    for key, _ in root.items:
        if key.text in OWN_KEYS:
            yield key.problem(message("scene.not_for_folders", key=key.text, file=DEFAULTS), (key.text,))


def _order_problems(node: Node | None) -> Iterator[Problem]:
    """Yields what is wrong with an order: it is no list of names, or a name is listed twice."""
    if node is None:
        return
    seen: set[str] = set()
    for item in _items(node) or [node]:
        if item is node or not isinstance(item, Scalar) or not item.text:
            yield item.problem(message("scene.order_not_names"), (ORDER,))
        elif item.text in seen:
            yield item.problem(message("scene.order_twice", name=item.text), (ORDER,))
        else:
            seen.add(item.text)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


def _without_preset_keys(defaults: Mapping) -> Mapping:
    return replace(defaults, items=tuple(entry for entry in defaults.items if entry[0].text not in PRESET_KEYS))
