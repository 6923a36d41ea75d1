"""What became of a run: the entry of the language file that says it, and what the entry's patterns may name."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gdanim.text import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.descent import Trajectory
    from gdanim.text.words import Words
    from gdanim.verdict import Verdict

NEAR = 1e-3  # of a place's coordinates, or of 1: the catalogue may round them


@dataclass(frozen=True)
class Fate:
    """``entry`` is a key of ``verdicts``, ``where`` the place in words, ``known`` what fills the entry's patterns."""

    entry: str
    where: str = ""
    known: Mapping[str, object] = field(default_factory=dict)

    def pattern(self, words: Words, form: str) -> str:
        """The pattern of that form, or the next longer one that the language has."""
        forms: dict[str, str] = words.data["verdicts"][self.entry]
        longer = ("word", "short") if form == "word" else (form,)
        return next((forms[each] for each in longer if each in forms), forms["long"])

    def told(self, words: Words, form: str, **more: object) -> str:
        return words.fill(self.pattern(words, form), **self.known, **more)


def of(words: Words, trajectory: Trajectory) -> Fate:
    """What a run came to, by the name of the place where its function's catalogue has one."""
    run, verdict = trajectory.run, trajectory.verdict
    name = _name(words, trajectory)
    return told(words, verdict, len(trajectory.points) - 1, run.direction, name)


def told(words: Words, verdict: Verdict, steps: int, direction: str = "descend", name: str = "") -> Fate:
    where = name or _at(words, verdict)
    place = {"place": name} if name else {"at": where}
    return Fate(entry(verdict, direction, named=bool(name)), where, numbers(verdict, steps) | place)


def entry(verdict: Verdict, direction: str = "descend", *, named: bool = False) -> str:
    """The verdict's key in the language file; ``named`` where the place it ends at has a name."""
    climbing = "_ascending" if direction == "ascend" else ""
    kind, place = verdict.kind, verdict.detail
    if kind == "converged":
        place = "start" if verdict.step == 0 else "place" if named else place
        return f"converged{climbing}" + (f"_{place}" if place else "")
    if kind in {"cycle", "wandering"}:
        name = "cycle_2" if kind == "cycle" and verdict.period == 2 else kind
        return name if verdict.low is not None else f"{name}_points"
    if kind in {"stationary", "stopped"} and verdict.step == 0:
        return f"{kind}_start"
    if kind == "stationary":
        place = "place" if named else place
        return f"stationary_flat{climbing}" if place == "flat point" else f"stationary_{place}"
    if kind == "progressing" and verdict.goal is None:
        return f"progressing_endless{climbing}"
    return "stopped_change" if (kind, place) == ("stopped", "change") else kind


def numbers(verdict: Verdict, steps: int) -> dict[str, Any]:
    """What a verdict's pattern may name: steps ``n``, period ``p``, bounds ``a`` and ``b``, threshold ``t``."""
    seen = steps if verdict.kind in {"wandering", "progressing"} else verdict.step
    given = {"p": verdict.period, "a": verdict.low, "b": verdict.high, "t": verdict.threshold}
    return {"n": seen, **{name: "" if value is None else value for name, value in given.items()}}


def _at(words: Words, verdict: Verdict) -> str:
    """Which of several minima was reached, in two variables or three; on a curve one sees it."""
    goal = verdict.goal
    if goal is None or verdict.kind != "converged" or not verdict.detail:
        return ""
    if not 1 < len(goal) <= phrases.COORDINATES:
        return ""
    return words.fill(words.data["report"]["at"], point=words.isolated(words.numbered(phrases.place(goal))))


def _name(words: Words, trajectory: Trajectory) -> str:
    """The name of the minimum reached, or of the saddle the run stands on; nothing where it has none."""
    places, verdict = trajectory.run.function.named_points, trajectory.verdict
    if not places or verdict.step == 0:
        return ""
    end = verdict.goal if verdict.kind == "converged" else None
    if (verdict.kind, verdict.detail) == ("stationary", "saddle"):
        last = trajectory.points[-1]
        end = min((spot.point for spot in trajectory.stationary), key=lambda point: math.dist(point, last))
    if end is None:
        return ""
    near = [key for key, point in places if math.dist(point, end) <= NEAR * max(1.0, math.hypot(*point))]
    return words.alone.label(near[0]) if near else ""
