"""What is minimised: an expression, a function of the catalogue with or without its parameters, or a data problem."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim import functions, registry
from gdanim.functions import catalogue, data, named
from gdanim.messages import message
from gdanim.scene import advice, dataset
from gdanim.scene.options import combinations
from gdanim.scene.readers import NUMBER, Reader
from gdanim.scene.value import INVALID, all_valid, concatenated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.functions import ExpressionError, Function
    from gdanim.messages import Message
    from gdanim.scene.value import Invalid, Value

SHORTEST = 3  # letters of a plug-in's name
NAME = re.compile(r"[A-Za-z]\w+(?:[ -]\w+)*")


@dataclass(frozen=True)
class Subject:
    """A function, and the parameters its scene gives a value: ``(("a", "2"),)``."""

    function: Function
    parameters: tuple[tuple[str, str], ...] = ()


def _read(value: Value) -> tuple[Subject, ...] | Invalid:
    """A list of functions: lists of values for a parameter multiply."""
    if not value.is_list:
        return _one(value)
    if not value.items():
        return value.report(message("scene.empty_list", name=value.name, item="function"))
    return concatenated(_in_quotes(item, rest) if rest else _one(item) for item, rest in _whole(value.items()))


def _whole(items: Sequence[Value]) -> Iterator[tuple[Value, list[str]]]:
    """The items of a list, each with the texts that YAML cut from it at its commas."""
    left = list(items)
    while left:
        item = left.pop(0)
        rest = _cut_off(item.text, [each.text for each in left])
        del left[: len(rest)]
        yield item, rest


def _one(value: Value) -> tuple[Subject, ...] | Invalid:
    if value.is_mapping:
        keys = [key.text for key, _ in value.entries()]
        return _written(value) if "expression" in keys or "gradient" in keys else _named(value)
    if value.is_list or value.content is None:
        return value.report_expected(message("scene.must_be_function"))
    if value.text in data.NAMES:
        return _fitted(dataset.read(value.text, value))
    if value.text in catalogue.names() or _is_plugin(value.text):
        return (Subject(named.function(value.text)),)
    if NAME.fullmatch(value.text) and registry.nearest(value.text, _names()):
        return value.report(advice.unknown_word("function", value.text, _names()))
    return _built(value.text, value)


def _written(value: Value) -> tuple[Subject, ...] | Invalid:
    """``{expression: …, gradient: …}``."""
    parts: dict[str, Value] = {}
    entries = list(value.entries())
    for at, (key, part) in enumerate(entries):
        rest = _cut_off(part.text, [other.text for other, empty in entries[at + 1 :] if empty.content is None])
        if rest:
            return _in_quotes(part, rest)
        if key.text not in {"expression", "gradient"}:
            return value.report_key(key, advice.unknown_word("key", key.text, ("expression", "gradient")))
        if part.content is None and not (key.text == "gradient" and part.items()):
            return part.report_expected(message("scene.must_be_expression"))
        parts[key.text] = part
    if "expression" not in parts:
        return value.report(message("scene.gradient_alone"))
    slopes = _slopes(parts["gradient"]) if "gradient" in parts else ()
    return INVALID if slopes is INVALID else _built(parts["expression"].text, parts["expression"], slopes)


def _slopes(value: Value) -> tuple[Value, ...] | Invalid:
    """The expressions of a gradient: one, or a list of one for each variable."""
    if not value.is_list:
        return (value,)
    for item, rest in _whole(value.items()):
        if rest:
            return _in_quotes(item, rest)
        if item.content is None:
            return item.report_expected(message("scene.must_be_expression"))
    return value.items()


def _built(text: str, value: Value, slopes: tuple[Value, ...] = ()) -> tuple[Subject, ...] | Invalid:
    try:
        return (Subject(functions.build(text, tuple(slope.text for slope in slopes) or None)),)
    except functions.ExpressionError as error:
        at_fault = slopes[error.component] if error.part == "gradient" else value
        return _misread(error, at_fault)


def _misread(error: ExpressionError, value: Value) -> Invalid:
    """The fault at its own column where the text stands on one line as it is, else at the whole value."""
    lines, node = value.node.source.lines, value.node
    line = lines[node.line - 1] if 0 < node.line <= len(lines) else ""
    begin = node.column - 1 + getattr(node, "quoted", False)
    if not line.startswith(value.text, begin):
        return value.report(error.message)
    offset = begin - node.column + 1 + error.offset
    return value.report(error.message, offset=offset, width=error.width)


def _named(value: Value) -> tuple[Subject, ...] | Invalid:
    """``{name: {parameter: value}}``."""
    entries = list(value.entries())
    if len(entries) != 1:
        return value.report_expected(message("scene.must_be_one_function"))
    ((key, parameters),) = entries
    if key.text not in _names():
        return value.report_key(key, advice.unknown_word("function", key.text, _names()))
    if key.text in data.NAMES and parameters.content is None and not parameters.is_list:
        return _fitted(dataset.read(key.text, value, parameters if parameters.is_mapping else None))
    if not parameters.is_mapping:
        return parameters.report_expected(message("scene.must_be_parameters"))
    known = named.parameters(key.text)
    for parameter, _ in parameters.entries():
        if parameter.text not in known:
            return parameters.report_key(parameter, _unknown_parameter(parameter.text, key.text, tuple(known)))
    ways = combinations(parameters)
    return INVALID if ways is INVALID else all_valid(_parametrised(key.text, way) for way in ways)


def _fitted(found: dataset.Problems | Invalid) -> tuple[Subject, ...] | Invalid:
    return INVALID if found is INVALID else tuple(Subject(fit, options) for fit, options in found)


def _names() -> tuple[str, ...]:
    return (*named.SHIPPED, *(name for name in registry.names("functions") if name not in named.SHIPPED))


def _is_plugin(text: str) -> bool:
    """Whether another package, or the program, has a function of this name. Shorter words are variables."""
    return len(text) >= SHORTEST and text.isidentifier() and text in registry.names("functions")


def _unknown_parameter(word: str, name: str, known: tuple[str, ...]) -> Message:
    if not known:
        return message("scene.no_parameters", parameter=word, function=name)
    return message("scene.unknown_parameter", parameter=word, function=name, advice=registry.advice(word, known))


def _parametrised(name: str, parameters: Value) -> Subject | Invalid:
    values = {key.text: (NUMBER(each), each.text) for key, each in parameters.entries()}
    if any(number is INVALID for number, _ in values.values()):
        return INVALID
    try:
        function = named.function(name, **{key: number for key, (number, _) in values.items()})
    except functions.ExpressionError as error:
        return parameters.report(message("scene.parameters_impossible", function=name, reason=error.message))
    return Subject(function, tuple((key, text) for key, (_, text) in values.items()))


def _cut_off(text: str, following: list[str]) -> list[str]:
    """The texts that YAML cut from an expression at its commas: those that close its brackets."""
    for count in range(len(following) + 1):
        whole = text + "".join(following[:count])
        if whole.count("(") <= whole.count(")"):
            return following[:count]
    return []


def _in_quotes(value: Value, rest: list[str]) -> Invalid:
    whole = ", ".join([value.text, *rest])
    return value.report(message("scene.expression_in_quotes", expression=whole))


FUNCTIONS = Reader(_read, lambda: {"anyOf": [_schema(), {"type": "array", "items": _schema(), "minItems": 1}]})


def _schema() -> dict[str, Any]:
    text = {"type": ["string", "number"], "description": "an expression in x, or in x and y, or a name"}
    slopes = {"anyOf": [text, {"type": "array", "items": text}]}
    written = {"type": "object", "properties": {"expression": text, "gradient": slopes}, "required": ["expression"]}
    by_name = {"type": "object", "properties": {name: {"type": "object"} for name in named.names()}}
    functions = [{**written, "additionalProperties": False}, {**by_name, "additionalProperties": False}]
    return {"anyOf": [text, *functions, dataset.schema()]}
