"""Ticks of a logarithmic axis: powers of ten, every second or third where they are many, and numbers between few."""

import pytest

from gdanim.drawing import log_ticks


@pytest.mark.parametrize(
    ("limits", "max_count", "numbers"),
    [
        ((1, 1e4), 5, [1, 10, 100, 1000, 10000]),
        ((0.5, 2e4), 5, [1, 10, 100, 1000, 10000]),
        ((1e-8, 1), 5, [1e-8, 1e-6, 1e-4, 1e-2, 1]),
        ((1e-8, 1), 3, [1e-6, 1e-3, 1]),
        ((1, 100), 3, [1, 10, 100]),
        ((1, 10), 4, [1, 2, 5, 10]),
        ((1, 10), 3, [1, 3, 10]),
        ((2, 9), 3, [2, 5]),
    ],
    ids=str,
)
def test_ticks_are_powers_of_ten_or_few_numbers_between_them(limits, max_count, numbers):
    assert log_ticks.ticks(limits, max_count) == pytest.approx(numbers)


@pytest.mark.parametrize("max_count", range(2, 9))
@pytest.mark.parametrize("decades", [1, 2, 3, 5, 8, 12, 30])
def test_ticks_lie_inside_the_axis_and_are_hardly_more_than_have_room(decades, max_count):
    found = log_ticks.ticks((1, 10.0**decades), max_count)
    assert 2 <= len(found) <= max(max_count, 3) + 1
    assert found == sorted(found)
    assert 1 - 1e-9 <= found[0] <= found[-1] <= 10.0**decades * (1 + 1e-9)


def test_powers_of_ten_alone_are_written_as_powers():
    assert log_ticks.labels([0.01, 1, 100], str) == ["$10^{-2}$", "$10^{0}$", "$10^{2}$"]


def test_numbers_that_need_no_power_are_written_plainly():
    assert log_ticks.labels([1, 2, 5, 10], str) == ["1", "2", "5", "10"]
    assert log_ticks.labels([0.2, 0.5], lambda text: text.replace(".", ",")) == ["0,2", "0,5"]


def test_where_one_number_needs_a_power_all_have_one():
    assert log_ticks.labels([1e6, 2e6], str) == ["$10^{6}$", r"$2{\times}10^{6}$"]
