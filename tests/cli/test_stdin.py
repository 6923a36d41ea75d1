"""A scene from stdin, a file to stdout, numbered stills, and the version."""

import json
import subprocess
from pathlib import Path

import pytest
from command import ENVIRONMENT, GDANIM, run
from small import SMALL

import gdanim

TEXT = SMALL.format(eta=0.1)


def piped(*arguments, text=TEXT):
    return subprocess.run(
        [*GDANIM, *arguments], input=text.encode(), env=ENVIRONMENT, capture_output=True, check=False, timeout=120
    )


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bowl.yaml").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("here")
def test_a_scene_from_stdin_is_written_to_stdout_and_nowhere_else():
    done = piped("render", "-", "-f", "png")
    assert (done.returncode, done.stderr) == (0, b"")
    run("render", "bowl.yaml", "-f", "png")
    assert done.stdout == Path("output/bowl.png").read_bytes()
    assert sorted(path.name for path in Path().iterdir()) == ["bowl.yaml", "output"]


@pytest.mark.usefixtures("here")
def test_problems_of_stdin_have_their_line():
    done = piped("render", "-", "-f", "gif", text=TEXT.replace("eta: 0.1", "eta: -1"))
    assert done.returncode == 3
    assert done.stderr.decode().startswith("stdin:3:6: eta must be above 0; found -1\n")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("arguments", [[], ["-f", "gif,mp4"], ["-f", "frames"], ["bowl.yaml", "-f", "gif"]])
def test_stdout_takes_one_file_of_one_scene(arguments):
    done = piped("render", "-", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("- is one scene from stdin, written to stdout as one file: ")


@pytest.mark.usefixtures("here")
def test_the_numbers_of_a_scene_from_stdin():
    assert json.loads(piped("trace", "-", "--json").stdout)["scene"] == "stdin"


@pytest.mark.usefixtures("here")
def test_a_still_of_stdin_goes_to_stdout():
    assert piped("still", "-", "--step", "1").stdout.startswith(b"\x89PNG")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["--step", "0..2"], ["output/bowl-step0.png", "output/bowl-step1.png", "output/bowl-step2.png"]),
        (["--step", "0..2", "--every", "2", "-o", "a.svg"], ["a-0.svg", "a-2.svg"]),
        (["--step", "2"], ["output/bowl-step2.png"]),
        (["--step", "8..11", "--set", "steps=12", "-o", "b.png"], ["b-08.png", "b-09.png", "b-10.png", "b-11.png"]),
    ],
)
def test_stills_of_several_steps_are_numbered(arguments, files):
    done = run("still", "bowl.yaml", *arguments)
    assert done.exit_code == 0, done.stderr
    assert done.stderr == "".join(f"bowl.yaml: drawn: {file}\n" for file in files)
    assert all(Path(file).stat().st_size > 1000 for file in files)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("steps", ["x", "2..1", "1-2", "-1"])
def test_steps_that_are_none_are_wrong_usage(steps):
    done = run("still", "bowl.yaml", f"--step={steps}")
    assert (done.exit_code, done.stderr) == (2, f"--step takes a step or several, such as 3 or 0..8; found {steps!r}\n")


@pytest.mark.usefixtures("here")
def test_no_still_is_written_if_one_of_the_steps_is_missing():
    done = run("still", "bowl.yaml", "--step", "1..3")
    assert (done.exit_code, done.stderr) == (2, "there is no step 3: the steps of bowl go from 0 to 2\n")
    assert not Path("output").exists()


def test_the_version():
    assert run("--version").stdout == f"{gdanim.__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell):
    done = subprocess.run(
        [*GDANIM, "--show-completion", shell],
        env=ENVIRONMENT | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "_GDANIM_COMPLETE" in done.stdout
