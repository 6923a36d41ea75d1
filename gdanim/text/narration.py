"""What the runs of a scene did, in sentences. Holds no word of any language: patterns come from the language's file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gdanim.text import phrases, verdict_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.descent import Run, Trajectory
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.verdict_text import VerdictText
    from gdanim.text.words import Words

    Lead = Callable[[Run], str]

MAX_SEEN_VARIABLES = 2  # a function of these can be drawn as a curve or a landscape
MAX_DESCRIBED = 8  # more runs than this are counted by their verdicts


@dataclass(frozen=True)
class RunLeads:
    """What runs are called in sentences, by what distinguishes them.

    ``common_eta`` is the step size of all runs, which an earlier sentence names.
    """

    words: Words
    formats: QuantityFormats
    common_eta: str | None = None

    def lead(self, run: Run) -> str:
        """``with η = 0.2``, ``with Adam (η = 0.1)``, ``in “its label”``; empty for a single run."""
        words = self.words
        if not run.label_fields:
            pattern = words.data["report"]["lead_label"]
            return words.fill(pattern, value=words.quoted(run.label)) if run.label else ""
        (key, text), *others = self._fields(run)
        first = words.fill(self._pattern(run, key), value=self._value(run, key, text))
        return self._with_details(run, first, others)

    def name(self, run: Run) -> str:
        """``η = 0.4``, ``Adam (η = 0.1)``, ``“its label”``."""
        if not run.label_fields:
            return self.words.quoted(run.label)
        (key, text), *others = self._fields(run)
        trait = self._trait(run, key, text)
        return self._with_details(run, trait if key in {"optimizer", "start"} else self.words.formula(trait), others)

    def _fields(self, run: Run) -> list[tuple[str, str]]:
        """What distinguishes a run, without an eta that is named already."""
        is_named = self.common_eta is not None and len(run.label_fields) > 1
        return [field for field in run.label_fields if not (is_named and field[0] == "eta")]

    def _with_details(self, run: Run, first: str, others: Sequence[tuple[str, str]]) -> str:
        if not others:
            return first
        details = self.words.data["comma"].join(self._detail(run, *other) for other in others)
        return self.words.fill(self.words.data["report"]["details"], lead=first, details=details)

    def _pattern(self, run: Run, key: str) -> str:
        patterns: dict[str, str] = self.words.data["report"]
        return patterns.get(f"lead_{run.direction}" if key == "direction" else f"lead_{key}", patterns["lead_other"])

    def _trait(self, run: Run, key: str, text: str) -> str:
        if key == "start":
            return phrases.point(self.words, run, run.start, self.formats.point)
        return phrases.trait(self.words, run, key, text)

    def _value(self, run: Run, key: str, text: str) -> str:
        """What a run has for a key that distinguishes it."""
        if key == "function":
            return phrases.function(self.words, run)
        trait = self._trait(run, key, text)
        return trait if key in {"optimizer", "direction", "steps", "start"} else self.words.formula(trait)

    def _detail(self, run: Run, key: str, text: str) -> str:
        """What else distinguishes a run, in brackets: a number stands alone."""
        value = self._value(run, key, text)
        return self.words.fill(self._pattern(run, key), value=value) if key in {"start", "direction"} else value


@dataclass(frozen=True)
class Narration:
    """The verdicts of runs in sentences, with numbers in the film's formats."""

    words: Words
    trajectories: Sequence[Trajectory]
    formats: QuantityFormats

    @cached_property
    def leads(self) -> RunLeads:
        return RunLeads(self.words, self.formats, phrases.common_eta([each.run for each in self.trajectories]))

    def outcome(self, *, with_tolerance: bool = True) -> str:
        """All verdicts, first of the runs that arrive; many runs are counted.

        ``with_tolerance``: the distance at which a run counts as arrived is stated.
        """
        if len(self.trajectories) == 1:
            return self._sentence(self.trajectories, lambda _: "", with_tolerance=with_tolerance)
        if len(self.trajectories) > MAX_DESCRIBED:
            return " ".join([self._tally(), *self._soonest()])
        arrived = [each for each in self.trajectories if each.verdict.kind == "converged"]
        others = [each for each in self.trajectories if each.verdict.kind != "converged"]
        sentences = [self._sentence(arrived, self.leads.lead, with_tolerance=with_tolerance)] if arrived else []
        sentences += [self._sentence(others, self.leads.lead, is_continued=bool(arrived))] if others else []
        return " ".join([*sentences, *self._soonest()])

    def _verdict(self, trajectory: Trajectory) -> VerdictText:
        return verdict_text.of_trajectory(self.words, trajectory, self.formats)

    def _sentence(
        self,
        trajectories: Sequence[Trajectory],
        lead: Lead,
        *,
        is_continued: bool = False,
        with_tolerance: bool = False,
    ) -> str:
        """``is_continued``: an earlier sentence has named the ball, which a pronoun stands for from then on."""
        clauses: list[str] = []
        for group in self._groups(trajectories):
            clauses.append(self._clause(group, lead, with_pronoun=is_continued or bool(clauses)))
        sentence = phrases.capitalized(phrases.joined_clauses(self.words, clauses))
        return f"{sentence}{self._tolerance(trajectories) if with_tolerance else ''}."

    def _groups(self, trajectories: Sequence[Trajectory]) -> list[list[Trajectory]]:
        """Runs that share a clause: of one verdict where the language can add further runs, else of the same words."""
        groups: dict[tuple[str, str, str], list[Trajectory]] = {}
        for trajectory in trajectories:
            verdict = self._verdict(trajectory)
            same_words = "" if self._adds_runs(verdict) else verdict.write(self.words, "clause", rest="")
            groups.setdefault((verdict.key, verdict.place, same_words), []).append(trajectory)
        return list(groups.values())

    def _adds_runs(self, verdict: VerdictText) -> bool:
        """Whether a clause can go on with further runs: "after 10 steps and with η = 0.4 after 6"."""
        return "rest" in self.words.data["verdicts"][verdict.key]

    def _clause(self, group: Sequence[Trajectory], lead: Lead, *, with_pronoun: bool) -> str:
        words, patterns, verdict = self.words, self.words.data["report"], self._verdict(group[0])
        adds_runs = self._adds_runs(verdict)
        named = group[:1] if adds_runs else group
        further = group[1:] if adds_runs else ()
        rest = [self._verdict(each).write(words, "rest", lead=lead(each.run)) for each in further]
        clause = words.fill(
            patterns["sentence"],
            lead=phrases.series(words, (lead(each.run) for each in named)),
            subject=patterns["again" if with_pronoun else _subject_key(group[0].run)],
            predicate=verdict.write(words, "clause", rest=phrases.series_end(words, rest)),
        )
        return " ".join(clause.split())  # a lead may be empty, and a language may do without "it"

    def _tolerance(self, trajectories: Sequence[Trajectory]) -> str:
        """The tolerances of the runs that arrived, to two digits."""
        arrived = [each.verdict.tolerance for each in trajectories if each.verdict.kind == "converged"]
        tolerances = sorted({float(f"{tolerance:.2g}") for tolerance in arrived if tolerance})
        if not tolerances:
            return ""
        pattern = self.words.data["report"]["within" if len(tolerances) == 1 else "within_range"]
        return self.words.fill(pattern, low=tolerances[0], high=tolerances[-1])

    def _tally(self) -> str:
        """Runs of one verdict and place counted together, the most frequent first."""
        groups: dict[tuple[str, str], list[VerdictText]] = {}
        for verdict in map(self._verdict, self.trajectories):
            groups.setdefault((verdict.key, verdict.place), []).append(verdict)
        ordered = sorted(groups.values(), key=len, reverse=True)
        counts = [group[0].write(self.words, "tally", count=len(group)) for group in ordered]
        pattern = self.words.data["report"]["tally"]
        return self.words.fill(pattern, count=len(self.trajectories), fates=phrases.series(self.words, counts))

    def _soonest(self) -> list[str]:
        """One sentence on the run that arrives first, where runs on one function from one start are compared."""
        runs = [each.run for each in self.trajectories]
        arrived = [each for each in self.trajectories if each.verdict.kind == "converged"]
        arrived.sort(key=lambda each: each.verdict.step)
        comparable = len({(run.function.text, run.start, run.direction) for run in runs}) == 1
        if not comparable or len({each.verdict.detail for each in arrived}) > 1:
            return []
        if len(arrived) < 2 or arrived[0].verdict.step == arrived[1].verdict.step:
            return []
        run, words = arrived[0].run, self.words
        pattern = words.data["report"]["sooner" if len(runs) == 2 else "soonest"]
        goal = words.data["labels"][run.goal_kind]
        return [words.fill(pattern, count=phrases.count(words, len(runs)), label=self.leads.name(run), goal=goal)]


def _subject_key(run: Run) -> str:
    """Nobody has seen a ball in fifty dimensions."""
    return "ball" if len(run.start) <= MAX_SEEN_VARIABLES else "run"
