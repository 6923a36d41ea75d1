"""The commands ``gdanim list`` and ``gdanim schema``: the words and keys that a scene may use."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from gdanim import registry, spelling
from gdanim.cli.console import print_data, print_message
from gdanim.errors import PluginError, UsageError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator

PLUGIN_KINDS = {
    **{kind: kind for kind in ("optimizers", "schedules", "panels", "themes", "languages")},
    "formats": "encoders",
}
"""The registry's kind of each list."""
LISTS = ("functions", *PLUGIN_KINDS)


def list_words(kind: Annotated[str, typer.Argument(metavar="|".join(LISTS), show_default=False)]) -> None:
    """Lists the words that a scene may use."""
    if kind not in LISTS:
        raise UsageError(message("cli.no_such_list", name=kind, advice=spelling.advice(kind, LISTS)))
    summaries = dict(_functions() if kind == "functions" else _plugins(PLUGIN_KINDS[kind]))
    width = max(map(len, summaries), default=0)
    print_data(*(f"{name:{width}}  {summary}" for name, summary in summaries.items()))
    print_message(*registry.problems(PLUGIN_KINDS.get(kind, kind)))


def schema() -> None:
    """Prints the JSON Schema of a scene, for editors."""
    from gdanim import scene

    print_data(json.dumps(scene.schema(), ensure_ascii=False, indent=2))


def _functions() -> Iterator[tuple[str, str]]:
    from gdanim.functions import by_name

    for name in (*by_name.SHIPPED, *(plugin.name for plugin in registry.foreign("functions"))):
        with suppress(PluginError):
            yield name, by_name.summary(name)


def _plugins(kind: str) -> Iterator[tuple[str, str]]:
    for name, plugin in registry.load_all(kind).items():
        if kind in registry.DATA:
            yield name, plugin.get("summary") or plugin.get("name", "")
        else:
            yield name, plugin.summary
