"""pydantic's complaints about options in our own words, each at the option it is about."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gdanim.messages import message
from gdanim.registry import advice as near
from gdanim.scene import advice
from gdanim.scene.value import Value, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.messages import Message

NUMBERS = ("float_type", "float_parsing", "decimal_type")
WHOLE = ("int_from_float", "int_type", "int_parsing", "int_parsing_size")


def note(fault: Any, known: Sequence[str], name: str, options: Value, place: Value) -> None:
    """One complaint about the plug-in ``name``; ``known`` are its options, ``place`` is where one is missing."""
    location, kind = tuple(fault["loc"]), fault["type"]
    if kind == "extra_forbidden":
        around = _find(options, location[:-1])  # an option may hold options of its own
        key = next(key for key, _ in around.entries() if key.text == location[-1])
        nearby = near(str(location[-1]), known) if len(location) == 1 else ""
        owner = name if len(location) == 1 else named(around.path)
        around.report_key(key, message("scene.unknown_option", option=location[-1], owner=owner, advice=nearby))
    elif kind == "missing" and not isinstance(location[-1], int):
        place.report(message("scene.needs_key", owner=name, key=location[-1]))
    else:
        _report(fault, _find(options, location))


def _find(options: Value, location: tuple[str | int, ...]) -> Value:
    """The value at pydantic's location, or the last one on the way that stands in the scene."""
    value = options
    for part in location:
        children = {each.path[-1]: each for each in (*value.items(), *(each for _, each in value.entries()))}
        if part not in children:
            break
        value = children[part]
    return value


def _report(fault: Any, value: Value) -> None:
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind in {"value_error", "assertion_error"}:  # raised by the plug-in itself
        error = limits["error"]
        value.report(error.args[0] if error.args else str(error))
        return
    hint = advice.number(value.text) if isinstance(value.content, str) and kind in {*NUMBERS, *WHOLE} else None
    value.report_expected(_expected(kind, limits), found=value.found, advice=hint)


def _expected(kind: str, limits: dict[str, Any]) -> Message:
    if "expected" in limits:
        return message("scene.must_be_one_of", choices=str(limits["expected"]).replace("'", ""))
    if "max_length" in limits:
        return message("scene.must_be_shorter_list", most=limits["max_length"])
    return _bound(limits) or _types().get(kind) or message("scene.must_be_something_else")


def _bound(limits: dict[str, Any]) -> Message | None:
    limit = {key: f"{limits[key]:,.15g}" for key in ("gt", "ge", "lt", "le") if key in limits}
    if "gt" in limit:
        return message("scene.must_be_above", limit=limit["gt"])
    if "ge" in limit:
        return message("scene.must_be_at_least", limit=limit["ge"])
    if "lt" in limit:
        return message("scene.must_be_below", limit=limit["lt"])
    return message("scene.must_be_at_most", limit=limit["le"]) if "le" in limit else None


@cache
def _types() -> dict[str, Message]:
    """What pydantic's kinds of errors ask for."""
    return {
        **dict.fromkeys(NUMBERS, message("scene.must_be_number")),
        **dict.fromkeys(WHOLE, message("scene.must_be_whole")),
        **dict.fromkeys(("list_type", "tuple_type"), message("scene.must_be_any_list")),
        **dict.fromkeys(("missing", "too_short"), message("scene.must_be_longer_list")),
        "finite_number": message("scene.must_be_finite"),
        "bool_type": message("scene.must_be_true_or_false"),
        "string_type": message("scene.must_be_text"),
        "model_type": message("scene.must_be_options"),
    }
