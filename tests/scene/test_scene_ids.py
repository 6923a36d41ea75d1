"""Every problem of a scene has the id of its sentence, so that programs need not compare words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import gdanim
from gdanim import scene, yaml
from gdanim.errors import SceneError, UsageError
from gdanim.messages import texts
from gdanim.scene.keys import KEYS

WHOLE = {"function": "x**2", "start": "1", "eta": "0.1"}
VALUES = [
    *("", "~", "0", "-1", "2.5", "1e999", "10001", "'0,5'", "۳", "1, 2", "800x600", "word", "x" * 70, "true", "1/K"),
    *("[]", "[1]", "[1, 2, 3]", "[3, 1]", "[a, b]", "[[1], [2, 3]]", "[~]", "[{a: 1}]", "[gif, gif]", "[+ball, trail]"),
    *("{}", "{a: 1}", "{zz: a}", "{fa: a}", "{seed: 1}", "{random: 0}", "{epochs: 0}", "{gradient: 0}", "{step: {}}"),
    *("{momentum: 3}", "{momentum: {beta: 2}}", "{momentum: {beta: []}}", "{adam: {bias_correction: maybe}}"),
    *("[{curve: {show: [loss]}}]", "[{curve: {nope: 1}}]", "[contour]", "[data]", "[{text: a, steps: 40}]"),
    *(
        "2x",
        "x + z",
        "max(x, 0",
        "{bowl: {a: 1}}",
        "linear_regression",
        "{linear_regression: {ridge: -1}}",
        "a.mplstyle",
    ),
    *("{step: '{'}", "{step: '{a}'}", "$\\frac{1$", "a #b", "{fps: 99, seconds: 0}", "[801, 600]", "gone.yaml"),
]


def problems(text):
    Path("s.yaml").write_text(text, encoding="utf-8")
    try:
        scene.load("s.yaml")
    except SceneError as error:
        return error.problems
    return ()


def written(**lines):
    return "".join(f"{key}: {value}\n" for key, value in {**WHOLE, **lines}.items() if value is not None)


@pytest.mark.parametrize("key", [*KEYS, "lr", "fps", "unknown"])
def test_whatever_is_wrong_with_a_key_has_an_id(key):
    for value in VALUES:
        for problem in problems(written(**{key: value})):
            assert problem.id in texts(), problem.message


@pytest.mark.parametrize(
    ("key", "value", "ids"),
    [
        ("step", "3", ["scene.unknown_key"]),
        ("lr", "3", ["scene.called_otherwise"]),
        ("fps", "3", ["scene.key_of_timing"]),
        ("eta", "-1", ["scene.must_be_above"]),
        ("eta", "", ["scene.no_value"]),
        ("eta", "'0,2'", ["scene.must_be_number"]),
        ("eta", "fast", ["scene.must_be_eta"]),
        ("eta", "1/q", ["functions.unknown_beside_variables"]),
        ("steps", "-1", ["scene.must_be_between"]),
        ("steps", "2.5", ["scene.must_be_whole"]),
        ("size", "800x600", ["scene.must_be_pair_such_as"]),
        ("output", "gif", ["scene.must_be_list_such_as"]),
        ("direction", "up", ["scene.unknown_word"]),
        ("optimizer", "{momentum: {beta: 2, bta: 1}}", ["scene.unknown_option", "scene.must_be_below"]),
        ("optimizer", "{momentum: {beta: '0,5'}}", ["scene.must_be_number"]),
        ("eta", "{step: {eta: 1}}", ["scene.needs_key"]),
        ("function", "{expression: 'max(x, 0)', gradient: }", ["scene.no_value"]),
        ("function", None, ["scene.missing_key"]),
        ("start", None, ["scene.missing_without_default"]),
        ("start", "[[1, 2]]", ["scene.start_shape"]),
        ("title", "Lesson #3", ["scene.text_after_hash"]),
        ("title", "a: b", ["yaml.text_with_colon"]),
        ("title", "&a b", ["yaml.anchor"]),
        ("eta", "[0.1", ["yaml.open_bracket"]),
    ],
)
def test_an_id_says_what_is_wrong(key, value, ids):
    found = [problem.id for problem in problems(written(**{key: value}))]
    assert sorted(found) == sorted(ids)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "scene.empty_file"),
        ("- 1\n", "scene.not_key_value_lines"),
        ("function:x\n", "scene.no_space_after_colon"),
        ("#" * 40_000, "yaml.too_long"),
        ("[" * 40, "yaml.too_deep"),
        ("a: 1\na: 2\n", "yaml.key_twice"),
    ],
)
def test_a_text_that_is_no_scene_has_one_id(text, key):
    assert [problem.id for problem in problems(text)] == [key]


def test_wrong_usage_has_an_id():
    for source, overrides, key in (
        (3, {}, "scene.not_a_scene"),
        ("none.yaml", {}, "scene.scene_unreadable"),
        ({"function": "x"}, {"": "1"}, "scene.override_without_key"),
    ):
        with pytest.raises(UsageError) as caught:
            scene.load(source, overrides)
        assert caught.value.id == key


SAYING = {"report", "report_key", "problem", "Problem", "UsageError"}
FILES = [file for package in (scene, yaml) for file in sorted(Path(package.__file__).parent.glob("*.py"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(Path(gdanim.__file__).parent)))
def test_no_sentence_is_written_where_it_is_said(file):
    """A sentence in the code would have no id."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            assert name not in SAYING or not any(isinstance(each, ast.Constant | ast.JoinedStr) for each in node.args)
