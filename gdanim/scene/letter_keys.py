"""Reads ``parameters`` and ``variables``, the meanings of letters in expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim.functions.expressions import variable_names
from gdanim.functions.expressions.tree import CONSTANTS
from gdanim.messages import message
from gdanim.scene import sweep
from gdanim.scene.letters import Letters, Parameters, ParameterValue
from gdanim.scene.readers import NUMBER, Reader, one_or_list
from gdanim.scene.value import INVALID, all_valid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gdanim.messages import Message
    from gdanim.scene.settings import Setting
    from gdanim.scene.value import Invalid, Value

LETTER = {"type": "string", "description": "a letter, Latin or Greek, with an index or not"}
_VALUES = one_or_list(NUMBER, "numbers")


def _name(value: Value, text: str) -> str | Invalid:
    name = variable_names.canonical(text)
    if name is None or name in CONSTANTS:
        return value.report(_problem(name, text, value.name))
    return name


def _problem(name: str | None, text: str, owner: str) -> Message:
    """Returns what is wrong with a name that is no letter, for which the canonical one is None, or a constant."""
    if name is None:
        return message("scene.must_be_letter", name=owner, found=text)
    return message("scene.is_constant", found=text)


def _parameters(value: Value) -> Parameters | Invalid:
    if not value.is_mapping or not list(value.entries()):
        return value.report_expected(message("scene.must_be_letters_with_values"))
    found: list[Any] = []
    for key, item in value.entries():
        name = variable_names.canonical(key.text)
        if name is None or name in CONSTANTS:
            found.append(value.report_key(key, _problem(name, key.text, f"a key of {value.name}")))
            continue
        numbers = _VALUES(item)
        texts = [each.text for each in item.items()] or [item.text]
        values = () if numbers is INVALID else tuple(map(ParameterValue, numbers, texts))
        found.append(INVALID if numbers is INVALID else (name, values))
    return all_valid(found)


def _variables(value: Value) -> tuple[str, ...] | Invalid:
    items = value.items() if value.is_list else (value,)
    if not items or len(items) > variable_names.MAX_VARIABLES:
        return value.report_expected(message("scene.must_be_letters"))
    names = all_valid(_name(item, item.text) for item in items)
    if names is INVALID:
        return INVALID
    repeated = next((item for index, item in enumerate(items) if names[index] in names[:index]), None)
    return repeated.report(message("scene.letter_twice", letter=repeated.text)) if repeated else names


FUNCTION_LETTER = Reader(lambda value: _name(value, value.text), lambda: {**LETTER, "examples": ["J"]})
PARAMETERS = Reader(
    _parameters,
    lambda: {
        "type": "object",
        "additionalProperties": {"anyOf": [_VALUES.schema(), sweep.schema()]},
        "minProperties": 1,
        "examples": [{"a": 2, "b": [1, 2, 4]}],
    },
)
VARIABLES = Reader(
    _variables,
    lambda: {"anyOf": [LETTER, {"type": "array", "items": LETTER, "minItems": 1}], "examples": [["w", "b"]]},
)


def contents_of(settings: Mapping[str, Setting]) -> dict[str, Any]:
    """Returns the contents of the keys; of parameters whose values are invalid at least the names."""
    contents = {name: setting.content for name, setting in settings.items()}
    if contents.get("parameters", ()) is INVALID:
        names = (variable_names.canonical(key.text) for key, _ in settings["parameters"].value.entries())
        contents["parameters"] = tuple((name, (ParameterValue(1.0, "1"),)) for name in names if name)
    return contents


def letters_of(contents: Mapping[str, Any], inherited: Letters) -> Letters:
    """Returns the meaning of letters where a mapping's own keys, by their contents, are added to what it inherits."""
    parameters, variables = contents.get("parameters"), contents.get("variables")
    merged = {**dict(inherited.parameters), **dict(parameters or ())}
    return Letters(variables or inherited.variables, tuple(merged.items()))
