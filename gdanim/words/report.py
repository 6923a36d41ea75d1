"""What the runs of a scene did, in sentences. Holds no word of any language: patterns come from the language's file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Protocol

from gdanim.words.numbers import MINUS, number
from gdanim.words.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.descent import Run, Trajectory
    from gdanim.verdict import Verdict
    from gdanim.words import Words

    class Scene(Protocol):
        """As much of a scene as its report needs."""

        @property
        def runs(self) -> Sequence[Run]: ...
        @property
        def overlay(self) -> bool: ...
        @property
        def caption(self) -> str | None: ...


TOLD_ONE_BY_ONE = 8  # more runs than this are counted by fate
NAMED = 4  # more starts than this are told by their range


def fate(verdict: Verdict, direction: str = "descend") -> str:
    """The verdict's entry in the language file."""
    climbing = "_ascending" if direction == "ascend" else ""
    if verdict.kind == "converged":
        place = "start" if verdict.step == 0 else verdict.place
        return f"converged{climbing}" + (f"_{place}" if place else "")
    if verdict.kind == "cycle":
        return "cycle_2" if verdict.period == 2 else "cycle"
    if verdict.kind == "stationary":
        if verdict.step == 0:
            return "stationary_start"
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
        Count=_capital(_count(words, len(runs))),
        method=_listed(words, (_method(words, run) for run in runs)),
        functions=_functions(words, runs),
        starts=_starts(words, runs),
        etas=_etas(words, runs),
        steps=_steps(words, runs),
    )


def outcome(words: Words, trajectories: Sequence[Trajectory]) -> str:
    """The verdicts in sentences, those that arrive first; many runs are counted."""
    if len(trajectories) > TOLD_ONE_BY_ONE:
        sentences = [_tally(words, trajectories)]
    else:
        there = [trajectory for trajectory in trajectories if trajectory.verdict.kind == "converged"]
        others = [trajectory for trajectory in trajectories if trajectory.verdict.kind != "converged"]
        sentences = [_sentence(words, there)] if there else []
        sentences += [_sentence(words, others, again=bool(there))] if others else []
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
            key=key,
            value=_value(words, run, key, value),
        )
        for key, value in run.differs
    ]
    return _series(words, said)


def _sentence(words: Words, trajectories: Sequence[Trajectory], *, again: bool = False) -> str:
    clauses: list[str] = []
    for group in _breaths(words, trajectories):
        clauses.append(_clause(words, group, again=again or bool(clauses)))
    return f"{_capital(words.data['semicolon'].join(clauses))}{_within(words, trajectories)}."


def _breaths(words: Words, trajectories: Sequence[Trajectory]) -> list[list[Trajectory]]:
    """Runs that are told in one breath: those of one fate, where the language has a pattern for the rest of them."""
    breaths: dict[object, list[Trajectory]] = {}
    for trajectory in trajectories:
        name = _fate(trajectory)
        breaths.setdefault(name if "rest" in words.data["verdicts"][name] else id(trajectory), []).append(trajectory)
    return list(breaths.values())


def _clause(words: Words, alike: Sequence[Trajectory], *, again: bool) -> str:
    first, *others = alike
    entry, patterns = words.data["verdicts"][_fate(first)], words.data["report"]
    rest = [words.fill(entry["rest"], lead=lead(words, other.run), **_numbers(other)) for other in others]
    predicate = words.fill(entry.get("clause", entry["long"]), rest=_tail(words, rest), **_numbers(first))
    subject = patterns["again" if again else "ball"]
    return words.fill(patterns["sentence"], lead=lead(words, first.run), subject=subject, predicate=predicate).strip()


def _within(words: Words, trajectories: Sequence[Trajectory]) -> str:
    """How near "there" is: the tolerance of the runs that arrived."""
    there = [one.verdict.tolerance for one in trajectories if one.verdict.kind == "converged"]
    found = {number(tolerance): tolerance for tolerance in there if tolerance}
    if not found:
        return ""
    if len(found) == 1:
        return words.fill(words.data["report"]["within"], t=next(iter(found.values())))
    return words.fill(words.data["report"]["within_range"], low=min(found.values()), high=max(found.values()))


def _tally(words: Words, trajectories: Sequence[Trajectory]) -> str:
    counts = Counter(map(_fate, trajectories))
    told = [words.fill(words.data["verdicts"][name]["tally"], count=count) for name, count in counts.most_common()]
    return words.fill(words.data["report"]["tally"], count=len(trajectories), fates=_series(words, told))


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
    return [words.fill(pattern, count=_count(words, len(runs)), label=words.isolated(label))]


def _fate(trajectory: Trajectory) -> str:
    return fate(trajectory.verdict, trajectory.run.direction)


def _numbers(trajectory: Trajectory) -> dict[str, object]:
    return numbers(trajectory.verdict, len(trajectory.points) - 1)


def _method(words: Words, run: Run) -> str:
    name = run.optimizer.name
    if name == "gradient_descent" and run.direction == "ascend":
        name = "gradient_ascent"
    return words.terms.get(name) or words.data["methods"].get(name, name.replace("_", " "))


def _function(words: Words, run: Run) -> str:
    return words.isolated(f"f({', '.join(run.function.variables)}) = {plain(run.function.formula)}")


def _functions(words: Words, runs: Sequence[Run]) -> str:
    told = dict.fromkeys(_function(words, run) for run in runs)
    if len(told) > NAMED:
        return words.fill(words.data["report"]["many_functions"], count=_count(words, len(told)))
    return _series(words, told)


def _starts(words: Words, runs: Sequence[Run]) -> str:
    starts = list(dict.fromkeys(run.start for run in runs))
    if len(starts) <= NAMED:
        return words.fill(words.data["report"]["from"], starts=_listed(words, (_point(words, run) for run in runs)))
    if len(starts[0]) > 1:
        return words.fill(words.data["report"]["from_many"], count=len(starts))
    pattern = words.data["report"]["from_between"]
    return words.fill(pattern, count=len(starts), low=min(starts)[0], high=max(starts)[0])


def _point(words: Words, run: Run) -> str:
    names = ", ".join(run.function.variables)
    place = ", ".join(number(value, 4) for value in run.start)
    return words.isolated(f"{names} = {place}" if len(run.start) == 1 else f"({names}) = ({place})")


def _etas(words: Words, runs: Sequence[Run]) -> str:
    """The step size that all the runs have in common, if they have."""
    etas = {run.schedule.text for run in runs if run.schedule is not None}
    return words.fill(words.data["report"]["with"], value=words.isolated(etas.pop())) if len(etas) == 1 else ""


def _steps(words: Words, runs: Sequence[Run]) -> str:
    steps = {run.steps for run in runs}
    pattern = "steps_one" if len(runs) == 1 else "steps_each" if len(steps) == 1 else "steps_most"
    return words.fill(words.data["report"][pattern], n=max(steps))


def _value(words: Words, run: Run, key: str, value: str) -> str:
    if key == "start":
        return _point(words, run)
    if key == "function":
        return _function(words, run)
    return _method(words, run) if key == "optimizer" else words.isolated(value.replace("-", MINUS))


def _count(words: Words, count: int) -> str:
    """A small count as a word, from two."""
    named = dict(enumerate(words.data["counts"], start=2))
    return str(named.get(count, words.number(count)))


def _listed(words: Words, items: Iterable[str]) -> str:
    return _series(words, dict.fromkeys(items))


def _series(words: Words, items: Iterable[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    first, *others = items
    return first + _tail(words, others)


def _tail(words: Words, others: Sequence[str]) -> str:
    comma, joint = words.data["comma"], words.data["joint"]
    return "".join(f"{comma}{other}" for other in others[:-1]) + "".join(f"{joint}{other}" for other in others[-1:])


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
