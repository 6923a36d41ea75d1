"""Text that is drawn: its language, its mathematics, and what YAML has quietly cut off."""

from __future__ import annotations

import re
import shlex
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from gdanim import registry
from gdanim.messages import message
from gdanim.scene.advice import unknown_word
from gdanim.scene.readers import Reader
from gdanim.scene.value import INVALID, all_valid
from gdanim.text.line import pieces

if TYPE_CHECKING:
    from gdanim.scene.value import Invalid, Value

Text = str | dict[str, str]
"""One text, or one for each language."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
CUT_OFF = re.compile(r":?\s+(?P<comment>#[^\s#].*)")
LONGEST_MATHEMATICS = 500


def _read(value: Value) -> Text | Invalid:
    if value.is_mapping:
        return _languages(value)
    return _read_line(value)


def _languages(value: Value) -> dict[str, str] | Invalid:
    entries = list(value.entries())
    if value.node.source.where and len(entries) == 1 and not LANGUAGE.fullmatch(entries[0][0].text):
        return _with_colon(value)
    known = check_codes(value)
    texts = all_valid(
        each.report_expected(message("scene.must_be_text")) if each.is_mapping else _read_line(each)
        for _, each in entries
    )
    if not entries:
        return value.report_expected(message("scene.must_be_text"))
    if texts is INVALID or not known:
        return INVALID
    return {key.text: text for (key, _), text in zip(entries, texts, strict=True)}


def check_codes(value: Value) -> bool:
    """Whether each key of a mapping is the code of a language; those that are not are noted."""
    codes = registry.names("languages")
    strange = [key for key, _ in value.entries() if key.text not in codes]
    for key in strange:
        value.report_key(key, unknown_word("language", key.text, codes))
    return not strange


def _with_colon(value: Value) -> Invalid:
    """What was set from outside was read as a mapping of one key."""
    name = str(value.node.source.where).removeprefix("--set ")
    line = "\n".join(value.node.source.lines).replace("\\", "\\\\").replace('"', '\\"')
    told = shlex.quote(f'{name}="{line}"')
    return value.report(message("scene.text_with_colon", example=told))


def _read_line(value: Value) -> str | Invalid:
    cut = CUT_OFF.fullmatch(value.rest_of_line)
    if cut and not getattr(value.node, "quoted", False):
        whole = f"{value.text} {cut['comment'].rstrip()}".strip()
        offset = value.node.width + cut.start("comment")
        width = len(cut["comment"].rstrip())
        return value.report(message("scene.text_after_hash", text=whole), offset=offset, width=width)
    if value.content is None:
        return value.report_expected(message("scene.must_be_text"))
    control = next((c for c in value.text if unicodedata.category(c) == "Cc" and c != "\n"), None)
    if control:
        return value.report(message("scene.control_character", name=value.name, code=ord(control)))
    return _checked(value)


def _checked(value: Value) -> str | Invalid:
    """The text, if its mathematics can be set."""
    formulas = dict.fromkeys(piece.text for piece in pieces(value.text) if piece.maths)
    if sum(map(len, formulas)) > LONGEST_MATHEMATICS:
        return value.report(message("scene.mathematics_too_long", name=value.name, most=LONGEST_MATHEMATICS))
    for formula in formulas:
        reason = _fault(formula)
        if reason:
            return value.report(message("scene.mathematics", formula=formula, reason=reason))
    return value.text


def _fault(formula: str) -> str | None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser

    foreign = next((letter for letter in formula if ord(letter) not in _letters()), None)
    if foreign:
        return message("scene.mathematics_letter", letter=foreign, code=ord(foreign))
    try:
        MathTextParser("path").parse(f"${formula}$", dpi=72, prop=FontProperties(math_fontfamily="stix"))
    except ValueError as error:
        return _reason(str(error))
    except RecursionError:
        return message("scene.mathematics_too_deep")
    return None


@cache
def _letters() -> frozenset[int]:
    """What mathematics can be set from."""
    from matplotlib import get_data_path
    from matplotlib.font_manager import get_font

    return frozenset((*range(128), *get_font(f"{get_data_path()}/fonts/ttf/STIXGeneral.ttf").get_charmap()))


def _reason(report: str) -> str:
    """The last line of matplotlib's report, without its "(at char 3), (line:1, col:4)"."""
    last = report.strip().splitlines()[-1]
    return re.sub(r"^Parse\w*Exception: |\s*\(at char.*", "", last)


TEXT = Reader(
    _read,
    lambda: {
        "anyOf": [
            {"type": ["string", "number"]},
            {"type": "object", "additionalProperties": {"type": ["string", "number"]}},
        ]
    },
)


def spoken(text: Text | None, language: str) -> str | None:
    """The text in a language. Raises KeyError where it is only given in others."""
    return text[language] if isinstance(text, dict) else text
