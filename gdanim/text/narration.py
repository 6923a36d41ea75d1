"""Describes the outcomes of a scene's runs in sentences, by patterns of the language file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gdanim.spelling import rounded
from gdanim.text import phrases, verdict_text
from gdanim.text.ranking import ranking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.descent import Run, Trajectory
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.verdict_text import VerdictText
    from gdanim.text.words import Words

    Lead = Callable[[Run], str]

MAX_DRAWN_VARIABLES = 2  # of a function drawn as a curve, a map or a surface
WORDED_KEYS = frozenset(
    {"optimizer", "batch", "noise", "weight_decay", "clip", "average", "start", "direction", "steps"}
)  # with values in words
MAX_NAMED_BEST = 2  # more equally good runs are counted


@dataclass(frozen=True)
class RunLeads:
    """The names of runs in sentences, made of what distinguishes them.

    ``common_eta`` is the step size common to all runs, named in an earlier sentence.
    """

    words: Words
    formats: QuantityFormats
    common_eta: str | None = None

    def lead(self, run: Run) -> str:
        """Returns ``with η = 0.2``, ``with Adam (η = 0.1)``, or ``in “its label”``; empty for a single run."""
        words = self.words
        if not run.label_fields:
            pattern = words.data["report"]["lead_label"]
            return words.fill(pattern, value=words.quoted(run.label)) if run.label else ""
        (key, text), *others = self._fields(run)
        first = self._opening(run, key, self._value(run, key, text))
        return self._with_details(run, first, others)

    def name(self, run: Run) -> str:
        """Returns ``η = 0.4``, ``Adam (η = 0.1)``, or ``“its label”``."""
        if not run.label_fields:
            return self.words.quoted(run.label)
        (key, text), *others = self._fields(run)
        trait = self._trait(run, key, text)
        return self._with_details(run, trait if _is_worded(run, key) else self.words.formula(trait), others)

    def _fields(self, run: Run) -> list[tuple[str, str]]:
        """Returns the fields that distinguish a run, without a step size that is already named."""
        is_named = self.common_eta is not None and len(run.label_fields) > 1
        return [field for field in run.label_fields if not (is_named and field[0] == "eta")]

    def _with_details(self, run: Run, first: str, others: Sequence[tuple[str, str]]) -> str:
        if not others:
            return first
        details = self.words.data["comma"].join(self._detail(run, *other) for other in others)
        return self.words.fill(self.words.data["report"]["details"], lead=first, details=details)

    def _opening(self, run: Run, key: str, value: str) -> str:
        """Returns ``with η = 0.2``; a value that opens a sentence by itself, ``without noise``, gets no preposition."""
        pattern = self._pattern(run, key)
        opens = value.split(maxsplit=1)[0].startswith(tuple(self.words.data.get("openers", ())))
        is_alone = pattern == self.words.data["report"]["lead_other"] and opens
        return value if is_alone else self.words.fill(pattern, value=value)

    def _pattern(self, run: Run, key: str) -> str:
        patterns: dict[str, str] = self.words.data["report"]
        if key == "eta" and run.names_schedule:
            return patterns["lead_optimizer"]
        return patterns.get(f"lead_{run.direction}" if key == "direction" else f"lead_{key}", patterns["lead_other"])

    def _trait(self, run: Run, key: str, text: str) -> str:
        if key == "start":
            runs = [trajectory.run for trajectory in self.formats.trajectories]
            return phrases.start(self.words, run, runs, self.formats.point)
        return phrases.trait(self.words, run, key, text)

    def _value(self, run: Run, key: str, text: str) -> str:
        """Returns a run's value for a key that distinguishes it."""
        if key == "function":
            return phrases.function(self.words, run)
        trait = self._trait(run, key, text)
        return trait if _is_worded(run, key) else self.words.formula(trait)

    def _detail(self, run: Run, key: str, text: str) -> str:
        """Returns the remaining distinguishing fields in brackets; a number is written without its name."""
        value = self._value(run, key, text)
        return self.words.fill(self._pattern(run, key), value=value) if key in {"start", "direction"} else value


def _is_worded(run: Run, key: str) -> bool:
    """Returns whether what a run has for a key is called by a word instead of a formula."""
    return key in WORDED_KEYS or (key == "eta" and run.names_schedule)


def each_run(
    words: Words, trajectories: Sequence[Trajectory], formats: QuantityFormats, tell: Callable[[Trajectory], str]
) -> list[str]:
    """Returns a sentence for each run, which begins with what distinguishes it; none for too many runs, or no text."""
    if len(trajectories) > phrases.MAX_DESCRIBED:
        return []
    leads = Narration(words, trajectories, formats).leads
    texts = [(leads.lead(each.run) if len(trajectories) > 1 else "", tell(each)) for each in trajectories]
    return [phrases.capitalized(words, phrases.opened(words, lead, text)) for lead, text in texts if text]


@dataclass(frozen=True)
class _DescribedRun:
    """A run and its verdict's text."""

    run: Run
    text: VerdictText


@dataclass(frozen=True)
class Narration:
    """The verdicts of runs in sentences, with numbers in the animation's formats."""

    words: Words
    trajectories: Sequence[Trajectory]
    formats: QuantityFormats

    @cached_property
    def leads(self) -> RunLeads:
        return RunLeads(
            self.words, self.formats, phrases.common_eta([trajectory.run for trajectory in self.trajectories])
        )

    def outcome(self, *, with_tolerance: bool = True, with_best: bool = True) -> str:
        """Returns all verdicts, converged runs first and many runs counted, then the stop rules and the best runs.

        ``with_tolerance``: the distance at which a run counts as converged is stated. ``with_best``: the best are
        named.
        """
        described_runs = [_DescribedRun(trajectory.run, self._verdict(trajectory)) for trajectory in self.trajectories]
        if len(described_runs) > phrases.MAX_DESCRIBED:
            return " ".join([*self._tallies(described_runs), *(self._best() if with_best else [])])
        lead = self.leads.lead if len(described_runs) > 1 else lambda _: ""
        has_arrived = [trajectory.verdict.has_converged for trajectory in self.trajectories]
        tolerance = self._tolerance() if with_tolerance else ""
        sentences: list[str] = []
        for chosen, end in ((True, tolerance), (False, "")):
            described = [
                trajectory for trajectory, arrives in zip(described_runs, has_arrived, strict=True) if arrives is chosen
            ]
            sentences += [self._sentence(described, lead, end, is_continued=bool(sentences))] if described else []
        stops = self._stops()
        sentences += [self._sentence(stops, lead, is_continued=True)] if stops else []
        return " ".join([*sentences, *(self._best() if with_best else [])])

    def _verdict(self, trajectory: Trajectory) -> VerdictText:
        return verdict_text.of_trajectory(self.words, trajectory, self.formats)

    def _stops(self) -> list[_DescribedRun]:
        """Returns a sentence on the runs that a stop rule ended, if their verdicts don't say so."""
        stops = [(trajectory.run, verdict_text.of_stop(self.words, trajectory)) for trajectory in self.trajectories]
        return [_DescribedRun(run, text) for run, text in stops if text]

    def _sentence(
        self, described_runs: Sequence[_DescribedRun], lead: Lead, end: str = "", *, is_continued: bool = False
    ) -> str:
        """Returns the sentence of a group.

        ``is_continued``: an earlier sentence named the ball, which is now a pronoun.
        """
        clauses: list[str] = []
        for group in self._groups(described_runs):
            clauses.append(self._clause(group, lead, with_pronoun=is_continued or bool(clauses)))
        return f"{phrases.capitalized(self.words, phrases.joined_clauses(self.words, clauses))}{end}{self.words.stop}"

    def _groups(self, described_runs: Sequence[_DescribedRun]) -> list[list[_DescribedRun]]:
        """Groups runs that share a clause: by verdict if the language can add further runs, otherwise by text."""
        groups: dict[tuple[str, ...], list[_DescribedRun]] = {}
        for described_run in described_runs:
            same_words = (
                "" if self._adds_runs(described_run.text) else described_run.text.write(self.words, "clause", rest="")
            )
            groups.setdefault((*described_run.text.sharing, same_words), []).append(described_run)
        return list(groups.values())

    def _adds_runs(self, text: VerdictText) -> bool:
        """Returns whether a clause can be extended by further runs: "after 10 steps and with η = 0.4 after 6"."""
        return "rest" in self.words.data["verdicts"][text.key]

    def _clause(self, group: Sequence[_DescribedRun], lead: Lead, *, with_pronoun: bool) -> str:
        words, patterns, first = self.words, self.words.data["report"], group[0]
        adds_runs = self._adds_runs(first.text)
        named = group[:1] if adds_runs else group
        further = group[1:] if adds_runs else ()
        rest = [described_run.text.write(words, "rest", lead=lead(described_run.run)) for described_run in further]
        return phrases.verdict(
            words,
            phrases.series(words, (lead(described_run.run) for described_run in named)),
            patterns[_subject_key(first.run, is_pronoun=with_pronoun)],
            first.text.write(words, "clause", rest=phrases.series_end(words, rest)),
        )

    def _tolerance(self) -> str:
        """Returns the tolerances of the converged runs, to two digits."""
        verdicts = [trajectory.verdict for trajectory in self.trajectories]
        arrived = [verdict.tolerance for verdict in verdicts if verdict.has_converged and not verdict.is_loose]
        tolerances = sorted({rounded(tolerance, 2) for tolerance in arrived if tolerance})
        if not tolerances:
            return ""
        pattern = self.words.data["report"]["within" if len(tolerances) == 1 else "within_range"]
        return self.words.fill(pattern, low=tolerances[0], high=tolerances[-1])

    def _tallies(self, described_runs: Sequence[_DescribedRun]) -> list[str]:
        """Returns the counts of the verdicts, and in a separate sentence the number of runs that a stop rule ended."""
        return [
            self._tally([described_run.text for described_run in group])
            for group in (described_runs, self._stops())
            if group
        ]

    def _tally(self, texts: Sequence[VerdictText]) -> str:
        """Returns the counts of equal verdicts and places, most frequent first."""
        groups: dict[tuple[str, ...], list[VerdictText]] = {}
        for text in texts:
            groups.setdefault(text.sharing, []).append(text)
        ordered = sorted(groups.values(), key=len, reverse=True)
        counts = [group[0].write(self.words, "tally", count=len(group)) for group in ordered]
        pattern = self.words.data["report"]["tally"]
        return self.words.fill(pattern, count=len(self.trajectories), fates=phrases.series(self.words, counts))

    def _best(self) -> list[str]:
        """Returns a sentence on the best runs, if they are comparable: lowest value first, then fewest steps."""
        ranked = ranking(self.trajectories)
        if ranked is None:
            return []
        if ranked.is_race:
            return [self._race(ranked.first, by_epochs=ranked.by_epochs)] if ranked.first else []
        if ranked.first is None and all(trajectory.verdict.detail == "global" for trajectory in ranked.best):
            return []  # the verdicts already say that no other is as low
        words, patterns = self.words, self.words.data["report"]
        first_key, first = "sooner_of_them" if len(ranked.best) == 2 else "soonest_of_them", ""
        if ranked.first and not ranked.by_epochs:
            first = words.fill(patterns[first_key], label=self.leads.name(ranked.first.run))
        height = "high" if ranked.best[0].run.is_ascent else "low"
        pattern = patterns[f"{height}er" if len(self.trajectories) == 2 else f"{height}est"]
        names = phrases.series(words, (self.leads.name(trajectory.run) for trajectory in ranked.best))
        labels = names if len(ranked.best) <= MAX_NAMED_BEST else phrases.count(words, len(ranked.best))
        count = phrases.count(words, len(self.trajectories))
        return [words.fill(pattern, count=count, labels=labels, n=len(ranked.best), first=first)]

    def _race(self, first: Trajectory, *, by_epochs: bool) -> str:
        words, count = self.words, len(self.trajectories)
        of_two, of_many = ("fewer_passes", "fewest_passes") if by_epochs else ("sooner", "soonest")
        pattern = words.data["report"][of_two if count == 2 else of_many]
        return words.fill(
            pattern,
            count=phrases.count(words, count),
            label=self.leads.name(first.run),
            lead=self.leads.lead(first.run),
            goal=words.data["labels"][first.run.goal_kind],
        )


def _subject_key(run: Run, *, is_pronoun: bool) -> str:
    """Returns the key of the sentence's subject: a ball is drawn only for up to ``MAX_DRAWN_VARIABLES`` variables."""
    if len(run.start) <= MAX_DRAWN_VARIABLES:
        return "again" if is_pronoun else "ball"
    return "again_run" if is_pronoun else "run"
