"""Runs on one clock of passes: a slower one rests, moves and lands within its own longer steps."""

from types import SimpleNamespace as Thing

import pytest

from gdanim.animation.run_clock import Pace, paces
from gdanim.animation.timeline import Moment
from gdanim.functions.data import Sampling


def seen(pace, step, travel=0.0):
    moment = pace.at(Moment(0, 0.0, "step", step, 2, 1.0, travel))
    return moment.step, moment.travel


def test_a_run_at_the_clocks_pace_sees_its_moments_as_they_are():
    assert seen(Pace(3, 3), 4, 0.3) == (4, 0.3)


def test_a_slower_run_rests_for_forty_percent_of_its_step():
    pace = Pace(1, 10)
    assert [seen(pace, tick) for tick in (0, 2, 4)] == [(0, 0), (0, 0), (0, 0)]
    assert 0 < seen(pace, 5)[1] < seen(pace, 8)[1] < 1


def test_a_slower_run_has_landed_before_its_next_step_begins():
    assert [seen(Pace(1, 10), tick) for tick in (9, 10, 13)] == [(1, 0), (1, 0), (1, 0)]


@pytest.mark.parametrize(("own", "clock"), [(1, 1), (1, 60), (8, 60), (3, 4), (7, 8)])
def test_every_own_step_arrives_once_and_the_last_with_the_last_tick(own, clock):
    pace = Pace(own, clock)
    arrived = [step for tick in range(5 * clock + 1) for step in pace.arrives(tick)]
    assert arrived == list(range(5 * own + 1))
    assert pace.ticks(5 * own) == 5 * clock


@pytest.mark.parametrize(("own", "clock"), [(1, 60), (8, 60), (3, 4)])
def test_what_has_arrived_is_where_the_ball_is(own, clock):
    pace = Pace(own, clock)
    for tick in range(3 * clock):
        step, travel = seen(pace, tick)
        assert pace.arrives(tick).stop - 1 == step if not travel else pace.arrives(tick).stop - 1 <= step


def test_passes_take_equally_long_however_many_updates_they_hold():
    runs = [Thing(sampling=Sampling(60, size)) for size in (1, 8, 60)]
    assert paces(runs, by_passes=True) == (Pace(60, 60), Pace(8, 60), Pace(1, 60))
    assert paces(runs, by_passes=False) == (Pace(1, 1),) * 3
