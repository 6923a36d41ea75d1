"""Which scenes are meant by files, folders and patterns, and where the outputs of each will stand."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim import registry
from gdanim.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SUFFIXES = {".yaml", ".yml"}


@dataclass(frozen=True)
class Job:
    """One scene in one language: its file, the folder of its outputs, and their name without its ending."""

    file: Path
    folder: Path
    language: str | None = None

    @property
    def stem(self) -> str:
        return f"{self.file.stem}.{self.language}" if self.language else self.file.stem


def find(places: Sequence[Path], output: Path = Path(), languages: Sequence[str] = ()) -> tuple[Job, ...]:
    """The scenes of these files, folders and patterns, each once.

    Raises UsageError for what is missing, and for two scenes that would write the same files.
    """
    jobs: dict[Path, Job] = {}
    writers: dict[Path, Path] = {}
    for place in places:
        for file, folder in _files(place, output):
            for language in languages or (None,):
                job = Job(file, folder, language)
                for written in _written(job):
                    other = writers.setdefault(written, file)
                    if not other.samefile(file):
                        raise UsageError(f"{other} and {file} would both write {written}; rename one of them")
                jobs.setdefault(folder / job.stem, job)
    return tuple(jobs.values())


def _written(job: Job) -> list[Path]:
    """All that a job may write: its own name with any ending first, then what could be another's."""
    endings = (registry.load("encoders", name).extension for name in registry.shipped("encoders"))
    return [job.folder / f"{job.stem}{ending}" for ending in (".*", *endings)]


def _files(place: Path, output: Path) -> list[tuple[Path, Path]]:
    """Each scene file at ``place``, and the folder of its outputs: the path below a folder is kept."""
    try:
        if place.is_file():
            return [(place, output)]
        if place.is_dir():
            root, found, what = place, _below(place), f"in the folder {place}"
        else:
            root, found, what = *_matching(place), str(place)
    except OSError as error:
        raise UsageError(f"{place}: {(error.strerror or str(error)).lower()}") from error
    scenes = sorted(set(_scenes(found, root)))
    if not scenes:
        raise UsageError(f"there is no scene {what}")
    return [(file, output / file.parent.relative_to(root)) for file in scenes]


def _below(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def _matching(pattern: Path) -> tuple[Path, list[Path]]:
    """The files of a pattern, all files of its folders, and the folder in front of its first wildcard."""
    parts = pattern.parts
    fixed = next((n for n, part in enumerate(parts) if glob.has_magic(part)), None)
    if fixed is None:  # nothing, or a thing that is neither file nor folder
        return pattern, []
    found = [Path(name) for name in glob.glob(str(pattern), recursive=True)]  # noqa: PTH207 -- with ``**`` and roots
    return Path(*parts[:fixed]), [file for path in found for file in (_below(path) if path.is_dir() else [path])]


def _scenes(files: Iterable[Path], root: Path) -> Iterator[Path]:
    """Those that are scenes to be drawn: what begins with ``_`` is only for extending."""
    for file in files:
        hidden = any(part[0] in "._" for part in file.relative_to(root).parts)
        if file.suffix in SUFFIXES and not hidden:
            yield file
