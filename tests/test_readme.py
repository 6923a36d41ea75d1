"""The README names what there is: its table of scene keys is read by people, and kept by hand."""

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from gdanim import registry
from gdanim.scene import keys

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
ROWS = {
    name: takes
    for row in re.findall(r"^\|(.*)\|$", README, re.MULTILINE)
    for names, takes, *_ in [re.split(r"(?<!\\)\|", row)]
    for name in re.findall(r"`([^`]+)`", names)
}
NAMED = {"panels": "panels", "theme": "themes", "language": "languages", "output": "encoders"}
"""Keys of a scene whose row lists the plug-ins of a kind; others say ``gdanim list``."""

IN_PYTHON = re.findall(r"```python\n(.*?)```", README.partition("## In Python")[2].partition("\n## ")[0], re.DOTALL)
OTHER_LIBRARIES = ("torch", "optax")


def words(key):
    return {word for code in re.findall(r"`([^`]+)`", ROWS[key]) for word in re.findall(r"\w+", code)}


@pytest.mark.parametrize(("key", "kind"), NAMED.items())
def test_every_plug_in_of_gdanim_s_own_is_named(key, kind):
    lacking = ", ".join(sorted({*registry.shipped(kind)} - words(key)))
    assert not lacking, f"README.md: in the table of keys, name {lacking} under {key}"


def test_every_mark_is_named():
    marks = {mark for name in registry.shipped("panels") for mark in registry.load("panels", name).marks}
    lacking = ", ".join(sorted(marks - words("show")))
    assert not lacking, f"README.md: in the table of keys, name {lacking} under show"


def test_every_key_of_a_scene_is_named():
    lacking = ", ".join(sorted({*keys.KEYS} - {*ROWS} - words("batch") - words("language")))
    assert not lacking, f"README.md: the table of keys lacks {lacking}"


@pytest.mark.slow
def test_what_it_shows_of_python_runs(here):
    """Programs that need another library are left out where it is not installed."""
    shutil.copytree(Path(__file__).parents[1] / "scenes", "scenes")
    known = {}
    for program in IN_PYTHON:
        if any(name in program and not find_spec(name) for name in OTHER_LIBRARIES):
            continue
        exec(program, known)  # noqa: S102 -- the README's own programs
    assert len(IN_PYTHON) >= 4
    assert Path("output/scene.gif").exists()
    assert Path("figures/stepsizes.png").exists()
