"""Reads ``digits`` and ``terms``, which change the program's own words, for all languages or for each."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

from gdanim.messages import message
from gdanim.scene.advice import unknown_word
from gdanim.scene.readers import Reader, one_of
from gdanim.scene.text import LINE, LocalizedText, check_language_codes
from gdanim.scene.value import INVALID
from gdanim.text import numbers, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.functions import Function
    from gdanim.scene.value import Invalid, Value

Terms = tuple[tuple[str, LocalizedText], ...]
"""Pairs of a term of the program and the text that replaces it."""

Digits = tuple[str, str]
"""The digits of words and of formulas."""

LATIN = "latin"
PARTS = ("words", "formulas")
_WORD = one_of("digits", (LATIN, *numbers.SCRIPTS))


def _digits(value: Value) -> Digits | dict[str, Digits] | Invalid:
    if not value.is_mapping or _has_parts(value):
        return _digits_of_parts(value)
    digits = {key.text: _digits_of_parts(item) for key, item in value.entries()}
    check_language_codes(value)
    return INVALID if INVALID in digits.values() else digits  # type: ignore[return-value]


def _has_parts(value: Value) -> bool:
    return any(key.text in PARTS for key, _ in value.entries())


def _digits_of_parts(value: Value) -> Digits | Invalid:
    """Reads ``persian``, which is for words alone, or ``{words: persian, formulas: persian}``."""
    if not value.is_mapping:
        word = _WORD(value)
        return INVALID if word is INVALID else (word, LATIN)
    digits: dict[str, Any] = dict.fromkeys(PARTS, LATIN)
    for key, item in value.entries():
        if key.text in PARTS:
            digits[key.text] = _WORD(item)
        else:
            value.report_key(key, unknown_word("part", key.text, PARTS))
            digits[PARTS[0]] = INVALID
    return INVALID if INVALID in digits.values() else (digits["words"], digits["formulas"])


def _terms(value: Value) -> Terms | Invalid:
    if not value.is_mapping:
        return value.report_expected(message("scene.must_be_terms"))
    replaceable = words.replaceable_terms()
    terms: list[tuple[str, Any]] = []
    for key, content in value.entries():
        text, fields = LINE(content), replaceable.get(key.text, frozenset())
        terms.append((key.text, text if text is INVALID else _check_fields(content, text, fields)))
    return INVALID if any(text is INVALID for _, text in terms) else tuple(terms)


def check_names(value: Value, functions: Iterable[Function]) -> None:
    """Reports keys of ``terms`` that are neither a term of the program nor a name of the functions and their data."""
    named = {name for function in functions for name in (function.name, *function.column_names) if name}
    replaceable = (*words.replaceable_terms(), *named)
    for key, _ in value.entries() if value.is_mapping else ():
        if key.text not in replaceable:
            value.report_key(key, unknown_word("term", key.text, replaceable))


def _check_fields(value: Value, text: LocalizedText, fields: frozenset[str]) -> LocalizedText | Invalid:
    """Returns the text; reports braces other than those of ``fields``."""
    allowed = " and ".join(f"{{{name}}}" for name in sorted(fields)) or "nothing"
    for line in text.values() if isinstance(text, dict) else (text,):
        try:
            used = {name for _, name, _, _ in Formatter().parse(line) if name is not None}
        except ValueError:
            return value.report(message("scene.term_brace", name=value.name, allowed=allowed))
        unknown = sorted(used - fields)
        if unknown:
            return value.report(message("scene.term_field", name=value.name, field=unknown[0], allowed=allowed))
    return text


def digits_in(digits: Digits | dict[str, Digits], language: str) -> Digits:
    """Returns the digits of one language: of its words, and of its formulas."""
    return digits.get(language, (LATIN, LATIN)) if isinstance(digits, dict) else digits


def terms_in(terms: Terms, language: str) -> tuple[tuple[str, str], ...]:
    """Returns the terms of one language, without those given only in others."""
    found = ((key, text.get(language) if isinstance(text, dict) else text) for key, text in terms)
    return tuple((key, text) for key, text in found if text)


def _schemas() -> list[dict[str, Any]]:
    parts = {"type": "object", "properties": dict.fromkeys(PARTS, _WORD.schema()), "additionalProperties": False}
    return [_WORD.schema(), parts]


DIGITS = Reader(
    _digits,
    lambda: {
        "anyOf": [*_schemas(), {"type": "object", "additionalProperties": {"anyOf": _schemas()}}],
    },
)
TERMS = Reader(
    _terms, lambda: {"type": "object", "properties": dict.fromkeys(words.replaceable_terms(), LINE.schema())}
)
