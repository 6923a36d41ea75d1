"""Faults of ffmpeg, the disk or other programs: an error with the reason, unchanged old files, nothing left behind."""

import resource
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from flat_picture import FlatPicture

from gdanim import outputs
from gdanim.errors import EncodeError, RenderError
from gdanim.outputs.ffmpeg_binary import executable
from gdanim.outputs.watchdog import Watchdog

pytestmark = pytest.mark.slow  # real processes fail here

OLD = {"film.gif": b"old film", "film.mp4": b"old video", "film.json": b"old sidecar"}


@pytest.fixture
def folder(tmp_path):
    """A folder with older outputs."""
    (tmp_path / "output").mkdir()
    for name, data in OLD.items():
        (tmp_path / "output" / name).write_bytes(data)
    return tmp_path / "output"


@pytest.fixture
def ffmpeg(tmp_path, monkeypatch):
    """Replaces ffmpeg by a Python program, in which ``TRUE`` is the path of the real one."""

    def replace(program):
        path = tmp_path / "tool"
        path.write_text(
            f"#!{sys.executable} -SE\nimport os, sys, time\nTRUE = {executable()!r}\n" + textwrap.dedent(program)
        )
        path.chmod(0o755)
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(path))
        return path

    return replace


def write(folder, *formats, picture=None):
    return outputs.write(picture or FlatPicture(count=200), folder, "film", formats or ("gif", "mp4"), lambda _: {})


def reason(folder, *formats, error=EncodeError, **options):
    """Why the outputs could not be written. Everything else is as before."""
    with pytest.raises(error) as caught:
        write(folder, *formats, **options)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == OLD
    return str(caught.value)


def test_a_missing_ffmpeg(folder, monkeypatch):
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/no/such/tool")
    assert reason(folder) == "the video tool /no/such/tool can't be started: No such file or directory"


def test_no_ffmpeg_at_all(folder, monkeypatch):
    monkeypatch.setattr("gdanim.outputs.ffmpeg_binary._bundled", lambda: None)
    monkeypatch.setenv("PATH", "")
    assert reason(folder) == "no video tool was found; install the package imageio-ffmpeg again"


def test_an_ffmpeg_that_is_no_program(folder, ffmpeg):
    ffmpeg("").chmod(0o644)
    assert reason(folder).endswith("tool can't be started: Permission denied")


def test_an_ffmpeg_that_fails_at_once(folder, ffmpeg):
    ffmpeg("sys.exit('[mp4 @ 0x55] No space left on device')")
    assert reason(folder) == "the video tool stopped with exit code 1: No space left on device"


def test_an_ffmpeg_that_fails_at_the_end_without_a_message(folder, ffmpeg):
    ffmpeg("sys.stdin.buffer.read(); sys.exit(7)")
    assert reason(folder) == "the video tool stopped with exit code 7 and gave no reason"


def test_an_ffmpeg_that_prints_more_than_a_pipe_holds(folder, ffmpeg):
    ffmpeg("sys.stderr.write('no idea\\n' * 1_250_000); sys.exit('at last')")
    assert reason(folder) == "the video tool stopped with exit code 1: no idea; at last"


def test_an_ffmpeg_that_prints_ten_million_letters_without_a_line(folder, ffmpeg):
    ffmpeg("sys.stderr.write('x' * 10_000_000); sys.exit(1)")
    assert len(reason(folder)) < 3000


def test_an_ffmpeg_that_is_killed(folder, ffmpeg):
    ffmpeg("os.kill(os.getpid(), 9)")
    assert reason(folder) == "the video tool was killed by SIGKILL and gave no reason"


@pytest.mark.parametrize(
    "program", ["time.sleep(600)", "sys.stdin.buffer.read(); time.sleep(600)", "sys.stdin.close(); time.sleep(600)"]
)
def test_an_ffmpeg_that_hangs(folder, ffmpeg, monkeypatch, program):
    ffmpeg(program)
    monkeypatch.setattr(Watchdog, "patience", 0.3)
    assert reason(folder) == "the video tool did nothing for 0.3 seconds and was ended and gave no reason"


def test_an_ffmpeg_whose_child_hangs(folder, ffmpeg, monkeypatch):
    ffmpeg("os.fork() == 0 and time.sleep(600); sys.exit('bye')")
    monkeypatch.setattr(Watchdog, "patience", 2)  # it prints long before
    assert reason(folder) == "the video tool did nothing for 2 seconds and was ended: bye"


def test_drawing_may_take_longer_than_the_watchdogs_patience(folder, monkeypatch):
    def frames():
        yield from FlatPicture(count=2).frames()
        time.sleep(4)

    monkeypatch.setattr(Watchdog, "patience", 2)
    picture = FlatPicture(count=2, poster=0)
    picture.frames = frames
    assert len(write(folder, "mp4", picture=picture)) == 2


def test_an_ffmpeg_that_stops_reading_and_reports_success(folder, ffmpeg):
    ffmpeg("sys.stdin.buffer.read(100)")
    assert reason(folder) == "the video tool stopped before it had read all frames and gave no reason"


def test_an_ffmpeg_that_writes_nothing_and_reports_success(folder, ffmpeg):
    ffmpeg("sys.stdin.buffer.read()")
    assert reason(folder) == "the video tool wrote no film.gif"


@pytest.mark.parametrize(
    ("name", "fault"),
    [("mp4", "100 frames instead of 200"), ("webm", "100 frames instead of 200"), ("gif", "5 seconds instead of 10")],
)
def test_an_ffmpeg_that_drops_frames_and_reports_success(folder, ffmpeg, name, fault):
    ffmpeg("""
        words = sys.argv[1:]
        place = words.index('-map') if '-nostdin' not in words else len(words)
        frames = ['-frames:v', '100'] if '-nostdin' not in words else []
        reading = ['-f', 'rawvideo'] if not frames else []
        import subprocess
        done = subprocess.run([TRUE, *words[: place + 2], *frames, *words[place + 2 :]], stdin=sys.stdin)
        sys.stdin.buffer.read()
        sys.exit(done.returncode)
    """)
    assert reason(folder, name) == f"film.{name} does not read back as it was drawn: it has {fault}"


@pytest.mark.parametrize("name", ["gif", "mp4", "webm", "webp", "apng"])
def test_a_file_that_is_cut_short(folder, ffmpeg, name):
    ffmpeg("""
        import subprocess
        done = subprocess.run([TRUE, *sys.argv[1:]], stdin=sys.stdin)
        path = sys.argv[-1].removeprefix('file:')
        '-nostdin' in sys.argv or os.truncate(path, os.path.getsize(path) // 2)
        sys.exit(done.returncode)
    """)
    assert reason(folder, name)


@pytest.mark.parametrize("share", [0, 0.4, 0.8, 1])
@pytest.mark.parametrize("name", ["gif", "mp4", "webm", "webp", "apng"])
def test_no_room_for_an_animation(folder, tmp_path, ffmpeg, name, share):
    """The disk is full at the first byte, on the way, and at the last byte."""
    picture = FlatPicture(size=(320, 240), count=30, soft=True)
    size = write(tmp_path / "whole", name, picture=picture)[0].stat().st_size
    ffmpeg(f"""
        import resource
        limit = {max(1, round(share * size) - 1)} if '-nostdin' not in sys.argv else 10**9
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        os.execv(TRUE, [TRUE, *sys.argv[1:]])
    """)
    text = reason(folder, name, picture=picture)
    assert text.startswith("the video tool stopped with exit code ")
    assert "File too large" in text


@contextmanager
def full_disk():
    """No file may grow beyond 800 bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (800, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_disk_that_is_full_ends_ffmpeg(folder):
    with full_disk():
        assert reason(folder, "mp4") == "the video tool was killed by SIGXFSZ and gave no reason"


def test_no_room_for_a_poster(folder):
    with full_disk():
        text = reason(folder, "png", picture=FlatPicture(size=(320, 240), soft=True), error=RenderError)
    assert text == f"can't write to {folder}: File too large"


def test_no_room_for_the_sidecar(folder):
    with full_disk(), pytest.raises(RenderError) as caught:
        outputs.write(FlatPicture(), folder, "film", ["png"], lambda _: {"caption": "x" * 5000})
    assert str(caught.value) == f"can't write to {folder}: File too large"
    assert not (folder / "film.png").exists()


def while_drawing(act):
    """A picture that calls ``act`` in the middle of its frames."""
    picture = FlatPicture()

    def frames():
        for index, frame in enumerate(FlatPicture.frames(picture)):
            if index == 6:
                act()
            yield frame

    picture.frames = frames
    return picture


def test_an_output_that_is_deleted_meanwhile_is_written_again(folder):
    write(folder, "gif", picture=while_drawing((folder / "film.gif").unlink))
    assert (folder / "film.gif").read_bytes()[:6] == b"GIF89a"


def test_a_temporary_folder_that_is_deleted_meanwhile(folder):
    picture = while_drawing(lambda: [shutil.rmtree(path) for path in folder.glob(".gdanim-*")])
    assert "No such file or directory" in reason(folder, "gif", picture=picture, error=RenderError)


def test_a_whole_folder_that_is_deleted_meanwhile(folder):
    with pytest.raises(RenderError, match="was removed while it was written to"):
        write(folder, "gif", picture=while_drawing(lambda: shutil.rmtree(folder)))


@pytest.mark.parametrize("name", ["film.gif", "film.mp4", "film.json"])
def test_a_file_that_cannot_be_replaced_leaves_all_the_old_ones(folder, monkeypatch, name):
    replace = Path.replace

    def refuse(self, target):
        if self.name == name and Path(target).parent == folder and not self.name.startswith("old-"):
            raise PermissionError(13, "Permission denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert "Permission denied" in reason(folder, error=RenderError)


def test_a_folder_that_replaces_an_output_meanwhile(folder):
    def act():
        (folder / "film.gif").unlink()
        (folder / "film.gif").mkdir()

    with pytest.raises(RenderError) as caught:
        write(folder, "gif", picture=while_drawing(act))
    assert str(caught.value) == f"can't write to {folder}: Is a directory"
    assert not list(folder.glob(".gdanim-*"))


PROGRAM = """
import sys, time
sys.path.insert(0, sys.argv[1])
from flat_picture import FlatPicture
from gdanim import outputs
picture = FlatPicture(count=20_000)
def on_progress(done, total):
    if done == 100:
        print("begun", flush=True)
outputs.write(picture, sys.argv[2], "film", ["gif", "mp4"], lambda _: {}, progress=on_progress)
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_ended_leaves_no_process_and_no_file(folder, sent):
    command = [sys.executable, "-c", PROGRAM, Path(__file__).parents[1] / "support", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.readline()
        children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()
        run.send_signal(sent)
        run.communicate(timeout=20)
    assert len(children) == 1
    assert ends(children[0])
    if sent == signal.SIGKILL:  # it could not clean up: the next run does
        write(folder, "png", picture=FlatPicture())
        (folder / "film.png").unlink()
        (folder / "film.json").write_bytes(OLD["film.json"])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == OLD


def ends(pid):
    """Whether the process ends within ten seconds."""
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists():
            return True
        time.sleep(0.05)
    return False
