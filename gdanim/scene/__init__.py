"""YAML, or Python's own dicts, to a checked and frozen Scene: every problem with its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim.scene.model import FormulaSpec, Note, PanelSpec, Scene, Show, pauses
from gdanim.yaml import Mapping, Node, Sequence

if TYPE_CHECKING:
    from collections.abc import Mapping as Pairs
    from pathlib import Path as File

    from gdanim.errors import KeyPath, Problem

__all__ = ["FormulaSpec", "Note", "PanelSpec", "Scene", "Show", "load", "node", "pauses", "placed", "schema"]


def load(
    source: str | File | Pairs[str, Any], overrides: Pairs[str, str] | None = None, language: str | None = None
) -> Scene:
    """The scene in a file, or written as a mapping.

    ``overrides`` are dotted keys and YAML text, as ``--set`` takes them; ``language`` replaces the scene's. Raises
    SceneError with every problem, UsageError for a file that can't be read and for a malformed override.
    """
    from gdanim.scene import origin

    return origin.load(source, dict(overrides or {}), language)


def schema() -> dict[str, Any]:
    """The JSON Schema of a scene."""
    from gdanim.scene import keys

    return keys.schema()


def node(scene: Scene, path: KeyPath) -> Node | None:
    """What was written at a path of keys; None where nothing was."""
    found: Node | None = scene.nodes
    for part in path:
        found = _below(found, part) if found else None
    return found


def placed(scene: Scene, problem: Problem) -> Problem:
    """The problem at the line and column of its path, or of what stands nearest above it."""
    if problem.line is not None or scene.nodes is None:
        return problem
    nearest: Node = scene.nodes
    for part in (*problem.path, scene.language):  # a text may be given once a language
        below = _below(nearest, part)
        if below is None:
            continue
        nearest = below
    return (
        nearest.problem(problem.message, problem.path)
        if nearest is not scene.nodes
        else problem.replace(file=scene.file)
    )


def _below(node: Node, part: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return node.get(str(part))
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None
