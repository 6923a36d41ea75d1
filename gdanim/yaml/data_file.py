"""gdanim's own data files, read key by key: parsing all of a language would take longer than most commands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from gdanim.yaml.nodes import to_python
from gdanim.yaml.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = re.compile(r"^([\w-]+(?: [\w-]+)*):.*\n(?:[ #\]}].*\n|\n)*", re.MULTILINE)
"""A key at the beginning of a line, with all lines that belong to it."""
MAPPINGS = re.compile(
    r"[\w-]+(?: [\w-]+)*:(?: #.*)?\n((?:  [\w-]+(?: [\w-]+)*:(?: #.*)?\n(?:    .*\n)+|[ ]*#.*\n|\n)+)"
)
"""An entry with mappings only, each of which stands below its own key."""
INDENT = re.compile("^  ", re.MULTILINE)


class DataFile(Mapping[str, Any]):
    """The content of a YAML file whose top is a mapping. A value is parsed when it is first asked for.

    Parameters
    ----------
    text
        The file's text, or that of a mapping in it.
    name
        The name of the file in problems.
    """

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._texts = {found[1]: found[0] for found in ENTRY.finditer(text)}
        self._values: dict[str, Any] = {}

    @classmethod
    def of_file(cls, path: Path) -> Self:
        """Returns the content of a file."""
        return cls(path.read_text(encoding="utf-8"), str(path))

    def __getitem__(self, key: str) -> Any:
        if key not in self._values:
            text = self._texts[key]
            mappings = MAPPINGS.fullmatch(text)
            self._values[key] = (
                type(self)(INDENT.sub("", mappings[1]), self._name)
                if mappings
                else to_python(parse(text, self._name, max_bytes=None))[key]
            )
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return repr(dict(self))
