"""The program's messages: sentences by id, from one file of English texts.

A ``Message`` is the finished sentence. It carries its id, so that programs and tests need not compare words.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Self

TEXTS = Path(__file__).with_name("en.toml")  # TOML: the reader of YAML has messages of its own


class Message(str):
    """A sentence with the ``id`` of its text, such as ``scene.unknown_key``."""

    __slots__ = ("id",)

    id: str

    def __new__(cls, text: str, key: str) -> Self:
        made = super().__new__(cls, text)
        made.id = key
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.id


def message(key: str, /, **values: object) -> Message:
    """Returns the text with the id ``key``, with its ``values`` filled in.

    Raises
    ------
    KeyError
        If the id is unknown, or a value of the text is missing.
    """
    return Message(texts()[key].format(**values), key)


@cache
def texts() -> dict[str, str]:
    """Returns every text by its id: ``{"scene.unknown_key": "unknown key {key!r}{advice}", …}``."""
    sentences: dict[str, str] = {}
    for section, entries in tomllib.loads(TEXTS.read_text(encoding="utf-8")).items():
        sentences |= {f"{section}.{name}": text for name, text in entries.items()}
    return sentences
