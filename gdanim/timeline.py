"""Steps to moments: which step is shown when, in which beat, how far on its way. Knows nothing of pixels."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Shown = tuple["Phase", int, "Beat", float, float]  # a moment's own fields, without its place in the film

Easing = Literal["smooth", "linear"]
Motion = Literal["hop", "roll", "jump"]
Loop = Literal["forever", "once"] | int
Phase = Literal["intro", "step", "end"]
Beat = Literal[1, 2]
Pause = tuple[int, float]
"""The ball waits on x_k for so many seconds before its step goes on: ``(k, seconds)``."""

DEFAULT_FPS = 20.0
BEATS: dict[str, Beat] = {"one": 1, "two": 2}
STEP_SECONDS = {1: 0.4, 2: 1.0}
MOTION_SECONDS = 20.0  # at most, where the scene gives no length
START_HOLD = {1: 1.0, 2: 1.5}
SLOW = {1: 0, 2: 3}

# of a step's time, in thousandths: when the ball leaves, and how long it is on its way; then it rests where it landed
LEAVES = {1: 400, 2: 600}
TRAVELS = {1: 500, 2: 248}


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


@dataclass(frozen=True)
class Moment:
    """What one frame shows. The ball rests on x_k (``travel`` 0) or is on its way from there to x_{k+1}, k = ``step``.

    ``travel`` is the eased fraction of the way in x and never 1: from landing on it is the next step's, with travel 0.
    ``look`` is how far beat one has come when the frame ends: 0 between landing and the next beat one; 1 in beat two,
    in the intro (0 where a pause follows it), and always where a step has one beat. From landing on the last point on,
    ``phase`` is ``end``.
    """

    index: int
    seconds: float
    phase: Phase
    step: int
    beat: Beat
    look: float = 1.0
    travel: float = 0.0


@dataclass(frozen=True)
class Timeline:
    """All moments of a film. ``arrivals[k]``: the seconds of the first frame with the ball at x_k or beyond."""

    fps: float
    moments: tuple[Moment, ...]
    arrivals: tuple[float, ...]
    beats: Beat
    motion: Motion
    loop: Loop

    @property
    def seconds(self) -> float:
        return len(self.moments) / self.fps


@dataclass(frozen=True)
class Frames:
    """The numbers of frames of a film's parts; ``ends[k]`` is the motion's frame in which step k begins."""

    fps: float
    beats: Beat
    intro: int
    ends: tuple[int, ...]
    pauses: tuple[int, ...]
    end: int

    @property
    def last(self) -> int:
        return len(self.ends) - 1

    @property
    def count(self) -> int:
        return self.intro + self.ends[-1] + sum(self.pauses) + 1 + self.end


def plan(timing: Timing, steps: int, runs: int, memory: bool = False, pauses: Sequence[Pause] = ()) -> Timeline:  # noqa: FBT001, FBT002
    """Raises ValueError where ``seconds`` leaves no time for the motion, or all three lengths are given."""
    motion = timing.motion or ("roll" if memory else "hop")
    frames = budget(timing, steps, runs, pauses)
    film = _film(frames, _way(motion, timing.easing))
    moments = tuple(Moment(index, index / frames.fps, *shown) for index, shown in enumerate(film))
    return Timeline(frames.fps, moments, _arrivals(moments), frames.beats, motion, timing.loop)


def budget(timing: Timing, steps: int, runs: int, pauses: Sequence[Pause] = ()) -> Frames:
    """How many frames each part takes, without making the moments. Raises ValueError like ``plan``."""
    beats = _beats(timing, runs)
    slow = min(steps, SLOW[beats] if timing.slow is None else timing.slow)
    start = START_HOLD[beats] if timing.start_hold is None else timing.start_hold
    waits = tuple(max((wait for k, wait in pauses if k == step), default=0.0) for step in range(steps + 1))
    fps = _fps(timing, steps, still=start + timing.end_hold + sum(waits))
    intro, end, held = round(fps * start), round(fps * timing.end_hold), tuple(round(fps * wait) for wait in waits)
    still = intro + end + sum(held) + 1
    if timing.frames_per_step is not None:
        moving = steps * timing.frames_per_step
    elif timing.seconds is not None:
        moving = _remaining(timing.seconds, fps, still, steps)
    else:
        moving = round(fps * min(MOTION_SECONDS, STEP_SECONDS[beats] * (steps + slow)))
    return Frames(fps, beats, intro, _ends(moving, steps, slow), held, end)


def _beats(timing: Timing, runs: int) -> Beat:
    return (2 if runs == 1 else 1) if timing.beats is None else BEATS[timing.beats]


def _fps(timing: Timing, steps: int, still: float) -> float:
    if timing.frames_per_step is None or timing.seconds is None:
        return DEFAULT_FPS if timing.fps is None else timing.fps
    if timing.fps is not None:
        raise ValueError("fps, frames_per_step and seconds: two of them give the third")
    if timing.seconds <= still:
        raise ValueError(_too_short(timing.seconds, still))
    return (steps * timing.frames_per_step + 1) / (timing.seconds - still)


def _remaining(seconds: float, fps: float, still: int, steps: int) -> int:
    moving = round(fps * seconds) - still
    if moving < min(steps, 1):
        raise ValueError(_too_short(seconds, still / fps))
    return moving


def _too_short(seconds: float, still: float) -> str:
    return f"seconds must be above {still:g}, which the holds and pauses take alone; found {seconds:g}"


def _ends(moving: int, steps: int, slow: int) -> tuple[int, ...]:
    """Each step's end is rounded, so nothing drifts; a slow step weighs two."""
    weights = accumulate((2 if step < slow else 1 for step in range(steps)), initial=0)
    total = max(1, steps + slow)
    return tuple((2 * moving * weight + total) // (2 * total) for weight in weights)


def _film(frames: Frames, way: Callable[[float], float]) -> Iterator[Shown]:
    asked = frames.beats == 2 and frames.pauses[0] > 0  # a question: its answer must not stand there before
    poster: Shown = ("intro", 0, 2 if frames.beats == 1 else 1, 0.0 if asked else 1.0, 0.0)
    yield from [poster] * frames.intro
    for step, (begin, end) in enumerate(pairwise(frames.ends)):
        yield from [_landed(frames, step)] * frames.pauses[step]
        for frame in range(end - begin):
            yield _during(frames, step, frame, way)
    yield from [_landed(frames, frames.last)] * (frames.pauses[-1] + 1 + frames.end)


def _landed(frames: Frames, step: int) -> Shown:
    """At rest, before beat one has begun; nothing follows the last landing."""
    if step == frames.last:
        return "end", step, 2, 1.0, 0.0
    return ("step", step, 2, 1.0, 0.0) if frames.beats == 1 else ("step", step, 1, 0.0, 0.0)


def _during(frames: Frames, step: int, frame: int, way: Callable[[float], float]) -> Shown:
    """One frame of a step: whole numbers decide, so that no rounding moves a landing by a frame."""
    count = frames.ends[step + 1] - frames.ends[step]
    leaves, travels = LEAVES[frames.beats] * count, TRAVELS[frames.beats] * count
    gone = 1000 * frame - leaves
    if gone >= travels:
        return _landed(frames, step + 1)
    if gone >= 0:
        return "step", step, 2, 1.0, way(gone / travels)
    if frames.beats == 1:
        return "step", step, 2, 1.0, 0.0
    return "step", step, 1, min(1.0, 1000 * (frame + 1) / leaves), 0.0


def _way(motion: Motion, easing: Easing) -> Callable[[float], float]:
    if motion == "jump":
        return lambda _: 0.0
    return (lambda t: t) if easing == "linear" else (lambda t: t * t * (3 - 2 * t))


def _arrivals(moments: Sequence[Moment]) -> tuple[float, ...]:
    begins: list[float] = []
    for moment in moments:
        begins += [moment.seconds] * (moment.step + 1 - len(begins))
    return tuple(begins)
