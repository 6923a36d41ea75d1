"""Maps frames to moments: the step and beat shown in each frame, and the progress within it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from typing import TYPE_CHECKING, Literal

from gdanim.animation.frame_budget import Beat, FrameBudget, Loop, Motion, Pause, Timing, budget
from gdanim.animation.travel import Travel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    Fields = tuple["Phase", int, "Beat", float, float]  # a moment's fields without its index and its time

Phase = Literal["intro", "step", "end"]


@dataclass(frozen=True)
class Moment:
    """The state of the animation in one frame.

    Attributes
    ----------
    index
        The frame's index, from 0.
    seconds
        The time at which the frame begins.
    phase
        ``intro``, ``step``, or ``end`` from the landing on the last point on.
    step
        The step k: the ball rests on x_k or is on its way to x_{k+1}.
    beat
        1 for the slope, 2 for the step; always 2 if steps have one beat.
    look_progress
        The fraction of beat one that has passed at the end of the frame: 0 between landing and the next beat one; 1 in
        beat two, in the intro (0 if a pause follows it), and always if steps have one beat.
    travel_progress
        The eased fraction of the way to x_{k+1}, 0 at rest and never 1: from the landing on, it is 0 of the next step.
    """

    index: int
    seconds: float
    phase: Phase
    step: int
    beat: Beat
    look_progress: float = 1.0
    travel_progress: float = 0.0

    def position(self, last_step: int) -> tuple[int, float]:
        """Returns where a run is that rests on its last point from ``last_step`` on.

        Parameters
        ----------
        last_step
            The run's last step, on the same clock as the moment.

        Returns
        -------
        tuple of int and float
            The run's step, and the eased fraction of the way to the next one; 0 after the last.
        """
        return (self.step, self.travel_progress) if self.step < last_step else (last_step, 0.0)

    def reveal(self, begin: float, end: float) -> float:
        """Returns the progress of a reveal that takes a part of beat one, such as a growing arrow.

        Parameters
        ----------
        begin, end
            The begin and the end of the reveal, as fractions of beat one; ``begin`` is less than ``end``.

        Returns
        -------
        float
            0 until ``begin``, 1 from ``end`` on, linear between them.
        """
        return min(1.0, max(0.0, (self.look_progress - begin) / (end - begin)))


@dataclass(frozen=True)
class Timeline:
    """All moments of an animation.

    ``arrivals[k]`` is the time in seconds of the first frame with the ball at x_k or beyond. ``total_seconds`` is the
    length of the whole animation if ``moments`` are only a part of it, otherwise None.
    """

    fps: float
    moments: tuple[Moment, ...]
    arrivals: tuple[float, ...]
    beats: Beat
    travel: Travel
    loop: Loop
    total_seconds: float | None = None

    @property
    def motion(self) -> Motion:
        """The way in which balls move."""
        return self.travel.motion

    @property
    def last_step(self) -> int:
        """The last step of the whole animation: that of its longest run."""
        return len(self.arrivals) - 1

    @property
    def seconds(self) -> float:
        """The length of the whole animation in seconds."""
        return len(self.moments) / self.fps if self.total_seconds is None else self.total_seconds

    def fullest_moment(self, step: int) -> Moment:
        """Returns the moment that shows most of a step: its slope and its arrows, with the ball still at rest.

        If the step has no frame, it is the moment of the next step that has one.
        """
        begin = bisect_left(self.moments, step, key=lambda moment: moment.step)
        resting = (moment for moment in islice(self.moments, begin, None) if moment.travel_progress == 0)
        _, moments = next(groupby(resting, key=lambda moment: moment.step))
        return max(moments, key=lambda moment: (moment.look_progress, -moment.beat, moment.index))

    def completion(self, step: int) -> float:
        """Returns the time in seconds from which all of a step is drawn: its slope and its arrows."""
        fullest = self.fullest_moment(step)
        begin = bisect_left(self.moments, step, key=lambda moment: moment.step)
        alike = (fullest.step, fullest.beat, fullest.look_progress, fullest.travel_progress)
        resting = islice(self.moments, begin, None)
        return next(
            moment.seconds
            for moment in resting
            if (moment.step, moment.beat, moment.look_progress, moment.travel_progress) == alike
        )

    def pause_end(self, step: int, seconds: float) -> float:
        """Returns the time in seconds at which a pause before a step, ``seconds`` long, is over."""
        intro = sum(moment.phase == "intro" for moment in self.moments) if step == 0 else 0
        return self.arrivals[step] + (intro + round(self.fps * seconds)) / self.fps

    def first_moment(self, step: int) -> Moment:
        """Returns the first moment of a step: with two beats, or during a pause, nothing of the step has appeared."""
        return self.moments[bisect_left(self.moments, step, key=lambda moment: moment.step)]

    def at_steps(self, steps: Sequence[int], questions: Collection[int] = ()) -> Timeline:
        """Returns a timeline with a single moment for each of these steps, at its time in the whole animation.

        This is the step's fullest moment, or for steps in ``questions`` its first, before the arrows reveal the answer.
        """
        chosen = tuple(self.first_moment(step) if step in questions else self.fullest_moment(step) for step in steps)
        return replace(self, moments=chosen, total_seconds=self.seconds)


def plan(
    timing: Timing,
    steps: int,
    run_count: int,
    *,
    has_memory: bool = False,
    pauses: Sequence[Pause] = (),
    reversals: Sequence[float] = (),
    settled: int | None = None,
    begins_bare: bool = False,
) -> Timeline:
    """Returns all moments of an animation.

    Parameters
    ----------
    timing, steps, run_count
        See ``frame_budget.budget``.
    has_memory
        Whether a rule has memory; by default the ball then rolls instead of hopping.
    pauses, reversals, settled
        See ``frame_budget.budget``.
    begins_bare
        Whether the first frame shows nothing of the first step, where steps have two beats.

    Raises
    ------
    ValueError
        See ``frame_budget.budget``.
    """
    travel = Travel(timing.motion or ("roll" if has_memory else "hop"), timing.easing)
    frames = budget(timing, steps, run_count, pauses, reversals, settled)
    fields = _moment_fields(frames, travel, begins_bare=begins_bare)
    moments = tuple(Moment(index, index / frames.fps, *each) for index, each in enumerate(fields))
    return Timeline(frames.fps, moments, _arrivals(moments), frames.beats, travel, timing.loop)


def _moment_fields(frames: FrameBudget, travel: Travel, *, begins_bare: bool) -> Iterator[Fields]:
    asks_first = frames.beats == 2 and (
        begins_bare or frames.pauses[0] > 0
    )  # the pause may ask a question: don't show its answer
    poster: Fields = ("intro", 0, 2 if frames.beats == 1 else 1, 0.0 if asks_first else 1.0, 0.0)
    yield from [poster] * frames.intro
    for step, (begin, end) in enumerate(pairwise(frames.starts)):
        yield from [_at_rest(frames, step)] * frames.pauses[step]
        for frame in range(end - begin):
            yield _during_step(frames, step, frame, travel)
    yield from [_at_rest(frames, frames.steps)] * (frames.pauses[-1] + 1 + frames.end)


def _at_rest(frames: FrameBudget, step: int) -> Fields:
    """Returns the moment at x_k before beat one begins; after the last landing, the end."""
    if step == frames.steps:
        return "end", step, 2, 1.0, 0.0
    return ("step", step, 2, 1.0, 0.0) if frames.beats == 1 else ("step", step, 1, 0.0, 0.0)


def _during_step(frames: FrameBudget, step: int, frame: int, travel: Travel) -> Fields:
    """Returns the moment of a frame within a step.

    Comparisons are between integers, so that rounding moves no landing.
    """
    count = frames.starts[step + 1] - frames.starts[step]
    leaves, duration = (part * count for part in frames.travels[step])
    elapsed = 1000 * frame - leaves
    if elapsed >= duration:
        return _at_rest(frames, step + 1)
    if elapsed >= 0:
        return "step", step, 2, 1.0, travel.progress(elapsed / duration)
    if frames.beats == 1:
        return "step", step, 2, 1.0, 0.0
    return "step", step, 1, min(1.0, 1000 * (frame + 1) / leaves), 0.0


def _arrivals(moments: Sequence[Moment]) -> tuple[float, ...]:
    arrivals: list[float] = []
    for moment in moments:
        arrivals += [moment.seconds] * (moment.step + 1 - len(arrivals))
    return tuple(arrivals)
