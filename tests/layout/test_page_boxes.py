"""The boxes of a page from the top down: title, cells, panels for all runs, formula bar and caption."""

import itertools

import pytest

from gdanim.layout.page import Page
from gdanim.layout.page_boxes import page_boxes
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spec import LayoutSpec, PanelNeeds

CURVE = (PanelNeeds(PanelSize(1.0)),)
PAGE = Page(960, 720)


def layout(cells=1, rows=1, columns=1, page=PAGE, **more):
    return page_boxes(LayoutSpec(cells, CURVE, **more), page, rows, columns)


def test_four_cells_fill_the_page_between_title_and_margins():
    found = layout(4, 2, 2)
    boxes = [cell.box for cell in found.cells]
    assert (found.left, found.right) == (52, 920)
    assert (boxes[0].left, boxes[0].top) == (52, 116)
    assert (boxes[3].right, boxes[3].bottom) == (920, 720 - 44)
    assert boxes[1].left - boxes[0].right == 44
    assert boxes[2].top - boxes[0].bottom == 24


def test_cells_are_equally_large():
    found = layout(6, 2, 3)
    assert len({(round(cell.box.width, 9), round(cell.box.height, 9)) for cell in found.cells}) == 1


def test_a_caption_stands_at_the_foot_of_the_page():
    found = layout(2, 1, 2, caption_lines=lambda _page, _width: 2)
    assert found.caption == (52, 720 - 64 - 10, 920, 720 - 24)
    assert found.cells[0].box.bottom == found.caption.top - 34


def test_a_formula_bar_stands_over_the_caption_and_the_cells_over_it():
    alone = layout(has_formula_bar=True)
    assert alone.formula_bar == (52, 720 - 24 - 142, 920, 720 - 24)
    assert alone.cells[0].box.bottom == alone.formula_bar.top - 36 - 12
    both = layout(has_formula_bar=True, caption_lines=lambda _page, _width: 1)
    assert both.formula_bar.bottom == 720 - 39 - 24


def test_panels_for_all_runs_share_the_height_with_the_cells_by_weight():
    """One row of weight 1 and a panel of weight 1: equal heights, but for the header."""
    found = layout(2, 1, 2, shared_panels=(PanelNeeds(PanelSize(1.0)),))
    (shared,) = found.shared_panels
    cells = found.cells[0].box
    assert (shared.left, shared.right, shared.bottom) == (52, 920, 676)
    assert shared.top - cells.bottom == 62
    assert cells.height == pytest.approx(shared.height)


def test_without_cells_panels_for_all_runs_have_the_page():
    """Of the 560 pixels between title and margin two gaps take 62 each; half of one is spared at either end."""
    found = layout(0, 0, 1, shared_panels=(PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(1.0))))
    upper, lower = found.shared_panels
    assert found.cells == ()
    assert (upper.top, upper.bottom) == (147, 365)
    assert (lower.top, lower.bottom) == (427, 645)


def test_on_a_page_far_taller_than_it_asks_the_panel_of_an_only_cell_is_in_the_middle():
    """A curve 868 pixels wide is 1.2 times as high at most, over 34 pixels for its numbers."""
    (cell,) = layout(page=Page(960, 3000)).cells
    assert cell.header == (52, 116, 920, 116 + 46)
    (panel,) = cell.panels
    assert panel.height == pytest.approx(1.2 * 868 + 34)
    assert panel.top - cell.header.bottom == pytest.approx(3000 - 44 - panel.bottom)


def test_a_page_with_panels_alone_has_a_thin_margin_and_no_title():
    found = layout(2, 1, 2, page=Page(200, 100), is_panels_only=True, cell_header_height=lambda _page, _width: 0.0)
    one, other = (cell.box for cell in found.cells)
    assert one == (5, 5, 97.5, 95)
    assert other == (102.5, 5, 195, 95)
    assert (found.is_panels_only, found.caption, found.formula_bar) == (True, None, None)


def test_from_the_right_the_first_cell_is_at_the_right():
    first, second = (cell.box for cell in layout(2, 1, 2, is_rtl=True).cells)
    assert (second.left, first.right) == (52, 920)
    assert first.left > second.right


@pytest.mark.parametrize("cells", [1, 2, 5, 9])
@pytest.mark.parametrize("size", [(960, 720), (480, 360), (600, 1100)], ids=str)
def test_no_box_lies_on_another(cells, size):
    columns = min(cells, 3)
    shared = (PanelNeeds(PanelSize(0.9)),)
    found = layout(cells, -(-cells // columns), columns, Page(*size), shared_panels=shared, has_formula_bar=True)
    boxes = [cell.box for cell in found.cells] + [*found.shared_panels, found.formula_bar]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def test_on_a_wide_page_panels_for_all_runs_stand_beside_the_only_cell():
    """The chart has 0.4 of the width without the gap of 56 units; both end at the same height."""
    found = layout(page=Page(1920, 1080), shared_panels=(PanelNeeds(PanelSize(1.0)),))
    (shared,), (cell,) = found.shared_panels, found.cells
    unit = found.page.unit
    assert shared.left - cell.panels[0].right == pytest.approx(56 * unit)
    assert shared.width == pytest.approx(0.4 * (found.right - found.left - 56 * unit))
    assert shared.bottom == pytest.approx(cell.box.bottom)
    assert (cell.header.left, cell.header.right) == (found.left, found.right)


@pytest.mark.parametrize("edge", ["top", "bottom"])
@pytest.mark.parametrize("is_rtl", [False, True])
def test_a_header_is_at_its_edge_of_the_cell_and_of_the_panels_beside_it(edge, is_rtl):
    shared = (PanelNeeds(PanelSize(1.0)),)
    found = layout(page=Page(1600, 600), shared_panels=shared, header_edge=edge, is_rtl=is_rtl)
    (panel,), (cell,) = found.shared_panels, found.cells
    boxes = [cell.header, *cell.panels, panel]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))
    assert (cell.header.left, cell.header.right) == (found.left, found.right)
    assert panel.bottom == pytest.approx(cell.body.bottom)
    assert cell.header.top >= panel.bottom if edge == "bottom" else cell.header.bottom <= panel.top
    assert (panel.right <= cell.body.left) == is_rtl


def test_names_of_rows_above_them_lower_the_cells_by_their_height():
    plain, named = (
        layout(4, 2, 2, table=(2, 2), row_names_height=lambda _page, height=height: height) for height in (0.0, 30.0)
    )
    for cell, other in zip(plain.cells, named.cells, strict=True):
        assert (other.box.top, other.box.bottom) == (cell.box.top + 30, cell.box.bottom)
        assert (other.box.left, other.box.right) == (cell.box.left, cell.box.right)
