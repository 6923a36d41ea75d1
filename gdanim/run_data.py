"""The numbers and verdicts of runs as plain data: the JSON and CSV of ``gdanim trace``, the runs of a sidecar."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim.text import quantities
from gdanim.text.plain_formula import plain_text
from gdanim.text.words import of_scene as words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Timeline
    from gdanim.composition.picture import Picture
    from gdanim.descent import Trajectory
    from gdanim.scene import Note, Scene
    from gdanim.text.quantities import QuantityFormats


def as_dict(scene: Scene, trajectories: Sequence[Trajectory]) -> dict[str, Any]:
    """Returns every number of every run. Numbers that are not finite are None, because JSON can't represent them."""
    formats = quantities.of(scene, trajectories)
    return {"scene": scene.name, "runs": [_run(scene, trajectory, formats) for trajectory in trajectories]}


def verdicts(scene: Scene, trajectories: Sequence[Trajectory]) -> list[dict[str, Any]]:
    """Returns each run's label and verdict."""
    formats = quantities.of(scene, trajectories)
    return [
        {
            "label": trajectory.run.label,
            "verdict": _verdict(scene, trajectory, formats),
            **_lowest_validation(trajectory),
        }
        for trajectory in trajectories
    ]


def with_earned_steps(
    entries: Sequence[dict[str, Any]], scene: Scene, trajectories: Sequence[Trajectory], last: int
) -> list[dict[str, Any]]:
    """Returns the entries of ``verdicts`` with the step of the animation, up to ``last``, that shows each first."""
    known = scene.clock.verdict_ticks(trajectories, last)
    return [
        {**entry, "earned": None if entry["verdict"] is None else step}
        for entry, step in zip(entries, known, strict=True)
    ]


def steps(picture: Picture, count: int) -> list[dict[str, Any]]:
    """Returns the times of the first ``count`` steps, and the words of the progress there.

    ``seconds`` is the first frame with the ball at x_k, ``full`` the first that shows all of the step.
    """
    timeline = picture.timeline
    return [
        {
            "step": step,
            "seconds": round(timeline.arrivals[step], 6),
            "full": round(timeline.completion(step), 6),
            "told": picture.step_text(step),
        }
        for step in range(count)
    ]


def notes(scene: Scene, timeline: Timeline) -> list[dict[str, Any]]:
    """Returns the notes in the order of their steps: the time at which each comes up, and the end of its pause."""
    shown = [note for note in scene.notes if note.is_due_by(timeline.last_step)]
    return [_note(note, timeline) for note in sorted(shown, key=lambda note: note.first_step)]


def _note(note: Note, timeline: Timeline) -> dict[str, Any]:
    step = note.first_step
    begin = timeline.arrivals[step]
    end = timeline.pause_end(step, note.pause) if note.pause else begin
    return {"step": step, "text": plain_text(note.text), "seconds": round(begin, 6), "until": round(end, 6)}


def as_csv(trajectories: Sequence[Trajectory]) -> str:
    """Returns CSV with a row for each step. The last row of a run has no eta, because no step follows."""
    names = max((trajectory.run.function.variables for trajectory in trajectories), key=len)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    gradient_names = [f"gradient_{name}" for name in names]
    is_validated = any(trajectory.validation_values is not None for trajectory in trajectories)
    writer.writerow(["run", "label", "step", *names, "value", *gradient_names, "eta", *["validation"] * is_validated])
    for index, trajectory in enumerate(trajectories):
        padding = [""] * (len(names) - len(trajectory.run.start))
        for step, (point, value, gradient) in enumerate(rows(trajectory)):
            eta = trajectory.etas[step].item() if step < len(trajectory.etas) and trajectory.run.schedule else ""
            validation = [_validation_cell(trajectory, step)] * is_validated
            head = [index, trajectory.run.label, step]
            writer.writerow([*head, *point, *padding, value, *gradient, *padding, eta, *validation])
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
        **_average(scene, trajectory, formats),
        **_validation(trajectory),
    }


def _average(scene: Scene, trajectory: Trajectory, formats: QuantityFormats) -> dict[str, Any]:
    """Returns the points of the averages and their own verdict; nothing for a run without."""
    means, verdict = trajectory.averages, trajectory.average_verdict
    if means is None:
        return {}
    average_verdict = (
        None if verdict is None else _verdict(scene, replace(trajectory, points=means, verdict=verdict), formats)
    )
    points = [None if math.isnan(point[0]) else list(map(_finite, point)) for point in means.tolist()]
    return {"average": {"points": points, "verdict": average_verdict}}


def _lowest_validation(trajectory: Trajectory) -> dict[str, Any]:
    """Returns where the loss of the points held out is lowest; nothing for a run without."""
    step, values = trajectory.lowest_validation_step, trajectory.validation_values
    if step is None or values is None:
        return {}
    return {"validation": {"lowest_step": step, "lowest": values[step].item()}}


def _validation(trajectory: Trajectory) -> dict[str, Any]:
    """Returns the losses of the points held out at each step; nothing for a run without."""
    values = trajectory.validation_values
    if values is None:
        return {}
    lowest = _lowest_validation(trajectory).get("validation", {})
    return {"validation": {"values": list(map(_finite, values.tolist())), **lowest}}


def _validation_cell(trajectory: Trajectory, step: int) -> float | str:
    values = trajectory.validation_values
    return "" if values is None else values[step].item()


def _verdict(scene: Scene, trajectory: Trajectory, formats: QuantityFormats) -> dict[str, Any] | None:
    """Returns the verdict; None for a picture without steps."""
    verdict = trajectory.verdict
    met = verdict.stopped_by
    if verdict.kind == "unjudged":
        return None
    words = words_of(scene).without_english
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
