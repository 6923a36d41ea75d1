"""How fast and how small, as ratios measured in one run against by_hand.py; run by hand, on a machine at rest.

Each pair of runs stands side by side in time, so that what else the machine does meets both alike.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import commands
import faithful

SHORT, LONG = 4, 44  # frames a step: 101 and 1,101 frames
FEW, MANY = 4, 80  # 101 and 2,001 frames
HEAVY = ("matplotlib", "sympy")


@dataclass(frozen=True)
class Row:
    """One line of the table; ``good`` is None where there is no target."""

    what: str
    found: str
    target: str = ""
    good: bool | None = None


def main() -> None:
    chosen = _arguments()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        show(whole_command(folder, chosen.pairs))
        show(sizes(folder))
        show(truth(folder))
        show(steady_state(folder, 14 if chosen.quick else LONG))
        show(memory(folder, 20 if chosen.quick else MANY))
        show(panels())
        show(imports())


def whole_command(folder: Path, pairs: int) -> list[Row]:
    """Everything from the shell's line to the finished GIF and MP4, cold start included."""
    alternately(folder, 1, 1)  # fills the machine's caches, and Python's
    ours, theirs = alternately(folder, SHORT, pairs)
    ratio = median(theirs[turn].seconds / ours[turn].seconds for turn in range(pairs))
    work = median(theirs[turn].processor / ours[turn].processor for turn in range(pairs))
    return [
        Row("whole command, 101 frames, GIF + MP4", f"{ratio:.1f}x", "15x", ratio >= 15),
        Row("  gdanim", f"{median(run.seconds for run in ours):.2f} s"),
        Row("  by hand", f"{median(run.seconds for run in theirs):.2f} s"),
        Row("  processor time of all processes", f"{work:.1f}x"),
    ]


def steady_state(folder: Path, frames_per_step: int) -> list[Row]:
    """What one more frame costs: a long run less a short one, so that the start falls out."""
    short, long = (alternately(folder, each, 1) for each in (SHORT, frames_per_step))
    frames = commands.frames(frames_per_step) - commands.frames(SHORT)
    ours, theirs = ((many.seconds - few.seconds) / frames for (few,), (many,) in zip(short, long, strict=True))
    return [
        Row(f"steady state, {frames:,} frames more", f"{theirs / ours:.1f}x", "35x", theirs / ours >= 35),
        Row("  gdanim", f"{1000 * ours:.1f} ms a frame"),
        Row("  by hand", f"{1000 * theirs:.1f} ms a frame"),
    ]


def alternately(folder: Path, frames_per_step: int, pairs: int) -> tuple[list[commands.Run], list[commands.Run]]:
    """``pairs`` runs of gdanim and of the script, by turns."""
    both = [
        (commands.run(commands.ours(folder, frames_per_step)), commands.run(commands.by_hand(folder, frames_per_step)))
        for _ in range(pairs)
    ]
    return [ours for ours, _ in both], [theirs for _, theirs in both]


def sizes(folder: Path) -> list[Row]:
    """Of the files that ``whole_command`` has left in ``folder``."""
    rows = []
    for ending, share in ((".gif", 3.0), (".mp4", None)):
        ours, theirs = ((folder / stem).with_suffix(ending).stat().st_size for stem in ("stepsizes", "by_hand"))
        target, good = (f"1/{share:g}", ours * share <= theirs) if share else ("", None)
        rows.append(Row(f"{ending[1:].upper()} size, of the script's", f"1/{theirs / ours:.1f}", target, good))
        rows.append(Row("  gdanim, by hand", f"{ours / 1024:.0f}, {theirs / 1024:.0f} KiB"))
    return rows


def truth(folder: Path) -> list[Row]:
    """The GIF's pixels against those that were drawn."""
    found = faithful.compare(folder / "stepsizes.gif", commands.picture(SHORT))
    colours = f"{len(found.exact)} of {len(found.exact) + len(found.missed)}"
    return [
        Row("GIF against the drawn frames", f"{found.decibels:.1f} dB", "48 dB", found.decibels >= 48),
        Row("  its worst frame", f"{found.worst:.1f} dB"),
        Row("theme colours drawn that are exact in the GIF", colours, "all", not found.missed),
        *(Row("  missed", "#{:02X}{:02X}{:02X}".format(*colour)) for colour in found.missed),
    ]


def memory(folder: Path, frames_per_step: int) -> list[Row]:
    """The peak of each kind of process, with few and with many frames."""
    few, many = (commands.peaks(commands.ours(folder, each), times=3) for each in (FEW, frames_per_step))
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
    for words in (["--help"], ["list", "functions"]):
        heavy = [name for name in HEAVY if name in commands.imported(words)]
        rows.append(Row(f"imported by gdanim {' '.join(words)}", ", ".join(heavy) or "neither", "neither", not heavy))
    return rows


def panels() -> list[Row]:
    """What a frame of the dearer panels costs to draw, beside one of the comparison in one variable."""
    usual = faithful.drawing("stepsizes")
    dearer = (("race", "contour race of six methods"), ("landscape", "fixed surface beside a contour"))
    found = [(f"a frame of a {what}", faithful.drawing(name) / usual) for name, what in dearer]
    return [Row(what, f"{ratio:.1f}x", "2x", ratio <= 2) for what, ratio in found]


def show(rows: list[Row]) -> None:
    marks = {None: "", True: "reached", False: "MISSED"}
    for row in rows:
        print(f"{row.what:52}{row.found:>22}{row.target:>10}  {marks[row.good]}".rstrip(), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="fewer frames and one pair: minutes instead of a half hour"
    )
    parser.add_argument("--pairs", type=int, help="runs of each whole command (default 5, quick 1)")
    chosen = parser.parse_args()
    chosen.pairs = chosen.pairs or (1 if chosen.quick else 5)
    return chosen


if __name__ == "__main__":
    main()
