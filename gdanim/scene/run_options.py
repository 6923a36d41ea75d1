"""Reads the options that any rule's run may have: noise, weight decay, clipping, a constraint and an average."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.descent import Clip, Noise
from gdanim.messages import message
from gdanim.scene.batching import MAX_STEPS
from gdanim.scene.constraint import NONE
from gdanim.scene.readers import SEED, Reader, integer, mapping_of, number, one_of
from gdanim.scene.value import INVALID
from gdanim.text.run_options import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.constraints import Constraint
    from gdanim.functions import Function
    from gdanim.optimizers import Optimizer
    from gdanim.scene.settings import Settings
    from gdanim.scene.value import Invalid, Value

DECOUPLED = "weight_decay"
"""A rule's own option, which replaces the scene's key of this name."""


@dataclass(frozen=True)
class RunOptions:
    """The options of one run. ``average_from`` is a step, or None without an average."""

    noise: Noise | None = None
    weight_decay: float = 0.0
    clip: Clip | None = None
    constraint: Constraint | None = None
    average_from: int | None = None


def run_options(settings: Settings, function: Function) -> Iterator[RunOptions | Invalid]:
    """Yields the options of each combination of the items of their lists."""
    given = [name for name in KEYS if name in settings]
    for items in itertools.product(*(settings[name].with_values() for name in given)):
        found = {name: content for name, (content, _) in zip(given, items, strict=True)}
        if "constraint" in found:
            found["constraint"] = found["constraint"].constraint(function)
        if "average" in found:
            found["average_from"] = found.pop("average")
        yield INVALID if INVALID in found.values() else RunOptions(**found)


def check_options(options: RunOptions, settings: Settings, optimizer: Optimizer, steps: int) -> Invalid | None:
    """Reports a rule that decays the weights by itself, and an average that never begins."""
    rule_decay = getattr(optimizer.options, DECOUPLED, 0.0)
    if options.weight_decay and rule_decay:
        text = message("scene.two_weight_decays", rule=optimizer.name, own=rule_decay)
        return settings["weight_decay"].value.report(text)
    if options.average_from is not None and steps and options.average_from >= steps:
        text = message("scene.average_never_begins", step=options.average_from, steps=steps)
        return settings["average"].value.report(text)
    return None


def _noise(value: Value) -> Noise | Invalid | None:
    if not value.is_mapping:
        sd = _SD(value)
        return INVALID if sd is INVALID else _without_zero(Noise(sd))
    found = _NOISE(value)
    return INVALID if found is INVALID or INVALID in found.values() else _without_zero(Noise(**found))


def _without_zero(noise: Noise) -> Noise | None:
    return noise if noise.sd else None


def _clip(value: Value) -> Clip | Invalid | None:
    if value.text == NONE and not value.is_mapping and not value.is_list:
        return None
    if not value.is_mapping:
        return value.report_expected(message("scene.must_be_clip"))
    found = _CLIP(value)
    if found is INVALID or INVALID in found.values():
        return INVALID
    return Clip(**found) if len(found) == 1 else value.report_expected(message("scene.must_be_clip"))


def _average(value: Value) -> int | Invalid | None:
    if value.text in {"true", "false"}:
        return 0 if value.text == "true" else None
    if not value.is_mapping:
        return value.report_expected(message("scene.must_be_average"))
    found = _AVERAGE(value)
    return INVALID if found is INVALID or INVALID in found.values() else found["from"]


_SD = number(minimum=0)
_NOISE = mapping_of(
    "key of noise",
    {
        "sd": _SD,
        "seed": SEED,
        "kind": one_of("kind of noise", ("normal", "uniform")),
        "cooling": number(above=0, maximum=1),
    },
    required=["sd"],
)
_CLIP = mapping_of("key of clip", {"norm": number(above=0), "value": number(above=0)})
_AVERAGE = mapping_of("key of average", {"from": integer(0, MAX_STEPS)}, required=["from"])
NOISE = Reader(_noise, lambda: {"anyOf": [_SD.schema(), _NOISE.schema()]})
WEIGHT_DECAY = number(minimum=0)
CLIP = Reader(_clip, lambda: {"anyOf": [_CLIP.schema(), {"const": NONE}]})
AVERAGE = Reader(_average, lambda: {"anyOf": [{"type": "boolean"}, _AVERAGE.schema()]})
