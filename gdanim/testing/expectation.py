"""Common parts of the checks: expectations, summaries, formulas, and temporary registration of a plug-in."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim import registry, yaml
from gdanim.text.language_file import fields

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pydantic import BaseModel


LANGUAGE = re.compile(r"[a-z]{2,3}([_-]\w+)?")


def expect(condition: object, sentence: str) -> None:
    """Raises AssertionError with the sentence unless the condition holds."""
    if not condition:
        raise AssertionError(sentence)


def loaded(kind: str, plugin: Any) -> Any:
    """Returns the plug-in itself, or the one of this name."""
    return registry.load(kind, plugin) if isinstance(plugin, str) else plugin


def content(kind: str, plugin: Any) -> Mapping[str, Any]:
    """Returns the mapping of a theme or a language: itself, in a file, or the one of this name."""
    loaded_content: Any = loaded(kind, plugin)
    mapping: Mapping[str, Any] = yaml.load(loaded_content) if isinstance(loaded_content, Path) else loaded_content
    return mapping


def expect_synonyms(synonyms: tuple[str, ...]) -> None:
    """Raises AssertionError unless other programs' names of a plug-in are in the form in which they are looked up."""
    wrong = [each for each in synonyms if each != each.casefold() or not each.strip()]
    expect(not wrong, f"synonyms must be words in small letters; found {', '.join(map(repr, wrong))}")


def expect_words(words: Mapping[str, Mapping[str, str]], known: Collection[str] = ()) -> None:
    """Raises AssertionError unless a plug-in's own words can be drawn in every language.

    Parameters
    ----------
    words
        The plug-in's words, by language and key.
    known
        The keys whose English is declared elsewhere.
    """
    from gdanim.drawing import fonts

    for language, texts in words.items():
        expect(LANGUAGE.fullmatch(language), f"words must be by a language's code such as 'en'; found {language!r}")
        lacking = sorted(texts.keys() - words.get("en", {}).keys() - {*known})
        expect(not lacking, f"words must have the English for {', '.join(lacking)}, which other languages fall back to")
        for key, text in texts.items():
            strange = fields(text) - fields(words.get("en", {}).get(key, text))
            expect(not strange, f"words: {key} can't fill in {', '.join(sorted(strange))} in {language!r}")
            missing = fonts.missing(text) if language in registry.names("languages") else ""
            expect(not missing, f"no font here has the letters {missing!r} of {key} in {language!r}")


@contextmanager
def registered(kind: str, plugin: Any) -> Iterator[str]:
    """Registers the plug-in under a name within a context."""
    name = f"{registry.KINDS[kind].word}_under_test"
    registry.register(kind, name, plugin, force=True)
    try:
        yield name
    finally:
        registry.unregister(kind, name)


def expect_summary(summary: str) -> None:
    """Raises AssertionError unless a summary is a phrase, so that lists are uniform."""
    expect(summary and summary == summary.strip(), "the summary must say what it is, without spaces around it")
    expect("\n" not in summary and not summary.endswith("."), f"the summary must be one phrase, not {summary!r}")


def expect_formula(formula: str) -> None:
    """Raises AssertionError unless a formula is valid mathtext without dollar signs."""
    from matplotlib.mathtext import MathTextParser

    try:
        width = MathTextParser("path").parse(f"${formula}$").width
    except ValueError as error:
        raise AssertionError(f"the formula {formula!r} can't be set: {str(error).splitlines()[-1]}") from error
    expect(width > 0, "the formula must not be empty")


def expect_options(model: type[BaseModel], *, defaults: bool = True) -> None:
    """Raises AssertionError unless options are frozen, forbid unknown keys, and have descriptions."""
    expect(model.model_config.get("frozen"), f"{model.__name__} must be frozen")
    expect(model.model_config.get("extra") == "forbid", f"{model.__name__} must forbid words that it does not know")
    if defaults:
        required = [name for name, field in model.model_fields.items() if field.is_required()]
        expect(not required, f"{model.__name__} must have a default for {', '.join(required)}")
    untold = [name for name, field in model.model_fields.items() if defaults and not field.description]
    expect(not untold, f"{model.__name__} must have a description of {', '.join(untold)}")
    expect(model.model_json_schema(), f"{model.__name__} must have a JSON Schema")
