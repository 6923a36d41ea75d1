"""Margins in closed form: the least ones where labels are short, and as wide as the labels need where they are long."""

import itertools
from dataclasses import replace

import pytest

from gdanim.drawing.geometry import Box
from gdanim.layout import margins, solver
from gdanim.layout.margins import NO_MARGINS, CellMargins, Margins, PageMargins
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spec import LayoutSpec, PanelNeeds

BOX = Box(100, 100, 300, 200)
CURVE, STRIP, MAP = (
    PanelNeeds(PanelSize(1.0)),
    PanelNeeds(PanelSize(0.34, is_thin=True), index=1),
    PanelNeeds(PanelSize(1.7, "map")),
)
BESIDE = Margins(left=100)
SIZE = (960, 720)  # a page with a unit of 1


def solve(cells, needed=NO_MARGINS, *, columns=None, size=SIZE, panels=(CURVE,), **more):
    """A page on which every cell's first panel, and the cell itself, needs such margins."""
    measured = PageMargins(tuple(CellMargins({0: needed}, cell=needed) for _ in range(cells)))
    return solver.solve(LayoutSpec(cells, panels, columns=columns, margins=measured, **more), size)


def test_labels_beside_under_and_over_a_box_are_distinguished():
    beside, under, over = Box(40, 110, 90, 125), Box(80, 205, 130, 220), Box(100, 70, 180, 90)
    assert margins.margins_about(BOX, [beside]) == Margins(left=60, left_above=-10, left_below=-75)
    assert margins.margins_about(BOX, [under]) == Margins(below=20, below_left=20)
    assert margins.margins_about(BOX, [over]) == Margins(above=30)
    assert margins.margins_about(BOX, [Box(120, 120, 140, 140)]) == NO_MARGINS


def test_a_label_whose_exponent_reaches_into_the_box_stands_under_it_all_the_same():
    assert margins.margins_about(BOX, [Box(290, 199, 340, 215)]) == Margins(below=15, below_right=40)


def test_margins_of_several_labels_hold_each():
    labels = [Box(60, 195, 95, 205), Box(40, 95, 95, 105), Box(280, 204, 320, 220)]
    found = margins.margins_about(BOX, labels)
    assert found == Margins(left=60, left_above=5, left_below=5, below=20, below_right=20)


def test_margins_about_an_outer_box_are_less_by_what_lies_between():
    outer = Box(90, 60, 330, 210)
    about = Margins(left=25, left_above=10, left_below=4, below=30, below_left=5, below_right=50, above=60)
    assert about.about_outer(BOX, outer) == Margins(
        left=15, left_above=-30, left_below=-6, below=20, below_left=0, below_right=20, above=20
    )


@pytest.mark.parametrize(("reach", "width"), [(0, 52), (30, 52), (48, 52), (49, 57), (100, 108)])
def test_a_margin_keeps_its_least_width_until_labels_have_no_clearance(reach, width):
    """4 pixels are enough in the least margin; a wider one leaves 8."""
    assert margins.margin_for(reach, 52, 1.0) == width


@pytest.mark.parametrize("unit", [0.62, 1.0, 2.0])
def test_clearance_grows_with_the_page(unit):
    assert margins.margin_for(100 * unit, 52 * unit, unit) == pytest.approx(108 * unit)


@pytest.mark.parametrize(("left", "edge"), [(0, 52), (45, 52), (100, 108)])
def test_the_pages_left_margin_holds_the_labels_of_the_first_column(left, edge):
    page = solve(4, Margins(left=left), columns=2)
    assert page.left == min(cell.box.left for cell in page.cells) == edge


def test_title_caption_and_formula_bar_stand_between_the_same_edges_as_the_panels():
    page = solve(1, BESIDE, has_formula_bar=True, caption_lines=lambda _page, _width: 1, size=(960, 900))
    assert page.left == page.caption.left == page.formula_bar.left == page.cells[0].panels[0].left == 108
    assert page.right == page.caption.right == page.formula_bar.right == page.cells[0].panels[0].right == 920


def test_a_caption_is_broken_in_the_width_that_margins_leave():
    page = solve(1, BESIDE, caption_lines=lambda _page, width: 2 if width <= 960 - 108 - 40 else 1)
    assert page.caption.height == 2 * 25


@pytest.mark.parametrize("rtl", [False, True])
def test_a_gap_between_columns_holds_the_labels_of_the_right_cell(rtl):
    """In the order of the page, whatever the order in which cells are read."""
    needed = [CellMargins({}, cell=Margins(left=70 if index % 2 == (0 if rtl else 1) else 0)) for index in range(4)]
    page = solver.solve(LayoutSpec(4, (CURVE,), columns=2, is_rtl=rtl, margins=PageMargins(tuple(needed))), SIZE)
    left, right = sorted({(cell.box.left, cell.box.right) for cell in page.cells})
    assert (page.left, right[0] - left[1]) == (52, 78)
    assert left[1] - left[0] == pytest.approx(right[1] - right[0]), "both columns are equally wide"


def test_labels_under_neighbours_need_the_gap_together():
    page = solve(2, Margins(below=20, below_left=30, below_right=40), columns=2)
    one, other = page.cells
    assert other.box.left - one.box.right == 30 + 40 + 8
    assert page.page.width - page.right == 40 + 8


@pytest.mark.parametrize(("below", "gap"), [(0, 24), (20, 42), (60, 68)])
def test_a_gap_between_rows_holds_tick_labels_where_they_stand_in_it(below, gap):
    page = solve(4, Margins(below=below), columns=2)
    upper, lower = (page.cells[index].box for index in (0, 2))
    assert lower.top - upper.bottom == pytest.approx(gap)


def test_labels_under_a_cell_without_another_one_below_widen_no_gap():
    needed = [CellMargins({}, cell=Margins(below=60 if index == 1 else 0)) for index in range(3)]
    page = solver.solve(LayoutSpec(3, (CURVE,), columns=2, margins=PageMargins(tuple(needed))), SIZE)
    assert page.cells[2].box.top - page.cells[0].box.bottom == pytest.approx(24)


@pytest.mark.parametrize(("below", "margin"), [(20, 44), (70, 78)])
def test_the_bottom_margin_holds_the_labels_of_the_last_row(below, margin):
    page = solve(4, Margins(below=below), columns=2)
    assert 720 - max(cell.box.bottom for cell in page.cells) == pytest.approx(margin)


def test_a_gap_over_a_panel_for_all_runs_holds_tick_labels_and_its_title():
    cells = tuple(CellMargins({}, cell=Margins(below=40)) for _ in range(2))
    needed = PageMargins(cells, (Margins(above=50, below=20), Margins(above=10)))
    shared = (PanelNeeds(PanelSize(0.9)), PanelNeeds(PanelSize(0.6, is_thin=True)))
    page = solver.solve(LayoutSpec(2, (CURVE,), shared_panels=shared, margins=needed), (960, 900))
    first, second = page.shared_panels
    assert first.top - page.cells[0].box.bottom == pytest.approx(40 + 50 + 8)
    assert second.top - first.bottom == pytest.approx(62)


def test_a_gap_between_maps_of_a_cell_holds_the_labels_of_the_right_one():
    panels = (MAP, PanelNeeds(PanelSize(1.7, "map"), index=1))
    for left, gap in ((40, 56), (90, 98)):
        needed = PageMargins((CellMargins({1: Margins(left=left)}),))
        one, other = solver.solve(LayoutSpec(1, panels, margins=needed), SIZE).cells[0].panels
        assert other.left - one.right == pytest.approx(gap)
        assert one.width == pytest.approx(other.width)


@pytest.mark.parametrize("rtl", [False, True])
def test_a_table_keeps_its_width_beside_a_curve_with_long_labels(rtl):
    panels = (CURVE, PanelNeeds(PanelSize(1.0, "aside"), index=1))
    usual, wide = (
        solver.solve(LayoutSpec(1, panels, is_rtl=rtl, margins=PageMargins((CellMargins({0: needed}),))), SIZE)
        for needed in (NO_MARGINS, BESIDE)
    )
    assert wide.cells[0].panels[1].width == usual.cells[0].panels[1].width
    curve, table = wide.cells[0].panels
    assert (curve.left - table.right if rtl else table.left - curve.right) == pytest.approx(108 if rtl else 28)


def test_panels_on_one_axis_part_only_where_labels_beside_them_would_meet():
    for below, above, gap in ((-20, -20, 0), (5, -8, 0), (5, 6, 5 + 6 + 8)):
        cell = CellMargins({0: Margins(left=30, left_below=below), 1: Margins(left=30, left_above=above)})
        page = solver.solve(LayoutSpec(1, (CURVE, STRIP), margins=PageMargins((cell,))), SIZE)
        upper, lower = page.cells[0].panels
        assert lower.top - upper.bottom == pytest.approx(gap)


def test_all_cells_panels_are_equally_large_whatever_labels_they_have():
    maps = (MAP, PanelNeeds(PanelSize(1.7, "map"), index=1))
    cells = tuple(CellMargins({1: Margins(left=40 * index)}, cell=Margins(left=50 * index)) for index in range(4))
    page = solver.solve(LayoutSpec(4, maps, columns=2, margins=PageMargins(cells)), SIZE)
    sizes = {(round(box.width, 6), round(box.height, 6)) for cell in page.cells for box in cell.panels}
    assert len(sizes) == 1


@pytest.mark.parametrize("size", [None, (640, 480), (1920, 1080), (640, 1136)], ids=str)
@pytest.mark.parametrize("count", [1, 2, 4])
def test_wide_margins_leave_cells_apart_and_the_grid_as_it_is(count, size):
    usual, wide = (solve(count, needed, size=size) for needed in (NO_MARGINS, Margins(left=60, below=30)))
    assert (wide.rows, wide.columns, wide.page.unit) == (usual.rows, usual.columns, usual.page.unit)
    boxes = [cell.box for cell in wide.cells]
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def test_a_panel_chooses_its_marks_by_its_width_with_the_least_margins():
    usual, wide = solve(2), solve(2, BESIDE)
    assert wide.cells[0].panels[0].width < usual.cells[0].panels[0].width
    assert wide.cells[0].mark_widths == usual.cells[0].mark_widths == (usual.cells[0].panels[0].width,)


def test_margins_that_are_measured_again_never_shrink():
    one, other = Margins(left=30, below=10), Margins(left=20, below=15, left_above=3)
    assert one.widened(other) == other.widened(one) == Margins(left=30, below=15, left_above=3)
    pages = [PageMargins((CellMargins({2: each}, each, each),), (each,)) for each in (one, other)]
    both = one.widened(other)
    assert pages[0].widened(pages[1]) == PageMargins((CellMargins({2: both}, both, both),), (both,))
    assert pages[0].widened(PageMargins()) == pages[0]


def test_the_margins_of_a_page_are_those_of_its_cells_and_panels():
    page = solve(2, panels=(CURVE, STRIP), size=(960, 500))
    label = page.cells[0].panels[1]._replace(left=30, right=40)
    measured = margins.measure_margins(page, [[[], [label]], [[], []]], [])
    assert measured.cells[0].panels[1].left == page.cells[0].panels[1].left - 30
    assert measured.cells[0].cell.left == page.cells[0].box.left - 30
    assert measured.cells[1] == CellMargins({0: NO_MARGINS, 1: NO_MARGINS}, NO_MARGINS)


def test_labels_between_the_panels_and_a_header_below_them_do_not_widen_the_gap_below_the_cell():
    spec = LayoutSpec(4, (CURVE,), columns=2, header_edge="bottom")
    page = solver.solve(spec, SIZE)
    labels = [[[cell.panels[0]._replace(top=cell.panels[0].bottom + 4, bottom=cell.panels[0].bottom + 30)]]
              for cell in page.cells]  # fmt: skip
    measured = margins.measure_margins(page, labels, [])
    assert {cell.body.below for cell in measured.cells} == {30}
    assert {cell.cell.below for cell in measured.cells} == {0}
    again = solver.solve(replace(spec, margins=measured), SIZE)
    assert all(cell.header.top - cell.panels[0].bottom == pytest.approx(38) for cell in again.cells)
    assert again.cells[2].box.top - again.cells[0].box.bottom == pytest.approx(24)


def test_a_page_is_higher_by_the_gap_before_a_header_below_the_panels():
    """Below the headers the edge of the page, 24, takes the place of the tick labels' margin of 44."""
    above, below = (solver.solve(LayoutSpec(4, (CURVE,), header_edge=edge), None) for edge in ("top", "bottom"))
    assert below.page.height - above.page.height == 2 * 12 - (44 - 24)
