"""The kinds of plug-ins, and what a plug-in of each must be."""

from __future__ import annotations

from dataclasses import dataclass

DATA = ("themes", "languages", "templates")
"""Kinds whose plug-ins are YAML files, or mappings with the same keys."""


@dataclass(frozen=True)
class Kind:
    """What messages call a plug-in of this kind, and what it must be.

    ``type`` is the class of its ``PLUGIN``, as ``module:class``; of a kind of data ``faults`` is the function that
    finds what is wrong with the content of a file. Both are imported for plug-ins from outside alone. With
    ``has_synonyms`` a plug-in says in ``synonyms`` what other programs call it.
    """

    word: str
    type: str = ""
    faults: str = ""
    has_synonyms: bool = False


KINDS = {
    "functions": Kind("function", "gdanim.functions:Function"),
    "optimizers": Kind("optimizer", "gdanim.optimizers:Rule", has_synonyms=True),
    "schedules": Kind("schedule", "gdanim.schedules:ScheduleKind", has_synonyms=True),
    "panels": Kind("panel", "gdanim.panels:Panel"),
    "encoders": Kind("format", "gdanim.encoders:Encoder"),
    "themes": Kind("theme", faults="gdanim.themes.theme_file:faults"),
    "languages": Kind("language", faults="gdanim.text.language_file:faults"),
}
"""The kinds of plug-ins that may come from outside, each by the name of its folder and entry point group."""
