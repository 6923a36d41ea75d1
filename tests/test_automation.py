"""The files for CI: the shell parts of the action, of a course's workflow and of the hooks, run as they stand there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from command import ENVIRONMENT, run
from ruamel.yaml import YAML
from small import write

ROOT = Path(__file__).parents[1]
COURSE = ROOT / "gdanim" / "templates" / "course"
BRIEF = "timing: {frames_per_step: 1, hold: {start: 0, end: 0.1}}\nsize: [320, 240]\noutput: [gif]\n"


def read(path):
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@pytest.fixture
def shell(here):
    """Runs a script as GitHub does, with ``gdanim`` on the path and a ``pip`` that installs nothing."""
    tools = here / "tools"
    tools.mkdir()
    python = f'#!/bin/sh\nexec "{sys.executable}" -m gdanim "$@"\n'
    for name, text in {"gdanim": python, "pip": "#!/bin/sh\n", "python": '#!/bin/sh\necho "$@" > installed\n'}.items():
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)

    def shell(script, **variables):
        environment = ENVIRONMENT | {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"} | variables
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return shell


def filled(text, inputs):
    """A text of the action with its inputs, ``${{ inputs.scenes }}``, in place."""
    return re.sub(r"\$\{\{ *inputs\.([\w-]+) *\}\}", lambda match: inputs[match[1]], text)


def act(shell, **inputs):
    """Runs the action's steps one after the other, and stops after one that fails."""
    action = read(ROOT / "action.yml")
    given = {name: each["default"] for name, each in action["inputs"].items()} | inputs
    done = None
    for step in action["runs"]["steps"]:
        if "run" in step:
            variables = {name: filled(text, given) for name, text in step.get("env", {}).items()}
            assert "${{" not in step["run"], "an input in a script could be a command"
            done = shell(step["run"], GITHUB_ACTION_PATH=str(ROOT), **variables)
            if done.returncode:
                return done
    return done


@pytest.mark.slow
def test_the_action_installs_this_checkout_renders_and_checks(shell, here):
    write(here / "scenes/a.yaml")
    write(here / "other scenes/b.yaml")
    done = act(shell, scenes="scenes\n\nother scenes\n", output="my output", options="--language=fa\n-f\ngif")
    assert done.returncode == 0, done.stderr
    assert (here / "installed").read_text() == f"-m pip install --quiet {ROOT}\n"
    assert sorted(path.name for path in (here / "my output").iterdir()) == [
        "a.fa.gif",
        "a.fa.json",
        "b.fa.gif",
        "b.fa.json",
    ]
    assert done.stderr.splitlines() == ["scenes/a.yaml: up to date", "other scenes/b.yaml: up to date"]


def test_the_action_fails_with_a_bad_scene_and_does_what_it_is_told_with_any_words(shell, here):
    write(here / "scenes/a.yaml", eta="-1")
    assert act(shell).returncode == 3
    assert act(shell, scenes="$(touch bad); -x").returncode == 2
    assert not (here / "bad").exists()


def test_the_action_uploads_the_folder_that_it_writes():
    steps = read(ROOT / "action.yml")["runs"]["steps"]
    assert [step["uses"].split("@")[0] for step in steps if "uses" in step] == [
        "actions/setup-python", "actions/upload-artifact"
    ]  # fmt: skip
    assert steps[-1]["with"]["path"] == "${{ inputs.output }}"
    assert all(step.get("shell") == "bash" for step in steps if "run" in step)


@pytest.mark.parametrize("number", [0, 1], ids=["gdanim-check", "gdanim-outputs"])
def test_a_hook_finds_what_it_is_for(shell, here, number):
    hook = read(ROOT / ".pre-commit-hooks.yaml")[number]
    script = shlex.join([*shlex.split(hook["entry"]), *hook["args"]])
    write(here / "scenes/a.yaml")
    if hook["id"] == "gdanim-outputs":
        assert shell(script).returncode == 1
        assert shell("gdanim render scenes").returncode == 0
    assert shell(script).returncode == 0
    write(here / "scenes/a.yaml", eta="-1")
    assert shell(script).returncode == 3
    if "files" in hook:
        assert all(re.search(hook["files"], name) for name in ("scenes/a.yaml", "scenes/_gdanim.yaml", "scenes/d.csv"))


@pytest.mark.slow
def test_the_workflow_of_a_course_renders_and_checks_it(shell, here, monkeypatch):
    assert run("init", "course").exit_code == 0
    monkeypatch.chdir(here / "course")
    defaults = Path("_gdanim.yaml").read_text()
    Path("_gdanim.yaml").write_text(re.sub(r"(?m)^(size|output|timing):.*\n", "", defaults) + BRIEF)
    workflow = read(Path(".github/workflows/course.yaml"))
    assert workflow == read(COURSE / "workflow.yaml")
    steps = workflow["jobs"]["render"]["steps"]
    for step in steps:
        if "run" in step:
            done = shell(step["run"])
            assert done.returncode == 0, done.stderr
    assert steps[-1]["with"]["path"] == "output"
    assert Path("output/index.html").is_file()
    hook = read(Path(".pre-commit-config.yaml"))["repos"][0]["hooks"][0]
    assert shell(hook["entry"]).returncode == 0
