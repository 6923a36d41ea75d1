"""The JSON file beside the outputs: written last, and asked first whether there is anything to do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from gdanim.outputs.identity import sha256

if TYPE_CHECKING:
    from collections.abc import Sequence
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


def dump(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def up_to_date(folder: Path, stem: str, formats: Sequence[str], fingerprint: str) -> bool:
    """Whether each of these outputs stands in ``folder`` as it was written, from a scene with this fingerprint."""
    try:
        content = json.loads((folder / f"{stem}{ENDING}").read_text(encoding="utf-8"))
        entries = {entry["format"]: entry for entry in content["outputs"]}
        return content["fingerprint"] == fingerprint and all(_stands(folder, entries[name]) for name in formats)
    except (OSError, ValueError, KeyError, TypeError):
        return False  # missing, unreadable or not ours: it is written anew


def _stands(folder: Path, entry: dict[str, Any]) -> bool:
    path = folder / entry["file"]
    return path.stat().st_size == entry["bytes"] and sha256(path) == entry["sha256"]
