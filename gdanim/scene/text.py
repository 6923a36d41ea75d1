"""Reads text that is drawn: its languages, its mathematics, and parts that YAML would drop."""

from __future__ import annotations

import re
import shlex
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from gdanim import registry
from gdanim.messages import message
from gdanim.scene.advice import unknown_word
from gdanim.scene.readers import Reader
from gdanim.scene.value import INVALID, all_valid
from gdanim.spelling import MAX_QUOTED
from gdanim.text.typesetting import pieces
from gdanim.threads import one_at_a_time

if TYPE_CHECKING:
    from gdanim.scene.value import Invalid, Value

LocalizedText = str | dict[str, str]
"""One text for all languages, or texts by language."""

PERSIAN_LETTERS = {"fa": str.maketrans("يىك", "ییک")}
"""By language, the letters that take the place of those of an Arabic keyboard, which look alike."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
DROPPED = re.compile(r":?\s+(?P<comment>#[^\s#].*)")
MAX_CHARACTERS, MAX_CAPTION_CHARACTERS = 300, 4000  # of a text in the picture, and of a caption, without formulas
MAX_MATHEMATICS = 500  # characters in all formulas of a text


def _text(value: Value, maximum: int) -> LocalizedText | Invalid:
    return _by_language(value, maximum) if value.is_mapping else _one_text(value, maximum)


def _by_language(value: Value, maximum: int) -> dict[str, str] | Invalid:
    entries = list(value.entries())
    if value.node.source.where and len(entries) == 1 and not LANGUAGE.fullmatch(entries[0][0].text):
        return _report_colon(value)
    are_known = check_language_codes(value)
    texts = all_valid(
        item.report_expected(message("scene.must_be_text")) if item.is_mapping else _one_text(item, maximum)
        for _, item in entries
    )
    if not entries:
        return value.report_expected(message("scene.must_be_text"))
    if texts is INVALID or not are_known:
        return INVALID
    return {key.text: text for (key, _), text in zip(entries, texts, strict=True)}


def check_language_codes(value: Value) -> bool:
    """Returns whether each key of a mapping is the code of a language; reports those that are not."""
    codes = registry.names("languages")
    unknown = [key for key, _ in value.entries() if key.text not in codes]
    for key in unknown:
        value.report_key(key, unknown_word("language", key.text, codes))
    return not unknown


def _report_colon(value: Value) -> Invalid:
    """Reports a text set with ``--set`` whose colon makes it a mapping of one key."""
    name = str(value.node.source.where).removeprefix("--set ")
    line = "\n".join(value.node.source.lines).replace("\\", "\\\\").replace('"', '\\"')
    example = shlex.quote(f'{name}="{line}"')
    return value.report(message("scene.text_with_colon", example=example))


def _one_text(value: Value, maximum: int) -> str | Invalid:
    dropped = DROPPED.fullmatch(value.rest_of_line)
    if dropped and not getattr(value.node, "is_quoted", False):
        comment = dropped["comment"].rstrip()
        text = message("scene.text_after_hash", text=f"{value.typed_text} {comment}".strip())
        return value.report(text, offset=value.node.width + dropped.start("comment"), width=len(comment))
    if value.content is None:
        return value.report_expected(message("scene.must_be_text"))
    length = sum(len(piece.text) for piece in pieces(value.typed_text) if not piece.is_maths)
    if length > maximum:
        sentence = message("scene.text_too_long", name=value.name, maximum=maximum, found=length)
        return value.report(sentence, width=MAX_QUOTED)
    control = next((c for c in value.typed_text if unicodedata.category(c) == "Cc" and c != "\n"), None)
    if control:
        return value.report(message("scene.control_character", name=value.name, code=ord(control)))
    return _check_mathematics(value)


def _check_mathematics(value: Value) -> str | Invalid:
    """Returns the text; reports formulas that can't be typesetting."""
    formulas = dict.fromkeys(piece.text for piece in pieces(value.typed_text) if piece.is_maths)
    if sum(map(len, formulas)) > MAX_MATHEMATICS:
        return value.report(message("scene.mathematics_too_long", name=value.name, maximum=MAX_MATHEMATICS))
    for formula in formulas:
        reason = formula_error(formula)
        if reason:
            return value.report(message("scene.mathematics", formula=formula, reason=reason))
    return value.typed_text


@one_at_a_time
def formula_error(formula: str) -> str | None:
    """Returns the reason why a formula can't be typeset, or None."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser

    foreign = next((letter for letter in formula if ord(letter) not in _mathematical_characters()), None)
    if foreign:
        return message("scene.mathematics_letter", letter=foreign, code=ord(foreign))
    try:
        MathTextParser("path").parse(f"${formula}$", dpi=72, prop=FontProperties(math_fontfamily="stix"))
    except ValueError as error:
        return _last_line(str(error))
    except RecursionError:
        return message("scene.mathematics_too_deep")
    return None


@cache
def _mathematical_characters() -> frozenset[int]:
    """Returns the code points allowed in formulas."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import get_font

    return frozenset((*range(128), *get_font(f"{get_data_path()}/fonts/ttf/STIXGeneral.ttf").get_charmap()))


def _last_line(report: str) -> str:
    """Returns the last line of matplotlib's report, without its "(at char 3), (line:1, col:4)"."""
    last = report.strip().splitlines()[-1]
    return re.sub(r"^Parse\w*Exception: |\s*\(at char.*", "", last)


def _schema() -> dict[str, Any]:
    text = {"type": ["string", "number"]}
    return {"anyOf": [text, {"type": "object", "additionalProperties": text}]}


TEXT = Reader(lambda value: _text(value, MAX_CHARACTERS), _schema)
"""A text in the picture, or one for each language."""
CAPTION = Reader(lambda value: _text(value, MAX_CAPTION_CHARACTERS), _schema)
"""A text below or beside the picture."""


def _line(value: Value) -> LocalizedText | Invalid:
    text = _text(value, MAX_CHARACTERS)
    if isinstance(text, dict):
        return {language: _in_one_line(each) for language, each in text.items()}
    return _in_one_line(text) if isinstance(text, str) else text


def _in_one_line(text: str) -> str:
    return " ".join(text.split("\n"))


LINE = Reader(_line, TEXT.schema)
"""A text in one line: a line break is a space."""


def in_language(text: LocalizedText | None, language: str) -> str | None:
    """Returns the text in a language, or else in English. Raises KeyError if it is only given in others."""
    return (text[language] if language in text else text["en"]) if isinstance(text, dict) else text
