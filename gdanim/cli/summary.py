"""The table at the end of a batch: one row per scene, as wide as the terminal allows."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from gdanim.spelling import file_size, grouped_text, typed_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.batch import Animation, JobResult

COLUMNS = ("scene", "state", "outputs", "size", "seconds", "verdict")
DISPENSABLE = ("seconds", "size", "verdict", "outputs")
"""Columns that are left out on a narrow terminal, in this order."""
COLUMN_GAP = 2
MAX_CELL_WIDTH = 48
SECONDS_DIGITS = 6


def lines(results: Sequence[JobResult]) -> Iterator[str]:
    """Yields the header line, a line for each scene, and a line of counts by state."""
    rows = [dict(zip(COLUMNS, COLUMNS, strict=True)), *map(_row, results)]
    widths = {column: max(len(row[column]) for row in rows) for column in COLUMNS}
    for column in DISPENSABLE:
        if sum(widths.values()) + COLUMN_GAP * (len(widths) - 1) > _terminal_width():
            del widths[column]
    for row in rows:
        yield (" " * COLUMN_GAP).join(row[column].ljust(width) for column, width in widths.items()).rstrip()
    counts = Counter(result.state for result in results)
    yield ", ".join(f"{count} {_words(state)}" for state, count in counts.items())


def animation_text(animation: Animation) -> str:
    """Returns the size of a planned animation: ``141 frames, 7.05 seconds, 960 × 720 pixels``."""
    width, height = animation.size
    if animation.frames == 1:
        return f"a still picture, {width} × {height} pixels"
    return f"{grouped_text(animation.frames)} frames, {_seconds(animation.seconds)} seconds, {width} × {height} pixels"


def _seconds(seconds: float) -> str:
    return typed_number(seconds, SECONDS_DIGITS)


def _words(state: str) -> str:
    return state.replace("_", " ")


def _row(result: JobResult) -> dict[str, str]:
    sidecar = _read_sidecar(result)
    names = {file.name for file in result.files}
    outputs = [entry for entry in sidecar.get("outputs", ()) if entry["file"] in names]
    cells = (
        str(result.job.file) + (f" ({result.job.language})" if result.job.language else ""),
        _words(result.state),
        ", ".join(entry["format"] for entry in outputs),
        file_size(sum(entry["bytes"] for entry in outputs)) if outputs else "",
        _duration(outputs, len(sidecar.get("steps", ()))) if outputs else "",
        _verdicts([run["verdict"] for run in sidecar.get("runs", ()) if run["verdict"]]),
    )
    return dict(zip(COLUMNS, (_shortened(cell) for cell in cells), strict=True))


def _duration(outputs: Sequence[dict[str, Any]], steps: int) -> str:
    """Returns the length of the longest output, or that they are pictures in which nothing moves."""
    return "still picture" if steps == 1 else _seconds(max(entry["seconds"] for entry in outputs))


def _read_sidecar(result: JobResult) -> dict[str, Any]:
    """Returns the sidecar's content; empty if it is missing or has been removed meanwhile."""
    from gdanim.outputs import sidecar

    return sidecar.read(result.sidecar) if result.sidecar else {}


def _verdicts(verdicts: Sequence[dict[str, Any]]) -> str:
    """Returns the verdicts: ``converged at 10`` for one run, ``2 converged, cycle`` for several."""
    if len(verdicts) == 1:
        return f"{_words(verdicts[0]['kind'])} at {verdicts[0]['step']}"
    counts = Counter(_words(verdict["kind"]) for verdict in verdicts)
    return ", ".join(f"{count} {kind}" if count > 1 else kind for kind, count in counts.items())


def _shortened(cell: str) -> str:
    return cell if len(cell) <= MAX_CELL_WIDTH else f"{cell[: MAX_CELL_WIDTH - 1]}…"


def _terminal_width() -> int:
    """Returns the terminal's columns; unlimited for a file or a pipe."""
    if not sys.stderr.isatty():
        return sys.maxsize
    try:
        return int(os.environ.get("COLUMNS", "")) or sys.maxsize
    except ValueError:  # not set: ask the terminal
        return os.get_terminal_size(sys.stderr.fileno()).columns or sys.maxsize
