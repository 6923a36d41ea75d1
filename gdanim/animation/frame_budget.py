"""How long everything takes: the frames of a film's holds, pauses and steps. Knows nothing of what they show."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.messages import Message

Easing = Literal["smooth", "linear"]
Motion = Literal["hop", "roll", "jump"]
Loop = Literal["forever", "once"] | int
Beat = Literal[1, 2]
Pause = tuple[int, float]
"""The ball waits on x_k for so many seconds before its step goes on: ``(k, seconds)``."""

DEFAULT_FPS = 20.0
BEATS: dict[str, Beat] = {"one": 1, "two": 2}
STEP = {1: 400, 2: 1000}  # milliseconds
MOTION = 20_000  # milliseconds at most, where the scene gives no length
START_HOLD = {1: 1.0, 2: 1.5}
SLOW = {1: 0, 2: 3}

# of a step's time, in thousandths: when the ball leaves, and how long it is on its way; then it rests where it landed
LEAVES = {1: 400, 2: 600}
TRAVELS = {1: 500, 2: 248}
SOONEST, LONGEST = 400, 500  # the same where it has far to go
LANDED = 1000 - LEAVES[2] - TRAVELS[2]

# Eyes follow smoothly up to some 30 degrees a second, then they leap (Schalén, Acta Oto-Laryngologica 90, 1980). A page
# of 960 pixels is 20 degrees wide as CSS sees it, and an eased hop is 1.5 times as fast in its middle as on the whole.
CROSSING = 1000  # milliseconds that a swing over the page's whole width is on its way, at least


@dataclass(frozen=True)
class Timing:
    """What a scene says about time; None: the defaults above. Holds and ``seconds`` in seconds.

    ``frames_per_step`` and ``seconds`` together decide ``fps``, which must then be None.
    """

    fps: float | None = None
    frames_per_step: int | None = None
    seconds: float | None = None
    beats: Literal["one", "two"] | None = None
    slow: int | None = None
    start_hold: float | None = None
    end_hold: float = 3.0
    motion: Motion | None = None
    easing: Easing = "smooth"
    loop: Loop = "forever"

    @property
    def free(self) -> bool:
        """Whether the steps may take as long as their hops ask for."""
        return self.frames_per_step is None and self.seconds is None and self.slow is None


@dataclass(frozen=True)
class FrameBudget:
    """The numbers of frames of a film's parts; ``ends[k]`` is the motion's frame in which step k begins.

    ``ways[k]``: when in its step the ball leaves, and how long it is on its way, in thousandths of the step.
    """

    fps: float
    beats: Beat
    intro: int
    ends: tuple[int, ...]
    ways: tuple[tuple[int, int], ...]
    pauses: tuple[int, ...]
    end: int

    @property
    def last(self) -> int:
        return len(self.ends) - 1

    @property
    def count(self) -> int:
        return self.intro + self.ends[-1] + sum(self.pauses) + 1 + self.end


def budget(
    timing: Timing, steps: int, runs: int, pauses: Sequence[Pause] = (), swings: Sequence[float] = ()
) -> FrameBudget:
    """How many frames each part takes. ``swings[k]``: how far, in page widths, a ball turns back with step k.

    Raises ValueError where ``seconds`` leaves no time for the motion, or all three lengths are given.
    """
    beats = (2 if runs == 1 else 1) if timing.beats is None else BEATS[timing.beats]
    start = START_HOLD[beats] if timing.start_hold is None else timing.start_hold
    longest = dict(sorted(pauses))
    waits = tuple(longest.get(step, 0.0) for step in range(steps + 1))
    fps = _fps(timing, steps, (start, timing.end_hold, *waits))
    intro, end, held = round(fps * start), round(fps * timing.end_hold), tuple(round(fps * wait) for wait in waits)
    wild = _wild(timing, steps, swings)
    lengths = _lengths(timing, beats, wild)
    moving = _moving(timing, fps, intro + end + sum(held) + 1, lengths)
    ends = _ends(moving, lengths)
    return FrameBudget(fps, beats, intro, ends, _ways(beats, ends, fps, wild), held, end)


def _fps(timing: Timing, steps: int, holds: Sequence[float]) -> float:
    if timing.frames_per_step is None or timing.seconds is None:
        return DEFAULT_FPS if timing.fps is None else timing.fps
    if timing.fps is not None:
        raise ValueError(message("animation.too_many_lengths"))
    if timing.seconds <= sum(holds):
        raise ValueError(_too_short(timing.seconds, sum(holds)))
    return _exact(steps * timing.frames_per_step + 1, timing.seconds, holds)


def _exact(moving: int, seconds: float, holds: Sequence[float]) -> float:
    """The rate at which ``moving`` frames and the holds, each a whole number of frames, take just ``seconds``.

    There is one, and halving finds it: one frame more in all leaves at most one more than the holds then take.
    """

    def left(frames: int) -> int:
        return frames - moving - sum(round(frames / seconds * hold) for hold in holds)

    low, high = 0, math.ceil((moving + len(holds)) * seconds / (seconds - sum(holds)))
    while left(high):
        middle = (low + high) // 2
        low, high = (middle, high) if left(middle) < 0 else (low, middle)
    return high / seconds


def _wild(timing: Timing, steps: int, swings: Sequence[float]) -> list[int]:
    """The milliseconds that each step's ball needs for its way so that an eye can follow."""
    asked = [round(CROSSING * swing) if timing.free else 0 for swing in swings]
    return [*asked, *[0] * (steps - len(asked))][:steps]


def _lengths(timing: Timing, beats: Beat, wild: Sequence[int]) -> list[int]:
    """What the steps ask for, in milliseconds, and share where there is less. A slow one looks for a step longer."""
    slow = SLOW[beats] if timing.slow is None else timing.slow
    usual = STEP[beats]
    return [max(usual, 1000 * way // LONGEST) + (usual if step < slow else 0) for step, way in enumerate(wild)]


def _moving(timing: Timing, fps: float, still: int, lengths: Sequence[int]) -> int:
    """The frames of all steps."""
    steps = len(lengths)
    if timing.frames_per_step is not None:
        return steps * timing.frames_per_step
    if timing.seconds is None:
        return round(fps * min(MOTION, sum(lengths)) / 1000)
    moving = round(fps * timing.seconds) - still
    if moving < min(steps, 1):
        raise ValueError(_too_short(timing.seconds, still / fps))
    return moving


def _too_short(seconds: float, still: float) -> Message:
    return message("animation.seconds_too_short", still=still, seconds=seconds)


def _ends(moving: int, lengths: Sequence[int]) -> tuple[int, ...]:
    """Each step's end is rounded, so nothing drifts."""
    total = max(1, sum(lengths))
    return tuple((2 * moving * length + total) // (2 * total) for length in accumulate(lengths, initial=0))


def _ways(beats: Beat, ends: Sequence[int], fps: float, wild: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """A ball with far to go takes its time from the first beat, which looks at the slope."""
    ways = []
    for (begin, end), way in zip(pairwise(ends), wild, strict=True):
        wanted = round(way * fps / max(1, end - begin))
        travels = min(LONGEST, wanted) if wanted > TRAVELS[beats] else TRAVELS[beats]
        ways.append((min(LEAVES[beats], max(SOONEST, 1000 - LANDED - travels)), travels))
    return tuple(ways)
