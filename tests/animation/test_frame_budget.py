"""Long reversals take more time: never faster than an eye can follow, within twenty seconds."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from gdanim.animation.frame_budget import Timing, budget
from gdanim.animation.timeline import plan

approx = pytest.approx
SWINGS = st.lists(st.floats(0, 1), min_size=1, max_size=60)
FREE = st.builds(Timing, fps=st.sampled_from([10, 20, 25, 50]), beats=st.sampled_from(["one", "two", None]))


def lengths(frames):
    return [end - begin for begin, end in pairwise(frames.starts)]


def on_the_way(timeline, step):
    """The seconds of a step in which its ball is between two points."""
    return sum(moment.step == step and moment.travel_progress > 0 for moment in timeline.moments) / timeline.fps


def test_a_reversal_over_the_whole_page_is_a_second_on_its_way():
    """With two beats of 2 seconds for slow steps, 1 for others; with one beat of 0.4 seconds, too."""
    for runs in (1, 2):
        timeline = plan(Timing(fps=50), 5, runs, reversals=[1.0] * 5)
        assert [on_the_way(timeline, step) for step in range(5)] == approx([1.0] * 5, abs=0.041)


def test_an_eased_reversal_never_goes_faster_than_one_and_a_half_pages_a_second():
    """Smoothstep's steepest slope is 3/2: 30 degrees a second where a page is 20 degrees wide."""
    reversal = 0.6
    timeline = plan(Timing(fps=50), 4, 2, reversals=[reversal] * 4)
    travels = [moment.travel_progress for moment in timeline.moments if moment.step == 1 and moment.travel_progress]
    fastest = max((after - before) * reversal * 50 for before, after in pairwise(travels))
    assert fastest == approx(1.5, rel=0.02)


@given(timing=FREE, reversals=SWINGS, runs=st.integers(1, 3))
def test_reversals_only_ever_add_time_and_never_more_than_twenty_seconds_allow(timing, reversals, runs):
    usual, calm = (budget(timing, len(reversals), runs, reversals=each) for each in ((), reversals))
    assert calm.count >= usual.count
    assert calm.starts[-1] <= 20 * timing.fps
    assert (calm.intro, calm.end, calm.pauses, calm.beats) == (usual.intro, usual.end, usual.pauses, usual.beats)
    assert all(leaves >= 400 and leaves + travels <= 1000 for leaves, travels in calm.travels)


@given(timing=FREE, reversals=SWINGS, runs=st.integers(1, 3))
def test_the_longer_reversal_of_two_like_steps_takes_no_less_time(timing, reversals, runs):
    steps = lengths(budget(timing, len(reversals) + 3, runs, reversals=[0.0, 0.0, 0.0, *sorted(reversals)]))[3:]
    assert all(before <= after + 1 for before, after in pairwise(steps))


def test_reversals_that_an_eye_follows_anyway_change_nothing():
    """In 0.2 seconds on its way a ball may cross a fifth of the page; in a lesson's quarter of a second, a quarter."""
    assert plan(Timing(), 9, 4, reversals=[0.2] * 9) == plan(Timing(), 9, 4)
    assert plan(Timing(), 9, 1, reversals=[0.248] * 9) == plan(Timing(), 9, 1)


@pytest.mark.parametrize("given", [{"frames_per_step": 6}, {"seconds": 9}, {"slow": 2}, {"slow": 0, "beats": "two"}])
def test_a_length_that_the_author_gives_holds_however_wild_the_ball(given):
    assert plan(Timing(**given), 8, 2, reversals=[1.0] * 8) == plan(Timing(**given), 8, 2)


def test_only_steps_with_reversals_take_longer():
    """One beat, 8 frames: a hop over half a page is half a second on its way, half of its step."""
    assert lengths(budget(Timing(), 5, 2, reversals=[0, 0.5, 0, 0.25])) == [8, 20, 8, 10, 8]


def test_twenty_seconds_are_shared_by_what_the_steps_ask_for():
    """25 reversals of 2 seconds; and 100 steps of 0.4, in which five reversals count five times as much."""
    assert set(lengths(budget(Timing(), 25, 2, reversals=[1.0] * 25))) == {16}
    race = lengths(budget(Timing(fps=48), 100, 2, reversals=[1.0] * 5))
    assert race == [40] * 5 + [8] * 95


def test_a_lesson_with_little_time_takes_the_way_from_the_look_at_the_slope():
    """Swings of 1.8 seconds, three of them slow by a second more: 48 seconds in 20. A half of each is on its way."""
    usual, calm = (budget(Timing(), 25, 1, reversals=each) for each in ((), [0.9] * 25))
    assert usual.starts[-1] == calm.starts[-1] == 400
    assert lengths(calm)[3:] == [15] * 22
    assert set(usual.travels) == {(600, 248)}
    assert set(calm.travels) == {(400, 500)}


def test_after_the_last_motion_one_step_has_its_usual_time_and_the_rest_a_tenth_of_a_second_each():
    """A comparison's step has 0.4 seconds, 8 frames; a hurried one 2 frames, and 100 of them 40 frames together."""
    assert lengths(budget(Timing(), 8, 2, settled=4)) == [8, 8, 8, 8, 8, 2, 2, 2]
    assert sum(lengths(budget(Timing(), 105, 2, settled=4))[5:]) == 40
    assert budget(Timing(), 8, 2, settled=8) == budget(Timing(), 8, 2, settled=7) == budget(Timing(), 8, 2)


@given(timing=FREE, steps=st.integers(1, 300), settled=st.integers(0, 300), runs=st.integers(1, 3))
def test_hurrying_makes_no_animation_longer_and_no_hurried_step_slower(timing, steps, settled, runs):
    usual, hurried = (budget(timing, steps, runs, settled=each) for each in (None, settled))
    assert hurried.count <= usual.count + 1
    late = slice(settled + 1, None)
    assert sum(lengths(hurried)[late]) <= sum(lengths(usual)[late]) + 1


@pytest.mark.parametrize("given", [{"frames_per_step": 10}, {"seconds": 20}, {"slow": 2}])
def test_an_authors_length_is_not_hurried(given):
    assert budget(Timing(**given), 8, 2, settled=1) == budget(Timing(**given), 8, 2)
