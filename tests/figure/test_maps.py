"""Maps and surfaces: ground coloured by height, and paths that stay apart from what they cross."""

import numpy as np
import pytest
from drawn import draw

from gdanim import themes
from gdanim.panels.marks.terrain import shades

BOWL = {"function": "x**2 + y**2", "domain": [-2, 2], "start": [1.5, 0], "eta": 0.1, "steps": 2, "size": [480, 480]}
STILL = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
BARE = {"panels": [{"contour": {"levels": 4, "scale": "linear"}}], "show": []}


@pytest.fixture(scope="module")
def bowl():
    """Nothing but the ground."""
    return draw(BOWL | BARE, timing=STILL)


def colour(drawn, x, y, step=0):
    plot = drawn.plot()
    return tuple(drawn.frame(step)[int(plot.y(y)), int(plot.x(x))])


def test_each_height_has_its_own_colour_of_the_theme(bowl):
    """Along x = y the bands of a bowl follow each other from the deepest to the highest."""
    bands = [themes.rgb(each) for each in shades(bowl.theme, 5)]
    met = [colour(bowl, place, place) for place in np.linspace(0.02, 1.95, 200)]
    order = [bands.index(each) for each in dict.fromkeys(met) if each in bands]
    assert order == [0, 1, 2, 3, 4]


def test_bands_go_evenly_through_the_colours_of_heights():
    theme = themes.load("light")
    assert shades(theme, len(theme.heights)) == list(theme.heights)
    assert shades(theme, 2) == [theme.heights[0], theme.heights[-1]]


def test_a_path_has_a_casing_of_paper_on_both_sides():
    drawn = draw(
        BOWL | BARE | {"show": ["trail"], "size": [960, 960]}, timing=STILL
    )  # x_0 = 1.5, x_1 = 1.2, x_2 = 0.96
    plot, frame = drawn.plot(), drawn.frame(2)
    column = frame[:, int(plot.x(1.35))]
    path, paper = themes.rgb(drawn.theme.ball), themes.rgb(drawn.theme.paper)
    rows = np.flatnonzero((np.abs(column - path) < 60).all(axis=1))
    assert np.abs(np.mean(rows) + 0.5 - plot.y(0)) < 1
    for beside in (rows[0] - 1, rows[-1] + 1):
        assert np.abs(column[beside] - paper).max() < 30  # the deepest ground is 60 away


@pytest.mark.parametrize("theme", ["light", "dark", "chalkboard"])
def test_a_slope_that_faces_the_light_is_brighter_than_one_in_shadow(theme):
    """The light comes from the left and a little from behind the eye: the right wall of a valley faces it."""
    drawn = draw(BOWL | {"function": "x**2 + 0*y", "panels": ["surface"], "show": []}, timing=STILL, theme=theme)
    projection, frame = drawn.picture.panels[0]["projection"], drawn.frame(0)

    def brightness(x):
        height = x**2 / projection["z_range"][1]
        column, row = np.array(projection["matrix"]) @ (x, 0.1, height, 1)
        return frame[int(row), int(column)].sum()

    assert brightness(0.9) > brightness(-0.9)
