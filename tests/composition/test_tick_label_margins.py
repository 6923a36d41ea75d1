"""No tick label is dropped, overlaps another label or panel, or leaves the page, however long its numbers are."""

import itertools

import pytest
from drawn import draw, words

from gdanim.drawing import ticks
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.panel_parts.stationary_markers import StationaryMarker

BOWL = {"function": "x**2", "start": 2, "steps": 3, "eta": 0.1}
TWO = {**BOWL, "eta": [0.1, 0.2]}
MAP = {"function": "x**2 + y**2", "start": [[2, 1]], "eta": [0.1, 0.2], "steps": 3, "panels": ["contour"]}
DATA = {"function": {"linear_regression": {"generate": {"n": 20, "seed": 3}}}, "eta": [0.01, 0.02], "steps": 3}
SCENES = {
    "short": TWO,
    "hundreds of thousands": {**TWO, "function": "100000*x**2", "eta": [1e-7, 2e-7]},
    "millions": {**BOWL, "function": "1200000*x**2", "eta": [1e-7, 2e-7, 3e-7]},
    "millionths": {**BOWL, "function": "1e-7*x**2", "eta": 1e5, "panels": ["curve", "derivative", "loss"]},
    "five decimals": {**BOWL, "function": "0.0002*x**2", "eta": [1e3, 2e3], "axes": "free"},
    "far from zero": {**BOWL, "function": "(x - 99999)**2 + 99990", "start": 99999.3, "eta": [0.1, 0.2, 0.3]},
    "farther": {**BOWL, "function": "(x - 1000000)**2", "start": 1000002},
    "axes of their own": {**BOWL, "start": [2, 2000, 200000, 0.001], "axes": "free"},
    "several functions": {**BOWL, "function": ["x**2", "100000*x**2", "0.0001*x**2"], "eta": 1e-6},
    "a large domain": {**TWO, "domain": [-1e6, 1e6], "start": 9e5},
    "numbers in the corners": {
        **TWO,
        "domain": [-2, 2],
        "range": [0, 4],
        "start": 1.5,
        "panels": ["curve", "derivative"],
    },
    "powers of ten": {**TWO, "panels": ["curve", {"loss": {"scale": "log", "measure": "distance"}}], "steps": 60},
    "a chord": {**BOWL, "function": "100000*x**4", "eta": 1e-9, "panels": ["chord"]},
    "a curve beside a table": {**BOWL, "function": "100000*x**2", "eta": 1e-7, "panels": ["curve", "table"]},
    "maps": {**MAP, "start": [[20000, 10000]]},
    "maps far from zero": {**MAP, "function": "(x - 1e5)**2 + (y - 5e4)**2", "start": [[100002, 50001]]},
    "maps in the corners": {**MAP, "domain": [[-2, 2], [-2, 2]]},
    "maps with minima on the frame": {**MAP, "domain": [[0, 2], [0, 2]], "start": [[1.5, 1]]},
    "maps with minima in a corner": {**MAP, "function": "(x - 2)**2 + (y + 2)**2", "domain": [[-2, 2], [-2, 2]]},
    "maps and surfaces": {**MAP, "start": [[2e4, 1e4]], "eta": 0.1, "panels": ["surface", "contour"]},
    "maps beside maps": {**DATA, "panels": ["data", "contour", "loss"]},
}
LANGUAGES = {"en": {}, "fa": {"digits": "persian"}, "fr": {}}


def tick_labels(drawn):
    """The labels about the panels, whose style is that of tick labels."""
    drawn.show(drawn.moments[0])
    size, boxes = max(11.0, 15 * drawn.picture.layout.page.unit), panel_boxes(drawn)
    texts = [mark for mark in drawn.artists if isinstance(mark, Label) and mark.content]
    muted = [text for text in texts if text.style.colour == drawn.theme.muted and text.style.size == size]
    top = min(box.top for box in boxes) - 2 * size
    return [text for text in muted if text.y > top and not any(inside(text.box, box) for box in boxes)]


def panel_boxes(drawn):
    return [Box(*entry["box"]) for entry in drawn.picture.panels]


def inside(box, other, *, whole=False):
    """Whether a box, or its middle at least, lies in another."""
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    left, top, right, bottom = box if whole else (x, y, x, y)
    return other.left <= left and right <= other.right and other.top <= top and bottom <= other.bottom


@pytest.mark.slow
@pytest.mark.parametrize("size", [None, [480, 360], [320, 240], [720, 1280]], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("keys", SCENES.values(), ids=SCENES)
def test_tick_labels_are_complete_and_stand_on_the_page_and_apart(keys, language, size):
    drawn = draw({**keys, **LANGUAGES[language], **({"size": size} if size else {})}, language=language)
    labels, page = tick_labels(drawn), Box(0, 0, *drawn.picture.size)
    for label in labels:
        assert inside(label.box, page, whole=True), f"{words(label)} leaves the page"
        assert not any(label.box.overlaps(box.grown(-1)) for box in panel_boxes(drawn)), f"{words(label)} in a panel"
    for one, other in itertools.combinations(labels, 2):
        assert not one.box.overlaps(other.box), f"{words(one)} on {words(other)}"
    for index, entry in enumerate(drawn.picture.panels):
        if entry["x_range"] and entry["panel"] != "surface":
            assert_labels_are_complete(drawn, index, labels)


def assert_labels_are_complete(drawn, index, labels):
    """Each axis of a panel has the labels of all its ticks, or none where a neighbour has them."""
    axes, unit, panel = drawn.axes(index), drawn.picture.layout.page.unit, drawn.picture.panels[index]["panel"]
    if panel != "history":  # its steps are not numbered
        beside = [text for text in labels if text.side == "right" and 0 < axes.box.left - text.x <= 30 * unit]
        numbers = ticks.y_ticks(axes, unit)
        at = [tick for tick in numbers if any(stands_at(text, axes.y(tick)) for text in beside)]
        assert at in ([], numbers), panel
    if panel != "loss":  # its numbers end at the last step
        under = [text for text in labels if text.side == "center" and 0 < text.y - axes.box.bottom < 30 * unit]
        numbers = ticks.x_ticks(axes, unit)
        at = [tick for tick in numbers if any(abs(text.x - axes.x(tick)) < 0.75 for text in under)]
        assert at in ([], numbers), panel


def stands_at(label, y):
    return abs(label.y - y - 0.36 * label.style.size) < 0.75


@pytest.mark.parametrize("width", [480, 960])
def test_long_numbers_are_set_as_large_as_short_ones_and_the_page_makes_room_for_them(width):
    short, long = (draw({**BOWL, "function": text, "eta": 1e-7, "size": [width, 720]}) for text in ("x**2", "1e5*x**2"))
    sizes = [{label.style.size for label in tick_labels(drawn)} for drawn in (short, long)]
    assert sizes[0] == sizes[1]
    assert long.axes().box.left > short.axes().box.left
    assert long.axes().box.right == short.axes().box.right
    edges = [drawn.picture.drawings[0].static[0].box.left for drawn in (short, long)]
    assert edges == [pytest.approx(drawn.axes().box.left, abs=2) for drawn in (short, long)], "the title goes with it"


def test_a_strips_heading_begins_where_the_panels_of_its_frames_do():
    drawn = draw({**TWO, "function": "100000*x**2", "eta": [1e-7, 2e-7], "compare": "overlay", "title": "Two"})
    sheet = drawn.picture.strip()
    heading = sheet.tiles[0].draw.__self__
    frame_left = sheet.tiles[1].left
    assert frame_left == 0
    assert heading.marks[0].box.left > 52 * 0.62


def test_labels_in_a_corner_do_not_meet():
    drawn = draw({**BOWL, "domain": [-2, 2], "range": [0, 4], "start": 1.5, "show": ["-drop_line"], "size": [480, 360]})
    axes, labels = drawn.axes(), tick_labels(drawn)
    beside = next(text for text in labels if text.side == "right" and stands_at(text, axes.box.bottom))
    under = next(text for text in labels if text.side == "center" and abs(text.x - axes.box.left) < 1)
    assert (words(beside), words(under)) == ("0", "−2.0")
    assert not beside.box.overlaps(under.box)


@pytest.mark.parametrize("size", [[960, 720], [480, 360]], ids=str)
@pytest.mark.parametrize("function", ["x**2 + y**2", "(x - 2)**2 + y**2", "x**2 + (y - 2)**2"])
def test_numbers_of_a_map_keep_off_the_markers_that_reach_over_its_frame(function, size):
    drawn = draw({**MAP, "function": function, "domain": [[0, 2], [0, 2]], "start": [[1.5, 1]], "size": size})
    labels = tick_labels(drawn)
    for index in range(len(drawn.picture.panels)):
        assert_labels_are_complete(drawn, index, labels)
    markers = [mark.padded_box for mark in drawn.artists if isinstance(mark, StationaryMarker)]
    assert len(markers) >= 2
    assert not any(label.box.overlaps(marker) for label in labels for marker in markers)
    assert all(inside(label.box, Box(0, 0, *drawn.picture.size), whole=True) for label in labels)
