"""gdanim's own data files, read key by key: parsing all of a language would take longer than most commands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from gdanim.yaml.nodes import to_python
from gdanim.yaml.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = re.compile(r"^(\w+):.*\n(?:[ #\]}].*\n|\n)*", re.MULTILINE)
"""A key at the beginning of a line, with all lines that belong to it."""


class DataFile(Mapping[str, Any]):
    """The content of a YAML file whose top is a mapping. A value is parsed when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._texts = {found[1]: found[0] for found in ENTRY.finditer(path.read_text(encoding="utf-8"))}
        self._values: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._values:
            self._values[key] = to_python(parse(self._texts[key], str(self._path), max_bytes=None))[key]
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)
