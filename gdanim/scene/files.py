"""The files a scene is made of: which may be read, and their hashes."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim.errors import Problem, SceneError, UsageError
from gdanim.messages import message
from gdanim.yaml import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.yaml import Node

MAX_FONT_BYTES = 64 * 1024 * 1024


@dataclass
class Files:
    """What one scene reads. ``root`` is the folder that nothing outside may be read from, links resolved.

    ``problems`` are those of files without which the rest of the scene can still be looked at.
    """

    scene: Path
    root: Path = field(init=False)
    reads: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        here, scene = Path.cwd().resolve(), self.scene.resolve()
        self.root = here if scene.is_relative_to(here) else scene.parent

    @contextmanager
    def without(self, key: str) -> Iterator[None]:
        """Notes what is wrong with the file that ``key`` names, and goes on as if it were not given."""
        try:
            yield
        except SceneError as error:
            self.problems += [problem.replace(path=(key,)) for problem in error.problems]

    def first(self) -> str:
        """The scene's own text. Raises UsageError where there is none to read."""
        try:
            content = self._bytes(self.scene, MAX_BYTES)
        except OSError as error:
            raise UsageError(message("scene.scene_unreadable", path=self.scene, reason=_reason(error))) from error
        return self._text(content, self.scene)

    def text(self, name: str, beside: Path, place: Node) -> tuple[str, Path]:
        """The text and path of another file. Raises SceneError, placed where it is named."""
        path = self.allowed(name, beside, place)
        return self._text(self._taken(path, MAX_BYTES, place), path), path

    def table(self, name: str, place: Node, most: int) -> tuple[str, Path]:
        """Text and path of a data file beside the file that names it. Raises SceneError beyond ``most`` bytes."""
        beside = Path(place.source.file).parent if place.source.file else self.scene.parent
        path = self.allowed(name, beside, place)
        content = self._taken(path, most, place)
        if len(content) > most:
            raise SceneError([place.problem(message("scene.data_too_large", name=name, most=most // 1024))])
        return self._text(content, path), path

    def note(self, name: str, place: Node) -> Path:
        """Takes a file that is not text, such as a font, into what the scene is made of."""
        path = self.allowed(name, self.scene.parent, place)
        self._taken(path, MAX_FONT_BYTES, place)
        return path

    def allowed(self, name: str, beside: Path, place: Node) -> Path:
        try:
            path = beside / name
            inside = path.resolve().is_relative_to(self.root)
        except (OSError, ValueError, RuntimeError) as error:
            raise SceneError([place.problem(message("scene.not_a_path", name=name))]) from error
        if not inside:
            folder = self.root.name or self.root
            raise SceneError([place.problem(message("scene.outside_folder", path=name, folder=folder))])
        return path

    def _taken(self, path: Path, size: int, place: Node) -> bytes:
        try:
            return self._bytes(path, size)
        except OSError as error:
            raise SceneError(
                [place.problem(message("scene.file_unreadable", path=path, reason=_reason(error)))]
            ) from error

    def _bytes(self, path: Path, size: int) -> bytes:
        """One byte too many is read where there are more, so that a limit can see it."""
        if path.exists() and not path.is_file():
            raise OSError(0, message("scene.not_a_file"))
        with path.open("rb") as file:
            content = file.read(size + 1)
        name = Path(os.path.relpath(path, self.scene.parent)).as_posix()
        self.reads[name] = hashlib.sha256(content).hexdigest()
        return content

    def _text(self, content: bytes, path: Path) -> str:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise SceneError([Problem(message("scene.not_utf8"), file=str(path), line=line)]) from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
