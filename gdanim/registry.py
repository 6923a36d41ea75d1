"""Names to plug-ins: those of gdanim's own folders, of other packages' entry points, and those a program registers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from os import PathLike
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, overload
from uuid import uuid4

from gdanim.errors import GdanimError, PluginError
from gdanim.messages import message
from gdanim.spelling import advice, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator
    from importlib.metadata import EntryPoint

__all__ = [
    "DATA", "KINDS", "Foreign", "advice", "data_file", "foreign", "load", "load_all", "names", "nearest",
    "problems", "refresh", "register", "shipped", "unregister", "used",
]  # fmt: skip

HERE = Path(__file__).parent
PLUGIN = re.compile(r"^PLUGIN\b", re.MULTILINE)
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
DATA = ("themes", "languages", "templates")
"""Kinds whose plug-ins are YAML files, or mappings with the same keys."""


@dataclass(frozen=True)
class Kind:
    """What messages call a plug-in of this kind, and what it must be.

    ``type`` is the class of its ``PLUGIN``, as ``module:class``; of a kind of data ``faults`` is the function that
    finds what is wrong with the content of a file. Both are imported for plug-ins from outside alone.
    """

    word: str
    type: str = ""
    faults: str = ""


KINDS = {
    "functions": Kind("function", "gdanim.functions:Function"),
    "optimizers": Kind("optimizer", "gdanim.optimizers:Rule"),
    "schedules": Kind("schedule", "gdanim.schedules:ScheduleKind"),
    "panels": Kind("panel", "gdanim.panels:Panel"),
    "encoders": Kind("format", "gdanim.encoders:Encoder"),
    "themes": Kind("theme", faults="gdanim.themes.theme_file:faults"),
    "languages": Kind("language", faults="gdanim.text.language_file:faults"),
}
"""The kinds of plug-ins that may come from outside, each by the name of its folder and entry point group."""


@dataclass(frozen=True)
class Foreign:
    """A plug-in from outside gdanim: of an installed ``package``, or registered by the running program.

    ``version`` is the package's; of a registered plug-in it is a random number, for its code may be another in the
    next process.
    """

    kind: str
    name: str
    package: str
    version: str
    get: Callable[[], Any] = field(compare=False, repr=False)

    @property
    def source(self) -> str:
        """Where it comes from, as messages say it."""
        return f"{self.package} {self.version}" if self.package else "this program"

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What a fingerprint holds of it."""
        return self.kind, self.name, self.package, self.version


class Names(Sequence[str]):
    """The names of a kind, sorted. ``in`` asks installed packages only for a name that is not gdanim's own."""

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

    They are the YAML files of the folder ``kind``, or its modules and packages that define ``PLUGIN``; functions are
    the entries of the catalogue and the data problems.
    """
    folder = HERE / kind
    if kind == "functions":
        return tuple(sorted(import_module("gdanim.functions.named").SHIPPED))
    if kind in DATA:
        return tuple(sorted(file.stem for file in folder.glob("*.yaml")))
    files = {file.stem: file for file in folder.glob("*.py")}
    files |= {file.parent.name: file for file in folder.glob("*/__init__.py")}
    return tuple(sorted(name for name, file in files.items() if PLUGIN.search(file.read_text(encoding="utf-8"))))


def load(kind: str, name: str) -> Any:
    """Returns a plug-in; of a theme or a language the content of its file.

    Raises
    ------
    KeyError
        For an unknown name.
    PluginError
        For a plug-in from outside that can't be used.
    """
    if name in shipped(kind):
        return _load_shipped(kind, name)
    return _load_foreign(_foreign(kind)[name])


def load_all(kind: str) -> dict[str, Any]:
    """Returns every plug-in of a kind by its name, without those that can't be used."""
    found = {}
    for name in names(kind):
        try:
            found[name] = load(kind, name)
        except PluginError:
            continue
    return found


def data_file(kind: str, name: str) -> Path:
    """Returns the path of one of gdanim's own YAML files. Raises KeyError for a name without a file."""
    if kind not in DATA or name not in shipped(kind):
        raise KeyError(name)
    return HERE / kind / f"{name}.yaml"


def register(kind: str, name: str, plugin: Any, *, force: bool = False) -> None:
    """Gives a plug-in a name that scenes of this process may use: see ``gdanim.register``.

    Raises PluginError for an unknown kind, a name that is no word or is taken, and a plug-in of the wrong type.
    """
    if kind not in KINDS:
        raise PluginError(message("registry.unknown_kind", kind=kind, advice=advice(kind, KINDS)))
    word = KINDS[kind].word
    if name in shipped(kind):
        raise PluginError(message("registry.name_is_shipped", word=word, name=name))
    other = _foreign(kind).get(name, ())
    if other and not (force and not other[0].package):
        raise PluginError(message("registry.name_is_taken", word=word, name=name, source=other[0].source))
    made = Foreign(kind, name, "", uuid4().hex, lambda: plugin)
    _load_foreign((made,))
    _registered[kind, name] = made


def unregister(kind: str, name: str) -> None:
    """Takes away what this process has registered under a name. Raises KeyError where it has not."""
    del _registered[kind, name]


def refresh() -> None:
    """Looks for installed packages anew, as after an installation while this process runs."""
    _installed.cache_clear()
    _load_foreign.cache_clear()


def foreign(kind: str | None = None) -> tuple[Foreign, ...]:
    """Returns every plug-in from outside, or those of a kind; of a name that is taken twice both."""
    kinds = KINDS if kind is None else (kind,)
    return tuple(each for one in kinds for entries in _foreign(one).values() for each in entries)


def used(words: Container[str] | None) -> tuple[Foreign, ...]:
    """Returns the plug-ins from outside that a scene uses.

    Parameters
    ----------
    words
        All words of the scene: a plug-in whose name is not among them is not used. None stands for every word.
        Formats count always, for they need not be named by the scene.
    """
    return tuple(each for each in foreign() if words is None or each.kind == "encoders" or each.name in words)


def problems(kind: str) -> tuple[str, ...]:
    """Returns what is wrong with plug-ins of a kind from outside, a sentence each. Loads all of them."""
    found: list[str] = []
    for name, entries in {**_installed()[kind], **_foreign(kind)}.items():
        if name in shipped(kind):
            told = {"word": KINDS[kind].word, "name": name}
            found += [message("registry.shadowed", source=each.source, **told) for each in entries]
            continue
        try:
            _load_foreign(entries)
        except PluginError as error:
            found.append(str(error))
    return tuple(found)


_registered: dict[tuple[str, str], Foreign] = {}


def _foreign(kind: str) -> dict[str, tuple[Foreign, ...]]:
    """The plug-ins from outside by name; several of one name are all kept, so that a scene is told of both."""
    if kind not in KINDS:
        return {}
    installed = {name: entries for name, entries in _installed()[kind].items() if name not in shipped(kind)}
    return installed | {name: (each,) for (of, name), each in _registered.items() if of == kind}


@cache
def _installed() -> dict[str, dict[str, tuple[Foreign, ...]]]:
    """The entry points of all installed packages, none of them loaded."""
    from importlib import metadata

    found: dict[str, dict[str, tuple[Foreign, ...]]] = {kind: {} for kind in KINDS}
    entries = metadata.entry_points()
    for kind in KINDS:
        for entry in entries.select(group=f"gdanim.{kind}"):
            found[kind][entry.name] = (*found[kind].get(entry.name, ()), _entry(kind, entry))
    return found


def _entry(kind: str, entry: EntryPoint) -> Foreign:
    package, version = (entry.dist.name, entry.dist.version) if entry.dist else (entry.module, "")
    return Foreign(kind, entry.name, package, version, entry.load)


@cache
def _load_shipped(kind: str, name: str) -> Any:
    if kind == "functions":
        return import_module("gdanim.functions.named").load_shipped(name)
    if kind in DATA:
        return import_module("gdanim.yaml").load(data_file(kind, name))
    return import_module(f"gdanim.{kind}.{name}").PLUGIN


@cache
def _load_foreign(entries: tuple[Foreign, ...]) -> Any:
    """The plug-in of the only entry. Raises PluginError."""
    each = entries[0]
    told = {"word": KINDS[each.kind].word, "name": each.name, "source": each.source}
    if len(entries) > 1:
        sources = " and ".join(entry.source for entry in entries)
        raise PluginError(message("registry.taken_twice", **{**told, "source": sources}))
    try:
        return _usable(each.kind, each.name, each.get())
    except (Exception, SystemExit) as error:  # another's code may raise anything, and must not end the program
        raise PluginError(message("registry.can_not_load", reason=_reason(error), **told)) from error


def _usable(kind: str, name: str, found: Any) -> Any:
    """The plug-in that was found, itself or as a module's ``PLUGIN``. Raises PluginError for one of the wrong type."""
    if not WORD.fullmatch(name):
        raise PluginError(message("registry.not_a_word"))
    if isinstance(found, ModuleType):
        if not hasattr(found, "PLUGIN"):
            raise PluginError(message("registry.no_plugin", module=found.__name__))
        found = found.PLUGIN
    if kind in DATA:
        return _content(kind, found)
    wanted: type = _imported(KINDS[kind].type)
    if not isinstance(found, wanted) and not (kind == "functions" and callable(found)):
        told = KINDS[kind].type.replace(":", ".")
        raise PluginError(message("registry.wrong_type", wanted=told, found=type(found).__name__))
    return found


def _content(kind: str, plugin: Any) -> Mapping[str, Any]:
    """A theme's or a language's mapping, given itself or as its file. Raises PluginError for one with faults."""
    content = import_module("gdanim.yaml").load(plugin) if isinstance(plugin, str | PathLike) else plugin
    if not isinstance(content, Mapping):
        raise PluginError(message("registry.not_a_mapping", found=type(plugin).__name__))
    if faults := _imported(KINDS[kind].faults)(content):
        more = len(faults) - 1
        raise PluginError(message("registry.and_more", fault=faults[0], more=more) if more else faults[0])
    return content


def _imported(place: str) -> Any:
    """What stands at ``module:name``."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


def _reason(error: BaseException) -> str:
    """An error in one line; those of this program say enough without their type."""
    text = " ".join(str(error).split())
    return (
        text if isinstance(error, GdanimError) else f"{type(error).__name__}: {text}" if text else type(error).__name__
    )
