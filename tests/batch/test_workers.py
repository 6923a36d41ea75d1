"""Many tasks in many processes: what is lost when a process dies, and what is left when the work is interrupted."""

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


def sleep(path):
    path.with_suffix(".part").write_text(str(os.getpid()))
    path.with_suffix(".part").rename(path)  # whoever sees the file finds the whole number in it
    time.sleep(60)


def slow_square(number):
    time.sleep(0.1)
    return number * number


def square_or_sleep(task):
    return square(task) if isinstance(task, int) else sleep(task)


def fatal_once(how, marker):
    """Ends its process the first time it is called, which the file ``marker`` records."""
    if marker.exists():
        return "done"
    marker.touch()
    if how == "memory":
        raise MemoryError
    os.kill(os.getpid(), signal.SIGKILL)
    return None


def send_three_messages(number):
    for done in range(3):
        workers.send_message((number, done))
        time.sleep(0.15)


def run(work, tasks, count=2):
    results = {}

    def on_result(task, result, _):
        results[task] = result
        return True

    workers.run_all(work, tasks, partial(WorkerPool, count), on_result)
    return results


def test_every_task_is_run_once_and_its_result_reported():
    assert run(square, [1, 2, 3, 4, 5]) == {1: 1, 2: 4, 3: 9, 4: 16, 5: 25}


def test_a_worker_that_dies_loses_only_its_own_task():
    results = run(square, [1, -2, 3, 4])
    assert isinstance(results.pop(-2), WorkerLostError)
    assert results == {1: 1, 3: 9, 4: 16}


@pytest.mark.parametrize("how", ["killed", "memory"])
def test_a_task_that_loses_its_worker_is_tried_once_more(tmp_path, how):
    assert run(partial(fatal_once, how), [tmp_path / "a", tmp_path / "b"]) == {
        tmp_path / "a": "done",
        tmp_path / "b": "done",
    }


def test_no_other_task_is_begun_after_on_result_returns_false():
    results = []
    workers.run_all(slow_square, range(20), partial(WorkerPool, 1), lambda task, *_: results.append(task))
    assert 1 <= len(results) < 20  # some may have been done before the answer was read


def test_messages_of_a_task_arrive():
    messages = []
    workers.run_all(send_three_messages, [1, 2], partial(WorkerPool, 2, messages.append), lambda *_: True)
    assert sorted(messages) == [(number, done) for number in (1, 2) for done in range(3)]


def test_a_message_outside_of_a_pool_is_dropped():
    assert workers.send_message("nobody") is None


def test_an_exception_of_a_task_is_raised_where_its_result_is_awaited():
    with WorkerPool(1) as pool:
        assert isinstance(pool.submit(square, "two").exception(), TypeError)
        assert pool.submit(square, 2).result() == 4


def test_work_that_is_interrupted_leaves_no_process(tmp_path):
    started = tmp_path / "pid"

    def interrupt(*_):
        wait_for(started.exists)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workers.run_all(square_or_sleep, [started, 3], partial(WorkerPool, 2), interrupt)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_a_broken_pool_of_another_library_loses_only_the_task_that_broke_it():
    results = {}
    opened = partial(workers.open_executor, "concurrent.futures:ProcessPoolExecutor")
    workers.run_all(square, [1, -2, 3, 4], opened, lambda task, result, _: results.update({task: result}) or True)
    assert isinstance(results.pop(-2), WorkerLostError)
    assert results == {1: 1, 3: 9, 4: 16}


class MinimalExecutor(ThreadPoolExecutor):
    """Has only the part of Executor's interface that all libraries have."""

    def shutdown(self, wait=True):  # noqa: FBT002 -- Executor's
        super().shutdown(wait=wait)


def test_an_executor_whose_work_is_interrupted_begins_no_other_task():
    begun = []

    def interrupt(*_):
        raise KeyboardInterrupt

    def work(task):
        begun.append(task)
        time.sleep(0.1)

    with pytest.raises(KeyboardInterrupt):
        workers.run_all(work, range(20), partial(MinimalExecutor, 1), interrupt)
    assert len(begun) < 20  # those under way end


def test_an_executor_whose_work_is_interrupted_is_not_waited_for(monkeypatch):
    waited = []
    monkeypatch.setattr(MinimalExecutor, "shutdown", lambda _, wait=True: waited.append(wait))
    with pytest.raises(KeyboardInterrupt), workers.open_executor(f"{__name__}:MinimalExecutor"):
        raise KeyboardInterrupt
    with workers.open_executor(f"{__name__}:MinimalExecutor"):
        pass
    assert waited == [False, True]


@pytest.mark.parametrize("factory", [ProcessPoolExecutor, ThreadPoolExecutor])
def test_an_executor_is_shut_down_after_its_work(factory):
    with workers.open_executor(f"concurrent.futures:{factory.__name__}") as pool:
        assert isinstance(pool, factory)
    with pytest.raises(RuntimeError):
        pool.submit(square, 2)


@pytest.mark.parametrize(
    ("name", "message"),
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
def test_what_is_no_executor_is_wrong_usage(name, message):
    with pytest.raises(UsageError) as caught, workers.open_executor(name):
        pass
    assert str(caught.value) == message


def test_an_executor_may_be_in_the_current_folder(tmp_path, monkeypatch):
    (tmp_path / "my_executor.py").write_text(
        "from concurrent.futures import ThreadPoolExecutor\ndef two():\n    return ThreadPoolExecutor(2)\n"
    )
    monkeypatch.chdir(tmp_path)
    with workers.open_executor("my_executor:two") as pool:
        assert pool.submit(square, 3).result() == 9
