"""Where a scene comes from, a file or a mapping, and what is known of it besides its keys."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim.errors import SceneError, UsageError
from gdanim.scene import source
from gdanim.scene.check import check
from gdanim.scene.files import Files
from gdanim.yaml import Mapping, Scalar, Source, plain, scalar

if TYPE_CHECKING:
    from collections.abc import Mapping as Pairs

    from gdanim.scene.model import Scene

FONT_FILES = (".ttf", ".otf", ".ttc")


def load(given: str | Path | Pairs[str, Any], overrides: dict[str, str], language: str | None) -> Scene:
    if isinstance(given, str | Path):
        return _from_file(Path(given), overrides, language)
    root = source.nodes(dict(given))
    text = json.dumps(plain(root), sort_keys=True, ensure_ascii=False)
    root = _complete(source.with_eta(root), overrides, language)
    reads = (("scene", hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()),)
    return check(root, name="scene", reads=reads, overrides=tuple(overrides.items()))


def _from_file(path: Path, overrides: dict[str, str], language: str | None) -> Scene:
    if path.name.startswith("_"):
        raise UsageError(f"{path}: a file whose name begins with _ is only for extending")
    files = Files(path)
    root = _complete(source.read(files), overrides, language)
    font = root.get("font")
    if isinstance(font, Scalar) and font.text.lower().endswith(FONT_FILES):
        _note_font(files, font)
    return check(
        root, name=path.stem, file=str(path), reads=tuple(files.reads.items()), overrides=tuple(overrides.items())
    )


def _complete(root: Mapping, overrides: dict[str, str], language: str | None) -> Mapping:
    root = source.overridden(root, overrides)
    if language is None:
        return root
    where = Source(where=f"-l {language}")
    items = tuple((key, value) for key, value in root.items if key.text != "language")
    return replace(
        root, items=(*items, (scalar("language", source=where), scalar(language, quoted=True, source=where)))
    )


def _note_font(files: Files, font: Scalar) -> None:
    try:
        files.note(font.text, font)
    except SceneError as error:
        raise SceneError([problem.at(path=("font",)) for problem in error.problems]) from error
