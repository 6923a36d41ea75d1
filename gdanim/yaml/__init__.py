"""Reads YAML text to nodes with line and column: text and decimal numbers of YAML 1.2. Independent of scenes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gdanim.yaml.data_file import DataFile
from gdanim.yaml.nodes import (
    Mapping,
    Node,
    PythonObject,
    Scalar,
    Sequence,
    Source,
    holds_objects,
    scalar,
    to_python,
    words,
)
from gdanim.yaml.parser import MAX_BYTES, MAX_DEPTH, parse

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "DataFile",
    "Mapping",
    "Node",
    "PythonObject",
    "Scalar",
    "Sequence",
    "Source",
    "holds_objects",
    "load",
    "parse",
    "scalar",
    "to_python",
    "words",
]


def load(path: str | Path) -> Any:
    """Returns the content of one of gdanim's own data files. Raises SceneError for an invalid file."""
    return to_python(parse(Path(path).read_text(encoding="utf-8"), str(path), max_bytes=None))
