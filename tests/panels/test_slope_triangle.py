"""The triangle of rise over run in a picture: its legs end on the tangent, and their quotient is the slope."""

import pytest
from drawn import draw, number, words

from gdanim.drawing.shapes import Line

SHOWN = {"steps": 0, "show": ["ball", "tangent", "minimum"], "size": [960, 720]}


def triangles(drawn):
    return [line for line in drawn.visible(Line, drawn.moments[0])
            if line.colour == drawn.theme.tangent and len(line.points) == 4]  # fmt: skip


@pytest.mark.parametrize(
    ("function", "start", "slope"),
    [("0.1*x**2", 2, 0.4), ("x**2", -1, -2), ("x**3 - 3*x", 1.5, 3.75)],
)
def test_rise_over_run_is_the_slope_and_the_legs_end_on_the_tangent(function, start, slope):
    drawn = draw({"function": function, "start": start, **SHOWN})
    axes, (line,) = drawn.axes(), triangles(drawn)
    (x0, y0), (x1, y1), (x2, y2) = axes.from_pixels(line.points[:3])
    assert (x1, y1) == pytest.approx((x2, y0), rel=1e-3, abs=1e-9)
    assert (y2 - y0) / (x2 - x0) == pytest.approx(slope, rel=1e-3)
    assert min(abs(x0 - start), abs(x2 - start)) == pytest.approx(0, abs=1e-3), "at the ball"
    lengths = {text.split(" = ")[0]: number(text.split(" = ")[1])
               for text in map(words, drawn.labels(drawn.moments[0])) if text.startswith(r"\Delta")}  # fmt: skip
    assert lengths == pytest.approx({r"\Delta x": x2 - x0, r"\Delta y": y2 - y0}, rel=1e-3)


def test_a_flat_or_moving_picture_has_no_triangle():
    assert triangles(draw({"function": "x**2", "start": 0, **SHOWN})) == []
    assert triangles(draw({"function": "x**2", "start": 2, "eta": 0.1, "steps": 3})) == []
