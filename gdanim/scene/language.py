"""What a scene says of its words: digits and terms, for every language or for each."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

from gdanim.messages import message
from gdanim.scene.advice import unknown_word
from gdanim.scene.readers import Reader, one_of
from gdanim.scene.text import TEXT, Text, check_codes
from gdanim.scene.value import INVALID
from gdanim.text import words

if TYPE_CHECKING:
    from gdanim.scene.value import Invalid, Value

Terms = tuple[tuple[str, Text], ...]

_WORD = one_of("digits", ("latin", "persian"))


def _digits(value: Value) -> Text | Invalid:
    if not value.is_mapping:
        return _WORD(value)
    found = {key.text: _WORD(each) for key, each in value.entries()}
    check_codes(value)
    return INVALID if INVALID in found.values() else found


def _terms(value: Value) -> Terms | Invalid:
    if not value.is_mapping:
        return value.report_expected(message("scene.must_be_terms"))
    replaceable = words.replaceable()
    found: list[tuple[str, Any]] = []
    for key, each in value.entries():
        if key.text not in replaceable:
            value.report_key(key, unknown_word("term", key.text, replaceable))
            continue
        text = TEXT(each)
        found.append((key.text, text if text is INVALID else _filled(each, text, replaceable[key.text])))
    return INVALID if any(text is INVALID for _, text in found) else tuple(found)


def _filled(value: Value, text: Text, known: frozenset[str]) -> Text | Invalid:
    """The text, if what it has in braces is what the program fills in."""
    allowed = " and ".join(f"{{{name}}}" for name in sorted(known)) or "nothing"
    for line in text.values() if isinstance(text, dict) else (text,):
        try:
            fields = {name for _, name, _, _ in Formatter().parse(line) if name is not None}
        except ValueError:
            return value.report(message("scene.term_brace", name=value.name, allowed=allowed))
        strange = sorted(fields - known)
        if strange:
            return value.report(message("scene.term_field", name=value.name, field=strange[0], allowed=allowed))
    return text


def digits(given: Text, language: str) -> str:
    """Those of one language."""
    return given.get(language, "latin") if isinstance(given, dict) else given


def terms(given: Terms, language: str) -> tuple[tuple[str, str], ...]:
    """Those of one language; what is only given in others keeps its own word."""
    chosen = ((key, text.get(language) if isinstance(text, dict) else text) for key, text in given)
    return tuple((key, text) for key, text in chosen if text)


DIGITS = Reader(
    _digits,
    lambda: {"anyOf": [_WORD.schema(), {"type": "object", "additionalProperties": _WORD.schema()}]},
)
TERMS = Reader(_terms, lambda: {"type": "object", "properties": dict.fromkeys(words.replaceable(), TEXT.schema())})
