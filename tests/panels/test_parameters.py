"""The panel of a run's variables: each against the step, beside its value at the minimum."""

import numpy as np
import pytest
from drawn import draw, words

from gdanim.drawing.label import Label
from gdanim.drawing.shapes import Line

QUICK = "{frames_per_step: 4, hold: {start: 0.1, end: 0.1}}"
SIZE = {"size": [960, 720]}
VALLEY = {"function": "(x - 1)**2 + 4*(y + 2)**2", "start": [3, 1], "eta": 0.1, "steps": 9, **SIZE}


def parameters(keys, **options):
    return draw({**keys, "panels": [{"parameters": options}] if options else ["parameters"]}, timing=QUICK)


def ends(drawn, variable):
    """The positions and numbers on the axes at the ends of a variable's pieces of line."""
    panel, colour = drawn.picture.drawings[-1], drawn.theme.run_colour(variable)
    lines = [mark for k in range(99) for mark in panel.persist(k) if isinstance(mark, Line) and mark.colour == colour]
    return drawn.axes(0).from_pixels(np.array([line.points[-1] for line in lines]))


def test_each_variable_has_a_line_through_its_numbers():
    """The distance x − 1 shrinks to 0.8 of itself a step, y + 2 to 0.2."""
    drawn, steps = parameters(VALLEY), np.arange(1, 10)
    assert ends(drawn, 0) == pytest.approx(np.column_stack((steps, 1 + 2 * 0.8**steps)), abs=0.01)
    assert ends(drawn, 1) == pytest.approx(np.column_stack((steps, -2 + 3 * 0.2**steps)), abs=0.01)


def test_a_dashed_line_is_at_each_variables_value_at_the_minimum():
    drawn = parameters(VALLEY)
    dashed = [mark for mark in drawn.picture.drawings[-1].static if isinstance(mark, Line) and mark.dashes]
    heights = [drawn.axes(0).from_pixels(np.array(line.points))[0, 1] for line in dashed]
    assert heights == pytest.approx([1, -2], abs=0.01)
    assert [line.colour for line in dashed] == [drawn.theme.run_colour(0), drawn.theme.run_colour(1)]


def test_the_lines_have_the_variables_names():
    drawn = parameters(VALLEY)
    texts = [words(mark) for mark in drawn.picture.drawings[-1].static if isinstance(mark, Label)]
    assert {"$x$", "$y$", "variables by step"} <= set(texts)


def test_a_run_that_diverges_leaves_the_panel_and_stretches_no_axis():
    """Starts and goals are 5 high, from −2 to 3: what is more than 7.5 beyond them is not shown."""
    y = -2 + 3 * (-1.4) ** np.arange(10)
    shown = [*y[(y > -9.5) & (y < 10.5)], 3]
    margin = 0.1 * (max(shown) - min(shown))
    drawn = parameters({**VALLEY, "eta": 0.3})
    assert drawn.picture.panels[0]["y_range"] == pytest.approx([min(shown) - margin, max(shown) + margin])


def test_the_authors_range_is_the_panels():
    assert parameters(VALLEY, range=[-5, 5]).picture.panels[0]["y_range"] == [-5, 5]
