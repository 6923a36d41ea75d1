"""The figures of the field, a folder a group: short, in three languages, without warnings, all in the picture."""

from itertools import groupby
from pathlib import Path

import pytest

import gdanim
from gdanim import pipeline, scene as scenes

FOLDER = Path(__file__).parents[2] / "scenes" / "field"
FILES = sorted(FOLDER.glob("*/*.yaml"))
NAMES = [file.relative_to(FOLDER).with_suffix("").as_posix() for file in FILES]
GROUPS = {
    *("one-variable", "two-variables", "momentum", "adaptive", "schedules", "data", "regularisation"),
    *("second-order", "constraints", "deep-learning"),
}
MAX_LINES = 15
BRIEF = {"output": "[png]", "poster": "end"}


def load(name, language=None, **keys):
    return scenes.load(FOLDER / f"{name}.yaml", keys, language)


def test_every_scene_of_the_field_stands_in_a_group():
    assert sorted(FOLDER.rglob("*.yaml")) == FILES
    assert {group for group, _ in groupby(file.parent.name for file in FILES)} <= GROUPS


@pytest.mark.parametrize("name", NAMES)
def test_a_scene_of_the_field_is_short_and_warns_of_nothing_but_divergence(name):
    lines = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert len(lines) <= MAX_LINES
    loaded = load(name)
    warnings = pipeline.warnings(loaded, pipeline.trace(loaded))
    assert [warning for warning in warnings if " diverges: " not in warning] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_scene_of_the_field_has_a_title_in_every_language(name):
    assert len({load(name, language).title for language in ("en", "fa", "fr")}) == 3


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_scene_of_the_field_has_room_for_all_that_it_shows(name):
    assert [warning for warning in pipeline.check(load(name)) if " diverges: " not in warning] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_scene_of_the_field_is_rendered(name, tmp_path):
    done = gdanim.render(load(name, **BRIEF), tmp_path)
    assert {file.suffix for file in tmp_path.iterdir()} == {".png", ".json"}
    assert done.sidecar.exists()
