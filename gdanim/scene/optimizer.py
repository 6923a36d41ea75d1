"""Reads ``optimizer``: one update rule or a list of them, with options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim import optimizers, registry
from gdanim.messages import message
from gdanim.optimizers import Optimizer
from gdanim.scene.options import (
    PluginSpec,
    combinations,
    options_schema,
    read_plugin,
    summaries,
    validate_options,
    with_meanings,
)
from gdanim.scene.readers import Reader, described_words
from gdanim.scene.value import INVALID, all_valid, concatenated

if TYPE_CHECKING:
    from gdanim.scene.value import Invalid, Value


def _optimizers(value: Value) -> tuple[Optimizer, ...] | Invalid:
    values = value.items() if value.is_list else (value,)
    if not values:
        return value.report(message("scene.empty_list", name="optimizer", item="rule"))
    return concatenated(map(_optimizer, values))


def _optimizer(value: Value) -> tuple[Optimizer, ...] | Invalid:
    """Reads one rule. Lists as values of its options multiply it."""
    rule = optimizers.from_object(value.python_object)
    if rule:
        return (Optimizer(rule.display_name.lower().replace(" ", "_"), own_rule=rule),)
    spec = read_plugin(value, "optimizer", registry.names("optimizers"))
    if not isinstance(spec, PluginSpec):
        return INVALID
    model = registry.load("optimizers", spec.name).options
    option_sets = combinations(spec.options, model) if spec.options else (None,)
    if option_sets is INVALID:
        return INVALID
    validated = all_valid(validate_options(model, PluginSpec(spec.name, chosen), value) for chosen in option_sets)
    return INVALID if validated is INVALID else tuple(Optimizer(spec.name, options) for options in validated)


def _schema() -> dict[str, Any]:
    models = {name: rule.options for name, rule in registry.load_all("optimizers").items()}
    options = {name: options_schema(model, may_be_lists=True) for name, model in models.items() if model}
    described = with_meanings(options, "optimizers")
    one_rule = {"type": "object", "properties": described, "additionalProperties": False}
    single = {"anyOf": [described_words(summaries("optimizers")), one_rule]}
    return {"anyOf": [single, {"type": "array", "items": single, "minItems": 1}]}


OPTIMIZERS = Reader(_optimizers, _schema)
