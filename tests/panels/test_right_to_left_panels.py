"""A Persian page's panels: those of one cell from the right, table, diagram and bars too; axes stay as they are."""

import pytest
from drawn import draw

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Rectangle
from gdanim.layout import solver
from gdanim.layout.panel_size import PanelSize
from gdanim.layout.spec import LayoutSpec, PanelNeeds
from gdanim.panels.flowchart.diagram import Connector, NodeBox
from gdanim.text.bidi import TextPiece
from gdanim.text.mathtext import word
from gdanim.text.words import load as load_words

HALVES = {"function": "x**2", "start": 2, "eta": 0.25, "steps": 4, "show": ["ball"]}
MAP = {"function": "x**2 + 3*y**2", "start": [2, 1], "eta": 0.1, "steps": 4, "optimizer": "momentum"}
EXAM = {
    "function": {"logistic_regression": {"generate": {"n": 20, "seed": 1}}}, "start": [1, -0.5], "eta": 0.5, "steps": 4,
}  # fmt: skip


def page(keys, language, **more):
    return draw({**keys, **more, "language": language})


def boxes(drawn):
    return [panel["box"] for panel in drawn.picture.panels]


def said(drawn, moment, kind):
    """Each label that holds one formula, or one text: what it says, and its right edge."""
    return {
        label.content[0].text if isinstance(label.content, tuple) else label.content: label.box[2]
        for label in drawn.visible(Label, moment)
        if isinstance(label.content, kind) and label.content
    }


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_panel_beside_the_others_stands_where_reading_goes_on(language):
    curve, table = boxes(page(HALVES, language, panels=["curve", "table"]))
    assert (curve[2] < table[0]) == (language == "en")
    assert (table[2] < curve[0]) == (language == "fa")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_first_of_two_maps_stands_where_reading_begins(language):
    surface, contour = boxes(page(MAP, language, panels=["surface", "contour"]))
    assert (surface[2] < contour[0]) == (language == "en")
    assert (contour[2] < surface[0]) == (language == "fa")


def test_the_numbers_at_a_curves_left_have_room_beside_the_table():
    parts = (PanelNeeds(PanelSize(1.0)), PanelNeeds(PanelSize(1.0, "aside")))
    contents = [LayoutSpec(1, parts, is_rtl=rtl) for rtl in (False, True)]
    english, persian = (solver.solve(each, (960, 720)).cells[0].panels for each in contents)
    assert persian[1].width == english[1].width
    assert persian[0].left - persian[1].right == pytest.approx(56), "as much as between two maps"


def test_a_tables_columns_are_read_from_the_right_and_its_numbers_from_the_left():
    found = {}
    for language in ("en", "fa"):
        drawn = page(HALVES, language, panels=["curve", "table"])
        left, _, right, _ = drawn.picture.panels[1]["box"]
        heads = {text: edge for text, edge in said(drawn, drawn.at(0), tuple).items() if left <= edge <= right}
        new = f"x_{{{word(load_words(language).label('x_new'))}}}"
        heads["new"] = heads.get(new)
        names = ["k", "x", r"f\,\prime(x)", "new"]
        found[language] = sorted((name for name in names if name in heads), key=heads.get)
        numbers = {label.content for label in drawn.visible(Label, drawn.at(1)) if isinstance(label.content, tuple)}
        assert {(TextPiece("1.000", is_maths=True),), (TextPiece("2.000", is_maths=True),)} <= numbers
    assert found["en"] == names
    assert found["fa"] == found["en"][::-1]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_diagram_is_mirrored(language):
    """The end stands where a line ends, and the way back runs where it begins."""
    drawn = page(HALVES, language, panels=["curve", "flowchart"])
    plates = [artist.box for artist in drawn.visible(NodeBox, drawn.at(0))]
    middles = sorted({round((plate.left + plate.right) / 2, 3) for plate in plates})
    xs = [x for way in drawn.visible(Connector, drawn.at(0)) for x, _ in way.points]
    assert len(middles) == 2, "one column, and the end aside"
    aside = middles[0] if language == "fa" else middles[1]
    column = next(middle for middle in middles if middle != aside)
    assert len([plate for plate in plates if plate.left < aside < plate.right]) == 1
    lane = max(xs) if language == "fa" else min(xs)
    assert (lane > column) == (aside < column)
    assert not any(plate.left <= lane <= plate.right for plate in plates)


def test_a_diagrams_words_stand_in_the_same_lines_lit_or_not():
    drawn = page(HALVES, "fa", panels=["curve", "flowchart"])
    left, top, right, _ = drawn.picture.panels[1]["box"]

    def lines(moment):
        return sorted(
            label.content for label in drawn.visible(Label, moment) if left <= label.x <= right and label.y > top
        )

    assert lines(drawn.moments[0]) == lines(drawn.at(2)) != []


def bars(language):
    """The drawn panel of what is remembered after two steps: its names' places, its numbers', its bars' edges."""
    drawn = page(MAP, language, panels=["contour", "state"])
    left, top, right, bottom = drawn.picture.panels[1]["box"]
    labels = [
        label for label in drawn.visible(Label, drawn.at(2)) if left <= label.x <= right and top < label.y < bottom
    ]
    names = [label.x for label in labels if label.content[0].text.startswith("v")]
    areas = [
        area.box
        for area in drawn.visible(Rectangle, drawn.at(2))
        if top < area.box.top and area.box.bottom < bottom and area.colour == drawn.theme.ball
    ]
    return names, [label.x for label in labels if label.x not in names], areas


def test_what_is_remembered_has_its_name_where_reading_begins():
    names, numbers, _ = bars("en")
    assert max(names) < min(numbers)
    names, numbers, _ = bars("fa")
    assert max(numbers) < min(names)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_bar_above_zero_goes_to_the_right_on_every_page(language):
    """Both velocities of momentum point uphill from (2, 1): their bars begin at zero and share no end."""
    _, _, areas = bars(language)
    assert len(areas) == 2
    assert areas[0].left == pytest.approx(areas[1].left)
    assert areas[0].right != pytest.approx(areas[1].right)


@pytest.mark.parametrize(("digits", "point"), [("persian", "٫"), ("latin", ".")])
def test_the_threshold_is_written_in_the_scenes_digits(digits, point):
    drawn = page(EXAM, "fa", panels=["data", "contour"], digits=digits)
    run = drawn.trajectories[0]
    (text,) = (text for text in said(drawn, drawn.at(0), str) if text.startswith("آستانه"))
    latin = text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")).replace(point, ".")
    assert float(latin.split("\u2066")[-1].strip("\u2069")) == pytest.approx(
        run.run.function.threshold(run.points[0]), abs=0.006
    )
    assert (point in text) == (text != latin or digits == "latin")


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("size", [[960, 720], [480, 360]])
def test_numbers_of_what_is_remembered_stay_in_the_panel_and_off_the_bars(language, size):
    drawn = page(MAP, language, panels=["contour", "state"], size=size)
    left, top, right, bottom = drawn.picture.panels[1]["box"]
    for step in range(5):
        labels = [label.box for label in drawn.visible(Label, drawn.at(step)) if top < label.y < bottom]
        areas = [
            area.box
            for area in drawn.visible(Rectangle, drawn.at(step))
            if top < area.box.top and area.box.bottom < bottom
        ]
        for start, _, end, _ in labels:
            assert left <= start <= end <= right
            assert all(end <= area.left or start >= area.right for area in areas)
