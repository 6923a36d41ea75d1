"""Reads plug-ins by name and options, ``momentum`` or ``{momentum: {beta: 0.8}}``, as each plug-in declares."""

from __future__ import annotations

import copy
import itertools
import json
import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from gdanim import registry
from gdanim.messages import message
from gdanim.scene import advice, option_errors, sweep, typed_numbers
from gdanim.scene.limits import MAX_RUNS, MAX_SWEPT
from gdanim.scene.readers import Reader, described_words, one_of
from gdanim.scene.value import INVALID, Value
from gdanim.spelling import shortened
from gdanim.yaml import Mapping, Scalar, to_python

if TYPE_CHECKING:
    from collections.abc import Mapping as DictLike, Sequence

    from pydantic import BaseModel

    from gdanim.scene.value import Invalid


@dataclass(frozen=True)
class PluginSpec:
    """The name of a plug-in, and its options as written; None if only the name is given."""

    name: str
    options: Value | None


def read_plugin(value: Value, kind: str, names: Sequence[str]) -> PluginSpec | Invalid:
    """Reads one of ``names``, or a mapping from one of them to its options."""
    entries = list(value.entries())
    if len(entries) == 1:
        return _with_options(value, *entries[0], kind, names)
    if not value.is_mapping and not value.is_list and value.content is not None:
        if value.text in names:
            return PluginSpec(value.text, None)
        return value.report(advice.unknown_word(kind, value.text, names))
    return value.report_expected(message("scene.must_be_plugin", kind=_with_article(kind)))


def plugin_name(kind: str, folder: str) -> Reader:
    """Reads the name of a plug-in without options. ``kind`` is its name in messages, ``folder`` the registry's kind."""
    name = one_of(kind, lambda: registry.names(folder))

    def read(value: Value) -> str | Invalid:
        reading = name(value)
        if reading is not INVALID:
            registry.load(folder, reading)  # a plug-in's errors are reported at this value
        return reading  # type: ignore[no-any-return]

    return Reader(read, lambda: described_words(summaries(folder)))


def summaries(folder: str) -> dict[str, str]:
    """Returns the names of the plug-ins of a kind with their summaries."""
    plugins = registry.load_all(folder)
    if folder in registry.DATA:
        return {name: plugin.get("summary") or plugin.get("name", name) for name, plugin in plugins.items()}
    return {name: plugin.summary for name, plugin in plugins.items()}


def with_meanings(schemas: DictLike[str, dict[str, Any]], folder: str) -> dict[str, dict[str, Any]]:
    """Returns the schemas of the options of plug-ins of a kind, each with its plug-in's summary."""
    meanings = summaries(folder)
    return {name: {**schema, "description": meanings[name]} for name, schema in schemas.items()}


def _with_options(value: Value, key: Scalar, options: Value, kind: str, names: Sequence[str]) -> PluginSpec | Invalid:
    if key.text not in names:
        return value.report_key(key, advice.unknown_word(kind, key.text, names))
    if options.is_mapping:
        return PluginSpec(key.text, options)
    if not options.is_list and options.content is None:
        return PluginSpec(key.text, None)
    option, written = _first_option(kind, key.text), "value" if options.is_list else shortened(options.text)
    text = message("scene.takes_options", plugin=key.text, option=option, value=written, found=options.found)
    return options.report(text)


def _first_option(kind: str, name: str) -> str:
    """Returns the first option of a plug-in, which a value without a name is probably meant for."""
    model = registry.load(f"{kind}s", name).options if f"{kind}s" in registry.KINDS else None
    return next(iter(model.model_fields), "option") if model else "option"


def validate_options(
    model: type[BaseModel] | None, spec: PluginSpec, value: Value, other_keys: Sequence[str] = ()
) -> BaseModel | Invalid | None:
    """Validates the options with the plug-in's own ``model``; None for a plug-in without options.

    Errors are reported at their options or at ``value``. ``other_keys`` are allowed among the options, and read
    elsewhere.
    """
    if model is None:
        return _check_no_options(spec, other_keys)
    options = spec.options or Value(Mapping(()), value.path, value.problems)
    content = _with_integers(to_python(options.node))
    try:
        return model.model_validate_json(json.dumps(content), strict=True)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    typed = _with_typed_numbers(content, errors)
    try:
        return model.model_validate_json(json.dumps(typed), strict=True)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            option_errors.report(details, (*model.model_fields, *other_keys), spec.name, options, value)
        return INVALID


def _with_typed_numbers(content: Any, errors: Sequence[Any]) -> Any:
    """Returns options with numbers for the expressions, such as ``1/3``, that stand where numbers must be."""
    typed = copy.deepcopy(content)
    for error in errors:
        if error["type"] not in option_errors.NUMBER_TYPES:
            continue
        parent: Any = None
        last: Any = None
        part = typed
        for key in error["loc"]:
            if not (isinstance(part, dict) and key in part) and not (isinstance(part, list) and isinstance(key, int)):
                continue  # a branch of a union, which is no key
            parent, last, part = part, key, part[key]
        if isinstance(part, str) and parent is not None and (number := typed_numbers.number(part)) is not None:
            parent[last] = _with_integers(number)
    return typed


def renamed(options: Value, other_names: DictLike[str, str]) -> Value | Invalid | None:
    """Returns the options with their own names for other programs'; None if there is nothing to rename.

    An option that is given by both of its names is reported.
    """
    entries = list(options.entries())
    keys = [key.text for key, _ in entries]
    for key, _ in entries:
        if other_names.get(key.text) in keys:
            option_name = other_names[key.text]
            return options.report_key(key, message("scene.option_twice", name=repr(option_name), other=repr(key.text)))
    if not set(keys) & other_names.keys():
        return None
    own_keys = [replace(key, text=other_names.get(key.text, key.text)) for key in (key for key, _ in entries)]
    return _combination(options, own_keys, [item for _, item in entries])


def _check_no_options(spec: PluginSpec, other_keys: Sequence[str]) -> Invalid | None:
    """Reports the options of a plug-in that has none."""
    keys = [key for key, _ in spec.options.entries()] if spec.options else []
    if not keys or spec.options is None:
        return None
    if not other_keys:
        return spec.options.report(message("scene.no_options", plugin=spec.name))
    for key in keys:
        near = advice.hint("option", key.text, other_keys)
        text = message("scene.unknown_option", option=key.text, owner=spec.name, advice=near)
        spec.options.report_key(key, text)
    return INVALID


def _with_integers(content: Any) -> Any:
    """Returns the same content with whole numbers as integers in any notation: ``1e1``, ``20.0``."""
    if isinstance(content, dict):
        return {key: _with_integers(each) for key, each in content.items()}
    if isinstance(content, list):
        return list(map(_with_integers, content))
    return int(content) if isinstance(content, float) and content.is_integer() else content


def options_schema(
    model: type[BaseModel] | None,
    *,
    may_be_lists: bool = False,
    single: Sequence[str] = (),
    **other_keys: dict[str, Any],
) -> dict[str, Any]:
    """Returns the JSON Schema of a plug-in's options.

    ``may_be_lists``: an option may also be a list of its values, but for the ``single`` ones. ``other_keys`` are those
    that are read elsewhere, with their schemas.
    """
    empty: dict[str, Any] = {"type": "object", "additionalProperties": False}
    schema = model_schema(model) if model else empty
    options = schema.get("properties", {})
    if may_be_lists:
        known_options = list_options(model) | {*single}
        options = {
            option: entry if option in known_options else _one_or_list(entry) for option, entry in options.items()
        }
    return {**schema, "properties": {**options, **other_keys}}


def list_options(model: type[BaseModel] | None) -> frozenset[str]:
    """Returns the options whose own values are lists."""
    if model is None:
        return frozenset()
    properties = model_schema(model).get("properties", {})
    return frozenset(name for name, entry in properties.items() if _is_list(entry))


def _is_list(entry: dict[str, Any]) -> bool:
    return entry.get("type") == "array" or any(map(_is_list, entry.get("anyOf", ())))


def model_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Returns the JSON Schema of options as a part of a larger one: complete in itself, without references.

    pydantic's titles, which it makes from names, are left out.
    """
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    return _resolved(schema, definitions)  # type: ignore[no-any-return]


def _resolved(part: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_resolved(entry, definitions) for entry in part]
    if not isinstance(part, dict):
        return part
    target = definitions[part["$ref"].rpartition("/")[2]] if "$ref" in part else {}
    merged = {**target, **{key: value for key, value in part.items() if key != "$ref"}}
    is_schema = not isinstance(merged.get("title"), dict)  # an option may be called title
    resolved = {
        key: _resolved(value, definitions) for key, value in merged.items() if not (key == "title" and is_schema)
    }
    return _or_typed(resolved) if resolved.get("type") in ("number", "integer") else resolved


def _or_typed(schema: dict[str, Any]) -> dict[str, Any]:
    """Returns the schema of a number, or of an expression of one."""
    notes: dict[str, Any] = {key: schema[key] for key in ("description", "default", "examples") if key in schema}
    rest = {key: value for key, value in schema.items() if key not in notes}
    return {"anyOf": [rest, typed_numbers.SCHEMA], **notes}


def _one_or_list(entry: dict[str, Any]) -> dict[str, Any]:
    notes: dict[str, Any] = {key: entry[key] for key in ("description", "default", "examples") if key in entry}
    item = {key: value for key, value in entry.items() if key not in notes}
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}, sweep.schema()], **notes}


def combinations(options: Value, model: type[BaseModel] | None = None) -> Sequence[Value] | Invalid:
    """Returns all combinations of one item from each option that is a list, the last option varying fastest.

    An option whose own value is a list, such as a matrix, is taken as it is.
    """
    pairs, known_options = list(options.entries()), list_options(model)
    lists = [item.items() if item.is_list and key.text not in known_options else (item,) for key, item in pairs]
    maximum = MAX_SWEPT if any(item.is_swept for _, item in pairs) else MAX_RUNS
    if math.prod(map(len, lists)) > maximum:
        return options.report(message("scene.too_many_combinations", maximum=maximum))
    empty = next(
        (item for key, item in pairs if item.is_list and not item.items() and key.text not in known_options), None
    )
    if empty:
        return empty.report(message("scene.empty_list", name=empty.name, item="item"))
    return [_combination(options, [key for key, _ in pairs], picked) for picked in itertools.product(*lists)]


def _combination(options: Value, keys: list[Scalar], picked: Sequence[Value]) -> Value:
    node = options.node
    items = tuple((key, item.node) for key, item in zip(keys, picked, strict=True))
    mapping = Mapping(items, line=node.line, column=node.column, width=node.width, source=node.source)
    return Value(mapping, options.path, options.problems, options.files)


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
