"""Every word the program itself writes: labels, verdicts, alt texts and captions, from one file a language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from string import Formatter
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.optimizers import display_names
from gdanim.text import narration, verdict_text
from gdanim.text.bilingual import glossed
from gdanim.text.plain_formula import plain, spoken
from gdanim.text.plain_numbers import number, persian, with_commas
from gdanim.text.scene_description import balls, bent, notes, opening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.descent import Trajectory
    from gdanim.text.scene_description import Scene
    from gdanim.verdict import Verdict

__all__ = ["Words", "load", "number", "plain"]

SPACED = re.compile(r"\s*([=+−·,])\s*")
ISOLATE = "\u2066{}\u2069"  # left-to-right inside right-to-left text: else −0.25 comes out as 0.25−


Speaker = tuple[object, ...]


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
    """One language's words, with the scene's own ``terms`` in place of some of its labels.

    ``english`` are the words of English, where terms are followed by them in brackets. A picture has each once: where
    a term is said first. ``first`` remembers who said it, and ``speaker`` may say it again, as a mover does each frame.
    """

    data: Mapping[str, Any]
    terms: Mapping[str, str]
    digits: str = "latin"
    english: Mapping[str, Any] | None = None
    first: dict[str, Speaker] = field(default_factory=dict)
    speaker: Speaker = ()

    @property
    def right_to_left(self) -> bool:
        return bool(self.data["direction"] == "rtl")

    @property
    def decimal_comma(self) -> bool:
        return bool(self.data["decimal"] == ",")

    def label(self, key: str, **values: object) -> str:
        """The label ``key``: ``label("step_of", k=3, n=25)`` is "step 3 of 25"."""
        template = self.terms.get(key) or self.data["labels"][key]
        isolated = {name: self.isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        english = self.english["labels"].get(key) if self.english else None
        return self._with_english(self.fill(template, **isolated), key, english)

    def method(self, name: str, english: str) -> str:
        """What a method is called: ``english`` where the language has no name of its own for it."""
        called = self.terms.get(name) or self.data.get("methods", {}).get(name, english)
        return self._with_english(called, name, english)

    def of(self, *speaker: object) -> Words:
        """The same words, said at another place of the picture."""
        return replace(self, speaker=(*self.speaker, *speaker))

    def unsay(self, key: str) -> None:
        """Leave it to the next speaker to say this term first."""
        self.first.pop(key, None)

    @property
    def alone(self) -> Words:
        """The same words without English ones behind them."""
        return replace(self, english=None)

    def _with_english(self, said: str, key: str, english: str | None) -> str:
        is_term = self.english is not None and key in self.english["terms"]
        if not (is_term and english) or english == said or self.first.setdefault(key, self.speaker) != self.speaker:
            return said
        return self._bracketed(said, english)

    def told(self, trajectory: Trajectory, *, short: bool = False) -> str:
        """What became of a run, in words; ``short`` is the form for the picture."""
        return verdict_text.of(self, trajectory).told(self, "short" if short else "long")

    def briefly(self, trajectory: Trajectory) -> str:
        """The same in a word or two, behind the verdict's sign."""
        return verdict_text.of(self, trajectory).told(self, "word")

    def verdict(self, verdict: Verdict, steps: int, direction: str = "descend", *, short: bool = False) -> str:
        """The same of a run of ``steps`` steps of which only the verdict is known, not the names of its places."""
        return verdict_text.told(self, verdict, steps, direction).told(self, "short" if short else "long")

    def alt(self, scene: Scene, trajectories: Sequence[Trajectory]) -> str:
        """The animation in sentences, as a teacher would tell it to someone who can't see it."""
        first = " ".join((opening(self.alone, scene, trajectories), *notes(self.alone, scene)))
        told = narration.outcome(self.alone, trajectories, tolerance=self.data["alt_tells_tolerance"])
        return f"{first} {told}" if balls(scene) else first

    def caption(self, scene: Scene, trajectories: Sequence[Trajectory]) -> str:
        """The author's caption, or what the runs did and which of them is there first."""
        if scene.caption:
            return scene.caption
        plain = self.alone
        if balls(scene):
            return self._glossed(narration.outcome(plain, trajectories))
        return self._glossed(" ".join(bent(plain, scene)) or opening(plain, scene, trajectories))

    def _glossed(self, text: str) -> str:
        """``text`` with the English words of the terms in it, where a scene is bilingual."""
        if self.english is None:
            return text
        spoken, labels, methods = self.alone, self.english["labels"], display_names()
        words = {}
        for key in self.english["terms"]:
            word = spoken.label(key) if key in labels else spoken.method(key, methods[key])
            words[word] = labels[key] if key in labels else methods[key]
        return glossed(text, {word: english for word, english in words.items() if word != english}, self._bracketed)

    def _bracketed(self, said: str, english: str) -> str:
        return str(self.data["bilingual"].format(term=said, english=self.isolated(english)))

    def number(self, value: float, places: int = 2) -> str:
        """``value`` in this language's digits, fit to stand inside its text."""
        return self.isolated(self.written(number(value, places)))

    def written(self, text: str) -> str:
        """A number's ``text``, which has Latin digits and a point, as this language writes it."""
        if self.digits == "persian":
            return persian(text)
        return text.replace(".", self.data["decimal"])

    def isolated(self, text: str) -> str:
        """A formula, a number or a foreign word, fit to stand inside this language's text."""
        return ISOLATE.format(text) if self.right_to_left and text else text

    def quoted(self, text: str) -> str:
        """An author's words between quotation marks, as they are read aloud; foreign ones keep their order."""
        own = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)
        said = spoken(text, self.isolated) if own else self.isolated(spoken(text))
        return str(self.data["quoted"].format(text=said))

    def formula(self, text: str) -> str:
        """A formula inside a sentence, in one line of plain text."""
        tight = self.data["tight_formulas"] and "=" in text
        return self.isolated(SPACED.sub(r"\1", text) if tight else self.numbered(text))

    def numbered(self, text: str) -> str:
        """A formula in plain text with a decimal comma where the language has one; a semicolon parts its numbers."""
        return with_commas(text) if self.decimal_comma else text

    def fill(self, template: str, **values: object) -> str:
        """``template`` with its values: numbers in this language's digits and isolated, text as it is."""
        return template.format(**{name: self._filling(value) for name, value in values.items()})

    def _filling(self, value: object) -> Filling:
        return Filling(self.number(value) if isinstance(value, int | float) else str(value), value)


def load(
    language: str = "en", terms: Sequence[tuple[str, str]] = (), digits: str = "latin", *, bilingual: bool = False
) -> Words:
    """The words of a language file. Raises KeyError for a language without a file."""
    english = _file("en") if bilingual and language != "en" else None
    return Words(_file(language), dict(terms), digits, english)


def replaceable() -> dict[str, frozenset[str]]:
    """The words that a scene may replace, each with what is filled into it."""
    templates = {**_file("en")["labels"], **display_names()}
    return {
        key: frozenset(name for _, name, _, _ in Formatter().parse(template) if name)
        for key, template in templates.items()
    }


def _file(language: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = registry.load("languages", language)
    return data
