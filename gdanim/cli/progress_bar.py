"""The progress bar on a terminal: frames of each scene being drawn, and scenes of the batch."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as Display, TaskID

    from gdanim.batch import FrameProgress, Job


class TerminalProgress:
    """Shows progress on its display. Without a display it does nothing."""

    def __init__(self, scenes: int, display: Display | None = None) -> None:
        self._display = display
        self._tasks: dict[Job, TaskID] = {}
        if display:
            self._scenes = display.add_task("scenes", total=scenes, visible=scenes > 1)

    def update(self, progress: FrameProgress) -> None:
        """Shows a job's frames. After the last one, the files still have to be finished and read back."""
        if self._display:
            job = progress.job
            name = job.stem if progress.done < progress.total else f"{job.stem}: finishing"
            if job not in self._tasks:
                self._tasks[job] = self._display.add_task(name)
            self._display.update(self._tasks[job], description=name, completed=progress.done, total=progress.total)

    def finish(self, job: Job) -> None:
        """Counts a job's scene as done, and removes the job's own line."""
        if self._display:
            if job in self._tasks:
                self._display.remove_task(self._tasks.pop(job))
            self._display.advance(self._scenes)


@contextmanager
def progress_bar(scenes: int, *, quiet: bool) -> Iterator[TerminalProgress]:
    """Shows a progress bar for ``count`` scenes; it is removed from the terminal on exit."""
    if quiet or not on_terminal():
        yield TerminalProgress(scenes)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress as Display, TextColumn, TimeRemainingColumn

    names = TextColumn("{task.description}", markup=False)
    columns = (names, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Display(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as display:
        yield TerminalProgress(scenes, display)


def on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
