"""Real disks that are full or read-only, mounted for the test if that is permitted."""

import shutil
import subprocess
import sys

import pytest
from command import ENVIRONMENT
from small import write

MOUNT = ("unshare", "--mount", "--map-root-user")


def _may_mount() -> bool:
    if not shutil.which("unshare"):
        return False
    return (
        subprocess.run([*MOUNT, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False).returncode
        == 0
    )


pytestmark = [pytest.mark.slow, pytest.mark.skipif(not _may_mount(), reason="no disk may be mounted here")]


@pytest.fixture
def render(tmp_path):
    """Renders a scene to a disk with these mount options, and prints the exit code and what is on the disk."""
    text = write(tmp_path / "a.yaml").read_text(encoding="utf-8").replace("[360, 240]", "[640, 480]")
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "output").mkdir()

    def render(options, prepare="true"):
        script = f"""
            mount -t tmpfs {options} none output && echo old > output/a.gif && {prepare}
            {sys.executable} -m gdanim render a.yaml -f gif,mp4,webm,webp,apng,png; echo $?
            ls -A output; cat output/a.gif
        """
        command = [*MOUNT, "/bin/sh", "-c", script]
        done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False)
        return done.stdout.decode(errors="replace").splitlines(), done.stderr.decode()

    return render


@pytest.mark.parametrize("size", ["8k", "16k", "32k", "64k", "100k"])
def test_a_disk_that_is_full_sooner_or_later(render, size):
    stdout, stderr = render(f"-o size={size}")
    assert stdout == ["1", "a.gif", "old"]
    assert stderr.startswith("a.yaml: ")
    assert "Traceback" not in stderr


def test_a_disk_that_is_read_only(render):
    stdout, stderr = render("", "mount -o remount,ro output")
    assert stdout == ["1", "a.gif", "old"]
    assert stderr == "a.yaml: can't write to output: Read-only file system\n"


def test_a_disk_with_room(render):
    stdout, stderr = render("-o size=4m")
    assert stdout[0] == "0"
    assert stderr.startswith("a.yaml: rendered: output/a.gif, ")
