"""A scene on paper: one moment, or a row of key moments, as an image or as a page of vectors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gdanim import pipeline, sheets, strips
from gdanim.errors import UsageError
from gdanim.outputs import atomic

if TYPE_CHECKING:
    from gdanim.animation.timeline import Timeline
    from gdanim.descent import Trajectory
    from gdanim.scene import Scene
    from gdanim.sheets import Sheet


def still(scene: Scene, step: int | None = None, path: Path | None = None) -> Path:
    """Write the moment before the ball leaves x_k, with its slope and the step to come; the last step unless told.

    Raises UsageError for a step that the scene does not have or an image that can't be written, and RenderError.
    """
    trajectories, plan = _played(scene)
    last = plan.moments[-1].step
    chosen = last if step is None else step
    if not 0 <= chosen <= last:
        raise UsageError(f"there is no step {chosen}: the steps of {scene.name} go from 0 to {last}")
    path = _suitable(path or Path("output") / f"{scene.name}-step{chosen}.png")
    with pipeline.placing(scene):
        sheet = strips.moment(scene, trajectories, plan, chosen)
    return _write(sheet, path)


def strip(scene: Scene, path: Path | None = None) -> Path:
    """Write key moments side by side. Raises UsageError for an image that can't be written, and RenderError."""
    path = _suitable(path or Path("output") / f"{scene.name}-strip.png")
    with pipeline.placing(scene):
        sheet = strips.row(scene, *_played(scene))
    return _write(sheet, path)


def _played(scene: Scene) -> tuple[list[Trajectory], Timeline]:
    trajectories = pipeline.trace(scene)
    slow = replace(scene, timing=strips.unhurried(scene.timing))
    return trajectories, pipeline.moments(slow, trajectories)


def _suitable(path: Path) -> Path:
    if path.suffix not in sheets.ENDINGS:
        *others, last = sheets.ENDINGS
        raise UsageError(f"a still is written as {', '.join(others)} or {last}; found {path.name!r}")
    return path


def _write(sheet: Sheet, path: Path) -> Path:
    folder = path.absolute().parent
    atomic.refuse_folders([path])
    with atomic.os_errors_translated(folder), atomic.temporary_folder(folder) as temporary:
        sheets.write(sheet, temporary / path.name)
        atomic.move_in([temporary / path.name], folder)
    return path
