"""The progress bar and the summary of a batch on a terminal."""

import io
import json
import sys
from pathlib import Path

import pytest

from gdanim.batch import FrameProgress, Job, JobResult
from gdanim.cli import summary
from gdanim.cli.progress_bar import progress_bar

FIRST, SECOND = Job(Path("first.yaml"), Path("output")), Job(Path("second [1].yaml"), Path("output"))


class Terminal(io.StringIO):
    def isatty(self):
        return True


def on_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    return sys.stderr


def test_a_bar_shows_the_frames_of_each_scene_and_the_scenes_done(monkeypatch):
    terminal = on_a_terminal(monkeypatch)
    with progress_bar(3, quiet=False) as bar:
        bar.update(FrameProgress(FIRST, 3, 9))
        bar.update(FrameProgress(SECOND, 9, 9))
        bar.finish(Job(Path("third.yaml"), Path("output")))
    printed = terminal.getvalue()
    for text in ("first", "3/9", "second [1]: finishing", "9/9", "scenes", "1/3"):
        assert text in printed


def test_a_scene_that_is_done_leaves_the_bar(monkeypatch):
    terminal = on_a_terminal(monkeypatch)
    with progress_bar(3, quiet=False) as bar:
        bar.update(FrameProgress(FIRST, 3, 9))
        bar.finish(FIRST)
        terminal.truncate(0)
    assert "first" not in terminal.getvalue()


def test_there_is_no_bar_without_a_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress_bar(2, quiet=False) as bar:
        bar.update(FrameProgress(FIRST, 3, 9))
        bar.finish(FIRST)
    assert sys.stderr.getvalue() == ""


@pytest.fixture
def results(tmp_path):
    """One scene rendered in two formats, one invalid, one up to date whose sidecar was taken away meanwhile."""
    entry = {"format": "gif", "file": "first.gif", "bytes": 2048, "seconds": 7.05}
    sidecar = {
        "outputs": [entry, {**entry, "format": "mp4", "file": "first.mp4"}, {**entry, "file": "first.webp"}],
        "runs": [{"verdict": {"kind": kind, "step": 4}} for kind in ("converged", "left_domain", "converged")],
    }
    (tmp_path / "first.json").write_text(json.dumps(sidecar))
    files = (tmp_path / "first.gif", tmp_path / "first.mp4")
    return [
        JobResult(FIRST, "rendered", files, tmp_path / "first.json"),
        JobResult(SECOND, "invalid", code=3),
        JobResult(Job(Path("third.yaml"), Path(), "en"), "up_to_date", (), tmp_path / "third.json"),
    ]


def test_the_summary_has_a_row_for_each_scene_and_counts_the_states(results):
    assert list(summary.lines(results)) == [
        "scene            state       outputs   size    seconds  verdict",
        "first.yaml       rendered    gif, mp4  4.1 kB  7.05     2 converged, left domain",
        "second [1].yaml  invalid",
        "third.yaml (en)  up to date",
        "1 rendered, 1 invalid, 1 up to date",
    ]


def test_a_narrow_terminal_has_fewer_columns(results, monkeypatch):
    on_a_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "40")
    assert list(summary.lines(results))[:2] == [
        "scene            state       outputs",
        "first.yaml       rendered    gif, mp4",
    ]
    monkeypatch.setenv("COLUMNS", "20")
    assert list(summary.lines(results))[1] == "first.yaml       rendered"


def test_names_are_short():
    assert summary._shortened("x" * 60) == "x" * 47 + "…"
