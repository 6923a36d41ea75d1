"""Where a scene comes from, a file or a mapping, and what is known of it besides its keys."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim.errors import UsageError
from gdanim.messages import message
from gdanim.scene import source, theme_keys
from gdanim.scene.check import check
from gdanim.scene.files import Files
from gdanim.yaml import Mapping as Nodes, Source, scalar, to_python

if TYPE_CHECKING:
    from gdanim.scene.model import Scene

NAME = "scene"
"""What a scene is called that is no file."""


def load(given: str | Path | Mapping[str, Any], overrides: dict[str, str], language: str | None) -> Scene:
    if not isinstance(given, str | os.PathLike | Mapping):
        raise UsageError(message("scene.not_a_scene", found=given))
    if not isinstance(given, Mapping):
        path = Path(given)
        if path.name.startswith("_"):
            raise UsageError(message("scene.only_for_extending", path=path))
        files = Files(path)
        root, known = source.read(files), {"name": path.stem, "file": str(path)}
    else:
        files = Files(Path(NAME))
        root, known = _mapping(given, files), {"name": NAME}
    root = _complete(root, overrides, language)
    root = theme_keys.located(root, files)
    return check(root, files, overrides=tuple(overrides.items()), **known)


def _mapping(given: Mapping[str, Any], files: Files) -> Nodes:
    """A mapping stands in the current folder, and is read as its own text."""
    root = source.mapping(dict(given))
    text = json.dumps(to_python(root), sort_keys=True, ensure_ascii=False)
    files.reads[NAME] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return source.extended(root, files)


def _complete(root: Nodes, overrides: dict[str, str], language: str | None) -> Nodes:
    root = source.overridden(root, overrides)
    if language is None:
        return root
    where = Source(where=f"-l {language}")
    items = tuple((key, value) for key, value in root.items if key.text != "language")
    return replace(
        root, items=(*items, (scalar("language", source=where), scalar(language, quoted=True, source=where)))
    )
