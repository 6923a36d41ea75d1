"""The table at the end of a batch: what became of each scene, as wide as the terminal allows."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.batch import Outcome

HEADS = ("scene", "state", "outputs", "size", "seconds", "verdict")
DROPPED = ("seconds", "size", "verdict", "outputs")
"""What a narrow terminal does without, in this order."""
GAP = 2
WIDEST = 48


def lines(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A line for the heads, one a scene, and one that counts the states."""
    rows = [dict(zip(HEADS, HEADS, strict=True)), *map(_row, outcomes)]
    widths = {head: max(len(row[head]) for row in rows) for head in HEADS}
    for head in DROPPED:
        if sum(widths.values()) + GAP * (len(widths) - 1) > _room():
            del widths[head]
    for row in rows:
        yield (" " * GAP).join(row[head].ljust(width) for head, width in widths.items()).rstrip()
    counts = Counter(outcome.state for outcome in outcomes)
    yield ", ".join(f"{count} {_words(state)}" for state, count in counts.items())


def film(outcome: Outcome) -> str:
    """What would be drawn: ``141 frames, 7.05 seconds, 960 × 720 pixels``."""
    assert outcome.film is not None  # noqa: S101 -- every outcome of this state has one
    width, height = outcome.film.size
    return f"{outcome.film.frames:,} frames, {outcome.film.seconds:g} seconds, {width} × {height} pixels"


def _words(state: str) -> str:
    return state.replace("_", " ")


def _row(outcome: Outcome) -> dict[str, str]:
    told = _sidecar(outcome)
    names = {file.name for file in outcome.files}
    outputs = [entry for entry in told.get("outputs", ()) if entry["file"] in names]
    cells = (
        str(outcome.job.file) + (f" ({outcome.job.language})" if outcome.job.language else ""),
        _words(outcome.state),
        ", ".join(entry["format"] for entry in outputs),
        _size(sum(entry["bytes"] for entry in outputs)) if outputs else "",
        f"{max(entry['seconds'] for entry in outputs):g}" if outputs else "",
        _verdicts([run["verdict"] for run in told.get("runs", ())]),
    )
    return dict(zip(HEADS, (_shortened(cell) for cell in cells), strict=True))


def _sidecar(outcome: Outcome) -> dict[str, Any]:
    """What is known of the files; nothing where there are none, or where they have been taken away meanwhile."""
    try:
        return json.loads(outcome.sidecar.read_text(encoding="utf-8")) if outcome.sidecar else {}
    except (OSError, ValueError):
        return {}


def _verdicts(verdicts: Sequence[dict[str, Any]]) -> str:
    """``converged at 10`` for one run, ``2 converged, cycle`` for several."""
    if len(verdicts) == 1:
        return f"{_words(verdicts[0]['kind'])} at {verdicts[0]['step']}"
    counts = Counter(_words(verdict["kind"]) for verdict in verdicts)
    return ", ".join(f"{count} {kind}" if count > 1 else kind for kind, count in counts.items())


def _size(count: int) -> str:
    return f"{count / 1024:,.0f} KiB" if count < 1024**2 else f"{count / 1024**2:,.1f} MiB"


def _shortened(cell: str) -> str:
    return cell if len(cell) <= WIDEST else f"{cell[: WIDEST - 1]}…"


def _room() -> int:
    """Columns of the terminal; a file or a pipe has as many as are needed."""
    if not sys.stderr.isatty():
        return sys.maxsize
    try:
        return int(os.environ.get("COLUMNS", "")) or sys.maxsize
    except ValueError:  # nobody said so: the terminal knows
        return os.get_terminal_size(sys.stderr.fileno()).columns or sys.maxsize
