"""The environment of a command: no home folder, other locales and terminals, closed streams."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import write

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="terminals and streams of Unix")]
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
RENDER = (sys.executable, "-m", "gdanim", "render", ".", "--force")
MESSAGE = "a.yaml: rendered: output/a.gif\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.yaml")
    return tmp_path


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOME": "/no/such/home", "LANG": "C"},
        {"LC_ALL": "POSIX", "TERM": "dumb"},
        {"LANG": "xx_YY"},
        {"MPLBACKEND": "nonsense"},
        {"FFREPORT": "file=report.log"},
    ],
)
def test_the_home_folder_and_the_locale_change_nothing(environment):
    done = subprocess.run(
        RENDER, env=ENVIRONMENT | environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert (done.stdout, done.stderr) == ("", MESSAGE)
    assert not Path("report.log").exists()


def test_a_removed_folder_is_told(here):
    (here / "gone").mkdir()
    command = f"cd gone && rmdir ../gone && exec {' '.join(RENDER)}"
    done = subprocess.run(["/bin/sh", "-c", command], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "the current folder has been removed; change to another one\n")


@pytest.mark.parametrize("limit", [10, 14])
def test_too_few_open_files_are_no_bug(limit):
    command = f"ulimit -n {limit}; exec {' '.join(RENDER)}"
    done = subprocess.run(["/bin/sh", "-c", command], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("Too many open files\n")
    assert "bug" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_a_full_stderr_stops_no_batch():
    write(Path("b.yaml"))
    with Path("/dev/full").open("wb") as full:
        assert subprocess.run(RENDER, env=ENVIRONMENT, stderr=full, check=False).returncode == 0
    assert {path.name for path in Path("output").glob("*.gif")} == {"a.gif", "b.gif"}


def on_a_terminal(columns, environment, *options):
    """The exit code, and what is printed on a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import termios

    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    printed = b""
    with subprocess.Popen([*RENDER, *options], env=ENVIRONMENT | environment, stderr=terminal) as process:
        os.close(terminal)
        try:
            while data := os.read(controller, 4096):
                printed += data
        except OSError:  # how a terminal ends
            os.close(controller)
    return process.returncode, printed.decode("utf-8")


def test_a_narrow_terminal_gets_a_bar_and_a_table_that_fit():
    for name in "bc":
        write(Path(f"{name}.yaml"))
    code, printed = on_a_terminal(20, {"TERM": "xterm"}, "-j", "2")
    assert code == 0
    assert printed.splitlines()[-5:] == [
        "scene   state",
        "a.yaml  rendered",
        "b.yaml  rendered",
        "c.yaml  rendered",
        "3 rendered",
    ]


def test_a_dumb_terminal_gets_no_control_characters():
    code, printed = on_a_terminal(80, {"TERM": "dumb"})
    assert (code, printed.strip()) == (0, MESSAGE.strip())


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_may_be_closed(closed):
    command = ["/bin/sh", "-c", f"exec {' '.join(RENDER)} --json {closed}"]
    assert subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False).returncode == 0
    assert Path("output/a.gif").read_bytes()[:6] == b"GIF89a"


@pytest.mark.parametrize("broken", ["stdout", "stderr"])
def test_a_reader_who_has_left_does_not_stop_the_rendering(broken):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*RENDER, "--json"], env=ENVIRONMENT, **{broken: writing}, check=False)
    os.close(writing)
    assert done.returncode == 0
    assert Path("output/a.gif").read_bytes()[:6] == b"GIF89a"


def test_an_output_folder_whose_name_is_too_long_is_no_bug():
    done = subprocess.run([*RENDER, "-o", "a" * 300], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "File name too long: " in done.stderr
    assert "bug" not in done.stderr
