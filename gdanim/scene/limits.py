"""How many runs a scene may have, how large its picture may be, and which sizes a format can't hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim import registry
from gdanim.scene.value import WRONG

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.scene.model import Note
    from gdanim.scene.value import Value, Wrong

MOST_RUNS = 64
MOST_PIXELS = 4_000_000_000


def odd(size: tuple[int, int], formats: tuple[str, ...]) -> str | None:
    """What is wrong where one of the formats needs even sides and the size has an odd one."""
    names = [name for name in formats if registry.load("encoders", name).even_sides]
    if not names or not any(side % 2 for side in size):
        return None
    width, height = (side + side % 2 for side in size)
    verb = "needs" if len(names) == 1 else "need"
    return f"{' and '.join(names)} {verb} even sides; the nearest size is [{width}, {height}]"


def huge(size: tuple[int, int], frames: int) -> str | None:
    """What is wrong where so many frames of this size are more than a film may hold."""
    pixels = size[0] * size[1] * frames
    if pixels <= MOST_PIXELS:
        return None
    return f"{frames:,} frames of this size have {pixels / 1e9:.3g} billion pixels; at most 4 are possible"


def check(
    size: tuple[int, int] | None, frames: int | Wrong, formats: tuple[str, ...], place: Callable[[str], Value]
) -> None:
    if size is None:
        return
    message = odd(size, formats)
    if message:
        place("size").wrong(message)
    message = None if frames is WRONG else huge(size, frames)
    if message:
        place("size").wrong(message)


def check_note(note: Note, steps: int, variables: tuple[str, ...], place: Value) -> None:
    """Whether a note is ever shown, and at a point of the picture."""
    if note.steps and note.steps[1] > steps:
        place.wrong(f"{place.name} is shown on step {note.steps[1]}, but the runs have {steps}")
    if note.at is not None and len(note.at) not in {len(variables), len(variables) + 1}:
        names = ", ".join(variables)
        place.wrong(f"{place.name}.at must be a point [{names}] or [{names}, value]; found {len(note.at)} numbers")
