"""Other programs' and textbooks' words for keys, options and values, and what they are called or written as here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gdanim import yaml

SAME_KINDS = {"key of a run": "key"}


def names_here(kind: str, word: str) -> tuple[str, ...]:
    """Returns what another program's ``word`` may be here: names, and forms to write."""
    words = by_kind().get(SAME_KINDS.get(kind, kind), {})
    return words.get(word) or words.get(word.casefold(), ())


@cache
def by_kind() -> dict[str, dict[str, tuple[str, ...]]]:
    """Returns the names and forms here of each word, by the kind of word as messages call it."""
    written = yaml.load(Path(__file__).with_name("customary_words.yaml"))
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, names in written.items():
        words = found.setdefault(kind, {})
        for name, others in names.items():
            for word in others:
                words[word] = (*words.get(word, ()), name)
    return found
