"""Tries one random scene after another, and says what must not happen: python tests/fuzz/fuzz.py FIRST LAST [render].

A trial is a seed. ``check`` and ``render`` of its scene have to agree, end in exit code 0 or 3 and in less than ten
seconds, say no word of a bug, no traceback and no warning of Python's, write strict JSON, and stay below one gibibyte.
A scene that is refused is tried again with fewer keys, until one is left that can be rendered.
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

import odd_files
from command import run
from scene_grammar import SceneGrammar

from gdanim import scene

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 10
BYTES = 2**30
REPORT_EVERY = 100  # seeds


class TooSlowError(Exception):
    """Raised when a trial takes longer than it may."""


def _too_slow(*_: object) -> None:
    raise TooSlowError


class Trial:
    """The scenes of one seed, which stand in the current folder as ``s.yaml`` one after another.

    ``ends`` counts the exit codes of both commands: ``check 0``, ``check 3``, ``render 0`` …
    """

    def __init__(self, schema: dict[str, Any], seed: int, ends: Counter[str], *, rendered: bool) -> None:
        self.grammar = SceneGrammar(schema, seed)
        self.ends, self.rendered = ends, rendered

    def faults(self) -> Iterator[str]:
        """Yields what went wrong, until a scene is valid, with the scene."""
        for keys in self.grammar.scenes():
            text = json.dumps(keys, ensure_ascii=False, indent=1)
            Path("s.yaml").write_text(text, encoding="utf-8", errors="surrogatepass")
            codes: dict[str, int] = {}
            for fault in self._faults(keys, codes):
                yield f"{fault}\n{text}"
            if codes.get("check") != 3:
                return

    def _faults(self, keys: dict[str, Any], codes: dict[str, int]) -> Iterator[str]:
        yield from self._command(codes, "check", "s.yaml")
        if self.rendered and codes.get("check") == 0:
            formats = () if "output" in keys else ("-f", "gif,png")
            yield from self._command(codes, "render", "s.yaml", "--force", *formats)
        if len(set(codes.values())) > 1:
            yield f"check and render disagree: {codes}"
        for sidecar in Path("output").glob("*.json"):
            json.loads(sidecar.read_text(encoding="utf-8"), parse_constant=_not_strict)
            sidecar.unlink()

    def _command(self, codes: dict[str, int], *command: str) -> Iterator[str]:
        """Runs a command. Yields its faults."""
        signal.signal(signal.SIGALRM, _too_slow)
        began = time.process_time()
        try:
            signal.setitimer(signal.ITIMER_REAL, 6 * SECONDS)
            done = run(*command)
        except TooSlowError:
            yield f"{command[0]} hangs"
            return
        except Exception as error:  # noqa: BLE001 -- what passes the command line is a fault, too
            yield f"{command[0]} raises {type(error).__name__}: {error}"
            return
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        codes[command[0]] = done.exit_code
        self.ends[f"{command[0]} {done.exit_code}"] += 1
        said = done.stdout + done.stderr
        if done.exit_code not in {0, 3} or "bug in gdanim" in said or "Traceback" in said or "Warning:" in said:
            yield f"{command[0]} ends in {done.exit_code}: {said[-600:]}"
        if time.process_time() - began > SECONDS:
            yield f"{command[0]} takes {time.process_time() - began:.0f} s of processor time"


def _not_strict(name: str) -> None:
    raise ValueError(name)


def main(first: int, last: int, *, rendered: bool) -> int:
    """Tries the seeds from ``first`` up to ``last`` and prints the faults. Returns their number."""
    warnings.simplefilter("error")
    schema, count, ends = scene.schema(), 0, Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        odd_files.write(Path(folder))
        for seed in range(first, last):
            for fault in Trial(schema, seed, ends, rendered=rendered).faults():
                count += 1
                print(f"== seed {seed}: {fault}", flush=True)  # noqa: T201
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            if peak > BYTES:
                print(f"== seed {seed}: memory {peak / 2**20:.0f} MiB", flush=True)  # noqa: T201
                return count + 1
            if (seed + 1) % REPORT_EVERY == 0:
                print(f"up to {seed}: {dict(ends)}, peak {peak / 2**20:.0f} MiB", flush=True)  # noqa: T201
    print("exit codes:", dict(ends))  # noqa: T201
    return count


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]), int(sys.argv[2]), rendered="render" in sys.argv)))
