"""Reads ``notes``: texts at a point, during some of the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.messages import message
from gdanim.scene.batching import MAX_STEPS
from gdanim.scene.model import Note
from gdanim.scene.readers import COORDINATE, Reader, integer, list_of, mapping_of, pair_of
from gdanim.scene.text import TEXT
from gdanim.scene.timing import SECONDS
from gdanim.scene.value import INVALID

if TYPE_CHECKING:
    from gdanim.scene.value import Invalid, Value

MAX_NOTES = 100


def _note(value: Value) -> Note | Invalid:
    note = _NOTE(value)
    return INVALID if note is INVALID or INVALID in note.values() else Note(**note)


def _point(value: Value) -> tuple[float, ...] | Invalid:
    if value.is_list:
        return _COORDINATES(value)  # type: ignore[no-any-return]
    coordinate = COORDINATE(value)
    return INVALID if coordinate is INVALID else (coordinate,)


def _first_and_last(value: Value) -> tuple[int, int] | Invalid:
    """Reads one step, or the first and the last of several."""
    if not value.is_list:
        step = _STEP(value)
        return INVALID if step is INVALID else (step, step)
    steps = _STEPS(value)
    if steps is not INVALID and steps[0] > steps[1]:
        return value.report(message("scene.note_order", name=value.name, first=steps[0], last=steps[1]))
    return steps  # type: ignore[no-any-return]


def check_note(note: Note, steps: int, variables: tuple[str, ...], value: Value) -> None:
    """Reports a note that is never shown, or whose point has the wrong number of coordinates."""
    if note.steps and note.steps[1] > steps:
        value.report(message("scene.note_too_late", name=value.name, step=note.steps[1], steps=steps))
    if note.at is not None and len(note.at) not in {len(variables), len(variables) + 1}:
        names = ", ".join(variables)
        value.report(message("scene.note_point", name=value.name, variables=names, count=len(note.at)))


_COORDINATES = list_of(COORDINATE, "numbers")
_STEP = integer(0, MAX_STEPS)
_STEPS = pair_of(_STEP)
_AT = Reader(_point, lambda: {"anyOf": [COORDINATE.schema(), {"type": "array", "items": COORDINATE.schema()}]})
_SHOWN = Reader(_first_and_last, lambda: {"anyOf": [_STEP.schema(), _STEPS.schema()]})
_NOTE = mapping_of("key of a note", {"text": TEXT, "at": _AT, "steps": _SHOWN, "pause": SECONDS}, required=["text"])
NOTES = list_of(Reader(_note, _NOTE.schema), "notes", can_be_empty=True, maximum=MAX_NOTES)
