"""The page's boxes: cells fill the grid, panels keep their shapes, and a small page leaves out what matters least."""

import itertools
import math

import pytest

from gdanim.layout import solver
from gdanim.layout.page import Page, page_of
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spec import LayoutSpec, PanelNeeds

COUNTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16, 25, 36, 49, 64]
SIZES = [None, (960, 720), (1920, 1080), (480, 360), (640, 1136)]
CURVE_AND_HISTORY = (PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(0.34, is_thin=True)))


def solve(cells, size=None, **more):
    return solver.solve(LayoutSpec(cells, CURVE_AND_HISTORY, **more), size)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", COUNTS)
def test_every_cell_has_a_place_of_its_own_on_the_page(count, size):
    page = solve(count, size)
    boxes = [panel for cell in page.cells for panel in cell.panels]
    assert len(page.cells) == count
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= page.page.width
        assert 0 <= top < bottom <= page.page.height
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("count", COUNTS)
def test_the_grid_has_no_empty_row_and_is_filled_row_by_row(count, size):
    page = solve(count, size)
    assert page.rows == math.ceil(count / page.columns)
    assert [(cell.row, cell.column) for cell in page.cells] == [divmod(place, page.columns) for place in range(count)]


def test_where_no_grid_has_room_for_headers_there_are_as_many_rows_as_columns():
    """Over a panel for all runs, on a page of 320 × 240: in one row each cell would be 4 pixels wide."""
    page = solve(64, (320, 240), shared_panels=(PanelNeeds(PanelSize(0.9)),))
    assert (page.rows, page.columns) == (8, 8)


@pytest.mark.parametrize("count", COUNTS)
def test_all_cells_are_equally_large(count):
    widths = {round(cell.panels[0].width, 6) for cell in solve(count).cells}
    heights = {round(cell.panels[0].height, 6) for cell in solve(count).cells}
    assert len(widths) == len(heights) == 1


@pytest.mark.parametrize("columns", [1, 2, 3, 6])
def test_columns_is_kept(columns):
    page = solve(6, columns=columns)
    assert (page.columns, page.rows) == (columns, 6 // columns)


def test_more_columns_than_cells_are_not_made():
    assert solve(3, columns=8).columns == 3


def test_four_cells_stand_two_by_two_and_three_in_a_row():
    assert (solve(4).columns, solve(3).columns, solve(2).columns) == (2, 3, 2)


@pytest.mark.parametrize(("size", "columns"), [((1600, 300), 4), ((400, 1600), 1)])
def test_the_grid_fits_the_shape_of_the_page(size, columns):
    assert solve(4, size).columns == columns


@pytest.mark.parametrize(
    "panels", [(PanelNeeds(PanelSize(1.0)),), CURVE_AND_HISTORY, (PanelNeeds(PanelSize(1.0, "map")),)], ids=len
)
def test_on_a_wide_page_two_or_three_cells_stand_in_a_row_and_none_is_left_empty(panels):
    for cells in (2, 3):
        page = solver.solve(LayoutSpec(cells, panels), (1920, 1080))
        assert (page.rows, page.columns) == (1, cells)


@pytest.mark.parametrize("count", COUNTS)
def test_a_page_whose_size_is_chosen_has_even_sides(count):
    page = solve(count).page
    assert (page.width % 2, page.height % 2) == (0, 0), "video wants even sides"


def test_the_flagships_page_is_the_designs():
    assert (solve(4).page.width, solve(4).page.height) == (960, 720)


def test_a_size_given_is_kept():
    for size in ((333, 217), (1024, 600)):
        page = solve(4, size).page
        assert (page.width, page.height) == size


def test_panels_share_a_cells_height_by_their_weights():
    (cell,) = solve(1).cells
    curve, history = cell.panels
    assert history.height / curve.height == pytest.approx(0.34)
    assert (history.left, history.right, history.top) == (curve.left, curve.right, pytest.approx(curve.bottom))


def test_a_panel_beside_the_others_has_a_column_of_its_own():
    page = solver.solve(
        LayoutSpec(
            1,
            (PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(1.0, "aside")), PanelNeeds(PanelSize(0.5, is_thin=True))),
        ),
        (960, 720),
    )
    curve, table, history = page.cells[0].panels
    assert table.left > curve.right
    assert (table.top, table.bottom) == (curve.top, pytest.approx(history.bottom))
    assert history.top == pytest.approx(curve.bottom)


@pytest.mark.parametrize(("width", "under"), [(960, False), (480, True)])
def test_a_panel_that_has_no_room_beside_the_others_stands_under_them(width, under):
    panels = (PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(1.0, "aside", (250, 100))))
    curve, table = solver.solve(LayoutSpec(1, panels), (width, 720)).cells[0].panels
    assert (table.top > curve.bottom, table.left == curve.left) == (under, under)
    assert table.width >= 250
    assert table.height >= 100


@pytest.mark.parametrize(("height", "aside"), [(260, True), (360, True), (480, False)])
def test_on_a_low_page_a_panel_keeps_its_place_beside_the_others_at_their_cost(height, aside):
    panels = (PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(1.0, "aside", (205, 100))))
    curve, diagram = solver.solve(LayoutSpec(1, panels), (480, height)).cells[0].panels
    assert (diagram.left > curve.right) == aside
    assert diagram.width >= 205
    assert diagram.height >= 100


@pytest.mark.parametrize(("width", "share"), [(480, 0.45), (960, 0.42)])
def test_a_panel_beside_the_others_is_whole_where_it_can_be(width, share):
    panels = (PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(1.0, "aside", (150, 72), full_width=174)))
    page = solver.solve(LayoutSpec(1, panels), (width, width * 3 // 4))
    curve, table = page.cells[0].panels
    assert table.width >= 174
    assert 1 - curve.width / (table.right - curve.left) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize(("height", "under"), [(600, False), (1280, True)])
def test_on_a_tall_page_panels_that_stand_beside_others_stand_under_them(height, under):
    panels = (PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(1.0, "aside", (150, 72))))
    curve, table = solver.solve(LayoutSpec(1, panels), (720, height)).cells[0].panels
    assert (table.top > curve.bottom, table.left == curve.left) == (under, under)


@pytest.mark.parametrize("panel", [PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(2.5, "map"))], ids=["curve", "map"])
def test_a_lone_panel_keeps_its_shape_on_a_tall_page_with_as_much_room_above_as_below(panel):
    (cell,), (low,) = (solver.solve(LayoutSpec(1, (panel,)), (720, height)).cells for height in (1280, 720))
    (box,), (lower,) = cell.panels, low.panels
    assert 1.2 <= box.height / box.width <= 1.3
    unit = page_of((720, 1280)).unit
    assert box.top - cell.header.bottom == pytest.approx(1280 - box.bottom - (32 + 12) * unit)
    assert (box.top > cell.header.bottom, lower.top) == (True, low.header.bottom)


@pytest.mark.parametrize(
    ("height", "kept"),
    [(480, (True, 2, True)), (350, (True, 1, True)), (200, (False, 1, True)), (120, (False, 1, False))],
)
def test_a_small_page_gives_up_the_strip_first_and_the_headers_and_the_title_last(height, kept):
    page = solve(4, (480, height), columns=2)
    assert (page.cells[0].header is not None, len(page.cells[0].panels), not page.is_panels_only) == kept


def test_panels_beside_others_go_before_the_headers_and_the_last_of_them_first():
    table, diagram = (
        PanelNeeds(PanelSize(1.0, "aside", (100, 60))),
        PanelNeeds(PanelSize(1.0, "aside", (100, 150))),
    )
    for height, kept in ((480, 3), (260, 2), (180, 1)):
        page = solver.solve(LayoutSpec(1, (PanelNeeds(PanelSize(1.0)), table, diagram)), (480, height))
        assert len(page.cells[0].panels) == kept
        assert page.cells[0].header is not None


def test_panels_for_all_runs_stand_below_at_full_width():
    page = solve(4, shared_panels=(PanelNeeds(PanelSize(0.9)), PanelNeeds(PanelSize(0.6, is_thin=True))))
    lowest = max(cell.panels[-1].bottom for cell in page.cells)
    first, second = page.shared_panels
    assert lowest < first.top < first.bottom < second.top < second.bottom < page.page.height
    assert first.left == page.cells[0].panels[0].left
    assert first.right == pytest.approx(page.cells[1].panels[0].right)


def test_a_formula_bar_stands_under_the_cells_and_a_caption_under_all():
    page = solve(1, has_formula_bar=True, caption_lines=lambda _page, _width: 2)
    assert page.cells[0].panels[-1].bottom < page.formula_bar.top < page.formula_bar.bottom < page.caption.top
    assert page.caption.bottom < page.page.height


@pytest.mark.parametrize("height", [400, 480, 560, 640, 720, 960])
def test_a_formula_bar_is_left_out_where_it_would_leave_the_picture_too_little_height(height):
    """What it says of ball and arrows has to be seen: in panels of at least 80 pixels on a page 960 wide."""
    panels = (PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(0.7)))
    page = solver.solve(LayoutSpec(1, panels, has_formula_bar=True), (960, height))
    lowest = min(panel.height for panel in page.cells[0].panels)
    # title, header, formula bar, tick labels; a page lower than 500 units has a bar of numbers alone
    bar = (52 + 14) + (24 + 12) if height < 500 else (142 + 24) + (36 + 12)
    with_formula_bar = (height - 116 - 46 - bar) * 0.7 / 1.7
    assert (page.formula_bar is not None) == (with_formula_bar >= 80)
    assert page.formula_bar is None or lowest == pytest.approx(with_formula_bar)


@pytest.mark.parametrize(
    ("size", "unit"),
    [((960, 720), 1), ((1920, 1440), 2), ((1440, 1080), 1.5), ((960, 400), 1), ((1200, 720), 1), ((1920, 1080), 1.6)],
    ids=str,
)
def test_what_surrounds_the_panels_gives_way_on_a_large_page_that_is_wide_and_low(size, unit):
    """A page of four cells is 960 × 720."""
    assert solve(4, size).page.unit == pytest.approx(unit)


@pytest.mark.parametrize(("size", "stacked"), [((960, 720), False), ((1920, 1080), False), ((720, 1280), True)])
def test_maps_stand_one_under_the_other_on_a_tall_page(size, stacked):
    panels = (PanelNeeds(PanelSize(1.0, "map")), PanelNeeds(PanelSize(1.0, "map")))
    one, other = solver.solve(LayoutSpec(1, panels), size).cells[0].panels
    assert (one.bottom < other.top, one.left == other.left) == (stacked, stacked)


def test_lengths_scale_with_the_page_and_texts_keep_a_least_size():
    assert Page(1920, 1080).unit == 2
    assert Page(160, 120).unit == pytest.approx(0.62)
    assert (Page(1920, 1080).text(20), Page(160, 120).text(15)) == (40, 11)
