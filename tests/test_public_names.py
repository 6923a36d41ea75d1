"""The public names: what gdanim offers, its examples, its types, and what can be sent to other processes."""

import doctest
import inspect
import os
import pickle
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import gdanim
from gdanim import typed_keys
from gdanim.scene import keys

PROJECT = Path(__file__).parents[1]
SMALL = {"size": [320, 240], "steps": 2}
FUNCTIONS = [name for name in gdanim.__all__ if inspect.isfunction(getattr(gdanim, name))]
EXAMPLES = {
    **{name: getattr(gdanim, name) for name in FUNCTIONS if name != "register"},  # tested with the registry
    "Trajectory": gdanim.Trajectory,
    "from_callable": gdanim.functions.from_callable,
    "from_torch": gdanim.optimizers.from_torch,
    "from_optax": gdanim.optimizers.from_optax,
}
NEEDED = {"from_torch": "torch", "from_optax": "optax"}


def test_the_public_names_are_these():
    assert set(gdanim.__all__) == {
        *("load", "check", "trace", "render", "animate", "show", "register"),
        *("Scene", "Trajectory", "Rendered", "SceneError", "RenderError", "__version__"),
    }
    assert all(hasattr(gdanim, name) for name in gdanim.__all__)
    assert {*gdanim.__all__, "functions", "optimizers"} <= {*dir(gdanim)}
    with pytest.raises(AttributeError, match=r"^module 'gdanim' has no attribute 'Scenes'$"):
        gdanim.Scenes  # noqa: B018


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_hold(name, here):
    if name in NEEDED:
        pytest.importorskip(NEEDED[name])
    (example,) = doctest.DocTestFinder(recurse=False).find(EXAMPLES[name], name, globs={})
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_have_the_sections_of_numpydoc(name):
    text = inspect.getdoc(getattr(gdanim, name))
    sections = ["Parameters", "Raises", "Examples"] + ["Returns"] * (name != "register")
    assert [section for section in sections if f"\n{section}\n{'-' * len(section)}\n" not in text] == []
    for parameter in inspect.signature(getattr(gdanim, name)).parameters:
        assert parameter in text


def test_every_key_of_a_scene_is_typed():
    of_animate = {*typed_keys.SceneKeys.__annotations__} - {"η"}
    assert of_animate == {*keys.KEYS} - {"function", "formula"}  # arguments of their own
    assert {*typed_keys.RunKeys.__annotations__} == {*keys.RUN_KEYS}


SCRIPT = """
import math

import gdanim
from gdanim.optimizers import Rule


def loss(x: float) -> float:
    return math.cosh(x)


scene: gdanim.Scene = gdanim.load({"function": "x**2", "start": 3, "eta": [0.1, 0.4]})
for trajectory in gdanim.trace(scene):
    last: float = trajectory.points[-1].item()
    print(trajectory.run.label, trajectory.verdict.kind, last)
try:
    rendered: gdanim.Rendered = gdanim.render(scene, "figures", ["gif"])
except (gdanim.SceneError, gdanim.RenderError) as error:
    print(error)
warnings: tuple[str, ...] = gdanim.check("scene.yaml")
gdanim.animate(loss, start=3, eta=[0.1, 0.2], formula="cosh(x)", steps=5, timing={"fps": 10}, size=[640, 480])
gdanim.animate("x**2", points=[3.0, 2.0, 1.0], title={"en": "mine"}, η=0.1)
gdanim.animate("x**2", start=1, optimizer=gdanim.optimizers.from_optax(object(), name="theirs"))
gdanim.animate("x**2", runs=[{"trajectory": "mine.csv", "label": "mine"}, {"eta": 0.1}], start=1)
rule: Rule = gdanim.optimizers.from_optax(object())
"""
WRONG = 'import gdanim\n\ngdanim.animate("x**2", strat=3)\n'


def checked(tool, file):
    """The exit code and the words of a type checker, which knows gdanim only as an installed package."""
    command = {"mypy": ["-m", "mypy", "--strict"], "pyright": ["-m", "pyright"]}[tool]
    done = subprocess.run(
        [sys.executable, *command, file], env=os.environ | {"PYTHONPATH": str(PROJECT), "MYPYPATH": str(PROJECT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_type_checkers_accept_a_program_and_refuse_a_misspelt_key(tool, here):
    if not find_spec(tool):
        pytest.skip(f"{tool} is not installed")
    Path("program.py").write_text(SCRIPT, encoding="utf-8")
    Path("wrong.py").write_text(WRONG, encoding="utf-8")
    code, words = checked(tool, "program.py")
    assert code == 0, words
    code, words = checked(tool, "wrong.py")
    assert code == 1
    assert "strat" in words


def test_a_misspelt_key_is_told_at_run_time(here):
    with pytest.raises(gdanim.SceneError, match=r"unknown key 'strat'; did you mean 'start'\?"):
        gdanim.animate("x**2", strat=3, eta=0.1)


@pytest.mark.parametrize(
    "keys",
    [
        {"function": "x**2", "start": 3, "eta": [0.1, 0.4]},
        {"function": "rosenbrock", "optimizer": ["adam", "newton"], "eta": {"cosine": {"eta": 0.01}}},
        {"function": {"linear_regression": {"loss": "huber"}}, "eta": 0.1, "batch": [1, "all"]},
        {"function": {"logistic_regression": {}}, "eta": 0.1},
        {"function": "x**2", "runs": [{"trajectory": [3, 2, 1]}]},
    ],
)
def test_scenes_and_what_they_give_can_be_pickled(keys, tmp_path):
    scene = gdanim.load({**SMALL, **keys} if "runs" not in keys else {**keys, "size": [320, 240]})
    rendered = gdanim.render(scene, tmp_path, "png")  # what is drawn leaves much in caches
    again = pickle.loads(pickle.dumps(scene))  # noqa: S301
    for one, other in zip(gdanim.trace(again), rendered.trajectories, strict=True):
        assert one.points.tolist() == other.points.tolist()
    result = pickle.loads(pickle.dumps(rendered))  # noqa: S301
    assert (repr(result), result._repr_html_()) == (repr(rendered), rendered._repr_html_())


def test_texts_of_results_fit_a_line():
    scene = gdanim.load({"function": "x**2", "start": 3, "eta": [0.1, 0.2, 0.3, 0.4, 0.5], "steps": 3})
    assert repr(scene) == "<Scene scene, 5 runs: η = 0.1, η = 0.2, η = 0.3, η = 0.4, …>"
    assert repr(gdanim.load({"function": "x**2", "start": 3, "eta": 0.1})) == "<Scene scene>"
    assert repr(gdanim.trace(scene)[0]) == "<Trajectory η = 0.1: 3 steps, progressing at step 3>"
    (trajectory,) = gdanim.trace({"function": "x**2", "runs": [{"trajectory": [3, 2], "label": "long " * 50}]})
    assert len(repr(trajectory)) < 80
