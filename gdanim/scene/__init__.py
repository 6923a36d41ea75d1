"""Reads a scene from YAML or Python dicts, and checks it: every problem with its line and column."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gdanim.errors import SceneError
from gdanim.scene.model import FormulaSpec, Note, PanelSpec, Scene, Show, pauses
from gdanim.yaml import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping as DictLike
    from pathlib import Path

    from gdanim.errors import KeyPath, Problem

__all__ = [
    "FormulaSpec",
    "Note",
    "PanelSpec",
    "Scene",
    "Show",
    "defaults_schema",
    "load",
    "load_text",
    "locate",
    "node_at",
    "pauses",
    "problems_located",
    "schema",
]


def load(
    source: str | Path | DictLike[str, Any], overrides: DictLike[str, str] | None = None, language: str | None = None
) -> Scene:
    """Reads and checks a scene from a file or a mapping, without laying it out.

    Parameters
    ----------
    source
        The path of a YAML file, or the keys of a scene with their values. File names in a mapping are relative to the
        current folder.
    overrides
        Dotted keys and YAML text that replace the scene's values, as for ``--set``: ``{"timing.fps": "10"}``.
    language
        The language that replaces the scene's own.

    Returns
    -------
    Scene
        The checked scene.

    Raises
    ------
    SceneError
        If the scene has problems. ``problems`` holds all of them.
    UsageError
        If a file can't be read, or an override has no key.
    """
    from gdanim.scene import loading

    return loading.load(source, overrides, language)


def load_text(text: str, name: str, overrides: DictLike[str, str] | None = None, language: str | None = None) -> Scene:
    """Reads and checks a scene from its text; see ``load``. Its files are in the current folder.

    Raises SceneError.
    """
    from gdanim.scene import loading

    return loading.load_text(text, name, overrides, language)


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of a scene."""
    from gdanim.scene import keys

    return keys.schema()


def defaults_schema() -> dict[str, Any]:
    """Returns the JSON Schema of a folder's defaults, ``_gdanim.yaml``."""
    from gdanim.scene import keys

    return keys.defaults_schema()


def node_at(scene: Scene, path: KeyPath) -> Node | None:
    """Returns the node at a path of keys, or None."""
    found: Node | None = scene.nodes
    for part in path:
        found = _child(found, part) if found else None
    return found


def locate(scene: Scene, problem: Problem) -> Problem:
    """Returns the problem with the line and column of its path, or of its nearest existing parent."""
    if problem.line is not None or scene.nodes is None:
        return problem
    nearest: Node = scene.nodes
    for part in (*problem.path, scene.language):  # a text may be given for each language
        child = _child(nearest, part)
        if child is None:
            continue
        nearest = child
    if nearest is scene.nodes:
        return problem.replace(file=scene.file)
    return nearest.problem(problem.message, problem.path)


@contextmanager
def problems_located(scene: Scene) -> Iterator[None]:
    """Adds file, line and column to the problems of a SceneError, which drawing code doesn't know."""
    try:
        yield
    except SceneError as error:
        problems = [locate(scene, problem) for problem in error.problems]
        raise SceneError(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))) from error


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(str(part))
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None
