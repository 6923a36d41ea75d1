"""The words that the program writes: labels, verdicts, alt texts and captions, from one file per language."""

from __future__ import annotations

import re
import unicodedata
from collections import ChainMap
from dataclasses import dataclass, field, replace
from string import Formatter
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.optimizers import display_names
from gdanim.text import numbers, phrases, plural, quantities, scene_description, verdict_text
from gdanim.text.bilingual import EnglishTerms, with_english_terms
from gdanim.text.narration import Narration
from gdanim.text.plain_formula import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.descent import Trajectory
    from gdanim.scene.model import Scene
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.scene_description import PanelEntries
SPACED_SIGN = re.compile(r"\s*([=+−·,])\s*")
ISOLATE = "\u2066{}\u2069"  # left-to-right inside right-to-left text: else −0.25 comes out as 0.25−


@dataclass(frozen=True)
class PatternValue:
    """A value in a pattern: ``{n}``, with its noun ``{n:step|steps}``, the word alone ``{n:is|are!}``.

    There are as many words as the language's plural rule has categories. One that ends in ``!`` stands without the
    number, as Arabic duals do; if the last one does, all do.
    """

    text: str
    value: object
    plural_rule: Mapping[str, str]

    def __format__(self, spec: str) -> str:
        if not spec:
            return self.text
        word = plural.word(spec.removesuffix("!").split("|"), self.plural_rule, self.value)
        return word.removesuffix("!") if spec.endswith("!") or word.endswith("!") else f"{self.text} {word}"


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one language.

    In a bilingual scene a term is followed by its English word in brackets at one place of the picture: where it is
    written first. That place may write it again, as a changing label does in each frame.

    Attributes
    ----------
    data
        The language file.
    terms
        The scene's replacements of some labels.
    digits
        The digits outside formulas: ``latin``, ``persian`` or ``arabic``.
    formula_digits
        The digits of formulas, and of numbers that stand alone.
    english
        The English terms of a bilingual scene, otherwise None.
    place
        The place of the picture that these words are for.
    language
        The language's code, under which a plug-in gives its own words.
    plugin_words
        The plug-in's own words, by language and key.
    """

    data: Mapping[str, Any]
    terms: Mapping[str, str]
    digits: str = "latin"
    formula_digits: str = "latin"
    english: EnglishTerms | None = None
    place: tuple[object, ...] = ()
    language: str = "en"
    plugin_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_right_to_left(self) -> bool:
        return bool(self.data["direction"] == "rtl")

    @property
    def has_decimal_comma(self) -> bool:
        return bool(self.data["decimal"] == ",")

    @property
    def stop(self) -> str:
        """The sign at the end of a sentence."""
        return str(self.data.get("stop", "."))

    def label(self, key: str, **values: object) -> str:
        """Returns the label ``key``: ``label("step_of", k=3, n=25)`` is "step 3 of 25".

        A plug-in's own words take precedence.
        """
        pattern = self.terms.get(key) or self.plugin_word(key) or self.data["labels"][key]
        isolated = {name: self.isolated(value) if isinstance(value, str) else value for name, value in values.items()}
        english = self.english.labels.get(key) if self.english else None
        return self._with_english(self.fill(pattern, **isolated), key, english)

    def name(self, text: str) -> str:
        """Returns the scene's own word for a column of its data, or the column's name."""
        return self.terms.get(text, text)

    def report(self, key: str) -> str:
        """Returns the pattern of a sentence of alt texts and captions. A plug-in's own patterns take precedence."""
        return self.plugin_word(key) or str(self.data["report"][key])

    def optimizer_name(self, key: str, english: str, plugin_key: str = "display_name") -> str:
        """Returns the name of an optimizer, a term: ``english`` if neither the language nor the plug-in names it."""
        name = self.terms.get(key) or self.data.get("methods", {}).get(key) or self.plugin_word(plugin_key)
        return self._with_english(name, key, english) if name else self.isolated(english)

    def rule_names(self) -> dict[str, str]:
        """Returns the English names of all rules, and of their ascents, by their names in this language."""
        names = {}
        for key, rule in registry.load_all("optimizers").items():
            words = self.of_plugin(rule.words)
            names[words.optimizer_name(key, rule.display_name)] = rule.display_name
            if rule.ascent_name:
                names[words.optimizer_name(rule.ascent_term, rule.ascent_name, "ascent_name")] = rule.ascent_name
        return names

    def of_plugin(self, plugin_words: Mapping[str, Mapping[str, str]]) -> Words:
        """Returns these words with those of a plug-in."""
        return replace(self, plugin_words=plugin_words)

    def plugin_word(self, key: str) -> str | None:
        """Returns a plug-in's own word, in English if it has none in this language; None if it has neither."""
        translated, english = (self.plugin_words.get(language, {}).get(key) for language in (self.language, "en"))
        return translated or (self.isolated(english) if english else None)

    def at(self, *place: object) -> Words:
        """Returns these words for another place of the picture, nested in this one."""
        return replace(self, place=(*self.place, *place))

    @property
    def without_english(self) -> Words:
        """These words without English terms."""
        return replace(self, english=None)

    def _with_english(self, word: str, key: str, english: str | None) -> str:
        if self.english is None or not english or english == word:
            return word
        return self._bracketed(word, english) if self.english.claim(key, self.place) else word

    def verdict_text(self, trajectory: Trajectory, formats: QuantityFormats, *, short: bool = False) -> str:
        """Returns a run's verdict.

        The ``short`` form is for pictures, the long one also names the stop rule that ended the run.
        """
        text = verdict_text.of_trajectory(self, trajectory, formats)
        if short:
            return text.write(self, "short")
        stop = verdict_text.of_stop(self, trajectory)
        return phrases.joined_clauses(self, [each.write(self, "long") for each in (text, stop) if each])

    def verdict_word(self, trajectory: Trajectory, formats: QuantityFormats) -> str:
        """Returns a run's verdict in a word or two, for use after its icon."""
        return verdict_text.of_trajectory(self, trajectory, formats).write(self, "word")

    def alt(self, scene: Scene, trajectories: Sequence[Trajectory], panels: PanelEntries = ()) -> str:
        """Returns the alt text: the animation in sentences, as described to someone who can't see it.

        ``panels`` are the sidecar's, if the picture is laid out: they say what is in sight.
        """
        words, formats = self.without_english, quantities.of(scene, trajectories)
        sentences = [scene_description.describe(words, scene, trajectories, formats, panels)]
        if scene_description.has_ball(scene):
            narration = Narration(words, trajectories, formats)
            with_tolerance = self.data["alt_tells_tolerance"]
            if not scene_description.panels_stand_for_runs(scene):
                sentences.append(narration.outcome(with_tolerance=with_tolerance, with_best=scene.clock.shows_all_runs))
            sentences += scene_description.panel_sentences(words, scene, trajectories, formats)
            sentences += scene_description.missing_points(words, panels)
        return phrases.paragraph([*sentences, phrases.facts(words, scene.runs)])

    def caption(self, scene: Scene, trajectories: Sequence[Trajectory], panels: PanelEntries = ()) -> str:
        """Returns the author's caption, or the outcomes of the runs and which converged first."""
        if scene.caption:
            return scene.caption
        words, formats = self.without_english, quantities.of(scene, trajectories)
        if scene_description.has_ball(scene):
            of_panels = scene_description.panel_sentences(words, scene, trajectories, formats)
            lacking = scene_description.missing_points(words, panels)
            narration = Narration(words, trajectories, formats)
            is_described = scene_description.panels_stand_for_runs(scene)
            outcome = [] if is_described else [narration.outcome(with_best=scene.clock.shows_all_runs)]
            sentences = [*outcome, *of_panels, *lacking]
        else:
            sentences = list(scene_description.convexity_sentences(words, scene))
            sentences = sentences or [scene_description.opening(words, scene, trajectories, formats, panels)]
        return self._with_english_terms(phrases.paragraph([*sentences, phrases.facts(words, scene.runs)]))

    def _with_english_terms(self, text: str) -> str:
        """Returns the text with the English words of its terms, if the scene is bilingual."""
        if self.english is None:
            return text
        words = self.without_english
        terms = {words.label(key): english for key, english in self.english.labels.items()}
        terms |= words.rule_names()
        different = {word: english for word, english in terms.items() if word not in {english, self.isolated(english)}}
        return with_english_terms(text, different, self._bracketed)

    def _bracketed(self, word: str, english: str) -> str:
        return str(self.data["bilingual"].format(term=word, english=self.isolated(english)))

    def number(self, value: float) -> str:
        """Returns a single number for a sentence; whole numbers have all their digits."""
        return self.printed(numbers.count(value) if isinstance(value, int) else numbers.single(value))

    def printed(self, number: str) -> str:
        """Returns a printed number for a sentence, in this language's digits."""
        return self.isolated(self.localized(number))

    def localized(self, number: str) -> str:
        """Returns a number as this language writes it: a printed one, or a power of ten between dollar signs."""
        if self.digits == "latin":
            return number if number.startswith("$") else self.localized_formula(number)
        if number.startswith("$"):
            return numbers.in_digits_of_maths(number, self.digits)
        return numbers.in_digits(number, self.digits)

    def isolated(self, text: str) -> str:
        """Returns a formula, a number or a foreign word isolated, so that it keeps its own direction."""
        return ISOLATE.format(text) if self.is_right_to_left and text else text

    def quoted(self, text: str) -> str:
        """Returns an author's words in quotation marks, as read aloud; foreign words keep their order.

        Marks inside are those of a quotation within another.
        """
        text = self._with_inner_marks(text)
        if _is_right_to_left(text):
            return str(self.data["quoted"].format(text=plain_text(text, self.isolated)))
        return str(self.data["quoted"].format(text=self.isolated(plain_text(text, self.localized_formula))))

    def _with_inner_marks(self, text: str) -> str:
        """Returns the text with the quotation marks of a quotation within another instead of the outer ones."""
        pairs = zip(*(self.data[key].split("{text}") for key in ("quoted", "inner_quoted")), strict=True)
        (opening, inner_opening), (closing, inner_closing) = pairs
        text = re.sub(rf"{re.escape(opening.strip())}\s*", inner_opening, text)
        return re.sub(rf"\s*{re.escape(closing.strip())}", inner_closing, text)

    def formula(self, text: str) -> str:
        """Returns a formula inside a sentence, in one line of plain text; words of a right-to-left page are none."""
        if _is_right_to_left(text):
            return text
        is_tight = self.data["tight_formulas"] and "=" in text
        return self.isolated(self.localized_formula(SPACED_SIGN.sub(r"\1", text) if is_tight else text))

    def localized_formula(self, text: str) -> str:
        """Returns a formula in plain text with this language's decimal commas and semicolons, or with its digits."""
        if self.formula_digits != "latin":
            return numbers.in_digits(text, self.formula_digits)
        return numbers.with_decimal_commas(text) if self.has_decimal_comma else text

    def coordinates(self, text: str) -> str:
        """Returns a point of a sentence, ``(x, y) = (2, −1)``, with the digits of words."""
        return self.localized_formula(text) if self.digits == "latin" else numbers.in_digits(text, self.digits)

    def localized_maths(self, body: str) -> str:
        """Returns the body of a formula in a picture with this language's digits and decimal sign."""
        if self.formula_digits != "latin":
            return numbers.in_digits_of_maths(body, self.formula_digits)
        return numbers.with_commas_in_maths(body) if self.has_decimal_comma else body

    def fill(self, pattern: str, **values: object) -> str:
        """Fills a pattern with its values: numbers in this language's digits and isolated, texts unchanged."""
        return pattern.format(**{name: self._pattern_value(value) for name, value in values.items()})

    def _pattern_value(self, value: object) -> PatternValue:
        text = self.number(value) if isinstance(value, int | float) else str(value)
        return PatternValue(text, value, self.data.get("plural", plural.DEFAULT))


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def load(
    language: str = "en",
    terms: Sequence[tuple[str, str]] = (),
    digits: str = "latin",
    formula_digits: str = "latin",
    *,
    bilingual: bool = False,
) -> Words:
    """Returns the words of a language. Raises KeyError for a language without a file."""
    english = EnglishTerms.of_file(_file("en")) if bilingual and language != "en" else None
    return Words(_file(language), dict(terms), digits, formula_digits, english, language=language)


def of_scene(scene: Scene) -> Words:
    """Returns the words of a scene: in its language, with its own terms and digits, bilingual if it is."""
    return load(scene.language, scene.terms, scene.digits, scene.formula_digits, bilingual=scene.bilingual)


def replaceable_terms() -> dict[str, frozenset[str]]:
    """Returns the words that a scene may replace, each with the names of the values in its pattern."""
    panel_words = [panel.words.get("en", {}) for panel in registry.load_all("panels").values()]
    patterns: Mapping[str, str] = ChainMap(_file("en")["labels"], display_names(), *panel_words)
    return {
        key: frozenset(name for _, name, _, _ in Formatter().parse(pattern) if name)
        for key, pattern in patterns.items()
    }


def _file(language: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = registry.load("languages", language)
    return data
