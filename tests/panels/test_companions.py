"""The panels beside the curve say the same as the curve: history, loss, eta, derivative and table."""

import math
import re

import numpy as np
import pytest
from drawn import draw, number, words
from written import faults

from gdanim import registry
from gdanim.drawing.arrows import Arrow
from gdanim.drawing.shapes import Line, Marker, Ring
from gdanim.panel_parts.offscreen import Pointer
from gdanim.panels.flowchart import current_box
from gdanim.panels.flowchart.diagram import NodeBox

HALVES = {"function": "x**2", "start": 2, "steps": 4, "size": [640, 480]}
BARE = {"show": ["-ghost"]}


def marks(drawn, kind, moment, panel):
    """The marks that move in one panel."""
    box = drawn.axes(panel).box
    return [
        mark for mark in drawn.visible(kind, moment)
        if box.left - 1 <= mark.x <= box.right + 1 and box.top - 1 <= mark.y <= box.bottom + 1
    ]  # fmt: skip


def place(drawn, panel, x, y):
    axes = drawn.axes(panel)
    return pytest.approx((axes.x(x), axes.y(y)), abs=0.02)


@pytest.mark.parametrize("step", range(5))
def test_history_shows_each_iterate_in_its_row(step):
    drawn = draw({**HALVES, "eta": [0.25, 0.75]})
    for panel, factor in ((1, 0.5), (3, -0.5)):
        (dot,) = marks(drawn, Marker, drawn.at(step), panel)
        assert (dot.x, dot.y) == place(drawn, panel, 2 * factor**step, step)


def test_historys_line_joins_the_iterates_step_by_step():
    drawn = draw({**HALVES, "eta": [0.25, 0.75]})
    axes = drawn.axes(3)
    for step in range(1, 5):
        lines = [mark for one in drawn.picture.drawings for mark in one.persist(step) if isinstance(mark, Line)]
        ends = [tuple(point) for line in lines for point in line.points]
        for k in (step - 1, step):
            assert any(end == pytest.approx((axes.x(2 * (-0.5) ** k), axes.y(k)), abs=0.02) for end in ends)


@pytest.mark.parametrize(
    ("measure", "value"),
    [("value", lambda x: x**2), ("distance", abs), ("gradient", lambda x: abs(2 * x))],
    ids=["value", "distance", "gradient"],
)
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_loss_marks_each_run_at_its_number(measure, value, scale):
    drawn = draw({**HALVES, "eta": [0.25, 0.4], "panels": [{"loss": {"measure": measure, "scale": scale}}], **BARE})
    assert drawn.picture.panels[0]["scale"] == ["linear", scale]
    for step in range(5):
        found = marks(drawn, Marker, drawn.at(step), 0)
        axes = drawn.axes(0)
        wanted = [(axes.x(step), axes.y(value(2 * factor**step))) for factor in (0.5, 0.2)]
        assert 1 <= len(found) <= 2  # one where they are in one place
        for point in wanted:
            assert min(math.dist((mark.x, mark.y), point) for mark in found) < 1.5


def test_the_loss_axis_holds_every_number_of_runs_that_converge():
    drawn = draw({**HALVES, "eta": [0.25, 0.4], "panels": [{"loss": {"measure": "distance", "scale": "log"}}]})
    low, high = drawn.picture.panels[0]["y_range"]
    assert low <= 2 * 0.2**4
    assert high >= 2


def test_a_logarithmic_axis_holds_numbers_that_are_hardly_more_than_zero():
    """The greatest number, 2.5e-323, has a single digit left, and a ninth of it none."""
    keys = {**HALVES, "start": 5e-162, "eta": [0.1, 0.2], "panels": [{"loss": {"scale": "log"}}]}
    drawn = draw(keys)
    low, high = drawn.picture.panels[0]["y_range"]
    assert low == pytest.approx(1e-300 / 10**0.16)
    assert high == pytest.approx(1e-300 * 10**1.08)


def test_on_a_logarithmic_axis_what_is_not_above_zero_lies_on_its_floor_clear_of_the_numbers_of_the_steps():
    drawn = draw({**HALVES, "function": "-x**2", "eta": [0.1, 0.2], "panels": [{"loss": {"scale": "log"}}]})
    floor = drawn.axes().box.bottom
    for step in range(5):
        assert all(mark.y + mark.radius <= floor + 0.01 for mark in marks(drawn, Marker, drawn.at(step), 0))


@pytest.mark.parametrize("etas", [[0.25, 0.4], [0.02]], ids=str)
def test_most_of_a_logarithmic_axis_is_taken_by_the_numbers_or_it_holds_little_over_a_decade(etas):
    drawn = draw({**HALVES, "eta": etas, "panels": [{"loss": {"measure": "distance", "scale": "log"}}]})
    low, high = drawn.picture.panels[0]["y_range"]
    numbers = [abs(2 * (1 - 2 * eta) ** step) for eta in etas for step in range(5)]
    assert math.log10(high / low) <= 1.25 * max(1, math.log10(max(numbers) / min(numbers)))


@pytest.mark.parametrize("panel", ["loss", "eta"])
def test_the_axis_of_the_steps_counts_no_further_than_the_last(panel):
    """It goes on, for the runs' names stand beside their ends."""
    runs = [{"eta": eta, "label": f"a name that takes room, {eta}"} for eta in (0.1, 0.2)]
    drawn = draw({"function": "x**2", "start": 2, "steps": 20, "runs": runs, "panels": [panel], "size": [640, 480]})
    low, high = drawn.picture.panels[0]["x_range"]
    assert low == 0
    assert high > 27
    below = [label for label in drawn.labels(drawn.moments[0]) if label.y > drawn.axes().box.bottom]
    assert max(number(words(label)) for label in below if words(label).isdigit()) == 20


def test_a_diverging_run_does_not_flatten_the_others_loss():
    drawn = draw({**HALVES, "eta": [0.25, 1.5], "steps": 12, "panels": [{"loss": {"scale": "linear"}}]})
    assert drawn.picture.panels[0]["y_range"][1] < 100 < drawn.trajectories[1].values[-1]


def test_eta_draws_the_schedule():
    drawn = draw({**HALVES, "eta": {"exponential": {"eta": 0.4, "factor": 0.5}}, "panels": ["eta"], **BARE})
    for step in range(4):
        (mark,) = marks(drawn, Marker, drawn.at(step), 0)
        assert (mark.x, mark.y) == place(drawn, 0, step, 0.4 * 0.5**step)


@pytest.mark.parametrize("step", range(5))
def test_the_derivatives_stem_is_as_high_as_the_slope(step):
    drawn = draw({**HALVES, "eta": 0.25, "panels": ["curve", "derivative"], "size": [640, 720]})
    x = 2 * 0.5**step
    (dot,) = marks(drawn, Marker, drawn.at(step), 1)
    assert (dot.x, dot.y) == place(drawn, 1, x, 2 * x)
    stem = next(line for line in drawn.visible(Line, drawn.at(step)) if line.colour == drawn.theme.slope_edge)
    assert tuple(stem.points[0]) == place(drawn, 1, x, 0)
    assert tuple(stem.points[-1]) == place(drawn, 1, x, 2 * x)


def test_the_derivatives_zeros_stand_under_the_extrema():
    """x⁴/4 − x²/2 has its minima at ±1 and a maximum at 0."""
    drawn = draw({"function": "x**4/4 - x**2/2", "start": 1.7, "eta": 0.1, "steps": 3, "domain": [-2, 2],
                  "panels": ["curve", "derivative"]})  # fmt: skip
    rings = marks(drawn, Ring, drawn.moments[0], 1)
    assert sorted((ring.x, ring.y) for ring in rings) == [place(drawn, 1, x, 0) for x in (-1, 0, 1)]
    assert drawn.picture.panels[0]["x_range"] == drawn.picture.panels[1]["x_range"]


def rows(drawn, moment):
    """The table's numbers at a moment, row by row."""
    axes = drawn.picture.panels[1]["box"]
    cells = {}
    for label in drawn.labels(moment):
        text = words(label)
        if axes[0] <= label.x <= axes[2] and label.y > axes[1] and text.lstrip("−").replace(".", "").isdigit():
            cells.setdefault(label.y, []).append((label.x, text))
    return [[text for _, text in sorted(cells[y])] for y in sorted(cells)]


def table(**more):
    return draw({**HALVES, "eta": 0.25, "panels": ["curve", "table"], "size": [960, 640], "show": ["ball"], **more})


def test_the_table_fills_row_by_row():
    drawn = table()
    for step in range(5):
        wanted = [
            [k, 2 * 0.5**k, 4 * 0.5**k, *([2 * 0.5 ** (k + 1)] if k < 4 else [])] for k in range(step + 1)
        ]  # fmt: skip
        found = [[number(text) for text in row] for row in rows(drawn, drawn.at(step))]
        assert [pytest.approx(row, abs=0.000501) for row in wanted] == found


def test_a_long_table_keeps_its_latest_row_in_sight():
    drawn = table(steps=60)
    for step in (0, 30, 60):
        found = rows(drawn, drawn.at(step))
        assert int(found[-1][0]) == step
        assert [int(row[0]) for row in found] == list(range(step - len(found) + 1, step + 1))


@pytest.mark.parametrize("eta", [[0.1, 1.3], [0.3]], ids=str)
def test_numbers_that_are_lost_leave_no_mark_where_none_belongs(eta):
    drawn = draw({"function": "x**4", "start": 5, "eta": eta, "steps": 12, "panels": ["loss"], "size": [640, 480]})
    box, in_header = drawn.axes(0).box, len(drawn.trajectories) if len(drawn.trajectories) > 1 else 0
    for moment in drawn.sampled():
        marks = drawn.visible(Marker, moment)
        assert all(math.isfinite(mark.x) for mark in marks)
        assert sum(not box.top - 0.01 <= mark.y <= box.bottom + 0.01 for mark in marks) == in_header


def test_a_run_without_a_minimum_has_no_distance():
    measured = registry.load("panels", "loss")
    drawn = draw({**HALVES, "function": "x", "eta": 0.1, "panels": [{"loss": {"measure": "distance"}}]})
    from gdanim.panels import loss

    assert measured.options is loss.Options
    assert np.isnan(loss.values_by_step(drawn.trajectories[0], "distance")).all()


def test_a_dashed_line_marks_the_distance_at_which_runs_are_there():
    keys = {"eta": [0.1, 0.25], "panels": [{"loss": {"measure": "distance", "scale": "log"}}]}
    drawn = draw({**HALVES, **keys, "steps": 25})
    axes, near = drawn.axes(), 0.01 * 2  # 1 % of the way from 2 to 0
    (dashed,) = (line for line in drawn.visible(Line, drawn.at(25)) if line.dashes)
    assert dashed.points == pytest.approx(
        np.array([[axes.box.left, axes.y(near)], [axes.box.right, axes.y(near)]]), abs=0.01
    )
    assert "there" in {words(label) for label in drawn.labels(drawn.at(25))}


def test_a_chord_says_whether_its_curve_is_convex_and_what_it_does():
    bent = {"function": "x**4/4 - x**2", "start": 2, "eta": 0.1, "domain": [-2.2, 2.2], "panels": ["chord"]}
    said = []
    for keys in ({"function": "x**2"}, {}):
        drawn = draw({**bent, **keys})
        said.append({words(label) for label in drawn.labels(drawn.moments[0])})
    assert {"convex", "the chord is never below the curve"} <= said[0]
    assert {"non-convex", "here it crosses the curve"} <= said[1]


@pytest.mark.parametrize("function", ["x**2 - 1", "x**4/4 - x**2", "-x**2", "abs(x)", "sin(3*x)"])
def test_the_letters_at_a_chord_cover_neither_it_nor_the_curve(function):
    keys = {"start": 2, "eta": 0.1, "steps": 20, "domain": [-2.2, 2.2], "panels": [{"chord": {"width": 0.82}}]}
    drawn = draw({"function": function, **keys})
    part = np.linspace(0, 1, 400)[:, None]
    for moment in drawn.moments[::4]:
        letters = [label for label in drawn.labels(moment) if label.content in ("A", "B")]
        assert len(letters) == 2
        curve, chord = (line.points for line in drawn.visible(Line, moment) if line.width > 2)
        for x, y in (*curve, *(chord[0] + part * (chord[1] - chord[0]))):
            assert not any(box.left < x < box.right and box.top < y < box.bottom for box in (it.box for it in letters))


def test_a_chords_ends_are_drawn_where_they_lie_in_the_picture_alone():
    """Of the parabola the part below 1 is shown, and the chord goes from one side to the other over most of it."""
    keys = {"function": "x**2", "start": 2, "eta": 0.1, "steps": 8, "domain": [-3, 3], "range": [-1, 1]}
    drawn = draw({**keys, "panels": [{"chord": {"width": 0.6}}]})
    axes, ring_count = drawn.axes(), 0
    for moment in drawn.moments[::4]:
        rings = drawn.visible(Ring, moment)
        ring_count += len(rings)
        assert all(axes.box.top <= ring.y <= axes.box.bottom for ring in rings)
        letters = [label for label in drawn.labels(moment) if label.content in ("A", "B")]
        assert len(letters) <= len(rings) + len(drawn.visible(Pointer, moment))
        assert all(
            line.clip == pytest.approx(axes.box, abs=1e-3) for line in drawn.visible(Line, moment) if line.width > 2
        )
    assert ring_count


def test_the_letters_at_a_chord_leave_its_words_and_each_other_free():
    """On a low panel and with a chord that is hardly longer than a letter."""
    keys = {"function": "x**2", "start": 2, "eta": 0.1, "steps": 8, "size": [480, 360]}
    for width in (0.06, 0.9):
        drawn = draw({**keys, "panels": [{"chord": {"width": width}}, "eta"]})
        assert faults(drawn, drawn.moments[::3]) == {}


@pytest.mark.parametrize("language", ["en", "fa", "fr"])
@pytest.mark.parametrize(
    "keys",
    [
        {"eta": [0.1, 0.2, 0.3], "panels": ["flowchart"]},
        {"eta": [0.1, 0.2], "panels": ["curve", "flowchart"]},
        {"eta": 0.1, "panels": ["curve", "table", "flowchart"], "size": [960, 720]},
    ],
    ids=["alone", "under a curve", "beside a curve"],
)
def test_a_diagrams_words_stand_inside_its_boxes(keys, language):
    drawn = draw({"function": "x**2", "start": 2, "steps": 4, **keys}, language=language)
    moment = drawn.at(1)
    plates = [plate.box for plate in drawn.visible(NodeBox, moment)]
    assert plates
    for plate in plates:
        left, top, right, bottom = plate
        inside = [label.box for label in drawn.labels(moment) if left < (label.box[0] + label.box[2]) / 2 < right
                  and top < (label.box[1] + label.box[3]) / 2 < bottom]  # fmt: skip
        assert inside
        assert all(left < box[0] and box[2] < right and top < box[1] and box[3] < bottom for box in inside)


@pytest.mark.parametrize(("width", "heads"), [(960, 4), (330, 4), (218, 3)])
def test_a_narrow_table_keeps_its_first_columns_in_legible_letters(width, heads):
    drawn = draw({**HALVES, "eta": 0.25, "panels": ["table"], "size": [width, 480]})
    box = drawn.picture.panels[0]["box"]
    inside = [label for label in drawn.labels(drawn.at(2)) if label.y > box[1]]
    assert min(label.style.size for label in inside) >= 12
    names = [words(label) for label in inside if not re.fullmatch(r"−?[\d.]+", words(label))]
    assert len(names) == heads
    assert {"k", "x"} <= set(names)


def test_the_lit_box_of_the_algorithm_and_the_picture_agree_at_every_moment():
    """The start has only the ball, the gradient and the test no step, and the step its arrow or the ball's way."""
    keys = {"function": "0.1*x**2", "start": 2, "eta": 2, "steps": 4, "panels": ["curve", "flowchart"]}
    drawn = draw(keys | {"show": ["-formula"], "timing": {"beats": "two"}})
    theme, lit = drawn.theme, set()
    for moment in drawn.moments:
        if moment.phase == "end":
            continue
        arrows = [found.fill for found in drawn.visible(Arrow, moment) if found.is_drawn]
        tangent = [line for line in drawn.visible(Line, moment) if line.colour == theme.tangent and len(line.points)]
        box = current_box(moment, finished=True, has_two_beats=True)
        lit.add(box)
        assert box != "start" or not (arrows or tangent)
        assert box == "step" or len(arrows) <= (box == "test")
        assert box != "step" or arrows or moment.travel_progress
        assert theme.step not in arrows or box == "step"
    assert lit == {"start", "gradient", "test", "step"}
