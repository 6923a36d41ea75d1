"""Runs on one clock of passes: a slower one rests, moves and lands within its own longer steps."""

from types import SimpleNamespace as Thing

import pytest

from gdanim.animation.run_clock import RunClock, run_clocks
from gdanim.animation.timeline import Moment
from gdanim.animation.travel import Travel
from gdanim.functions.data import Sampling

HOP = Travel("hop")


def local_step(clock, step, progress=0.0, travel=HOP):
    moment = clock.local_moment(Moment(0, 0.0, "step", step, 2, 1.0, progress), travel)
    return moment.step, moment.travel_progress


def test_a_run_as_fast_as_the_film_sees_its_moments_as_they_are():
    assert local_step(RunClock(3, 3), 4, 0.3) == (4, 0.3)


def test_a_slower_run_rests_for_forty_percent_of_its_step():
    clock = RunClock(1, 10)
    assert [local_step(clock, tick) for tick in (0, 2, 4)] == [(0, 0), (0, 0), (0, 0)]
    assert 0 < local_step(clock, 5)[1] < local_step(clock, 8)[1] < 1


def test_a_slower_run_has_landed_before_its_next_step_begins():
    assert [local_step(RunClock(1, 10), tick) for tick in (9, 10, 13)] == [(1, 0), (1, 0), (1, 0)]


@pytest.mark.parametrize(("steps", "ticks"), [(1, 1), (1, 60), (8, 60), (3, 4), (7, 8)])
def test_every_own_step_arrives_once_and_the_last_with_the_last_tick(steps, ticks):
    clock = RunClock(steps, ticks)
    arrived = [step for tick in range(5 * ticks + 1) for step in clock.steps_landed(tick)]
    assert arrived == list(range(5 * steps + 1))
    assert clock.ticks_for(5 * steps) == 5 * ticks


@pytest.mark.parametrize(("steps", "ticks"), [(1, 60), (8, 60), (3, 4)])
def test_what_has_arrived_is_where_the_ball_is(steps, ticks):
    clock = RunClock(steps, ticks)
    for tick in range(3 * ticks):
        step, travel = local_step(clock, tick)
        assert clock.steps_landed(tick).stop - 1 == step if not travel else clock.steps_landed(tick).stop - 1 <= step


def test_passes_take_equally_long_however_many_updates_they_hold():
    runs = [Thing(sampling=Sampling(60, size)) for size in (1, 8, 60)]
    assert run_clocks(runs, by_epochs=True) == (RunClock(60, 60), RunClock(8, 60), RunClock(1, 60))
    assert run_clocks(runs, by_epochs=False) == (RunClock(1, 1),) * 3


@pytest.mark.parametrize(
    ("travel", "expected"),
    [
        (Travel("jump"), 0.0),
        (Travel("jump", "linear"), 0.0),
        (Travel("hop", "linear"), 0.2),
        (Travel("roll", "linear"), 0.2),
        (Travel("hop"), 0.104),  # 3 * 0.2**2 - 2 * 0.2**3
        (Travel("roll"), 0.104),
    ],
)
def test_a_slower_run_moves_as_the_others_do(travel, expected):
    """At half of its step's time, a fifth of its travel from 0.4 to 0.9 of that time is over."""
    assert local_step(RunClock(1, 2), 1, travel=travel) == (0, pytest.approx(expected))
