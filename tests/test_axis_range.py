"""What an axis can hold."""

import math

import pytest

from gdanim.axis_range import MAX_NUMBER, MIN_RELATIVE_WIDTH, MIN_WIDTH, clamped, is_too_narrow


@pytest.mark.parametrize(
    "axis", [(-1.0, 2.0), (5.0, -1.0), (0.0, MIN_WIDTH), (-MAX_NUMBER, MAX_NUMBER), (1.0, 1.0 + 1e-11)]
)
def test_what_can_be_drawn_stays_as_it_is_whichever_way_it_goes(axis):
    assert clamped(*axis) == axis


@pytest.mark.parametrize(
    ("axis", "drawn"),
    [
        ((-1e308, 1e308), (-MAX_NUMBER, MAX_NUMBER)),
        ((math.inf, 0.0), (MAX_NUMBER, 0.0)),
        ((math.nan, 1.0), (0.0, 1.0)),
        ((0.0, 5e-324), (-MIN_WIDTH, MIN_WIDTH)),
        ((2.0, 2.0), (2 - 2 * MIN_RELATIVE_WIDTH, 2 + 2 * MIN_RELATIVE_WIDTH)),
    ],
)
def test_an_axis_that_is_too_long_or_too_short_becomes_one_that_is_not(axis, drawn):
    assert clamped(*axis) == pytest.approx(drawn, rel=1e-15)
    assert not is_too_narrow(*sorted(clamped(*axis)))
