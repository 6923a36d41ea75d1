"""Reads ``function``: an expression, a named function with or without its parameters, or a data problem."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gdanim import functions, registry
from gdanim.functions import by_name, catalogue, data
from gdanim.functions.expressions.tree import parameters_of
from gdanim.messages import message
from gdanim.scene import advice, dataset
from gdanim.scene.companions import ALSO, ENTRIES, companions
from gdanim.scene.limits import MAX_SWEPT
from gdanim.scene.options import combinations
from gdanim.scene.pieces import PIECES, joined_pieces, read_piece
from gdanim.scene.readers import NUMBER, Reader, described_words
from gdanim.scene.value import INVALID, all_valid, concatenated
from gdanim.spelling import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.functions import Function
    from gdanim.messages import Message
    from gdanim.scene.value import Invalid, Value

MIN_PLUGIN_NAME = 3  # letters; shorter words are variables
EXPRESSION_KEYS = ("expression", "gradient", ALSO)
NAME = re.compile(r"[A-Za-z]\w+(?:[ -]\w+)*")


@dataclass(frozen=True)
class FunctionSpec:
    """A function, and the parameters set by its scene: ``(("a", "2"),)``."""

    function: Function
    parameters: tuple[tuple[str, str], ...] = ()


def _functions(value: Value) -> tuple[FunctionSpec, ...] | Invalid:
    """Reads one function or a list of them. Lists as values of parameters multiply the functions."""
    if not value.is_list:
        return _one(value)
    if not value.items():
        return value.report(message("scene.empty_list", name=value.name, item="function"))
    return concatenated(_report_comma(item, rest) if rest else _one(item) for item, rest in _rejoined(value.items()))


def _rejoined(items: Sequence[Value]) -> Iterator[tuple[Value, list[str]]]:
    """Yields the items of a list, rejoining texts that YAML split at commas."""
    remaining = list(items)
    while remaining:
        item = remaining.pop(0)
        rest = _split_off(item.text, [entry.text for entry in remaining])
        del remaining[: len(rest)]
        yield item, rest


def _one(value: Value) -> tuple[FunctionSpec, ...] | Invalid:
    return _written(value) if value.python_object is None else _object(value)


def _written(value: Value) -> tuple[FunctionSpec, ...] | Invalid:
    if value.is_mapping:
        return _mapping(value)
    if value.is_list or value.content is None:
        return value.report_expected(message("scene.must_be_function"))
    if value.text in data.NAMES:
        return _data_problems(dataset.read(value.text, value))
    if value.text in catalogue.names() or _is_plugin(value.text):
        return (FunctionSpec(by_name.load(value.text)),)
    if NAME.fullmatch(value.text) and nearest(value.text, _names()):
        return value.report(advice.unknown_word("function", value.text, _names()))
    return _expression(value)


def _mapping(value: Value) -> tuple[FunctionSpec, ...] | Invalid:
    keys = [key.text for key, _ in value.entries()]
    if PIECES in keys:
        return _with_pieces(value)
    return _with_gradient(value) if {*keys} & {*EXPRESSION_KEYS} else _with_parameters(value)


def _object(value: Value) -> tuple[FunctionSpec, ...] | Invalid:
    """Reads a function of the program that gives the scene."""
    if isinstance(value.python_object, functions.Function):
        return (FunctionSpec(value.python_object),)
    if value.python_object is functions.CallableError:
        return INVALID  # its problem was found when it was tried
    return value.report_expected(message("scene.must_be_function"))


def _with_gradient(value: Value) -> tuple[FunctionSpec, ...] | Invalid:
    """Reads ``{expression: …, gradient: …, also: […]}``."""
    parts: dict[str, Value] = {}
    entries = list(value.entries())
    for index, (key, part) in enumerate(entries):
        rest = _split_off(part.text, [other.text for other, empty in entries[index + 1 :] if empty.content is None])
        if rest:
            return _report_comma(part, rest)
        if key.text not in EXPRESSION_KEYS:
            return value.report_key(key, advice.unknown_word("key", key.text, EXPRESSION_KEYS))
        if part.content is None and not (key.text == ALSO or (key.text == "gradient" and part.items())):
            return part.report_expected(message("scene.must_be_expression"))
        parts[key.text] = part
    if "expression" not in parts:
        return value.report(message("scene.gradient_alone"))
    gradient = _gradient(parts["gradient"]) if "gradient" in parts else ()
    found = INVALID if gradient is INVALID else _expression(parts["expression"], gradient)
    return (
        found if found is INVALID or ALSO not in parts else all_valid(_with_also(spec, parts[ALSO]) for spec in found)
    )


def _with_also(spec: FunctionSpec, value: Value) -> FunctionSpec | Invalid:
    """Returns a function with those that are drawn beside it."""
    also = companions(value, spec.function)
    return INVALID if also is INVALID else replace(spec, function=replace(spec.function, also=also))


def _gradient(value: Value) -> tuple[Value, ...] | Invalid:
    """Reads the expressions of a gradient: one, or a list with one for each variable."""
    if not value.is_list:
        return (value,)
    for item, rest in _rejoined(value.items()):
        if rest:
            return _report_comma(item, rest)
        if item.content is None:
            return item.report_expected(message("scene.must_be_expression"))
    return value.items()


def _expression(value: Value, gradient: tuple[Value, ...] = ()) -> tuple[FunctionSpec, ...] | Invalid:
    """Reads an expression; a parameter with several values gives a function for each."""
    try:
        return _built(value, value.text, tuple(item.text for item in gradient) or None)
    except functions.ExpressionError as error:
        for each in (error, *error.others):
            part = gradient[each.component] if each.part == "gradient" else value
            part.report_at(each.message, each.offset, each.width)
        return INVALID


def _built(value: Value, text: str, gradient: tuple[str, ...] | None) -> tuple[FunctionSpec, ...] | Invalid:
    """Returns the function for each combination of the parameters' values. Raises ExpressionError."""
    letters = value.letters
    first = tuple((name, values[0].number) for name, values in letters.parameters)
    tree = functions.build(text, gradient, letters.variables, first).tree
    used = parameters_of(tree)
    if letters.count(used) > MAX_SWEPT:
        return value.report(message("scene.too_many_combinations_of_parameters", maximum=MAX_SWEPT))
    return tuple(
        FunctionSpec(
            functions.build(
                text, gradient, letters.variables, tuple((name, each.number) for name, each in combination)
            ),
            tuple((name, each.text) for name, each in combination),
        )
        for combination in letters.combinations(used)
    )


def _with_pieces(value: Value) -> tuple[FunctionSpec, ...] | Invalid:
    """Reads ``{pieces: [{if: x < 0, then: -x}, {else: x**2}]}``."""
    entries = list(value.entries())
    if len(entries) != 1:
        other = next(key for key, _ in entries if key.text != PIECES)
        return value.report_key(other, advice.unknown_word("key", other.text, (PIECES,)))
    listed = entries[0][1]
    pieces = all_valid(map(read_piece, listed.items()))
    if pieces is INVALID:
        return INVALID
    if len(pieces) < 2 or any(len(piece) == 1 for piece in pieces[:-1]) or len(pieces[-1]) != 1:
        return listed.report(message("scene.pieces_end_with_else", name=listed.name))
    text, parts = joined_pieces(pieces)
    try:
        return _built(value, text, None)
    except functions.ExpressionError as error:
        for each in (error, *error.others):
            start, part = next((start, part) for start, part in parts if start <= each.offset)
            part.report_at(each.message, min(each.offset - start, len(part.text) - 1), each.width)
        return INVALID


def _with_parameters(value: Value) -> tuple[FunctionSpec, ...] | Invalid:
    """Reads ``{name: {parameter: value}}``."""
    entries = list(value.entries())
    if len(entries) != 1:
        return value.report_expected(message("scene.must_be_one_function"))
    ((key, parameters),) = entries
    if key.text not in _names():
        return value.report_key(key, advice.unknown_word("function", key.text, (*_names(), PIECES)))
    if key.text in data.NAMES and parameters.content is None and not parameters.is_list:
        return _data_problems(dataset.read(key.text, value, parameters if parameters.is_mapping else None))
    if not parameters.is_mapping:
        return parameters.report_expected(message("scene.must_be_parameters"))
    known = by_name.parameters(key.text)
    for parameter, _ in parameters.entries():
        if parameter.text not in known:
            return parameters.report_key(parameter, _unknown_parameter(parameter.text, key.text, tuple(known)))
    parameter_sets = combinations(parameters)
    return INVALID if parameter_sets is INVALID else all_valid(_named(key.text, values) for values in parameter_sets)


def _data_problems(losses: dataset.Losses | Invalid) -> tuple[FunctionSpec, ...] | Invalid:
    return INVALID if losses is INVALID else tuple(FunctionSpec(loss, parameters) for loss, parameters in losses)


def _names() -> tuple[str, ...]:
    return (*by_name.SHIPPED, *(name for name in registry.names("functions") if name not in by_name.SHIPPED))


def _is_plugin(text: str) -> bool:
    """Returns whether another package, or the running program, provides a function of this name."""
    return len(text) >= MIN_PLUGIN_NAME and text.isidentifier() and text in registry.names("functions")


def _unknown_parameter(word: str, name: str, known: tuple[str, ...]) -> Message:
    if not known:
        return message("scene.no_parameters", parameter=word, function=name)
    return message("scene.unknown_parameter", parameter=word, function=name, advice=advice.hint("option", word, known))


def _named(name: str, parameters: Value) -> FunctionSpec | Invalid:
    values = {key.text: (NUMBER(item), item.text) for key, item in parameters.entries()}
    if any(number is INVALID for number, _ in values.values()):
        return INVALID
    try:
        function = by_name.load(name, **{key: number for key, (number, _) in values.items()})
    except functions.ExpressionError as error:
        return parameters.report(message("scene.parameters_impossible", function=name, reason=error.message))
    return FunctionSpec(function, tuple((key, text) for key, (_, text) in values.items()))


def _split_off(text: str, following: list[str]) -> list[str]:
    """Returns the texts that YAML split from an expression at its commas, up to the closing bracket."""
    for count in range(len(following) + 1):
        joined = text + "".join(following[:count])
        if joined.count("(") <= joined.count(")"):
            return following[:count]
    return []


def _report_comma(value: Value, rest: list[str]) -> Invalid:
    expression = ", ".join([value.text, *rest])
    return value.report(message("scene.expression_in_quotes", expression=expression))


FUNCTIONS = Reader(_functions, lambda: {"anyOf": [_schema(), {"type": "array", "items": _schema(), "minItems": 1}]})


def _schema() -> dict[str, Any]:
    text = {"type": ["string", "number"], "description": "an expression in x, or in x and y, or a name"}
    gradient = {"anyOf": [text, {"type": "array", "items": text}]}
    keys = {"expression": text, "gradient": gradient, ALSO: ENTRIES.schema()}
    written = {"type": "object", "properties": keys, "required": ["expression"]}
    meanings = {name: by_name.summary(name) for name in by_name.names()}
    named = {name: {"type": "object", "description": meaning} for name, meaning in meanings.items()}
    named_functions = {"type": "object", "properties": named}
    expression = {"type": ["string", "number"], "description": "an expression"}
    piece = {
        "type": "object",
        "properties": {
            "if": {"type": "string", "description": "a condition, such as x < 0"},
            "then": expression,
            "else": expression,
        },
        "additionalProperties": False,
    }
    in_pieces = {
        "type": "object",
        "properties": {PIECES: {"type": "array", "items": piece, "minItems": 2}},
        "required": [PIECES],
        "additionalProperties": False,
        "examples": [{PIECES: [{"if": "x < 0", "then": "-x"}, {"else": "x**2"}]}],
    }
    functions = [
        in_pieces,
        {**written, "additionalProperties": False},
        {**named_functions, "additionalProperties": False},
    ]
    return {"anyOf": [described_words(meanings), text, *functions, dataset.schema()]}
