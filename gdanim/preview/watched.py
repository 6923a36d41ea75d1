"""A scene that is watched: its files by content, and what of it is drawn. Knows nothing of threads and pages."""

from __future__ import annotations

import hashlib
import stat
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from gdanim.scene.files import Files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gdanim.drafts import Draft
    from gdanim.scene import Scene

LARGE_BYTES = 1_000_000
"""Bytes from which on a file is compared by its size and time alone."""
KEPT_MEDIA = 6
"""Pictures and pages of a scene that are kept: a browser may still ask for the one before."""

_numbers = count(1)


@dataclass(frozen=True)
class View:
    """The state of a scene as its page is told; ``number`` is another after each change.

    ``version`` counts the contents of the scene's files. ``still`` and ``player`` are the names of the newest media,
    and ``stage`` says what the player's film is: ``draft``, ``film``, or empty for none. ``scenes`` are all names.
    """

    number: int = 0
    version: int = 0
    is_busy: bool = True
    problems: str = ""
    warnings: tuple[str, ...] = ()
    still: str = ""
    player: str = ""
    stage: str = ""
    scenes: tuple[str, ...] = ()


@dataclass(eq=False)
class WatchedScene:
    """A scene's file with what is known of it. ``step`` is the one that its page shows, ``asked`` when it last did.

    ``scene`` is what was read last, also if it is wrong now: then ``is_unread``. ``draft`` is it laid out,
    ``missing`` are the stages yet to be drawn, ``contents`` the digests of the files that were read.
    """

    file: Path
    view: View = field(default_factory=View)
    step: int = 0
    asked: float = 0.0
    scene: Scene | None = None
    is_unread: bool = False
    draft: Draft | None = None
    missing: tuple[str, ...] = ()
    contents: dict[Path, str] = field(default_factory=dict)
    media: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def change(self, **values: object) -> None:
        """Replaces values of the view, which gets another number if one of them differs."""
        changed = replace(self.view, **values)  # type: ignore[arg-type]
        if changed != self.view:
            self.view = replace(changed, number=next(_numbers))

    def keep(self, name: str, mime: str, content: bytes) -> str:
        """Keeps a picture or a page, forgets the oldest, and returns the name."""
        kept = {**self.media, name: (mime, content)}
        self.media = {each: kept[each] for each in list(kept)[-KEPT_MEDIA:]}
        return name

    def read(self, scene: Scene, stages: tuple[str, ...]) -> None:
        """Takes a scene that was read just now, all stages of which are to be drawn."""
        self.scene, self.is_unread, self.missing = scene, False, stages
        # a file that has changed since it was looked at differs from then on
        self.contents = {file: self.contents.get(file, now) for file, now in self.current_contents().items()}
        self.change(version=self.view.version + 1)

    @property
    def has_changed(self) -> bool:
        return self.contents != self.current_contents()

    def current_contents(self) -> dict[Path, str]:
        """Returns a digest of each file on which the scene depends."""
        named = [self.file.parent / name for name, _ in self.scene.reads] if self.scene else []
        defaults: list[Path] = []
        with suppress(OSError, RuntimeError):
            defaults = Files(self.file).find_defaults()
        return digests([self.file, *named, *defaults])


def digests(files: Iterable[Path]) -> dict[Path, str]:
    """Returns a word for each file's content, an empty one for what is no file or can't be read."""
    return {file: _digest(file) for file in dict.fromkeys(files)}


def _digest(file: Path) -> str:
    try:
        state = file.stat()
        if not stat.S_ISREG(state.st_mode):  # reading a pipe would wait for ever
            return ""
        if state.st_size > LARGE_BYTES:
            return f"{state.st_size} {state.st_mtime_ns} {state.st_ino}"
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return ""
