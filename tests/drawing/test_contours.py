"""Level lines: the levels of known heights, the colours of bands, and circles about a bowl's minimum."""

import math

import numpy as np
import pytest

from gdanim import themes
from gdanim.drawing.axes import Axes
from gdanim.drawing.contours import LOG_DECADES, TOP_PERCENTILE, ContourMap, band_colours, choose_levels, sample_grid
from gdanim.drawing.geometry import Box
from gdanim.functions import build

THEME = themes.load("light")
EVEN = np.linspace(0, 100, 1001)
BOWL = build("x**2 + y**2")


def test_linear_levels_are_equally_far_apart_up_to_the_top():
    """Of evenly spread heights from 0 to 100 the top is the 97th percentile."""
    levels = choose_levels(EVEN, 4, "linear")
    assert levels.heights == pytest.approx(
        [TOP_PERCENTILE / 4, TOP_PERCENTILE / 2, 3 * TOP_PERCENTILE / 4, TOP_PERCENTILE]
    )
    assert (levels.low, levels.log) == (0, False)


def test_logarithmic_levels_grow_by_a_factor_over_four_decades():
    levels = choose_levels(EVEN, 5, "log")
    assert levels.heights == pytest.approx([TOP_PERCENTILE * 10 ** (-LOG_DECADES + n) for n in range(5)])
    assert levels.log


@pytest.mark.parametrize(("power", "log"), [(1, False), (2, False), (4, True), (8, True)])
def test_levels_are_logarithmic_where_most_of_the_map_is_low(power, log):
    """The median of x^n is 0.5^n of the range: under 0.16 from n = 3 on."""
    assert choose_levels(np.linspace(0, 1, 1001) ** power, 8).log is log


@pytest.mark.parametrize("heights", [np.full(9, 3.0), np.array([3.0, math.nan])], ids=["flat", "one"])
def test_a_flat_map_has_one_level(heights):
    levels = choose_levels(heights, 8)
    assert levels.heights.tolist() == [3.0]
    assert not levels.log


def test_a_map_without_a_value_has_one_level_at_zero():
    assert choose_levels(np.full(4, math.nan), 8).heights.tolist() == [0.0]


def test_a_single_peak_above_a_plane_is_the_top():
    heights = np.zeros(1000)
    heights[0] = 8.0
    assert choose_levels(heights, 4, "linear").heights.tolist() == [2, 4, 6, 8]


def test_a_grid_has_a_row_for_each_y():
    grid = sample_grid(BOWL, np.array([0.0, 1, 2]), np.array([0.0, 10]))
    assert grid.tolist() == [[0, 1, 4], [100, 101, 104]]


def test_a_band_between_two_colours_of_the_theme_is_their_mixture():
    colours = band_colours(THEME, 2 * len(THEME.heights) - 1)
    assert colours[::2] == list(THEME.heights)
    assert colours[1] == themes.mix(THEME.heights[0], THEME.heights[1], 0.5)


def bowl(**keys):
    axes = Axes(Box(10, 20, 211, 221), (-2, 2), (-2, 2))
    return ContourMap(axes, BOWL, THEME, **{"count": 4, "scale": "linear", "filled": True, **keys})


def test_level_lines_of_a_bowl_are_circles_about_its_minimum():
    """At the height h the radius is √h, at 201 pixels for 4."""
    drawn = bowl()
    for level, lines in zip(drawn.levels.heights, drawn.lines, strict=True):
        for line in lines:
            radii = np.hypot(*(line - (110.5, 120.5)).T)
            assert radii == pytest.approx(math.sqrt(level) * 201 / 4, abs=0.3)


def test_a_band_is_coloured_by_the_level_that_its_height_lies_under():
    drawn = bowl()
    colours = [themes.rgb(colour) for colour in band_colours(THEME, 5)]
    bands = drawn.bands()
    assert tuple(bands[100, 100, :3]) == colours[0], "the minimum"
    assert tuple(bands[0, 0, :3]) == colours[4], "a corner"
    assert bands.shape == (201, 201, 4)


def test_where_the_function_is_not_defined_the_map_has_the_colour_of_a_sheet():
    axes = Axes(Box(0, 0, 40, 40), (-1, 1), (-1, 1))
    half = ContourMap(axes, build("log(x) + y**2"), THEME, count=4, scale="auto", filled=True)
    bands = half.bands()
    assert {tuple(pixel) for pixel in bands[:, :20, :3].reshape(-1, 3).tolist()} == {themes.rgb(THEME.sheet)}
    assert themes.rgb(THEME.sheet) not in {tuple(pixel) for pixel in bands[:, 20:, :3].reshape(-1, 3).tolist()}


@pytest.mark.parametrize("filled", [True, False])
def test_the_bands_are_drawn_under_the_lines_where_they_are_asked_for(filled, canvas):
    drawn = bowl(filled=filled)
    drawn.draw(canvas)
    assert [(image.left, image.top) for image in canvas.of("image")] == ([(10, 20)] if filled else [])
    assert len(canvas.of("stroke")) == sum(map(len, drawn.lines))
