"""Processes that work: what one loses when it dies, and what stays when the work is broken off."""

import os
import signal
import time

import pytest

from gdanim import workers
from gdanim.workers import WorkerLostError


def square(number):
    """Negative numbers are fatal."""
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def nap(path):
    path.write_text(str(os.getpid()))
    time.sleep(60)


def test_every_task_is_done_once_and_its_result_told():
    told = {}
    workers.each(square, [1, 2, 3, 4, 5], 2, told.__setitem__)
    assert told == {1: 1, 2: 4, 3: 9, 4: 16, 5: 25}


def test_a_worker_that_dies_takes_only_its_own_task_with_it():
    told = {}
    workers.each(square, [1, -2, 3, 4], 2, told.__setitem__)
    lost = told.pop(-2)
    assert isinstance(lost, WorkerLostError)
    assert told == {1: 1, 3: 9, 4: 16}


def test_work_that_is_broken_off_leaves_no_process(tmp_path):
    started = tmp_path / "pid"

    def interrupt(*_):
        while not started.exists():
            time.sleep(0.01)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workers.each(_either, [started, 3], 2, interrupt)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def _either(task):
    return square(task) if isinstance(task, int) else nap(task)
