"""The scenes of the field's pictures: short, in three languages, without warnings."""

from pathlib import Path

import pytest

from gdanim import pipeline, scene as scenes

FOLDER = Path(__file__).parents[2] / "scenes" / "field"
FILES = sorted(FOLDER.rglob("*.yaml"))
MAX_LINES = 15


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scene_of_the_field_is_short_and_gives_no_warning(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert len(lines) <= MAX_LINES
    loaded = scenes.load(file)
    assert pipeline.warnings(loaded, pipeline.trace(loaded)) == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scene_of_the_field_has_a_title_in_every_language(file):
    assert len({scenes.load(file, language=language).title for language in ("en", "fa", "fr")}) == 3
