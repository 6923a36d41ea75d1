"""In a theme without colours, lines of runs differ by their dashes: in charts and on maps, from step to step."""

from itertools import pairwise

import pytest
from drawn import draw

from gdanim import themes
from gdanim.drawing.shapes import Line
from gdanim.panel_parts.trails import TrailLines

QUICK = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
KEYS = {"function": "x**2 + 5*y**2", "start": [2, 1], "eta": [0.02, 0.05, 0.08], "steps": 6, "size": [960, 900]}


def chart_lines(drawn, index):
    """The pieces of a run's line in the chart, step by step."""
    panel, colour = drawn.picture.drawings[-1], drawn.theme.runs[index]
    marks = [mark for step in range(7) for mark in panel.persist(step)]
    return [mark for mark in marks if isinstance(mark, Line) and mark.colour == colour]


def test_the_print_theme_has_a_pattern_of_its_own_for_each_of_eight_runs():
    patterns = themes.load("print").run_dashes
    assert len(set(patterns)) == 8
    assert patterns[0] == ()
    assert all(part > 0 for pattern in patterns for part in pattern)
    assert themes.load("light").run_dashes == ()


def test_lines_of_a_chart_differ_by_their_dashes():
    drawn = draw({**KEYS, "theme": "print", "panels": ["loss"]}, timing=QUICK)
    found = [chart_lines(drawn, index)[-1] for index in range(3)]
    scaled = [tuple(part * line.width for part in pattern) or None
              for line, pattern in zip(found, drawn.theme.run_dashes, strict=False)]  # fmt: skip
    assert [line.dashes for line in found] == [pytest.approx(dashes) if dashes else None for dashes in scaled]


def test_a_pattern_goes_on_from_step_to_step():
    drawn = draw({**KEYS, "theme": "print", "panels": ["loss"]}, timing=QUICK)
    for before, after in pairwise(chart_lines(drawn, 1)):
        (x, y), (end_x, end_y) = before.points.tolist()
        length = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5
        assert after.dash_offset == pytest.approx(before.dash_offset + length)


def test_trails_differ_by_their_dashes_too():
    drawn = draw({**KEYS, "theme": "print", "panels": ["contour"], "compare": "overlay"}, timing=QUICK)
    strokes = []

    class Canvas:
        def stroke(self, _points, colour, _width, *, dashes=None, **_):
            strokes.append((colour, dashes))

    for step in range(1, 7):
        for drawing in drawn.picture.drawings:
            for mark in drawing.persist(step):
                if isinstance(mark, TrailLines):
                    mark.draw(Canvas())
    own = {dashes for colour, dashes in strokes if colour == drawn.theme.runs[2]}
    width = 2.8 * drawn.picture.layout.page.unit * drawn.theme.line_scale
    assert tuple(part * width for part in drawn.theme.run_dashes[2]) in {tuple(each) for each in own if each}
    assert None in {dashes for colour, dashes in strokes if colour == drawn.theme.runs[0]}


def test_in_colour_lines_are_unbroken():
    drawn = draw({**KEYS, "panels": ["loss"]}, timing=QUICK)
    assert {line.dashes for index in range(3) for line in chart_lines(drawn, index)} == {None}
