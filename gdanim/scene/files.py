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

    from gdanim.messages import Message
    from gdanim.yaml import Node

DEFAULTS = "_gdanim.yaml"
"""The name of the file that gives a folder's defaults."""


@dataclass
class Files:
    """Reads the files of one scene, and records their hashes in ``reads``.

    Nothing outside the folders ``root`` and ``course``, that of the highest file of defaults above the scene, is read,
    with links resolved. ``problems`` are those of files without which the rest of the scene can still be checked.
    """

    scene: Path
    root: Path = field(init=False)
    reads: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    course: Path | None = None

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

    def find_defaults(self) -> list[Path]:
        """Returns the files of defaults in the scene's folder and in all above it, the highest first.

        Files below the highest one's folder may be read from now on.
        """
        folder = Path(os.path.abspath(self.scene.parent))  # noqa: PTH100 -- without links resolved: as its author sees it
        found = [each / DEFAULTS for each in (folder, *folder.parents) if os.path.lexists(each / DEFAULTS)][::-1]
        self.course = found[0].parent.resolve() if found else None
        return found if self.scene.is_absolute() else [Path(os.path.relpath(each)) for each in found]

    def read_defaults(self, path: Path) -> str:
        """Returns the text of a file of defaults. Raises SceneError."""
        try:
            content = self._read(path, MAX_BYTES) if self._is_inside(path) else None
        except (OSError, RuntimeError) as error:  # the latter of links in a circle
            text = message("scene.file_unreadable", path=path, reason=_reason(error))
            raise SceneError([Problem(text, file=str(path))]) from error
        if content is None:
            text = message("scene.link_outside", path=path, folder=(self.course or self.root).name)
            raise SceneError([Problem(text, file=str(path))])
        return _decoded(content, path)

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
        path = self.resolve(name, self._folder_of(node), node)
        content = self._read_for(node, path, max_bytes)
        if len(content) > max_bytes:
            raise SceneError([node.problem(message("scene.data_too_large", name=name, maximum=max_bytes // 1024))])
        return content, path

    def add(self, name: str, node: Node, max_bytes: int) -> Path:
        """Adds a file that is read elsewhere, such as a font, to ``reads`` and returns its path.

        Raises SceneError, also for more than ``max_bytes``.
        """
        path = self.resolve(name, self._folder_of(node), node)
        if len(self._read_for(node, path, max_bytes)) > max_bytes:
            raise SceneError([node.problem(message("scene.file_too_large", name=name, maximum=max_bytes // 1024))])
        return path

    def _folder_of(self, node: Node) -> Path:
        """Returns the folder in which a file named by ``node`` is: that of the text which names it."""
        return Path(node.source.file).parent if node.source.file else self.scene.parent

    def resolve(self, name: str, folder: Path, node: Node) -> Path:
        """Returns the path of the file ``name`` in ``folder``. Raises SceneError if reading it is not allowed."""
        try:
            path = folder / name
            is_inside = self._is_inside(path)
        except (OSError, ValueError, RuntimeError) as error:
            raise SceneError([node.problem(message("scene.not_a_path", name=name))]) from error
        if not is_inside:
            root = self.root.name or self.root
            raise SceneError([node.problem(message("scene.outside_folder", path=name, folder=root))])
        return path

    def _is_inside(self, path: Path) -> bool:
        resolved = path.resolve()
        return any(resolved.is_relative_to(folder) for folder in (self.root, self.course) if folder is not None)

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
        return _decoded(content, path, message("scene.table_not_utf8"))
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise SceneError([Problem(message("scene.table_not_utf8"), file=str(path))]) from error


def _decoded(content: bytes, path: Path, problem: Message | None = None) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SceneError([Problem(problem or message("scene.not_utf8"), file=str(path), line=line)]) from error


def _reason(error: OSError | RuntimeError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
