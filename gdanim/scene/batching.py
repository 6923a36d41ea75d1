"""Reads ``batch``, ``shuffle`` and ``steps``: the points of an update, and the updates of an epoch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gdanim.functions.data import Sampling
from gdanim.messages import message
from gdanim.scene.readers import Reader, integer, mapping_of, one_of, report_not_number
from gdanim.scene.value import INVALID

if TYPE_CHECKING:
    from gdanim.functions import Function
    from gdanim.scene.settings import Settings
    from gdanim.scene.value import Invalid, Value

MAX_STEPS = 10_000
MAX_BATCH = 1_000_000
ALL = "all"
SHUFFLES = ("each_epoch", "once", "with_replacement")

Batch = int | str
"""A number of points, or ``all``."""


@dataclass(frozen=True)
class Epochs:
    """A number of epochs, instead of a number of steps."""

    count: int


def _steps(value: Value) -> int | Epochs | Invalid:
    if not value.is_mapping:
        return _STEP_COUNT(value)
    epochs = _EPOCHS(value)
    return INVALID if epochs is INVALID or INVALID in epochs.values() else Epochs(epochs["epochs"])


def _batch(value: Value) -> Batch | Invalid:
    if value.text == ALL:
        return ALL
    if value.number is not None:
        return _BATCH_SIZE(value)
    return report_not_number(value, message("scene.must_be_batch"))


_STEP_COUNT = integer(0, MAX_STEPS)
_EPOCHS = mapping_of("key of steps", {"epochs": integer(1, MAX_STEPS)}, required=["epochs"])
_BATCH_SIZE = integer(1, MAX_BATCH)
STEPS = Reader(_steps, lambda: {"anyOf": [_STEP_COUNT.schema(), _EPOCHS.schema()]})
BATCH = Reader(_batch, lambda: {"anyOf": [{"const": ALL}, _BATCH_SIZE.schema()]})
SHUFFLE = one_of("shuffle", SHUFFLES)


def sampling(settings: Settings, function: Function, batch: Batch, value: Value) -> Sampling | Invalid | None:
    """Returns the run's sampling of batches, or None if its function has no data.

    Reports keys that need data if there is none. ``value`` is the batch's.
    """
    if not function.is_data_problem:
        return _check_without_data(settings, batch, value)
    count = function.point_count
    size = count if batch == ALL else int(batch)
    if size > count:
        return value.report(message("scene.batch_too_large", name=value.name, maximum=count, found=size))
    options: dict[str, Any] = {name: settings[name].content for name in ("shuffle", "seed") if name in settings}
    return Sampling(count, size, **options)


def _check_without_data(settings: Settings, batch: Batch, value: Value) -> Invalid | None:
    """Reports every key that needs data."""
    values = [value] if batch != ALL else []
    values += [settings[name].value for name in ("shuffle", "seed") if name in settings]
    for key_value in values:
        key_value.report(message("scene.only_for_data", name=key_value.name))
    return INVALID if values else None


def step_count(steps: int | Epochs, drawing: Sampling | None, value: Value) -> int | Invalid:
    """Returns the number of steps of a run; each update of an epoch is one."""
    if isinstance(steps, int):
        return steps
    if drawing is None:
        return value.report(message("scene.epochs_without_data"))
    count = steps.count * drawing.updates_per_epoch
    if count > MAX_STEPS:
        values = {"epochs": steps.count, "updates": drawing.updates_per_epoch, "steps": count, "maximum": MAX_STEPS}
        return value.report(message("scene.too_many_epochs", **values))
    return count
