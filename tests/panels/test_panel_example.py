"""The panel in CONTRIBUTING.md is one: it keeps the contract, and stands in a picture with its own words."""

import re
from pathlib import Path

import pytest
from drawn import draw, words

import gdanim
from gdanim import registry, testing
from gdanim.drawing import Marker

TEXT = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
SCENE = {"function": "x**2", "start": 2, "eta": 0.1, "steps": 5, "panels": ["curve", "example"]}


@pytest.fixture(scope="module")
def panel():
    """What the code of the page defines as ``PLUGIN``."""
    blocks = re.findall(r"^```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    (code,) = [block for block in blocks if not block.startswith('"""kit/')]  # those are a package's files
    module = {}
    exec(compile(code, "CONTRIBUTING.md", "exec"), module)  # noqa: S102
    return module["PLUGIN"]


@pytest.fixture
def registered(panel):
    gdanim.register("panels", "example", panel)
    yield
    registry.unregister("panels", "example")


def test_it_keeps_the_contract(panel):
    testing.check_panel(panel)


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(("language", "name"), [("en", "step k"), ("fa", "گام k"), ("fr", "step k")])
def test_its_axis_is_named_in_the_words_that_it_brings(language, name):
    drawn = draw({**SCENE, "language": language})
    texts = [words(label) for label in drawn.labels(drawn.at(2))]
    assert name in texts


@pytest.mark.usefixtures("registered")
def test_its_dot_stands_at_the_step_and_at_the_run_s_x():
    """With η = 0.1 each step multiplies x by 0.8."""
    drawn = draw(SCENE)
    axes = drawn.axes(1)
    for step in range(5):
        (dot,) = (mark for mark in drawn.visible(Marker, drawn.at(step)) if mark.y > axes.box.top)
        assert (dot.x, dot.y) == pytest.approx((axes.x(step), axes.y(2 * 0.8**step)), abs=0.01)


@pytest.mark.usefixtures("registered")
def test_both_panels_have_numbers_under_their_axes():
    """The curve's axis is x, that of the panel below it the step."""
    drawn = draw(SCENE)
    labels, bottoms = drawn.labels(drawn.at(2)), [drawn.axes(panel).box.bottom for panel in range(2)]
    numbers = [label for label in labels if re.fullmatch(r"−?[\d.]+", words(label))]
    for bottom in bottoms:
        assert [label for label in numbers if 0 < label.y - bottom < 40]
