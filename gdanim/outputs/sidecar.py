"""The JSON file beside the outputs: written last, and asked first whether there is anything to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.outputs.fingerprint import sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ENDING = ".json"


@dataclass(frozen=True)
class OutputEntry:
    """A finished file, as the sidecar lists it; ``frames`` are those drawn."""

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


def file_name(stem: str, name: str) -> str:
    """The name of the output of the format ``name``. Raises KeyError for a format that does not exist."""
    return stem + registry.load("encoders", name).ending


def dump(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def faults(folder: Path, stem: str, formats: Sequence[str], fingerprint: str) -> Iterator[str]:
    """What is missing, stale or damaged of these outputs, a sentence each."""
    entries = _entries(folder, stem, fingerprint)
    for name in formats:
        path = folder / file_name(stem, name)
        if not path.is_file():
            yield f"{path} is missing"
        elif name not in entries:
            yield f"{path} is stale: {_reason(folder / f'{stem}{ENDING}')}"
        elif not _stands(folder, stem, entries[name]):
            yield f"{path} is damaged: it is not as it was written"


def _reason(sidecar: Path) -> str:
    if not sidecar.is_file():
        return f"{sidecar}, which tells what it was made of, is missing"
    return "the scene, a file or an option of it, or gdanim has changed"


def with_kept(content: dict[str, Any], folder: Path, stem: str) -> dict[str, Any]:
    """``content``, and the entries of formats written earlier from the same scene whose files stand there still."""
    entries = _entries(folder, stem, content.get("fingerprint"))
    written = {entry["format"] for entry in content.get("outputs", ())}
    kept = [entry for name, entry in entries.items() if name not in written and _stands(folder, stem, entry)]
    return content | {"outputs": [*content["outputs"], *kept]} if kept else content


def _entries(folder: Path, stem: str, fingerprint: str | None) -> dict[str, dict[str, Any]]:
    """What the sidecar lists, by format; nothing if it is missing, unreadable, not ours or of another fingerprint."""
    try:
        content = json.loads((folder / f"{stem}{ENDING}").read_text(encoding="utf-8"))
        return {entry["format"]: entry for entry in content["outputs"] if content["fingerprint"] == fingerprint}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _stands(folder: Path, stem: str, entry: dict[str, Any]) -> bool:
    try:
        path = folder / file_name(stem, entry["format"])
        return path.stat().st_size == entry["bytes"] and sha256(path) == entry["sha256"]
    except (OSError, KeyError):
        return False
