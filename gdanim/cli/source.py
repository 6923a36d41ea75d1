"""The command ``gdanim source``: the scene that a picture carries."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path  # noqa: TC003  # typer reads the hints at run time
from typing import Annotated, Any

import typer

from gdanim.cli.console import print_data, print_message
from gdanim.errors import UsageError
from gdanim.messages import message

SPACES = "\n\t"


def source(file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]) -> None:
    """Prints the scene of a picture that was made with metadata: true, or of a page of the step player."""
    from gdanim.outputs import carried_text

    try:
        text = carried_text.read(file)
        page = carried_text.read_source_of_page(file) if text is None else None
    except OSError as error:
        raise UsageError(message("cli.no_file", file=file, reason=(error.strerror or str(error)).lower())) from error
    if page is not None:
        print_data(escaped(page).removesuffix("\n"))
        return
    content = _content(text)
    if content is None:
        raise UsageError(message("cli.no_source", file=file))
    print_data(escaped(content["scene"]).removesuffix("\n"))
    changes = [f"{file}: made with --set {key}={value}" for key, value in content.get("overrides", {}).items()]
    others = [f"{file}: it reads {name}, sha256 {digest}" for name, digest in content.get("reads", {}).items()]
    print_message(
        f"{file}: made with gdanim {escaped(str(content.get('version', '')))}", *map(escaped, changes + others)
    )


def escaped(text: str) -> str:
    r"""Returns text that a terminal only prints: control characters as ``\x1b``."""
    return "".join(
        letter if letter in SPACES or unicodedata.category(letter) != "Cc" else f"\\x{ord(letter):02x}"
        for letter in text
    )


def _content(text: str | None) -> dict[str, Any] | None:
    """Returns what a file carries, if it is a scene."""
    try:
        content = json.loads(text or "")
    except ValueError:
        return None
    return content if isinstance(content, dict) and isinstance(content.get("scene"), str) else None
