"""Tries one random scene after another, and says what must not happen: python tests/fuzz/fuzz.py FIRST LAST [render].

A trial is a seed. ``check`` and ``render`` of its scene have to agree, end in exit code 0 or 3 and in less than ten
seconds, say no word of a bug, no traceback and no warning of Python's, write strict JSON, and stay below one gibibyte.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from command import run
from scene_grammar import SceneGrammar, write_tables

from gdanim import scene

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 10
BYTES = 2**30


class TooSlowError(Exception):
    """Raised when a trial takes longer than it may."""


def _too_slow(*_: object) -> None:
    raise TooSlowError


def faults(seed: int, schema: dict[str, Any], ends: Counter[int], *, rendered: bool) -> Iterator[str]:
    """Yields what went wrong with the scene of a seed, which stands in the current folder as ``s.yaml``.

    ``ends`` counts the exit codes of ``check``.
    """
    keys = SceneGrammar(schema, seed).scene()
    Path("s.yaml").write_text(json.dumps(keys, ensure_ascii=False, indent=1), encoding="utf-8")
    signal.signal(signal.SIGALRM, _too_slow)
    codes = {}
    for command in (["check", "s.yaml"], ["render", "s.yaml", "--force", "-f", "gif,png"])[: 1 + rendered]:
        began = time.process_time()
        try:
            signal.setitimer(signal.ITIMER_REAL, 6 * SECONDS)
            done = run(*command)
        except TooSlowError:
            yield f"{command[0]} hangs"
            return
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        codes[command[0]] = done.exit_code
        ends[done.exit_code] += command[0] == "check"
        said = done.stdout + done.stderr
        if done.exit_code not in {0, 3} or "bug in gdanim" in said or "Traceback" in said or "Warning:" in said:
            yield f"{command[0]} ends in {done.exit_code}: {said[-600:]}"
        if time.process_time() - began > SECONDS:
            yield f"{command[0]} takes {time.process_time() - began:.0f} s of processor time"
    if len(set(codes.values())) > 1:
        yield f"check and render disagree: {codes}"
    for sidecar in Path("output").glob("*.json"):
        json.loads(sidecar.read_text(encoding="utf-8"), parse_constant=_not_strict)


def _not_strict(name: str) -> None:
    raise ValueError(name)


def main(first: int, last: int, *, rendered: bool) -> int:
    """Tries the seeds from ``first`` up to ``last`` and prints the faults. Returns their number."""
    warnings.simplefilter("error")
    schema, count, ends = scene.schema(), 0, Counter[int]()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_tables(Path(folder))
        for seed in range(first, last):
            for fault in faults(seed, schema, ends, rendered=rendered):
                count += 1
                print(f"== seed {seed}: {fault}\n{Path('s.yaml').read_text(encoding='utf-8')}", flush=True)  # noqa: T201
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            if peak > BYTES:
                print(f"== seed {seed}: memory {peak / 2**20:.0f} MiB")  # noqa: T201
                return count + 1
    print("exit codes of check:", dict(ends))  # noqa: T201
    return count


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]), rendered="render" in sys.argv)))
