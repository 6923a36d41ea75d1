"""How many runs a scene may have, how large its picture may be, and which sizes a format can't hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim import registry
from gdanim.messages import message
from gdanim.scene.value import WRONG

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.messages import Message
    from gdanim.scene.model import Note
    from gdanim.scene.value import Value, Wrong

MOST_RUNS = 64
MOST_PIXELS = 4_000_000_000


def odd(size: tuple[int, int], formats: tuple[str, ...]) -> Message | None:
    """What is wrong where one of the formats needs even sides and the size has an odd one."""
    names = [name for name in formats if registry.load("encoders", name).even_sides]
    if not names or not any(side % 2 for side in size):
        return None
    width, height = (side + side % 2 for side in size)
    if len(names) == 1:
        return message("scene.odd_side", format=names[0], width=width, height=height)
    return message("scene.odd_sides", formats=" and ".join(names), width=width, height=height)


def huge(size: tuple[int, int], frames: int) -> Message | None:
    """What is wrong where so many frames of this size are more than a film may hold."""
    pixels = size[0] * size[1] * frames
    if pixels <= MOST_PIXELS:
        return None
    return message("scene.too_many_pixels", frames=frames, billions=pixels / 1e9, most=MOST_PIXELS // 10**9)


def check(
    size: tuple[int, int] | None, frames: int | Wrong, formats: tuple[str, ...], place: Callable[[str], Value]
) -> None:
    if size is None:
        return
    for problem in (odd(size, formats), None if frames is WRONG else huge(size, frames)):
        if problem:
            place("size").report(problem)


def check_note(note: Note, steps: int, variables: tuple[str, ...], place: Value) -> None:
    """Whether a note is ever shown, and at a point of the picture."""
    if note.steps and note.steps[1] > steps:
        place.report(message("scene.note_too_late", name=place.name, step=note.steps[1], steps=steps))
    if note.at is not None and len(note.at) not in {len(variables), len(variables) + 1}:
        names = ", ".join(variables)
        place.report(message("scene.note_point", name=place.name, variables=names, count=len(note.at)))
