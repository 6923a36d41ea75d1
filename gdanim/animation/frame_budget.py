"""Computes durations: the frames of an animation's holds, pauses and steps. Independent of their contents."""

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
"""A pause ``(k, seconds)`` of the ball at x_k before its next step."""

DEFAULT_FPS = 20.0
BEATS: dict[str, Beat] = {"one": 1, "two": 2}
STEP_TIMES = {1: 400, 2: 1000}  # milliseconds, by the number of beats
MAX_MOTION = 20_000  # milliseconds of all steps, where the scene gives no length
HURRIED_STEP, MAX_HURRIED = 100, 2_000  # milliseconds of a step in which nothing moves, and of all such steps
START_HOLD = {1: 1.0, 2: 1.5}  # seconds, by the number of beats
SLOW_STEPS = {1: 0, 2: 3}

# in thousandths of a step's time: the ball's departure and its travel time, after which it rests
DEPARTURES = {1: 400, 2: 600}
TRAVEL_TIMES = {1: 500, 2: 248}
EARLIEST_LEAVE, LONGEST_TRAVEL = 400, 500  # the same for a long way
RESTING_TIME = 1000 - DEPARTURES[2] - TRAVEL_TIMES[2]

# Eyes follow smoothly up to some 30 degrees a second, then they leap (Schalén, Acta Oto-Laryngologica 90, 1980). A page
# of 960 pixels is 20 degrees wide as CSS sees it, and an eased hop is 1.5 times as fast in its middle as on average.
PAGE_CROSSING = 1000  # milliseconds: minimum for a ball to cross the page


@dataclass(frozen=True)
class Timing:
    """A scene's timing; None stands for the defaults above. Holds and ``seconds`` are in seconds.

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
    step_time: int | None = None  # milliseconds of a step, where it is not that of the number of beats

    @property
    def is_flexible(self) -> bool:
        """Whether steps take longer when their balls travel far."""
        return self.frames_per_step is None and self.seconds is None and self.slow is None


@dataclass(frozen=True)
class FrameBudget:
    """The numbers of frames of an animation's parts.

    ``intro`` and ``end`` are the frames of the holds, ``pauses[k]`` those of the pause before step k. ``starts[k]`` is
    the frame, counted without holds and pauses, in which step k begins; the last entry is the motion's length.
    ``travels[k]`` is the ball's departure and travel time within its step, in thousandths of the step.
    """

    fps: float
    beats: Beat
    intro: int
    starts: tuple[int, ...]
    travels: tuple[tuple[int, int], ...]
    pauses: tuple[int, ...]
    end: int

    @property
    def steps(self) -> int:
        return len(self.starts) - 1

    @property
    def count(self) -> int:
        """The total number of frames."""
        return self.intro + self.starts[-1] + sum(self.pauses) + 1 + self.end


def budget(
    timing: Timing,
    steps: int,
    run_count: int,
    pauses: Sequence[Pause] = (),
    reversals: Sequence[float] = (),
    settled: int | None = None,
) -> FrameBudget:
    """Returns the number of frames of each part of an animation.

    Parameters
    ----------
    timing
        The scene's timing.
    steps, run_count
        The numbers of steps and runs. Without steps there is a single frame. By default, a single run has two beats per
        step, several runs have one.
    pauses
        Pauses as (step, seconds); of several at one step the longest counts.
    reversals
        The longest reversal of a ball in each step, in page widths.
    settled
        The step from which nothing moves any more, if known. One step later the rest is hurried through, where the
        scene gives no length.

    Raises
    ------
    ValueError
        If ``seconds`` leaves no time for the motion, or fps, frames_per_step and seconds are all given.
    """
    beats = (2 if run_count == 1 else 1) if timing.beats is None else BEATS[timing.beats]
    if steps == 0:
        return FrameBudget(timing.fps or DEFAULT_FPS, beats, intro=0, starts=(0,), travels=(), pauses=(0,), end=0)
    start_hold = START_HOLD[beats] if timing.start_hold is None else timing.start_hold
    longest = dict(sorted(pauses))
    pause_seconds = tuple(longest.get(step, 0.0) for step in range(steps + 1))
    fps = _fps(timing, steps, (start_hold, timing.end_hold, *pause_seconds))
    intro, end = round(fps * start_hold), round(fps * timing.end_hold)
    pause_frames = tuple(round(fps * seconds) for seconds in pause_seconds)
    travel_times = _travel_times(timing, steps, reversals)
    step_times = _step_times(timing, beats, travel_times)
    if timing.is_flexible and settled is not None:
        step_times = _hurried(step_times, settled + 1)
    motion = _motion_frames(timing, fps, intro + end + sum(pause_frames) + 1, step_times)
    starts = _starts(motion, step_times)
    return FrameBudget(fps, beats, intro, starts, _travels(beats, starts, fps, travel_times), pause_frames, end)


def _fps(timing: Timing, steps: int, holds: Sequence[float]) -> float:
    if timing.frames_per_step is None or timing.seconds is None:
        return DEFAULT_FPS if timing.fps is None else timing.fps
    if timing.fps is not None:
        raise ValueError(message("animation.too_many_lengths"))
    if timing.seconds <= sum(holds):
        raise ValueError(_too_short(timing.seconds, sum(holds)))
    return _exact_fps(steps * timing.frames_per_step + 1, timing.seconds, holds)


def _exact_fps(motion: int, seconds: float, holds: Sequence[float]) -> float:
    """Returns the frame rate at which ``motion`` frames and the holds, in whole frames, take exactly ``seconds``.

    Bisection finds it, because one more frame in total adds at most one frame to the holds.
    """

    def surplus(frames: int) -> int:
        return frames - motion - sum(round(frames / seconds * hold) for hold in holds)

    low, high = 0, math.ceil((motion + len(holds)) * seconds / (seconds - sum(holds)))
    while surplus(high):
        middle = (low + high) // 2
        low, high = (middle, high) if surplus(middle) < 0 else (low, middle)
    return high / seconds


def _travel_times(timing: Timing, steps: int, reversals: Sequence[float]) -> list[int]:
    """Returns the milliseconds that each step's ball needs to travel for the eye to follow."""
    times = [round(PAGE_CROSSING * distance) if timing.is_flexible else 0 for distance in reversals]
    return [*times, *[0] * (steps - len(times))][:steps]


def _step_times(timing: Timing, beats: Beat, travel_times: Sequence[int]) -> list[int]:
    """Returns the requested microseconds of the steps; if there is less time, they share it in this ratio.

    A slow step takes an additional usual step's time.
    """
    slow = SLOW_STEPS[beats] if timing.slow is None else timing.slow
    usual = STEP_TIMES[beats] if timing.step_time is None else timing.step_time
    return [
        1000 * (max(usual, 1000 * travel // LONGEST_TRAVEL) + (usual if step < slow else 0))
        for step, travel in enumerate(travel_times)
    ]


def _hurried(step_times: Sequence[int], begin: int) -> list[int]:
    """Returns the times of steps with those from ``begin`` on hurried through; the others have the rest of the time."""
    moving, count = step_times[:begin], len(step_times[begin:])
    if count == 0:
        return list(step_times)
    usual = min(1000 * MAX_MOTION, sum(step_times)) // len(step_times)
    hurried = min(usual, 1000 * HURRIED_STEP, 1000 * MAX_HURRIED // count)
    most, wanted = 1000 * MAX_MOTION - hurried * count, sum(moving)
    return [*(time * min(most, wanted) // wanted for time in moving), *[hurried] * count]


def _motion_frames(timing: Timing, fps: float, still: int, step_times: Sequence[int]) -> int:
    """Returns the frames of all steps; ``still`` are those of the holds and pauses."""
    steps = len(step_times)
    if timing.frames_per_step is not None:
        return steps * timing.frames_per_step
    if timing.seconds is None:
        return round(fps * min(1000 * MAX_MOTION, sum(step_times)) / 1_000_000)
    motion = round(fps * timing.seconds) - still
    if motion < min(steps, 1):
        raise ValueError(_too_short(timing.seconds, still / fps))
    return motion


def _too_short(seconds: float, still: float) -> Message:
    return message("animation.seconds_too_short", still=still, seconds=seconds)


def _starts(motion: int, step_times: Sequence[int]) -> tuple[int, ...]:
    """Returns the frames in which the steps begin and the motion ends, each rounded independently to avoid drift."""
    total = max(1, sum(step_times))
    return tuple((2 * motion * time + total) // (2 * total) for time in accumulate(step_times, initial=0))


def _travels(
    beats: Beat, starts: Sequence[int], fps: float, travel_times: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Returns each ball's departure and travel time. Long travels begin in beat one."""
    travels = []
    for (begin, end), time in zip(pairwise(starts), travel_times, strict=True):
        wanted = round(time * fps / max(1, end - begin))
        duration = min(LONGEST_TRAVEL, wanted) if wanted > TRAVEL_TIMES[beats] else TRAVEL_TIMES[beats]
        travels.append((min(DEPARTURES[beats], max(EARLIEST_LEAVE, 1000 - RESTING_TIME - duration)), duration))
    return tuple(travels)
