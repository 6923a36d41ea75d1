"""Finding a plug-in by its file's name. Knows what none of them does."""

from __future__ import annotations

import difflib
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent


PLUGIN = re.compile(r"^PLUGIN\b", re.MULTILINE)


@cache
def names(kind: str) -> tuple[str, ...]:
    """The plug-ins in the folder ``kind``, sorted: YAML files, or modules and packages that define ``PLUGIN``."""
    folder = HERE / kind
    data = {file.stem for file in folder.glob("*.yaml")}
    code = {file.stem: file for file in folder.glob("*.py")} | {
        file.parent.name: file for file in folder.glob("*/__init__.py")
    }
    return tuple(
        sorted(data | {name for name, file in code.items() if PLUGIN.search(file.read_text(encoding="utf-8"))})
    )


@cache
def load(kind: str, name: str) -> Any:
    """The ``PLUGIN`` of the module ``gdanim.<kind>.<name>``. Raises KeyError for a name without a file."""
    if name not in names(kind):
        raise KeyError(name)
    return import_module(f"gdanim.{kind}.{name}").PLUGIN


def data_file(kind: str, name: str) -> Path:
    """The YAML file of a plug-in that is data. Raises KeyError for a name without a file."""
    path = HERE / kind / f"{name}.yaml"
    if name not in names(kind) or not path.is_file():
        raise KeyError(name)
    return path


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` was probably meant to be, or None."""
    folded = {choice.casefold().replace("-", "_"): choice for choice in choices}
    match = difflib.get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.6)
    return folded[match[0]] if match else None


def advice(word: str, choices: Iterable[str]) -> str:
    """``; did you mean 'steps'?``, or the choices where none is near and they are few, or nothing."""
    choices = tuple(choices)
    near = nearest(word, choices)
    if near:
        return f"; did you mean {near!r}?"
    return f"; there is {', '.join(choices)}" if 0 < len(choices) <= 12 else ""
