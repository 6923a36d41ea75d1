"""The stationary points of two variables in a window, against an independent search."""

import math

import numpy as np
import pytest

from gdanim.functions import build
from gdanim.functions.search.stationary import search

CASES = [
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", 5.0),
    ("(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2", 2.0),
    ("x^4/4 - x^2/2 + x/10 + y^2", 2.0),
    ("sin(x) + cos(y)", 4.0),
    ("x^2 + y^2 + 2*sin(2*x)*cos(2*y)", 2.5),
    ("exp(-x^2 - y^2)*(x + y)", 2.5),
    ("x^3 - 3*x + y^3 - 3*y", 2.0),
    ("abs(x) + abs(y - 0.3) + x^2", 2.0),
    ("(x^2 - 1)^2 + (y^2 - 1)^2", 2.0),
    ("log(1 + (x - 1)^2 + y^2) + log(1 + (x + 1)^2 + y^2)", 3.0),
]


def minima_by_descent(function, half):
    """Lows of a fine grid, each sunk by a compass search of its own; those that end at one place are one."""
    side = np.linspace(-half, half, 161) + 1e-4 * math.pi
    table = function.values(np.stack(np.meshgrid(side, side, indexing="ij"), axis=-1).reshape(-1, 2)).reshape(161, 161)
    inner, found = table[1:-1, 1:-1], []
    around = [table[1 + i : 160 + i, 1 + j : 160 + j] for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)]
    for i, j in np.argwhere(np.all([inner < other for other in around], axis=0)):
        point, stride = (float(side[i + 1]), float(side[j + 1])), half / 80
        while stride > 1e-10:
            tries = [(point[0] + a * stride, point[1] + b * stride) for a in (-1, 0, 1) for b in (-1, 0, 1)]
            best = min(tries, key=function.value)
            point, stride = (best, stride) if function.value(best) < function.value(point) else (point, stride / 2)
        if max(map(abs, point)) < half and all(math.dist(point, other) > 1e-4 for other in found):
            found.append(point)
    return sorted(found)


@pytest.mark.parametrize(("text", "half"), CASES)
def test_the_minima_in_a_window_are_all_there_are(text, half):
    function = build(text)
    found = [each for each in search(function, np.array([(0.9, 0.4)])) if each.kind == "minimum"]
    inside = sorted(each.at for each in found if max(map(abs, each.at)) < half)
    expected = minima_by_descent(function, half)
    assert len(inside) == len(expected)
    for one, other in zip(inside, expected, strict=True):
        assert one == pytest.approx(other, abs=1e-5)
    lowest = min(map(function.value, expected))
    equally_low = [point for point in expected if function.value(point) <= lowest + 1e-7]
    lowest_found = [each for each in found if each.value <= lowest + 1e-7 and max(map(abs, each.at)) < half]
    assert len(lowest_found) == len(equally_low)
    assert len({each.scope for each in lowest_found}) == 1, "minima of equal height are all global"
