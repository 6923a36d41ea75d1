"""``gdanim check``, ``trace`` and ``still``: looking at a scene without rendering all of it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gdanim.cli.answers import Changes, Folder, Formats, Languages, Quiet, give, known, overrides, say
from gdanim.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.descent import Trajectory
    from gdanim.scene import Scene

MOST_COLUMNS = 3  # variables whose columns fit on a screen; --csv and --json hold all
OneScene = Annotated[Path, typer.Argument(metavar="SCENE", show_default=False)]


def check(
    scenes: Annotated[list[Path], typer.Argument(metavar="SCENE|FOLDER...", show_default=False)],
    outputs: Annotated[  # noqa: FBT002
        bool, typer.Option("--outputs", help="Name outputs that are missing, stale or damaged, instead.")
    ] = False,
    folder: Folder = Path("output"),
    formats: Formats = None,
    languages: Languages = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> int:
    """Find every problem of every scene. Nothing is written.

    With --outputs, which takes the options of the rendering, ends with 1 unless all of them stand as they should.
    """
    from gdanim import batch

    order = batch.Order(known(formats, "encoders", "format") or None, overrides(changes))
    work = batch.find(scenes, folder, known(languages, "languages", "language"))
    code, good = 0, "up to date" if outputs else "no problem"
    for outcome in batch.standing(work, order) if outputs else batch.check(work, order):
        fine = () if quiet or outcome.code else (f"{outcome.job.file}: {good}",)
        warnings = () if quiet else (f"{outcome.job.file}: warning: {text}" for text in outcome.warnings)
        say(*outcome.problems, *warnings, *fine)
        code = max(code, outcome.code)
    return code


def trace(
    scene_file: OneScene,
    changes: Changes = None,
    as_json: Annotated[bool, typer.Option("--json", help="All the numbers as JSON.")] = False,  # noqa: FBT002
    as_csv: Annotated[bool, typer.Option("--csv", help="All the numbers as CSV, a row a step.")] = False,  # noqa: FBT002
) -> None:
    """Print the numbers of every run.

    Step, x, f(x), gradient and eta, and the verdict. Nothing is drawn.
    """
    from gdanim import pipeline, record, scene

    if as_json and as_csv:
        raise UsageError("--json and --csv exclude each other")
    loaded = scene.load(scene_file, overrides(changes))
    trajectories = pipeline.trace(loaded)
    if as_json:
        give(json.dumps(record.numbers(loaded, trajectories), ensure_ascii=False, indent=1, allow_nan=False))
    elif as_csv:
        give(record.table(trajectories).removesuffix("\n"))
    else:
        give(*_lines(loaded, trajectories))


def still(
    scene_file: OneScene,
    step: Annotated[int | None, typer.Option("--step", metavar="K", help="Which step; else the last.")] = None,
    strip: Annotated[bool, typer.Option("--strip", help="Key moments in a row, for a printed hand-out.")] = False,  # noqa: FBT002
    file: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE.png|.svg|.pdf", show_default=False)
    ] = None,
    changes: Changes = None,
    quiet: Quiet = False,  # noqa: FBT002
) -> None:
    """Draw one moment, laid out exactly as in the animation."""
    from gdanim import scene, stills

    if strip and step is not None:
        raise UsageError("--strip chooses its own steps; leave out --step")
    loaded = scene.load(scene_file, overrides(changes))
    drawn = stills.strip(loaded, file) if strip else stills.still(loaded, step, file)
    say(*(() if quiet else (f"{scene_file}: drawn: {drawn}",)))


def _lines(scene: Scene, trajectories: list[Trajectory]) -> Iterator[str]:
    from gdanim import record

    for trajectory, verdict in zip(trajectories, record.verdicts(scene, trajectories), strict=True):
        run = trajectory.run
        names = run.function.variables
        yield f"{run.label or run.function.text}: {verdict['verdict']['text']}"
        many = len(names) > MOST_COLUMNS
        heads = ["f", "|gradient|"] if many else [*names, f"f({', '.join(names)})", *(f"gradient {x}" for x in names)]
        yield "".join(f"{head:>14}" for head in ("step", *heads, *(["eta"] if run.schedule else [])))
        etas = [*trajectory.etas.tolist(), None]
        for step, ((point, value, gradient), eta) in enumerate(zip(record.rows(trajectory), etas, strict=True)):
            numbers = (value, math.hypot(*gradient)) if many else (*point, value, *gradient)
            numbers += (eta,) if run.schedule and eta is not None else ()
            yield f"{step:>14}" + "".join(f"{number:>14.6g}" for number in numbers)
        yield ""
