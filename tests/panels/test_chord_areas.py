"""The areas between a chord and its curve: one colour where the curve lies under the chord, another where over it."""

import pytest
from drawn import draw

from gdanim.drawing.shapes import Polygon

AREA = 2 * (8 / 3 - 32 / 20)  # ∫ x² − x⁴/4 from −2 to 2, where the chord from −2 to 2 is 0


def shoelace(outline):
    x, y = outline.T
    return abs(float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() + x[-1] * y[0] - x[0] * y[-1])) / 2


@pytest.mark.parametrize(("sign", "under", "over"), [("", AREA, 0.0), ("-", 0.0, AREA)])
def test_areas_are_those_between_the_chord_and_the_curve(sign, under, over):
    keys = {"function": f"{sign}(x**4/4 - x**2)", "start": 2, "eta": 0.1, "steps": 4, "domain": [-2.5, 2.5]}
    drawn = draw(keys | {"panels": [{"chord": {"width": 0.8}}]})
    axes, theme = drawn.axes(), drawn.theme
    middle = next(moment for moment in drawn.moments if moment.step == 1 and not moment.travel_progress)
    found = {each.colour: shoelace(each.outline) for each in drawn.visible(Polygon, middle)}
    unit = axes.box.width / 5 * axes.box.height / (axes.y_range[1] - axes.y_range[0])
    assert found[theme.ball] / unit == pytest.approx(under, abs=1e-3)
    assert found[theme.tangent] / unit == pytest.approx(over, abs=1e-3)
