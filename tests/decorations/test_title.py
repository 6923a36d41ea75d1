"""A title takes a second line before it is cut, and stays whole in the sidecar."""

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


def test_a_title_longer_than_two_lines_ends_in_an_ellipsis():
    title, shown = lines(f"{LONG}, {LONG}")
    assert title == f"{LONG}, {LONG}"
    assert len(shown) == 2
    assert shown[1].endswith("…")


def test_where_the_title_or_the_subtitle_is_missing_the_cells_begin_higher():
    scene = {"function": "x**2", "start": 2, "eta": [0.1, 0.2], "steps": 2, "size": [960, 720], "axes": "free"}
    several = {**scene, "runs": [{"function": "x**2", "eta": 0.1}, {"function": "x**4", "eta": 0.2}]}
    full, untitled, unexplained = (
        draw(keys).axes().box.top for keys in ({**scene, "title": "Two"}, scene, {**several, "title": "Two"})
    )
    assert (untitled, unexplained) == (full - 22, full - 22)
