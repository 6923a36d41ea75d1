"""How long the animation takes: lengths, beats, holds and motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim.animation import frame_budget
from gdanim.animation.frame_budget import Timing
from gdanim.messages import message
from gdanim.scene.batching import MOST_STEPS
from gdanim.scene.model import pauses
from gdanim.scene.readers import Reader, fields, number, whole, word
from gdanim.scene.value import WRONG

if TYPE_CHECKING:
    from gdanim.scene.model import Note
    from gdanim.scene.value import Value, Wrong

MOST_FRAMES = 20_000
FPS = (1, 50)
LENGTHS = ("fps", "frames_per_step", "seconds")
SECONDS = number(least=0, most=MOST_FRAMES)


def _loop(value: Value) -> Any:
    if isinstance(value.content, int | float):
        return whole(1, 65_535)(value)
    return word("loop", ("forever", "once"))(value)


LOOP = Reader(_loop, lambda: {"anyOf": [{"enum": ["forever", "once"]}, {"type": "integer", "minimum": 1}]})
KEYS = fields(
    "key of timing",
    {
        "fps": number(least=FPS[0], most=FPS[1]),
        "frames_per_step": whole(1, MOST_FRAMES),
        "seconds": number(above=0, most=MOST_FRAMES),
        "beats": word("beats", ("one", "two")),
        "slow": whole(0, MOST_STEPS),
        "hold": fields("key of hold", {"start": SECONDS, "end": SECONDS}),
        "motion": word("motion", ("hop", "roll", "jump")),
        "easing": word("easing", ("smooth", "linear")),
        "loop": LOOP,
    },
)


def _read(value: Value) -> Timing | Wrong:
    found = KEYS(value)
    if found is WRONG or WRONG in found.values():
        return WRONG
    if all(name in found for name in LENGTHS):
        return value.report(message("scene.lengths_all_given"))
    hold = found.pop("hold", {})
    if WRONG in hold.values():
        return WRONG
    return Timing(**found, **{f"{end}_hold": seconds for end, seconds in hold.items()})


def frames(timing: Timing, steps: int, runs: int, notes: tuple[Note, ...], place: Value) -> int | Wrong:
    """The number of frames, if the lengths fit together and it is allowed."""
    try:
        budget = frame_budget.budget(timing, steps, runs, pauses(notes))
    except ValueError as error:
        return next((each for key, each in place.entries() if key.text == "seconds"), place).report(error.args[0])
    if not FPS[0] <= budget.fps <= FPS[1]:
        return place.report(message("scene.frame_rate", fps=budget.fps, least=FPS[0], most=FPS[1]))
    if budget.count > MOST_FRAMES:
        return place.report(message("scene.too_many_frames", count=budget.count, most=MOST_FRAMES))
    return budget.count


TIMING = Reader(_read, KEYS.schema)
