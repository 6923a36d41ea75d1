"""Warnings of what a small page leaves out, and of notes that point outside of the picture."""

import pytest
from drawn import draw, words

from gdanim import pipeline, scene
from gdanim.decorations.callouts import Callout

FOUR = {"function": "x**2", "start": 2, "steps": 3, "eta": [0.1, 0.2, 0.3, 0.4], "title": "Four"}
LESSON = {"function": "x**2", "start": 2, "steps": 3, "eta": 0.1, "title": "One", "caption": "A word."}
AROUND = {"function": "x**2", "start": 2, "steps": 1, "eta": 0.1, "domain": [-1, 3], "panels": ["curve"]}


def warnings(keys, **more):
    return draw({**keys, **more}).picture.warnings


@pytest.mark.parametrize("keys", [FOUR, LESSON], ids=["four", "lesson"])
@pytest.mark.parametrize("size", [None, [960, 720], [1920, 1080]], ids=str)
def test_a_page_with_room_for_all_gives_no_warning(keys, size):
    assert warnings(keys, **({"size": size} if size else {})) == ()


@pytest.mark.parametrize(
    ("keys", "size", "missing"),
    [
        (FOUR, [480, 360], "the panel history; size: [480, 450] has it"),
        ({**FOUR, "compare": "overlay"}, [240, 130], "the legend; size: [240, 162] has it"),
        (
            {**LESSON, "panels": ["curve", "table"]},
            [320, 240],
            "the caption; size: [320, 300] has it",
        ),
        (LESSON, [480, 160], "the formula; size: [480, 240] has it"),
    ],
    ids=["strip", "legend", "table", "formula"],
)
def test_what_has_no_room_is_named_with_a_size_that_has(keys, size, missing):
    assert warnings(keys, size=size) == (f"{size[0]} × {size[1]} pixels leave no room for {missing}",)


def test_check_and_render_pass_the_warning_on(tmp_path):
    small = scene.load({**FOUR, "size": [480, 360], "steps": 1, "output": ["png"]})
    warning = ("480 × 360 pixels leave no room for the panel history; size: [480, 450] has it",)
    assert pipeline.check(small) == warning
    assert pipeline.render(small, tmp_path).warnings == warning


def test_what_every_narrow_panel_leaves_out_is_no_warning():
    """The page tells its readers only of what the subtitle leaves out, which a wider page would have."""
    keys = {"function": "x**2", "start": 2, "steps": 2, "eta": 0.1, "size": [160, 120]}
    assert warnings(keys) == (
        "160 pixels leave the subtitle no room for the function, the start and the step size; size: takes a wider page",
    )


@pytest.mark.parametrize(
    ("size", "better"), [([120, 80], "[120, 120]"), ([16, 16], "[128, 128]")], ids=["stamp", "dot"]
)
def test_a_page_of_panels_alone_tells_it(size, better):
    keys = {"function": "x**2+3*y**2", "start": [2, 1], "eta": 0.1, "steps": 3, "title": "A bowl"}
    told = f"{size[0]} × {size[1]} pixels leave no room for anything beside the panels; size: {better} has it"
    assert warnings(keys, size=size) == (told,)


EMPTY = {
    "negative on a logarithmic scale": (
        {"function": "-x**2", "panels": [{"loss": {"scale": "log"}}]},
        (
            "the panel loss shows no line: none of its numbers is above 0, and a logarithmic scale has no others; "
            "scale: linear shows them"
        ),
    ),
    "range of eta": (
        {"panels": [{"eta": {"range": [-1, -0.5]}}]},
        (
            "the panel eta shows none of its numbers: they go from 0.25 to 0.25, and its range is [-1, -0.5]; "
            "another range, or none, shows them"
        ),
    ),
    "range of distances": (
        {"panels": [{"loss": {"measure": "distance", "range": [1e-9, 1e-8]}}]},
        (
            "the panel loss shows none of its numbers: they go from 0.5 to 2, and its range is [1e-9, 1e-8]; "
            "another range, or none, shows them"
        ),
    ),
    "range of the scene": (
        {"panels": ["loss"], "range": [-9, -8]},
        (
            "the panel loss shows none of its numbers: they go from 0.25 to 4, and its range is [-9, -8]; "
            "another range, or none, shows them"
        ),
    ),
    "range of the derivative": (
        {"panels": [{"derivative": {"range": [50, 60]}}], "domain": [-2, 2]},
        (
            "the panel derivative shows none of its numbers: they go from -4 to 4, and its range is [50, 60]; "
            "another range, or none, shows them"
        ),
    ),
    "range of the curve": (
        {"panels": ["curve"], "range": [100, 200], "domain": [-2, 2]},
        (
            "the panel curve shows none of its numbers: they go from 0 to 4, and its range is [100, 200]; "
            "another range, or none, shows them"
        ),
    ),
    "range of the state": (
        {"optimizer": "momentum", "panels": [{"state": {"range": [50, 60]}}]},
        (
            "the panel state shows none of its numbers: they go from 0 to 5.6, and its range is [50, 60]; "
            "another range, or none, shows them"
        ),
    ),
    "range of a surface": (
        {"function": "x**2 + y**2", "start": [2, 1], "panels": ["surface"], "range": [100, 200], "domain": [-2, 2]},
        "range: [100, 200] holds no height of the surface, which go from 0 to 8; it is drawn with its own range",
    ),
    "no minimum": (
        {"function": "-x**2", "panels": [{"loss": {"measure": "distance"}}]},
        (
            "the panel loss shows no line: no run has a minimum that its distance could be measured to; "
            "measure: value or gradient has numbers"
        ),
    ),
}


@pytest.mark.parametrize("case", EMPTY)
def test_a_chart_without_a_line_is_told(case):
    """Each step halves x: x is 2, 1, 0.5."""
    keys, warning = EMPTY[case]
    assert warnings({"function": "x**2", "start": 2, "eta": 0.25, "steps": 2, **keys}) == (warning,)


@pytest.mark.parametrize(
    "panel", [{"loss": {"scale": "log"}}, {"loss": {"range": [3.9, 4.1]}}, {"eta": {"range": [0, 1]}}], ids=str
)
def test_a_chart_with_one_number_is_not_empty(panel):
    assert warnings({"function": "x**2", "start": 2, "eta": 0.25, "steps": 2, "panels": [panel]}) == ()


def test_the_size_that_is_named_has_room():
    warning = warnings(FOUR, size=[480, 360])[0]
    size = [int(side) for side in warning[warning.index("[") + 1 : warning.index("]")].split(",")]
    assert warnings({**FOUR, "size": size}) == ()


@pytest.mark.parametrize(("at", "quoted"), [(1e6, "1e6"), ([9.12345678], "9.12345678"), ([9, -2.5], "[9, -2.5]")])
def test_a_point_outside_is_quoted_as_it_was_written(at, quoted):
    (warning,) = warnings(AROUND, notes=[{"text": "far away", "at": at}])
    assert warning.startswith(f"the note 'far away' points at {quoted}, outside the picture (x from -1 to 3")


def callouts(drawn):
    return drawn.visible(Callout, drawn.moments[0])


@pytest.mark.parametrize("at", [[9], [-1.5], [0, 99]], ids=str)
def test_a_note_on_a_place_outside_of_the_picture_points_nowhere(at):
    drawn = draw({**AROUND, "notes": [{"text": "far away", "at": at}]})
    (callout,) = callouts(drawn)
    assert [words(line) for line in callout.lines] == ["far away"]
    assert callout.anchor[1] == callout.box.bottom, "a pointer of no length"
    left, top, right, bottom = drawn.axes().box
    assert left <= callout.box.left < callout.box.right <= right
    assert top <= callout.box.top < callout.box.bottom <= bottom


def test_the_author_is_warned_of_a_note_that_points_outside():
    warning = warnings(AROUND, notes=[{"text": "far away", "at": [9]}, {"text": "here", "at": [0]}])
    assert warning == ("the note 'far away' points at 9, outside the picture (x from -1 to 3); domain: shows more",)


def test_a_note_in_two_dimensions_is_warned_of_with_both_ranges():
    keys = {"function": "x**2 + y**2", "start": [1, 1], "steps": 1, "eta": 0.1, "domain": [[-2, 2], [-2, 2]]}
    (warning,) = warnings({**keys, "panels": ["contour"], "axes": "free"}, notes=[{"text": "up", "at": [0, 50]}])
    assert warning.startswith("the note 'up' points at [0, 50], outside the picture (x from -")
    assert warning.endswith("; domain: shows more")
