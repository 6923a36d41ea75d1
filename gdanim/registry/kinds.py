"""The kinds of plug-ins, and the requirements on each."""

from __future__ import annotations

from dataclasses import dataclass

DATA = ("themes", "languages", "templates")
"""Kinds whose plug-ins are YAML files, or mappings with the same keys."""


@dataclass(frozen=True)
class Kind:
    """A kind of plug-in: its name in messages, and its requirements.

    ``type`` is the class of its ``PLUGIN``, as ``module:class``; for a kind of data, ``problems`` is the function that
    returns the problems of a file's content. Both are imported only for plug-ins from outside. ``has_synonyms``:
    plug-ins list other programs' names in ``synonyms``.
    """

    word: str
    type: str = ""
    problems: str = ""
    has_synonyms: bool = False


KINDS = {
    "functions": Kind("function", "gdanim.functions:Function"),
    "optimizers": Kind("optimizer", "gdanim.optimizers:Rule", has_synonyms=True),
    "schedules": Kind("schedule", "gdanim.schedules:ScheduleKind", has_synonyms=True),
    "panels": Kind("panel", "gdanim.panels:Panel"),
    "encoders": Kind("format", "gdanim.encoders:Encoder"),
    "themes": Kind("theme", problems="gdanim.themes.theme_file:problems"),
    "languages": Kind("language", problems="gdanim.text.language_file:problems"),
}
"""The kinds of plug-ins that may come from outside, each by the name of its folder and entry point group."""
