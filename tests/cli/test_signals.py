"""A command that is interrupted: its exit code names the signal, no partial file and no process is left."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from command import ENVIRONMENT, GDANIM
from small import write
from watched import processes, wait_for

from gdanim.__main__ import INTERRUPTED
from gdanim.messages import message

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks into /proc")]
FRAMES = "timing: {frames_per_step: 9000, hold: {start: 0, end: 0}}\n"  # far more than the test waits for


def partial_gifs(folder):
    """GIFs that are being written, without their palettes."""
    return folder.glob("output/.gdanim-*/[ab].gif")


@pytest.fixture
def started(tmp_path):
    """Starts ``render -j N`` of two long scenes in ``tmp_path``, and waits until every worker is writing."""
    for name in ("a", "b"):
        lines = write(tmp_path / f"{name}.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / f"{name}.yaml").write_text("".join(line for line in lines if "timing" not in line) + FRAMES)
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "a.gif").write_bytes(b"old")

    def start(jobs):
        process = subprocess.Popen(
            [*GDANIM, "render", "a.yaml", "b.yaml", "-j", str(jobs)],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        wait_for(lambda: len(list(partial_gifs(tmp_path))) == jobs)
        return process

    return start


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    "ended",
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["Ctrl-C", "terminated", "hung up"],
)
@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["process", "group"])
def test_a_signal_leaves_the_old_file_and_no_process(tmp_path, started, send, ended, jobs):
    """Ctrl-C in a terminal reaches the whole group, ``kill`` one process."""
    sent, code = ended
    process = started(jobs)
    send(process.pid, sent)
    _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (code, "interrupted\n" if sent == signal.SIGINT else "")
    assert [path.name for path in (tmp_path / "output").iterdir()] == ["a.gif"]
    assert (tmp_path / "output" / "a.gif").read_bytes() == b"old"
    assert processes(tmp_path) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_kill_leaves_the_old_file_and_no_process(tmp_path, started, jobs):
    process = started(jobs)
    process.kill()
    process.communicate(timeout=60)
    wait_for(lambda: processes(tmp_path) == [])
    assert (tmp_path / "output" / "a.gif").read_bytes() == b"old"


def workers(process):
    threads = Path(f"/proc/{process.pid}/task").glob("*/children")
    children = [pid for thread in threads for pid in thread.read_text(encoding="ascii").split()]
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_the_scene_of_a_killed_worker_is_rendered_again(tmp_path):
    """Its scene is drawn once more, alone, when the others are done."""
    for name in ("a", "b"):
        write(tmp_path / f"{name}.yaml")
    command = [*GDANIM, "render", "a.yaml", "b.yaml", "-j", "2", "-q"]
    longer = ["--set", "timing.frames_per_step=150"]
    with subprocess.Popen([*command, *longer], cwd=tmp_path, env=ENVIRONMENT, stderr=subprocess.PIPE) as process:
        wait_for(lambda: list(partial_gifs(tmp_path)))
        os.kill(workers(process)[0], signal.SIGKILL)
        _, stderr = process.communicate(timeout=60)
    assert (process.returncode, stderr) == (0, b"")
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == ["a.gif", "a.json", "b.gif", "b.json"]


DROPPED = """
import os, signal, sys, time, weakref
from gdanim import signals
signals.exit_on_signals()

class Parent:
    pass

parent = Parent()
reference = weakref.ref(parent, lambda _: os.kill(os.getpid(), int(sys.argv[1])))
try:
    del parent  # the signal arrives in the callback, and Python drops what its handler raises there
    time.sleep(60)
finally:
    os.kill(os.getpid(), signal.SIGTERM)  # a second one while the first is obeyed
    try:
        raise KeyError
    except KeyError:
        os.kill(os.getpid(), signal.SIGINT)
    print("cleaned up")
    signals.ignore_signals()
    os.kill(os.getpid(), signal.SIGTERM)
"""


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_whose_exception_is_dropped_is_sent_again(sent, code):
    command = [sys.executable, "-c", DROPPED, str(int(sent))]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, "cleaned up\n", "")


def test_a_plug_in_that_is_loading_does_not_hold_a_signal_up(tmp_path):
    (tmp_path / "slow.py").write_text(
        "import os, signal\ntry:\n    os.kill(os.getpid(), signal.SIGTERM)\nexcept Exception:\n    pass\n"
    )
    code = (
        "from gdanim import registry, signals\n"
        "from gdanim.registry.entry_points import Foreign\n"
        "signals.exit_on_signals()\n"
        "registry.validation.load_foreign((Foreign('panels', 'slow', 'slow', '1', lambda: __import__('slow')),))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=30, check=False
    )
    assert done.returncode == 143


@pytest.mark.parametrize("module", ["gdanim.cli", "typer", "gdanim.cli.render"])
def test_ctrl_c_while_the_program_loads_is_one_line(tmp_path, module):
    """The import of a module is where it arrives."""
    code = (
        "import importlib.abc, os, runpy, signal, sys, time\n"
        "class Finder(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == sys.argv[1]:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "            time.sleep(60)\n"
        "sys.meta_path.insert(0, Finder())\n"
        "runpy.run_module('gdanim', run_name='__main__')\n"
    )
    command = [sys.executable, "-c", code, module]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted\n")


def test_the_line_of_an_early_ctrl_c_is_that_of_a_later_one():
    assert INTERRUPTED.decode() == f"{message('cli.interrupted')}\n"
