"""YAML text to nodes with places. Knows nothing of scenes; reads words and YAML 1.2's decimal numbers, no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gdanim.yaml.nodes import Mapping, Node, Scalar, Sequence, Source, plain, scalar
from gdanim.yaml.reader import DEPTH, SIZE, parse

__all__ = ["DEPTH", "SIZE", "Mapping", "Node", "Scalar", "Sequence", "Source", "load_plain", "parse", "plain", "scalar"]


def load_plain(path: str | Path) -> Any:
    """The content of one of gdanim's own data files. Raises SceneError where it is not right."""
    return plain(parse(Path(path).read_text(encoding="utf-8"), str(path), size=None))
