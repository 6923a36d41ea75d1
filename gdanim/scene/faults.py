"""pydantic's complaints about options in our own words, each at the option it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim.registry import advice as near
from gdanim.scene import advice
from gdanim.scene.value import Value, named

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBERS = ("float_type", "float_parsing", "decimal_type")
WHOLE = ("int_from_float", "int_type", "int_parsing", "int_parsing_size")
EXPECTED = {
    **dict.fromkeys(NUMBERS, "a number"),
    **dict.fromkeys(WHOLE, "a whole number"),
    **dict.fromkeys(("list_type", "tuple_type"), "a list"),
    **dict.fromkeys(("missing", "too_short"), "a longer list"),
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "string_type": "text",
    "model_type": "a mapping of options",
}


def note(fault: Any, known: Sequence[str], name: str, options: Value, place: Value) -> None:
    """One complaint about the plug-in ``name``; ``known`` are its options, ``place`` is where one is missing."""
    location, kind = tuple(fault["loc"]), fault["type"]
    if kind == "extra_forbidden":
        around = _find(options, location[:-1])  # an option may hold options of its own
        key = next(key for key, _ in around.entries() if key.text == location[-1])
        nearby = near(str(location[-1]), known) if len(location) == 1 else ""
        owner = name if len(location) == 1 else named(around.path)
        around.wrong_key(key, f"unknown option {location[-1]!r} of {owner}{nearby}")
    elif kind == "missing" and not isinstance(location[-1], int):
        place.wrong(f"{name} needs {location[-1]!r}")
    else:
        culprit = _find(options, location)
        culprit.wrong(_words(fault, culprit))


def _find(options: Value, location: tuple[str | int, ...]) -> Value:
    """The value at pydantic's location, or the last one on the way that stands in the scene."""
    value = options
    for part in location:
        children = {each.path[-1]: each for each in (*value.items(), *(each for _, each in value.entries()))}
        if part not in children:
            break
        value = children[part]
    return value


def _words(fault: Any, value: Value) -> str:
    kind, limits = fault["type"], fault.get("ctx", {})
    if kind in {"value_error", "assertion_error"}:
        return str(limits["error"])
    bounds = {"gt": "above", "ge": "at least", "lt": "below", "le": "at most"}
    must = next((f"{words} {limits[key]:,.15g}" for key, words in bounds.items() if key in limits), None)
    if must is None:
        must = _expected(kind, limits)
    hint = advice.number(value.text) if isinstance(value.content, str) and kind in {*NUMBERS, *WHOLE} else None
    return f"{named(value.path)} must be {must}; {value.found}" + (f"; {hint}" if hint else "")


def _expected(kind: str, limits: dict[str, Any]) -> str:
    if "expected" in limits:
        return str(limits["expected"]).replace("'", "")
    if "max_length" in limits:
        return f"a list of at most {limits['max_length']}"
    return EXPECTED.get(kind, "something else")
