"""A run's verdict in words: the language file's entry for it, and the values for the entry's patterns."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from gdanim.text import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.descent import Trajectory
    from gdanim.functions import Function
    from gdanim.text.numbers import NumberFormat
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words
    from gdanim.verdict import MetStopRule, Verdict

Form = Literal["long", "short", "word", "clause", "rest", "tally"]

SAME_POINT = 1e-3  # relative to a coordinate, or to 1: the catalogue may round named points
LOCAL = {"unbounded": "local_endless", "elsewhere": "local_elsewhere"}
"""The entries of local minima by the lower values of f, other than a lower minimum."""
COUNTED_KEYS = (
    "converged_global", "converged", "converged_local", "converged_loosely", "converged_ascending_global",
    "converged_ascending", "converged_ascending_local", "converged_ascending_loosely", "cycle", "wandering",
    "stationary", "stalled", "stopped", "unbounded", "unbounded_ascending", "diverged", "left_domain", "progressing",
)  # fmt: skip
"""The entries of counted runs in the language file, in the order in which they are written."""


@dataclass(frozen=True)
class VerdictText:
    """A verdict's text in each of its forms.

    Attributes
    ----------
    key
        The entry in ``verdicts`` of the language file.
    place
        The name or the coordinates of the place where the run ended; empty if neither is written.
    values
        The values for the entry's patterns.
    """

    key: str
    place: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def sharing(self) -> tuple[str, ...]:
        """The properties common to runs that are described together."""
        return self.key, self.place, str(self.values.get("reason", "")), str(self.values.get("t", ""))

    def write(self, words: Words, form: Form, **more: object) -> str:
        """Returns the text in a form, or in the next longer one that the language has."""
        forms: dict[str, str] = words.data["verdicts"][self.key]
        tried = ("word", "short") if form == "word" else (form,)
        pattern = next((forms[form] for form in tried if form in forms), forms["long"])
        return words.fill(pattern, **self.values, **more)


def of_trajectory(words: Words, trajectory: Trajectory, formats: QuantityFormats) -> VerdictText:
    """Returns the text of a trajectory's verdict, with the catalogue's name of its end point if there is one."""
    return of_verdict(
        words,
        trajectory.verdict,
        trajectory.last_step,
        trajectory.run.direction,
        formats.point,
        place_name=_place_name(words, trajectory),
        function=trajectory.run.function,
    )


def of_stop(words: Words, trajectory: Trajectory) -> VerdictText | None:
    """Returns the text of the stop rule that ended a run, if its verdict says something else; otherwise None."""
    verdict = trajectory.verdict
    if verdict.stopped_by is None or verdict.kind == "stopped":
        return None
    reason = _stop_reason(words, verdict.stopped_by, trajectory.run.function)
    return VerdictText("stopped", values={"n": trajectory.last_step, "reason": reason})


def of_verdict(
    words: Words,
    verdict: Verdict,
    steps: int,
    direction: str,
    formats: Sequence[NumberFormat],
    *,
    place_name: str = "",
    function: Function | None = None,
) -> VerdictText:
    """Returns the text of the verdict on a run of ``steps`` steps, with coordinates in these formats."""
    place = place_name or _coordinates(words, verdict, formats)
    values: dict[str, object] = {"place": place_name} if place_name else {"at": place}
    key = entry_key(verdict, direction, has_place_name=bool(place_name))
    if verdict.kind == "stopped" and verdict.stopped_by:
        values["reason"] = _stop_reason(words, verdict.stopped_by, function)
    return VerdictText(key, place, values | _numbers(words, verdict, steps, formats))


def entry_key(verdict: Verdict, direction: str = "descend", *, has_place_name: bool = False) -> str:
    """Returns the verdict's key in the language file."""
    suffix = "_ascending" if direction == "ascend" else ""
    kind: str = verdict.kind
    detail: str | None = verdict.detail
    if verdict.has_converged:
        return _converged_key(verdict, suffix, has_place_name=has_place_name)
    if kind in {"cycle", "wandering"}:
        key = "cycle_2" if kind == "cycle" and verdict.period == 2 else kind
        return key if verdict.low is not None else f"{key}_points"
    if kind in {"stationary", "stopped"} and verdict.step == 0:
        return _start_key(verdict, suffix)
    if kind == "stationary":
        detail = "place" if has_place_name else detail
        return f"stationary_flat{suffix}" if detail == "flat point" else f"stationary_{detail}".replace(" ", "_")
    if kind == "progressing" and (verdict.is_away or verdict.goal is None):
        return f"progressing_endless{suffix}"
    return _variant(verdict, suffix)


def counted_key(trajectory: Trajectory) -> str:
    """Returns the key in the language file under which a run is counted among many."""
    verdict = trajectory.verdict
    if verdict.kind == "unjudged":
        return "progressing"
    if not verdict.has_converged:
        return "unbounded_ascending" if verdict.kind == "unbounded" and trajectory.run.is_ascent else verdict.kind
    suffix = "_loosely" if verdict.is_loose else f"_{verdict.detail}" if verdict.detail in {"local", "global"} else ""
    return f"converged{'_ascending' if trajectory.run.is_ascent else ''}{suffix}"


def _converged_key(verdict: Verdict, suffix: str, *, has_place_name: bool) -> str:
    if verdict.is_loose:
        return f"converged{suffix}_loosely" + ("_start" if verdict.step == 0 else "")
    detail: str | None = verdict.detail
    detail = LOCAL.get(verdict.below or "", detail) if detail == "local" else detail
    detail = "start" if verdict.step == 0 else "place" if has_place_name else detail
    return f"converged{suffix}" + (f"_{detail}" if detail else "")


def _start_key(verdict: Verdict, suffix: str) -> str:
    """Returns the key of a run that never moves. At a kink the slope only counts as zero."""
    if verdict.kind == "stationary" and verdict.detail == ("maximum" if suffix else "minimum"):
        return f"converged{suffix}_start"
    is_named = verdict.kind == "stationary" and verdict.detail in {"maximum", "minimum", "saddle"}
    return f"{verdict.kind}_start" + ("_kink" if verdict.is_at_kink else f"_{verdict.detail}" if is_named else "")


def _variant(verdict: Verdict, suffix: str) -> str:
    """Returns the key of a kind with several entries, chosen by the verdict's other fields."""
    if verdict.kind == "stalled":
        return (
            "stalled_rule" if verdict.detail == "rule" else f"stalled_step_size{'_away' if verdict.is_away else suffix}"
        )
    if verdict.kind == "unbounded":
        return f"unbounded{suffix}"
    if verdict.kind == "diverged" and (verdict.is_growing or verdict.is_swinging):
        return "diverged_growing" if verdict.is_growing else "diverged_swinging"
    return verdict.kind


def _numbers(words: Words, verdict: Verdict, steps: int, formats: Sequence[NumberFormat]) -> dict[str, object]:
    """Returns the values of a pattern: steps ``n``, period ``p``, bounds ``a`` and ``b`` of x, tolerance ``t``."""
    seen_steps = steps if verdict.kind in {"wandering", "progressing"} else verdict.step
    a, b = ("" if bound is None else words.printed(formats[0].plain(bound)) for bound in (verdict.low, verdict.high))
    period = "" if verdict.period is None else verdict.period
    tolerance = verdict.tolerance if verdict.is_loose else ""
    return {"n": seen_steps, "p": period, "a": a, "b": b, "t": tolerance}


def _stop_reason(words: Words, met: MetStopRule, function: Function | None) -> str:
    """Returns the condition of the stop rule that ended a run: ``x changes by less than 0.001``."""
    variables, name = (function.variables, function.symbol) if function else (("x",), "f")
    names = phrases.variables(variables)
    point = names if len(variables) == 1 else f"({names})"
    symbols = {"x": words.formula(point), "f": words.formula(f"{phrases.symbol(name)}({names})")}
    return words.fill(words.data["stop_rules"][met.rule], t=met.threshold, **symbols)


def _coordinates(words: Words, verdict: Verdict, formats: Sequence[NumberFormat]) -> str:
    """Returns the coordinates of the minimum reached, if there are several, in two or three variables."""
    goal = verdict.goal
    if goal is None or verdict.kind != "converged" or not verdict.detail:
        return ""
    if not 1 < len(goal) <= phrases.MAX_COORDINATES:
        return ""
    point = words.isolated(words.coordinates(phrases.coordinates(goal, formats)))
    return words.fill(words.data["report"]["at"], point=point)


def _place_name(words: Words, trajectory: Trajectory) -> str:
    """Returns the name of the minimum reached, or of the saddle where the run rests; empty without a name."""
    function, verdict = trajectory.run.function, trajectory.verdict
    if not function.named_points or verdict.step == 0:
        return ""
    end = verdict.reached
    if (verdict.kind, verdict.detail) == ("stationary", "saddle"):
        last = trajectory.points[-1]
        end = min((point.at for point in trajectory.stationary_points), key=lambda point: math.dist(point, last))
    if end is None:
        return ""
    distances = ((key, math.dist(point, end), max(1.0, math.hypot(*point))) for key, point in function.named_points)
    key = next((key for key, distance, size in distances if distance <= SAME_POINT * size), None)
    return words.of_plugin(function.words).without_english.label(key) if key else ""
