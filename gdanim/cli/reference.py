"""The commands ``gdanim list`` and ``gdanim schema``: the words and keys that a scene may use."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gdanim import plugin_options, registry, spelling
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
KINDS_WITH_OPTIONS = ("optimizers", "schedules", "panels")


def list_words(kind: Annotated[str, typer.Argument(metavar="|".join(LISTS), show_default=False)]) -> None:
    """Lists the words that a scene may use, with their options."""
    if kind not in LISTS:
        raise UsageError(message("cli.no_such_list", name=kind, advice=spelling.advice(kind, LISTS)))
    summaries = dict(_functions() if kind == "functions" else _plugins(PLUGIN_KINDS[kind]))
    width = max(map(len, summaries), default=0)
    for name, summary in summaries.items():
        print_data(f"{name:{width}}  {summary}", *(f"{'':{width}}    {line}" for line in _options(kind, name)))
    print_message(*registry.problems(PLUGIN_KINDS.get(kind, kind)))


def schema(
    defaults: Annotated[  # noqa: FBT002
        bool, typer.Option("--defaults", help="Of a folder's defaults, _gdanim.yaml, instead.")
    ] = False,
) -> None:
    """Prints the JSON Schema of a scene, for editors."""
    print_data(schema_text(is_of_defaults=defaults).removesuffix("\n"))


def schema_text(*, is_of_defaults: bool = False) -> str:
    """Returns the JSON Schema of a scene, or of a folder's defaults, as text."""
    from gdanim import scene

    content = scene.defaults_schema() if is_of_defaults else scene.schema()
    return f"{json.dumps(content, ensure_ascii=False, indent=1)}\n"


def _functions() -> Iterator[tuple[str, str]]:
    """Yields the named functions, then the words of expressions."""
    from gdanim.functions import by_name
    from gdanim.functions.expressions import vocabulary

    for name in (*by_name.SHIPPED, *(plugin.name for plugin in registry.foreign("functions"))):
        with suppress(PluginError):
            yield name, by_name.summary(name)
    yield from vocabulary.WORDS.items()


def _options(kind: str, name: str) -> Iterator[str]:
    """Yields a line for each option of a plug-in: its name and default, its meaning and its words."""
    plugin = registry.load(kind, name) if kind in KINDS_WITH_OPTIONS else None
    for option in plugin_options.entries(plugin):
        default = "required" if option.is_required else _as_written(option.default)
        meaning = ": ".join(filter(None, (option.description, ", ".join(option.words))))
        also = ", ".join(option.other_names)
        yield f"{option.name} ({default})  {meaning}{also and f'; also {also}'}".rstrip()


def _as_written(default: Any) -> str:
    """Returns a default as a scene has it."""
    if default is None:
        return "none"
    if isinstance(default, float):
        return spelling.typed_number(default)
    return default if isinstance(default, str) else json.dumps(default)


def _plugins(kind: str) -> Iterator[tuple[str, str]]:
    for name, plugin in registry.load_all(kind).items():
        if kind in registry.DATA:
            yield name, plugin.get("summary") or plugin.get("name", "")
        else:
            yield name, plugin.summary
