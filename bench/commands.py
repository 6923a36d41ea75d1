"""The two commands that are compared, and the seconds, processor time and memory that one takes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdanim.composition.picture import Picture

BENCH = Path(__file__).resolve().parent
SCENE = BENCH.parent / "scenes" / "stepsizes.yaml"
STEPS = 25
PROC = Path("/proc")


NUMPY_COMMAND = [sys.executable, "-c", "import numpy"]
TRACE_COMMAND = [sys.executable, "-m", "gdanim", "trace", str(SCENE), "--csv"]


@dataclass(frozen=True)
class Run:
    """Elapsed ``seconds``, and ``processor`` seconds of the process and of all that it started."""

    seconds: float
    processor: float


def frames(frames_per_step: int) -> int:
    return STEPS * frames_per_step + 1


def gdanim_command(folder: Path, frames_per_step: int) -> list[str]:
    changes = (f"--set={key}={value}" for key, value in _changes(frames_per_step).items())
    return [sys.executable, "-m", "gdanim", "render", str(SCENE), "-o", str(folder), "--force", "-q", *changes]


def render_command(file: Path, folder: Path, formats: str) -> list[str]:
    return [
        *(sys.executable, "-m", "gdanim", "render", str(file)),
        *("-o", str(folder), "--force", "-q", "-f", formats),
    ]


def handwritten_command(folder: Path, frames_per_step: int) -> list[str]:
    script = str(BENCH / "handwritten.py")
    return [sys.executable, script, "-o", str(folder), "--frames-per-step", str(frames_per_step)]


def picture(frames_per_step: int) -> Picture:
    """The picture whose frames gdanim writes."""
    from gdanim import pipeline, scene

    loaded = scene.load(SCENE, _changes(frames_per_step))
    trajectories = pipeline.trace(loaded)
    return pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))


def _changes(frames_per_step: int) -> dict[str, str]:
    timing = {"fps": "20", "frames_per_step": str(frames_per_step), "hold": "{start: 0, end: 0}"}
    return {"size": "[800, 600]", **{f"timing.{key}": value for key, value in timing.items()}}


def run(command: list[str]) -> Run:
    begin = time.perf_counter()
    process = _start(command)
    _, exit_status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(exit_status)
    _check_exit_code(process)
    return Run(seconds, used.ru_utime + used.ru_stime)


def peak_memory(command: list[str], times: int) -> dict[str, float]:
    """The peak resident memory, in MiB, of the processes of each name, in so many runs. Linux only.

    One run is not enough: the peak of the same command differs by a sixth from run to run.
    """
    peaks: dict[str, float] = defaultdict(float)
    for _ in range(times):
        process = _start(command)
        while process.poll() is None:
            for name, size in _process_tree(process.pid):
                peaks[name] = max(peaks[name], size)
            time.sleep(0.005)  # the peak is kept by the kernel: only its last growth can be missed
        _check_exit_code(process)
    return dict(peaks)


def _process_tree(pid: int) -> list[tuple[str, float]]:
    """Name and peak memory of a process and of all its descendants."""
    try:
        status = dict(line.split(":", 1) for line in (PROC / f"{pid}/status").read_text().splitlines())
        children = " ".join(file.read_text() for file in (PROC / f"{pid}/task").glob("*/children")).split()
    except OSError:  # it has ended meanwhile
        return []
    own = [(status["Name"].strip().split("-")[0], int(status["VmHWM"].split()[0]) / 1024)] if "VmHWM" in status else []
    return own + [each for child in children for each in _process_tree(int(child))]


def imported_packages(arguments: list[str]) -> set[str]:
    """The packages that ``gdanim`` imports when it is called with ``arguments``."""
    command = [sys.executable, "-X", "importtime", "-m", "gdanim", *arguments]
    report = subprocess.run(command, cwd=BENCH.parent, check=True, capture_output=True, text=True).stderr
    return {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in report.splitlines() if "|" in line}


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=BENCH.parent, env=_environment(), stdout=subprocess.DEVNULL)


def _environment() -> dict[str, str]:
    """Without a window, and with modules that are compiled once, as an installed package's are."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**inherited, "MPLBACKEND": "agg"}


def _check_exit_code(process: subprocess.Popen[bytes]) -> None:
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, process.args))} failed with exit code {process.returncode}")
