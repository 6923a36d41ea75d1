"""The pieces of a function: ``{if: x < 0, then: -x}`` and ``{else: x**2}``, as one expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim import functions
from gdanim.messages import message
from gdanim.scene import advice
from gdanim.scene.value import INVALID, all_valid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.scene.value import Invalid, Value


PIECES = "pieces"


PIECE_KEYS = ("if", "then", "else")


def read_piece(value: Value) -> tuple[Value, ...] | Invalid:
    """Reads ``{if: condition, then: expression}`` or ``{else: expression}``: returns the values."""
    if not value.is_mapping:
        return value.report_expected(message("scene.must_be_piece"))
    found = {key.text: part for key, part in value.entries()}
    for key, part in value.entries():
        if key.text not in PIECE_KEYS:
            return value.report_key(key, advice.unknown_word("key of a piece", key.text, PIECE_KEYS))
        if part.content is None:
            return part.report_expected(message("scene.must_be_expression"))
    if found.keys() not in ({"if", "then"}, {"else"}):
        return value.report_expected(message("scene.must_be_piece"))
    parts = (found["else"],) if "else" in found else (found["if"], found["then"])
    return all_valid(_check_part(part, is_condition=len(parts) == 2 and part is parts[0]) for part in parts)


def _check_part(part: Value, *, is_condition: bool) -> Value | Invalid:
    """Returns a part that is a condition or an expression by itself; reports its own mistakes."""
    text = f"where({part.text}, 1, 0)" if is_condition else part.text
    parameters = tuple((name, values[0].number) for name, values in part.letters.parameters)
    try:
        functions.build(text, None, part.letters.variables, parameters)
    except functions.ExpressionError as error:
        for each in (error, *error.others):
            part.report_at(each.message, max(0, each.offset - len("where(") * is_condition), each.width)
        return INVALID
    return part


def joined_pieces(pieces: Sequence[tuple[Value, ...]]) -> tuple[str, list[tuple[int, Value]]]:
    """Returns the pieces as one expression, and where each part begins in it, the last first."""
    text, parts = "", []
    for *condition, then in pieces:
        if condition:
            text += "where("
            parts.append((len(text), condition[0]))
            text += f"{condition[0].text}, "
        parts.append((len(text), then))
        text += f"{then.text}, " if condition else then.text
    return text + ")" * (len(pieces) - 1), parts[::-1]
