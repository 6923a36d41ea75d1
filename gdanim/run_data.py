"""The numbers and verdicts of runs as plain data: the JSON and CSV of ``gdanim trace``, the runs of a sidecar."""

from __future__ import annotations

import csv
import io
import math
from typing import TYPE_CHECKING, Any

from gdanim.text import quantities
from gdanim.text.words import load as load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.descent import Trajectory
    from gdanim.scene import Scene
    from gdanim.text.quantities import QuantityFormats


def as_dict(scene: Scene, trajectories: Sequence[Trajectory]) -> dict[str, Any]:
    """Returns every number of every run. Numbers that are not finite are None, because JSON can't represent them."""
    formats = quantities.of(scene, trajectories)
    return {"scene": scene.name, "runs": [_run(scene, trajectory, formats) for trajectory in trajectories]}


def verdicts(scene: Scene, trajectories: Sequence[Trajectory]) -> list[dict[str, Any]]:
    """Returns each run's label and verdict."""
    formats = quantities.of(scene, trajectories)
    return [
        {"label": trajectory.run.label, "verdict": _verdict(scene, trajectory, formats)} for trajectory in trajectories
    ]


def as_csv(trajectories: Sequence[Trajectory]) -> str:
    """Returns CSV with a row for each step. The last row of a run has no eta, because no step follows."""
    names = max((trajectory.run.function.variables for trajectory in trajectories), key=len)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["run", "label", "step", *names, "value", *(f"gradient_{name}" for name in names), "eta"])
    for index, trajectory in enumerate(trajectories):
        padding = [""] * (len(names) - len(trajectory.run.start))
        for step, (point, value, gradient) in enumerate(rows(trajectory)):
            eta = trajectory.etas[step].item() if step < len(trajectory.etas) and trajectory.run.schedule else ""
            writer.writerow([index, trajectory.run.label, step, *point, *padding, value, *gradient, *padding, eta])
    return text.getvalue()


def rows(trajectory: Trajectory) -> zip[tuple[list[float], float, list[float]]]:
    """Returns point, value and gradient of each step, as Python floats."""
    arrays = (trajectory.points, trajectory.values, trajectory.gradients)
    return zip(*(array.tolist() for array in arrays), strict=True)


def _run(scene: Scene, trajectory: Trajectory, formats: QuantityFormats) -> dict[str, Any]:
    run = trajectory.run
    points, values, gradients = zip(*rows(trajectory), strict=True)
    return {
        "label": run.label,
        "function": run.function.text,
        "optimizer": run.optimizer.name,
        "eta": _eta(trajectory),
        "direction": run.direction,
        "points": [list(map(_finite, point)) for point in points],
        "values": list(map(_finite, values)),
        "gradients": [list(map(_finite, gradient)) for gradient in gradients],
        "verdict": _verdict(scene, trajectory, formats),
    }


def _verdict(scene: Scene, trajectory: Trajectory, formats: QuantityFormats) -> dict[str, Any] | None:
    """Returns the verdict; None for a picture without steps."""
    verdict = trajectory.verdict
    met = verdict.stopped_by
    if verdict.kind == "unjudged":
        return None
    words = load_words(scene.language, scene.terms, scene.digits)
    return {
        "kind": verdict.kind,
        "step": verdict.step,
        "period": verdict.period,
        "place": verdict.detail,
        "tolerance": verdict.tolerance,
        "stopped_by": None if met is None else {"rule": met.rule, "threshold": met.threshold},
        "text": words.verdict_text(trajectory, formats),
    }


def _eta(trajectory: Trajectory) -> float | list[float | None] | None:
    """Returns the constant eta of the run, or the list of all if they vary; None for a rule without step size."""
    schedule = trajectory.run.schedule
    if schedule is None:
        return None
    return schedule.at(0) if schedule.is_constant else list(map(_finite, trajectory.etas.tolist()))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
