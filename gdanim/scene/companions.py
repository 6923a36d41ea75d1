"""Reads ``also`` of a function: the functions that are drawn beside it, ``[{expression, label, levels}]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim import functions
from gdanim.messages import message
from gdanim.scene.readers import NUMBER, Reader, list_of, mapping_of
from gdanim.scene.text import LINE
from gdanim.scene.value import INVALID, all_valid

if TYPE_CHECKING:
    from typing import Any

    from gdanim.functions import Companion, Function
    from gdanim.scene.value import Invalid, Value

ALSO = "also"
MAX_COMPANIONS, MAX_LEVELS = 4, 12


def _expression(value: Value) -> Value | Invalid:
    return value.report_expected(message("scene.must_be_expression")) if value.content is None else value


def _expression_schema() -> dict[str, Any]:
    return {"type": ["string", "number"], "description": "an expression in the same variables"}


_ENTRY = mapping_of(
    "key of also",
    {
        "expression": Reader(_expression, _expression_schema),
        "label": LINE,
        "levels": list_of(NUMBER, "heights", maximum=MAX_LEVELS),
    },
    required=("expression",),
)
ENTRIES = list_of(_ENTRY, "functions", maximum=MAX_COMPANIONS)


def companions(value: Value, function: Function) -> tuple[Companion, ...] | Invalid:
    """Reads the functions drawn beside a function, of its variables."""
    entries = ENTRIES(value)
    return INVALID if entries is INVALID else all_valid(_companion(entry, function) for entry in entries)


def _companion(entry: dict[str, Any], function: Function) -> Companion | Invalid:
    if INVALID in entry.values():
        return INVALID
    part, label = entry["expression"], entry.get("label", {})
    parameters = tuple((name, values[0].number) for name, values in part.letters.parameters)
    try:
        built = functions.build(part.text, None, function.variables, parameters)
    except functions.ExpressionError as error:
        for each in (error, *error.others):
            part.report_at(each.message, each.offset, each.width)
        return INVALID
    labels = label if isinstance(label, dict) else {"en": str(label)}
    return functions.Companion(built, labels, tuple(entry.get("levels", ())))
