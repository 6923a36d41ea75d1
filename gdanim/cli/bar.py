"""Progress on a terminal: the frames of each scene under way, the scenes of the batch. Nothing anywhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from gdanim.batch import Frames, Job


class Bar:
    """Told how far the work is; silent unless it was given a display."""

    def __init__(self, scenes: int, display: Progress | None = None) -> None:
        self._display = display
        self._under_way: dict[Job, TaskID] = {}
        if display:
            self._scenes = display.add_task("scenes", total=scenes, visible=scenes > 1)

    def frames(self, told: Frames) -> None:
        """Frames are encoded as they are drawn; when all are done, the files are still finished and read back."""
        if self._display:
            name = told.job.stem if told.done < told.total else f"{told.job.stem}: finishing"
            if told.job not in self._under_way:
                self._under_way[told.job] = self._display.add_task(name)
            task = self._under_way[told.job]
            self._display.update(task, description=name, completed=told.done, total=told.total)

    def scene(self, job: Job) -> None:
        if self._display:
            if job in self._under_way:
                self._display.remove_task(self._under_way.pop(job))
            self._display.advance(self._scenes)


@contextmanager
def shown(scenes: int, *, quiet: bool) -> Iterator[Bar]:
    if quiet or not on_terminal():
        yield Bar(scenes)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    names = TextColumn("{task.description}", markup=False)
    columns = (names, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as display:
        yield Bar(scenes, display)


def on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
