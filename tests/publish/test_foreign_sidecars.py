"""Sidecars are data from anybody: one that gdanim did not write is told, and the others are published."""

import json
import os
from pathlib import Path

import pytest
from command import run

CORRUPTIONS = {
    "script in a size": lambda sidecar: sidecar["outputs"][0].update(width='1"><script>alert(1)</script>'),
    "no size": lambda sidecar: sidecar["outputs"][0].update(height=0),
    "half a pixel": lambda sidecar: sidecar["outputs"][0].update(width=1.5),
    "true for a size": lambda sidecar: sidecar["outputs"][0].update(width=True),
    "another folder": lambda sidecar: sidecar["outputs"][0].update(file="../../secret.png"),
    "a root": lambda sidecar: sidecar["outputs"][0].update(file="/etc/passwd"),
    "script in a name": lambda sidecar: sidecar["outputs"][0].update(file='"><script>'),
    "unknown format": lambda sidecar: sidecar["outputs"][0].update(format="exe"),
    "a format that is no text": lambda sidecar: sidecar["outputs"][0].update(format=["gif"]),
    "bytes as text": lambda sidecar: sidecar["outputs"][0].update(bytes="many"),
    "an output that is a number": lambda sidecar: sidecar.update(outputs=[3]),
    "outputs by name": lambda sidecar: sidecar.update(outputs={"gif": 1}),
    "no outputs": lambda sidecar: sidecar.pop("outputs"),
    "language of nobody": lambda sidecar: sidecar.update(language="xx"),
    "language that is a path": lambda sidecar: sidecar.update(language="../../en"),
    "alt of numbers": lambda sidecar: sidecar.update(alt=[1, 2]),
    "caption of nothing": lambda sidecar: sidecar.update(caption=None),
    "title of numbers": lambda sidecar: sidecar.update(title=3),
    "runs as text": lambda sidecar: sidecar.update(runs="all"),
    "a run without a verdict": lambda sidecar: sidecar.update(runs=[{"label": "a"}]),
    "a verdict of numbers": lambda sidecar: sidecar.update(runs=[{"label": "a", "verdict": {"text": 3}}]),
    "steps as a number": lambda sidecar: sidecar.update(steps=3),
}
IS_NONE = "output/image.json is no sidecar of this version; run: gdanim render scenes/image.yaml\n"


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("corrupt", CORRUPTIONS.values(), ids=CORRUPTIONS)
def test_a_foreign_sidecar_is_told_and_the_others_are_shown(corrupt):
    path = Path("output/image.json")
    sidecar = json.loads(path.read_text(encoding="utf-8"))
    corrupt(sidecar)
    path.write_text(json.dumps(sidecar), encoding="utf-8")
    embedded = run("embed", "scenes/image.yaml")
    assert (embedded.exit_code, embedded.stdout, embedded.stderr) == (1, "", IS_NONE)
    shown = run("gallery", "scenes")
    assert (shown.exit_code, IS_NONE in shown.stderr) == (1, True)
    page = Path("output/index.html").read_text(encoding="utf-8")
    assert page.count("<article") == 3
    assert "alert(1)" not in page


@pytest.mark.usefixtures("root")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
def test_a_pipe_in_a_sidecars_place_is_told():
    Path("output/image.json").unlink()
    os.mkfifo("output/image.json")
    assert run("embed", "scenes/image.yaml").stderr == IS_NONE
    assert run("check", "--outputs", "scenes/image.yaml", "-f", "gif").exit_code == 1


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("text", ["[" * 100_000, "{", '{"outputs": 1e400}', "\x00", ""])
def test_a_broken_sidecar_is_told(text):
    Path("output/image.json").write_text(text, encoding="utf-8")
    done = run("embed", "scenes/image.yaml")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("output/image.json ")
    assert run("check", "--outputs", "scenes/image.yaml", "-f", "gif").exit_code == 1
