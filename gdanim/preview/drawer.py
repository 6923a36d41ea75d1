"""The thread that draws what pages of a preview look at, anew as soon as a file of a scene changes."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from gdanim import batch, crash, scene as scenes
from gdanim.errors import GdanimError, UsageError
from gdanim.preview import stages
from gdanim.preview.watched import View, WatchedScene

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gdanim.scene import Scene

POLL_SECONDS = 0.1  # between two looks at the files
SETTLE_SECONDS = 0.15  # a file that is wrong is looked at again: its editor may still be writing
RETRY_SECONDS = 1.0  # a wrong scene is read again: a file that it misses may have come
RESCAN_SECONDS = 2.0  # between two looks for scenes in a folder
LEFT_SECONDS = 5.0  # a page that has not asked for so long is gone
END_SECONDS = 5.0  # the thread is given to stop
STAGES = ("still", "draft", "film")


class OutdatedError(Exception):
    """Raised in the middle of drawing something that nobody waits for any more."""


class Drawer:
    """Draws the scenes of a file or a folder into their ``WatchedScene``; ``changed`` is notified of each change.

    Parameters
    ----------
    source
        A scene, a folder or a pattern.
    overrides
        Keys that replace the scenes' own, as for ``--set``.
    language
        The language that replaces the scenes' own; None for theirs.
    folder
        An empty folder for what is being drawn.
    """

    def __init__(self, source: Path, overrides: Mapping[str, str], language: str | None, folder: Path) -> None:
        self.source, self.overrides, self.language, self.folder = source, overrides, language, folder
        self.changed = threading.Condition()
        self.watched: dict[str, WatchedScene] = {}
        self._is_ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="gdanim preview", daemon=True)
        self._rescan_at = self._retry_at = self._checked_at = 0.0
        self._find()
        next(iter(self.watched.values())).asked = time.monotonic()  # drawn before a page asks

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Ends the thread; one that is in the middle of a long computation ends with the program."""
        self._is_ended.set()
        if self._thread.is_alive():
            self._thread.join(END_SECONDS)

    def view(self, name: str, number: int, step: int, seconds: float) -> View | None:
        """Returns the view of a scene once its number is another, or after ``seconds``; None for an unknown name.

        ``step`` is the one that the page shows.
        """
        watched = self.watched.get(name)
        if watched is None:
            return None
        watched.step, watched.asked = step, time.monotonic()
        with self.changed:
            self.changed.wait_for(lambda: watched.view.number != number or self._is_ended.is_set(), seconds)
        return watched.view

    def leave(self, name: str) -> None:
        """Takes note that no page shows a scene any more."""
        if watched := self.watched.get(name):
            watched.asked = 0.0

    def _run(self) -> None:
        while not self._is_ended.wait(POLL_SECONDS):
            self._find_again()
            for watched in self._looked_at():
                if self._advance(watched):
                    break

    def _find(self) -> None:
        """Finds the scenes, in their order. Raises UsageError if there are none."""
        root = self.source if self.source.is_dir() else self.source.parent
        found: dict[str, WatchedScene] = {}
        for job in batch.find([self.source]):
            is_below = job.file.is_relative_to(root)
            name = (job.file.relative_to(root) if is_below else job.file).as_posix()
            found[name] = self.watched.get(name) or WatchedScene(job.file)
        names = tuple(found)
        shown = self._looked_at()  # of a scene that has gone, a page is told so
        self.watched = found | {
            name: each for name, each in self.watched.items() if each in shown and name not in found
        }
        for each in self.watched.values():
            self._publish(each, scenes=names)

    def _find_again(self) -> None:
        """Looks for scenes that have come or gone; those that were there last stay if none is left."""
        begun = time.monotonic()
        if begun < self._rescan_at or self.source.is_file():
            return
        with suppress(UsageError, OSError):  # the latter where the current folder is gone
            self._find()
        taken = time.monotonic() - begun
        self._rescan_at = begun + max(RESCAN_SECONDS, 20 * taken)  # a large folder less often

    def _looked_at(self) -> list[WatchedScene]:
        """Returns the scenes that pages show, the one asked for last first."""
        now = time.monotonic()
        shown = [each for each in self.watched.values() if each.asked and now - each.asked < LEFT_SECONDS]
        return sorted(shown, key=lambda each: -each.asked)

    def _advance(self, watched: WatchedScene) -> bool:
        """Draws the next stage of a scene, anew from the first if it has changed; returns whether there was one."""
        contents = watched.current_contents()
        has_changed = contents != watched.contents
        if has_changed or (watched.is_unread and time.monotonic() > self._retry_at):
            watched.contents = contents
            return self._begin(watched, is_new=has_changed)
        if not watched.missing or watched.scene is None:
            return False
        stage, *others = watched.missing
        try:
            self._draw(watched, watched.scene, stage)
        except OutdatedError:
            return True
        except Exception as error:  # noqa: BLE001 -- whatever a scene does, the preview goes on
            self._fail(watched, error)
            return True
        watched.missing = tuple(others)
        watched.draft = watched.draft if others else None  # it takes much memory
        self._publish(watched, is_busy=bool(others))
        return True

    def _begin(self, watched: WatchedScene, *, is_new: bool) -> bool:
        """Reads the scene. The page shows what is wrong with it, unless it changes at once."""
        if is_new:
            self._publish(watched, is_busy=True)
        try:
            loaded = scenes.load(watched.file, self.overrides, self.language)
        except Exception as error:  # noqa: BLE001
            self._is_ended.wait(SETTLE_SECONDS if is_new else 0)
            if not watched.has_changed:
                watched.is_unread, self._retry_at = True, time.monotonic() + RETRY_SECONDS
                self._fail(watched, error)
            return is_new
        with self.changed:
            watched.read(loaded, STAGES)
        return True

    def _draw(self, watched: WatchedScene, scene: Scene, stage: str) -> None:
        name = f"{watched.view.version}-{stage}"
        if stage == "still" or watched.draft is None:
            watched.draft = stages.laid_out(scene)
        if stage == "still":
            media = watched.keep(f"{name}.png", "image/png", watched.draft.png(watched.step))
            self._publish(watched, still=media, problems="", warnings=watched.draft.warnings)
            return
        size, progress = watched.draft.picture.size, partial(self._check_wanted, watched)
        if stage == "draft":
            content = stages.draft_page(watched.draft, self.folder, progress)
        else:
            content = stages.film_page(scene, size, self.folder, progress)
        media = watched.keep(f"{name}.html", "text/html; charset=utf-8", content)
        self._publish(watched, player=media, stage=stage)

    def _check_wanted(self, watched: WatchedScene, _done: int, _total: int) -> None:
        """Raises OutdatedError if the scene has changed, or if a page has gone to another scene."""
        now = time.monotonic()
        if self._is_ended.is_set():
            raise OutdatedError
        if now < self._checked_at + POLL_SECONDS:
            return
        self._checked_at = now
        shown = self._looked_at()
        if watched.has_changed or (shown and watched not in shown):
            raise OutdatedError

    def _fail(self, watched: WatchedScene, error: Exception) -> None:
        """Tells what is wrong with a scene, whose last good pictures stay."""
        shown = error if isinstance(error, GdanimError) else crash.as_render_error(error)
        watched.missing = ()
        self._publish(watched, problems=str(shown), is_busy=False)

    def _publish(self, watched: WatchedScene, **values: object) -> None:
        with self.changed:
            watched.change(**values)
            self.changed.notify_all()
