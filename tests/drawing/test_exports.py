"""What the authors of panels import from the toolkit, and what that costs."""

import subprocess
import sys

import pytest

import gdanim.drawing


@pytest.mark.parametrize("name", gdanim.drawing.__all__)
def test_every_exported_name_is_found_and_documented(name):
    exported = getattr(gdanim.drawing, name)
    assert name in dir(gdanim.drawing)
    assert not callable(exported) or name in {"PagePoint", "Segment", "Anchor"} or exported.__doc__


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
