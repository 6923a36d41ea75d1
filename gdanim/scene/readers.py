"""How each kind of value is read: numbers, words, pairs, lists. Every reader also says its JSON Schema."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import axis_range
from gdanim.messages import message
from gdanim.scene import advice
from gdanim.scene.value import LONGEST, WRONG, together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gdanim.messages import Message
    from gdanim.scene.value import Value, Wrong

BETWEEN = re.compile(r"\s*[,;×]\s*|(?<=\d)x(?=\d)")


@dataclass(frozen=True)
class Reader:
    """``read(value)`` is what the value says, or WRONG with its problem noted. ``schema`` is made when asked for."""

    read: Callable[[Value], Any]
    schema: Callable[[], dict[str, Any]]

    def __call__(self, value: Value) -> Any:
        return self.read(value)


def number(*, above: float | None = None, least: float | None = None, most: float | None = None) -> Reader:
    """A finite number, as a float."""

    def read(value: Value) -> float | Wrong:
        if not isinstance(value.content, int | float):
            return not_a(value, message("scene.must_be_number"))
        if not math.isfinite(value.content):
            return value.report_expected(message("scene.must_be_finite"))
        inside = (above is None or value.content > above) and _between(value.content, least, most)
        return float(value.content) if inside else value.report_expected(_bounds(above, least, most))

    return Reader(read, lambda: _drop_none(type="number", exclusiveMinimum=above, minimum=least, maximum=most))


def whole(least: int, most: int | None = None) -> Reader:
    def read(value: Value) -> int | Wrong:
        if not isinstance(value.content, int | float) or not float(value.content).is_integer():
            return not_a(value, message("scene.must_be_whole"))
        return (
            int(value.content)
            if _between(value.content, least, most)
            else value.report_expected(_bounds(None, least, most))
        )

    return Reader(read, lambda: _drop_none(type="integer", minimum=least, maximum=most))


def word(kind: str, choices: Callable[[], Sequence[str]] | Sequence[str]) -> Reader:
    """One of the ``choices``. ``kind`` is what messages call it."""

    def allowed() -> list[str]:
        return list(choices() if callable(choices) else choices)

    def read(value: Value) -> str | Wrong:
        if value.content is None:
            return value.report_expected(message("scene.must_be_word"))
        if value.text in allowed():
            return value.text
        return value.report(advice.unknown(kind, value.text, allowed()))

    return Reader(read, lambda: {"enum": allowed()})


def flag(value: Value) -> bool | Wrong:
    if value.text in {"true", "false"}:
        return value.text == "true"
    return value.report_expected(message("scene.must_be_true_or_false"))


def pair(item: Reader) -> Reader:
    """Two numbers in a list, whatever their order."""

    def read(value: Value) -> tuple[Any, ...] | Wrong:
        count = len(value.items())
        if count != 2:
            found = message("scene.found_list_of", count=count) if count else value.found
            example = _brackets(value, 2)
            if example:
                return value.report_expected(message("scene.must_be_pair_such_as", example=example), found=found)
            return value.report_expected(message("scene.must_be_pair"), found=found)
        return together(map(item, value.items()))

    return Reader(read, lambda: {"type": "array", "items": item.schema(), "minItems": 2, "maxItems": 2})


def interval(value: Value) -> tuple[float, float] | Wrong:
    """``[low, high]``, in that order."""
    ends = INTERVAL(value)
    if ends is WRONG:
        return WRONG
    written = ", ".join(item.text for item in value.items())
    if ends[0] >= ends[1]:
        return value.report(message("scene.low_to_high", name=value.name, found=written))
    if axis_range.narrow(*ends):
        return value.report(message("scene.too_narrow", name=value.name, found=written))
    return ends


def listing(item: Reader, what: str, *, empty: bool = False, most: int | None = None) -> Reader:
    """A list of ``what``, as a tuple. An item that is wrong leaves the rest readable."""

    def read(value: Value) -> tuple[Any, ...] | Wrong:
        if not value.is_list:
            example = _brackets(value)
            if example:
                return value.report_expected(
                    message("scene.must_be_list_such_as", items=what, example=example), found=value.found
                )
            return value.report_expected(message("scene.must_be_list", items=what), found=value.found)
        if not value.items() and not empty:
            return value.report(message("scene.empty_list", name=value.name, item="item"))
        if most is not None and len(value.items()) > most:
            return value.report(
                message("scene.too_many_items", name=value.name, count=len(value.items()), items=what, most=most)
            )
        return together(map(item, value.items()))

    return Reader(read, lambda: {"type": "array", "items": item.schema(), "minItems": 0 if empty else 1})


def one_or_list(item: Reader, what: str) -> Reader:
    """``item`` or a list of them, always as a tuple."""
    several = listing(item, what)

    def read(value: Value) -> tuple[Any, ...] | Wrong:
        if value.is_list:
            return several(value)
        single = item(value)
        return WRONG if single is WRONG else (single,)

    return Reader(read, lambda: {"anyOf": [item.schema(), several.schema()]})


def fields(kind: str, table: Mapping[str, Reader], required: Sequence[str] = ()) -> Reader:
    """A mapping with some of the keys of ``table``, as a dict: what was wrong is there as WRONG."""

    def read(value: Value) -> dict[str, Any] | Wrong:
        if not value.is_mapping:
            return value.report_expected(message("scene.must_be_mapping_of", keys=", ".join(table)))
        found = {}
        for key, each in value.entries():
            if key.text in table:
                found[key.text] = table[key.text](each)
            else:
                value.report_key(key, advice.unknown(kind, key.text, table))
        for name in required:
            if name not in found:
                found[name] = value.report(message("scene.needs_key", owner=value.name, key=name))
        return found

    def schema() -> dict[str, Any]:
        properties = {name: reader.schema() for name, reader in table.items()}
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            **({"required": list(required)} if required else {}),
        }

    return Reader(read, schema)


def not_a(value: Value, expected: Message) -> Wrong:
    """Notes that this is not what is ``expected``, with advice where the text shows what was meant."""
    hint = advice.number(value.text) if isinstance(value.content, str) else None
    if hint:
        return value.report_expected(message("scene.must_be_number"), advice=hint)
    return value.report_expected(expected)


def _brackets(value: Value, least: int = 1) -> str:
    """The list that was probably meant: ``[800, 600]`` for ``800x600``; nothing where it has fewer than ``least``."""
    if value.content is None or len(value.text) > LONGEST:
        return ""
    items = re.split(BETWEEN, value.text.strip())
    return f"[{', '.join(items)}]" if len(items) >= least else ""


def _between(number: float, least: float | None, most: float | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)


def _bounds(above: float | None, least: float | None, most: float | None) -> Message:
    if least is not None and most is not None:
        return message("scene.must_be_between", least=f"{least:,}", most=f"{most:,}")
    if above is not None and most is not None:
        return message("scene.must_be_above_and_at_most", above=f"{above:,}", most=f"{most:,}")
    if above is not None:
        return message("scene.must_be_above", limit=f"{above:,}")
    if least is not None:
        return message("scene.must_be_at_least", limit=f"{least:,}")
    return message("scene.must_be_at_most", limit=f"{most:,}")


def _drop_none(**entries: Any) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if value is not None}


NUMBER = number()
POSITION = number(least=-axis_range.GREATEST, most=axis_range.GREATEST)
"""A number on an axis."""
SEED = whole(0, 2**32 - 1)
FLAG = Reader(flag, lambda: {"type": "boolean"})
INTERVAL = pair(POSITION)
RANGE = Reader(interval, INTERVAL.schema)
