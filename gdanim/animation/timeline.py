"""Steps to moments: which step is shown when, in which beat, how far on its way. Knows nothing of pixels."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from typing import TYPE_CHECKING, Literal

from gdanim.animation.frame_budget import Beat, Easing, FrameBudget, Loop, Motion, Pause, Timing, budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Shown = tuple["Phase", int, "Beat", float, float]  # a moment's own fields, without its place in the film

Phase = Literal["intro", "step", "end"]


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

    def reveal(self, begin: float, end: float) -> float:
        """How much is seen of what appears between two parts of beat one, such as an arrow that grows.

        Parameters
        ----------
        begin, end : float
            Parts of beat one, 0 to 1: when it begins to appear, and when it is there. ``begin`` is below ``end``.

        Returns
        -------
        float
            0 until ``begin``, 1 from ``end`` on, evenly more between them.
        """
        return min(1.0, max(0.0, (self.look - begin) / (end - begin)))


@dataclass(frozen=True)
class Timeline:
    """All moments of a film. ``arrivals[k]``: the seconds of the first frame with the ball at x_k or beyond."""

    fps: float
    moments: tuple[Moment, ...]
    arrivals: tuple[float, ...]
    beats: Beat
    motion: Motion
    loop: Loop
    total_seconds: float | None = None  # seconds, of the whole film, where ``moments`` are only a part

    @property
    def seconds(self) -> float:
        return len(self.moments) / self.fps if self.total_seconds is None else self.total_seconds

    def fullest_moment(self, step: int) -> Moment:
        """The moment that shows most of a step: its slope and its arrows, the ball still at rest.

        Of a film with more steps than frames, the moment that shows the next step that has one.
        """
        begin = bisect_left(self.moments, step, key=lambda moment: moment.step)
        resting = (moment for moment in islice(self.moments, begin, None) if moment.travel == 0)
        _, moments = next(groupby(resting, key=lambda moment: moment.step))
        return max(moments, key=lambda moment: (moment.look, -moment.beat, moment.index))

    def at_steps(self, steps: Sequence[int]) -> Timeline:
        """Nothing but the moments that show most of these steps, each at its time in the whole film."""
        return replace(self, moments=tuple(map(self.fullest_moment, steps)), total_seconds=self.seconds)


def plan(
    timing: Timing,
    steps: int,
    runs: int,
    memory: bool = False,  # noqa: FBT001, FBT002
    pauses: Sequence[Pause] = (),
    swings: Sequence[float] = (),
) -> Timeline:
    """All moments. ``swings`` as for ``tempo.budget``, which may raise ValueError."""
    motion = timing.motion or ("roll" if memory else "hop")
    frames = budget(timing, steps, runs, pauses, swings)
    film = _film(frames, _way(motion, timing.easing))
    moments = tuple(Moment(index, index / frames.fps, *shown) for index, shown in enumerate(film))
    return Timeline(frames.fps, moments, _arrivals(moments), frames.beats, motion, timing.loop)


def _film(frames: FrameBudget, way: Callable[[float], float]) -> Iterator[Shown]:
    asked = frames.beats == 2 and frames.pauses[0] > 0  # a question: its answer must not stand there before
    poster: Shown = ("intro", 0, 2 if frames.beats == 1 else 1, 0.0 if asked else 1.0, 0.0)
    yield from [poster] * frames.intro
    for step, (begin, end) in enumerate(pairwise(frames.ends)):
        yield from [_landed(frames, step)] * frames.pauses[step]
        for frame in range(end - begin):
            yield _during(frames, step, frame, way)
    yield from [_landed(frames, frames.last)] * (frames.pauses[-1] + 1 + frames.end)


def _landed(frames: FrameBudget, step: int) -> Shown:
    """At rest, before beat one has begun; nothing follows the last landing."""
    if step == frames.last:
        return "end", step, 2, 1.0, 0.0
    return ("step", step, 2, 1.0, 0.0) if frames.beats == 1 else ("step", step, 1, 0.0, 0.0)


def _during(frames: FrameBudget, step: int, frame: int, way: Callable[[float], float]) -> Shown:
    """One frame of a step: whole numbers decide, so that no rounding moves a landing by a frame."""
    count = frames.ends[step + 1] - frames.ends[step]
    leaves, travels = (part * count for part in frames.ways[step])
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
