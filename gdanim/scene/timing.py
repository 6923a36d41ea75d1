"""Reads ``timing``, the durations of the animation: lengths, beats, holds and motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gdanim.animation import frame_budget
from gdanim.animation.frame_budget import Timing
from gdanim.messages import message
from gdanim.scene.batching import MAX_STEPS
from gdanim.scene.model import pauses
from gdanim.scene.readers import Reader, integer, mapping_of, number, one_of
from gdanim.scene.value import INVALID

if TYPE_CHECKING:
    from gdanim.scene.model import Note
    from gdanim.scene.value import Invalid, Value

MAX_FRAMES = 20_000
FPS_RANGE = (1, 50)
LENGTHS = ("fps", "frames_per_step", "seconds")
SECONDS = number(minimum=0, maximum=MAX_FRAMES)


def _loop(value: Value) -> Any:
    if value.number is not None:
        return integer(1, 65_535)(value)
    if value.text in {"true", "false"}:
        return value.report_expected(message("scene.must_be_loop"))
    return one_of("loop", ("forever", "once"))(value)


_LOOP = Reader(_loop, lambda: {"anyOf": [{"enum": ["forever", "once"]}, {"type": "integer", "minimum": 1}]})
_TIMING_MAPPING = mapping_of(
    "key of timing",
    {
        "fps": number(minimum=FPS_RANGE[0], maximum=FPS_RANGE[1]),
        "frames_per_step": integer(1, MAX_FRAMES),
        "seconds": number(above=0, maximum=MAX_FRAMES),
        "beats": one_of("beats", ("one", "two")),
        "slow": integer(0, MAX_STEPS),
        "hold": mapping_of("key of hold", {"start": SECONDS, "end": SECONDS}),
        "motion": one_of("motion", ("hop", "roll", "jump")),
        "easing": one_of("easing", ("smooth", "linear")),
        "loop": _LOOP,
    },
)


def _timing(value: Value) -> Timing | Invalid:
    timing = _TIMING_MAPPING(value)
    if timing is INVALID or INVALID in timing.values():
        return INVALID
    if all(name in timing for name in LENGTHS):
        return value.report(message("scene.lengths_all_given"))
    hold = timing.pop("hold", {})
    if INVALID in hold.values():
        return INVALID
    return Timing(**timing, **{f"{end}_hold": seconds for end, seconds in hold.items()})


def frame_count(timing: Timing, steps: int, run_count: int, notes: tuple[Note, ...], value: Value) -> int | Invalid:
    """Returns the number of frames. Reports lengths that contradict each other, and too many frames."""
    try:
        budget = frame_budget.budget(timing, steps, run_count, pauses(notes))
    except ValueError as error:
        seconds = next((item for key, item in value.entries() if key.text == "seconds"), value)
        return seconds.report(error.args[0])
    minimum, maximum = FPS_RANGE
    if not minimum <= budget.fps <= maximum:
        return value.report(message("scene.frame_rate", fps=budget.fps, minimum=minimum, maximum=maximum))
    if budget.count > MAX_FRAMES:
        return value.report(message("scene.too_many_frames", count=budget.count, maximum=MAX_FRAMES))
    return budget.count


TIMING = Reader(_timing, _TIMING_MAPPING.schema)
