"""The pipeline: scenes are run, their steps become moments, the moments frames, the frames files."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import descent, film_timing, freshness, outputs, registry, run_data, sheets, sidecar_content, size_budget
from gdanim.messages import message
from gdanim.rendered import Rendered
from gdanim.scene import problems_located
from gdanim.threads import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.animation.timeline import Timeline
    from gdanim.composition.picture import Picture
    from gdanim.descent import Trajectory
    from gdanim.outputs import OutputEntry
    from gdanim.scene import Scene
    from gdanim.sheets import Sheet


@one_at_a_time
def render(
    scene: Scene,
    folder: str | Path = "output",
    formats: Sequence[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    force: bool = False,
    stem: str | None = None,
) -> Rendered:
    """Writes the scene's outputs and its sidecar, unless they are up to date.

    Parameters
    ----------
    scene
        The scene.
    folder
        The folder of the files.
    formats
        The names of encoders that replace the scene's.
    progress
        A function called with the number of finished frames and of all frames.
    force
        Whether to render even if the files are up to date.
    stem
        The files' name without its extension; by default the scene's name.

    Returns
    -------
    Rendered
        The files and their contents.

    Raises
    ------
    SceneError
        If the scene can't be drawn as specified.
    UsageError
        If a format is unknown.
    RenderError
        If a file can't be made. The earlier files are then unchanged.
    """
    formats = freshness.checked_formats(scene, formats or scene.output)
    if not force and (existing := up_to_date(scene, folder, formats, stem=stem)):
        outputs.touch((*existing.files, existing.sidecar))
        return existing
    job = partial(_draw, folder=Path(folder), stem=stem or scene.name, formats=formats, progress=progress)
    draw = partial(job, trace(scene))
    has_palette = any(registry.load("encoders", name).has_palette for name in formats)
    return size_budget.fit(scene, draw, has_palette=has_palette)


def trace(scene: Scene) -> list[Trajectory]:
    """Returns the trajectory of every run of the scene; nothing is drawn."""
    return [descent.compute_trajectory(run) for run in scene.runs]


@one_at_a_time
def moments(scene: Scene, trajectories: Sequence[Trajectory]) -> Timeline:
    """Returns the timeline. It ends with the longest run, and lasts one step if no run takes any.

    If the scene leaves its length free, the page is laid out to measure how the balls move, which may raise SceneError.
    """
    usual = film_timing.plan(scene, trajectories)
    if not film_timing.heeds_motion(scene):
        return usual
    from gdanim import composition

    with problems_located(scene):
        motion = composition.ball_motion(scene, trajectories, usual)
    return film_timing.plan(scene, trajectories, motion)


@one_at_a_time
def compose(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline) -> Picture:
    """Returns the scene's laid-out picture, drawn on demand. Raises SceneError for what can't be drawn."""
    from gdanim import composition
    from gdanim.stills import strips

    def strip() -> Sheet:
        slow = replace(scene, timing=strips.slow_timing(scene.timing))
        with problems_located(scene):
            return strips.strip_sheet(scene, trajectories, moments(slow, trajectories))

    with problems_located(scene):
        picture = composition.compose(scene, trajectories, timeline)
    return replace(
        picture,
        end=partial(strips.end_sheet, scene, trajectories, picture),
        strip=strip,
        describe=cache(partial(sidecar_content.describe, scene, trajectories, picture)),
        source=scene.text,
        carried=sidecar_content.carried_text(scene, trajectories) if scene.metadata else "",
    )


@one_at_a_time
def compose_animation(scene: Scene, trajectories: Sequence[Trajectory]) -> Picture:
    """Returns the picture with the scene's timeline, or with a single frame if no step changes it."""
    picture = compose(scene, trajectories, moments(scene, trajectories))
    if not picture.is_still:
        return picture
    still = picture.as_still()
    return replace(still, describe=partial(sidecar_content.describe, scene, trajectories, still))


def _draw(
    trajectories: Sequence[Trajectory],
    scene: Scene,
    max_colours: int | None,
    *,
    folder: Path,
    stem: str,
    formats: Sequence[str],
    progress: Callable[[int, int], None] | None,
) -> Rendered:
    """Draws and writes the outputs and the sidecar. Raises size_budget.TooLargeError if one exceeds the budget."""
    from gdanim.animation.flash_check import FlashCheck

    light = _encodable(trajectories, scene, max_colours)
    dark_scene = replace(scene, theme=scene.dark_theme, dark_theme=None) if scene.dark_theme else None
    dark = _encodable(trajectories, dark_scene, max_colours) if dark_scene else None
    flash_check, films = FlashCheck(light.fps), _films_beside(scene, stem, formats)
    picture = replace(light, watch=flash_check.watch, films=films)
    written: list[OutputEntry] = []

    def sidecar(entries: list[OutputEntry]) -> dict[str, Any]:
        size_budget.check(scene, picture, entries)
        written[:] = entries
        return picture.describe() | {"outputs": list(sidecar_content.outputs_with_themes(scene, entries))}

    dark = dark and replace(dark, films=films)
    *files, sidecar_file = outputs.write(picture, folder, stem, formats, sidecar, progress=progress, dark=dark)
    all_warnings = (
        *warnings(scene, trajectories),
        *picture.warnings,
        *flash_check.warnings,
        *size_budget.large_file_warnings(scene, written),
        *outputs.outdated(folder, stem),
    )
    still = partial(last_frame, scene)
    return Rendered(scene, tuple(files), sidecar_file, "rendered", tuple(trajectories), all_warnings, still)


def _encodable(trajectories: Sequence[Trajectory], scene: Scene, max_colours: int | None) -> Picture:
    """Returns the animation with no more colours than allowed, in the scene's theme."""
    picture = compose_animation(scene, trajectories)
    return picture if max_colours is None else replace(picture, max_colours=min(max_colours, picture.max_colours))


def _films_beside(scene: Scene, stem: str, formats: Sequence[str]) -> tuple[str, ...]:
    """Returns the names of the files that a page plays from beside it; none if it holds them or nothing is played."""
    played = [film for name in formats if (film := registry.load("encoders", name).film)]
    if scene.player != "beside" or not played:
        return ()
    paths = outputs.output_paths(Path(), stem, played[:1], is_pair=scene.dark_theme is not None)
    return tuple(path.name for path in paths)


def warnings(scene: Scene, trajectories: Sequence[Trajectory]) -> tuple[str, ...]:
    """Returns the scene's own warnings, and one about runs whose numbers overflow, which a sweep may show."""
    if not scene.clock.shows_all_runs:
        return scene.warnings
    described = zip(trajectories, run_data.verdicts(scene, trajectories), strict=True)
    diverged = [
        f"{trajectory.run.label or trajectory.run.function.text} {entry['verdict']['text']}"
        for trajectory, entry in described
        if trajectory.verdict.kind in {"diverged", "left_domain"}
    ]
    return (*scene.warnings, *([message("render.runs_diverged", runs="; ".join(diverged))] if diverged else []))


def up_to_date(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> Rendered | None:
    """Returns the outputs in ``folder`` if they are up to date; otherwise None."""
    if next(freshness.output_problems(scene, folder, formats, stem=stem), None):
        return None
    sidecar = outputs.sidecar_path(Path(folder), stem or scene.name)
    files = freshness.output_files(scene, folder, formats, stem=stem)
    return Rendered(scene, files, sidecar, "up_to_date", draw_still=partial(last_frame, scene))


def last_frame(scene: Scene) -> bytes:
    """Lays a scene out, and returns its last frame as a PNG file's bytes."""
    trajectories = trace(scene)
    picture = compose(scene, trajectories, moments(scene, trajectories))
    return sheets.png_bytes(picture.frame(picture.count - 1))


@one_at_a_time
def check(scene: Scene, languages: Sequence[str] = ()) -> tuple[str, ...]:
    """Lays the scene out to find problems of drawing, in ``languages`` as well, and returns the warnings.

    Raises SceneError.
    """
    from gdanim import composition

    with problems_located(scene):
        composition.check_glyphs(scene, languages)
    trajectories = trace(scene)
    picture = compose(scene, trajectories, moments(scene, trajectories))
    return (*scene.warnings, *picture.warnings)
