"""Finds, loads and registers plug-ins by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from gdanim.errors import PluginError
from gdanim.messages import message
from gdanim.registry.entry_points import Foreign, installed
from gdanim.registry.kinds import DATA, KINDS, imported
from gdanim.registry.validation import load_foreign
from gdanim.spelling import advice

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

PACKAGE = Path(__file__).parents[1]
PLUGIN = re.compile(r"^PLUGIN\b", re.MULTILINE)


class Names(Sequence[str]):
    """The names of a kind, sorted. ``in`` queries installed packages only for a name that is not gdanim's own."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __contains__(self, name: object) -> bool:
        return name in shipped(self.kind) or name in _foreign(self.kind)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return self._all()[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def _all(self) -> tuple[str, ...]:
        return tuple(sorted({*shipped(self.kind), *_foreign(self.kind)}))


def names(kind: str) -> Sequence[str]:
    """Returns the names of all plug-ins of a kind, sorted: words that a scene may use."""
    return Names(kind)


@cache
def shipped(kind: str) -> tuple[str, ...]:
    """Returns the names of gdanim's own plug-ins of a kind, sorted.

    They are the YAML files of the folder ``kind``, or its modules and packages that define ``PLUGIN``, unless the kind
    lists them itself.
    """
    folder = PACKAGE / kind
    if kind in KINDS and KINDS[kind].names:
        return tuple(sorted(imported(KINDS[kind].names)()))
    if kind in DATA:
        return tuple(sorted(file.stem for file in folder.glob("*.yaml")))
    return tuple(sorted(_sources(kind)))


@cache
def mentioning(kind: str, word: str) -> tuple[str, ...]:
    """Returns those of ``shipped`` whose files have the word: only they need be imported to ask what they declare."""
    return tuple(sorted(name for name, source in _sources(kind).items() if word in source))


def load(kind: str, name: str) -> Any:
    """Returns a plug-in; for a theme or a language, the content of its file.

    Raises
    ------
    KeyError
        If the name is unknown.
    PluginError
        If a plug-in from outside can't be used.
    """
    if name in shipped(kind):
        return _load_shipped(kind, name)
    return load_foreign(_foreign(kind)[name])


def load_all(kind: str) -> dict[str, Any]:
    """Returns every usable plug-in of a kind by its name."""
    plugins = {}
    for name in names(kind):
        try:
            plugins[name] = load(kind, name)
        except PluginError:
            continue
    return plugins


def synonyms(word: str) -> dict[str, str]:
    """Returns other programs' names of a kind's plug-ins, each with its name here; messages call the kind ``word``."""
    kinds = [kind for kind, each in KINDS.items() if each.word == word and each.has_synonyms]
    return {other: name for kind in kinds for name, each in load_all(kind).items() for other in each.synonyms}


def data_file(kind: str, name: str) -> Path:
    """Returns the path of one of gdanim's own YAML files. Raises KeyError for a name without a file."""
    if kind not in DATA or name not in shipped(kind):
        raise KeyError(name)
    return PACKAGE / kind / f"{name}.yaml"


def register(kind: str, name: str, plugin: Any, *, force: bool = False) -> None:
    """Registers a plug-in under a name for scenes of this process; see ``gdanim.register``.

    Raises PluginError for an unknown kind, an invalid or taken name, and a plug-in of the wrong type.
    """
    if kind not in KINDS:
        raise PluginError(message("registry.unknown_kind", kind=kind, advice=advice(kind, KINDS)))
    word = KINDS[kind].word
    if name in shipped(kind):
        raise PluginError(message("registry.name_is_shipped", word=word, name=name))
    existing = _foreign(kind).get(name, ())
    if existing and not (force and not existing[0].package):
        raise PluginError(message("registry.name_is_taken", word=word, name=name, source=existing[0].source))
    made = Foreign(kind, name, "", urandom(16).hex(), lambda: plugin)
    load_foreign((made,))
    _registered[kind, name] = made


def unregister(kind: str, name: str) -> None:
    """Removes a plug-in that this process has registered. Raises KeyError if it has not."""
    del _registered[kind, name]


def refresh() -> None:
    """Looks for installed packages again, as after an installation while this process runs."""
    installed.cache_clear()
    load_foreign.cache_clear()


def foreign(kind: str | None = None) -> tuple[Foreign, ...]:
    """Returns every plug-in from outside, or those of a kind; both plug-ins of a name that is taken twice."""
    kinds = KINDS if kind is None else (kind,)
    return tuple(plugin for one in kinds for entries in _foreign(one).values() for plugin in entries)


def used(words: Container[str] | None) -> tuple[Foreign, ...]:
    """Returns the plug-ins from outside that a scene uses.

    Parameters
    ----------
    words
        All words of the scene: a plug-in whose name is not among them is not used. None means all words. Formats always
        count, because the scene need not name them.
    """
    return tuple(plugin for plugin in foreign() if words is None or plugin.kind == "encoders" or plugin.name in words)


def problems(kind: str) -> tuple[str, ...]:
    """Returns the problems of a kind's plug-ins from outside, a sentence each. Loads all of them."""
    sentences: list[str] = []
    for name, entries in {**installed()[kind], **_foreign(kind)}.items():
        if name in shipped(kind):
            values = {"word": KINDS[kind].word, "name": name}
            sentences += [message("registry.shadowed", source=plugin.source, **values) for plugin in entries]
            continue
        try:
            load_foreign(entries)
        except PluginError as error:
            sentences.append(str(error))
    return tuple(sentences)


_registered: dict[tuple[str, str], Foreign] = {}


def _foreign(kind: str) -> dict[str, tuple[Foreign, ...]]:
    """Returns the plug-ins from outside by name, keeping several of one name so that messages can name all."""
    if kind not in KINDS:
        return {}
    entries_by_name = {name: entries for name, entries in installed()[kind].items() if name not in shipped(kind)}
    return entries_by_name | {name: (plugin,) for (of, name), plugin in _registered.items() if of == kind}


@cache
def _sources(kind: str) -> dict[str, str]:
    """Returns the text of each module, or of each package's first file, that defines ``PLUGIN``."""
    folder = PACKAGE / kind
    files = {file.stem: file for file in folder.glob("*.py")}
    files |= {file.parent.name: file for file in folder.glob("*/__init__.py")}
    texts = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
    return {name: text for name, text in texts.items() if PLUGIN.search(text)}


@cache
def _load_shipped(kind: str, name: str) -> Any:
    if kind in KINDS and KINDS[kind].load:
        return imported(KINDS[kind].load)(name)
    if kind in DATA:
        return import_module("gdanim.yaml").DataFile.of_file(data_file(kind, name))
    return import_module(f"gdanim.{kind}.{name}").PLUGIN
