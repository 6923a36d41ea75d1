"""The files of a scene: access rules, and their hashes."""

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


@dataclass
class Files:
    """Reads the files of one scene, and records their hashes in ``reads``.

    Nothing outside the folder ``root``, with links resolved, is read. ``problems`` are those of files without which the
    rest of the scene can still be checked.
    """

    scene: Path
    root: Path = field(init=False)
    reads: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        here, scene = Path.cwd().resolve(), self.scene.resolve()
        self.root = here if scene.is_relative_to(here) else scene.parent

    @contextmanager
    def collect_problems(self, key: str) -> Iterator[None]:
        """Collects the problems of the file that ``key`` names, so that the rest of the scene is checked too."""
        try:
            yield
        except SceneError as error:
            self.problems += [problem.replace(path=(key,)) for problem in error.problems]

    def read_scene(self) -> str:
        """Returns the scene's own text. Raises UsageError if its file can't be read."""
        try:
            content = self._read(self.scene, MAX_BYTES)
        except OSError as error:
            raise UsageError(message("scene.scene_unreadable", path=self.scene, reason=_reason(error))) from error
        return _decoded(content, self.scene)

    def read_base(self, name: str, folder: Path, node: Node) -> tuple[str, Path]:
        """Returns the text and the path of another scene in ``folder``. Raises SceneError at the ``node`` naming it."""
        path = self.resolve(name, folder, node)
        return _decoded(self._read_for(node, path, MAX_BYTES), path), path

    def read_data(self, name: str, node: Node, max_bytes: int) -> tuple[str, Path]:
        """Returns the text and the path of a data file in the folder of the scene that names it.

        Raises SceneError, also for more than ``max_bytes``.
        """
        content, path = self.read_bytes(name, node, max_bytes)
        return _decoded_table(content, path), path

    def read_bytes(self, name: str, node: Node, max_bytes: int) -> tuple[bytes, Path]:
        """Returns the content and the path of a data file, as ``read_data`` does its text."""
        folder = Path(node.source.file).parent if node.source.file else self.scene.parent
        path = self.resolve(name, folder, node)
        content = self._read_for(node, path, max_bytes)
        if len(content) > max_bytes:
            raise SceneError([node.problem(message("scene.data_too_large", name=name, maximum=max_bytes // 1024))])
        return content, path

    def add(self, name: str, node: Node, max_bytes: int) -> Path:
        """Adds a file that is read elsewhere, such as a font, to ``reads`` and returns its path.

        Raises SceneError, also for more than ``max_bytes``.
        """
        path = self.resolve(name, self.scene.parent, node)
        if len(self._read_for(node, path, max_bytes)) > max_bytes:
            raise SceneError([node.problem(message("scene.file_too_large", name=name, maximum=max_bytes // 1024))])
        return path

    def resolve(self, name: str, folder: Path, node: Node) -> Path:
        """Returns the path of the file ``name`` in ``folder``. Raises SceneError if reading it is not allowed."""
        try:
            path = folder / name
            is_inside = path.resolve().is_relative_to(self.root)
        except (OSError, ValueError, RuntimeError) as error:
            raise SceneError([node.problem(message("scene.not_a_path", name=name))]) from error
        if not is_inside:
            root = self.root.name or self.root
            raise SceneError([node.problem(message("scene.outside_folder", path=name, folder=root))])
        return path

    def _read_for(self, node: Node, path: Path, max_bytes: int) -> bytes:
        """Reads the file that ``node`` names. Raises SceneError."""
        try:
            return self._read(path, max_bytes)
        except OSError as error:
            text = message("scene.file_unreadable", path=path, reason=_reason(error))
            raise SceneError([node.problem(text)]) from error

    def _read(self, path: Path, max_bytes: int) -> bytes:
        """Reads up to one byte more than ``max_bytes``, so that the caller notices larger files."""
        if path.exists() and not path.is_file():
            raise OSError(0, message("scene.not_a_file"))
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
        name = Path(os.path.relpath(path, self.scene.parent)).as_posix()
        self.reads[name] = hashlib.sha256(content).hexdigest()
        return content


def _decoded_table(content: bytes, path: Path) -> str:
    """Returns the text of a table, which may also be UTF-16: Excel's "Unicode text"."""
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, path)
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise SceneError([Problem(message("scene.not_utf8"), file=str(path))]) from error


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SceneError([Problem(message("scene.not_utf8"), file=str(path), line=line)]) from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
