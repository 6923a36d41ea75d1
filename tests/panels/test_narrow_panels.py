"""A page's panels: narrow ones leave marks out in the order that is documented, and many runs are drawn."""

import itertools

import pytest
from drawn import draw, words

from gdanim.drawing.icons import Icon
from gdanim.drawing.shapes import Line
from gdanim.layout.page import MIN_UNIT, REFERENCE_WIDTH


def test_a_panel_that_is_left_out_has_no_entry():
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.1, 0.2, 0.3, 0.4], "steps": 4, "size": [480, 360]})
    assert [entry["panel"] for entry in drawn.picture.panels] == ["curve"] * 4


def shown_marks(width):
    """The marks that cells of about so many pixels' width show, two beside each other."""
    page = 2 * round(max(width + 68 * MIN_UNIT, width / (1 - 136 / REFERENCE_WIDTH)))
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
        "verdict": bool(drawn.visible(Icon, end)),
        "title": any(r"\eta" in text for text in texts),
    }
    return {word for word, there in found.items() if there}


ORDER = ("readout", "ticks", "verdict", "title")  # product.md; the formula goes before them


@pytest.mark.parametrize("width", [330, 420])
def test_a_wide_panel_leaves_nothing_out(width):
    assert shown_marks(width) == set(ORDER)


@pytest.mark.parametrize("width", [80, 90])
def test_below_96_pixels_only_the_curve_and_its_marks_stay(width):
    assert shown_marks(width) == set()


def test_narrower_panels_leave_out_more_in_their_order():
    shown = [shown_marks(width) for width in (310, 260, 230, 180, 140, 110)]
    for wider, narrower in itertools.pairwise(shown):
        assert narrower <= wider
    for found in shown:
        assert found == set(ORDER[len(ORDER) - len(found) :]), "ticks never go before the readout, and so on"


def test_sixty_four_runs_are_drawn():
    drawn = draw({"function": "x**2", "start": 2, "eta": [0.01 * k for k in range(1, 65)], "steps": 2})
    assert len({tuple(entry["box"]) for entry in drawn.picture.panels if entry["panel"] == "curve"}) == 64
    assert drawn.picture.frame(0).shape[1] == drawn.picture.size[0]


def test_cells_of_one_key_overlay_the_others():
    keys = {"function": "x**2", "start": [2, -1], "eta": [0.1, 0.4], "steps": 2, "panels": ["curve"]}
    drawn = draw({**keys, "compare": {"side_by_side": ["eta"], "overlay": ["start"]}})
    assert [entry["runs"] for entry in drawn.picture.panels] == [[0, 1], [2, 3]]


def test_three_small_panels_have_numbers_at_their_axes_and_verdicts_in_words():
    scene = {"function": "x**2", "start": 2, "eta": [0.1, 0.3, 0.9], "panels": ["curve", "loss"], "size": [480, 300]}
    drawn = draw(scene)
    written = [words(label) for label in drawn.labels(drawn.moments[-1])]
    assert written.count("2") >= 3
    assert {"there after 21 steps", "there after 6 steps"} <= set(written)


def test_the_words_of_a_tall_page_stand_over_its_formula():
    drawn = draw({"function": "x**2", "start": 3, "eta": 0.1, "steps": 4, "size": [1080, 1920]})
    labels = {words(label): label for label in drawn.labels(drawn.at(0))}
    look, step = labels["look at the slope"], labels["step against it"]
    assert look.y == step.y
    assert all(label.y > look.y for text, label in labels.items() if "new" in text)


def test_the_lines_of_a_run_that_swings_are_told_apart_below_its_curve():
    drawn = draw({"function": "x**2", "start": 3, "eta": [0.1, 1.01], "size": [960, 540]})
    history = [index for index, panel in enumerate(drawn.picture.panels) if panel["panel"] == "history"]
    heights = [drawn.picture.panels[index]["box"][3] - drawn.picture.panels[index]["box"][1] for index in history]
    pieces = [mark for drawing in drawn.picture.drawings for mark in drawing.persist(9) if isinstance(mark, Line)]
    assert min(piece.width for piece in pieces) <= max(0.7, 0.36 * max(heights) / 25)
