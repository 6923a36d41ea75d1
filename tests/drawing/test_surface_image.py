"""The surface as an image: each pixel shows the point that the projection puts there, and nothing behind it."""

import numpy as np
import pytest

from gdanim import functions, themes
from gdanim.drawing.geometry import Box
from gdanim.drawing.height_scale import HeightScale
from gdanim.drawing.hillshade import height_colour, light_on, relative_light
from gdanim.drawing.projection3d import BLOCK_HEIGHT, Projection
from gdanim.drawing.surface_image import SurfaceImage, light_direction

BOX = Box(10, 20, 310, 260)
LIGHT = themes.load("light")


def view_of(text, z_range, *, azimuth=-124.0, elevation=44.0, half=1.0):
    function = functions.build(text)
    xs = np.linspace(-half, half, 41)
    points = np.column_stack([each.ravel() for each in np.meshgrid(xs, xs)])
    points = np.column_stack((points, function.values(points)))
    side = (-half, half)
    return function, Projection(BOX, side, side, z_range, azimuth, elevation, points[points[:, 2] <= z_range[1]])


def opacity_at(image, view, point):
    column, row = view.to_page(np.array([point]))[0]
    return image.pixels[int(row) - image.top, int(column) - image.left, 3]


def test_level_ground_has_the_colour_of_its_height_everywhere():
    """The plane f = 1 between 0 and 2 is half way up."""
    function, view = view_of("1 + 0*x + 0*y", (0, 2))
    image = SurfaceImage(view, function, LIGHT, HeightScale(0, 2))
    opaque = image.pixels[image.pixels[..., 3] == 255]
    assert len(opaque) > 5000
    assert np.abs(opaque[:, :3].astype(int) - themes.rgb(height_colour(LIGHT, 0.5))).max() <= 1


def test_the_image_covers_the_region_to_its_border_and_nothing_else():
    function, view = view_of("1 + 0*x + 0*y", (0, 2))
    image = SurfaceImage(view, function, LIGHT, HeightScale(0, 2))
    for x, y in ((-0.97, -0.97), (0.97, -0.97), (0, 0), (-0.97, 0.97), (0.97, 0.97)):
        assert opacity_at(image, view, (x, y, 1)) == 255
    (half_x, half_y), page = view.half_sides, view.block_to_page
    for x, y in ((-1.05, -1.05), (1.05, -1.05), (1.05, 1.05), (-1.05, 1.05)):
        column, row = page(np.array([(x * half_x, y * half_y, BLOCK_HEIGHT / 2)]))[0]
        assert image.pixels[int(row) - image.top, int(column) - image.left, 3] == 0


@pytest.mark.parametrize("azimuth", [-124.0, -58.0, 20.0, 140.0])
def test_what_is_seen_of_a_ridge_and_what_it_hides_is_what_the_projection_says(azimuth):
    """Samples of a wave: those in sight have their own depth in the image, those behind the wave a nearer one."""
    function, view = view_of("sin(4*x)*cos(3*y)", (-1, 1), azimuth=azimuth, elevation=36)
    image = SurfaceImage(view, function, LIGHT, HeightScale(-1, 1))
    depths, below = image._visible_depths()
    flat = np.random.default_rng(3).uniform(-0.95, 0.95, (400, 2))
    points = np.column_stack((flat, function.values(flat)))
    block, page, hidden = view.to_block(points), view.to_page(points), view.hidden(function, points)
    away = -view.directions[2][:2] / np.hypot(*view.directions[2][:2])
    own = block[:, :2] @ away
    rows, columns = (2 * (page[:, 1] - image.top)).astype(int), (2 * (page[:, 0] - image.left)).astype(int)
    found = depths[rows, columns]
    assert 20 < hidden.sum() < 380
    assert (np.abs(found - own)[~hidden] < 0.05).mean() > 0.85  # some lie within the tolerance of an outline
    is_nearer = (found < own) | below[rows, columns]  # what is seen from below counts as hidden
    assert is_nearer[hidden].mean() > 0.95


def test_what_is_cut_at_the_top_is_not_drawn():
    """x² + y² up to 0.5: the corners are free, and the inner wall behind the hole is seen."""
    function, view = view_of("x**2 + y**2", (0, 0.5))
    image = SurfaceImage(view, function, LIGHT, HeightScale(0, 0.5))
    assert opacity_at(image, view, (0, 0, 0)) == 255
    assert opacity_at(image, view, (0.95, 0.95, 1.8)) == 0


def test_light_on_level_ground_is_none_and_grows_towards_the_light():
    _, view = view_of("x + y", (-2, 2))
    direction = light_direction(view)
    assert np.linalg.norm(direction) == pytest.approx(1)
    assert light_on(np.zeros(1), np.zeros(1), direction) == pytest.approx([0])
    towards = light_on(-direction[:1], -direction[1:2], direction)
    against = light_on(direction[:1], direction[1:2], direction)
    assert towards > 0 > against
    assert relative_light(np.array([-1.0, direction[2], 1.0]), direction) == pytest.approx([-1, 0, 0.9175], abs=1e-3)


def test_longer_regions_are_drawn_in_equal_units_up_to_eight_to_five_and_lower():
    points = np.zeros((1, 3))

    def view(x_range, y_range):
        return Projection(BOX, x_range, y_range, (0, 1), 0, 45, points)

    assert view((0, 4), (0, 3)).half_sides == (1.0, 0.75)
    assert view((0, 50), (0, 1)).half_sides == (1.0, 0.625)
    assert view((0, 1), (0, 4)).half_sides == (0.625, 1.0)
    assert view((0, 5), (0, 4)).block_height == pytest.approx(BLOCK_HEIGHT)
    assert view((0, 50), (0, 1)).block_height == pytest.approx(0.8 * BLOCK_HEIGHT)


def test_a_surface_is_cut_where_it_falls_under_the_lowest_height():
    """The plane x from −1 to 1, shown from 0: at x = −0.5 there is nothing, neither of the surface nor of a plateau."""
    function, view = view_of("x + 0*y", (0, 1), elevation=80.0)
    image = SurfaceImage(view, function, LIGHT, HeightScale(0, 1))
    assert opacity_at(image, view, (0.5, 0.0, 0.5)) == 255
    assert opacity_at(image, view, (-0.5, 0.0, 0.0)) == 0
    assert view.inside(np.array([(0.5, 0.0, 0.5), (-0.5, 0.0, -0.5)])).tolist() == [True, False]


def test_a_hemisphere_ends_in_a_smooth_rim_on_its_ground():
    """Of √(1 − x² − y²) the rim nearest to the eye is at height 0, where the slope has no end."""
    function, view = view_of("sqrt(1 - x^2 - y^2)", (0, 1), half=1.2)
    image = SurfaceImage(view, function, LIGHT, HeightScale(0, 1))
    for turn in np.radians(np.linspace(-60, 60, 25) - 124):
        place = np.array([0.999 * np.cos(turn), 0.999 * np.sin(turn)])
        assert opacity_at(image, view, (*place, float(function.values(place[None])[0]))) > 0
        assert opacity_at(image, view, (*(1.03 * place / 0.999), -0.0)) == 0
