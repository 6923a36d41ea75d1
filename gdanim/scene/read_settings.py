"""Reads the keys of a scene, and of an entry of ``runs``, each with the letters that its expressions may have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim.errors import PluginError
from gdanim.scene import advice
from gdanim.scene.keys import RUN_KEYS, Key
from gdanim.scene.letter_keys import contents_of, letters_of
from gdanim.scene.letters import NO_LETTERS
from gdanim.scene.settings import Setting, Settings

if TYPE_CHECKING:
    from gdanim.scene.value import Value


LETTER_KEYS = frozenset({"parameters", "variables"})


def read_settings(mapping: Value, keys: dict[str, Key], kind: str) -> Settings:
    """Reads the keys of a mapping, those with the meaning of letters first: expressions depend on them."""
    found: Settings = {}
    for key, value in sorted(mapping.entries(), key=lambda entry: entry[0].text not in LETTER_KEYS):
        if key.text in keys:
            letters = letters_of(contents_of(found), mapping.letters)
            found[key.text] = Setting(read_setting(keys[key.text], replace(value, letters=letters)), value)
        else:
            meant = advice.probably_meant(kind, key.text, keys)
            mapping.report_key(key, advice.unknown_word(kind, key.text, keys), meant=meant)
    return found


def with_letters_of_runs(root: Value) -> Value:
    """Returns the scene with the letters that its entries of ``runs`` explain, so that its own function can be read."""
    runs_value = next((value for key, value in root.entries() if key.text == "runs"), None)
    letters = NO_LETTERS
    for entry in runs_value.items() if runs_value else ():
        silent = replace(entry, problems=[])
        found = read_settings(silent, {name: RUN_KEYS[name] for name in LETTER_KEYS}, "key of a run")
        letters = letters_of(contents_of(found), letters)
    return replace(root, letters=letters)


def read_setting(key: Key, value: Value) -> Any:
    """Reads a value. A plug-in from outside that can't be used is a problem of the value that names it."""
    try:
        return key.reader(value)
    except PluginError as error:
        return value.report(error.args[0])
