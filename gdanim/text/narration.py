"""What the runs of a scene did, in sentences. Holds no word of any language: patterns come from the language's file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gdanim.text import phrases, verdict_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.descent import Run, Trajectory
    from gdanim.text.verdict_text import Fate
    from gdanim.text.words import Words

    Leads = Callable[[Run], str]
    Difference = tuple[str, str]

SEEN = 2  # variables of a function that can be drawn as a curve or a landscape
TOLD_ONE_BY_ONE = 8  # more runs than this are counted by fate


def outcome(words: Words, trajectories: Sequence[Trajectory], *, tolerance: bool = True) -> str:
    """The verdicts in sentences, those that arrive first; many runs are counted. ``tolerance``: how near "there" is."""
    if len(trajectories) == 1:
        return _sentence(words, trajectories, lambda _: "", tolerance=tolerance)
    if len(trajectories) > TOLD_ONE_BY_ONE:
        return " ".join([_tally(words, trajectories), *_soonest(words, trajectories)])
    leads = partial(lead, words, common=phrases.common_eta([one.run for one in trajectories]))
    there = [trajectory for trajectory in trajectories if trajectory.verdict.kind == "converged"]
    others = [trajectory for trajectory in trajectories if trajectory.verdict.kind != "converged"]
    sentences = [_sentence(words, there, leads, tolerance=tolerance)] if there else []
    sentences += [_sentence(words, others, leads, again=bool(there))] if others else []
    return " ".join([*sentences, *_soonest(words, trajectories)])


def lead(words: Words, run: Run, common: str | None = None) -> str:
    """What sets this run apart: "with η = 0.2", "with Adam (η = 0.1)", in “its label”; nothing when it is alone.

    ``common`` is the eta of all runs, which has been told.
    """
    patterns = words.data["report"]
    if not run.label_fields:
        return words.fill(patterns["lead_label"], value=words.quoted(run.label)) if run.label else ""
    (key, value), *others = _untold(run, common)
    first = words.fill(_pattern(words, run, key), value=_value(words, run, key, value))
    return _detailed(words, run, first, others)


def _called(words: Words, run: Run, common: str | None) -> str:
    """The run's name in a sentence: "η = 0.4", "Adam (η = 0.1)", “its label”."""
    if not run.label_fields:
        return words.quoted(run.label)
    (key, value), *others = _untold(run, common)
    first = phrases.trait(words, run, key, value)
    return _detailed(words, run, first if key == "optimizer" else words.formula(first), others)


def _untold(run: Run, common: str | None) -> list[Difference]:
    """What sets it apart, without an eta that has been told."""
    return [each for each in run.label_fields if len(run.label_fields) == 1 or each != ("eta", common)]


def _detailed(words: Words, run: Run, first: str, others: Sequence[Difference]) -> str:
    if not others:
        return first
    details = words.data["comma"].join(_detail(words, run, *other) for other in others)
    return words.fill(words.data["report"]["details"], lead=first, details=details)


def _pattern(words: Words, run: Run, key: str) -> str:
    patterns: dict[str, str] = words.data["report"]
    return patterns.get(f"lead_{run.direction}" if key == "direction" else f"lead_{key}", patterns["lead_other"])


def _value(words: Words, run: Run, key: str, value: str) -> str:
    """What a run has for the key that sets it apart."""
    if key == "function":
        return phrases.function(words, run)
    if key == "start":
        return phrases.point(words, run)
    said = phrases.trait(words, run, key, value)
    return said if key in {"optimizer", "direction", "steps"} else words.formula(said)


def _detail(words: Words, run: Run, key: str, value: str) -> str:
    """What else sets it apart, in brackets: a number stands alone."""
    said = _value(words, run, key, value)
    return words.fill(_pattern(words, run, key), value=said) if key in {"start", "direction"} else said


def _sentence(
    words: Words, trajectories: Sequence[Trajectory], leads: Leads, *, again: bool = False, tolerance: bool = False
) -> str:
    clauses: list[str] = []
    for alike in _breaths(words, trajectories):
        clauses.append(_clause(words, alike, leads, again=again or bool(clauses)))
    return f"{phrases.capital(phrases.chain(words, clauses))}{_within(words, trajectories) if tolerance else ''}."


def _breaths(words: Words, trajectories: Sequence[Trajectory]) -> list[list[Trajectory]]:
    """Runs that are told in one breath: of the same fate where the language can go on, else of the same words."""
    breaths: dict[tuple[str, str, str], list[Trajectory]] = {}
    for trajectory in trajectories:
        fate = verdict_text.of(words, trajectory)
        same = "" if _goes_on(words, fate) else fate.told(words, "clause", rest="")
        breaths.setdefault((fate.entry, fate.where, same), []).append(trajectory)
    return list(breaths.values())


def _goes_on(words: Words, fate: Fate) -> bool:
    return "rest" in words.data["verdicts"][fate.entry]


def _clause(words: Words, alike: Sequence[Trajectory], leads: Leads, *, again: bool) -> str:
    patterns, fate = words.data["report"], verdict_text.of(words, alike[0])
    going_on = _goes_on(words, fate)
    named = alike[:1] if going_on else alike
    rest = [verdict_text.of(words, one).told(words, "rest", lead=leads(one.run)) for one in alike[1:] if going_on]
    said = words.fill(
        patterns["sentence"],
        lead=phrases.series(words, (leads(one.run) for one in named)),
        subject=patterns["again" if again else _subject(alike[0].run)],
        predicate=fate.told(words, "clause", rest=phrases.tail(words, rest)),
    )
    return " ".join(said.split())  # a lead may be empty, and a language may do without "it"


def _subject(run: Run) -> str:
    """Nobody has seen a ball in fifty dimensions."""
    return "ball" if len(run.start) <= SEEN else "run"


def _within(words: Words, trajectories: Sequence[Trajectory]) -> str:
    """How near "there" is: the tolerance of the runs that arrived, to two digits."""
    there = [one.verdict.tolerance for one in trajectories if one.verdict.kind == "converged"]
    found = sorted({float(f"{tolerance:.2g}") for tolerance in there if tolerance})
    if not found:
        return ""
    pattern = words.data["report"]["within" if len(found) == 1 else "within_range"]
    return words.fill(pattern, low=found[0], high=found[-1])


def _tally(words: Words, trajectories: Sequence[Trajectory]) -> str:
    """Runs of the same fate at the same place are counted together, the most frequent first."""
    told: dict[tuple[str, str], list[Fate]] = {}
    for fate in (verdict_text.of(words, trajectory) for trajectory in trajectories):
        told.setdefault((fate.entry, fate.where), []).append(fate)
    counted = sorted(told.values(), key=len, reverse=True)
    said = [alike[0].told(words, "tally", count=len(alike)) for alike in counted]
    return words.fill(words.data["report"]["tally"], count=len(trajectories), fates=phrases.series(words, said))


def _soonest(words: Words, trajectories: Sequence[Trajectory]) -> list[str]:
    """One sentence on the run that is there first, where runs on one function from one start are compared."""
    runs = [trajectory.run for trajectory in trajectories]
    there = sorted((one for one in trajectories if one.verdict.kind == "converged"), key=lambda one: one.verdict.step)
    alike = len({(run.function.text, run.start, run.direction) for run in runs}) == 1
    if not alike or len({one.verdict.detail for one in there}) > 1:
        return []
    if len(there) < 2 or there[0].verdict.step == there[1].verdict.step:
        return []
    run = there[0].run
    label = _called(words, run, phrases.common_eta(runs))
    pattern = words.data["report"]["sooner" if len(runs) == 2 else "soonest"]
    goal = words.data["labels"]["maximum" if run.direction == "ascend" else "minimum"]
    return [words.fill(pattern, count=phrases.count(words, len(runs)), label=label, goal=goal)]
