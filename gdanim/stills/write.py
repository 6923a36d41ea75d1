"""Writes a still image of a scene: one moment, or a strip of key moments, as PNG, SVG or PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim import pipeline, sheets
from gdanim.errors import UsageError
from gdanim.messages import message
from gdanim.outputs import atomic
from gdanim.scene import problems_located
from gdanim.stills import strips
from gdanim.threads import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Timeline
    from gdanim.descent import Trajectory
    from gdanim.scene import Scene
    from gdanim.sheets import Sheet


@one_at_a_time
def write_stills(scene: Scene, steps: Sequence[int] | None = None, path: Path | None = None) -> tuple[Path, ...]:
    """Writes a file for each of the steps: the moment before the ball leaves x_k, with its slope and the next step.

    By default it is the last step. Of several, the files are numbered: ``NAME-step03.png``, or with a ``path``
    ``figure.png`` it is ``figure-03.png``. If a note pauses at x_k, it is the moment of its question, before anything
    of the step appears. Raises UsageError for a step that the scene does not have or an image that can't be written,
    and RenderError.
    """
    trajectories, timeline = _slow_timeline(scene)
    last = timeline.moments[-1].step
    chosen = [last] if steps is None else list(steps)
    wrong = next((step for step in chosen if not 0 <= step <= last), None)
    if wrong is not None:
        raise UsageError(message("render.no_such_step", step=wrong, scene=scene.name, last=last))
    paths = [_checked_path(each) for each in _numbered(scene.name, chosen, path)]
    for step, file in zip(chosen, paths, strict=True):
        with problems_located(scene):
            sheet = strips.still_sheet(scene, trajectories, timeline, step)
        _write(sheet, file)
    return tuple(paths)


def write_still(scene: Scene, step: int | None = None, path: Path | None = None) -> Path:
    """Writes the file of one step, by default the last; see ``write_stills``."""
    return write_stills(scene, None if step is None else [step], path)[0]


def _numbered(name: str, steps: Sequence[int], path: Path | None) -> list[Path]:
    """Returns the path of each step's file; the numbers have equally many digits."""
    digits = len(str(max(steps)))
    if path is None:
        return [Path("output") / f"{name}-step{step:0{digits}d}.png" for step in steps]
    if len(steps) == 1:
        return [path]
    return [path.with_name(f"{path.stem}-{step:0{digits}d}{path.suffix}") for step in steps]


@one_at_a_time
def write_strip(scene: Scene, path: Path | None = None) -> Path:
    """Writes key moments side by side. Raises UsageError for an image that can't be written, and RenderError."""
    path = _checked_path(path or Path("output") / f"{scene.name}-strip.png")
    with problems_located(scene):
        sheet = strips.strip_sheet(scene, *_slow_timeline(scene))
    return _write(sheet, path)


def _slow_timeline(scene: Scene) -> tuple[list[Trajectory], Timeline]:
    """Returns the runs, and a timeline in which every step has its own moments."""
    trajectories = pipeline.trace(scene)
    slow = replace(scene, timing=strips.slow_timing(scene.timing))
    return trajectories, pipeline.moments(slow, trajectories)


def _checked_path(path: Path) -> Path:
    if path.suffix not in sheets.EXTENSIONS:
        *others, last = sheets.EXTENSIONS
        raise UsageError(message("render.still_format", formats=", ".join(others), last=last, file=path.name))
    return path


def _write(sheet: Sheet, path: Path) -> Path:
    folder = path.absolute().parent
    atomic.refuse_folders([path])
    with atomic.os_errors_translated(folder), atomic.temporary_folder(folder) as temporary:
        sheets.write(sheet, temporary / path.name)
        atomic.move_in([temporary / path.name], folder)
    return path
