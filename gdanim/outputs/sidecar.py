"""The JSON file beside the outputs, written last, and read first to see whether they are up to date."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.messages import message
from gdanim.outputs.fingerprint import sha256, size

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from gdanim.messages import Message


@dataclass(frozen=True)
class OutputEntry:
    """A finished file as listed in the sidecar; ``frames`` is the number of frames drawn."""

    file: str
    format: str
    width: int
    height: int
    frames: int
    seconds: float
    bytes: int
    sha256: str

    def as_dict(self) -> dict[str, str | int | float]:
        return asdict(self)


def output_path(folder: Path, stem: str, name: str) -> Path:
    """Returns the path of the output in the format ``name``. Raises KeyError for an unknown format."""
    return folder / f"{stem}{registry.load('encoders', name).extension}"


def sidecar_path(folder: Path, stem: str) -> Path:
    """Returns the path of the sidecar of the outputs with this ``stem``."""
    return folder / f"{stem}.json"


def dump(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def problems(folder: Path, stem: str, formats: Sequence[str], fingerprint: str) -> Iterator[Message]:
    """Yields the problems of these outputs: missing, stale or damaged files, a sentence each."""
    entries = _entries(folder, stem, fingerprint)
    sidecar = sidecar_path(folder, stem)
    for name in formats:
        path = output_path(folder, stem, name)
        if not _exists(path):
            yield message("outputs.missing", path=path)
        elif name not in entries and not _exists(sidecar):
            yield message("outputs.stale_without_sidecar", path=path, sidecar=sidecar)
        elif name not in entries:
            yield message("outputs.stale", path=path)
        elif not _is_intact(folder, stem, entries[name]):
            yield message("outputs.damaged", path=path)


def with_earlier_outputs(content: dict[str, Any], folder: Path, stem: str) -> dict[str, Any]:
    """Returns ``content`` with the entries of intact formats written earlier from the same scene."""
    entries = _entries(folder, stem, content.get("fingerprint"))
    written = {entry["format"] for entry in content.get("outputs", ())}
    intact = [entry for name, entry in entries.items() if name not in written and _is_intact(folder, stem, entry)]
    return content | {"outputs": [*content["outputs"], *intact]} if intact else content


def _entries(folder: Path, stem: str, fingerprint: str | None) -> dict[str, dict[str, Any]]:
    """Returns the sidecar's entries by format; empty if it is missing, unreadable, foreign or outdated.

    Without a ``fingerprint``, every sidecar is outdated.
    """
    if not fingerprint:
        return {}
    try:
        content = json.loads(sidecar_path(folder, stem).read_text(encoding="utf-8"))
        return {entry["format"]: entry for entry in content["outputs"] if content["fingerprint"] == fingerprint}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _exists(path: Path) -> bool:
    """Returns whether the output exists. An inaccessible path, or a name that is too long, counts as missing."""
    try:
        return path.is_file() or path.is_dir()
    except OSError:
        return False


def _is_intact(folder: Path, stem: str, entry: dict[str, Any]) -> bool:
    """Returns whether the file has the size and the hash of its entry."""
    try:
        path = output_path(folder, stem, entry["format"])
        return size(path) == entry["bytes"] and sha256(path) == entry["sha256"]
    except (OSError, KeyError):
        return False
