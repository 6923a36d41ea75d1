"""Batches and epochs: how many points an update uses, and how many updates make a pass over the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.functions.data import Fit, Sampling
from gdanim.messages import message
from gdanim.scene.readers import Reader, fields, not_a, whole, word
from gdanim.scene.value import WRONG

if TYPE_CHECKING:
    from gdanim.functions import Function
    from gdanim.scene.settings import Settings
    from gdanim.scene.value import Value, Wrong

MOST_STEPS = 10_000
ALL = "all"
SHUFFLES = ("each_epoch", "once", "with_replacement")

Batch = int | str
"""A whole number of points, or ``all``."""


@dataclass(frozen=True)
class Epochs:
    """Passes over the data, where steps are counted in them."""

    count: int


def _steps(value: Value) -> int | Epochs | Wrong:
    if not value.is_mapping:
        return _UPDATES(value)
    found = _PASSES(value)
    return WRONG if found is WRONG or WRONG in found.values() else Epochs(found["epochs"])


def _batch(value: Value) -> Batch | Wrong:
    if value.text == ALL:
        return ALL
    if isinstance(value.content, int | float):
        return _SIZE(value)
    return not_a(value, message("scene.must_be_batch"))


_UPDATES = whole(1, MOST_STEPS)
_PASSES = fields("key of steps", {"epochs": whole(1, MOST_STEPS)}, required=["epochs"])
_SIZE = whole(1, 1_000_000)
STEPS = Reader(_steps, lambda: {"anyOf": [_UPDATES.schema(), _PASSES.schema()]})
BATCH = Reader(_batch, lambda: {"anyOf": [{"const": ALL}, _SIZE.schema()]})
SHUFFLE = word("shuffle", SHUFFLES)


def sampling(settings: Settings, function: Function, batch: Batch, place: Value) -> Sampling | Wrong | None:
    """How the points are drawn; None for a function that is no data problem, which may not ask for it."""
    if not isinstance(function, Fit):
        return _meaningless(settings, batch, place)
    count = len(function)
    size = count if batch == ALL else int(batch)
    if size > count:
        return place.report(message("scene.batch_too_large", name=place.name, most=count, found=size))
    chosen: dict[str, Any] = {name: settings[name].content for name in ("shuffle", "seed") if name in settings}
    return Sampling(count, size, **chosen)


def _meaningless(settings: Settings, batch: Batch, place: Value) -> Wrong | None:
    places = [place] if batch != ALL else []
    places += [settings[name].value for name in ("shuffle", "seed") if name in settings]
    for each in places:
        each.report(message("scene.only_for_data", name=each.name))
    return WRONG if places else None


def updates(steps: int | Epochs, drawn: Sampling | None, place: Value) -> int | Wrong:
    """The steps of a run, which are updates."""
    if isinstance(steps, int):
        return steps
    if drawn is None:
        return place.report(message("scene.epochs_without_data"))
    total = steps.count * drawn.updates
    if total > MOST_STEPS:
        return place.report(
            message("scene.too_many_epochs", epochs=steps.count, updates=drawn.updates, steps=total, most=MOST_STEPS)
        )
    return total
