"""Chinese: its font, its stops, its line breaks and its glosses. What draws letters needs a font that has them."""

import pytest

from gdanim import pipeline, scene
from gdanim.drawing import fonts
from gdanim.drawing.text import TextStyle, Typesetter
from gdanim.errors import SceneError
from gdanim.text import phrases, words
from gdanim.text.bilingual import with_english_terms
from gdanim.themes import font_files

BOWL = {"function": "x**2", "start": 1, "eta": 0.1, "steps": 4, "language": "zh"}
STYLE = TextStyle(20, "#000000")


@pytest.fixture
def no_font(monkeypatch):
    monkeypatch.setattr(font_files, "chinese", lambda: None)


def test_without_a_font_the_problem_says_what_font_takes(no_font):
    with pytest.raises(SceneError) as raised:
        pipeline.check(scene.load(BOWL))
    (problem,) = raised.value.problems
    assert problem.path == ("language",)
    assert problem.message == (
        "no font here has the letters of 简体中文; font: takes a family or a font file that has them, such as "
        "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Source Han Sans CN"
    )


def test_a_font_of_an_installed_package_is_found(tmp_path, monkeypatch):
    package = tmp_path / "pylopdf_fonts_zh_cn"
    package.mkdir()
    for name in ("__init__.py", "NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"):
        (package / name).touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert font_files._from_package("pylopdf_fonts_zh_cn") == font_files.Typeface(
        package / "NotoSansSC-Regular.otf", package / "NotoSansSC-Bold.otf", package / "NotoSansSC-Bold.otf"
    )
    assert font_files._from_package("no_such_package") is None


def test_a_line_is_broken_between_letters_and_signs_stay_with_them(monkeypatch):
    monkeypatch.setattr(Typesetter, "width", lambda _self, line, _style: len(line))
    text = "小球经 10 步到达“极小值点”，然后静止。"
    lines = Typesetter().wrap(text, STYLE, 1)
    assert "".join(lines) == text.replace(" ", "")
    assert {"经", "10", "“极", "点”，", "止。"} <= set(lines)
    assert Typesetter().wrap(text, STYLE, 1e6) == [text]


def test_sentences_follow_each_other_without_a_space_after_a_chinese_stop():
    assert phrases.paragraph(["第一。", "", "第二。"]) == "第一。第二。"
    assert phrases.paragraph(["One.", "Two."]) == "One. Two."


def test_an_alt_text_is_written_in_chinese():
    read = scene.load(BOWL)
    alt = words.of_scene(read).alt(read, pipeline.trace(read))
    assert alt == "动画展示梯度下降在 f(x) = x² 上的运行：起点 x = 1，η = 0.1，4 步。小球在 4 步后仍在途中。"


def test_a_term_is_glossed_within_running_text():
    glossed = with_english_terms("小球到达极小值点。", {"极小值点": "minimum"}, "{}（{}）".format)
    assert glossed == "小球到达极小值点（minimum）。"


@pytest.mark.skipif(font_files.chinese() is None, reason="no font here has Chinese letters")
def test_chinese_letters_come_from_the_font_that_is_found():
    ((text, path),) = fonts.split("步长", "regular")
    assert (text, path) == ("步长", font_files.chinese().regular)
    assert pipeline.compose_animation(read := scene.load(BOWL), pipeline.trace(read)).warnings == ()
