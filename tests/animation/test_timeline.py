"""Steps to moments: every number of frames in it follows from the rules a scene's `timing` is described by."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given, strategies as st

from gdanim.animation.frame_budget import Timing, budget
from gdanim.animation.timeline import Moment, plan

approx = pytest.approx


def shown(timeline, step):
    return [moment for moment in timeline.moments if moment.step == step and moment.phase == "step"]


def rests(timeline, step):
    return [moment for moment in shown(timeline, step) if moment.travel_progress == 0]


@given(
    timing=st.builds(
        Timing,
        fps=st.sampled_from([1, 7.5, 20, 24, 25, 50]),
        frames_per_step=st.integers(1, 30),
        slow=st.integers(0, 70) | st.none(),
        start_hold=st.floats(0, 5),
        end_hold=st.floats(0, 5),
    ),
    steps=st.integers(1, 60),
    runs=st.integers(1, 4),
)
def test_frames_are_holds_and_steps_and_one(timing, steps, runs):
    timeline = plan(timing, steps, runs)
    still = round(timing.fps * timing.start_hold) + 1 + round(timing.fps * timing.end_hold)
    assert len(timeline.moments) == still + steps * timing.frames_per_step
    assert len(timeline.moments) == budget(timing, steps, runs).count
    assert len(timeline.arrivals) == steps + 1


@given(
    seconds=st.floats(5, 60),
    fps=st.sampled_from([1, 12, 20, 50]),
    steps=st.integers(1, 2000),
    runs=st.integers(1, 3),
)
def test_seconds_is_the_length_of_the_whole_film(seconds, fps, steps, runs):
    timeline = plan(Timing(seconds=seconds + 2, fps=fps), steps, runs)
    assert timeline.seconds == approx(round(fps * (seconds + 2)) / fps)
    assert timeline.seconds == approx(seconds + 2, abs=0.5 / fps + 1e-9)


@given(steps=st.integers(1, 300), runs=st.integers(1, 3), frames_per_step=st.integers(1, 12), slow=st.integers(0, 5))
def test_moments_follow_each_other_in_order(steps, runs, frames_per_step, slow):
    timeline = plan(Timing(frames_per_step=frames_per_step, slow=slow), steps, runs)
    assert [moment.index for moment in timeline.moments] == list(range(len(timeline.moments)))
    assert [moment.seconds for moment in timeline.moments] == [moment.index / 20 for moment in timeline.moments]
    places = [(moment.step, moment.travel_progress) for moment in timeline.moments]
    assert places == sorted(places)
    assert [phase for phase, _ in groupby(moment.phase for moment in timeline.moments)] == ["intro", "step", "end"]
    assert all(0 <= moment.travel_progress < 1 and 0 <= moment.look_progress <= 1 for moment in timeline.moments)
    assert list(timeline.arrivals) == sorted(timeline.arrivals)


def test_a_comparison_rests_forty_percent_travels_fifty_and_rests_again():
    timeline = plan(Timing(frames_per_step=20, easing="linear"), steps=2, run_count=4)
    first = timeline.moments[20:40]
    assert [moment.travel_progress for moment in first] == approx([0] * 8 + [k / 10 for k in range(10)] + [0] * 2)
    assert [moment.step for moment in first] == [0] * 18 + [1] * 2
    assert {(moment.beat, moment.look_progress) for moment in timeline.moments} == {(2, 1.0)}


def test_a_lesson_looks_for_sixty_percent_then_moves_for_most_of_the_rest():
    timeline = plan(Timing(frames_per_step=50, slow=0, easing="linear"), steps=2, run_count=1)
    first = timeline.moments[30:80]
    look, move, rest = first[:30], first[30:43], first[43:]
    assert [moment.look_progress for moment in look] == approx([k / 30 for k in range(1, 31)])
    assert {(moment.step, moment.beat, moment.travel_progress) for moment in look} == {(0, 1, 0.0)}
    assert {(moment.step, moment.beat, moment.look_progress) for moment in move} == {(0, 2, 1.0)}
    assert [moment.travel_progress for moment in move] == approx([k / 12.4 for k in range(13)])
    assert {(moment.step, moment.beat, moment.look_progress, moment.travel_progress) for moment in rest} == {
        (1, 1, 0.0, 0.0)
    }


@pytest.mark.parametrize(("runs", "frames_per_step"), [(1, 40), (1, 7), (2, 8), (2, 10), (2, 3), (2, 2), (2, 1)])
def test_the_ball_rests_on_every_point_for_at_least_two_fifths_of_its_step(runs, frames_per_step):
    timeline = plan(Timing(frames_per_step=frames_per_step, slow=0), steps=6, run_count=runs)
    assert all(len(rests(timeline, step)) >= 0.4 * frames_per_step for step in range(6))


def test_the_way_is_eased_at_both_ends_unless_it_is_to_be_linear():
    """Smoothstep t²(3 − 2t): halfway at half time, slow at the ends."""
    smooth = plan(Timing(frames_per_step=20), steps=1, run_count=2).moments[28:38]
    assert [moment.travel_progress for moment in smooth] == approx([(k / 10) ** 2 * (3 - k / 5) for k in range(10)])


def test_a_ball_that_jumps_is_never_seen_on_its_way_and_lands_when_the_others_do():
    jump, hop = (plan(Timing(frames_per_step=10, motion=motion), 5, 2) for motion in ("jump", "hop"))
    assert {moment.travel_progress for moment in jump.moments} == {0.0}
    assert jump.arrivals == hop.arrivals


def test_rules_without_memory_hop_and_rules_with_memory_roll():
    assert plan(Timing(), 5, 1).motion == "hop"
    assert plan(Timing(), 5, 1, has_memory=True).motion == "roll"
    assert plan(Timing(motion="jump"), 5, 1, has_memory=True).motion == "jump"


def test_one_run_is_a_lesson_in_two_beats_and_several_are_compared_in_one():
    assert plan(Timing(), 5, 1).beats == 2
    assert plan(Timing(), 5, 4).beats == 1
    assert plan(Timing(beats="one"), 5, 1).beats == 1
    assert plan(Timing(beats="two"), 5, 4).beats == 2


def test_a_comparison_takes_two_fifths_of_a_second_a_step():
    assert plan(Timing(), 25, 4).seconds == approx(1 + 25 * 0.4 + 0.05 + 3)


def test_a_lesson_takes_two_seconds_for_its_first_three_steps_and_one_for_the_others():
    timeline = plan(Timing(), 10, 1)
    assert timeline.seconds == approx(1.5 + 3 * 2 + 7 * 1 + 0.05 + 3)
    assert timeline.moments[30].step == 0
    assert timeline.moments[30 + 40].step == 1
    assert timeline.moments[30 + 3 * 40 + 20].step == 4


def test_motion_takes_twenty_seconds_at_most_unless_a_length_is_given():
    assert plan(Timing(), 400, 4).seconds == approx(1 + 20 + 0.05 + 3)
    assert plan(Timing(), 400, 1).seconds == approx(1.5 + 20 + 0.05 + 3)
    assert plan(Timing(frames_per_step=10), 400, 4).seconds == approx(1 + 200 + 0.05 + 3)


def test_slow_steps_take_twice_the_time_of_the_others_and_the_sum_stays():
    """5 steps of 8 frames, the first three slow: 40 frames in 8 shares of 5."""
    timing = Timing(frames_per_step=8, slow=3)
    assert budget(timing, 5, 4).starts == (0, 10, 20, 30, 35, 40)
    assert len(plan(timing, 5, 4).moments) == 20 + 40 + 1 + 60


def test_each_steps_end_is_rounded_so_that_nothing_drifts():
    """300 steps in 1,000 frames: step k ends within half a frame of 10k/3."""
    timing = Timing(seconds=1000 / 20 + 4 + 0.05)
    ends = budget(timing, 300, 4).starts
    assert ends[-1] == 1000
    assert all(abs(end - 10 * k / 3) <= 0.5 for k, end in enumerate(ends))


def test_below_one_frame_a_step_each_frame_shows_its_latest_whole_step():
    """1,000 steps in 100 frames: every tenth step is shown, at rest."""
    timeline = plan(Timing(seconds=1 + 5 + 0.05 + 3), 1000, 4)
    seen = [moment for moment in timeline.moments if moment.phase == "step"]
    assert {moment.travel_progress for moment in seen} == {0.0}
    assert all(moment.step == max(k for k in range(1001) if budget_end(k) <= i) for i, moment in enumerate(seen))


def budget_end(k):
    return (k + 5) // 10  # k/10, halves rounded up


def test_the_poster_is_complete_and_the_end_stands_on_the_last_point():
    for runs in (1, 4):
        timeline = plan(Timing(), 6, runs)
        assert timeline.moments[0].look_progress == 1
        assert (timeline.moments[0].step, timeline.moments[0].travel_progress) == (0, 0.0)
        last = timeline.moments[-1]
        assert (last.phase, last.step, last.look_progress, last.travel_progress) == ("end", 6, 1.0, 0.0)


def test_arrivals_are_the_first_frames_with_the_ball_on_or_beyond_each_point():
    for timing, steps in ((Timing(), 9), (Timing(seconds=6), 500)):
        timeline = plan(timing, steps, 4)
        for k, seconds in enumerate(timeline.arrivals):
            assert seconds == next(moment.seconds for moment in timeline.moments if moment.step >= k)


def test_a_pause_holds_the_ball_before_its_step_and_adds_to_the_length():
    plain, paused = (plan(Timing(), 4, 1, pauses=pauses) for pauses in ((), ((0, 2.0), (2, 1.5))))
    assert paused.seconds == approx(plain.seconds + 3.5)
    waiting = paused.moments[30:70]
    assert {(moment.phase, moment.step, moment.look_progress, moment.travel_progress) for moment in waiting} == {
        ("step", 0, 0.0, 0.0)
    }
    assert len(rests(paused, 2)) == len(rests(plain, 2)) + 30
    assert paused.arrivals[3] == approx(plain.arrivals[3] + 3.5)


def test_of_two_pauses_at_one_step_the_longer_counts():
    assert plan(Timing(), 4, 1, pauses=((1, 1.0), (1, 2.0))) == plan(Timing(), 4, 1, pauses=((1, 2.0),))


def test_a_pause_at_the_last_point_lengthens_the_end():
    timeline = plan(Timing(frames_per_step=10, slow=0), 4, 1, pauses=((4, 2.0),))
    assert timeline.seconds == approx(1.5 + 2 + 0.05 + 2 + 3)
    assert timeline.moments[-1].phase == "end"


def test_pauses_are_part_of_a_given_length():
    assert plan(Timing(seconds=12), 4, 1, pauses=((1, 2.0),)).seconds == 12


def test_frames_per_step_and_seconds_decide_the_rate():
    """4 × 10 + 1 frames, 7 of the second before and 20 of the three seconds behind, in 10 seconds."""
    timeline = plan(Timing(frames_per_step=10, seconds=10), 4, 2)
    assert timeline.fps == approx(6.8)
    assert [round(6.8 * hold) for hold in (1, 3)] == [7, 20]
    assert timeline.seconds == approx(10)


@given(
    seconds=st.floats(5, 60),
    frames_per_step=st.integers(1, 40),
    steps=st.integers(1, 60),
    holds=st.tuples(st.floats(0, 2), st.floats(0, 2)),
    pauses=st.lists(st.tuples(st.integers(0, 60), st.floats(0, 0.1)), max_size=4),
)
def test_seconds_is_the_whole_length_beside_frames_per_step_too(seconds, frames_per_step, steps, holds, pauses):
    timing = Timing(frames_per_step=frames_per_step, seconds=seconds, start_hold=holds[0], end_hold=holds[1])
    frames = budget(timing, steps, 2, pauses)
    assert frames.count / frames.fps == approx(seconds)
    assert frames.starts[-1] == steps * frames_per_step
    assert (frames.intro, frames.end) == (round(frames.fps * holds[0]), round(frames.fps * holds[1]))


def test_three_lengths_are_one_too_many():
    with pytest.raises(ValueError, match=r"^fps, frames_per_step and seconds: two of them give the third$"):
        plan(Timing(fps=20, frames_per_step=10, seconds=10), 4, 2)


@pytest.mark.parametrize("frames_per_step", [None, 5])
def test_a_film_shorter_than_its_holds_is_refused(frames_per_step):
    with pytest.raises(
        ValueError, match=r"^seconds must be above 4(\.05)?, which the holds and pauses take alone; fou"
    ):
        plan(Timing(seconds=4, frames_per_step=frames_per_step), 4, 2)


@pytest.mark.parametrize("runs", [1, 4])
def test_a_picture_without_steps_is_one_frame_whatever_its_timing_says(runs):
    timeline = plan(Timing(seconds=2, start_hold=5), 0, runs, pauses=[(0, 3.0)])
    assert [(moment.step, moment.travel_progress, moment.look_progress) for moment in timeline.moments] == [
        (0, 0.0, 1.0)
    ]
    assert (timeline.arrivals, timeline.last_step, timeline.seconds) == ((0.0,), 0, approx(0.05))


@given(steps=st.integers(1, 30), frames_per_step=st.integers(4, 20), beats=st.sampled_from(["one", "two"]))
def test_the_fullest_moment_of_a_step_has_its_whole_slope_and_the_ball_at_rest(steps, frames_per_step, beats):
    timeline = plan(Timing(frames_per_step=frames_per_step, beats=beats), steps, 1)
    for step in range(steps + 1):
        moment = timeline.fullest_moment(step)
        assert (moment.step, moment.travel_progress) == (step, 0)
        assert all(
            other.look_progress <= moment.look_progress
            for other in timeline.moments
            if other.step == step and not other.travel_progress
        )


def test_a_step_that_no_frame_shows_gives_way_to_the_next_that_has_one():
    timeline = plan(Timing(seconds=5, fps=10), 1000, 1)
    assert timeline.fullest_moment(1).step == min(moment.step for moment in timeline.moments if moment.step >= 1) > 1


def test_a_part_of_a_film_keeps_its_moments_times_and_the_films_length():
    timeline = plan(Timing(), 8, 1)
    part = timeline.at_steps([0, 8])
    assert (part.seconds, [moment.step for moment in part.moments]) == (timeline.seconds, [0, 8])
    assert part.moments[1].seconds == timeline.fullest_moment(8).seconds > timeline.arrivals[8]


@pytest.mark.parametrize(("look", "seen"), [(0.0, 0.0), (0.25, 0.0), (0.3125, 0.25), (0.5, 1.0), (1.0, 1.0)])
def test_what_appears_between_two_parts_of_beat_one_is_seen_evenly_more(look, seen):
    assert Moment(0, 0.0, "step", 1, 1, look).reveal(0.25, 0.5) == seen


@pytest.mark.parametrize(("last_step", "position"), [(8, (3, 0.25)), (4, (3, 0.25)), (3, (3, 0.0)), (2, (2, 0.0))])
def test_a_run_rests_on_its_last_point_while_others_go_on(last_step, position):
    assert Moment(0, 0.0, "step", 3, 2, travel_progress=0.25).position(last_step) == position
