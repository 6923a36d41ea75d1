"""The story: a scene is run, its steps become moments, its moments frames, its frames files."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import descent, outputs, record, registry
from gdanim.animation import run_clock, timeline
from gdanim.errors import Problem, SceneError, UsageError
from gdanim.rendered import Rendered
from gdanim.scene import limits, pauses, placed
from gdanim.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gdanim.animation.flash_check import Watch
    from gdanim.animation.timeline import Timeline
    from gdanim.composition.picture import Picture
    from gdanim.descent import Trajectory
    from gdanim.outputs import OutputEntry
    from gdanim.scene import Scene
    from gdanim.sheets import Sheet


def render(
    scene: Scene,
    folder: str | Path = "output",
    formats: Sequence[str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    *,
    force: bool = False,
    stem: str | None = None,
) -> Rendered:
    """Write the scene's outputs and its sidecar to ``folder``, unless they stand there already.

    ``formats`` replace the scene's own, ``stem`` its name in the files' names; ``progress`` is told the frames done
    and the frames in all. Raises SceneError, UsageError for an unknown format, and RenderError when a file can't be
    made: then the old ones still stand.
    """
    formats = _suitable(scene, formats or scene.output)
    if not force and (standing := current(scene, folder, formats, stem=stem)):
        return standing
    trajectories = trace(scene)
    picture, watch = _watched(compose(scene, trajectories, moments(scene, trajectories)))

    def sidecar(entries: list[OutputEntry]) -> dict[str, Any]:
        return describe(scene, trajectories, picture, entries)

    *written, told = outputs.write(picture, Path(folder), stem or scene.name, formats, sidecar, progress=progress)
    warned = (*warnings(scene, trajectories), *picture.warnings, *_flashing(watch))
    return Rendered(scene, tuple(written), told, "rendered", tuple(trajectories), warned)


def current(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> Rendered | None:
    """The outputs that stand in ``folder``, if drawing the scene again would make the same."""
    if next(faults(scene, folder, formats, stem=stem), None):
        return None
    return Rendered(scene, files(scene, folder, formats, stem=stem), _sidecar(scene, folder, stem), "up_to_date")


def faults(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> Iterator[str]:
    """What is missing, stale or damaged of the scene's outputs in ``folder``, a sentence each."""
    formats = _suitable(scene, formats or scene.output)
    return outputs.faults(Path(folder), stem or scene.name, formats, _fingerprint(scene))


def files(
    scene: Scene, folder: str | Path, formats: Sequence[str] | None = None, *, stem: str | None = None
) -> tuple[Path, ...]:
    """The outputs of the scene, whether they stand or not."""
    endings = [registry.load("encoders", name).extension for name in _suitable(scene, formats or scene.output)]
    return tuple(Path(folder) / f"{stem or scene.name}{ending}" for ending in endings)


def trace(scene: Scene) -> list[Trajectory]:
    """What every run of the scene does, in numbers."""
    return [descent.run(run) for run in scene.runs]


def moments(scene: Scene, trajectories: Sequence[Trajectory]) -> Timeline:
    """When each step is shown. The film ends with the longest run; where none takes a step it shows one's time.

    Where the scene leaves its length free, the page is laid out to see how far the balls swing: raises SceneError.
    """
    usual = _plan(scene, trajectories)
    if not scene.timing.free:
        return usual
    from gdanim.composition import picture as figure

    with placing(scene):
        swings = figure.swinging(scene, trajectories, usual)
    return _plan(scene, trajectories, swings)


def _plan(scene: Scene, trajectories: Sequence[Trajectory], swings: Sequence[float] = ()) -> Timeline:
    return timeline.plan(
        scene.timing,
        steps=max(1, *_ticks(scene, trajectories)),
        runs=len(trajectories),
        memory=any(run.optimizer.rule.memory for run in scene.runs),
        pauses=pauses(scene.notes),
        swings=swings,
    )


def _ticks(scene: Scene, trajectories: Sequence[Trajectory]) -> list[int]:
    """How long each run takes on the clock that all share."""
    paces = run_clock.paces(scene.runs, by_passes=scene.epochs is not None)
    return [each.ticks(len(one.points) - 1) for each, one in zip(paces, trajectories, strict=True)]


def compose(scene: Scene, trajectories: Sequence[Trajectory], shown: Timeline) -> Picture:
    """The scene's picture, laid out, its frames yet to be drawn. Raises SceneError for what can't be drawn."""
    from gdanim import strips
    from gdanim.composition import picture as figure

    def strip() -> Sheet:
        slow = replace(scene, timing=strips.unhurried(scene.timing))
        with placing(scene):
            return strips.row(scene, trajectories, moments(slow, trajectories))

    with placing(scene):
        return replace(figure.compose(scene, trajectories, shown), strip=strip)


@contextmanager
def placing(scene: Scene) -> Iterator[None]:
    """Drawing knows which key is wrong; the scene knows its line."""
    try:
        yield
    except SceneError as error:
        found = [placed(scene, problem) for problem in error.problems]
        raise SceneError(sorted(found, key=lambda problem: (problem.line or 0, problem.column or 0))) from error


def check(scene: Scene, languages: Sequence[str] = ()) -> tuple[str, ...]:
    """Find what is wrong only when it is drawn, with the texts of ``languages`` besides its own. Raises SceneError.

    Returns what is no error, but worth a warning.
    """
    from gdanim.composition import picture as figure

    with placing(scene):
        figure.check_letters(scene, languages)
    trajectories = trace(scene)
    picture = compose(scene, trajectories, moments(scene, trajectories))
    return (*scene.warnings, *picture.warnings)


def describe(
    scene: Scene, trajectories: Sequence[Trajectory], picture: Picture, entries: Sequence[OutputEntry]
) -> dict[str, Any]:
    """The sidecar: what was written and what it shows."""
    spoken = words.load(scene.language, scene.terms, scene.digits, bilingual=scene.bilingual)
    longest = max(len(trajectory.points) for trajectory in trajectories)
    return {
        "scene": scene.name,
        "title": scene.title,
        "language": scene.language,
        "alt": spoken.alt(scene, trajectories),
        "caption": spoken.caption(scene, trajectories),
        "fingerprint": _fingerprint(scene),
        "reads": dict(scene.reads),
        "outputs": [entry.as_dict() for entry in entries],
        "runs": record.verdicts(scene, trajectories),
        "steps": [{"step": step, "seconds": round(picture.arrivals[step], 6)} for step in range(longest)],
        "panels": [dict(panel) for panel in picture.panels],
    }


def warnings(scene: Scene, trajectories: Sequence[Trajectory]) -> tuple[str, ...]:
    """The scene's own, and one that names the runs that left the numbers: they are drawn, and no error."""
    told = zip(trajectories, record.verdicts(scene, trajectories), strict=True)
    trouble = [
        f"{one.run.label or one.run.function.text} {entry['verdict']['text']}"
        for one, entry in told
        if one.verdict.kind in {"diverged", "left_domain"}
    ]
    return (*scene.warnings, *(["; ".join(trouble)] if trouble else []))


def _watched(picture: Picture) -> tuple[Picture, Watch]:
    from gdanim.animation.flash_check import Watch

    watch = Watch(picture.fps)
    return replace(picture, watch=watch.over), watch


def _flashing(watch: Watch) -> tuple[str, ...]:
    if not watch.flashes:
        return ()
    return (f"the picture flashes {watch.flashes} times in a second, which can harm: let the steps take longer",)


def _suitable(scene: Scene, formats: Sequence[str]) -> tuple[str, ...]:
    """Each format once. Those that do not come from the scene were never held against its size."""
    known = registry.names("encoders")
    for name in formats:
        if name not in known:
            raise UsageError(f"unknown format {name!r}{registry.advice(name, known)}")
    message = limits.odd_size_problem(scene.size, tuple(formats)) if scene.size else None
    if message:
        raise SceneError([placed(scene, Problem(message, ("size",)))])
    return tuple(dict.fromkeys(formats))


def _sidecar(scene: Scene, folder: str | Path, stem: str | None) -> Path:
    return Path(folder) / f"{stem or scene.name}.json"


def _fingerprint(scene: Scene) -> str:
    return outputs.fingerprint.compute(scene.reads, scene.overrides, scene.language)
