"""Loads a scene from a file or a mapping, with keys set from outside."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import arguments
from gdanim.errors import UsageError
from gdanim.messages import message
from gdanim.scene import callables, extends, folder_defaults, from_python, overrides, theme_keys
from gdanim.scene.check import check
from gdanim.scene.files import Files
from gdanim.yaml import Mapping as MappingNode, holds_objects, to_python

if TYPE_CHECKING:
    from gdanim.scene.model import Scene

MAPPING_NAME = "scene"
"""The name of a scene that is no file."""


def load(source: str | Path | Mapping[str, Any], changes: Mapping[str, str] | None, language: str | None) -> Scene:
    """Loads a scene; see ``gdanim.scene.load``. ``changes`` are the overrides."""
    changes = arguments.text_by_key(changes, "overrides")
    if not isinstance(source, str | os.PathLike | Mapping):
        raise UsageError(message("scene.not_a_scene", found=source))
    language = None if language is None else arguments.text(language, "language")
    if isinstance(source, Mapping):
        files = Files(Path(MAPPING_NAME))
        root = _mapping_nodes(source, files)
        fields = {"name": MAPPING_NAME, "text": _as_text(root)}
    else:
        path = arguments.path(source, "source")
        if path.name.startswith("_"):
            raise UsageError(message("scene.only_for_extending", path=path))
        files = Files(path)
        text = files.read_scene()
        root = folder_defaults.with_defaults(extends.read(text, files), files)
        fields = {"name": path.stem, "file": str(path), "text": text}
    return _checked(root, files, changes, language, fields)


def load_text(text: str, name: str, changes: Mapping[str, str] | None, language: str | None) -> Scene:
    """Loads a scene from its text; see ``gdanim.scene.load_text``."""
    files = Files(Path(name))
    files.reads[name] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _checked(extends.read(text, files), files, changes or {}, language, {"name": name, "text": text})


def _checked(
    root: MappingNode, files: Files, changes: Mapping[str, str], language: str | None, fields: dict[str, str]
) -> Scene:
    root = overrides.overridden(root, changes)
    if language is not None:
        root = overrides.with_language(root, language)
    root = theme_keys.with_located_files(root, files)
    return check(root, files, overrides=tuple(changes.items()), **fields)


def _as_text(root: MappingNode) -> str:
    """Returns a scene that reads as this one; empty if it holds a Python object."""
    return "" if holds_objects(root) else json.dumps(to_python(root), ensure_ascii=False, indent=1) + "\n"


def _mapping_nodes(source: Mapping[str, Any], files: Files) -> MappingNode:
    """Returns the nodes of a mapping: its files are in the current folder, and its hash is that of its JSON."""
    root = from_python.scene_nodes(callables.with_functions(source, files))
    text = json.dumps(to_python(root), sort_keys=True, ensure_ascii=False)
    files.reads[MAPPING_NAME] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return extends.extended(root, files)
