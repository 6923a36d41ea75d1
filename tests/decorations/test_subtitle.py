"""The subtitle says what all runs share, headers say the rest: every step size is read, in every language alike."""

import re
from pathlib import Path

import pytest
from drawn import draw, words

from gdanim.decorations.progress import ProgressBar
from gdanim.panel_parts.run_names import to_mathtext
from gdanim.text.typed_formula import with_printed_numbers

SCENES = sorted(Path(__file__).parents[2].glob("scenes/[!_]*.yaml"))
BOWL = {"function": "x**2", "start": 2, "steps": 3}
PLANE = {"start": [[1, 1.5]], "eta": 0.003, "steps": 3, "panels": ["contour"]}


def texts(drawn):
    """All texts at the beginning and at the end."""
    return [words(label) for index in (0, -1) for label in drawn.labels(drawn.moments[index])]


def eta(text):
    """A step size as it is read in a picture, and not as a part of a longer number."""
    return re.compile(rf"\\eta = {re.escape(to_mathtext(with_printed_numbers(text)))}(?![\d.]|\s*\\cdot)")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fa", "fr"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda path: path.stem)
def test_every_step_size_of_a_scene_is_read_in_its_picture(scene, language):
    """Except where nothing moves, so that there is no progress, and in the lessons that come before the step size."""
    drawn = draw(scene, language=language)
    has_progress = any(isinstance(artist, ProgressBar) for artist in drawn.artists)
    shown = "\n".join(texts(drawn))
    for run in drawn.scene.runs if has_progress and drawn.scene.formula.eta else ():
        assert run.schedule is None or eta(run.schedule.text).search(shown), run.label


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES, ids=lambda path: path.stem)
def test_under_the_title_the_same_is_said_in_every_language(scene):
    shown = {tuple(subtitle_formulas(draw(scene, language=language))) for language in ("en", "fa", "fr")}
    assert len(shown) == 1


def subtitle_formulas(drawn):
    """The formulas under the title, which are the same in every language."""
    found = []
    for label in drawn.picture.drawings[0].static:
        text = label.content
        found += (
            re.findall(r"\$([^$]+)\$", text) if isinstance(text, str) else [part.text for part in text if part.is_maths]
        )
    return found


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES, ids=lambda path: path.stem)
def test_in_french_every_number_has_a_decimal_comma(scene):
    drawn = draw(scene, language="fr")
    for index in (0, len(drawn.moments) // 2, -1):
        for label in drawn.labels(drawn.moments[index]):
            set_as = "".join(part.glyph.text for part in label.image.parts)
            assert not re.search(r"\d\.\d", set_as), set_as


LONG = {**PLANE, "function": "(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2"}


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (960, ("f(x, y)", "(1", r"\eta")),
        (520, ("f(x, y)", r"\eta")),
        (400, ("f(x, y)", r"\eta")),
        (300, ("(1", r"\eta")),
    ],
)
def test_a_long_line_leaves_the_start_out_first_and_the_step_size_last(language, width, kept):
    drawn = draw({**LONG, "optimizer": ["gradient_descent", "momentum"]}, language=language, size=[width, 600])
    assert [part[: len(start)] for part, start in zip(subtitle_formulas(drawn), kept, strict=True)] == list(kept)


TITLED = {**LONG, "title": "Two methods", "optimizer": ["gradient_descent", "momentum"]}


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
def test_a_line_too_long_beside_the_progress_stands_under_it_whole(language):
    drawn = draw(TITLED, language=language, size=[480, 360])
    function, start, eta = subtitle_formulas(drawn)
    assert (function[:7], start[:2], eta) == ("f(x, y)", "(1", r"\eta = 0.003")
    bar = next(mark.box for mark in drawn.artists if isinstance(mark, ProgressBar))
    subtitle = [label.box for label in drawn.picture.drawings[0].static[1:]]
    assert min(box.top for box in subtitle) > bar.bottom
    assert max(box.bottom for box in subtitle) <= drawn.picture.layout.cells[0].box.top
    assert min(box.left for box in subtitle) >= drawn.picture.layout.left - 1
    assert max(box.right for box in subtitle) <= drawn.picture.layout.right + 1
    assert drawn.picture.warnings == ()


def test_the_start_loses_its_word_before_letters_become_smaller():
    keys = {"function": "x**6/6 - 5*x**4/4 + 2*x**2", "start": 1.2, "eta": 0.02, "steps": 2, "title": "Les zéros"}
    wide, narrow = (draw(keys, language="fr", size=[width, 400]).picture.drawings[0].static for width in (960, 480))
    assert [words(label) for label in narrow] == [words(label).removeprefix("départ ") for label in wide]
    assert {label.style.size for label in narrow[1:]} == {21 * 0.62, 20 * 0.62}


def test_a_named_function_whose_formula_is_too_long_is_named():
    drawn = draw({"function": "landscape", "eta": 0.1, "steps": 2, "title": "Two valleys", "panels": ["contour"]})
    assert words(drawn.picture.drawings[0].static[1]) == "the function “landscape”"
    assert drawn.picture.warnings == ()


def test_what_the_subtitle_leaves_out_is_reported():
    terms = " + ".join(f"sin({number}*x)" for number in range(11, 31))
    keys = {"function": terms, "start": 2, "eta": 0.01, "steps": 2, "panels": ["curve"]}
    (wide,) = draw(keys, size=[960, 600]).picture.warnings
    assert wide == "the subtitle has no room for the function beside so long a formula"
    (narrow,) = draw({**LONG, "optimizer": ["gradient_descent", "momentum"]}, size=[300, 600]).picture.warnings
    assert narrow == ("300 pixels leave the subtitle no room for the function; size: takes a wider page")


@pytest.mark.parametrize("keys", [
    {**BOWL, "eta": 0.25, "runs": [{"direction": "descend"}, {"direction": "ascend"}]},
    {**BOWL, "eta": 0.25, "start": [1, 2, 3], "compare": "overlay"},
    {"start": 1, "steps": 3, "eta": 0.25, "function": ["x**2", "x**4"]},
    {**BOWL, "eta": 0.25, "runs": [{"label": "this"}, {"label": "that", "start": 1}]},
], ids=["directions", "starts", "functions", "labels"])  # fmt: skip
def test_a_step_size_that_all_runs_have_is_said_once_under_the_title(keys):
    drawn = draw(keys)
    assert [text for text in texts(drawn) if r"\eta" in text] == [r"$\eta = 0.25$"] * 2


@pytest.mark.parametrize("width", [320, 480, 960])
@pytest.mark.parametrize("compare", ["overlay", "side_by_side"])
def test_step_sizes_that_differ_stand_behind_their_authors_names_and_are_never_cut(compare, width):
    runs = [{"label": "one with a name that is quite long", "eta": 0.05}, {"label": "another", "eta": 0.0002}]
    drawn = draw({**BOWL, "runs": runs, "compare": compare, "panels": ["curve"], "size": [width, 400]})
    shown = "\n".join(texts(drawn))
    assert eta("0.05").search(shown)
    assert eta("0.0002").search(shown)


def test_in_a_cell_too_narrow_for_a_verdict_a_step_size_takes_its_line():
    keys = {"function": "x**2 + y**2", "start": [[1, 1]], "steps": 2, "panels": ["contour"], "size": [480, 300]}
    runs = [{"label": name, "eta": eta} for name, eta in (("a long minimum", 0.15), ("a saddle", 0.2), ("a hill", 0.3))]
    drawn = draw({**keys, "runs": runs, "columns": 3})
    shown = [text for text in texts(drawn) if "…" in text or any(run["label"] in text for run in runs)]
    assert shown == [run["label"] for run in runs] * 2


def test_a_name_that_tells_its_step_size_is_left_as_it_is():
    runs = [{"label": "0.1 is calm", "eta": 0.1}, {"label": r"hasty: $\eta = 0.9$", "eta": 0.9}]
    shown = [text for text in texts(draw({**BOWL, "runs": runs})) if "0.1" in text or "0.9" in text]
    assert set(shown) == {run["label"] for run in runs}
