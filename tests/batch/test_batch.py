"""A folder of scenes in one command: which are found, which are rendered or skipped, and what is reported."""

import json
import os
from pathlib import Path

import pytest
from command import imported, run
from small import write

from gdanim import batch, crash, pipeline
from gdanim.batch import Job, RenderOptions
from gdanim.errors import UsageError

pytestmark = pytest.mark.usefixtures("here")


def names(folder):
    return sorted(path.name for path in Path(folder).iterdir())


def found(*places, output="out"):
    return [
        (str(job.file), str(job.folder / job.stem))
        for job in batch.find([Path(place) for place in places], Path(output))
    ]


@pytest.fixture
def course(here):
    for name in ("a.yaml", "week1/b.yml", "week1/deep/c.yaml", "week2/b.yaml", "_base.yaml", "week2/_d.yaml"):
        write(here / "course" / name)
    (here / "course/week1/notes.txt").write_text("no scene")


# --- which scenes are found


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("course/*.yaml", ["a"]),
        ("course/*/*", ["week1/b", "week1/deep/c", "week2/b"]),
        ("course/**/*.yaml", ["a", "week1/deep/c", "week2/b"]),
        ("course/week[12]", ["week1/b", "week1/deep/c", "week2/b"]),
        ("course/week2/?.yaml", ["b"]),
    ],
)
def test_a_pattern_keeps_the_paths_below_its_fixed_part(pattern, names):
    assert [output for _, output in found(pattern)] == [f"out/{name}" for name in names]


@pytest.mark.usefixtures("course")
def test_files_folders_and_patterns_go_together_and_each_scene_comes_once():
    assert found("course/a.yaml", "course/*.yaml", "course/week1") == [
        ("course/a.yaml", "out/a"),
        ("course/week1/b.yml", "out/b"),
        ("course/week1/deep/c.yaml", "out/deep/c"),
    ]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(here):
    write(here / "[a]*.yaml")
    assert found("[a]*.yaml") == [("[a]*.yaml", "out/[a]*")]


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("places", "message"),
    [
        (["course/*.yml"], "there is no scene course/*.yml"),
        (["course/_*.yaml"], "there is no scene course/_*.yaml"),
        (["x" * 300], f"{'x' * 300}: file name too long"),
        (["course/week1", "course/week2"], None),
    ],
)
def test_what_is_missing_or_would_be_written_twice_is_wrong_usage(places, message):
    with pytest.raises(UsageError) as caught:
        found(*places)
    assert str(caught.value) == (
        message or "course/week1/b.yml and course/week2/b.yaml would both write out/b.*; rename one of them"
    )


def test_what_is_neither_file_nor_folder_is_no_scene(here):
    (here / "loop.yaml").symlink_to("loop.yaml")
    os.mkfifo("pipe.yaml")
    for name in ("loop.yaml", "pipe.yaml"):
        assert run("render", name).stderr == f"there is no scene {name}\n"


def test_a_file_that_is_only_for_extending_is_no_scene_by_itself(here):
    done = run("render", write(here / "_base.yaml").name)
    assert (done.exit_code, done.stderr) == (
        2,
        "_base.yaml: a file whose name begins with _ is only for extending\n",
    )


def test_the_strip_of_one_scene_is_not_the_poster_of_another(here):
    write(here / "bowl.yaml")
    write(here / "bowl.strip.yaml")
    with pytest.raises(UsageError) as caught:
        found("bowl.yaml", "bowl.strip.yaml")
    assert str(caught.value) == (
        "bowl.yaml and bowl.strip.yaml would both write out/bowl.strip.png; rename one of them"
    )


def test_a_scene_that_its_own_sidecar_would_overwrite_is_refused(here):
    text = write(here / "bowl.json").read_text()
    done = run("render", "bowl.json", "-o", ".")
    assert (done.exit_code, done.stderr) == (
        2,
        "bowl.json: bowl.json is read by this scene and would be written over; choose another folder with -o\n",
    )
    assert Path("bowl.json").read_text() == text
    assert names(".") == ["bowl.json"]


# --- one scene never stops the others


def test_a_bug_fails_its_own_scene_and_is_reported_as_a_bug(here, monkeypatch):
    def compose(loaded, *_):
        if loaded.name == "a":
            raise ZeroDivisionError("float\ndivision")
        return original(loaded, *_)

    original = pipeline.compose
    monkeypatch.setattr(pipeline, "compose", compose)
    jobs = [Job(write(here / f"{name}.yaml"), here / "out") for name in "ab"]
    first, second = (batch.render([job], RenderOptions())[0] for job in jobs)
    assert (first.state, first.code, second.state) == ("failed", 1, "rendered")
    assert first.problems[0].message.startswith(
        "this is a bug in gdanim and not in the scene, please report it: ZeroDivisionError: float division at pipeline"
    )


def test_a_bug_in_a_command_has_no_traceback(here, monkeypatch):
    monkeypatch.setattr(pipeline, "trace", lambda _: 1 / 0)
    done = run("trace", write(here / "a.yaml"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("this is a bug in gdanim and not in the scene, please report it: ZeroDivisionError: ")


def test_no_memory_is_no_bug():
    assert str(crash.as_render_error(MemoryError())) == "there is not enough memory"


def test_fail_fast_begins_no_other_scene_and_keep_going_is_the_default(here):
    write(here / "a.yaml", eta=-1)
    write(here / "b.yaml")
    report = json.loads(run("render", ".", "--fail-fast", "--json").stdout)
    assert [scene["state"] for scene in report["scenes"]] == ["invalid", "skipped"]
    assert not Path("output").exists()
    assert run("render", ".").exit_code == 3
    assert Path("output/b.gif").exists()


def test_another_executor_renders_the_same_batch(here):
    for name in "ab":
        write(here / f"{name}.yaml")
    done = run("render", ".", "--executor", "concurrent.futures:ProcessPoolExecutor", "--json")
    assert [scene["state"] for scene in json.loads(done.stdout)["scenes"]] == ["rendered", "rendered"]
    assert run("render", ".", "--executor", "none:here").exit_code == 0  # all up to date: no engine is needed
    assert run("render", ".", "--executor", "none:here", "--force").exit_code == 2


def test_a_scene_that_an_executor_loses_each_time_has_failed(here):
    write(here / "a.yaml")
    (here / "lossy_executor.py").write_text(
        "from concurrent.futures import Executor, Future\n"
        "class Lossy(Executor):\n"
        "    def submit(self, *_):\n"
        "        future = Future()\n"
        "        future.set_exception(OSError('no route to host'))\n"
        "        return future\n"
    )
    done = run("render", "a.yaml", "--executor", "lossy_executor:Lossy", "--retries", "2")
    assert done.exit_code == 1
    assert done.stderr == (
        "a.yaml: all 3 processes that were to draw it, one after the other, were lost (OSError: no route to host); "
        "--retries tries more often\n"
    )


# --- dry run


def test_a_dry_run_prints_frames_seconds_and_pixels_and_writes_nothing(here):
    write(here / "a.yaml")
    write(here / "b.yaml", eta=-1)
    done = run("render", ".", "--dry-run", "-f", "gif,png")
    assert done.exit_code == 3
    line = "a.yaml: to render: output/a.gif, output/a.png: 9 frames, 0.45 seconds, 360 × 240 pixels"
    assert line in done.stderr.splitlines()
    assert not Path("output").exists()


def test_a_dry_run_reports_as_json_and_knows_what_is_up_to_date(here):
    write(here / "a.yaml")
    run("render", "a.yaml")
    write(here / "b.yaml")
    one, other = json.loads(run("render", ".", "--dry-run", "--json").stdout)["scenes"]
    assert one == {"file": "a.yaml", "state": "up_to_date", "sidecar": "output/a.json", "problems": []}
    assert other == {
        "file": "b.yaml",
        "state": "to_render",
        "sidecar": None,
        "problems": [],
        "size": [360, 240],
        "frames": 9,
        "seconds": 0.45,
    }


# --- check --outputs


def test_outputs_that_are_up_to_date_are_reported_so(here):
    write(here / "a.yaml")
    run("render", "a.yaml")
    done = run("check", ".", "--outputs")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "a.yaml: up to date\n")


def test_outputs_that_are_missing_stale_or_damaged_are_named(here):
    for name in "abcde":
        write(here / f"{name}.yaml")
        run("render", f"{name}.yaml")
    Path("output/a.gif").unlink()
    write(here / "b.yaml", eta="0.2")
    Path("output/c.gif").write_bytes(b"GIF89a")
    Path("output/d.json").unlink()
    done = run("check", ".", "--outputs")
    assert (done.exit_code, done.stderr) == (
        1,
        """\
a.yaml: output/a.gif is missing
b.yaml: output/b.gif is stale; what changed: the scene or a file of it
c.yaml: output/c.gif is damaged: it is not as it was written
d.yaml: output/d.gif is stale: output/d.json, which tells what it was made of, is missing
e.yaml: up to date
""",
    )


def test_outputs_elsewhere_in_other_formats_and_languages_are_checked_with_the_options_of_rendering(here):
    write(here / "a.yaml")
    options = ("-o", "out", "-f", "png", "-l", "en", "--set", "eta=0.3")
    run("render", "a.yaml", *options)
    assert run("check", "a.yaml", "--outputs", *options).exit_code == 0
    assert run("check", "a.yaml", "--outputs", *options[:-1], "eta=0.4").exit_code == 1


# --- files are compared by content, never by time


@pytest.fixture
def lesson(here):
    """A scene with a base, rendered."""
    write(here / "_base.yaml")
    (here / "a.yaml").write_text("extends: _base.yaml\n")
    run("render", "a.yaml")


def state(*options):
    [scene] = json.loads(run("render", "a.yaml", "--dry-run", "--json", *options).stdout)["scenes"]
    return scene["state"]


@pytest.mark.usefixtures("lesson")
def test_a_touched_file_changes_nothing():
    os.utime("a.yaml", (0, 0))
    os.utime("output/a.gif", (0, 0))
    assert state() == "up_to_date"


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize("file", ["a.yaml", "_base.yaml"])
def test_a_changed_scene_or_base_is_rendered_again(file):
    with Path(file).open("a") as text:
        text.write("# changed\n")
    os.utime(file, (0, 0))
    assert state() == "to_render"


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize("options", [["--set", "steps=3"], ["--force"], ["-f", "png"], ["-l", "en"], ["-o", "new"]])
def test_another_option_is_rendered_anew(options):
    assert state(*options) == "to_render"


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize(("what", "other"), [("_libraries", {"numpy": "99"}), ("_program", "0" * 64)])
def test_another_version_of_a_library_or_of_gdanim_renders_again(monkeypatch, what, other):
    assert state() == "up_to_date"
    monkeypatch.setattr(f"gdanim.outputs.fingerprint.{what}", lambda: other)
    assert state() == "to_render"


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(file.read_bytes()[:-10]),
        lambda file: file.write_bytes(file.read_bytes() + b"\0"),
        lambda file: file.write_bytes(file.read_bytes()[::-1]),
    ],
    ids=["deleted", "truncated", "longer", "edited"],
)
@pytest.mark.parametrize("file", ["a.gif", "a.json"])
def test_an_output_that_is_not_as_it_was_written_is_made_again(damage, file):
    good = Path("output", file).read_bytes()
    damage(Path("output", file))
    assert state() == "to_render" or file == "a.json"  # blank lines at its end change no JSON
    run("render", "a.yaml")
    assert Path("output/a.gif").read_bytes()[:3] == b"GIF"
    assert Path("output", file).read_bytes() == good or file == "a.json"


def test_the_leftovers_of_a_killed_run_are_removed_even_if_all_is_up_to_date(here):
    write(here / "a.yaml")
    run("render", "a.yaml")
    leftovers = Path("output/.gdanim-dead")
    leftovers.mkdir()
    (leftovers / "lock").touch()
    (leftovers / "a.gif").write_bytes(b"half")
    assert "up to date" in run("render", "a.yaml").stderr
    assert names("output") == ["a.gif", "a.json"]


def test_a_batch_in_which_nothing_changed_imports_nothing_that_draws(here):
    for name in "ab":
        write(here / f"{name}.yaml")
        run("render", f"{name}.yaml")
    modules, _, stderr = imported("render", ".")
    assert not modules & {"matplotlib", "sympy", "PIL", "imageio", "rich"}
    assert stderr[-1] == "2 up to date"
