"""The page: cells fill the grid, panels keep to their places, narrow ones leave out what product.md says, in order."""

import itertools
import math

import pytest
from drawn import draw, meet, words

from gdanim.drawing.icons import Icon
from gdanim.layout import solver, spec
from gdanim.layout.stack import PanelNeeds

COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 25, 36, 49, 64]
SIZES = [None, (960, 720), (1920, 1080), (480, 360), (640, 1136)]
CURVE_AND_HISTORY = (PanelNeeds(1.0), PanelNeeds(0.34))


def solved(cells, size=None, **more):
    return solver.solve(solver.LayoutSpec(cells=cells, parts=CURVE_AND_HISTORY, **more), size)


def corners(box):
    return box.left, box.top, box.right, box.bottom


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", COUNTS)
def test_every_cell_has_a_place_of_its_own_on_the_page(count, size):
    page = solved(count, size)
    boxes = [corners(panel) for cell in page.cells for panel in cell.panels]
    assert len(page.cells) == count
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= page.page.width
        assert 0 <= top < bottom <= page.page.height
    assert not any(meet(one, other) for one, other in itertools.combinations(boxes, 2))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", COUNTS)
def test_the_grid_has_no_empty_row_and_is_filled_row_by_row(count, size):
    page = solved(count, size)
    assert page.rows == math.ceil(count / page.columns)
    assert [(cell.row, cell.column) for cell in page.cells] == [divmod(place, page.columns) for place in range(count)]


def test_where_no_grid_has_room_for_headers_there_are_as_many_rows_as_columns():
    """Over a panel for all runs, on a page of 320 × 240: in one row each cell would be 4 pixels wide."""
    page = solved(64, (320, 240), shared=(PanelNeeds(0.9),))
    assert (page.rows, page.columns) == (8, 8)


@pytest.mark.parametrize("count", COUNTS)
def test_all_cells_are_equally_large(count):
    widths = {round(cell.panels[0].width, 6) for cell in solved(count).cells}
    heights = {round(cell.panels[0].height, 6) for cell in solved(count).cells}
    assert len(widths) == len(heights) == 1


@pytest.mark.parametrize("columns", [1, 2, 3, 6])
def test_columns_is_kept(columns):
    page = solved(6, columns=columns)
    assert (page.columns, page.rows) == (columns, 6 // columns)


def test_more_columns_than_cells_are_not_made():
    assert solved(3, columns=8).columns == 3


def test_four_cells_stand_two_by_two_and_three_in_a_row():
    assert (solved(4).columns, solved(3).columns, solved(2).columns) == (2, 3, 2)


@pytest.mark.parametrize(("size", "columns"), [((1600, 300), 4), ((400, 1600), 1)])
def test_the_grid_fits_the_shape_of_the_page(size, columns):
    assert solved(4, size).columns == columns


@pytest.mark.parametrize("parts", [(PanelNeeds(1.0),), CURVE_AND_HISTORY, (PanelNeeds(1.0, square=True),)], ids=len)
def test_on_a_wide_page_two_or_three_cells_stand_in_a_row_and_none_is_left_empty(parts):
    for cells in (2, 3):
        page = solver.solve(solver.LayoutSpec(cells=cells, parts=parts), (1920, 1080))
        assert (page.rows, page.columns) == (1, cells)


@pytest.mark.parametrize("count", COUNTS)
def test_a_page_whose_size_is_chosen_has_even_sides(count):
    page = solved(count).page
    assert (page.width % 2, page.height % 2) == (0, 0), "video wants even sides"


def test_the_flagships_page_is_the_designs():
    assert (solved(4).page.width, solved(4).page.height) == (960, 720)


def test_a_size_given_is_kept():
    for size in ((333, 217), (1024, 600)):
        page = solved(4, size).page
        assert (page.width, page.height) == size


def test_panels_share_a_cells_height_by_their_weights():
    (cell,) = solved(1).cells
    curve, history = cell.panels
    assert history.height / curve.height == pytest.approx(0.34)
    assert (history.left, history.right, history.top) == (curve.left, curve.right, pytest.approx(curve.bottom))


def test_a_panel_beside_the_others_has_a_column_of_its_own():
    page = solver.solve(
        solver.LayoutSpec(cells=1, parts=(PanelNeeds(1.0), PanelNeeds(1.0, beside=True), PanelNeeds(0.5))), (960, 720)
    )
    curve, table, history = page.cells[0].panels
    assert table.left > curve.right
    assert (table.top, table.bottom) == (curve.top, pytest.approx(history.bottom))
    assert history.top == pytest.approx(curve.bottom)


@pytest.mark.parametrize(("width", "under"), [(960, False), (480, True)])
def test_a_panel_that_has_no_room_beside_the_others_stands_under_them(width, under):
    parts = (PanelNeeds(1.0), PanelNeeds(1.0, beside=True, least=(250, 100)))
    curve, table = solver.solve(solver.LayoutSpec(cells=1, parts=parts), (width, 720)).cells[0].panels
    assert (table.top > curve.bottom, table.left == curve.left) == (under, under)
    assert table.width >= 250
    assert table.height >= 100


@pytest.mark.parametrize(("height", "aside"), [(260, True), (360, True), (480, False)])
def test_on_a_low_page_a_panel_keeps_its_place_beside_the_others_at_their_cost(height, aside):
    parts = (PanelNeeds(1.0), PanelNeeds(1.0, beside=True, least=(205, 100)))
    curve, diagram = solver.solve(solver.LayoutSpec(cells=1, parts=parts), (480, height)).cells[0].panels
    assert (diagram.left > curve.right) == aside
    assert diagram.width >= 205
    assert diagram.height >= 100


@pytest.mark.parametrize(("width", "share"), [(480, 0.45), (960, 0.42)])
def test_a_panel_beside_the_others_is_whole_where_it_can_be(width, share):
    parts = (PanelNeeds(1.0), PanelNeeds(1.0, beside=True, least=(150, 72), whole=174))
    page = solver.solve(solver.LayoutSpec(cells=1, parts=parts), (width, width * 3 // 4))
    curve, table = page.cells[0].panels
    assert table.width >= 174
    assert 1 - curve.width / (table.right - curve.left) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize(("height", "under"), [(600, False), (1280, True)])
def test_on_a_tall_page_panels_that_stand_beside_others_stand_under_them(height, under):
    parts = (PanelNeeds(1.0), PanelNeeds(1.0, beside=True, least=(150, 72)))
    curve, table = solver.solve(solver.LayoutSpec(cells=1, parts=parts), (720, height)).cells[0].panels
    assert (table.top > curve.bottom, table.left == curve.left) == (under, under)


@pytest.mark.parametrize("part", [PanelNeeds(1.0), PanelNeeds(2.5, square=True)], ids=["curve", "map"])
def test_a_lone_panel_keeps_its_shape_on_a_tall_page_with_as_much_room_above_as_below(part):
    (cell,), (low,) = (
        solver.solve(solver.LayoutSpec(cells=1, parts=(part,)), (720, height)).cells for height in (1280, 720)
    )
    (panel,), (lower,) = cell.panels, low.panels
    assert 1.2 <= panel.height / panel.width <= 1.3
    moved = cell.header.top - low.header.top
    assert (1280 - panel.bottom) - (720 - lower.bottom) == pytest.approx(moved)
    assert moved > 0


@pytest.mark.parametrize(
    ("height", "kept"),
    [(480, (True, 2, True)), (350, (True, 1, True)), (200, (False, 1, True)), (120, (False, 1, False))],
)
def test_a_small_page_gives_up_the_strip_first_and_the_headers_and_the_head_last(height, kept):
    page = solved(4, (480, height), columns=2)
    assert (page.cells[0].header is not None, len(page.cells[0].panels), not page.bare) == kept


def test_panels_beside_others_go_before_the_headers_and_the_last_of_them_first():
    table, diagram = PanelNeeds(1.0, beside=True, least=(100, 60)), PanelNeeds(1.0, beside=True, least=(100, 150))
    for height, kept in ((480, 3), (260, 2), (180, 1)):
        page = solver.solve(solver.LayoutSpec(cells=1, parts=(PanelNeeds(1.0), table, diagram)), (480, height))
        assert len(page.cells[0].panels) == kept
        assert page.cells[0].header is not None


def test_a_panel_that_is_left_out_has_no_entry():
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.1, 0.2, 0.3, 0.4], "steps": 4, "size": [480, 360]})
    assert [entry["panel"] for entry in drawn.picture.panels] == ["curve"] * 4


def test_panels_for_all_runs_stand_below_at_full_width():
    page = solved(4, shared=(PanelNeeds(0.9), PanelNeeds(0.6)))
    lowest = max(cell.panels[-1].bottom for cell in page.cells)
    first, second = page.shared
    assert lowest < first.top < first.bottom < second.top < second.bottom < page.page.height
    assert first.left == page.cells[0].panels[0].left
    assert first.right == pytest.approx(page.cells[1].panels[0].right)


def test_a_slate_stands_under_the_cells_and_a_caption_under_all():
    page = solved(1, slate=True, foot=lambda _page: 2)
    assert page.cells[0].panels[-1].bottom < page.slate.top < page.slate.bottom < page.foot.top
    assert page.foot.bottom < page.page.height


@pytest.mark.parametrize("height", [400, 480, 560, 640, 720, 960])
def test_a_slate_is_left_out_where_it_would_leave_the_picture_too_little_height(height):
    """What it says of ball and arrows has to be seen: in panels of at least 80 pixels on a page 960 wide."""
    panels = (PanelNeeds(1.0), PanelNeeds(0.7))
    page = solver.solve(solver.LayoutSpec(cells=1, parts=panels, slate=True), (960, height))
    lowest = min(panel.height for panel in page.cells[0].panels)
    with_slate = (height - 116 - 46 - (142 + 24) - (36 + 12)) * 0.7 / 1.7  # the head, the header, the slate, its ticks
    assert (page.slate is not None) == (with_slate >= 80)
    assert page.slate is None or lowest == pytest.approx(with_slate)


@pytest.mark.parametrize(
    ("size", "unit"),
    [((960, 720), 1), ((1920, 1440), 2), ((1440, 1080), 1.5), ((960, 400), 1), ((1200, 720), 1), ((1920, 1080), 1.6)],
    ids=str,
)
def test_what_surrounds_the_panels_gives_way_on_a_large_page_that_is_wide_and_low(size, unit):
    """A page of four cells is 960 × 720."""
    assert solved(4, size).page.unit == pytest.approx(unit)


@pytest.mark.parametrize(("size", "stacked"), [((960, 720), False), ((1920, 1080), False), ((720, 1280), True)])
def test_maps_stand_one_under_the_other_on_a_tall_page(size, stacked):
    parts = (PanelNeeds(1.0, square=True), PanelNeeds(1.0, square=True))
    one, other = solver.solve(solver.LayoutSpec(cells=1, parts=parts), size).cells[0].panels
    assert (one.bottom < other.top, one.left == other.left) == (stacked, stacked)


def test_lengths_scale_with_the_page_and_texts_keep_a_least_size():
    assert solver.Page(1920, 1080).unit == 2
    assert solver.Page(160, 120).unit == pytest.approx(0.62)
    assert (solver.Page(1920, 1080).text(20), solver.Page(160, 120).text(15)) == (40, 11)


def seen(width):
    """What cells of about so many pixels' width show, two beside each other."""
    page = 2 * round(max(width + 68 * spec.LEAST_UNIT, width / (1 - 136 / spec.REFERENCE)))
    keys = {"function": "x**2", "start": 2, "eta": [0.1, 0.4], "steps": 4, "panels": ["curve"], "columns": 2}
    drawn = draw({**keys, "size": [page, 400]})
    left, _, right, _ = drawn.picture.panels[0]["box"]
    assert right - left == pytest.approx(width, abs=1)
    first, end = drawn.at(0), drawn.moments[-1]
    texts = [words(label) for label in drawn.labels(first)]
    ticks = [text for text in texts if text.lstrip("−").replace(".", "").isdigit() and text not in {"2.00", "2.0"}]
    found = {
        "readout": any(text.startswith("x =") for text in texts),
        "ticks": bool(ticks),
        "verdict": bool(drawn.seen(Icon, end)),
        "title": any(r"\eta" in text for text in texts),
    }
    return {word for word, there in found.items() if there}


ORDER = ("readout", "ticks", "verdict", "title")  # product.md; the formula goes before them


@pytest.mark.parametrize("width", [330, 420])
def test_a_wide_panel_leaves_nothing_out(width):
    assert seen(width) == set(ORDER)


@pytest.mark.parametrize("width", [80, 90])
def test_below_96_pixels_only_the_curve_and_its_marks_stay(width):
    assert seen(width) == set()


def test_narrower_panels_leave_out_more_in_the_order_told():
    kept = [seen(width) for width in (310, 260, 230, 180, 140, 110)]
    for wider, narrower in itertools.pairwise(kept):
        assert narrower <= wider
    for found in kept:
        assert found == set(ORDER[len(ORDER) - len(found) :]), "what goes first is what is told first"


def test_sixty_four_runs_are_drawn():
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.01 * k for k in range(1, 65)], "steps": 2})
    assert len({tuple(entry["box"]) for entry in drawn.picture.panels if entry["panel"] == "curve"}) == 64
    assert drawn.picture.frame(0).shape[1] == drawn.picture.size[0]


def test_cells_of_one_key_overlay_the_others():
    keys = {"function": "x**2", "start": [2, -1], "eta": [0.1, 0.4], "steps": 2, "panels": ["curve"]}
    drawn = draw({**keys, "compare": {"side_by_side": ["eta"], "overlay": ["start"]}})
    assert [entry["runs"] for entry in drawn.picture.panels] == [[0, 1], [2, 3]]
