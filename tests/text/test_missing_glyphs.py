"""A letter that no font here can set is a problem at its text: in every text, in each language that is asked for."""

import pytest

from gdanim import pipeline, registry, scene
from gdanim.errors import SceneError
from gdanim.themes import font_files

WAY_OUT = "which no font here can draw; font: may name one that can"
BOWL = ["function: x**2", "start: 1", "eta: 0.1"]
LANGUAGES = ("en", "fa", "fr")


def reported(path, languages=LANGUAGES, language=None, **overrides):
    """Each problem of a scene: its place in the file, and what it says."""
    with pytest.raises(SceneError) as raised:
        pipeline.check(scene.load(path, overrides, language), languages)
    return [(problem.line, problem.column, problem.message) for problem in raised.value.problems]


@pytest.fixture(autouse=True)
def no_chinese_font(monkeypatch):
    monkeypatch.setattr(font_files, "chinese", lambda: None)


@pytest.fixture
def written(tmp_path):
    def write(*lines, name="scene.yaml"):
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def test_a_text_in_another_language_is_looked_at_as_well(written):
    path = written(*BOWL, "title: {en: fine, fa: 好}", "notes: [{text: {fr: 'un 坡', en: ok}}]")
    assert reported(path) == [
        (4, 23, f"title holds '好' (U+597D), {WAY_OUT}"),
        (5, 21, f"text holds '坡' (U+5761), {WAY_OUT}"),
    ]


def test_only_the_language_that_is_rendered_is_looked_at_where_no_others_are_named(written):
    path = written(*BOWL, "title: {en: fine, fa: 好}")
    pipeline.check(scene.load(path))
    assert reported(path, (), "fa") == [(4, 23, f"title holds '好' (U+597D), {WAY_OUT}")]


def test_a_language_that_gdanim_does_not_speak_is_reported_before_its_letters_are_looked_at(written):
    assert reported(written(*BOWL, "title: {en: fine, qq: 好}")) == [
        (4, 19, f"unknown language 'qq'; there is {', '.join(registry.names('languages'))}")
    ]


def test_a_term_given_in_another_language_alone_is_looked_at(written):
    path = written(*BOWL, "terms: {minimum: {fa: 坡}}")
    assert reported(path) == [(4, 23, f"minimum holds '坡' (U+5761), {WAY_OUT}")]


def test_all_labels_are_looked_at_in_the_order_of_the_file(written):
    path = written(*BOWL, "runs:", "  - {label: {en: a, fa: 中}}", "  - {label: 文}", "caption: 学")
    assert reported(path) == [
        (5, 25, f"label holds '中' (U+4E2D), {WAY_OUT}"),
        (6, 13, f"label holds '文' (U+6587), {WAY_OUT}"),
        (7, 10, f"caption holds '学' (U+5B66), {WAY_OUT}"),
    ]


def test_several_letters_are_each_named_once(written):
    path = written(*BOWL, "title: 好学好 گام")
    assert reported(path) == [(4, 8, f"title holds '好' (U+597D), '学' (U+5B66), {WAY_OUT}")]


@pytest.mark.parametrize(
    ("function", "places"),
    [
        ("{linear_regression: {data: rows.csv, x: 広, y: 價}}", [(1, 51), (1, 57)]),
        ("{linear_regression: {data: rows.csv}}", [(1, 11), (1, 11)]),
        ("[{linear_regression: {data: rows.csv, y: 價}}]", [(1, 11), (1, 52)]),
    ],
)
def test_a_columns_name_is_looked_at_where_it_is_chosen_or_at_its_function(written, function, places):
    """Where the data's file alone names it, the scene has no other place for it."""
    written("広,價", "1,2", "2,3", "3,5", name="rows.csv")
    found = reported(written(f"function: {function}", "start: [0, 0]", "eta: 0.1"))
    messages = [f"the column {name!r} holds {name!r} (U+{ord(name):04X}), {WAY_OUT}" for name in "広價"]
    assert sorted(found) == sorted((*place, message) for place, message in zip(places, messages, strict=True))


def test_a_text_from_the_scene_that_is_extended_is_a_problem_there(written):
    base = written(*BOWL, "title: {en: x, fa: 好}", name="base.yaml")
    with pytest.raises(SceneError) as raised:
        pipeline.check(scene.load(written("extends: base.yaml")), LANGUAGES)
    assert str(raised.value) == (
        f"{base}:4:20: title holds '好' (U+597D), {WAY_OUT}\n"
        "    4 | title: {en: x, fa: 好}\n"
        "      |                    ^"
    )


def test_a_formula_is_no_text_that_a_font_must_have(written):
    pipeline.check(scene.load(written(*BOWL, r"title: '$\nabla f$ ∇ ♻ گام'")), LANGUAGES)
