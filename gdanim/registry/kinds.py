"""The kinds of plug-ins, and the requirements on each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

DATA = ("themes", "languages", "templates")
"""Kinds whose plug-ins are YAML files, or mappings with the same keys."""


@dataclass(frozen=True)
class Kind:
    """A kind of plug-in: its name in messages, and its requirements.

    ``type`` is the class of its ``PLUGIN``, as ``module:class``; for a kind of data, ``problems`` is the function that
    returns the problems of a file's content. Both are imported only for plug-ins from outside. ``names`` and ``load``
    are functions that list and load gdanim's own, where these are no files of the kind's folder. ``has_synonyms``:
    plug-ins list other programs' names in ``synonyms``. ``allows_factories``: a callable that returns an object of the
    class is a plug-in, too.
    """

    word: str
    type: str = ""
    problems: str = ""
    names: str = ""
    load: str = ""
    has_synonyms: bool = False
    allows_factories: bool = False


def imported(place: str) -> Any:
    """Imports the object ``module:name``."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


KINDS = {
    "functions": Kind(
        "function",
        "gdanim.functions:Function",
        names="gdanim.functions.by_name:shipped_names",
        load="gdanim.functions.by_name:load_shipped",
        allows_factories=True,
    ),
    "optimizers": Kind("optimizer", "gdanim.optimizers:Rule", has_synonyms=True),
    "schedules": Kind("schedule", "gdanim.schedules:ScheduleKind", has_synonyms=True),
    "panels": Kind("panel", "gdanim.panels:Panel"),
    "encoders": Kind("format", "gdanim.encoders:Encoder"),
    "themes": Kind("theme", problems="gdanim.themes.theme_file:problems"),
    "languages": Kind("language", problems="gdanim.text.language_file:problems"),
}
"""The kinds of plug-ins that may come from outside, each by the name of its folder and entry point group."""
