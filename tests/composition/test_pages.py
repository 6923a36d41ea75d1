"""Pages of other shapes are composed for their readers: letters for a phone, panels that use their page."""

import itertools
from pathlib import Path

import pytest
from drawn import draw

from gdanim.drawing.label import Label

SCENES = Path(__file__).parents[2] / "scenes"
BOWL = {"function": "x**2 + 3*y**2", "start": [2, 1.5], "steps": 6}
VALLEY = {"function": "(x**2 + 10*y**2)/2", "start": [10, 1], "eta": [0.02, 0.1, 0.18], "steps": 6}
PHONE = {
    "lesson": {"function": "x**2", "start": 3, "eta": 0.2, "steps": 5, "title": "A lesson on a phone, in a few words"},
    "comparison": {"function": "x**2", "start": 3, "eta": [0.1, 0.4, 0.9, 1.02], "steps": 5},
    "six": {"function": "x**2", "start": 3, "eta": [0.01, 0.1, 0.5, 0.9, 1, 1.05], "steps": 5},
    "table": {"function": "x**2", "start": [1, 2, 3], "eta": [0.1, 0.5], "steps": 5},
    "maps": {**BOWL, "eta": 0.1, "panels": ["surface", "contour"]},
    "overlay": {**BOWL, "eta": [0.05, 0.1, 0.2], "compare": "overlay", "panels": ["contour", "loss"]},
    "data": SCENES / "linear-regression.yaml",
    "table of numbers": SCENES / "worked-example.yaml",
}


def labels(drawn):
    """All labels at the beginning and at the end."""
    still = [artist for drawing in drawn.picture.drawings for artist in drawing.static if isinstance(artist, Label)]
    return [*still, *drawn.labels(drawn.moments[0]), *drawn.labels(drawn.moments[-1])]


def used_height(layout):
    """The share of a page's height between the title and the last panel or formula."""
    boxes = [panel for cell in layout.cells for panel in cell.panels] + list(layout.shared_panels)
    boxes += [layout.formula_bar] if layout.formula_bar else []
    tops = sorted({(round(box.top), round(box.bottom)) for box in boxes})
    return sum(bottom - max(top, before) for (_, before), (top, bottom) in itertools.pairwise([(0, 0), *tops]))


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("name", PHONE)
def test_on_a_phone_no_letter_is_smaller_than_28_pixels(name, language):
    drawn = draw(PHONE[name], size=[1080, 1920], language=language)
    assert min(label.style.size for label in labels(drawn)) >= 28


@pytest.mark.parametrize("name", PHONE)
def test_on_a_phone_no_quarter_of_the_page_is_blank(name):
    """Between the header's bottom and the page's, no gap is as high as a quarter."""
    layout = draw(PHONE[name], size=[1080, 1920]).picture.layout
    boxes = [panel for cell in layout.cells for panel in cell.panels] + list(layout.shared_panels)
    boxes += [layout.formula_bar] if layout.formula_bar else []
    edges = sorted((box.top, box.bottom) for box in boxes)
    header = max([cell.header.bottom for cell in layout.cells if cell.row == 0 and cell.header], default=edges[0][0])
    gaps, bottom = [], header
    for top, end in [*edges, (layout.page.height, layout.page.height)]:
        gaps.append(top - bottom)
        bottom = max(bottom, end)
    assert max(gaps) < layout.page.height / 4


@pytest.mark.parametrize("size", [(960, 720), (1920, 1080), (1080, 1080), (480, 300)], ids=str)
@pytest.mark.parametrize("name", ["lesson", "maps", "overlay"])
def test_panels_and_formula_take_half_of_the_page_or_more(name, size):
    layout = draw(PHONE[name], size=list(size)).picture.layout
    assert used_height(layout) / layout.page.height >= 0.5


def test_a_surface_beside_a_map_has_one_and_a_half_times_as_much_room_as_the_map_had():
    """Of a page of 960 pixels two equal maps take 406 × 349 each."""
    (cell,) = draw({**BOWL, "eta": 0.1, "panels": ["surface", "contour"]}).picture.layout.cells
    surface, _ = cell.panels
    assert surface.width * surface.height >= 1.4 * 406 * 349


def test_a_long_valley_is_shown_in_low_maps_one_under_another_with_equal_units():
    drawn = draw(VALLEY)
    boxes = [cell.panels[0] for cell in drawn.picture.layout.cells]
    assert len({box.left for box in boxes}) == 1
    axes = drawn.axes()
    per_unit = [
        axes.box.width / (axes.x_range[1] - axes.x_range[0]),
        axes.box.height / (axes.y_range[1] - axes.y_range[0]),
    ]
    assert per_unit[0] == pytest.approx(per_unit[1], rel=1e-3)
    assert axes.box.height / axes.box.width < 0.45


@pytest.mark.parametrize("language", ["en", "fa"])
def test_rows_and_columns_of_a_table_are_named_once_at_its_edges(language):
    drawn = draw(PHONE["table"], language=language)
    names = [
        label.content for label in labels(drawn) if label.style.weight == "semibold" and isinstance(label.content, str)
    ]
    starts, etas = ([name for name in names if start in name] for start in ("x_{0}", "eta"))
    assert (len(set(starts)), len(set(etas))) == (3, 2)
    layout = drawn.picture.layout
    assert (layout.rows, layout.columns) == (2, 3)
    static = [artist for drawing in drawn.picture.drawings for artist in drawing.static if isinstance(artist, Label)]
    assert [
        sum(r"\eta = " in str(label.content) for label in static),
        sum("x_{0} = " in str(label.content) for label in static),
    ] == [2, 3]
