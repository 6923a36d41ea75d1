"""A plug-in by its name and options: ``momentum`` or ``{momentum: {beta: 0.8}}``. Each plug-in declares its options."""

from __future__ import annotations

import itertools
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from gdanim.messages import message
from gdanim.registry import advice as near
from gdanim.scene import advice, option_errors
from gdanim.scene.limits import MOST_RUNS
from gdanim.scene.value import WRONG, Value
from gdanim.yaml import Mapping, Scalar, to_python

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from gdanim.scene.value import Wrong


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
        return Choice(value.text, None) if known else value.report(advice.unknown(kind, value.text, choices))
    return value.report_expected(message("scene.must_be_plugin", kind=_article(kind)))


def _with_options(value: Value, key: Scalar, options: Value, kind: str, choices: Sequence[str]) -> Choice | Wrong:
    if key.text not in choices:
        return value.report_key(key, advice.unknown(kind, key.text, choices))
    if options.is_mapping:
        return Choice(key.text, options)
    if not options.is_list and options.content is None:
        return Choice(key.text, None)
    return options.report(message("scene.takes_options", plugin=key.text, found=options.found))


def validated(
    model: type[BaseModel] | None, chosen: Choice, place: Value, beside: Sequence[str] = ()
) -> BaseModel | Wrong | None:
    """The options as the plug-in's own model; None where it has none. Their faults become problems.

    ``beside`` are words that may stand among the options, and are read elsewhere.
    """
    if model is None:
        return _none(chosen, beside)
    options = chosen.options or Value(Mapping(()), place.path, place.problems)
    try:
        return model.model_validate_json(json.dumps(_whole(to_python(options.node))), strict=True)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            option_errors.note(fault, (*model.model_fields, *beside), chosen.name, options, place)
        return WRONG


def _none(chosen: Choice, beside: Sequence[str]) -> Wrong | None:
    """Notes options of a plug-in that has none."""
    keys = [key for key, _ in chosen.options.entries()] if chosen.options else []
    if not keys or chosen.options is None:
        return None
    if not beside:
        return chosen.options.report(message("scene.no_options", plugin=chosen.name))
    for key in keys:
        advice_text = near(key.text, beside)
        chosen.options.report_key(
            key, message("scene.unknown_option", option=key.text, owner=chosen.name, advice=advice_text)
        )
    return WRONG


def _whole(content: Any) -> Any:
    """The same with whole numbers as such, however they are written: ``1e1``, ``20.0``."""
    if isinstance(content, dict):
        return {key: _whole(each) for key, each in content.items()}
    if isinstance(content, list):
        return list(map(_whole, content))
    return int(content) if isinstance(content, float) and content.is_integer() else content


def combinations(options: Value) -> Sequence[Value] | Wrong:
    """Every way to take one item from each option that is a list, the last option varying fastest."""
    pairs = list(options.entries())
    lists = [each.items() if each.is_list else (each,) for _, each in pairs]
    if math.prod(map(len, lists)) > MOST_RUNS:
        return options.report(message("scene.too_many_combinations", most=MOST_RUNS))
    empty = next((each for _, each in pairs if each.is_list and not each.items()), None)
    if empty:
        return empty.report(message("scene.empty_list", name=empty.name, item="item"))
    return [_with(options, [key for key, _ in pairs], picked) for picked in itertools.product(*lists)]


def _with(options: Value, keys: list[Scalar], picked: Sequence[Value]) -> Value:
    node = options.node
    items = tuple((key, each.node) for key, each in zip(keys, picked, strict=True))
    mapping = Mapping(items, line=node.line, column=node.column, width=node.width, source=node.source)
    return Value(mapping, options.path, options.problems, options.files)


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
