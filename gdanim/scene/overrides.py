"""Overrides keys of a scene from outside: ``--set timing.fps=10``, ``-l fa``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim.errors import SceneError, UsageError
from gdanim.messages import message
from gdanim.yaml import Mapping, Node, Scalar, Sequence, Source, parse, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as DictLike


def overridden(root: Mapping, overrides: DictLike[str, str]) -> Mapping:
    """Returns the scene with other values of some dotted keys. Raises UsageError for an empty key."""
    for name, text in overrides.items():
        parts = ["eta" if part == "η" else part for part in name.split(".")]
        if not all(part.strip() for part in parts):
            raise UsageError(message("scene.override_without_key", name=name))
        where = f"--set {name}"
        root = _with_value(root, parts, parse(text, where=where), scalar(name, source=Source(where=where)))
    return root


def _with_value(node: Node | None, parts: list[str], value: Node, key: Scalar) -> Any:
    """Returns ``node`` with ``value`` at the end of the path ``parts``; missing mappings are created.

    ``key`` is the whole dotted key, at which problems are reported.
    """
    if not parts:
        return value
    first, *rest = parts
    if isinstance(node, Sequence) and first.isdecimal() and int(first) < len(node.items):
        index = int(first)
        changed = _with_value(node.items[index], rest, value, key)
        return replace(node, items=(*node.items[:index], changed, *node.items[index + 1 :]))
    if isinstance(node, Sequence):
        raise SceneError([key.problem(message("scene.override_no_item", index=first, count=len(node.items)))])
    mapping = node if isinstance(node, Mapping) else Mapping((), source=key.source)
    others = tuple((known, child) for known, child in mapping.items if known.text != first)
    changed = _with_value(mapping.get(first), rest, value, key)
    return replace(mapping, items=(*others, (replace(key, text=first, value=first), changed)))


def with_language(root: Mapping, language: str) -> Mapping:
    """Returns the scene in another language, as set by ``-l``."""
    source = Source(where=f"-l {language}")
    others = tuple((key, value) for key, value in root.items if key.text != "language")
    entry = (scalar("language", source=source), scalar(language, quoted=True, source=source))
    return replace(root, items=(*others, entry))
