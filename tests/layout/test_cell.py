"""A cell: its header above, its panels below, and nothing of it lost."""

from gdanim.drawing.geometry import Box
from gdanim.layout.cell import place_cell
from gdanim.layout.margins import CellMargins, Margins, PageMargins
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spec import LayoutSpec, PanelNeeds

BOX = Box(100, 50, 500, 350)


def placed(header_height, *panels):
    return place_cell(BOX, header_height, LayoutSpec(1, panels or (PanelNeeds(PanelSize(1.0)),)), 1.0, 2, 3)


def test_a_header_stands_above_the_panels():
    cell = placed(46)
    assert cell.header == (100, 50, 500, 96)
    assert cell.panels == ((100, 96, 500, 350),)


def test_a_cell_without_a_header_belongs_to_its_panels():
    cell = placed(0)
    assert cell.header is None
    assert cell.panels == (BOX,)


def test_a_cell_knows_its_place_and_the_width_by_which_its_panels_choose_their_marks():
    cell = placed(46, PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(0.34, is_thin=True), index=1))
    assert (cell.row, cell.column, cell.box) == (2, 3, BOX)
    assert cell.mark_widths == (400, 400)


def test_a_header_stands_below_the_panels_at_the_edge_that_the_page_gives_it():
    """12 units are between the two, or as many as the labels below the panels need, and 8 more."""
    for below, gap in ((0, 12), (30, 38)):
        margins = PageMargins((CellMargins(body=Margins(below=below)),))
        spec = LayoutSpec(1, (PanelNeeds(PanelSize(1.0)),), header_edge="bottom", margins=margins)
        cell = place_cell(BOX, 46, spec, 1.0, 0, 0)
        assert cell.header == (100, 304, 500, 350)
        assert cell.panels == (cell.body,) == ((100, 50, 500, 304 - gap),)
