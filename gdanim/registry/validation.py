"""Loads plug-ins from outside gdanim; every failure becomes a PluginError that names the plug-in's origin."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from os import PathLike
from types import ModuleType
from typing import TYPE_CHECKING, Any

from gdanim.errors import GdanimError, PluginError, SignalExit
from gdanim.messages import message
from gdanim.registry.kinds import DATA, KINDS, imported

if TYPE_CHECKING:
    from gdanim.registry.entry_points import Foreign

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@cache
def load_foreign(entries: tuple[Foreign, ...]) -> Any:
    """Returns the plug-in of a single entry. Raises PluginError for several entries, or if it can't be used."""
    foreign = entries[0]
    values = {"word": KINDS[foreign.kind].word, "name": foreign.name, "source": foreign.source}
    if len(entries) > 1:
        sources = " and ".join(entry.source for entry in entries)
        raise PluginError(message("registry.taken_twice", **{**values, "source": sources}))
    try:
        return _usable(foreign.kind, foreign.name, foreign.get())
    except SignalExit:
        raise
    except (Exception, SystemExit) as error:  # another's code may raise anything, and must not end the program
        raise PluginError(message("registry.can_not_load", reason=_reason(error), **values)) from error


def _usable(kind: str, name: str, plugin: Any) -> Any:
    """Returns the plug-in, given as itself or as a module's ``PLUGIN``. Raises PluginError for the wrong type."""
    if not NAME.fullmatch(name):
        raise PluginError(message("registry.not_a_word"))
    if isinstance(plugin, ModuleType):
        if not hasattr(plugin, "PLUGIN"):
            raise PluginError(message("registry.no_plugin", module=plugin.__name__))
        plugin = plugin.PLUGIN
    if kind in DATA:
        return _content(kind, plugin)
    wanted: type = imported(KINDS[kind].type)
    if not isinstance(plugin, wanted) and not (KINDS[kind].allows_factories and callable(plugin)):
        class_path = KINDS[kind].type.replace(":", ".")
        raise PluginError(message("registry.wrong_type", wanted=class_path, found=type(plugin).__name__))
    return plugin


def _content(kind: str, plugin: Any) -> Mapping[str, Any]:
    """Returns a theme's or a language's mapping, given as itself or as its file. Raises PluginError for problems."""
    content = import_module("gdanim.yaml").load(plugin) if isinstance(plugin, str | PathLike) else plugin
    if not isinstance(content, Mapping):
        raise PluginError(message("registry.not_a_mapping", found=type(plugin).__name__))
    if problems := imported(KINDS[kind].problems)(content):
        more = len(problems) - 1
        raise PluginError(message("registry.and_more", problem=problems[0], more=more) if more else problems[0])
    return content


def _reason(error: BaseException) -> str:
    """Returns an error in one line; errors of this program without their type."""
    text = " ".join(str(error).split())
    if isinstance(error, GdanimError):
        return text
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
