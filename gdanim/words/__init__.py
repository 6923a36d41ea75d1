"""Every word the program itself writes: labels, verdicts, alt texts and captions, from one file a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from gdanim import plugins, yaml
from gdanim.words import fates, report
from gdanim.words.numbers import number, persian
from gdanim.words.opening import balls, opening
from gdanim.words.plain import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.descent import Trajectory
    from gdanim.verdict import Verdict
    from gdanim.words.opening import Scene

__all__ = ["Words", "load", "number", "plain"]

ISOLATE = "\u2066{}\u2069"  # left-to-right inside right-to-left text: else −0.25 comes out as 0.25−


@dataclass(frozen=True)
class Filling:
    """A value on its way into a sentence: ``{n}``, with its noun ``{n:step|steps}``, the word alone ``{n:is|are!}``."""

    text: str
    value: object

    def __format__(self, spec: str) -> str:
        if not spec:
            return self.text
        one, _, many = spec.removesuffix("!").partition("|")
        word = one if self.value == 1 else many
        return word if spec.endswith("!") else f"{self.text} {word}"


@dataclass(frozen=True, eq=False)
class Words:
    """One language's words, with the scene's own ``terms`` in place of some of its labels."""

    data: Mapping[str, Any]
    terms: Mapping[str, str]
    digits: str = "latin"

    @property
    def right_to_left(self) -> bool:
        return bool(self.data["direction"] == "rtl")

    def say(self, key: str, **values: object) -> str:
        """The label ``key``: ``say("step_of", k=3, n=25)`` is "step 3 of 25"."""
        template = self.terms.get(key) or self.data["labels"][key]
        isolated = {name: self.isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        return self.fill(template, **isolated)

    def told(self, trajectory: Trajectory, *, short: bool = False) -> str:
        """What became of a run, in words; ``short`` is the form for the picture."""
        return fates.of(self, trajectory).told(self, "short" if short else "long")

    def verdict(self, verdict: Verdict, steps: int, direction: str = "descend", *, short: bool = False) -> str:
        """The same of a run of ``steps`` steps of which only the verdict is known, not the names of its places."""
        return fates.told(self, verdict, steps, direction).told(self, "short" if short else "long")

    def alt(self, scene: Scene, trajectories: Sequence[Trajectory]) -> str:
        """The animation in sentences, as a teacher would tell it to someone who can't see it."""
        first = opening(self, scene)
        return f"{first} {report.outcome(self, trajectories)}" if balls(scene) else first

    def caption(self, scene: Scene, trajectories: Sequence[Trajectory]) -> str:
        """The author's caption, or what the runs did and which of them is there first."""
        if scene.caption or balls(scene):
            return scene.caption or report.outcome(self, trajectories)
        return opening(self, scene)

    def number(self, value: float, places: int = 2) -> str:
        """``value`` in this language's digits, fit to stand inside its text."""
        text = number(value, places)
        return self.isolated(persian(text) if self.digits == "persian" else text)

    def isolated(self, text: str) -> str:
        """A formula, a number or a foreign word, fit to stand inside this language's text."""
        return ISOLATE.format(text) if self.right_to_left and text else text

    def fill(self, template: str, **values: object) -> str:
        """``template`` with its values: numbers in this language's digits and isolated, text as it is."""
        return template.format(**{name: self._filling(value) for name, value in values.items()})

    def _filling(self, value: object) -> Filling:
        return Filling(self.number(value) if isinstance(value, int | float) else str(value), value)


def load(language: str = "en", terms: Sequence[tuple[str, str]] = (), digits: str = "latin") -> Words:
    """The words of a language file. Raises KeyError for a language without a file."""
    return Words(_file(language), dict(terms), digits)


@cache
def _file(language: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.load_plain(plugins.data_file("languages", language))
    return data
