"""Lengths, sizes and marks: what fits together, and how much is possible."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command import ENVIRONMENT
from hypothesis import HealthCheck, given, settings, strategies as st

from gdanim import scene
from gdanim.errors import Problem, SceneError
from gdanim.scene.keys import KEYS

SHORT = {"steps": 10, "size": "[800, 600]"}


@pytest.mark.parametrize(
    ("timing", "expected"),
    [
        ("{fps: 51}", ("timing.fps must be from 1 to 50; found 51", "51")),
        ("{fsp: 5}", ("unknown key of timing 'fsp'; did you mean 'fps'?", "fsp")),
        ("{hold: {start: -1}}", ("timing.hold.start must be from 0 to 20,000; found -1", "-1")),
        ("{beats: three}", ("unknown beats 'three'; there is one, two", "three")),
        ("{loop: twice}", ("unknown loop 'twice'; there is forever, once", "twice")),
        ("{loop: 0}", ("timing.loop must be from 1 to 65,535; found 0", "0")),
        (
            "{fps: 20, seconds: 9, frames_per_step: 5}",
            (
                "fps, frames_per_step and seconds are all given, but two of them give the third",
                "{fps: 20, seconds: 9, frames_per_step: 5}",
            ),
        ),
        ("{seconds: 4}", ("seconds must be above 4.55, which the holds and pauses take alone; found 4", "4")),
        (
            "{seconds: 5, frames_per_step: 20}",
            (
                "frames_per_step and seconds make 402 frames a second; from 1 to 50 are possible",
                "{seconds: 5, frames_per_step: 20}",
            ),
        ),
        (
            "{frames_per_step: 2000}",
            ("the animation has 20,091 frames; at most 20,000 are possible", "{frames_per_step: 2000}"),
        ),
    ],
)
def test_lengths_that_cannot_be_are_problems(only_problem, timing, expected):
    assert only_problem(**SHORT, timing=timing) == expected


@pytest.mark.parametrize(("key", "maximum"), [("title", 300), ("caption", 4000), ("notes", 300), ("runs", 300)])
def test_a_text_has_a_greatest_length(folder, key, maximum):
    def loaded(length):
        text = "x" * length
        value = {"notes": f"[{{text: {text}, at: 1}}]", "runs": f"[{{label: {text}}}]"}.get(key, text)
        (folder / "s.yaml").write_text(f"function: x**2\nstart: 1\neta: 0.1\n{key}: {value}\n", encoding="utf-8")
        return scene.load("s.yaml")

    assert loaded(maximum)
    with pytest.raises(SceneError) as caught:
        loaded(maximum + 1)
    assert (
        f"has at most {maximum} characters beside its formulas; found {maximum + 1}" in caught.value.problems[0].message
    )


def test_pauses_of_notes_count_as_frames(only_problem):
    found, _ = only_problem(**SHORT, notes="[{text: wait, pause: 2000}]", timing="{frames_per_step: 1}")
    assert found == "the animation has 40,101 frames; at most 20,000 are possible"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"size": "[801, 600]"}, ("mp4 needs even sides; the nearest size is [802, 600]", "[801, 600]")),
        (
            {"size": "[801, 7679]", "output": "[webm, mp4]"},
            ("webm and mp4 need even sides; the nearest size is [802, 7680]", "[801, 7679]"),
        ),
        ({"size": "[15, 600]"}, ("size[0] must be from 16 to 7,680; found 15", "15")),
        ({"size": "[800, 7681]"}, ("size[1] must be from 16 to 7,680; found 7681", "7681")),
        ({"size": "800x600"}, ("size must be two numbers in brackets, [800, 600]; found '800x600'", "800x600")),
        (
            {"size": "[7680, 4320]", "steps": "50", "timing": "{frames_per_step: 10}"},
            ("591 frames of this size have 19.6 billion pixels; at most 4 are possible", "[7680, 4320]"),
        ),
    ],
)
def test_sizes_that_cannot_be_are_problems(only_problem, lines, expected):
    assert only_problem(**lines) == expected


def test_odd_sides_are_possible_without_video(with_lines):
    assert with_lines(size="[801, 601]", output="[gif, png]").size == (801, 601)


@pytest.mark.parametrize(
    ("show", "marks"),
    [("[]", ()), ("[ball, trail]", ("ball", "trail")), ("[-ball, +tangent]", ("trail", "tangent"))],
)
def test_show_replaces_or_changes_what_is_drawn(with_lines, show, marks):
    assert with_lines(show=show).show.apply_to(("ball", "trail")) == marks


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"show": "[+tangnet]"}, ("unknown mark 'tangnet'; did you mean 'tangent'?", "+tangnet")),
        (
            {"show": "[ball, -tangent]"},
            ("show must hold marks alone, or changes alone, each with its + or -", "[ball, -tangent]"),
        ),
        ({"show": "-ball"}, ("show must be a list of marks, [-ball]; found '-ball'", "-ball")),
        ({"panels": "[{curve: {shw: []}}]"}, None),
    ],
)
def test_marks_that_do_not_exist_are_problems(only_problem, lines, expected):
    if expected is None:
        assert only_problem(**lines)[1] in {"shw", "{shw: []}"}
    else:
        assert only_problem(**lines) == expected


def test_a_mark_that_no_panel_of_the_scene_draws_is_a_problem(only_problem):
    found, where = only_problem(panels="[history]", show="[+tangent]")
    assert found.startswith("no panel of this scene draws 'tangent'")
    assert where == "+tangent"


def test_a_panel_may_have_a_show_of_its_own(with_lines):
    (panel,) = with_lines(panels="[{curve: {show: [ball]}}]").panels
    assert panel.show.marks == ("ball",)


def test_a_problem_found_later_is_placed_by_its_path(load):
    found = load("function: x**2\nstart: 1\neta: 0.1\ntitle:\n  fa: گام\n  en: Step ☃\nnotes: [{text: a}, {text: b}]\n")
    problems = [
        scene.locate(found, Problem("a glyph is missing", path))
        for path in (("title",), ("notes", 1, "text"), ("font",))
    ]
    assert [str(problem) for problem in problems] == [
        "s.yaml:6:7: a glyph is missing\n    6 |   en: Step ☃\n      |       ^^^^^^",
        "s.yaml:7:27: a glyph is missing\n    7 | notes: [{text: a}, {text: b}]\n      |                           ^",
        "s.yaml: a glyph is missing",
    ]


def test_the_schema_has_every_key_and_its_meaning():
    schema = json.loads(json.dumps(scene.schema()))
    assert set(schema["properties"]) == {*KEYS, "η"}
    assert all(entry["description"] for entry in schema["properties"].values())


def test_the_schema_has_the_options_of_plug_ins():
    properties = scene.schema()["properties"]
    loss = properties["panels"]["items"]["anyOf"][1]["properties"]["loss"]
    assert loss["additionalProperties"] is False
    assert set(loss["properties"]) == {"measure", "scale", "axis", "against", "guides", "per", "range", "show"}
    assert loss["properties"]["scale"] == {
        "type": "string",
        "enum": ["auto", "linear", "log"],
        "default": "auto",
        "description": "scale of the vertical axis; auto is log where a linear one would show values as flat lines, "
        "which are then heights above the minimum",
    }
    curve = properties["panels"]["items"]["anyOf"][1]["properties"]["curve"]
    assert (curve["additionalProperties"], set(curve["properties"])) == (False, {"show"})
    momentum = properties["optimizer"]["anyOf"][0]["anyOf"][1]["properties"]["momentum"]
    beta = momentum["properties"]["beta"]
    number, several, swept = beta["anyOf"]
    assert swept["required"] == ["sweep"]
    assert number["anyOf"][0] == {"type": "number", "minimum": 0, "exclusiveMaximum": 1}
    assert number["anyOf"][1]["description"] == "a number as an expression"
    assert several == {"type": "array", "items": number, "minItems": 1}
    assert (beta["default"], beta["description"]) == (0.9, "β: momentum coefficient")
    step = properties["eta"]["anyOf"][0]["anyOf"][2]["properties"]["step"]
    assert [[one["required"] for one in each["anyOf"]] for each in step["allOf"]] == [
        [["eta"], ["lr"]],
        [["every"], ["step_size"]],
    ]
    assert step["properties"]["factor"]["default"] == 0.5


def test_checking_a_scene_imports_no_drawing_library(folder):
    (folder / "s.yaml").write_text("function: 2*x + exp(-2*x)\nstart: 3\neta: [0.2, 0.4]\ntitle: It costs $5\n")
    code = (
        "import sys; from gdanim import scene; scene.load('s.yaml'); "
        "print([name for name in ('matplotlib', 'sympy', 'imageio', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr


def loaded(text):
    """A scene, or the problems of the text."""
    try:
        Path("any.yaml").write_text(text, encoding="utf-8", newline="")
        return scene.load("any.yaml")
    except SceneError as error:
        return error.problems


WORDS = st.sampled_from(
    [
        *KEYS,
        "x**2",
        "bowl",
        "momentum",
        "step",
        "0.1",
        "-1",
        "3",
        "1/L",
        "random",
        "overlay",
        "curve",
        "+ball",
        "en",
        "~",
        "1e9",
        "#",
        "$x$",
    ]
)
VALUES = st.recursive(
    WORDS | st.text(alphabet="ax0-.,:#'\"[]{}$ ", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(WORDS, inner, max_size=3).map(
            lambda d: "{" + ", ".join(f"{k}: {v}" for k, v in d.items()) + "}"
        )
    ),
    max_leaves=6,
)
LINES = st.lists(st.tuples(st.sampled_from(list(KEYS)), VALUES), max_size=8, unique_by=lambda line: line[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_any_text_is_a_scene_or_problems(text):
    found = loaded(text)
    assert isinstance(found, scene.Scene) or all(problem.message for problem in found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_any_values_are_a_scene_or_problems(lines):
    found = loaded("".join(f"{key}: {value}\n" for key, value in lines))
    assert isinstance(found, scene.Scene) or all(problem.message for problem in found)
