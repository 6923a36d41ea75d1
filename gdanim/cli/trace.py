"""The command ``gdanim trace``."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Annotated

import typer

from gdanim.cli.console import print_data
from gdanim.cli.options import Changes, SceneFile, load_scene
from gdanim.errors import UsageError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.descent import Trajectory
    from gdanim.scene import Scene

MAX_COLUMNS = 3  # variables whose columns fit on a screen; --csv and --json hold all


def trace(
    scene_file: SceneFile,
    changes: Changes = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all numbers as JSON.")] = False,  # noqa: FBT002
    as_csv: Annotated[bool, typer.Option("--csv", help="Print all numbers as CSV, one row per step.")] = False,  # noqa: FBT002
) -> None:
    """Prints the numbers of every run.

    Step, x, f(x), gradient and eta, and the verdict. Nothing is drawn.
    """
    from gdanim import pipeline, run_data

    if as_json and as_csv:
        raise UsageError(message("cli.json_and_csv"))
    loaded = load_scene(scene_file, changes)
    trajectories = pipeline.trace(loaded)
    if as_json:
        print_data(json.dumps(run_data.as_dict(loaded, trajectories), ensure_ascii=False, indent=1, allow_nan=False))
    elif as_csv:
        print_data(run_data.as_csv(trajectories).removesuffix("\n"))
    else:
        print_data(*_table(loaded, trajectories))


def _table(scene: Scene, trajectories: list[Trajectory]) -> Iterator[str]:
    from gdanim import run_data

    for trajectory, verdict in zip(trajectories, run_data.verdicts(scene, trajectories), strict=True):
        run = trajectory.run
        names = run.function.variables
        fate = verdict["verdict"]
        yield f"{run.label or run.function.text}" + (f": {fate['text']}" if fate else "")
        many = len(names) > MAX_COLUMNS
        heads = ["f", "|gradient|"] if many else [*names, f"f({', '.join(names)})", *(f"gradient {x}" for x in names)]
        yield "".join(f"{head:>14}" for head in ("step", *heads, *(["eta"] if run.schedule else [])))
        etas = [*trajectory.etas.tolist(), None]
        for step, ((point, value, gradient), eta) in enumerate(zip(run_data.rows(trajectory), etas, strict=True)):
            numbers = (value, math.hypot(*gradient)) if many else (*point, value, *gradient)
            numbers += (eta,) if run.schedule and eta is not None else ()
            yield f"{step:>14}" + "".join(f"{number:>14.6g}" for number in numbers)
        yield ""
