"""Courses: the order of scenes in lists and galleries, and outputs that ``make`` takes for new."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ENVIRONMENT, run
from small import write

from gdanim import batch

pytestmark = pytest.mark.usefixtures("here")


def names(folder="course", **options):
    return [job.file.relative_to(folder).as_posix() for job in batch.find([Path(folder)], **options)]


def test_scenes_come_in_the_order_of_their_folder_s_defaults():
    for name in ("a", "b", "c", "two/x", "two/y", "one/z"):
        write(Path(f"course/{name}.yaml"))
    assert names() == ["a.yaml", "b.yaml", "c.yaml", "one/z.yaml", "two/x.yaml", "two/y.yaml"]
    Path("course/_gdanim.yaml").write_text("order: [c, two, a.yaml]\n")
    Path("course/two/_gdanim.yaml").write_text("order: [y]\n")
    assert names() == ["c.yaml", "two/y.yaml", "two/x.yaml", "a.yaml", "b.yaml", "one/z.yaml"]
    found = [job.file.name for job in batch.find([Path("course/*.yaml")])]
    assert found == ["c.yaml", "a.yaml", "b.yaml"]


def test_a_name_that_there_is_not_is_a_warning_and_stops_nothing():
    write(Path("course/momentum.yaml"))
    Path("course/_gdanim.yaml").write_text("order: [momentun, 7, gone/]\n")
    done = run("check", "course")
    assert done.exit_code == 0
    ending = "and no scene or folder beside it has that name"
    assert done.stderr.splitlines() == [
        f"warning: course/_gdanim.yaml: order names 'momentun', {ending}; did you mean 'momentum'?",
        f"warning: course/_gdanim.yaml: order names '7', {ending}",
        f"warning: course/_gdanim.yaml: order names 'gone/', {ending}",
        "course/momentum.yaml: no problem",
    ]
    assert "warning" not in run("check", "-q", "course").stderr


@pytest.mark.parametrize("text", ["order: [b", "order: b", "- b", "\x00", "order: [b]\n" + "#" * 40_000])
def test_an_order_that_can_not_be_read_leaves_the_names_sorted(text):
    for name in ("a", "b"):
        write(Path(f"course/{name}.yaml"))
    Path("course/_gdanim.yaml").write_text(text)
    assert names() == ["a.yaml", "b.yaml"]
    done = run("check", "course")
    assert done.exit_code == 3
    assert done.stderr.count("course/_gdanim.yaml") == 2  # each scene tells why it can't be read


def test_a_gallery_has_the_order_of_the_lessons():
    for name in ("a", "b", "c"):
        write(Path(f"course/{name}.yaml"))
    Path("course/_gdanim.yaml").write_text("order: [b, c]\n")
    assert run("render", "course", "-q").exit_code == 0
    assert run("gallery", "course").exit_code == 0
    assert re.findall(r'id="([abc])-en"', Path("output/index.html").read_text()) == ["b", "c", "a"]


@pytest.mark.parametrize("scenes", [["a.yaml"], ["a.yaml", "b.yaml"]], ids=["one", "several"])
def test_rendering_makes_what_is_up_to_date_new_and_nothing_else_does(scenes):
    for name in scenes:
        write(Path(name))
    assert run("render", *scenes, "-q").exit_code == 0
    files = sorted(Path("output").iterdir())
    contents = [(file.stat().st_ino, file.read_bytes()) for file in files]
    for file in files:
        os.utime(file, (1, 1))
    assert run("check", "--outputs", *scenes).exit_code == 0
    assert run("render", "--dry-run", *scenes).exit_code == 0
    assert run("embed", scenes[0]).exit_code == 0
    assert {file.stat().st_mtime for file in files} == {1}
    assert "up to date" in run("render", *scenes).stderr
    assert all(file.stat().st_mtime > 1 for file in files)
    assert [(file.stat().st_ino, file.read_bytes()) for file in files] == contents
    assert Path("output/a.json").stat().st_mtime_ns >= Path("output/a.gif").stat().st_mtime_ns


COURSE = {"Makefile", "_gdanim.yaml", "descent.yaml", "stepsizes.yaml", "momentum.yaml", ".gitignore"}


def test_init_makes_a_course():
    done = run("init", "my course")
    assert done.exit_code == 0
    assert done.stderr == "now: cd 'my course' && gdanim render .\n"
    assert {path.name for path in Path("my course").iterdir()} >= COURSE
    assert all(Path(line).is_file() for line in done.stdout.splitlines())
    os.chdir("my course")
    assert run("check", ".").stderr.splitlines() == [
        f"{name}.yaml: no problem" for name in ("descent", "stepsizes", "momentum")
    ]


def test_init_overwrites_nothing():
    write(Path("course/descent.yaml"))
    Path("course/Makefile").symlink_to("nowhere")
    before = sorted(Path("course").rglob("*"))
    done = run("init", "course")
    assert (done.exit_code, done.stderr) == (
        2, "course has descent.yaml, Makefile already; choose another folder, or move them away\n"
    )  # fmt: skip
    assert sorted(Path("course").rglob("*")) == before


def test_init_joins_a_folder_that_has_other_files(here):
    (here / "README.md").write_text("mine")
    assert run("init", ".").exit_code == 0
    assert (here / "README.md").read_text() == "mine"


def test_init_says_that_a_file_is_no_folder(here):
    (here / "course").write_text("mine")
    done = run("init", "course")
    assert (done.exit_code, done.stderr) == (1, "the course in course could not be written: file exists\n")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_renders_a_course_and_rests():
    assert run("init", "course").exit_code == 0
    brief = "\ntiming: {frames_per_step: 1, hold: {start: 0, end: 0.1}}\n"
    text = Path("course/_gdanim.yaml").read_text().replace("timing: {fps: 20}", brief).replace("960, 720", "480, 360")
    Path("course/_gdanim.yaml").write_text(text.replace("[gif, mp4, html]", "[gif]"))

    def make(*targets):
        command = ["make", "-C", "course", f"GDANIM={sys.executable} -m gdanim", *targets]
        done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert make().count("gdanim render") == 3
    drawn = {file: file.stat().st_ino for file in Path("course/output").iterdir()}
    assert "Nothing to be done" in make()
    later = Path("course/output/momentum.json").stat().st_mtime + 5
    os.utime("course/_gdanim.yaml", (later - 10, later - 10))
    os.utime("course/descent.yaml")
    for file in Path("course/output").glob("descent.*"):
        os.utime(file, (1, 1))
    assert make().count("gdanim render") == 1
    assert "Nothing to be done" in make()
    assert drawn == {file: file.stat().st_ino for file in Path("course/output").iterdir()}
    make("gallery", "check")
    make("clean")
    assert not Path("course/output").exists()
