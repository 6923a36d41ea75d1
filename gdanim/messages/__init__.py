"""The program's messages: sentences by id, from one file a language: English, and the language of ``GDANIM_LANG``.

A ``Message`` is the finished sentence. It carries its id, so that programs and tests need not compare words.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Self

FOLDER = Path(__file__).parent  # of TOML files: the reader of YAML has messages of its own
VARIABLE = "GDANIM_LANG"
"""The environment variable with the messages' language, such as ``fa``; other processes of a command have it, too."""


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
    """Returns the text with the id ``key``, with its ``values`` filled in, in the chosen language or else in English.

    Raises
    ------
    KeyError
        If the id is unknown, or a value of the text is missing.
    """
    text = texts(chosen_language()).get(key) or texts()[key]
    return Message(text.format(**values), key)


def chosen_language() -> str:
    """Returns the language of messages that the environment asks for, ``fa`` for ``fa_IR.UTF-8``; else English."""
    asked = re.match("[a-z]*", os.environ.get(VARIABLE, "").lower())
    return asked[0] if asked and asked[0] in languages() else "en"


@cache
def languages() -> tuple[str, ...]:
    """Returns the languages that have a file of messages."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def texts(language: str = "en") -> dict[str, str]:
    """Returns every text of a language by its id: ``{"scene.unknown_key": "unknown key {key!r}{advice}", …}``."""
    sentences: dict[str, str] = {}
    for section, entries in tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")).items():
        sentences |= {f"{section}.{name}": text for name, text in entries.items()}
    return sentences
