"""``gdanim new``, ``list``, ``schema`` and ``doctor``: what there is to know before there is a scene."""

from __future__ import annotations

import json
import shlex
from contextlib import suppress
from pathlib import Path  # noqa: TC003  # typer reads the hints at run time
from typing import TYPE_CHECKING, Annotated

import typer

from gdanim import registry
from gdanim.cli.answers import give, known, say
from gdanim.errors import PluginError, RenderError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDERS = {
    **{kind: kind for kind in ("optimizers", "schedules", "panels", "themes", "languages")},
    "formats": "encoders",
}
"""Where the files of each kind of word are."""
KINDS = ("functions", *FOLDERS)


def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", show_default=False)],
    template: Annotated[
        str, typer.Option("--template", metavar="T", help=f"One of {', '.join(registry.names('templates'))}.")
    ] = "lesson",
) -> None:
    """Write a commented scene that renders as it is."""
    known([template], "templates", "template")
    if not name.name:
        raise UsageError(f"{name} is no name for a scene")
    if name.name.startswith("_"):
        raise UsageError(f"{name}: a file whose name begins with _ is only for extending; take another name")
    file = name if name.suffix in {".yaml", ".yml"} else name.with_name(f"{name.name}.yaml")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(registry.data_file("templates", template).read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise UsageError(f"{file} exists already; take another name") from error
    except OSError as error:
        raise RenderError(f"{file} could not be written: {error.strerror}") from error
    give(file)
    typed = f"./{file}" if str(file).startswith("-") else str(file)
    say(f"now: gdanim render {shlex.quote(typed)}")


def listing(kind: Annotated[str, typer.Argument(metavar="|".join(KINDS), show_default=False)]) -> None:
    """List the words that a scene may use."""
    if kind not in KINDS:
        raise UsageError(f"there is no list of {kind!r}{registry.advice(kind, KINDS)}")
    found = dict(_functions() if kind == "functions" else _plugins(FOLDERS[kind]))
    width = max(map(len, found), default=0)
    give(*(f"{name:{width}}  {summary}" for name, summary in found.items()))
    say(*registry.problems(FOLDERS.get(kind, kind)))


def schema() -> None:
    """Print the JSON Schema of a scene, for editors."""
    from gdanim import scene

    give(json.dumps(scene.schema(), ensure_ascii=False, indent=2))


def doctor() -> int:
    """Print what this machine has for gdanim.

    Versions, the video tool and its codecs, fonts, text shaping. Ends with 1 if something is missing.
    """
    from gdanim.cli import machine

    findings = machine.findings()
    width = max(len(finding.name) for finding in findings)
    give(*(f"{'ok' if each.good else 'missing':7}  {each.name:{width}}  {each.text}" for each in findings))
    return 0 if all(finding.good for finding in findings) else 1


def _functions() -> Iterator[tuple[str, str]]:
    from gdanim.functions import named

    for name in (*named.SHIPPED, *(each.name for each in registry.foreign("functions"))):
        with suppress(PluginError):
            yield name, named.summary(name)


def _plugins(folder: str) -> Iterator[tuple[str, str]]:
    for name, plugin in registry.load_all(folder).items():
        if folder in registry.DATA:
            yield name, plugin.get("summary") or plugin.get("name", "")
        else:
            yield name, plugin.summary
