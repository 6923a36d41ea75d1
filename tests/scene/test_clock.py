"""The clocks of animations: of steps, of epochs, of the time, and of the values of a swept number."""

import pytest

import gdanim
from gdanim import pipeline

LINE = {"linear_regression": {"data": {"area": [0, 1, 2, 3], "price": [1, 2, 2.9, 4.2]}}}


def clock_of(**keys):
    scene = gdanim.load({"function": "x**2", "start": 2, "eta": 0.1, "steps": 6} | keys)
    return scene.clock, pipeline.trace(scene)


def test_a_clock_of_steps_ticks_once_a_step():
    clock, trajectories = clock_of(eta=[0.1, 0.2])
    assert (clock.last_tick, clock.run_ticks(trajectories)) == (6, [6, 6])
    assert (clock.name, clock.values(6), clock.shown_steps(trajectories, 6)) == ("", [], 6)


def test_a_clock_of_epochs_ticks_as_often_as_the_run_with_most_updates():
    """Batches of one make four updates in an epoch of four examples, batches of two make two."""
    clock, trajectories = clock_of(function=LINE, start=[0, 0], batch=[1, 2], eta=0.02, steps={"epochs": 3})
    assert clock.run_ticks(trajectories) == [12, 12]
    assert [trajectory.last_step for trajectory in trajectories] == [12, 6]


def test_a_clock_of_the_time_ticks_by_the_smallest_step_size():
    clock, trajectories = clock_of(eta=[0.1, 0.2], panels=["curve", "flow"], compare="overlay")
    assert clock.values(3) == pytest.approx([0, 0.1, 0.2, 0.3])
    assert (clock.name, clock.run_ticks(trajectories)) == ("t", [6, 12])


def test_a_clock_of_a_sweep_takes_its_values_and_shows_one_run_after_another():
    clock, trajectories = clock_of(eta={"sweep": [0.1, 0.9], "count": 5})
    assert clock.values(4) == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
    assert (clock.name, clock.last_tick, clock.run_ticks(trajectories)) == ("eta", 4, [4] * 5)
    assert (clock.verdict_ticks(trajectories, 4), clock.shown_steps(trajectories, 4)) == ([0, 1, 2, 3, 4], 6)
    assert not clock.shows_all_runs


def test_the_only_cell_of_a_sweep_begins_with_its_first_run():
    scene = gdanim.load({"function": "x**2", "start": 2, "eta": {"sweep": [0.1, 0.9], "count": 5}})
    assert scene.cells == ((0,),)
