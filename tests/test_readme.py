"""The README: its commands are those of the pages, its links lead somewhere, and what it shows of Python runs."""

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
IN_PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_links_and_pictures_lead_to_files():
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", README) if "://" not in target]
    assert len(targets) > 10
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_page_that_is_a_task_or_a_tutorial_is_linked():
    pages = [*ROOT.glob("docs/tutorial/*.rst"), *ROOT.glob("docs/tasks/*.rst")]
    assert [page.name for page in pages if f"({page.relative_to(ROOT).as_posix()})" not in README] == []


def test_pages_are_built_as_it_says():
    """The steps of .ci/run read README's commands by their order: the main one, the tests, the pages."""
    commands = re.findall(r"^(?:python3 -m venv |\.venv/bin/).*", README, re.MULTILINE)
    assert [len(commands), "gdanim render" in commands[0], "pytest" in commands[1], "sphinx" in commands[2]] == [
        3, True, True, True,
    ]  # fmt: skip


@pytest.mark.slow
def test_what_it_shows_of_python_runs(here):
    shutil.copytree(ROOT / "scenes", "scenes")
    for program in IN_PYTHON:
        exec(program, {})  # noqa: S102 -- the README's own programs
    assert IN_PYTHON
    assert Path("output/scene.gif").exists()
    assert Path("figures/stepsizes.png").exists()
