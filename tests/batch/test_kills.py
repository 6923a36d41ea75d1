"""A command that is killed at any moment: every file is the old or the new one, and the next run finishes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import ENVIRONMENT, run
from small import write
from watched import processes, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks into /proc")]
FORMATS = "gif,mp4"

# counts the operations on the folder of the outputs, and kills the process before one of them
KILLED = """
import os, signal, sys
operations, last = 0, int(sys.argv.pop(1))
def watch(event, arguments):
    global operations
    if event.partition(".")[0] in {"open", "os", "shutil", "subprocess"} and "output" in str(arguments):
        operations += 1
        if operations == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from gdanim.cli import main
try:
    main()
finally:
    print(operations)
"""


def render(*arguments):
    done = run("render", *arguments, "-q", "-f", FORMATS)
    assert (done.exit_code, done.stderr) == (0, "")


def animations(folder):
    """The bytes by name, without hidden files and sidecars."""
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*.[!j]*")}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The outputs of the scenes as they were and as they will be."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for eta, state in (("0.1", "old"), ("0.2", "new")):
            for name in "abc":
                write(folder / state / f"{name}.yaml", eta)
            render(state, "-o", f"{state}-output")
    return folder


@pytest.fixture
def here(made, tmp_path, monkeypatch):
    """Changed scenes beside the outputs of the old ones."""
    (tmp_path / "output").mkdir()
    for path in (made / "old-output").iterdir():
        (tmp_path / "output" / path.name).write_bytes(path.read_bytes())
    for path in (made / "new").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def every_file_is_old_or_new(here, made):
    old, new = animations(made / "old-output"), animations(made / "new-output")
    present = animations(here / "output")
    assert present.keys() == old.keys()
    assert all(data in {old[name], new[name]} for name, data in present.items())
    for sidecar in (here / "output").glob("*.json"):
        json.loads(sidecar.read_text(encoding="utf-8"))


def the_next_run_finishes(here, made, *scenes):
    wait_for(lambda: processes(here)[1:] == [])  # but this one
    render(*scenes)
    new = animations(made / "new-output")
    names = [name for name in new if scenes == (".",) or f"{name[0]}.yaml" in scenes]
    assert {name: animations(here / "output")[name] for name in names} == {name: new[name] for name in names}
    assert [path for path in (here / "output").iterdir() if path.name.startswith(".")] == []


def start(*program):
    command = [sys.executable, *program, "-q", "-f", FORMATS]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def operations(made, tmp_path_factory):
    """The number of operations of a whole render on the folder of its outputs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("counted"))
        for folder in ("old-output", "new"):
            for path in (made / folder).iterdir():
                target = Path("output" if folder == "old-output" else ".", path.name)
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(path.read_bytes())
        stdout, stderr = start("-c", KILLED, "0", "render", "a.yaml").communicate(timeout=60)
        assert stderr == ""
        return int(stdout)


@pytest.mark.parametrize("point", range(12))
def test_a_render_is_killed(here, made, operations, point):
    """At points spread evenly over all that it does to the folder, the first and the last among them."""
    last = 1 + round(point * (operations - 1) / 11)
    with start("-c", KILLED, str(last), "render", "a.yaml") as process:
        process.communicate(timeout=60)
    assert process.returncode == -9
    every_file_is_old_or_new(here, made)
    the_next_run_finishes(here, made, "a.yaml")


@pytest.mark.parametrize(("sidecars", "moment"), [(0, "begun"), (0, "later"), (1, "begun"), (1, "later"), (2, "later")])
def test_a_batch_is_killed(here, made, sidecars, moment):
    """When so many scenes are done, and while the next ones are drawn."""
    old = {path.name: path.read_bytes() for path in Path("output").glob("*.json")}

    def changed():
        return sum(path.read_bytes() != old[path.name] for path in Path("output").glob("*.json"))

    with start("-m", "gdanim", "render", ".", "-j", "2") as process:
        wait_for(lambda: changed() >= sidecars)
        if moment == "later":
            wait_for(lambda: list(Path("output").glob(".gdanim-*/*")) or process.poll() is not None)
        process.kill()
        process.communicate(timeout=60)
    every_file_is_old_or_new(here, made)
    the_next_run_finishes(here, made, ".")


def test_two_batches_work_on_one_folder_at_once(here, made):
    both = [start("-m", "gdanim", "render", ".", "-j", "2", "--force") for _ in range(2)]
    assert [process.communicate(timeout=120)[1] for process in both] == ["", ""]
    assert [process.returncode for process in both] == [0, 0]
    assert animations(here / "output") == animations(made / "new-output")
    done = run("check", ".", "--outputs", "-f", FORMATS)
    assert done.exit_code == 0, done.stderr
    assert [path for path in (here / "output").iterdir() if path.name.startswith(".")] == []
