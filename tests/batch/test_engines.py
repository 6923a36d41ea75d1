"""Engines of other libraries: what is lost when a worker dies, and what is said of one that sees other folders."""

from functools import partial
from importlib.util import find_spec

import fatal
import pytest
from command import run
from small import write

from gdanim.batch import workers
from gdanim.batch.workers import WorkerLostError, WorkerPool

DEPENDS = {"loky": "loky", "dask_engine": "distributed"}


def engine(name):
    """The executor of a name; skipped where its library is not installed."""
    package = DEPENDS.get(name.partition(":")[0])
    is_missing = package is not None and not find_spec(package)
    opened = partial(WorkerPool, 2) if name == "ours" else partial(workers.open_executor, name)
    return pytest.param(opened, id=name, marks=pytest.mark.skipif(is_missing, reason=f"{package} is not installed"))


PROCESSES = [
    engine("ours"),
    engine("concurrent.futures:ProcessPoolExecutor"),
    engine("loky:ProcessPoolExecutor"),
    engine("dask_engine:local"),
]
THREADS = [engine("concurrent.futures:ThreadPoolExecutor"), engine("dask_engine:threads")]


def results_of(work, tasks, opened, retries=1):
    results = {}

    def on_result(task, result, losses):
        results[task] = (result, len(losses))
        return True

    workers.run_all(work, tasks, opened, on_result, retries)
    return results


@pytest.mark.parametrize("opened", PROCESSES)
def test_a_task_whose_worker_is_killed_is_done_on_the_same_engine(tmp_path, opened):
    tasks = [tmp_path / "fatal", tmp_path / "fine"]
    results = results_of(fatal.fatal_once, tasks, opened)
    assert [result for result, _ in results.values()] == ["done", "done"]


@pytest.mark.parametrize("opened", PROCESSES[:3])
@pytest.mark.parametrize("retries", [0, 1, 3])
def test_a_task_that_ends_each_worker_is_tried_as_often_as_wished(tmp_path, opened, retries):
    marker = tmp_path / "fatal"
    (result, losses) = results_of(fatal.fatal, [marker], opened, retries)[marker]
    assert isinstance(result, WorkerLostError)
    assert losses == len(marker.read_text()) == 1 + retries


@pytest.mark.parametrize("opened", [*THREADS, *PROCESSES])
def test_a_task_that_runs_out_of_memory_is_tried_once_more(tmp_path, opened):
    tasks = [tmp_path / "short", tmp_path / "fine"]
    results = results_of(fatal.out_of_memory_once, tasks, opened)
    assert [result for result, _ in results.values()] == ["done", "done"]


@pytest.mark.usefixtures("here")
def test_a_scene_whose_engine_breaks_is_drawn_by_it_once_it_is_opened_anew(here):
    write(here / "a.yaml")
    done = run("render", "a.yaml", "--executor", "fatal:killed_at_first")
    assert done.exit_code == 0
    assert done.stderr.splitlines()[0] == (
        "a.yaml: warning: the process that was to draw it was lost (BrokenProcessPool: A process in the process pool "
        "was terminated abruptly while the future was running or pending.); another one drew it, alone"
    )


def test_without_a_retry_a_lost_scene_has_failed(here):
    write(here / "a.yaml")
    done = run("render", "a.yaml", "--executor", "fatal:killed_at_first", "--retries", "0")
    assert done.exit_code == 1
    assert done.stderr == (
        "a.yaml: the process that was to draw it was lost (BrokenProcessPool: A process in the process pool was "
        "terminated abruptly while the future was running or pending.); --retries 1 tries again\n"
    )


def test_a_worker_that_does_not_see_the_scene_is_told(here, monkeypatch):
    write(here / "a.yaml")
    monkeypatch.setattr("platform.node", lambda: "node7")
    done = run("render", "a.yaml", "--executor", "fatal:in_another_folder")
    assert done.exit_code == 1
    assert done.stderr == (
        "a.yaml: the worker on node7, in the folder /, does not see a.yaml as it is here; "
        "start it where it sees the same files, in this same folder\n"
    )


def test_a_worker_that_writes_into_another_folder_is_told(here, monkeypatch):
    """Its output folder is another machine's: there are no files here when it is done."""
    write(here / "a.yaml")
    monkeypatch.setattr("gdanim.batch.job.pipeline.render", _into_another_folder())
    done = run("render", "a.yaml", "-f", "gif", "--executor", "concurrent.futures:ThreadPoolExecutor")
    assert done.exit_code == 1
    assert done.stderr == (
        "a.yaml: the worker has drawn it, but its files are not here: output/a.gif is missing; "
        "start it where it sees the same folders\n"
    )


def _into_another_folder():
    from gdanim import pipeline

    usual = pipeline.render
    return lambda scene, folder, *args, **options: usual(scene, folder.parent / "elsewhere", *args, **options)
