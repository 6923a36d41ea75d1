"""The projection of a surface: known directions, the block's corners on the page, and what a hill hides."""

import math
from dataclasses import replace

import numpy as np
import pytest

from gdanim.drawing.geometry import Box
from gdanim.drawing.projection3d import BLOCK_HEIGHT, BLOCK_MARGINS, FLOOR_DROP, LOG_STEEPNESS, Projection
from gdanim.functions import build

BOX = Box(100, 50, 500, 350)
CORNERS = np.array([(x, y, z) for x in (-2, 2) for y in (0, 4) for z in (0, 10)], float)
VIEW = Projection(BOX, (-2, 2), (0, 4), (0, 10), azimuth=-60, elevation=30, visible_points=CORNERS)


def seen_from(azimuth, elevation, **changes):
    return replace(VIEW, azimuth=azimuth, elevation=elevation, **changes)


@pytest.mark.parametrize("azimuth", [-60, 0, 90, 200])
@pytest.mark.parametrize("elevation", [0, 30, 90])
def test_the_directions_of_the_page_are_at_right_angles_and_of_length_one(azimuth, elevation):
    directions = seen_from(azimuth, elevation).directions
    assert directions @ directions.T == pytest.approx(np.eye(3))


def test_from_above_x_runs_to_the_right_and_y_up():
    """From azimuth −90° and elevation 90°."""
    assert seen_from(-90, 90).directions == pytest.approx(np.eye(3), abs=1e-12)


def test_from_the_front_heights_are_seen_in_full_and_depths_not_at_all():
    view = seen_from(-90, 0)
    assert view.directions == pytest.approx(np.array([(1, 0, 0), (0, 0, 1), (0, -1, 0)]), abs=1e-12)
    (_, near), (_, far) = view.to_page(np.array([(0.0, 0, 5), (0.0, 4, 5)]))
    assert near == pytest.approx(far)


@pytest.mark.parametrize(
    ("point", "block"),
    [
        ((-2, 0, 0), (-1, -1, 0)),
        ((2, 4, 10), (1, 1, BLOCK_HEIGHT)),
        ((0, 2, 5), (0, 0, BLOCK_HEIGHT / 2)),
        ((0, 2, -3), (0, 0, 0)),
    ],
    ids=str,
)
def test_the_block_reaches_from_minus_one_to_one_and_is_as_high_as_its_height(point, block):
    assert VIEW.to_block(np.array([point], float))[0] == pytest.approx(block)


@pytest.mark.parametrize("part", [0, 0.1, 0.5, 1])
def test_a_logarithmic_height_rises_steeply_from_the_floor(part):
    height = replace(VIEW, is_log=True).to_block(np.array([(0, 2, 10 * part)]))[0, 2]
    assert height == pytest.approx(BLOCK_HEIGHT * math.log(1 + LOG_STEEPNESS * part) / math.log(1 + LOG_STEEPNESS))


@pytest.mark.parametrize("azimuth", [-150, -60, 0, 45])
@pytest.mark.parametrize("elevation", [5, 30, 85])
def test_the_block_with_its_floor_fills_its_box_in_one_direction_but_for_the_margins(azimuth, elevation):
    view = seen_from(azimuth, elevation)
    floor = np.array([(u, v, -FLOOR_DROP * BLOCK_HEIGHT) for u in (-1, 1) for v in (-1, 1)])
    x, y = np.vstack((view.to_page(CORNERS), view.block_to_page(floor))).T
    left, top, right, bottom = BLOCK_MARGINS
    within = BOX.inset(left, top, right, bottom)
    assert max(np.ptp(x) / within.width, np.ptp(y) / within.height) == pytest.approx(1)
    assert x.min() + x.max() == pytest.approx(within.left + within.right)
    assert y.min() + y.max() == pytest.approx(within.top + within.bottom)


def test_the_floor_is_under_the_lowest_point():
    view = seen_from(-60, 30)
    (corner,) = view.floor_to_page(np.array([(-2.0, 0.0)]))
    assert corner == pytest.approx(view.block_to_page(np.array([(-1, -1, -FLOOR_DROP * BLOCK_HEIGHT)]))[0])


def test_slopes_in_the_block_are_those_of_its_own_units():
    """A plane that rises by 10 over a side of 4, from −1 to 1: BLOCK_HEIGHT over 2."""
    slopes = VIEW.block_slopes(np.array([5.0]), np.array([[2.5, 0.0]]))
    assert slopes[0] == pytest.approx((BLOCK_HEIGHT / 2, 0))
    rise = replace(VIEW, is_log=True).block_heights(np.array([5.0, 5.001]))
    log = replace(VIEW, is_log=True).block_slopes(np.array([5.0]), np.array([[1.0, 0.0]]))
    assert log[0, 0] == pytest.approx(2 * (rise[1] - rise[0]) / 0.001, rel=1e-3)


def test_the_back_walls_meet_at_the_farthest_corner():
    near_left, far, near_right = seen_from(-60, 30).wall_corners()
    assert far.tolist() == [-1, 1, BLOCK_HEIGHT]
    assert {tuple(near_left[:2]), tuple(near_right[:2])} == {(1, 1), (-1, -1)}


def test_a_fixed_scale_is_the_same_all_the_way_round():
    scales = {round(seen_from(azimuth, 30, has_fixed_scale=True).fit[0], 9) for azimuth in range(0, 360, 15)}
    assert len(scales) == 1


def test_a_turned_block_never_leaves_its_box_at_a_fixed_scale():
    for azimuth in range(0, 360, 15):
        x, y = seen_from(azimuth, 30, has_fixed_scale=True).to_page(CORNERS).T
        assert BOX.left <= x.min() <= x.max() <= BOX.right
        assert BOX.top <= y.min() <= y.max() <= BOX.bottom


@pytest.mark.parametrize("log", [False, True])
def test_the_matrix_gives_the_pixels_of_a_point(log):
    view = replace(VIEW, is_log=log)
    points = np.array([(-2.0, 0, 0), (1.5, 3, 7), (0.3, 1, 2)])
    heights = points[:, 2]
    if log:
        scale = view.log_height()
        heights = np.log(1 + scale["factor"] * (heights - scale["offset"]))
    homogeneous = np.column_stack((points[:, :2], heights, np.ones(3)))
    assert homogeneous @ np.array(view.matrix()).T == pytest.approx(view.to_page(points))


def test_only_a_logarithmic_view_has_a_logarithmic_height():
    assert VIEW.log_height() is None
    assert replace(VIEW, is_log=True).log_height() == {"offset": 0, "factor": LOG_STEEPNESS / 10}


@pytest.mark.parametrize(
    ("point", "inside"),
    [((0, 2, 5), True), ((2, 4, 10), True), ((0, 2, 10.04), True), ((0, 2, 10.06), False), ((2.01, 2, 5), False)],
    ids=str,
)
def test_a_point_is_inside_up_to_five_thousandths_of_the_height_above_the_top(point, inside):
    assert VIEW.inside(np.array([point], float)).tolist() == [inside]


def test_what_is_nearer_to_the_viewer_is_larger():
    """From azimuth −90° the viewer stands where y is small."""
    near, far = seen_from(-90, 30).depth(np.array([(0.0, -1, 0), (0.0, 1, 0)]))
    assert near > far
    assert near - far == pytest.approx(2 * math.cos(math.radians(30)))


def test_a_ridge_hides_the_ground_behind_it_and_not_the_ground_before_it():
    """exp(−x²) is a ridge along y; from azimuth 0 the viewer looks along x, from five degrees above the floor."""
    ridge = build("exp(-x**2) + 0*y")
    view = Projection(BOX, (-4, 4), (-4, 4), (0, 1), 0, 5, np.array([(4.0, 4.0, 1.0)]))
    behind, before, summit = np.array([(-3.0, 0, math.exp(-9))]), np.array([(3.0, 0, math.exp(-9))]), [(0.0, 0, 1.0)]
    assert view.hidden(ridge, behind).tolist() == [True]
    assert view.hidden(ridge, before).tolist() == [False]
    assert view.hidden(ridge, np.array(summit)).tolist() == [False]


def test_from_above_nothing_is_hidden():
    ridge = build("exp(-x**2) + 0*y")
    view = Projection(BOX, (-4, 4), (-4, 4), (0, 1), 0, 90, np.array([(4.0, 4.0, 1.0)]))
    xs = np.linspace(-3.5, 3.5, 15)
    assert not view.hidden(ridge, np.column_stack((xs, 0 * xs, np.exp(-(xs**2))))).any()


def test_the_floor_is_seen_under_a_surface_and_hidden_where_a_ray_comes_out_over_it():
    """Under a plane at half of its height, from 45°: before the near edge's shadow the floor is seen, behind it not.

    From azimuth 0 the ray from x reaches the plane's height when it has gone as far as that height is over the floor.
    """
    plane = build("0.5 + 0*x + 0*y")
    view = Projection(BOX, (-1, 1), (-1, 1), (0, 1), 0, 45, np.array([(1.0, 1.0, 1.0)]))
    rise = BLOCK_HEIGHT / 2 + FLOOR_DROP * BLOCK_HEIGHT
    seen, hidden = np.array([(1 - 0.8 * rise, 0.0)]), np.array([(1 - 1.3 * rise, 0.0)])
    assert view.floor_hidden(plane, seen).tolist() == [False]
    assert view.floor_hidden(plane, hidden).tolist() == [True]
