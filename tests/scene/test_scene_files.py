"""Scenes that extend others, keys set from outside, and which files may be read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from matplotlib import get_data_path

from gdanim import registry, scene
from gdanim.errors import SceneError, UsageError

BASE = "function: x**2\nstart: 3\neta: [0.1, 0.2]\ntiming: {fps: 25, hold: {start: 2}}\n"


@pytest.fixture
def base(folder):
    (folder / "_base.yaml").write_text(BASE, encoding="utf-8")


@pytest.mark.usefixtures("base")
def test_extends_merges_mappings_key_by_key_and_replaces_lists(load):
    found = load("extends: _base.yaml\neta: [0.3]\ntiming: {hold: {end: 5}}\n")
    assert [run.schedule.at(0) for run in found.runs] == [0.3]
    assert (found.timing.fps, found.timing.start_hold, found.timing.end_hold) == (25, 2, 5)


def test_extends_replaces_one_rule_by_another(folder, load):
    (folder / "_base.yaml").write_text("function: x**2\nstart: 1\neta: {constant: {eta: 0.1}}\n")
    found = load("extends: _base.yaml\neta: {step: {eta: 0.4, every: 5}}\n")
    assert found.runs[0].schedule.name == "step"


@pytest.mark.usefixtures("base")
def test_every_file_of_a_scene_is_among_its_reads(folder, load):
    text = "extends: _base.yaml\n"
    found = load(text)
    assert dict(found.reads) == {
        "s.yaml": hashlib.sha256(text.encode()).hexdigest(),
        "_base.yaml": hashlib.sha256(BASE.encode()).hexdigest(),
    }


def test_a_problem_of_a_base_is_shown_in_its_own_file(folder, error_text):
    (folder / "_base.yaml").write_text("function: x**2\nstart: 1\neta: -1\n")
    assert error_text("extends: _base.yaml\nsteps: -1\n") == (
        "s.yaml:2:8: steps must be from 0 to 10,000; found -1\n"
        "    2 | steps: -1\n"
        "      |        ^^\n"
        "_base.yaml:3:6: eta must be above 0; found -1\n"
        "    3 | eta: -1\n"
        "      |      ^^"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("extends: none.yaml", "s.yaml:1:10: none.yaml can't be read: no such file or directory"),
        ("extends: .", "s.yaml:1:10: . can't be read: it is not a file"),
        ("extends: s.yaml", "s.yaml:1:10: s.yaml extends this scene in turn"),
        ("extends: a.yaml", "b.yaml:1:10: a.yaml extends this scene in turn"),
        ("extends: ../x.yaml", "s.yaml:1:10: ../x.yaml is outside here/, the folder a scene may read from"),
        ("extends: link.yaml", "s.yaml:1:10: link.yaml is outside here/, the folder a scene may read from"),
        ('extends: "a\\0b"', "s.yaml:1:10: 'a\\x00b' is not the path of a file"),
    ],
)
def test_what_cannot_be_extended_is_said_where_it_is_named(folder, monkeypatch, error_text, text, expected):
    (folder / "here").mkdir()
    (folder / "x.yaml").write_text("function: x")
    (folder / "here" / "link.yaml").symlink_to(folder / "x.yaml")
    (folder / "here" / "a.yaml").write_text("extends: b.yaml")
    (folder / "here" / "b.yaml").write_text("extends: a.yaml")
    (folder / "here" / "s.yaml").write_text(text)
    monkeypatch.chdir(folder / "here")
    with pytest.raises(SceneError) as caught:
        scene.load("s.yaml")
    assert str(caught.value).splitlines()[0] == expected


def test_a_scene_outside_the_current_folder_reads_from_its_own(folder, monkeypatch, base):
    (folder / "s.yaml").write_text("extends: _base.yaml")
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert len(scene.load(folder / "s.yaml").runs) == 2


@pytest.mark.parametrize(
    ("overrides", "check"),
    [
        ({"eta": "[0.3]"}, lambda s: [run.schedule.at(0) for run in s.runs] == [0.3]),
        ({"η": "0.3"}, lambda s: [run.schedule.at(0) for run in s.runs] == [0.3]),
        ({"timing.fps": "10"}, lambda s: (s.timing.fps, s.timing.start_hold) == (10, 2)),
        ({"timing.hold.end": "0"}, lambda s: s.timing.end_hold == 0),
        ({"eta.1": "0.5"}, lambda s: [run.schedule.at(0) for run in s.runs] == [0.1, 0.5]),
        ({"formula.eta": "false"}, lambda s: not s.formula.eta),
        ({"title": "Why not"}, lambda s: s.title == "Why not"),
    ],
)
def test_overrides_take_the_scene_s_own_keys_dotted(load, overrides, check):
    found = load(BASE, overrides=overrides)
    assert check(found)
    assert found.overrides == tuple(overrides.items())


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({"eta": "-1"}, "--set eta: eta must be above 0; found -1"),
        ({"timing.fps": "99"}, "--set timing.fps: timing.fps must be from 1 to 50; found 99"),
        ({"etta": "1"}, "--set etta: unknown key 'etta'; did you mean 'eta'?"),
        ({"eta": "[0.1"}, "--set eta: this [ is not closed: a comma or ] is missing before 1:5"),
        ({"eta.7": "1"}, "--set eta.7: there is no item '7' in a list of 2"),
        ({"title": "Lesson #3"}, '--set title: YAML drops what follows a #; put the text in quotes: "Lesson #3"'),
        ({"function": "2x"}, "--set function: write 2*x for '2x'"),
    ],
)
def test_a_wrong_override_is_a_problem_placed_at_its_key(error_text, overrides, expected):
    assert error_text(BASE, overrides=overrides) == expected


@pytest.mark.parametrize("key", ["", ".", "timing.", ".fps"])
def test_an_override_without_a_key_is_wrong_usage(load, key):
    with pytest.raises(UsageError):
        load(BASE, overrides={key: "1"})


def test_a_language_given_from_outside_chooses_among_the_texts(load, error_text):
    text = BASE + "language: xx\ntitle: {en: Steps, fa: گام}\n"
    assert load(text, language="en").title == "Steps"
    languages = ", ".join(registry.names("languages"))
    assert error_text(text, language="zz") == f"-l zz: unknown language 'zz'; there is {languages}"


def test_a_mapping_is_a_scene_too():
    found = scene.load({"function": "x**2", "start": 3, "eta": [0.1, 0.4], "formula": {"eta": False}})
    assert [run.label for run in found.runs] == ["η = 0.1", "η = 0.4"]
    assert (found.name, found.file, found.formula.eta) == ("scene", None, False)
    assert (
        found.reads == scene.load({"eta": [0.1, 0.4], "start": 3, "function": "x**2", "formula": {"eta": False}}).reads
    )


def test_a_file_that_is_missing_hides_no_other_problem(error_text):
    text = "extends: gone.yaml\ntheme: gone.mplstyle\nfont: gone.ttf\nruns: [{eta: -1}]\nstep: 3\n"
    assert [line for line in error_text(text).splitlines() if line.startswith("s.yaml")] == [
        "s.yaml:1:10: gone.yaml can't be read: no such file or directory",
        "s.yaml:2:8: gone.mplstyle can't be read: no such file or directory",
        "s.yaml:3:7: gone.ttf can't be read: no such file or directory",
        "s.yaml:4:14: eta must be above 0; found -1",
        "s.yaml:5:1: unknown key 'step'; did you mean 'steps'?",
    ]


def test_what_a_broken_base_may_hold_is_not_called_missing(folder, error_text):
    (folder / "_base.yaml").write_text("title: a: b\n")
    found = error_text("extends: _base.yaml\nsteps: -1\n")
    assert [line for line in found.splitlines() if line.startswith(("s.yaml", "_base"))] == [
        "s.yaml:2:8: steps must be from 0 to 10,000; found -1",
        '_base.yaml:1:8: text with a colon in it must be in quotes: title: "a: b"',
    ]


@pytest.mark.usefixtures("base")
def test_a_mapping_extends_a_file_of_the_current_folder():
    found = scene.load({"extends": "_base.yaml", "eta": 0.5})
    assert [run.schedule.at(0) for run in found.runs] == [0.5]
    assert [name for name, _ in found.reads] == ["scene", "_base.yaml"]


def test_a_font_file_is_read_beside_the_scene_and_is_part_of_it(folder, monkeypatch):
    (folder / "course").mkdir()
    font = Path(get_data_path(), "fonts", "ttf", "DejaVuSerif.ttf").read_bytes()
    (folder / "course" / "f.ttf").write_bytes(font)
    (folder / "course" / "s.yaml").write_text("function: x**2\nstart: 1\neta: 1\nfont: f.ttf\n")
    found = scene.load("course/s.yaml")
    assert found.font == "course/f.ttf"
    assert dict(found.reads)["f.ttf"] == hashlib.sha256(font).hexdigest()


def test_a_mapping_s_problems_have_no_place_but_a_name():
    with pytest.raises(SceneError) as caught:
        scene.load({"function": "x**2", "start": float("nan"), "eta": [0.1, -0.4], "panels": ["curv"]})
    assert str(caught.value) == (
        "start must be a finite number; found nan\n"
        "eta[1] must be above 0; found -0.4\n"
        "unknown panel 'curv'; did you mean 'curve'?"
    )


def test_a_mapping_that_holds_anything_else_is_refused():
    endless = []
    endless.append(endless)
    for value, expected in (
        (b"x", "a scene holds numbers, text, lists and mappings; found bytes"),
        (endless, "nested more than 32 deep"),
    ):
        with pytest.raises(SceneError) as caught:
            scene.load({"function": value})
        assert str(caught.value) == expected
