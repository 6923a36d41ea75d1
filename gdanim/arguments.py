"""Checks arguments of the Python interface: a value of the wrong type is an error that names the argument."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from gdanim.errors import UsageError
from gdanim.messages import message


def path(value: Any, name: str) -> Path:
    """Returns a path. Raises UsageError for other values."""
    text = _path_text(value)
    if text is None or "\0" in text:
        raise UsageError(message("arguments.not_a_path", argument=name, found=value))
    return Path(text)


def _path_text(value: Any) -> str | None:
    try:
        text = os.fspath(value)
    except TypeError:
        return None
    return text if isinstance(text, str) else None


def words(value: Any, name: str) -> list[str]:
    """Returns the words of a list, or of one text with commas. Raises UsageError, also for an empty list."""
    items = value.split(",") if isinstance(value, str) else value
    is_list = isinstance(items, Iterable) and not isinstance(items, bytes | Mapping)
    parts = list(items) if is_list else []
    if not parts or not all(isinstance(word, str) for word in parts):
        raise UsageError(message("arguments.not_words", argument=name, found=value))
    return [word.strip() for word in parts]


def text_by_key(value: Any, name: str) -> dict[str, str]:
    """Returns a mapping of text to text; an empty one for None. Raises UsageError."""
    mapping = {} if value is None else value
    if not isinstance(mapping, Mapping) or not all(isinstance(part, str) for pair in mapping.items() for part in pair):
        raise UsageError(message("arguments.not_text_by_key", argument=name, found=value))
    return dict(mapping)


def text(value: Any, name: str) -> str:
    """Returns a text. Raises UsageError for anything else."""
    if not isinstance(value, str):
        raise UsageError(message("arguments.not_text", argument=name, found=value))
    return value
