"""Work on many tasks: what is lost when a process dies, and what stays when the work is broken off."""

import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import pytest
from watched import wait_for

from gdanim.batch import workers
from gdanim.batch.workers import WorkerLostError, WorkerPool
from gdanim.errors import UsageError


def square(number):
    """Negative numbers are fatal."""
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


def nap(path):
    path.with_suffix(".part").write_text(str(os.getpid()))
    path.with_suffix(".part").rename(path)  # whoever sees the file finds the whole number in it
    time.sleep(60)


def slow_square(number):
    time.sleep(0.1)
    return number * number


def either(task):
    return square(task) if isinstance(task, int) else nap(task)


def fatal_once(how, mark):
    """Ends its process the first time it is called; ``mark`` is a file that remembers it."""
    if mark.exists():
        return "done"
    mark.touch()
    if how == "memory":
        raise MemoryError
    os.kill(os.getpid(), signal.SIGKILL)
    return None


def chatty(number):
    for done in range(3):
        workers.send_message((number, done))
        time.sleep(0.15)


def do(work, tasks, count=2):
    told = {}

    def done(task, result, _):
        told[task] = result
        return True

    with WorkerPool(count) as pool:
        workers.run_all(work, tasks, pool, done)
    return told


def test_every_task_is_done_once_and_its_result_told():
    assert do(square, [1, 2, 3, 4, 5]) == {1: 1, 2: 4, 3: 9, 4: 16, 5: 25}


def test_a_worker_that_dies_takes_only_its_own_task_with_it():
    told = do(square, [1, -2, 3, 4])
    assert isinstance(told.pop(-2), WorkerLostError)
    assert told == {1: 1, 3: 9, 4: 16}


@pytest.mark.parametrize("how", ["killed", "memory"])
def test_a_task_that_loses_its_worker_is_tried_once_more(tmp_path, how):
    assert do(partial(fatal_once, how), [tmp_path / "a", tmp_path / "b"]) == {
        tmp_path / "a": "done",
        tmp_path / "b": "done",
    }


def test_no_other_task_is_begun_once_it_is_told_so():
    told = []
    with WorkerPool(1) as pool:
        workers.run_all(slow_square, range(20), pool, lambda task, *_: told.append(task))
    assert 1 <= len(told) < 20  # some may have been done before the answer was heard


def test_what_a_task_says_is_heard():
    heard = []
    with WorkerPool(2, heard.append) as pool:
        workers.run_all(chatty, [1, 2], pool, lambda *_: True)
    assert sorted(heard) == [(number, done) for number in (1, 2) for done in range(3)]


def test_what_a_task_says_elsewhere_is_not():
    assert workers.send_message("nobody") is None


def test_an_exception_of_a_task_is_raised_where_its_result_is_awaited():
    with WorkerPool(1) as pool:
        assert isinstance(pool.submit(square, "two").exception(), TypeError)
        assert pool.submit(square, 2).result() == 4


def test_work_that_is_broken_off_leaves_no_process(tmp_path):
    started = tmp_path / "pid"

    def interrupt(*_):
        wait_for(started.exists)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), WorkerPool(2) as pool:
        workers.run_all(either, [started, 3], pool, interrupt)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_a_broken_pool_of_another_engine_costs_no_task_but_the_one_that_broke_it():
    told = {}
    with workers.open_executor("concurrent.futures:ProcessPoolExecutor") as pool:
        workers.run_all(square, [1, -2, 3, 4], pool, lambda task, result, _: told.update({task: result}) or True)
    assert isinstance(told.pop(-2), WorkerLostError)
    assert told == {1: 1, 3: 9, 4: 16}


class Plain(ThreadPoolExecutor):
    """With no more of Executor's interface than all engines have."""

    def shutdown(self, wait=True):  # noqa: FBT002 -- Executor's
        super().shutdown(wait=wait)


def test_an_engine_whose_work_is_broken_off_begins_no_other_task():
    begun = []

    def interrupt(*_):
        raise KeyboardInterrupt

    def work(task):
        begun.append(task)
        time.sleep(0.1)

    with pytest.raises(KeyboardInterrupt), Plain(1) as pool:
        workers.run_all(work, range(20), pool, interrupt)
    assert len(begun) < 20  # those under way end


def test_an_engine_whose_work_is_broken_off_is_not_waited_for(monkeypatch):
    waited = []
    monkeypatch.setattr(Plain, "shutdown", lambda _, wait=True: waited.append(wait))
    with pytest.raises(KeyboardInterrupt), workers.open_executor(f"{__name__}:Plain"):
        raise KeyboardInterrupt
    with workers.open_executor(f"{__name__}:Plain"):
        pass
    assert waited == [False, True]


@pytest.mark.parametrize("factory", [ProcessPoolExecutor, ThreadPoolExecutor])
def test_an_engine_is_shut_down_when_its_work_is_over(factory):
    with workers.open_executor(f"concurrent.futures:{factory.__name__}") as pool:
        assert isinstance(pool, factory)
    with pytest.raises(RuntimeError):
        pool.submit(square, 2)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "loky",
            "--executor takes module:factory, such as concurrent.futures:ProcessPoolExecutor; found 'loky'",
        ),
        ("no_such:thing", "--executor no_such:thing: ModuleNotFoundError: No module named 'no_such'"),
        ("os:thing", "--executor os:thing: AttributeError: module 'os' has no attribute 'thing'"),
        ("os:getcwd", "os:getcwd makes no Executor: a str has no submit and shutdown"),
        ("time:sleep", "--executor time:sleep: TypeError: time.sleep() takes exactly one argument (0 given)"),
    ],
)
def test_an_engine_that_is_none_is_wrong_usage(name, told):
    with pytest.raises(UsageError) as caught, workers.open_executor(name):
        pass
    assert str(caught.value) == told


def test_an_engine_may_stand_in_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "my_engine.py").write_text(
        "from concurrent.futures import ThreadPoolExecutor\ndef two():\n    return ThreadPoolExecutor(2)\n"
    )
    monkeypatch.chdir(tmp_path)
    with workers.open_executor("my_engine:two") as pool:
        assert pool.submit(square, 3).result() == 9
