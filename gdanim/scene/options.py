"""A plug-in by its name and options: ``momentum`` or ``{momentum: {beta: 0.8}}``. Each plug-in declares its options."""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from gdanim.plugins import advice as near
from gdanim.scene import advice
from gdanim.scene.value import WRONG, Value, named
from gdanim.yaml import Mapping, Scalar, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from gdanim.scene.value import Wrong

MOST = 64
NUMBERS = {"float_type", "float_parsing", "int_type", "int_parsing", "decimal_type"}


@dataclass(frozen=True)
class Choice:
    """The name of a plug-in, and its options as they stand in the scene: None where only the name is given."""

    name: str
    options: Value | None


def choice(value: Value, kind: str, choices: Sequence[str]) -> Choice | Wrong:
    """A name, or a mapping of one name to its options."""
    entries = list(value.entries())
    if len(entries) == 1:
        return _with_options(value, *entries[0], kind, choices)
    if not value.is_mapping and not value.is_list and value.content is not None:
        known = value.text in choices
        return Choice(value.text, None) if known else value.wrong(advice.unknown(kind, value.text, choices))
    return value.must(f"the name of {_article(kind)}, or one name with its options")


def _with_options(value: Value, key: Scalar, options: Value, kind: str, choices: Sequence[str]) -> Choice | Wrong:
    if key.text not in choices:
        return value.wrong_key(key, advice.unknown(kind, key.text, choices))
    if options.is_mapping:
        return Choice(key.text, options)
    if not options.is_list and options.content is None:
        return Choice(key.text, None)
    return options.wrong(f"{key.text} takes options, {{{key.text}: {{option: value}}}}; {options.found}")


def validated(model: type[BaseModel] | None, chosen: Choice, place: Value) -> BaseModel | Wrong | None:
    """The options as the plug-in's own model; None where it has none. Their faults become problems."""
    if model is None:
        if chosen.options is None or not list(chosen.options.entries()):
            return None
        return chosen.options.wrong(f"{chosen.name} has no options")
    options = chosen.options or Value(Mapping(()), place.path, place.problems)
    try:
        return model.model_validate_json(json.dumps(plain(options.node)), strict=True)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            _note(fault, model, chosen, options, place)
        return WRONG


def combinations(options: Value) -> Sequence[Value] | Wrong:
    """Every way to take one item from each option that is a list, the last option varying fastest."""
    pairs = list(options.entries())
    lists = [each.items() if each.is_list else (each,) for _, each in pairs]
    if math.prod(map(len, lists)) > MOST:
        return options.wrong(f"the lists here make more than {MOST} runs")
    empty = next((each for _, each in pairs if each.is_list and not each.items()), None)
    if empty:
        return empty.wrong(f"{empty.name} is an empty list; it must hold at least one item")
    return [_with(options, [key for key, _ in pairs], picked) for picked in itertools.product(*lists)]


def _with(options: Value, keys: list[Scalar], picked: Sequence[Value]) -> Value:
    node = options.node
    items = tuple((key, each.node) for key, each in zip(keys, picked, strict=True))
    mapping = Mapping(items, line=node.line, column=node.column, width=node.width, source=node.source)
    return Value(mapping, options.path, options.problems, options.files)


def _note(fault: Any, model: type[BaseModel], chosen: Choice, options: Value, place: Value) -> None:
    """One of pydantic's complaints in our own words, at the option it is about."""
    location, kind = tuple(fault["loc"]), fault["type"]
    if kind == "extra_forbidden":
        around = _find(options, location[:-1])  # an option may hold options of its own
        key = next(key for key, _ in around.entries() if key.text == location[-1])
        known = near(str(location[-1]), model.model_fields) if len(location) == 1 else ""
        name = chosen.name if len(location) == 1 else named(around.path)
        around.wrong_key(key, f"unknown option {location[-1]!r} of {name}{known}")
    elif kind == "missing":
        place.wrong(f"{chosen.name} needs {location[-1]!r}")
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
    must = next((f"{words} {limits[key]:g}" for key, words in bounds.items() if key in limits), None)
    if must is None:
        must = _expected(kind, limits)
    hint = advice.number(value.text) if isinstance(value.content, str) and kind in NUMBERS else None
    return f"{named(value.path)} must be {must}; {value.found}" + (f"; {hint}" if hint else "")


def _expected(kind: str, limits: dict[str, Any]) -> str:
    if kind == "int_from_float" or kind.startswith("int_"):
        return "a whole number"
    if kind in NUMBERS:
        return "a number"
    if kind == "finite_number":
        return "a finite number"
    if kind == "bool_type":
        return "true or false"
    if "expected" in limits:
        return str(limits["expected"]).replace("'", "")
    kinds = {"string_type": "text", "list_type": "a list", "tuple_type": "a list", "model_type": "a mapping of options"}
    return kinds.get(kind, "something else")


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
