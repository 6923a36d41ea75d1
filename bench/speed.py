"""Speed and file size as ratios to handwritten.py, measured in one run; to be started by hand, on an idle machine.

The two runs of a pair follow each other, so that other load on the machine affects both.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import commands
import encoding
import gif_quality

SHORT, LONG = 4, 44  # frames a step: 101 and 1,101 frames
FEW, MANY = 4, 80  # 101 and 2,001 frames
HEAVY = ("matplotlib", "sympy")


@dataclass(frozen=True)
class Row:
    """One line of the table; ``good`` is None where there is no target."""

    label: str
    value: str
    target: str = ""
    good: bool | None = None


def main() -> None:
    options = _arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        show(whole_command(folder, options.pairs))
        show(sizes(folder))
        show(encoding_alone(folder, options.pairs))
        show(quality(folder))
        show(start_up(options.pairs))
        show(orbit(folder))
        show(draft())
        show(steady_state(folder, 14 if options.quick else LONG))
        show(memory(folder, 20 if options.quick else MANY))
        show(panels())
        show(imports())


def whole_command(folder: Path, pairs: int) -> list[Row]:
    """The whole command, from its start in the shell to the finished GIF and MP4."""
    run_pairs(folder, 1, 1)  # fills the machine's caches, and Python's
    gdanim, script = run_pairs(folder, SHORT, pairs)
    ratio = median(script[turn].seconds / gdanim[turn].seconds for turn in range(pairs))
    work = median(script[turn].processor / gdanim[turn].processor for turn in range(pairs))
    return [
        Row("whole command, 101 frames, GIF + MP4", f"{ratio:.1f}x", "15x", ratio >= 15),
        Row("  gdanim", f"{median(run.seconds for run in gdanim):.2f} s"),
        Row("  by hand", f"{median(run.seconds for run in script):.2f} s"),
        Row("  processor time of all processes", f"{work:.1f}x"),
    ]


def encoding_alone(folder: Path, pairs: int) -> list[Row]:
    """The whole command for the flagship at its default size, against the video tool that only encodes its frames."""
    floors = encoding.floors(folder)
    own, general = (floors.own_gif, floors.own_mp4), (floors.general_gif, floors.general_mp4)
    cases = (
        ("GIF + MP4, against encoding alone", "gif,mp4", own, 1.6),
        ("GIF, against encoding alone", "gif", own[:1], 3.0),
        ("GIF + MP4, against the usual command", "gif,mp4", general, 1.6),
        ("GIF, against the usual command", "gif", general[:1], 1.4),
    )
    return [_against(folder, *case, pairs) for case in cases]


def _against(folder: Path, label: str, formats: str, floor: tuple[list[str], ...], most: float, pairs: int) -> Row:
    ratios = []
    for _ in range(pairs):
        alone = sum(commands.run(command).seconds for command in floor)
        ratios.append(commands.run(encoding.whole_command(folder, formats)).seconds / alone)
    return Row(label, f"{median(ratios):.1f}x", f"{most:g}x", median(ratios) <= most)


def start_up(pairs: int) -> list[Row]:
    """The numbers of the flagship's runs, against a process that does nothing but import numpy."""
    numpy, trace = commands.NUMPY_COMMAND, commands.TRACE_COMMAND
    ratios = [commands.run(trace).seconds / commands.run(numpy).seconds for _ in range(3 * pairs)]
    return [Row("gdanim trace, against import numpy", f"{median(ratios):.1f}x", "3x", median(ratios) <= 3)]


def orbit(folder: Path) -> list[Row]:
    """The GIF of a turning surface: himmelblau, 15 steps, a quarter of a turn."""
    file = folder / "orbit.yaml"
    file.write_text("function: himmelblau\nsteps: 15\npanels: [{surface: {orbit: 90}}]\n", encoding="utf-8")
    used = commands.run(commands.render_command(file, folder, "gif"))
    size = (folder / "orbit.gif").stat().st_size / 1e6
    return [
        Row("turning surface, processor time", f"{used.processor:.0f} s", "8 s", used.processor <= 8),
        Row("  its GIF", f"{size:.1f} MB", "5 MB", size <= 5),
    ]


def draft() -> list[Row]:
    """The first picture of a draft, in a process that has made another before."""
    from gdanim import drafts, scene

    seconds = []
    for number in range(4):
        begin = time.perf_counter()
        drafts.draft(scene.load(commands.SCENE, {"title": f"draft {number}"})).png()
        seconds.append(time.perf_counter() - begin)
    first = median(seconds[1:])
    return [Row("first picture of a draft, warm", f"{first:.2f} s", "0.25 s", first <= 0.25)]


def steady_state(folder: Path, frames_per_step: int) -> list[Row]:
    """The cost of one more frame: the difference of a long and a short run, which has no start-up time."""
    short, long = (run_pairs(folder, each, 1) for each in (SHORT, frames_per_step))
    frames = commands.frames(frames_per_step) - commands.frames(SHORT)
    gdanim, script = ((many.seconds - few.seconds) / frames for (few,), (many,) in zip(short, long, strict=True))
    return [
        Row(f"steady state, {frames:,} frames more", f"{script / gdanim:.1f}x", "35x", script / gdanim >= 35),
        Row("  gdanim", f"{1000 * gdanim:.1f} ms a frame"),
        Row("  by hand", f"{1000 * script:.1f} ms a frame"),
    ]


def run_pairs(folder: Path, frames_per_step: int, pairs: int) -> tuple[list[commands.Run], list[commands.Run]]:
    """``pairs`` runs of gdanim and of the script, in turn."""
    both = [
        (
            commands.run(commands.gdanim_command(folder, frames_per_step)),
            commands.run(commands.handwritten_command(folder, frames_per_step)),
        )
        for _ in range(pairs)
    ]
    return [gdanim for gdanim, _ in both], [script for _, script in both]


def sizes(folder: Path) -> list[Row]:
    """Sizes of the files that ``whole_command`` has written to ``folder``."""
    rows = []
    for extension, share in ((".gif", 3.0), (".mp4", None)):
        gdanim, script = (
            (folder / stem).with_suffix(extension).stat().st_size for stem in ("stepsizes", "handwritten")
        )
        target, good = (f"1/{share:g}", gdanim * share <= script) if share else ("", None)
        rows.append(Row(f"{extension[1:].upper()} size, of the script's", f"1/{script / gdanim:.1f}", target, good))
        rows.append(Row("  gdanim, by hand", f"{gdanim / 1024:.0f}, {script / 1024:.0f} KiB"))
    return rows


def quality(folder: Path) -> list[Row]:
    """The GIF's pixels compared with those that were drawn."""
    measured = gif_quality.compare(folder / "stepsizes.gif", commands.picture(SHORT))
    colours = f"{len(measured.exact)} of {len(measured.exact) + len(measured.missed)}"
    return [
        Row("GIF against the drawn frames", f"{measured.decibels:.1f} dB", "48 dB", measured.decibels >= 48),
        Row("  its worst frame", f"{measured.worst:.1f} dB"),
        Row("theme colours drawn that are exact in the GIF", colours, "all", not measured.missed),
        *(Row("  missed", "#{:02X}{:02X}{:02X}".format(*colour)) for colour in measured.missed),
    ]


def memory(folder: Path, frames_per_step: int) -> list[Row]:
    """The peak memory of each kind of process, with few and with many frames."""
    few, many = (
        commands.peak_memory(commands.gdanim_command(folder, each), times=3) for each in (FEW, frames_per_step)
    )
    names = f"{commands.frames(FEW)} → {commands.frames(frames_per_step):,} frames"
    return [
        Row(
            f"peak memory of {kind}, {names}",
            f"{few[kind]:.0f} → {many[kind]:.0f} MiB",
            "+15 %",
            many[kind] <= 1.15 * few[kind],
        )
        for kind in sorted(few)
    ]


def imports() -> list[Row]:
    rows = []
    for arguments in (["--help"], ["list", "functions"]):
        heavy = [name for name in HEAVY if name in commands.imported_packages(arguments)]
        rows.append(
            Row(f"imported by gdanim {' '.join(arguments)}", ", ".join(heavy) or "neither", "neither", not heavy)
        )
    return rows


def panels() -> list[Row]:
    """The time to draw a frame of the slower panels, relative to a frame of the comparison in one variable."""
    reference = gif_quality.drawing_time("stepsizes")
    slower = (("race", "contour race of six methods"), ("landscape", "fixed surface beside a contour"))
    ratios = [(f"a frame of a {panel}", gif_quality.drawing_time(name) / reference) for name, panel in slower]
    return [Row(label, f"{ratio:.1f}x", "2x", ratio <= 2) for label, ratio in ratios]


def show(rows: list[Row]) -> None:
    marks = {None: "", True: "reached", False: "MISSED"}
    for row in rows:
        print(f"{row.label:52}{row.value:>22}{row.target:>10}  {marks[row.good]}".rstrip(), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="fewer frames and one pair: minutes instead of a half hour"
    )
    parser.add_argument("--pairs", type=int, help="runs of each whole command (default 5, quick 1)")
    options = parser.parse_args()
    options.pairs = options.pairs or (1 if options.quick else 5)
    return options


if __name__ == "__main__":
    main()
