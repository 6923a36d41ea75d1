"""The commands: the files they write, what they print to stdout and stderr, and their exit codes."""

import csv
import io
import json
import os
import subprocess
from pathlib import Path

import pytest
from command import ENVIRONMENT, GDANIM, imported, run
from small import FRAMES, write

import gdanim
from gdanim import registry, scene
from gdanim.cli.reference import LISTS

NEGATIVE = """\
bad.yaml:3:6: eta must be above 0; found -1
    3 | eta: -1
      |      ^^
"""


pytestmark = pytest.mark.usefixtures("here")


def outputs(folder="output"):
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


# --- render


def test_render_writes_the_outputs_and_the_sidecar_and_prints_messages_to_stderr(here):
    done = run("render", write(here / "bowl.yaml").name)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "bowl.yaml: rendered: output/bowl.gif\n")
    assert outputs() == ["bowl.gif", "bowl.json"]


def test_the_sidecar_lists_what_was_written_and_what_it_shows(here):
    run("render", write(here / "bowl.yaml").name)
    sidecar = json.loads(Path("output/bowl.json").read_text(encoding="utf-8"))
    assert list(sidecar) == [
        *("scene", "title", "language", "alt", "caption", "fingerprint", "components", "reads", "outputs", "fps"),
        *("runs", "steps", "notes", "panels"),
    ]  # fmt: skip
    assert sidecar["alt"].startswith(
        "An animation shows gradient descent on f(x) = x² from x = 2 with η = 0.1, 2 steps."
    )
    assert list(sidecar["reads"]) == ["bowl.yaml"]
    [output] = sidecar["outputs"]
    assert (output["file"], output["width"], output["height"], output["frames"]) == ("bowl.gif", 360, 240, FRAMES)
    assert output["bytes"] == Path("output/bowl.gif").stat().st_size
    assert [step["step"] for step in sidecar["steps"]] == [0, 1, 2]
    assert sidecar["steps"][0]["seconds"] == 0
    assert sidecar["runs"][0]["verdict"]["text"] == "still on its way after 2 steps"
    assert sidecar["panels"][0]["panel"] == "curve"


def test_what_is_up_to_date_is_not_rendered_again_unless_forced(here):
    write(here / "bowl.yaml")
    states = [run("render", "bowl.yaml", *force).stderr.split(": ")[1] for force in ([], [], ["--force"])]
    assert states == ["rendered", "up to date", "rendered"]


def test_a_damaged_output_is_rendered_again(here):
    write(here / "bowl.yaml")
    run("render", "bowl.yaml")
    Path("output/bowl.gif").write_bytes(b"GIF89a")
    assert "rendered" in run("render", "bowl.yaml").stderr
    assert Path("output/bowl.gif").stat().st_size > 6


def test_formats_and_folder_can_be_chosen(here):
    done = run("render", write(here / "bowl.yaml").name, "-o", "pictures/new", "-f", "png,gif")
    assert done.exit_code == 0
    assert outputs("pictures/new") == ["bowl.gif", "bowl.json", "bowl.png"]


def test_a_format_that_the_size_does_not_suit_is_a_problem_of_the_size(here):
    scene = write(here / "bowl.yaml")
    scene.write_text(scene.read_text(encoding="utf-8").replace("[360, 240]", "[361, 240]"), encoding="utf-8")
    done = run("render", "bowl.yaml", "-f", "mp4")
    assert (done.exit_code, done.stderr) == (
        3,
        """\
bowl.yaml:5:7: mp4 needs even sides; the nearest size is [362, 240]
    5 | size: [361, 240]
      |       ^^^^^^^^^^
""",
    )
    assert not Path("output").exists()


def test_a_language_is_part_of_the_file_names_and_not_of_the_scene_name(here):
    assert run("render", write(here / "bowl.yaml").name, "-l", "en").exit_code == 0
    assert outputs() == ["bowl.en.gif", "bowl.en.json"]
    assert json.loads(Path("output/bowl.en.json").read_text(encoding="utf-8"))["scene"] == "bowl"


def test_a_folder_is_searched_and_its_paths_are_kept(here):
    write(here / "course/week1/bowl.yaml")
    write(here / "course/valley.yml")
    write(here / "course/_base.yaml")
    write(here / "course/_old/bowl.yaml")
    (here / "course/notes.txt").write_text("no scene")
    assert run("render", "course").exit_code == 0
    assert outputs() == ["valley.gif", "valley.json", "week1/bowl.gif", "week1/bowl.json"]


def test_one_bad_scene_does_not_stop_the_others(here):
    write(here / "bad.yaml", eta=-1)
    write(here / "good.yaml")
    done = run("render", "bad.yaml", "good.yaml")
    assert done.exit_code == 3
    assert done.stderr.startswith(f"{NEGATIVE}good.yaml: rendered: output/good.gif\n\nscene ")
    assert outputs() == ["good.gif", "good.json"]


def test_an_invalid_scene_writes_nothing(here):
    done = run("render", write(here / "bad.yaml", eta=-1).name)
    assert (done.exit_code, done.stderr) == (3, NEGATIVE)
    assert not Path("output").exists()


def test_several_scenes_are_rendered_by_several_processes_to_the_same_bytes(here):
    for name in ("a", "b", "c"):
        write(here / f"{name}.yaml")
    assert run("render", ".", "-j", "2", "-o", "two").exit_code == 0
    assert run("render", ".", "-j", "1", "-o", "one").exit_code == 0
    assert {name: Path("one", name).read_bytes() for name in outputs("one")} == {
        name: Path("two", name).read_bytes() for name in outputs("two")
    }


def test_render_reports_as_json(here):
    write(here / "bad.yaml", eta=-1)
    write(here / "good.yaml")
    assert json.loads(run("render", "bad.yaml", "good.yaml", "--json").stdout) == {
        "scenes": [
            {
                "file": "bad.yaml",
                "state": "invalid",
                "sidecar": None,
                "problems": [
                    {
                        "line": 3,
                        "column": 6,
                        "message": "eta must be above 0; found -1",
                        "id": "scene.must_be_above",
                    }
                ],
            },
            {"file": "good.yaml", "state": "rendered", "sidecar": "output/good.json", "problems": []},
        ]
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extends: _base.yaml\n", "_base.yaml:1:6: eta must be above 0; found -1"),
        ("theme: own.mplstyle\n", "own.mplstyle:2:1"),
        ("function: {linear_regression: {data: rows.csv}}\n", "rows.csv:3:3: b must be a number; found 'no'"),
    ],
)
def test_the_message_of_a_problem_in_another_file_has_its_location(here, text, message):
    """Line and column are those of the scene's own file."""
    (here / "_base.yaml").write_text("eta: -1\n")
    (here / "own.mplstyle").write_text("# mine\ntext.color: no colour\n")
    (here / "rows.csv").write_text("a,b\n1,2\n1,no\n")
    (here / "s.yaml").write_text(text if "function" in text else f"function: x**2\nstart: 1\n{text}")
    [scene] = json.loads(run("render", "s.yaml", "--json").stdout)["scenes"]
    (problem,) = (each for each in scene["problems"] if each["message"].startswith(message))
    assert (problem["line"], problem["column"]) == (None, None)


def test_a_folder_that_cannot_be_written_is_a_failure_of_that_scene(here):
    Path("output").write_text("in the way")
    done = run("render", write(here / "bowl.yaml").name, "--json")
    assert done.exit_code == 1
    [report] = json.loads(done.stdout)["scenes"]
    assert report["state"] == "failed"
    assert report["problems"][0]["line"] is None
    assert done.stderr.startswith("bowl.yaml: can't write to ")


def test_quiet_says_nothing_but_problems(here):
    write(here / "bad.yaml", eta=-1)
    write(here / "good.yaml")
    assert run("render", "bad.yaml", "good.yaml", "-q").stderr == NEGATIVE


def test_divergence_is_a_warning_and_no_failure(here):
    done = run("render", write(here / "wild.yaml", eta=1e160).name)
    assert done.exit_code == 0
    assert done.stderr.startswith("wild.yaml: warning: η = 1×10¹⁶⁰ diverges: out of bounds at step ")


# --- wrong usage


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["render", "nowhere.yaml"], "there is no scene nowhere.yaml\n"),
        (["check", "nowhere.yaml"], "there is no scene nowhere.yaml\n"),
        (["render", "."], "there is no scene in the folder .\n"),
        (["render", "bowl.yaml", "-f", "gfi"], "unknown format 'gfi'; did you mean 'gif'?\n"),
        (["render", "bowl.yaml", "--set", "eta"], "--set takes KEY=VALUE, such as --set timing.fps=25; found 'eta'\n"),
        (["render", "bowl.yaml", "--set", "=1"], "--set takes KEY=VALUE, such as --set timing.fps=25; found '=1'\n"),
        (["trace", "bowl.yaml", "--json", "--csv"], "--json and --csv exclude each other\n"),
        (["still", "bowl.yaml", "--step", "3"], "there is no step 3: the steps of bowl go from 0 to 2\n"),
        (["still", "bowl.yaml", "-o", "a.bmp"], "a still is written as .png, .svg or .pdf; found 'a.bmp'\n"),
        (["new", "bowl", "--template", "leson"], "unknown template 'leson'; did you mean 'lesson'?\n"),
        (["new", "bowl"], "bowl.yaml exists already; take another name\n"),
        (["new", "_x"], "_x: a file whose name begins with _ is only for extending; take another name\n"),
        (["new", "."], ". is no name for a scene\n"),
        (["list", "theme"], "there is no list of 'theme'; did you mean 'themes'?\n"),
    ],
)
def test_wrong_usage_has_exit_code_2_and_advice(here, arguments, message):
    if arguments != ["render", "."]:
        write(here / "bowl.yaml")
    done = run(*arguments)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", message)
    assert not Path("output").exists()


def test_two_scenes_of_one_output_are_refused_before_anything_is_drawn(here):
    write(here / "a/bowl.yaml")
    write(here / "b/bowl.yml")
    done = run("render", "a", "b")
    assert (done.exit_code, done.stderr) == (
        2, "a/bowl.yaml and b/bowl.yml would both write output/bowl.*; rename one of them\n",
    )  # fmt: skip


def test_a_scene_named_twice_is_rendered_once(here):
    write(here / "bowl.yaml")
    assert run("render", "bowl.yaml", "./bowl.yaml", ".").stderr == "bowl.yaml: rendered: output/bowl.gif\n"


def test_a_problem_of_a_set_value_is_located_there(here):
    done = run("check", write(here / "bowl.yaml").name, "--set", "eta=-1")
    assert (done.exit_code, done.stderr) == (3, "--set eta: eta must be above 0; found -1\n")


# --- check, trace, still


def test_check_finds_the_problems_of_all_scenes_and_writes_nothing(here):
    write(here / "bad.yaml", eta=-1)
    write(here / "good.yaml")
    done = run("check", "bad.yaml", "good.yaml")
    assert (done.exit_code, done.stdout, done.stderr) == (3, "", f"{NEGATIVE}good.yaml: no problem\n")
    assert sorted(path.name for path in here.iterdir()) == ["bad.yaml", "good.yaml"]


def test_trace_prints_every_number_as_json(here):
    done = run("trace", write(here / "bowl.yaml").name, "--json")
    report = json.loads(done.stdout)
    [traced] = report["runs"]
    assert report["scene"] == "bowl"
    assert list(traced) == [
        *("label", "function", "optimizer", "eta", "direction", "points", "values", "gradients", "verdict"),
    ]  # fmt: skip
    assert (traced["function"], traced["optimizer"], traced["eta"]) == ("x**2", "gradient_descent", 0.1)
    # closed form: each step multiplies x by 1 − 2η
    assert traced["points"] == [[pytest.approx(2 * 0.8**k)] for k in range(3)]
    assert traced["values"] == [pytest.approx(4 * 0.64**k) for k in range(3)]
    assert traced["gradients"] == [[pytest.approx(4 * 0.8**k)] for k in range(3)]
    assert traced["verdict"] | {"tolerance": None} == {
        "kind": "progressing",
        "step": 2,
        "period": None,
        "place": None,
        "tolerance": None,
        "stopped_by": None,
        "text": "still on its way after 2 steps",
    }


def test_trace_writes_a_number_that_is_not_finite_as_null(here):
    report = json.loads(run("trace", write(here / "wild.yaml", eta=1e160).name, "--json").stdout)
    assert report["runs"][0]["values"][-1] is None


def test_trace_lists_the_etas_that_vary(here):
    eta = "{exponential: {eta: 0.2, factor: 0.5}}"
    report = json.loads(run("trace", write(here / "bowl.yaml", eta=eta).name, "--json").stdout)
    assert report["runs"][0]["eta"] == [0.2, 0.1]


def test_trace_prints_a_csv_row_for_each_step(here):
    done = run("trace", write(here / "bowl.yaml", eta="[0.1, 0.5]").name, "--csv")
    head, *rows = csv.reader(io.StringIO(done.stdout))
    assert head == ["run", "label", "step", "x", "value", "gradient_x", "eta"]
    assert [row[:3] for row in rows[:3]] == [["0", "η = 0.1", step] for step in "012"]
    assert [row[3:] for row in rows[3:]] == [
        ["2.0", "4.0", "4.0", "0.5"],
        ["0.0", "0.0", "0.0", "0.5"],
        ["0.0", "0.0", "0.0", ""],
    ]


def test_trace_prints_a_table_with_the_verdict(here):
    lines = run("trace", write(here / "bowl.yaml", eta="0.5").name).stdout.splitlines()
    assert lines[0] == "η = 0.5: reaches the minimum after 1 step"
    assert lines[1].split() == ["step", "x", "f(x)", "gradient", "x", "eta"]
    assert lines[3].split() == ["1", "0", "0", "0", "0.5"]


def test_trace_prints_no_columns_of_coordinates_where_there_are_dozens(here):
    (here / "many.yaml").write_text("function: {ellipse: {n: 50}}\nsteps: 2\n")
    done = run("trace", "many.yaml")
    assert done.stdout.splitlines()[1].split() == ["step", "f", "|gradient|", "eta"]


def test_a_still_is_one_image_of_the_scenes_size(here):
    from PIL import Image

    write(here / "bowl.yaml")
    assert run("still", "bowl.yaml", "-q").exit_code == 0
    assert run("still", "bowl.yaml", "--step", "1", "-o", "one.png", "-q").exit_code == 0
    assert outputs() == ["bowl-step2.png"]
    with Image.open("one.png") as image:
        assert image.size == (360, 240)


# --- new, list, schema, doctor


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("template", registry.names("templates"))
def test_a_new_scene_renders_as_it_is(here, template, language):
    done = run("new", "mine", "--template", template, "--language", language)
    assert scene.load("mine.yaml").language == language
    assert (done.exit_code, done.stdout) == (0, "mine.yaml\n")
    assert run("check", "mine.yaml").stderr == "mine.yaml: no problem\n"
    assert run("render", "mine.yaml", "-f", "png").stderr == "mine.yaml: rendered: output/mine.png\n"


def test_a_new_scene_in_another_language_has_the_numbers_of_the_english_one(here):
    for template in registry.names("templates"):
        for language in ("en", "fa"):
            assert run("new", f"{template}-{language}", "--template", template, "-l", language).exit_code == 0
        runs = [scene.load(f"{template}-{language}.yaml").runs for language in ("en", "fa")]
        assert [each.start for each in runs[0]] == [each.start for each in runs[1]]
        assert [each.schedule.text for each in runs[0]] == [each.schedule.text for each in runs[1]]
    done = run("new", "mine", "-l", "qq")
    assert (done.exit_code, done.stderr) == (2, "unknown language 'qq'; there is en, fa\n")


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_has_a_summary_for_each_word(kind):
    lines = run("list", kind).stdout.splitlines()
    assert lines
    assert all(len(line.split(maxsplit=1)) == 2 for line in lines)


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("panels", "scale (auto)  scale of the vertical axis: auto, linear, log"),
        ("panels", "per (none)  unit of the horizontal axis; by default as the scene counts: update, epoch"),
        (
            "panels",
            (
                "measure (value)  quantity of the vertical axis; a gap is the value's height above the lowest minimum: "
                "value, gap, distance, gradient"
            ),
        ),
        ("panels", "camera (corner)  viewpoint: corner, front, side, back, above"),
        ("panels", "orbit (0)  rotation of the camera during the animation, in degrees"),
        ("optimizers", "epsilon (1e-8)  ε: added to the denominator"),
        ("optimizers", "beta (0.9)  β: momentum coefficient"),
        ("optimizers", "bias_correction (true)  whether the moments are bias-corrected"),
        ("schedules", "every (required)  number of steps between two drops; also step_size"),
        ("schedules", "then (none)  what follows: a number or a schedule"),
    ],
)
def test_a_list_names_the_options_and_their_defaults(kind, line):
    assert line in map(str.strip, run("list", kind).stdout.splitlines())


def test_every_option_has_a_meaning():
    for kind in ("panels", "optimizers", "schedules"):
        for name, plugin in registry.load_all(kind).items():
            for option, schema in (plugin.options.model_json_schema()["properties"] if plugin.options else {}).items():
                assert schema.get("description"), (kind, name, option)


def test_the_schema_is_json():
    assert "function" in json.loads(run("schema").stdout)["properties"]


def test_doctor_finds_nothing_missing_on_this_machine():
    done = run("doctor")
    assert done.exit_code == 0
    assert ["ok", "gdanim", gdanim.__version__] in map(str.split, done.stdout.splitlines())


# --- the process


@pytest.mark.parametrize("arguments", [["--help"], ["render", "--help"], ["list", "functions"], ["list", "panels"]])
def test_what_draws_nothing_imports_neither_matplotlib_nor_sympy(arguments):
    modules, stdout, stderr = imported(*arguments)
    assert not modules & {"matplotlib", "sympy"}
    assert stdout
    assert stderr == []


def test_a_reader_who_has_left_is_no_error():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*GDANIM, "schema"], env=ENVIRONMENT, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_data_that_cannot_be_written_is_a_failure():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*GDANIM, "schema"], env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"the answer could not be written: No space left on device\n"


def test_names_reach_a_pipe_whatever_the_locale(here):
    write(here / "bowl.yaml", eta="[0.1, 0.2]")
    environment = ENVIRONMENT | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run([*GDANIM, "trace", "bowl.yaml"], env=environment, capture_output=True, check=True)
    assert done.stdout.decode("utf-8").startswith("η = 0.1: ")
