"""Engines of other libraries: what is lost when a worker dies, and what is said of one that sees other folders."""

import os
import re
import subprocess
import textwrap
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import fatal
import pytest
import scattered
from command import ENVIRONMENT, GDANIM, run
from small import write

from gdanim import batch
from gdanim.batch import elsewhere, workers
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
    done = run("render", "a.yaml", "--executor", "fatal:on_another_machine")
    assert done.exit_code == 1
    assert done.stderr == (
        "a.yaml: the worker on node7, in the folder /, does not see a.yaml as it is here; "
        "it must see the same files, at the same place or in its own folder\n"
    )


def test_a_worker_in_another_folder_works_in_this_one(here):
    write(here / "scenes/a.yaml")
    done = run("render", "scenes", "--executor", "fatal:in_another_folder")
    assert (done.exit_code, done.stderr) == (0, "scenes/a.yaml: rendered: output/a.gif\n")
    assert sorted(path.name for path in (here / "output").iterdir()) == ["a.gif", "a.json"]


def test_a_worker_goes_back_to_its_own_folder(here):
    """Its other tasks may depend on it."""
    write(here / "a.yaml")
    other = here / "other"
    other.mkdir()
    submitter = elsewhere.submitter([batch.Job(Path("a.yaml"), Path("output"))])
    os.chdir(other)
    result = elsewhere.render(submitter, batch.RenderOptions(), batch.Job(Path("a.yaml"), Path("output")))
    assert (result.state, Path.cwd()) == ("rendered", other)
    assert (here / "output/a.gif").is_file()


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


def recipe(name):
    """The program of the page about clusters whose function has this name."""
    page = (Path(__file__).parents[2] / "docs/tasks/cluster.rst").read_text(encoding="utf-8")
    programs = re.findall(r"\.\. code-block:: python\n   :caption: .*\n\n((?:   .*\n|\n)+)", page)
    return next(textwrap.dedent(program) for program in programs if f"def {name}()" in program)


def rendered_by(here, executor, **variables):
    for name in "abc":
        write(here / f"scenes/{name}.yaml")
    path = os.pathsep.join([str(here), str(Path(scattered.__file__).parent), ENVIRONMENT["PYTHONPATH"]])
    done = subprocess.run(
        [*GDANIM, "render", "scenes", "--executor", executor],
        env=ENVIRONMENT | {"PYTHONPATH": path} | variables, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "3 rendered" in done.stderr
    assert run("check", "--outputs", "scenes").exit_code == 0
    assert sorted(path.name for path in (here / "output").glob("*.gif")) == ["a.gif", "b.gif", "c.gif"]


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("distributed"), reason="distributed is not installed")
def test_the_recipe_for_dask_renders_on_a_client_of_its_own(here):
    (here / "engine.py").write_text(recipe("dask"), encoding="utf-8")
    rendered_by(here, "engine:dask")


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("dask_jobqueue"), reason="dask_jobqueue is not installed")
def test_the_recipe_for_a_queue_renders_with_jobs_on_this_machine(here):
    """Its jobs are processes here: dask-jobqueue has a queue for that, by which it is tested itself."""
    local = "from dask_jobqueue.local import LocalCluster as SLURMCluster"
    program = recipe("slurm").replace("from dask_jobqueue import SLURMCluster", local)
    assert local in program
    (here / "engine.py").write_text(program, encoding="utf-8")
    rendered_by(here, "engine:slurm")


@pytest.mark.slow
@pytest.mark.skipif(not find_spec("distributed"), reason="distributed is not installed")
def test_workers_that_were_started_in_folders_of_their_own_share_the_scenes(here, tmp_path_factory):
    cluster = tmp_path_factory.mktemp("cluster")
    processes = scattered.start(cluster)
    try:
        rendered_by(here, "scattered:cluster", SCATTERED=str(cluster / "scheduler.json"))
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
    assert [list(folder.glob("**/*.gif")) for folder in scattered.folders(cluster)] == [[], []]
