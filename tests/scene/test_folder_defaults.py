"""Defaults of folders: which come first, whose files they name, and where their problems are told."""

import os
from pathlib import Path

import jsonschema
import pytest

from gdanim import freshness, scene as scenes
from gdanim.errors import SceneError

pytestmark = pytest.mark.usefixtures("here")
SCENE = "function: x**2\nstart: 2\neta: 0.1\n"


def put(**files):
    """Writes files, whose names have two underscores for a slash."""
    for name, text in files.items():
        path = Path(f"{name.replace('__', '/')}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def problems(path):
    with pytest.raises(SceneError) as caught:
        scenes.load(path)
    return str(caught.value)


def test_the_nearest_folder_comes_first_key_by_key_and_the_scene_before_all():
    Path("course/lesson").mkdir(parents=True)
    Path("course/_gdanim.yaml").write_text("theme: dark\nsteps: 5\nlanguage: fr\ntiming: {fps: 10, slow: 0}\n")
    Path("course/lesson/_gdanim.yaml").write_text("steps: 7\ntiming: {fps: 25}\n")
    Path("course/lesson/a.yaml").write_text(f"{SCENE}language: en\n")
    loaded = scenes.load("course/lesson/a.yaml")
    assert (loaded.theme, loaded.steps, loaded.language) == ("dark", 7, "en")
    assert (loaded.timing.fps, loaded.timing.slow) == (25, 0)


def test_what_a_scene_extends_comes_before_the_defaults():
    Path("_gdanim.yaml").write_text("steps: 5\ntheme: dark\n")
    Path("_base.yaml").write_text("steps: 9\n")
    Path("a.yaml").write_text(f"extends: _base.yaml\n{SCENE}")
    loaded = scenes.load("a.yaml")
    assert (loaded.steps, loaded.theme) == (9, "dark")


def test_only_the_folders_of_the_scene_itself_give_defaults():
    """A base may lie in a folder with defaults of its own."""
    Path("shared").mkdir()
    Path("shared/_gdanim.yaml").write_text("theme: dark\n")
    Path("shared/_base.yaml").write_text(SCENE)
    Path("a.yaml").write_text("extends: shared/_base.yaml\n")
    assert scenes.load("a.yaml").theme == "light"


def test_they_are_the_same_from_every_current_folder(here, monkeypatch):
    put(course___gdanim="steps: 4\n", course__lesson__a=SCENE)
    found = []
    for folder, path in ((here, "course/lesson/a.yaml"), (here / "course" / "lesson", "a.yaml"), (Path("/"), None)):
        monkeypatch.chdir(folder)
        loaded = scenes.load(path or here / "course/lesson/a.yaml")
        found.append((loaded.steps, dict(loaded.reads).keys()))
    assert found == [(4, {"a.yaml", "../_gdanim.yaml"})] * 3


def test_a_file_that_they_name_lies_beside_them_and_may_be_read_from_below(here, monkeypatch):
    put(
        course___gdanim="function: {linear_regression: {data: all.csv}}\ntheme: own.mplstyle\n",
        course__lesson__a="eta: 0.1\n",
    )
    Path("course/all.csv").write_text("x,y\n0,1\n1,2\n2,2\n")
    Path("course/own.mplstyle").write_text("lines.linewidth: 3\n")
    monkeypatch.chdir(here / "course" / "lesson")
    loaded = scenes.load("a.yaml")
    assert dict(loaded.reads).keys() == {"a.yaml", "../_gdanim.yaml", "../all.csv", "../own.mplstyle"}


def test_a_scene_may_still_read_nothing_above_the_highest_defaults(here, monkeypatch):
    put(course___gdanim="steps: 4\n", course__a="extends: ../secret.yaml\n", secret=SCENE)
    monkeypatch.chdir(here / "course")
    assert problems("a.yaml") == (
        "a.yaml:1:10: ../secret.yaml is outside course/, the folder a scene may read from\n"
        "    1 | extends: ../secret.yaml\n      |          ^^^^^^^^^^^^^^"
    )


def test_a_link_to_defaults_outside_is_not_followed(here, monkeypatch):
    put(elsewhere__x="steps: 4\n", course__a=SCENE)
    Path("course/_gdanim.yaml").symlink_to(here / "elsewhere" / "x.yaml")
    monkeypatch.chdir(here / "course")
    assert problems("a.yaml") == (
        "_gdanim.yaml: _gdanim.yaml is a link to a file outside course/, which scenes may not read; copy it"
    )


def test_a_preset_of_the_scene_comes_before_sizes_of_the_folder():
    put(_gdanim="size: [640, 480]\noutput: [gif, mp4]\n", a=f"{SCENE}preset: slide\n", b=SCENE)
    assert (scenes.load("a.yaml").size, scenes.load("a.yaml").output) == ((1920, 1080), ("mp4", "png"))
    assert scenes.load("b.yaml").size == (640, 480)


def test_overrides_and_language_come_before_the_defaults():
    put(_gdanim="steps: 4\nlanguage: fr\n", a=SCENE)
    loaded = scenes.load("a.yaml", {"steps": "6"}, "fa")
    assert (loaded.steps, loaded.language) == (6, "fa")


def test_they_are_part_of_the_fingerprint():
    put(a=SCENE)
    before = freshness.fingerprint_components(scenes.load("a.yaml"))["scene"]
    put(_gdanim="# nothing yet\n")
    with_defaults = freshness.fingerprint_components(scenes.load("a.yaml"))["scene"]
    put(_gdanim="steps: 4\n")
    assert len({before, with_defaults, freshness.fingerprint_components(scenes.load("a.yaml"))["scene"]}) == 3


def test_problems_have_their_own_place_and_the_scene_is_checked_too():
    put(course___gdanim="stesp: 4\neta: -1\n", course__a="function: x**2\nstart: 2\nsteps: -1\n")
    assert problems("course/a.yaml") == (
        "course/a.yaml:3:8: steps must be from 0 to 10,000; found -1\n"
        "    3 | steps: -1\n      |        ^^\n"
        "course/_gdanim.yaml:1:1: unknown key 'stesp'; did you mean 'steps'?\n"
        "    1 | stesp: 4\n      | ^^^^^\n"
        "course/_gdanim.yaml:2:6: eta must be above 0; found -1\n"
        "    2 | eta: -1\n      |      ^^"
    )


NO_NAMES = "order must be a list of names of scenes and folders, such as [descent, stepsizes]"
NOT_FOR_FOLDERS = (
    "'extends' is a key of scenes alone; _gdanim.yaml gives a folder's defaults, which all scenes below it have"
)


@pytest.mark.parametrize(
    ("text", "column", "width", "told"),
    [
        ("extends: a.yaml", 1, 7, NOT_FOR_FOLDERS),
        ("order: a", 8, 1, NO_NAMES),
        ("order: [a, [b]]", 12, 3, NO_NAMES),
        ("order: [a, b, a]", 15, 1, "order names 'a' twice"),
        ("just words", 1, 10, "a scene is made of lines 'key: value'"),
        ("{eta: 1, η: 2}", 10, 1, "'eta' is given twice: η is another way to write it"),
    ],
)
def test_what_is_no_default_is_told_beside_the_scene_s_own_problems(text, column, width, told):
    put(_gdanim=text, a=SCENE)
    caret = " " * (column - 1) + "^" * width
    assert problems("a.yaml") == f"_gdanim.yaml:1:{column}: {told}\n    1 | {text}\n      | {caret}"


def test_a_folder_or_a_pipe_of_this_name_is_told():
    put(a__a=SCENE, b__b=SCENE)
    Path("a/_gdanim.yaml").mkdir()
    os.mkfifo("b/_gdanim.yaml")
    assert problems("a/a.yaml") == "a/_gdanim.yaml: a/_gdanim.yaml can't be read: it is not a file"
    assert problems("b/b.yaml") == "b/_gdanim.yaml: b/_gdanim.yaml can't be read: it is not a file"


def test_links_in_a_circle_are_told():
    put(a=SCENE)
    Path("_gdanim.yaml").symlink_to("_gdanim.yaml")
    assert "_gdanim.yaml can't be read: " in problems("a.yaml")


def test_defaults_are_no_base():
    put(_gdanim="steps: 4\n", a=f"extends: _gdanim.yaml\n{SCENE}")
    assert problems("a.yaml") == (
        "a.yaml:1:10: _gdanim.yaml gives the defaults of its folder, which all scenes below it have anyway; leave out "
        "extends\n    1 | extends: _gdanim.yaml\n      |          ^^^^^^^^^^^^"
    )


def test_an_empty_file_gives_nothing():
    put(_gdanim="", a=SCENE)
    assert scenes.load("a.yaml").steps == 25


def test_a_scene_that_is_no_file_has_no_defaults():
    put(_gdanim="steps: 4\n")
    assert scenes.load({"function": "x**2", "start": 2, "eta": 0.1}).steps == 25
    assert scenes.load_text(SCENE, "stdin").steps == 25


def test_the_schema_of_defaults_takes_the_scene_s_keys_and_the_order():
    schema = scenes.defaults_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"order": ["a", "b"], "theme": "dark", "timing": {"fps": 10}})
    assert validator.is_valid({})
    for wrong in ({"order": "a"}, {"order": ["a", "a"]}, {"extends": "a.yaml"}, {"stesp": 4}):
        assert not validator.is_valid(wrong)
