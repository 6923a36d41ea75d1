"""The fingerprint of a rendered scene: a hash of everything its outputs depend on. Imports no drawing code."""

from __future__ import annotations

import hashlib
import json
import platform
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from gdanim.outputs import ffmpeg_binary
from gdanim.registry import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LIBRARIES = (
    *("contourpy", "fontpkg-ibm-plex-sans-arabic", "fonttools", "imageio", "imageio-ffmpeg", "matplotlib", "numpy"),
    "pillow",
)
"""The packages that draw and write. Those that only read and check a scene change no output."""


def components(
    reads: Iterable[tuple[str, str]],
    overrides: Iterable[tuple[str, str]] = (),
    language: str | None = None,
    plugins: Iterable[tuple[str, ...]] = (),
) -> dict[str, str]:
    """Returns everything that a scene's outputs depend on, by name: a version, a word, or a hash.

    ``reads`` holds the path and SHA-256 of each file that the scene reads, ``overrides`` the keys and values of
    ``--set``, ``plugins`` kind, name, package and version of each plug-in of another package.
    """
    return {
        "scene": _hash(sorted(reads)),
        "options": _hash(list(overrides)),
        "language": language or "",
        "plug-ins": _hash(sorted(plugins)),
        "gdanim": _program(),
        "python": ".".join(platform.python_version_tuple()[:2]),
        **_libraries(),
        "ffmpeg": _hash(ffmpeg_binary.identity()),
    }


def compute(parts: Mapping[str, str]) -> str:
    """Returns the SHA-256 of components: equal fingerprints mean equal outputs."""
    return _hash(dict(parts))


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def size(path: Path) -> int:
    """Returns the bytes of a file, or of all files in a folder."""
    return sum(file.stat().st_size for file in path.iterdir()) if path.is_dir() else path.stat().st_size


def sha256(path: Path) -> str:
    """Returns the hash of a file, or of the names and hashes of all files in a folder."""
    if path.is_dir():
        lines = "".join(f"{file.name} {sha256(file)}\n" for file in sorted(path.iterdir()))
        return hashlib.sha256(lines.encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _program() -> str:
    """Returns the SHA-256 of gdanim's own files, names and bytes."""
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(PACKAGE).as_posix()} {sha256(path)}\n".encode())
    return digest.hexdigest()


@cache
def _libraries() -> dict[str, str]:
    return {name: _version(name) for name in LIBRARIES}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
