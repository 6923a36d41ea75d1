"""What the runs of a scene did, in sentences. Holds no word of any language: patterns come from the language's file."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Protocol

from gdanim.words import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.descent import Run, Trajectory
    from gdanim.verdict import Verdict
    from gdanim.words import Words

    Leads = Callable[[Run], str]

    class Scene(Protocol):
        """As much of a scene as its report needs."""

        @property
        def runs(self) -> Sequence[Run]: ...
        @property
        def overlay(self) -> bool: ...
        @property
        def caption(self) -> str | None: ...


TOLD_ONE_BY_ONE = 8  # more runs than this are counted by fate


def fate(verdict: Verdict, direction: str = "descend") -> str:
    """The verdict's entry in the language file."""
    climbing = "_ascending" if direction == "ascend" else ""
    if verdict.kind == "converged":
        place = "start" if verdict.step == 0 else verdict.place
        return f"converged{climbing}" + (f"_{place}" if place else "")
    if verdict.kind == "cycle":
        return "cycle_2" if verdict.period == 2 else "cycle"
    if verdict.kind in {"stationary", "stopped"} and verdict.step == 0:
        return f"{verdict.kind}_start"
    if verdict.kind == "stationary":
        return f"stationary_flat{climbing}" if verdict.place == "flat point" else f"stationary_{verdict.place}"
    return "stopped_change" if (verdict.kind, verdict.place) == ("stopped", "change") else verdict.kind


def numbers(verdict: Verdict, steps: int) -> dict[str, object]:
    """What a verdict's pattern may name: steps ``n``, period ``p``, bounds ``a`` and ``b``, threshold ``t``."""
    seen = steps if verdict.kind in {"wandering", "progressing"} else verdict.step
    given = {"p": verdict.period, "a": verdict.low, "b": verdict.high, "t": verdict.threshold}
    return {"n": seen, **{name: "" if value is None else value for name, value in given.items()}}


def opening(words: Words, scene: Scene) -> str:
    """How many pictures of which method on which function, from where, for how long."""
    runs = scene.runs
    shape = "one" if len(runs) == 1 else "overlay" if scene.overlay else "panels"
    return words.fill(
        words.data["report"][shape],
        Count=phrases.capital(phrases.count(words, len(runs))),
        method=phrases.listed(words, (phrases.method(words, run) for run in runs)),
        functions=phrases.functions(words, runs),
        starts=phrases.starts(words, runs),
        etas=phrases.etas(words, runs),
        steps=phrases.steps(words, runs),
    )


def outcome(words: Words, trajectories: Sequence[Trajectory]) -> str:
    """The verdicts in sentences, those that arrive first; many runs are counted."""
    if len(trajectories) == 1:
        return _sentence(words, trajectories, lambda _: "")
    if len(trajectories) > TOLD_ONE_BY_ONE:
        return " ".join([_tally(words, trajectories), *_soonest(words, trajectories)])
    leads = partial(lead, words)
    there = [trajectory for trajectory in trajectories if trajectory.verdict.kind == "converged"]
    others = [trajectory for trajectory in trajectories if trajectory.verdict.kind != "converged"]
    sentences = [_sentence(words, there, leads)] if there else []
    sentences += [_sentence(words, others, leads, again=bool(there))] if others else []
    return " ".join([*sentences, *_soonest(words, trajectories)])


def lead(words: Words, run: Run) -> str:
    """What sets this run apart: "with η = 0.2", "from x = 3", in “its label”; nothing when it is alone."""
    patterns = words.data["report"]
    if not run.differs:
        quoted = words.data["quoted"].format(text=run.label)
        return words.fill(patterns["lead_label"], value=quoted) if run.label else ""
    said = [
        words.fill(
            patterns.get(f"lead_{run.direction}" if key == "direction" else f"lead_{key}", patterns["lead_other"]),
            key=words.isolated(phrases.symbol(key)),
            value=phrases.value(words, run, key, value),
        )
        for key, value in run.differs
    ]
    return phrases.series(words, said)


def _sentence(words: Words, trajectories: Sequence[Trajectory], leads: Leads, *, again: bool = False) -> str:
    clauses: list[str] = []
    for alike in _breaths(words, trajectories):
        clauses.append(_clause(words, alike, leads, again=again or bool(clauses)))
    return f"{phrases.capital(words.data['semicolon'].join(clauses))}{_within(words, trajectories)}."


def _breaths(words: Words, trajectories: Sequence[Trajectory]) -> list[list[Trajectory]]:
    """Runs that are told in one breath: of the same fate where the language can go on, else of the same words."""
    breaths: dict[tuple[str, str], list[Trajectory]] = {}
    for trajectory in trajectories:
        name = _fate(trajectory)
        same = "" if "rest" in words.data["verdicts"][name] else _predicate(words, trajectory)
        breaths.setdefault((name, same), []).append(trajectory)
    return list(breaths.values())


def _clause(words: Words, alike: Sequence[Trajectory], leads: Leads, *, again: bool) -> str:
    patterns, going_on = words.data["report"], words.data["verdicts"][_fate(alike[0])].get("rest")
    named = alike[:1] if going_on else alike
    rest = [words.fill(going_on, lead=leads(one.run), **_numbers(one)) for one in alike[1:] if going_on]
    return words.fill(
        patterns["sentence"],
        lead=phrases.series(words, (leads(one.run) for one in named)),
        subject=patterns["again" if again else "ball"],
        predicate=_predicate(words, alike[0], phrases.tail(words, rest)),
    ).strip()


def _predicate(words: Words, trajectory: Trajectory, rest: str = "") -> str:
    entry = words.data["verdicts"][_fate(trajectory)]
    return words.fill(entry.get("clause", entry["long"]), rest=rest, **_numbers(trajectory))


def _within(words: Words, trajectories: Sequence[Trajectory]) -> str:
    """How near "there" is: the tolerance of the runs that arrived, to two digits."""
    there = [one.verdict.tolerance for one in trajectories if one.verdict.kind == "converged"]
    found = sorted({float(f"{tolerance:.2g}") for tolerance in there if tolerance})
    if not found:
        return ""
    pattern = words.data["report"]["within" if len(found) == 1 else "within_range"]
    return words.fill(pattern, low=found[0], high=found[-1])


def _tally(words: Words, trajectories: Sequence[Trajectory]) -> str:
    counts = Counter(map(_fate, trajectories))
    told = [words.fill(words.data["verdicts"][name]["tally"], count=count) for name, count in counts.most_common()]
    return words.fill(words.data["report"]["tally"], count=len(trajectories), fates=phrases.series(words, told))


def _soonest(words: Words, trajectories: Sequence[Trajectory]) -> list[str]:
    """One sentence on the run that is there first, where runs on one function from one start are compared."""
    runs = [trajectory.run for trajectory in trajectories]
    there = sorted((one for one in trajectories if one.verdict.kind == "converged"), key=lambda one: one.verdict.step)
    alike = len({(run.function.text, run.start, run.direction) for run in runs}) == 1
    if not alike or len({one.verdict.place for one in there}) > 1:
        return []
    if len(there) < 2 or there[0].verdict.step == there[1].verdict.step:
        return []
    run = there[0].run
    label = run.label if run.differs else words.data["quoted"].format(text=run.label)
    pattern = words.data["report"]["sooner" if len(runs) == 2 else "soonest"]
    return [words.fill(pattern, count=phrases.count(words, len(runs)), label=words.isolated(label))]


def _fate(trajectory: Trajectory) -> str:
    return fate(trajectory.verdict, trajectory.run.direction)


def _numbers(trajectory: Trajectory) -> dict[str, object]:
    return numbers(trajectory.verdict, len(trajectory.points) - 1)
