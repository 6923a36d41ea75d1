"""What the authors of panels import from the toolkit, and what that costs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import gdanim.drawing


@pytest.mark.parametrize("name", gdanim.drawing.__all__)
def test_every_exported_name_is_found_and_documented(name):
    exported = getattr(gdanim.drawing, name)
    assert name in dir(gdanim.drawing)
    assert not callable(exported) or name in {"PagePoint", "Segment", "Anchor"} or exported.__doc__


def test_type_hints_and_modules_have_the_exported_names():
    tree = ast.parse(Path(gdanim.drawing.__file__).read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    hinted = {f"{node.module}.{alias.name}" for node in block.body for alias in node.names}
    assert hinted == {f"gdanim.drawing.{module}.{name}" for name, module in gdanim.drawing._MODULE_OF.items()}
    assert {name.rpartition(".")[2] for name in hinted} == set(gdanim.drawing.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match=r"^module 'gdanim\.drawing' has no attribute 'Brush'$"):
        _ = gdanim.drawing.Brush


def test_importing_the_toolkit_and_its_placement_loads_no_matplotlib():
    code = """
import sys
import gdanim.drawing
from gdanim.drawing import Axes, Box, Obstacles, place, stack
assert "matplotlib" not in sys.modules
from gdanim.drawing import Label
assert "matplotlib" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
