"""The package in CONTRIBUTING.md is one: pip installs it, and commands, workers and contract tests know its words."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
from command import ENVIRONMENT
from foreign_package import install_wheel

from gdanim import registry

TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(?:python|toml)\n(.*?)```", TEXT, re.DOTALL)
MODULES = {match[1]: code for code in BLOCKS if (match := re.match(r'"""(kit/\w+\.py):', code))}
PROJECT = tomllib.loads(next(code for code in BLOCKS if code.startswith("# pyproject.toml")))["project"]
COPIES = {
    "kit/__init__.py": "",
    "kit/cellar.yaml": registry.data_file("themes", "dark").read_text(encoding="utf-8"),
    "kit/eo.yaml": registry.data_file("languages", "en").read_text(encoding="utf-8"),
}
KINDS = {kind.removeprefix("gdanim."): [*names] for kind, names in PROJECT["entry-points"].items()}
SCENE = (
    "function: {ripple: {depth: 0.5}}\noptimizer: half\neta: {fading: {eta: 0.3}}\nsteps: 2\nsize: [320, 240]\n"
    "panels: [curve, gone]\ntheme: cellar\nlanguage: eo\noutput: [last]\n"
)
SINGULAR = {"functions": "function", "encoders": "encoder", "themes": "theme", "languages": "language"}


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    if not find_spec("pip"):
        pytest.skip("pip is not installed")
    return install_wheel(tmp_path_factory.mktemp("package"), MODULES | COPIES, PROJECT["entry-points"])


@pytest.fixture
def run(package, here):
    """Runs Python where the package is installed."""

    def run(*arguments):
        path = f"{package}:{ENVIRONMENT['PYTHONPATH']}"
        done = subprocess.run(
            [sys.executable, *arguments], env=ENVIRONMENT | {"PYTHONPATH": path},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done

    return run


def test_there_is_one_of_each_kind_of_twenty_lines():
    assert {*KINDS} == {*registry.KINDS}
    assert {*MODULES} == {f"kit/{name}.py" for name in ("ripple", "half", "fading", "gone", "last", "files")}
    assert all(len([line for line in code.splitlines() if line.strip()]) <= 20 for code in MODULES.values())


def test_lists_and_the_schema_name_them(run):
    for kind in ("functions", "optimizers", "schedules", "panels", "themes", "languages"):
        listed = run("-m", "gdanim", "list", kind)
        assert KINDS[kind][0] in listed.stdout
        assert listed.stderr == ""
    schema = run("-m", "gdanim", "schema").stdout
    assert all(f'"{name}"' in schema for names in KINDS.values() for name in names)


def test_workers_draw_a_scene_of_their_words(run):
    for name in ("one", "two"):
        Path(f"{name}.yaml").write_text(SCENE, encoding="utf-8")
    run("-m", "gdanim", "render", ".", "-j", "2")
    told = json.loads(Path("output/one.json").read_text(encoding="utf-8"))
    assert Path("output/one.last.png").read_bytes() == Path("output/two.last.png").read_bytes()
    assert "a bowl with ripples" in told["alt"]
    assert "half descent" in told["alt"]
    assert "how many steps are gone" in told["alt"]
    assert run("-m", "gdanim", "render", ".", "--dry-run").stderr.count("up to date") == 2


@pytest.mark.parametrize("kind", KINDS)
def test_each_keeps_the_contract_of_its_kind(run, kind):
    word = SINGULAR.get(kind, kind.removesuffix("s"))
    if kind in registry.DATA:
        call = f"from kit import files; testing.check_{word}(files.{'CELLAR' if kind == 'themes' else 'EO'})"
    else:
        call = f"testing.check_{word}({KINDS[kind][0]!r})"
    run("-c", f"from gdanim import testing; {call}")
