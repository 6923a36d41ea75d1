"""Level lines: the scale of known heights, the colours of bands, and circles about a bowl's minimum."""

import math

import numpy as np
import pytest

from gdanim import themes
from gdanim.drawing.axes import Axes
from gdanim.drawing.contours import (
    ContourMap,
    level_line_colour,
    level_polygons,
    sample_grid,
)
from gdanim.drawing.geometry import Box
from gdanim.drawing.height_scale import MIN_LOG_MEDIAN, MIN_LOG_START, TOP_PERCENTILE, height_scale
from gdanim.drawing.hillshade import height_colour
from gdanim.functions import build

THEME = themes.load("light")
EVEN = np.linspace(0, 100, 1001)
BOWL = build("x**2 + y**2")


def test_linear_levels_are_equally_far_apart_up_to_the_top():
    """Of evenly spread heights from 0 to 100 the top is the 97th percentile."""
    scale = height_scale(EVEN)
    assert (scale.low, scale.top, scale.is_log) == (0, pytest.approx(TOP_PERCENTILE), False)
    assert scale.levels(3) == pytest.approx([TOP_PERCENTILE / 4, TOP_PERCENTILE / 2, 3 * TOP_PERCENTILE / 4])
    assert scale.parts(np.array([-5.0, TOP_PERCENTILE / 2, 100.0])) == pytest.approx([0, 0.5, 1])


@pytest.mark.parametrize("count", [1, 4, 13])
def test_levels_stand_at_equal_parts_of_the_scale_also_of_a_logarithmic_one(count):
    scale = height_scale(EVEN**4)
    assert scale.is_log
    assert scale.parts(scale.levels(count)) == pytest.approx(np.arange(1, count + 1) / (count + 1))


@pytest.mark.parametrize(("power", "log"), [(1, False), (2, True), (4, True)])
def test_a_scale_is_logarithmic_where_half_of_the_map_is_low(power, log):
    """The median of x^n is 0.5^n of the range: the scale puts it at one half."""
    heights = np.linspace(0, 1, 1001) ** power
    scale = height_scale(heights)
    assert scale.is_log is log
    below_top = heights[heights <= scale.top]
    assert scale.parts(np.array([np.median(below_top)])) == pytest.approx([MIN_LOG_MEDIAN], abs=1e-6 if log else 0.02)


def test_the_highest_start_is_well_above_the_lowest_bands():
    assert height_scale(EVEN, starts=[2.0, 10.0]).parts(np.array([10.0])) == pytest.approx([MIN_LOG_START])


def test_the_author_may_choose_the_scale():
    assert not height_scale(EVEN**4, scale="linear").is_log
    assert height_scale(EVEN, scale="log").is_log


@pytest.mark.parametrize("heights", [np.full(9, 3.0), np.array([3.0, math.nan])], ids=["flat", "one"])
def test_a_flat_map_has_one_level(heights):
    scale = height_scale(heights)
    assert scale.levels(8).tolist() == [3.0]
    assert scale.parts(np.array([3.0])).tolist() == [0.0]
    assert not scale.is_log


def test_a_level_map_with_a_small_hill_has_the_hill_as_its_scale():
    heights = np.zeros(1000)
    heights[:3] = (1, 2, 3)
    scale = height_scale(heights)
    assert (scale.low, scale.top) == (0, 3)
    assert np.isfinite(scale.levels(5)).all()


@pytest.mark.parametrize("top", [None, 0.0])
def test_heights_where_numbers_end_have_levels(top):
    scale = height_scale(np.array([0.0, 0.0, 0.0, 5e-324]), top=top, scale="log")
    assert np.isfinite(scale.levels(5)).all()


def test_a_map_without_a_value_has_one_level_at_zero():
    assert height_scale(np.full(4, math.nan)).levels(8).tolist() == [0.0]


def test_a_grid_has_a_row_for_each_y():
    grid = sample_grid(BOWL, np.array([0.0, 1, 2]), np.array([0.0, 10]))
    assert grid.tolist() == [[0, 1, 4], [100, 101, 104]]


def test_the_bands_of_a_bowl_are_rings_whose_areas_are_those_between_its_levels():
    """Between the heights 1 and 2 the ring's area is π; the rest of the square from −2 to 2 is 16 − 2π."""
    xs = np.linspace(-2, 2, 201)
    bands, lines = level_polygons(BOWL, xs, xs, np.array([1.0, 2.0]))
    assert [abs(sum(map(_area, band))) for band in bands] == pytest.approx(
        [math.pi, math.pi, 16 - 2 * math.pi], rel=2e-3
    )
    for height, (line,) in zip((1, 2), lines, strict=True):
        assert np.hypot(*line.T) == pytest.approx(math.sqrt(height), abs=1e-3)


def _area(corners):
    """Returns the signed area of a polygon, by Gauss's formula: holes run the other way round."""
    x, y = corners.T
    return 0.5 * float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def test_a_level_line_is_darker_than_its_ground_on_paper_and_lighter_on_a_dark_page():
    dark = themes.load("dark")
    assert sum(themes.rgb(level_line_colour(THEME, 0.5))) < sum(themes.rgb(height_colour(THEME, 0.5)))
    assert sum(themes.rgb(level_line_colour(dark, 0.5))) > sum(themes.rgb(height_colour(dark, 0.5)))


def bowl(**keys):
    axes = Axes(Box(10, 20, 211, 221), (-2, 2), (-2, 2))
    return ContourMap(axes, BOWL, THEME, **{"count": 4, "scale": "linear", "filled": True, **keys})


def test_level_lines_of_a_bowl_are_circles_about_its_minimum():
    """At the height h the radius is √h, at 201 pixels for 4."""
    drawn = bowl()
    for level, lines in zip(drawn.levels, drawn.lines, strict=True):
        for line in lines:
            radii = np.hypot(*(line - (110.5, 120.5)).T)
            assert radii == pytest.approx(math.sqrt(level) * 201 / 4, abs=0.3)


def test_the_ground_of_a_band_has_its_colour_where_it_is_level():
    bands = bowl().bands()
    assert np.abs(bands[100, 100, :3].astype(int) - themes.rgb(height_colour(THEME, 0.1))).max() <= 2, "the minimum"
    assert bands.shape == (201, 201, 4)


def test_a_map_is_lit_from_the_upper_left():
    """Of a bowl the wall at the lower right faces the light."""
    bands = bowl().bands().astype(int)
    assert bands[150, 150, :3].sum() > bands[50, 50, :3].sum()


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


def test_levels_go_down_to_the_maps_least_height_where_it_falls_on():
    """The least height of runs and minima is 0, but x · y falls as far as it rises: its levels are even."""
    xs = np.linspace(-1, 1, 101)
    scale = height_scale(np.outer(xs, xs), starts=[0.5], lowest=0.0)
    assert scale.low == -1
    assert not scale.is_log


def test_levels_do_not_follow_a_pole_down():
    xs = np.linspace(0.001, 1, 1001)
    assert height_scale(xs - 1 / xs**2, starts=[0.5], lowest=0.0).low > -1
