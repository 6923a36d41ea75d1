"""Finds the scenes in files, folders and patterns, and the locations of their outputs."""

from __future__ import annotations

import glob
import os
from functools import cache, partial
from itertools import accumulate
from operator import truediv
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from gdanim import registry, spelling
from gdanim.batch.job import Job
from gdanim.errors import UsageError
from gdanim.messages import message
from gdanim.outputs import output_path
from gdanim.scene import folder_defaults
from gdanim.scene.files import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

EXTENSIONS = {".yaml", ".yml"}
IS_WINDOWS = os.name == "nt"


def find(
    sources: Sequence[Path],
    output: Path = Path(),
    languages: Sequence[str] = (),
    warn: Callable[[str], None] = lambda _: None,
) -> tuple[Job, ...]:
    """Returns the scenes of these files, folders and patterns, each once, in the order that their folders give.

    ``warn`` is called with a sentence about each name of an order that there is not.

    Raises UsageError for missing paths, for names that can't be written, and for two scenes that would write the same
    files, also where the disk takes ``A`` and ``a`` for one.
    """
    jobs: dict[Path, Job] = {}
    writers: dict[str, Path] = {}
    ignores_case = _ignores_case(output)
    for source in sources:
        for file, folder in _files(source, output, warn):
            _check_name(file)
            for language in languages or (None,):
                job = Job(file, folder, language)
                for path in _written_paths(job):
                    other = writers.setdefault(str(path).casefold() if ignores_case else str(path), file)
                    if not other.samefile(file):
                        raise UsageError(message("batch.same_outputs", other=other, file=file, written=path))
                jobs.setdefault(folder / job.stem, job)
    return tuple(jobs.values())


def _check_name(file: Path) -> None:
    """Raises UsageError for a name that the sidecar or the disk can't hold."""
    try:
        file.name.encode()
    except UnicodeEncodeError as error:
        raise UsageError(message("batch.name_not_utf8", file=ascii(file.name))) from error
    if IS_WINDOWS and PureWindowsPath(file.name).is_reserved():
        raise UsageError(message("batch.name_reserved", file=file.name))


def _ignores_case(folder: Path) -> bool:
    """Returns whether the disk of a folder, which need not exist yet, takes ``A`` and ``a`` for the same name."""
    there = next((each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir()), Path("/"))
    other = there.with_name(there.name.swapcase()) if there.name else there
    return other != there and other.exists() and other.samefile(there)


def _written_paths(job: Job) -> list[Path]:
    """Returns all paths that a job may write: first its own name with any extension, then shared ones."""
    outputs = (output_path(job.folder, job.stem, name) for name in registry.shipped("encoders"))
    return [job.folder / f"{job.stem}.*", *outputs]


def _files(source: Path, output: Path, warn: Callable[[str], None]) -> list[tuple[Path, Path]]:
    """Returns each scene file of ``source`` with the folder of its outputs; paths below a folder are kept."""
    try:
        if source.is_file():
            return [(source, output)]
        is_folder = source.is_dir()
        root, found = (source, _files_below(source)) if is_folder else _matching_files(source)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(message("batch.source_unreadable", source=source, reason=reason)) from error
    scenes = _in_order(set(_scenes(found, root)), root, warn)
    if not scenes and is_folder:
        raise UsageError(message("batch.no_scene_in_folder", folder=source))
    if not scenes:
        raise UsageError(message("batch.no_scene", source=source))
    return [(file, output / file.parent.relative_to(root)) for file in scenes]


def _in_order(scenes: Iterable[Path], root: Path, warn: Callable[[str], None]) -> list[Path]:
    """Returns scenes in the order of each folder's defaults; what that doesn't name comes after, sorted by name."""
    ranks = cache(partial(_ranks, warn=warn))

    def key(file: Path) -> list[tuple[int, str]]:
        parts = file.relative_to(root).parts
        folders = accumulate(parts[:-1], truediv, initial=root)
        return [(_rank(ranks(folder), part), part) for folder, part in zip(folders, parts, strict=True)]

    return sorted(scenes, key=key)


def _ranks(folder: Path, warn: Callable[[str], None]) -> dict[str, int]:
    """Returns the place of each name in a folder's order."""
    names = folder_defaults.order(folder)
    known = {name for path in folder.iterdir() for name in folder_defaults.names(path)} if names else set()
    for name in names:
        if name not in known:
            file, advice = (
                folder / DEFAULTS,
                spelling.advice(name, sorted(known)) if spelling.nearest(name, known) else "",
            )
            warn(message("batch.not_in_folder", file=file, name=name, advice=advice))
    return {name: rank for rank, name in enumerate(names)}


def _rank(ranks: Mapping[str, int], part: str) -> int:
    return min(ranks.get(name, len(ranks)) for name in folder_defaults.names(Path(part)))


def _files_below(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def _matching_files(pattern: Path) -> tuple[Path, list[Path]]:
    """Returns the folder before a pattern's first wildcard, the matching files, and all files of matching folders."""
    parts = pattern.parts
    fixed = next((n for n, part in enumerate(parts) if glob.has_magic(part)), None)
    if fixed is None:  # nothing, or a thing that is neither file nor folder
        return pattern, []
    paths = [Path(name) for name in glob.glob(str(pattern), recursive=True)]  # noqa: PTH207 -- with ``**`` and roots
    files = [file for path in paths for file in (_files_below(path) if path.is_dir() else [path])]
    return Path(*parts[:fixed]), files


def _scenes(files: Iterable[Path], root: Path) -> Iterator[Path]:
    """Yields the files that are scenes to draw: a name that begins with ``_`` marks a base for extending."""
    for file in files:
        hidden = any(part[0] in "._" for part in file.relative_to(root).parts)
        if file.suffix in EXTENSIONS and not hidden:
            yield file
