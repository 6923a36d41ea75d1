"""A title takes a second line before it is cut, and stays whole in the sidecar."""

import pytest
from drawn import draw

from gdanim import pipeline, scene
from gdanim.drawing.label import Label

LONG = "A title that says so much that no single line of this page could ever hold it beside the clock"


def lines(title):
    loaded = scene.load({"title": title, "function": "bowl", "eta": 0.1})
    trajectories = pipeline.trace(loaded)
    picture = pipeline.compose(loaded, trajectories, pipeline.moments(loaded, trajectories))
    labels = [artist for drawing in picture.drawings for artist in drawing.static if isinstance(artist, Label)]
    return loaded.title, [label.content for label in labels if label.style.weight == "bold"]


def test_a_short_title_has_one_line():
    assert lines("Four step sizes") == ("Four step sizes", ["Four step sizes"])


def test_a_long_title_is_wrapped_at_a_space():
    title, shown = lines(LONG)
    assert title == LONG
    assert len(shown) == 2
    assert " ".join(shown) == LONG


def test_a_longer_title_has_three_lines():
    title = f"{LONG}, {LONG[:60]}"
    assert [len(lines(title)[1]), " ".join(lines(title)[1])] == [3, title]


def test_a_title_longer_than_three_lines_ends_in_an_ellipsis_and_is_warned_of():
    title, shown = lines(f"{LONG}, {LONG}")
    assert title == f"{LONG}, {LONG}"
    assert len(shown) == 3
    assert shown[2].endswith("…")
    (warning,) = draw({"title": title, "function": "bowl", "eta": 0.1}).picture.warnings
    assert warning == (
        f"the title is longer than three lines, of which the last is shown as '{shown[2]}'; "
        "a shorter title: is shown whole"
    )


LESSON = {"eta": 0.1}
EIGHT = {"eta": [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.32, 0.33], "compare": "overlay"}
USUAL = [None, [960, 720], [1080, 1920], [1920, 1080], [1080, 1080]]


@pytest.mark.parametrize(
    ("keys", "title", "size"),
    [
        *((keys, title, size) for keys in (LESSON, EIGHT) for title in ("One", LONG) for size in USUAL),
        *((keys, "One", [480, 360]) for keys in (LESSON, EIGHT)),
        (LESSON, "One", [480, 300]),
    ],
)
def test_title_and_legend_take_a_quarter_of_the_page_at_most(keys, title, size):
    keys = {**keys, "function": "x**2 + 3*y**2", "start": [2, 1], "steps": 4, "title": title}
    layout = draw({**keys, **({"size": size} if size else {})}).picture.layout
    assert layout.cells[0].header.bottom <= layout.page.height / 4


def test_where_the_title_or_the_subtitle_is_missing_the_cells_begin_higher():
    scene = {"function": "x**2", "start": 2, "eta": [0.1, 0.2], "steps": 2, "size": [960, 720], "axes": "free"}
    several = {**scene, "runs": [{"function": "x**2", "eta": 0.1}, {"function": "x**4", "eta": 0.2}]}
    full, untitled, unexplained = (
        draw(keys).axes().box.top for keys in ({**scene, "title": "Two"}, scene, {**several, "title": "Two"})
    )
    assert (untitled, unexplained) == (full - 22, full - 22)
