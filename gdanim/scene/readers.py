"""Readers of numbers, words, pairs, lists and mappings. Every reader also has its JSON Schema."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import axis_range
from gdanim.messages import message
from gdanim.scene import advice, typed_numbers
from gdanim.scene.value import INVALID, all_valid
from gdanim.spelling import MAX_QUOTED, grouped_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.messages import Message
    from gdanim.scene.value import Invalid, Value

SEPARATORS = re.compile(r"\s*[,;×]\s*|(?<=\d)x(?=\d)")


@dataclass(frozen=True)
class Reader:
    """A reader of values. ``read(value)`` returns the content, or INVALID after reporting its problem.

    ``schema`` is a function, evaluated on demand.
    """

    read: Callable[[Value], Any]
    schema: Callable[[], dict[str, Any]]

    def __call__(self, value: Value) -> Any:
        return self.read(value)


def number(*, above: float | None = None, minimum: float | None = None, maximum: float | None = None) -> Reader:
    """Returns a reader of finite numbers, as floats."""

    def read(value: Value) -> float | Invalid:
        found = value.number
        if found is None:
            return report_not_number(value, message("scene.must_be_number"))
        if not math.isfinite(found):
            return value.report_expected(message("scene.must_be_finite"))
        if (above is None or found > above) and _is_between(found, minimum, maximum):
            return float(found)
        return value.report_expected(_bounds(above, minimum, maximum))

    return Reader(read, lambda: _typed(type="number", exclusiveMinimum=above, minimum=minimum, maximum=maximum))


def integer(minimum: int, maximum: int | None = None) -> Reader:
    """Returns a reader of whole numbers in any notation: ``20``, ``2e1``."""

    def read(value: Value) -> int | Invalid:
        found = value.number
        if found is None or not float(found).is_integer():
            return report_not_number(value, message("scene.must_be_whole"))
        if _is_between(found, minimum, maximum):
            return int(found)
        return value.report_expected(_bounds(None, minimum, maximum))

    return Reader(read, lambda: _typed(type="integer", minimum=minimum, maximum=maximum))


def one_of(kind: str, choices: Callable[[], Sequence[str]] | Sequence[str]) -> Reader:
    """Returns a reader of one of the ``choices``. ``kind`` is their name in messages."""

    def allowed() -> list[str]:
        return list(choices() if callable(choices) else choices)

    def read(value: Value) -> str | Invalid:
        if value.content is None:
            return value.report_expected(message("scene.must_be_word"))
        if value.text in (choices() if callable(choices) else choices):
            return value.text
        return value.report(advice.unknown_word(kind, value.text, allowed()))

    return Reader(read, lambda: {"enum": allowed()})


def described_words(meanings: Mapping[str, str]) -> dict[str, Any]:
    """Returns the JSON Schema of one of several words, each with its meaning, which editors show."""
    words = [{"const": word, "description": meaning} for word, meaning in meanings.items()]
    return {"enum": list(meanings), "anyOf": words}


def _boolean(value: Value) -> bool | Invalid:
    if value.text in {"true", "false"}:
        return value.text == "true"
    return value.report_expected(message("scene.must_be_true_or_false"))


def pair_of(item: Reader) -> Reader:
    """Returns a reader of two items in a list, in any order."""

    def read(value: Value) -> tuple[Any, ...] | Invalid:
        count = len(value.items())
        if count != 2:
            found = message("scene.found_list_of", count=count) if count else value.found
            example = _in_brackets(value, 2)
            if example:
                return value.report_expected(message("scene.must_be_pair_such_as", example=example), found=found)
            return value.report_expected(message("scene.must_be_pair"), found=found)
        return all_valid(map(item, value.items()))

    return Reader(read, lambda: {"type": "array", "items": item.schema(), "minItems": 2, "maxItems": 2})


def _interval(value: Value) -> tuple[float, float] | Invalid:
    """Reads ``[low, high]``, in this order."""
    ends = COORDINATES(value)
    if ends is INVALID:
        return INVALID
    written = ", ".join(item.text for item in value.items())
    if ends[0] >= ends[1]:
        return value.report(message("scene.low_to_high", name=value.name, found=written))
    if axis_range.is_too_narrow(*ends):
        return value.report(message("scene.too_narrow", name=value.name, found=written))
    return ends


def _box(value: Value) -> tuple[tuple[float, float], ...] | Invalid:
    """Reads an interval for each variable, or one for all."""
    if any(item.is_list for item in value.items()):
        return all_valid(map(INTERVAL, value.items()))
    single = INTERVAL(value)
    return INVALID if single is INVALID else (single,)


def list_of(item: Reader, name: str, *, can_be_empty: bool = False, maximum: int | None = None) -> Reader:
    """Returns a reader of a list of items, as a tuple. ``name`` is their name in messages.

    All items are read even if one is invalid.
    """

    def read(value: Value) -> tuple[Any, ...] | Invalid:
        items = value.items()
        if not value.is_list:
            example = _in_brackets(value)
            if example:
                expected = message("scene.must_be_list_such_as", items=name, example=example)
            else:
                expected = message("scene.must_be_list", items=name)
            return value.report_expected(expected, found=value.found)
        if not items and not can_be_empty:
            return value.report(message("scene.empty_list", name=value.name, item="item"))
        if maximum is not None and len(items) > maximum:
            text = message("scene.too_many_items", name=value.name, count=len(items), items=name, maximum=maximum)
            return value.report(text)
        return all_valid(map(item, items))

    return Reader(read, lambda: {"type": "array", "items": item.schema(), "minItems": 0 if can_be_empty else 1})


def one_or_list(item: Reader, name: str) -> Reader:
    """Returns a reader of ``item`` or a list of them, always as a tuple."""
    several = list_of(item, name)

    def read(value: Value) -> tuple[Any, ...] | Invalid:
        if value.is_list:
            return several(value)
        single = item(value)
        return INVALID if single is INVALID else (single,)

    return Reader(read, lambda: {"anyOf": [item.schema(), several.schema()]})


def mapping_of(kind: str, readers: Mapping[str, Reader], required: Sequence[str] = ()) -> Reader:
    """Returns a reader of a mapping with some of the keys of ``readers``, as a dict. Invalid values are INVALID.

    ``kind`` is the name of a key in messages.
    """

    def read(value: Value) -> dict[str, Any] | Invalid:
        if not value.is_mapping:
            return value.report_expected(message("scene.must_be_mapping_of", keys=", ".join(readers)))
        found = {}
        for key, item in value.entries():
            if key.text in readers:
                found[key.text] = readers[key.text](item)
            else:
                value.report_key(key, advice.unknown_word(kind, key.text, readers))
                found.setdefault(advice.probably_meant(kind, key.text, readers) or key.text, INVALID)
        for name in required:
            if name not in found:
                found[name] = value.report(message("scene.needs_key", owner=value.name, key=name))
        return found

    def schema() -> dict[str, Any]:
        properties = {name: reader.schema() for name, reader in readers.items()}
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            **({"required": list(required)} if required else {}),
        }

    return Reader(read, schema)


def report_not_number(value: Value, expected: Message) -> Invalid:
    """Reports that the value is not what is ``expected``, with advice if the text shows the intended number."""
    hint = advice.number_advice(value.text) if isinstance(value.content, str) else None
    if hint:
        return value.report_expected(message("scene.must_be_number"), advice=hint)
    return value.report_expected(expected)


def _in_brackets(value: Value, minimum: int = 1) -> str:
    """Returns the list that was probably meant, ``[800, 600]`` for ``800x600``; empty below ``minimum`` items."""
    if value.content is None or len(value.text) > MAX_QUOTED:
        return ""
    items = re.split(SEPARATORS, value.text.strip())
    return f"[{', '.join(items)}]" if len(items) >= minimum else ""


def _is_between(number: float, minimum: float | None, maximum: float | None) -> bool:
    return (minimum is None or number >= minimum) and (maximum is None or number <= maximum)


def _bounds(above: float | None, minimum: float | None, maximum: float | None) -> Message:
    bounds = {"above": above, "minimum": minimum, "maximum": maximum}
    texts = {name: grouped_text(bound) for name, bound in bounds.items() if bound is not None}
    if minimum is not None and maximum is not None:
        return message("scene.must_be_between", minimum=texts["minimum"], maximum=texts["maximum"])
    if above is not None and maximum is not None:
        return message("scene.must_be_above_and_at_most", above=texts["above"], maximum=texts["maximum"])
    if above is not None:
        return message("scene.must_be_above", limit=texts["above"])
    if minimum is not None:
        return message("scene.must_be_at_least", limit=texts["minimum"])
    return message("scene.must_be_at_most", limit=texts["maximum"])


def _typed(**entries: Any) -> dict[str, Any]:
    """Returns the schema of a number, or of an expression of one."""
    return {"anyOf": [{name: value for name, value in entries.items() if value is not None}, typed_numbers.SCHEMA]}


NUMBER = number()
COORDINATE = number(minimum=-axis_range.MAX_NUMBER, maximum=axis_range.MAX_NUMBER)
"""A number on an axis."""
COORDINATES = pair_of(COORDINATE)
INTERVAL = Reader(_interval, COORDINATES.schema)
BOX = Reader(_box, lambda: {"anyOf": [INTERVAL.schema(), {"type": "array", "items": INTERVAL.schema()}]})
"""An interval for each variable, or one for all."""
SEED = integer(0, 2**32 - 1)
BOOLEAN = Reader(_boolean, lambda: {"type": "boolean"})
