"""The mesh of a surface: far faces first, higher ground lighter, and nothing above the block's top."""

from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pytest

from gdanim import themes
from gdanim.drawing.geometry import Box
from gdanim.drawing.height_scale import HeightScale
from gdanim.drawing.projection3d import BLOCK_HEIGHT, Projection
from gdanim.drawing.surface_mesh import SurfaceMesh, _cut_at_top
from gdanim.functions import build

THEME = themes.load("light")
BOX = Box(0, 0, 400, 300)
FACES = 24


def mesh(expression, top, *, azimuth=-60.0, elevation=30.0):
    corners = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (0, top)], float)
    view = Projection(BOX, (-1, 1), (-1, 1), (0, top), azimuth, elevation, corners)
    return SurfaceMesh(view, build(expression), THEME, HeightScale(0, top), FACES)


class Face(NamedTuple):
    points: np.ndarray
    fill: tuple[int, ...]


def drawn_faces(surface, canvas):
    surface.draw(canvas)
    (call,) = canvas.calls
    return list(map(Face, call.corners, [tuple(colour) for colour in np.rint(255 * call.colours[:, :3]).astype(int)]))


def test_a_plane_has_all_its_faces(canvas):
    assert len(drawn_faces(mesh("0.5 + 0*x + 0*y", 1), canvas)) == FACES**2


def test_level_ground_has_one_colour(canvas):
    faces = drawn_faces(mesh("0.5 + 0*x + 0*y", 1), canvas)
    assert len({face.fill for face in faces}) == 1


def test_a_plane_that_rises_is_lighter_where_it_is_higher(canvas):
    faces = drawn_faces(mesh("(x + 1)/2 + 0*y", 1, azimuth=-90.0), canvas)
    brightness = {}
    for face in faces:
        brightness[round(float(np.mean([x for x, _ in face.points])))] = sum(face.fill)
    ordered = [brightness[place] for place in sorted(brightness)]
    assert len(set(ordered)) > FACES / 2
    assert ordered[0] < ordered[len(ordered) // 2] < ordered[-1]


def test_few_colours_are_used_so_that_films_stay_small(canvas):
    faces = drawn_faces(mesh("x**2 + y**2", 2), canvas)
    assert len({face.fill for face in faces}) <= 16 * 5


def test_faces_are_drawn_from_the_far_side_to_the_near_one(canvas):
    """From azimuth −90°, of level ground what is far stands higher on the page."""
    faces = drawn_faces(mesh("0*x + 0*y", 1, azimuth=-90.0), canvas)
    middles = [np.mean([y for _, y in face.points]) for face in faces]
    assert all(before <= after + 1e-9 for before, after in pairwise(middles))


def test_nothing_is_drawn_above_the_blocks_top(canvas):
    """x² + y² reaches 2, twice the block's height."""
    surface = mesh("x**2 + y**2", 1)
    faces = drawn_faces(surface, canvas)
    corners = np.array([(u, v, BLOCK_HEIGHT) for u in (-1, 1) for v in (-1, 1)])
    top = surface.projection.block_to_page(corners)[:, 1].min()
    assert 0 < len(faces) < FACES**2
    assert min(point[1] for face in faces for point in face.points) >= top - 1e-6


def test_a_surface_that_is_not_defined_has_no_faces_there(canvas):
    faces = drawn_faces(mesh("sqrt(x) + 0*y", 1), canvas)
    assert len(faces) == FACES**2 / 2


@pytest.mark.parametrize(
    ("heights", "count"),
    [((0, 0, 0, 0), 4), ((2, 0, 0, 0), 5), ((2, 2, 0, 0), 4), ((2, 2, 2, 0), 3), ((2, 0, 2, 0), 6), ((2, 2, 2, 2), 0)],
)
def test_a_face_that_reaches_above_the_top_is_cut_along_it(heights, count):
    corners = np.array([(0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0)], float)
    corners[:, 2] = heights
    cut = _cut_at_top(corners, BLOCK_HEIGHT)
    assert len(cut) == count
    assert all(corner[2] <= BLOCK_HEIGHT + 1e-12 for corner in cut)


def test_the_cut_is_where_the_side_meets_the_top():
    """From 0 up to 2 the side has reached the block's height after half of it, of its way."""
    line = _cut_at_top(np.array([(0, 0, 0), (1, 0, 2)], float), BLOCK_HEIGHT)
    assert line[1] == pytest.approx((BLOCK_HEIGHT / 2, 0, BLOCK_HEIGHT))
