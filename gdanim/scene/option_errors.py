"""Reports pydantic's errors about options in gdanim's own words, each at its option."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from gdanim.messages import message
from gdanim.scene import advice
from gdanim.scene.value import Value, key_name
from gdanim.spelling import grouped_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.messages import Message

CHOICE = re.compile(r"'([^']*)'")
NUMBER_ERRORS = ("float_type", "float_parsing", "decimal_type")
INTEGER_ERRORS = ("int_from_float", "int_type", "int_parsing", "int_parsing_size")
NUMBER_TYPES = frozenset({*NUMBER_ERRORS, *INTEGER_ERRORS})
"""The kinds of errors of a value that must be a number."""


def report(error: Any, known: Sequence[str], plugin: str, options: Value, value: Value) -> None:
    """Reports one of pydantic's errors about the ``options`` of a plug-in.

    ``known`` are the plug-in's option names. A missing option is reported at ``value``.
    """
    location, kind = tuple(error["loc"]), error["type"]
    if kind == "extra_forbidden":
        mapping = _nearest_value(options, location[:-1])  # an option may hold options of its own
        key = next(key for key, _ in mapping.entries() if key.text == location[-1])
        near = advice.hint("option", str(location[-1]), known) if len(location) == 1 else ""
        owner = plugin if len(location) == 1 else key_name(mapping.path)
        mapping.report_key(key, message("scene.unknown_option", option=location[-1], owner=owner, advice=near))
    elif kind == "missing" and not isinstance(location[-1], int):
        if location[-1] not in _meant(options, known):
            value.report(message("scene.needs_key", owner=plugin, key=location[-1]))
    else:
        _report_value(error, _nearest_value(options, location))


def _meant(options: Value, known: Sequence[str]) -> set[str | None]:
    """Returns the options that are given by names of other programs."""
    given = [key.text for key, _ in options.entries()]
    return {advice.probably_meant("option", name, known) for name in given if name not in known}


def _nearest_value(options: Value, location: tuple[str | int, ...]) -> Value:
    """Returns the value at pydantic's location, or its nearest parent in the scene.

    A location also names the branches of unions, which are no keys.
    """
    value = options
    for part in location:
        children = {item.path[-1]: item for item in (*value.items(), *(entry for _, entry in value.entries()))}
        value = children.get(part, value)
    return value


def _report_value(error: Any, value: Value) -> None:
    kind, context = error["type"], error.get("ctx", {})
    if kind in {"value_error", "assertion_error"}:  # raised by the plug-in itself
        raised = context["error"]
        value.report(raised.args[0] if raised.args else str(raised))
        return
    is_number = kind in {*NUMBER_ERRORS, *INTEGER_ERRORS}
    hint = advice.number_advice(value.text) if isinstance(value.content, str) and is_number else None
    if kind == "literal_error" and isinstance(value.content, str):
        hint = advice.choice_advice(value.text, CHOICE.findall(str(context.get("expected", ""))))
    value.report_expected(_expected(kind, context), found=value.found, advice=hint)


def _expected(kind: str, context: dict[str, Any]) -> Message:
    if "expected" in context:
        return message("scene.must_be_one_of", choices=str(context["expected"]).replace("'", ""))
    if "max_length" in context:
        return message("scene.must_be_shorter_list", maximum=context["max_length"])
    return _bound(context) or _expected_types().get(kind) or message("scene.must_be_something_else")


def _bound(context: dict[str, Any]) -> Message | None:
    limit = {key: grouped_text(context[key]) for key in ("gt", "ge", "lt", "le") if key in context}
    if "gt" in limit:
        return message("scene.must_be_above", limit=limit["gt"])
    if "ge" in limit:
        return message("scene.must_be_at_least", limit=limit["ge"])
    if "lt" in limit:
        return message("scene.must_be_below", limit=limit["lt"])
    return message("scene.must_be_at_most", limit=limit["le"]) if "le" in limit else None


@cache
def _expected_types() -> dict[str, Message]:
    """Returns the expected type for pydantic's kinds of errors."""
    return {
        **dict.fromkeys(NUMBER_ERRORS, message("scene.must_be_number")),
        **dict.fromkeys(INTEGER_ERRORS, message("scene.must_be_whole")),
        **dict.fromkeys(("list_type", "tuple_type"), message("scene.must_be_any_list")),
        **dict.fromkeys(("missing", "too_short"), message("scene.must_be_longer_list")),
        "finite_number": message("scene.must_be_finite"),
        "bool_type": message("scene.must_be_true_or_false"),
        "string_type": message("scene.must_be_text"),
        "model_type": message("scene.must_be_options"),
    }
