"""A turning surface is quick, and looks like the one before a fixed camera."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from gdanim import functions, themes
from gdanim.drawing.canvas import raster
from gdanim.drawing.geometry import Box
from gdanim.drawing.height_scale import HeightScale
from gdanim.drawing.hillshade import height_colour
from gdanim.drawing.projection3d import BLOCK_HEIGHT, Projection
from gdanim.drawing.surface_image import SurfaceImage
from gdanim.drawing.turning_surface import TurningSurface

LIGHT = themes.load("light")
BOX = Box(10, 20, 410, 330)
EQUAL = 36  # dB
SURFACES = {
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2": (5, (0, 200)),
    "x^2 - y^2": (1, (-1, 1)),
    "sin(x)*sin(y)": (4, (-1, 1)),
    "(1 - x)^2 + 100*(y - x^2)^2": (2, (0, 400)),
    "1 - sqrt(1 - x^2 - y^2)": (1.2, (0, 1)),
    "sqrt(x) + 0*y": (1, (0, 1)),
}


def turning(text, half, z_range, *, azimuth=-60.0, theme=LIGHT):
    function, side, scale = functions.build(text), (-half, half), HeightScale(*z_range)
    view = Projection(BOX, side, side, z_range, azimuth, 40.0, np.empty((0, 3)), has_fixed_scale=True)
    return TurningSurface(view, function, theme, scale), SurfaceImage(view, function, theme, scale)


def drawn(mark, theme=LIGHT):
    canvas, pixels = raster(420, 340)
    pixels[...] = (*themes.rgb(theme.paper), 255)
    canvas.paint([mark])
    return pixels[..., :3].copy()


def decibels(one, other):
    return 10 * np.log10(255**2 / np.square(one.astype(float) - other).mean())


@pytest.mark.parametrize("text", SURFACES)
def test_it_looks_like_the_still_surface_also_in_few_colours(text):
    half, z_range = SURFACES[text]
    for azimuth in (-135.0, 20.0):
        turned, still = (drawn(mark) for mark in turning(text, half, z_range, azimuth=azimuth))
        assert decibels(turned, still) >= EQUAL
        few = np.asarray(Image.fromarray(turned).quantize(32, kmeans=4, dither=Image.Dither.NONE).convert("RGB"))
        assert decibels(few, still) >= EQUAL


@pytest.mark.parametrize("name", ["dark", "chalkboard"])
def test_it_has_the_colours_of_its_theme(name):
    theme = themes.load(name)
    turned, still = (drawn(mark, theme) for mark in turning("x^2 + y^2", 1, (0, 1.5), theme=theme))
    assert decibels(turned, still) >= EQUAL


def test_level_ground_has_the_colour_of_its_height_everywhere():
    surface, _ = turning("1 + 0*x + 0*y", 1, (0, 2))
    opaque = surface.pixels[surface.pixels[..., 3] == 255]
    assert len(opaque) > 5000
    assert np.abs(opaque[:, :3].astype(int) - themes.rgb(height_colour(LIGHT, 0.5))).max() <= 1


def test_it_is_the_same_wherever_it_was_looked_at_from_before():
    surface, _ = turning("sin(x)*sin(y)", 4, (-1, 1))
    before = surface.pixels.copy()
    surface.look_from(surface.projection_from(75.0))
    assert surface.pixels.shape != before.shape or (surface.pixels != before).any()
    surface.look_from(surface.projection_from(-60.0))
    assert (surface.pixels == before).all()


def test_nothing_is_drawn_above_the_blocks_top_or_beside_the_surface():
    """x² + y² reaches 2, twice the block's height: the rim is the unit circle."""
    surface, _ = turning("x^2 + y^2", 1, (0, 1))
    turns = np.linspace(0, 2 * np.pi, 400)
    rim = surface.projection.block_to_page(np.column_stack((np.cos(turns), np.sin(turns), np.full(400, BLOCK_HEIGHT))))
    rows, columns = np.nonzero(surface.pixels[..., 3] > 128)
    assert rows.min() + surface.top == pytest.approx(rim[:, 1].min(), abs=1.5)
    assert columns.min() + surface.left == pytest.approx(rim[:, 0].min(), abs=1.5)
    assert columns.max() + 1 + surface.left == pytest.approx(rim[:, 0].max(), abs=1.5)


@pytest.mark.parametrize("azimuth", [-124.0, 20.0])
def test_its_projection_hides_what_the_surface_hides(azimuth):
    surface, _ = turning("sin(4*x)*cos(3*y)", 1, (-1, 1))
    view = surface.projection_from(azimuth)
    surface.look_from(view)
    flat = np.random.default_rng(3).uniform(-0.95, 0.95, (600, 2))
    points = np.column_stack((flat, surface.function.values(flat)))
    still = replace(surface.first, azimuth=azimuth)
    hidden, floor_hidden = still.hidden(surface.function, points), still.floor_hidden(surface.function, flat)
    assert 0.01 < hidden.mean() < 0.9
    assert 0.1 < floor_hidden.mean() < 0.99
    assert (view.hidden(surface.function, points) == hidden).mean() > 0.9
    assert (view.floor_hidden(surface.function, flat) == floor_hidden).mean() > 0.95


def test_a_surface_of_which_nothing_is_in_the_block_is_empty():
    surface, _ = turning("5 + 0*x + 0*y", 1, (0, 1))
    assert not surface.pixels.any()
    assert not surface.sees(np.zeros((1, 3))).any()
