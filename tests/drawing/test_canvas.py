"""The canvas: outlines in page pixels, y down, on whichever renderer; areas and lengths are those of the figures."""

import math

import numpy as np
import pytest

from gdanim.drawing.canvas import Canvas, Group, Mark, OutlinePiece, compound, raster
from gdanim.drawing.geometry import Box
from gdanim.drawing.shapes import Rectangle

BLACK = "#000000"


@pytest.fixture
def page():
    """An empty page 60 pixels wide and 40 high, and its alpha from 0 to 1."""
    canvas, pixels = raster(60, 40)
    return canvas, lambda: pixels[..., 3] / 255


def test_a_page_begins_transparent_and_may_be_written_to():
    _, pixels = raster(60, 40)
    assert pixels.shape == (40, 60, 4)
    assert not pixels[..., 3].any()
    pixels[:] = 255
    assert pixels.all()


def test_a_polygon_covers_its_own_pixels_from_the_left_top_corner(page):
    canvas, alpha = page
    canvas.fill([(10, 5), (20, 5), (20, 12), (10, 12)], BLACK)
    covered = np.zeros((40, 60))
    covered[5:12, 10:20] = 1
    assert alpha() == pytest.approx(covered)


@pytest.mark.parametrize("alpha_wanted", [1.0, 0.4])
def test_a_disc_covers_its_area(page, alpha_wanted):
    canvas, alpha = page
    canvas.disc(30, 20, 15, BLACK, alpha=alpha_wanted)
    assert alpha().sum() == pytest.approx(alpha_wanted * math.pi * 15**2, rel=0.01)


def test_a_ring_covers_what_lies_between_two_circles(page):
    canvas, alpha = page
    canvas.ring(30, 20, 12, BLACK, 4)
    assert alpha().sum() == pytest.approx(math.pi * (14**2 - 10**2), rel=0.01)


def test_a_closed_line_goes_back_to_its_first_point():
    corners = [(10, 10), (40, 10), (40, 30), (10, 30)]
    areas = []
    for closed in (False, True):
        canvas, pixels = raster(60, 40)
        canvas.stroke(corners, BLACK, 2, closed=closed, cap="butt")
        areas.append((pixels[..., 3] / 255).sum())
    assert areas == pytest.approx([2 * (30 + 20 + 30), 2 * (30 + 20 + 30 + 20)], abs=4)


def test_a_line_is_broken_where_a_point_is_not_finite(page):
    canvas, alpha = page
    canvas.stroke([(5, 20.5), (15, 20.5), (math.nan, 3), (35, 20.5), (45, 20.5)], BLACK, 1, cap="butt")
    columns = alpha().any(axis=0)
    assert columns[5:15].all()
    assert columns[35:45].all()
    assert not columns[16:35].any()


def test_dashes_take_turns_with_gaps(page):
    canvas, alpha = page
    canvas.stroke([(10, 20.5), (50, 20.5)], BLACK, 1, dashes=(4, 6), cap="butt")
    assert alpha().sum() == pytest.approx(4 * 4, abs=0.1)


def test_polygons_may_be_filled_at_once(page):
    canvas, alpha = page
    canvas.fill(compound([[(x, 0), (x + 3, 0), (x + 3, 10), (x, 10)] for x in (0, 10, 20)]), BLACK)
    assert alpha().sum() == pytest.approx(3 * 30)
    canvas.fill(compound([]), BLACK)
    assert alpha().sum() == pytest.approx(3 * 30)


def test_pieces_look_as_if_they_were_drawn_one_after_the_other():
    square, line = [(5, 5), (25, 8), (22, 30), (8, 27)], [(0, 15), (30, 12), (40, 35)]
    (one, begun), (other, pixels) = raster(60, 40), raster(60, 40)
    one.fill(square, "#3366CC", edge=0.8)
    one.stroke(line, "#CC3333", 3, alpha=0.35)
    one.fill([(x + 10, y) for x, y in square], "#33CC66", edge=0.8)
    other.draw_pieces(
        [
            OutlinePiece(square, "#3366CC", 0.8, fill="#3366CC"),
            OutlinePiece(line, "#CC3333", 3, alpha=0.35),
            OutlinePiece([(x + 10, y) for x, y in square], "#33CC66", 0.8, fill="#33CC66"),
        ]
    )
    assert (begun == pixels).all()
    other.draw_pieces([])


def test_an_image_stands_on_its_left_top_corner(page):
    canvas, alpha = page
    image = np.zeros((4, 3, 4), np.uint8)
    image[0, :, 3] = 255
    canvas.image(image, 7, 11)
    assert [axis.tolist() for axis in alpha().nonzero()] == [[11] * 3, [7, 8, 9]]


def test_marks_are_painted_in_their_order_if_they_are_visible_and_inside_their_clip():
    canvas, pixels = raster(60, 40)
    below, above, hidden = (
        Rectangle(Box(0, 0, 20, side), c) for side, c in ((20, "#FF0000"), (20, "#00FF00"), (40, "#0000FF"))
    )
    above.clip, hidden.visible = Box(10, 10, 60, 40), False
    group = Group()
    group.children = [below, above, hidden]
    canvas.paint([group])
    assert pixels[5, 5].tolist() == [255, 0, 0, 255]
    assert pixels[15, 15].tolist() == [0, 255, 0, 255]
    assert pixels[25, 5, 3] == pixels[30, 5, 3] == 0


def test_a_canvas_is_of_any_renderer_and_a_mark_of_any_class():
    """A renderer that counts what it is asked for; its page is 30 pixels high."""
    from matplotlib.backend_bases import RendererBase

    class Counting(RendererBase):
        calls = 0

        def get_canvas_width_height(self):
            return 50, 30

        def draw_path(self, *arguments):
            self.calls += 1
            _, _, transform, _ = arguments
            assert transform.transform((3, 4)).tolist() == [3, 26]

    class Stroke(Mark):
        def draw(self, canvas):
            canvas.stroke([(0, 0), (3, 4)], BLACK, 1)

    renderer = Counting()
    Canvas(renderer).paint([Stroke(), Stroke()])
    assert renderer.calls == 2
