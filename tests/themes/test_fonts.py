"""``font``: a family or a file before gdanim's own fonts, which stay for the letters that it lacks."""

import hashlib
import random
import shutil
from pathlib import Path

import pytest
from matplotlib import get_data_path

from gdanim import pipeline, scene as scenes
from gdanim.drawing import fonts
from gdanim.drawing.text import TextStyle, Typesetter
from gdanim.errors import SceneError
from gdanim.themes import font_files

SERIF = Path(get_data_path(), "fonts", "ttf", "DejaVuSerif.ttf")
CMR = Path(get_data_path(), "fonts", "ttf", "cmr10.ttf")
SCENE = {"function": "x**2", "start": 2, "eta": 0.1}


def test_a_family_is_found_by_its_name_in_each_weight():
    found = font_files.find("dejavu serif")
    assert (found.regular.name, found.bold.name) == ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf")


def test_a_file_is_its_own_typeface_in_every_weight():
    assert font_files.find(str(SERIF)).files == (SERIF,)


def test_letters_that_the_font_lacks_come_from_the_fallback_fonts():
    parts = fonts.split("slopeشیب▲", "regular", str(CMR))
    assert [path.stem for _, path in parts] == ["cmr10", "IBMPlexSansArabic-Regular", "DejaVuSans"]


def test_a_font_changes_how_wide_a_text_is():
    style = TextStyle(20, "#000000")
    assert Typesetter(font=str(SERIF)).width("minimum", style) != Typesetter().width("minimum", style)


def test_a_familys_files_are_among_the_files_that_the_scene_reads():
    reads = dict(scenes.load(SCENE | {"font": "DejaVu Serif"}).reads)
    assert reads["DejaVuSerif.ttf"] == hashlib.sha256(SERIF.read_bytes()).hexdigest()


def test_a_font_files_path_is_relative_to_the_scene(tmp_path):
    shutil.copy(SERIF, tmp_path / "my.ttf")
    (tmp_path / "a.yaml").write_text("function: x**2\nstart: 2\neta: 0.1\nfont: my.ttf\n", encoding="utf-8")
    assert scenes.load(tmp_path / "a.yaml").font == str(tmp_path / "my.ttf")


@pytest.mark.parametrize(
    ("font", "message"),
    [
        ("Nowhere Sans", "there is no font family 'Nowhere Sans' on this machine; name a font file instead"),
        ("broken.ttf", "{}/broken.ttf is not a font that can be read"),
    ],
)
def test_a_font_that_can_not_be_found_is_a_problem_of_the_scene(tmp_path, font, message):
    (tmp_path / "broken.ttf").write_text("no font", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(f"function: x**2\nstart: 2\neta: 0.1\nfont: {font}\n", encoding="utf-8")
    with pytest.raises(SceneError) as caught:
        scenes.load(tmp_path / "a.yaml")
    (problem,) = caught.value.problems
    assert (problem.message, problem.line) == (message.format(tmp_path), 4)


def test_a_damaged_font_file_is_told_at_the_font(here):
    damaged, dice = bytearray(SERIF.read_bytes()), random.Random(4)  # noqa: S311 -- damage that repeats
    for place in dice.sample(range(len(damaged)), 5000):
        damaged[place] = dice.randrange(256)
    Path("f.ttf").write_bytes(bytes(damaged))
    Path("s.yaml").write_text("function: x**2\nstart: 2\neta: 0.1\nfont: f.ttf\n", encoding="utf-8")
    with pytest.raises(SceneError, match=r"the font file f\.ttf is damaged") as caught:
        pipeline.check(scenes.load("s.yaml"))
    assert (caught.value.problems[0].line, caught.value.problems[0].column) == (4, 7)
