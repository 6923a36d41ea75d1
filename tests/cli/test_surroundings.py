"""Where a command runs: without a home, in a poor locale, on a poor terminal, with its streams closed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import write

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="terminals and streams of Unix")]
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[1])}
RENDER = (sys.executable, "-m", "gdanim", "render", ".", "--force")
SAID = "a.yaml: rendered: output/a.gif\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.yaml")
    return tmp_path


@pytest.mark.parametrize(
    "environment", [{}, {"HOME": "/no/such/home", "LANG": "C"}, {"LC_ALL": "POSIX", "TERM": "dumb"}, {"LANG": "xx_YY"}]
)
def test_no_home_and_a_poor_locale_change_nothing(environment):
    done = subprocess.run(
        RENDER, env=ENVIRONMENT | environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert (done.stdout, done.stderr) == ("", SAID)


def at_a_terminal(columns, environment, *options):
    """What is drawn on a terminal of so many columns, and the exit code."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    drawn = b""
    with subprocess.Popen([*RENDER, *options], env=ENVIRONMENT | environment, stderr=theirs) as process:
        os.close(theirs)
        try:
            while data := os.read(ours, 4096):
                drawn += data
        except OSError:  # how a terminal ends
            os.close(ours)
    return process.returncode, drawn.decode("utf-8")


def test_a_narrow_terminal_gets_a_bar_and_a_table_that_fit():
    for name in "bc":
        write(Path(f"{name}.yaml"))
    code, drawn = at_a_terminal(20, {"TERM": "xterm"}, "-j", "2")
    assert code == 0
    assert drawn.splitlines()[-5:] == [
        "scene   state",
        "a.yaml  rendered",
        "b.yaml  rendered",
        "c.yaml  rendered",
        "3 rendered",
    ]


def test_a_dumb_terminal_gets_no_control_characters():
    code, drawn = at_a_terminal(80, {"TERM": "dumb"})
    assert (code, drawn.strip()) == (0, SAID.strip())


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
