"""The JSON file beside the outputs, written last, and read first to see whether they are up to date."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.messages import message
from gdanim.outputs import fingerprint
from gdanim.outputs.fingerprint import sha256, size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from gdanim.messages import Message

HASHED = {
    "scene": lambda: message("outputs.changed_scene"),
    "options": lambda: message("outputs.changed_options"),
    "plug-ins": lambda: message("outputs.changed_plug_ins"),
    "gdanim": lambda: message("outputs.changed_gdanim"),
    "ffmpeg": lambda: message("outputs.changed_ffmpeg"),
}
"""The components that are hashes, and the messages that name them."""


SINGLE, PAIR = ("",), (".light", ".dark")
"""The ends of the stems of outputs of one theme, and of a pair of themes."""


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

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of images."""
        return is_folder(self.format)

    def as_dict(self) -> dict[str, str | int | float]:
        return asdict(self)


def is_folder(name: str) -> bool:
    """Returns whether the format ``name`` makes a folder of images."""
    return bool(registry.load("encoders", name).is_folder)


def output_path(folder: Path, stem: str, name: str) -> Path:
    """Returns the path of the output in the format ``name``. Raises KeyError for an unknown format."""
    return folder / f"{stem}{registry.load('encoders', name).extension}"


def sidecar_path(folder: Path, stem: str) -> Path:
    """Returns the path of the sidecar of the outputs with this ``stem``."""
    return folder / f"{stem}.json"


def dump(path: Path, content: dict[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def output_paths(folder: Path, stem: str, formats: Sequence[str], *, is_pair: bool = False) -> tuple[Path, ...]:
    """Returns the paths of the outputs; those of a pair's light theme before those of its dark one."""
    return tuple(
        output_path(folder, f"{stem}{ending}", name) for ending in (PAIR if is_pair else SINGLE) for name in formats
    )


def read(path: Path) -> dict[str, Any]:
    """Returns a sidecar's content; empty if it is missing, unreadable or foreign."""
    try:
        content = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def problems(folder: Path, stem: str, paths: Sequence[Path], components: Mapping[str, str]) -> Iterator[Message]:
    """Yields the problems of the outputs at ``paths``: missing, stale or damaged files, a sentence each.

    ``components`` are what they depend on now; empty if that can't be told, then all are stale.
    """
    entries = _entries(folder, stem, fingerprint.compute(components) if components else None)
    sidecar = sidecar_path(folder, stem)
    for path in paths:
        if not _exists(path):
            yield message("outputs.missing", path=path)
        elif path.name not in entries and not _exists(sidecar):
            yield message("outputs.stale_without_sidecar", path=path, sidecar=sidecar)
        elif path.name not in entries:
            yield message("outputs.stale", path=path, changed=_changed(folder, stem, components))
        elif not _is_intact(folder, stem, entries[path.name]):
            yield message("outputs.damaged", path=path)


def _changed(folder: Path, stem: str, components: Mapping[str, str]) -> str:
    """Returns what has changed since the sidecar was written, in words."""
    before = read(sidecar_path(folder, stem)).get("components")
    known = before if isinstance(before, dict) else {}
    names = [name for name, value in components.items() if known.get(name) != value]
    if not known or not names:
        return message("outputs.changed_something")
    return ", ".join(_change(name, known.get(name), components[name]) for name in names)


def _change(name: str, before: object, now: str) -> str:
    if name in HASHED:
        return HASHED[name]()
    return f"{name} ({before or '–'} → {now or '–'})"


def outdated(folder: Path, stem: str) -> Iterator[Message]:
    """Yields a warning for each output of another format that was made of something else: nothing describes it."""
    listed = {entry["file"] for entry in read(sidecar_path(folder, stem))["outputs"]}
    formats = registry.shipped("encoders")
    for path in (*output_paths(folder, stem, formats), *output_paths(folder, stem, formats, is_pair=True)):
        if path.name not in listed and _exists(path):
            yield message("outputs.outdated", path=path)


def with_earlier_outputs(content: dict[str, Any], folder: Path, stem: str) -> dict[str, Any]:
    """Returns ``content`` with the entries of intact formats written earlier from the same scene."""
    entries = _entries(folder, stem, content.get("fingerprint"))
    written = {entry["file"] for entry in content.get("outputs", ())}
    intact = [entry for name, entry in entries.items() if name not in written and _is_intact(folder, stem, entry)]
    return content | {"outputs": [*content["outputs"], *intact]} if intact else content


def _entries(folder: Path, stem: str, wanted: str | None) -> dict[str, dict[str, Any]]:
    """Returns the sidecar's entries by file name; empty if it is missing, unreadable, foreign or outdated.

    Without a ``wanted`` fingerprint, every sidecar is outdated.
    """
    if not wanted:
        return {}
    content = read(sidecar_path(folder, stem))
    try:
        return {entry["file"]: entry for entry in content["outputs"] if content["fingerprint"] == wanted}
    except (KeyError, TypeError):
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
        endings = [*SINGLE, *PAIR]
        paths = {path.name: path for path in (output_path(folder, f"{stem}{end}", entry["format"]) for end in endings)}
        path = paths[entry["file"]]
        return size(path) == entry["bytes"] and sha256(path) == entry["sha256"]
    except (OSError, KeyError):
        return False
