"""The pipeline: scenes are run, their steps become moments, the moments frames, the frames files."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import descent, outputs, registry, run_data, sheets, size_budget, spelling, yaml
from gdanim.animation import timeline
from gdanim.errors import Problem, SceneError, UsageError
from gdanim.messages import message
from gdanim.rendered import Rendered
from gdanim.scene import limits, locate, pauses
from gdanim.text.words import of_scene as words_of
from gdanim.threads import one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gdanim.animation.flash_check import FlashCheck
    from gdanim.animation.timeline import Timeline
    from gdanim.composition.picture import Picture
    from gdanim.descent import Trajectory
    from gdanim.outputs import OutputEntry
    from gdanim.scene import Scene
    from gdanim.scene.model import Sweep
    from gdanim.sheets import Sheet

VALUE_TIME, VALUE_HOLD = 120, 0.8  # milliseconds of each value of a sweep; seconds at one where the animation stops


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
    formats = _checked_formats(scene, formats or scene.output)
    if not force and (existing := up_to_date(scene, folder, formats, stem=stem)):
        return existing
    job = partial(_draw, folder=Path(folder), stem=stem or scene.name, formats=formats, progress=progress)
    draw = partial(job, trace(scene))
    has_palette = any(registry.load("encoders", name).has_palette for name in formats)
    return size_budget.fit(scene, draw, has_palette=has_palette)


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
    """Writes the outputs and their sidecar. Raises size_budget.TooLargeError if one exceeds the scene's budget."""

    def composed(scene: Scene) -> Picture:
        picture = compose_animation(scene, trajectories)
        return picture if max_colours is None else replace(picture, max_colours=max_colours)

    picture, flash_check = _with_flash_check(composed(scene))
    dark = composed(_in_dark(scene)) if scene.dark_theme else None
    large: list[str] = []

    played = [film for name in formats if (film := registry.load("encoders", name).film)]
    if scene.player == "beside" and played:
        films = outputs.output_paths(Path(), stem, played[:1], is_pair=dark is not None)
        picture = replace(picture, films=tuple(film.name for film in films))
        dark = dark and replace(dark, films=picture.films)

    def sidecar(entries: list[OutputEntry]) -> dict[str, Any]:
        size_budget.check(scene, picture, entries)
        large.extend(size_budget.large_file_warnings(scene, entries))
        return picture.describe() | {"outputs": list(_with_themes(scene, entries))}

    *files, sidecar_file = outputs.write(picture, folder, stem, formats, sidecar, progress=progress, dark=dark)
    all_warnings = (
        *warnings(scene, trajectories),
        *picture.warnings,
        *_flash_warnings(flash_check),
        *large,
        *outputs.outdated(folder, stem),
    )
    still = partial(last_frame, scene)
    return Rendered(scene, tuple(files), sidecar_file, "rendered", tuple(trajectories), all_warnings, still)


def up_to_date(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> Rendered | None:
    """Returns the outputs in ``folder`` if they are up to date; otherwise None."""
    if next(output_problems(scene, folder, formats, stem=stem), None):
        return None
    sidecar = outputs.sidecar_path(Path(folder), stem or scene.name)
    files = output_files(scene, folder, formats, stem=stem)
    return Rendered(scene, files, sidecar, "up_to_date", draw_still=partial(last_frame, scene))


def last_frame(scene: Scene) -> bytes:
    """Lays a scene out, and returns its last frame as a PNG file's bytes."""
    trajectories = trace(scene)
    picture = compose(scene, trajectories, moments(scene, trajectories))
    return sheets.png_bytes(picture.frame(picture.count - 1))


def output_problems(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> Iterator[str]:
    """Yields the missing, stale and damaged outputs in ``folder``, a sentence each."""
    formats = _checked_formats(scene, formats or scene.output)
    paths = output_files(scene, folder, formats, stem=stem)
    return outputs.problems(Path(folder), stem or scene.name, paths, _components(scene))


def output_files(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> tuple[Path, ...]:
    """Returns the paths of the scene's outputs, existing or not."""
    names = _checked_formats(scene, formats or scene.output)
    return outputs.output_paths(Path(folder), stem or scene.name, names, is_pair=scene.dark_theme is not None)


def _in_dark(scene: Scene) -> Scene:
    """Returns the scene in the dark theme of its pair."""
    return replace(scene, theme=scene.dark_theme or scene.theme, dark_theme=None)


def _with_themes(scene: Scene, entries: Sequence[OutputEntry]) -> Iterator[dict[str, Any]]:
    """Yields the sidecar's entries of the outputs; those of a pair with their theme."""
    for number, entry in enumerate(entries):
        theme = scene.theme if number < len(entries) / 2 else scene.dark_theme
        yield {**entry.as_dict(), **({"theme": theme} if scene.dark_theme else {})}


def trace(scene: Scene) -> list[Trajectory]:
    """Returns the trajectory of every run of the scene; nothing is drawn."""
    return [descent.compute_trajectory(run) for run in scene.runs]


@one_at_a_time
def moments(scene: Scene, trajectories: Sequence[Trajectory]) -> Timeline:
    """Returns the timeline. It ends with the longest run, and lasts one step if no run takes any.

    If the scene leaves its length free, the page is laid out to measure how the balls move, which may raise SceneError.
    """
    usual = _plan(scene, trajectories)
    if scene.sweep is not None or not scene.timing.is_flexible:
        return usual
    from gdanim import composition

    with problems_located(scene):
        motion = composition.ball_motion(scene, trajectories, usual)
    return _plan(scene, trajectories, motion.reversals, motion.settled)


def _plan(
    scene: Scene, trajectories: Sequence[Trajectory], reversals: Sequence[float] = (), settled: int | None = None
) -> Timeline:
    if scene.sweep is not None:
        return _plan_of_sweep(scene, scene.sweep, trajectories)
    return timeline.plan(
        scene.timing,
        steps=max(1, *_ticks(scene, trajectories)) if scene.steps else 0,
        run_count=len(trajectories),
        has_memory=any(run.optimizer.rule.has_memory for run in scene.runs),
        pauses=pauses(scene.notes),
        reversals=reversals,
        settled=None if settled is None else max(settled, *(note.steps[0] for note in scene.notes if note.steps), 0),
        begins_bare=any(panel.plugin.tells_parts_of_steps for panel in scene.panels),
    )


def _plan_of_sweep(scene: Scene, sweep: Sweep, trajectories: Sequence[Trajectory]) -> Timeline:
    """Returns the timeline with a step for each value; it holds at values that panels ask for."""
    chosen = [value for panel in scene.panels for value in panel.plugin.held_values(trajectories, panel.options, sweep)]
    held = {min(range(len(sweep.values)), key=lambda index: abs(sweep.values[index] - value)) for value in chosen}
    stops = tuple((index, VALUE_HOLD) for index in sorted(held) if 0 < index < scene.film_steps)
    timing = replace(scene.timing, beats="one", slow=0, motion="jump", step_time=VALUE_TIME)
    return timeline.plan(
        timing, steps=scene.film_steps, run_count=len(trajectories), pauses=(*pauses(scene.notes), *stops)
    )


def _ticks(scene: Scene, trajectories: Sequence[Trajectory]) -> list[int]:
    """Returns the number of steps of the shared clock that each run takes."""
    if scene.sweep is not None:
        return [scene.film_steps]
    return [
        clock.ticks_for(trajectory.last_step) for clock, trajectory in zip(scene.run_clocks, trajectories, strict=True)
    ]


@one_at_a_time
def compose(scene: Scene, trajectories: Sequence[Trajectory], plan: Timeline) -> Picture:
    """Returns the scene's laid-out picture, drawn on demand. Raises SceneError for what can't be drawn."""
    from gdanim import composition, strips

    def strip() -> Sheet:
        slow = replace(scene, timing=strips.slow_timing(scene.timing))
        with problems_located(scene):
            return strips.strip_sheet(scene, trajectories, moments(slow, trajectories))

    with problems_located(scene):
        picture = composition.compose(scene, trajectories, plan)
    return replace(
        picture,
        end=partial(strips.end_sheet, scene, trajectories, picture),
        strip=strip,
        describe=cache(partial(describe, scene, trajectories, picture)),
        source=scene.text,
        carried=carried_text(scene, trajectories) if scene.metadata else "",
    )


@one_at_a_time
def compose_animation(scene: Scene, trajectories: Sequence[Trajectory]) -> Picture:
    """Returns the picture with the scene's timeline, or with a single frame if no step changes it."""
    picture = compose(scene, trajectories, moments(scene, trajectories))
    if not picture.is_still:
        return picture
    still = picture.as_still()
    return replace(still, describe=partial(describe, scene, trajectories, still))


@contextmanager
def problems_located(scene: Scene) -> Iterator[None]:
    """Adds file, line and column to the problems of a SceneError, which drawing code doesn't know."""
    try:
        yield
    except SceneError as error:
        problems = [locate(scene, problem) for problem in error.problems]
        raise SceneError(sorted(problems, key=lambda problem: (problem.line or 0, problem.column or 0))) from error


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


def describe(scene: Scene, trajectories: Sequence[Trajectory], picture: Picture) -> dict[str, Any]:
    """Returns the sidecar's content without the written files."""
    words = words_of(scene)
    last = picture.timeline.last_step
    verdicts, components = run_data.verdicts(scene, trajectories), _components(scene)
    return {
        "scene": scene.name,
        "title": scene.title,
        "language": scene.language,
        "alt": words.alt(scene, trajectories, picture.panels),
        "caption": words.caption(scene, trajectories, picture.panels),
        "fingerprint": outputs.fingerprint.compute(components) if components else "",
        "components": components,
        "reads": dict(scene.reads),
        "outputs": [],
        "fps": picture.fps,
        "runs": run_data.with_earned_steps(verdicts, scene, trajectories, last),
        "steps": run_data.steps(picture, 1 + min(max(_ticks(scene, trajectories)), picture.timeline.last_step)),
        "notes": run_data.notes(scene, picture.timeline),
        "panels": [dict(panel) for panel in picture.panels],
        **_clock(scene, last),
    }


def _clock(scene: Scene, last: int) -> dict[str, Any]:
    """Returns the name and the values of the animation's clock, if it counts something else than steps."""
    if scene.sweep is not None:
        return {"clock": {"name": scene.sweep.trait, "values": list(scene.sweep.values)}}
    if scene.counts_time:
        return {"clock": {"name": "t", "values": [step * min(scene.step_sizes) for step in range(last + 1)]}}
    return {}


def carried_text(scene: Scene, trajectories: Sequence[Trajectory]) -> str:
    """Returns what a file with metadata carries, as JSON: its texts, the scene's own, and the files that this reads."""
    from gdanim import __version__

    words = words_of(scene)
    own = Path(scene.file).name if scene.file else scene.name
    content = {
        "title": scene.title or scene.name,
        "alt": words.alt(scene, trajectories),
        "version": __version__,
        "scene": scene.text,
        "overrides": dict(scene.overrides),
        "reads": {name: digest for name, digest in scene.reads if name != own},
    }
    return json.dumps(content, ensure_ascii=False)


def warnings(scene: Scene, trajectories: Sequence[Trajectory]) -> tuple[str, ...]:
    """Returns the scene's own warnings, and one about runs whose numbers overflow, which a sweep may show."""
    if scene.sweep is not None:
        return scene.warnings
    described = zip(trajectories, run_data.verdicts(scene, trajectories), strict=True)
    diverged = [
        f"{trajectory.run.label or trajectory.run.function.text} {entry['verdict']['text']}"
        for trajectory, entry in described
        if trajectory.verdict.kind in {"diverged", "left_domain"}
    ]
    return (*scene.warnings, *([message("render.runs_diverged", runs="; ".join(diverged))] if diverged else []))


def _with_flash_check(picture: Picture) -> tuple[Picture, FlashCheck]:
    """Returns the picture with its frames passing through a check for flashes, and the check."""
    from gdanim.animation.flash_check import FlashCheck

    check = FlashCheck(picture.fps)
    return replace(picture, watch=check.watch), check


def _flash_warnings(check: FlashCheck) -> tuple[str, ...]:
    return (message("render.flashes", count=check.flashes),) if check.flashes else ()


def _checked_formats(scene: Scene, formats: Sequence[str]) -> tuple[str, ...]:
    """Returns each format once. Formats that do not come from the scene are checked against its size only here."""
    known = registry.names("encoders")
    for name in formats:
        if name not in known:
            raise UsageError(message("render.unknown_format", name=name, advice=spelling.advice(name, known)))
    odd_size = limits.odd_size_problem(scene.size, tuple(formats)) if scene.size else None
    if odd_size:
        raise SceneError([locate(scene, Problem(odd_size, ("size",)))])
    no_film = limits.missing_film_problem(scene.player, tuple(formats))
    if no_film:
        raise SceneError([locate(scene, Problem(no_film, ("player",)))])
    no_alpha = limits.no_transparency_problem(tuple(formats)) if scene.background == "transparent" else None
    if no_alpha:
        raise SceneError([locate(scene, Problem(no_alpha, ("background",)))])
    return tuple(dict.fromkeys(formats))


def _components(scene: Scene) -> dict[str, str]:
    """Returns what the outputs depend on; nothing if the scene holds objects of a program, which may do anything."""
    if scene.nodes and yaml.holds_objects(scene.nodes):
        return {}
    return outputs.fingerprint.components(scene.reads, scene.overrides, scene.language, _plugins(scene))


def _plugins(scene: Scene) -> list[tuple[str, ...]]:
    """Returns the fingerprint's entries of the other packages' plug-ins that the scene names."""
    plugin_words = {*yaml.words(scene.nodes), scene.language} if scene.nodes else None
    return [plugin.identity for plugin in registry.used(plugin_words)]
