"""Progress on a terminal: frames of the scene that is drawn, scenes of the batch. Nothing anywhere else."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress


class Bar:
    """Told how far the work is; silent unless it was given a display."""

    def __init__(self, scenes: int, display: Progress | None = None) -> None:
        self._display = display
        if display:
            self._frames = display.add_task("frames", total=None, visible=False)
            self._scenes = display.add_task("scenes", total=scenes, visible=scenes > 1)

    def frame(self, done: int, total: int) -> None:
        if self._display:
            self._display.update(self._frames, completed=done, total=total, visible=True)

    def scene(self) -> None:
        if self._display:
            self._display.update(self._frames, visible=False)
            self._display.advance(self._scenes)


@contextmanager
def shown(scenes: int, *, quiet: bool) -> Iterator[Bar]:
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield Bar(scenes)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as display:
        yield Bar(scenes, display)
