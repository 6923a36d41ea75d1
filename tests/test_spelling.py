"""Numbers as authors type them."""

import pytest
from hypothesis import given, strategies as st

from gdanim.functions.expressions import formula
from gdanim.spelling import file_size, rounded, typed_number


@pytest.mark.parametrize(
    ("value", "typed", "set_as"),
    [
        (0.2, "0.2", "0.2"),
        (5.0, "5", "5"),
        (-0.25, "-0.25", "-0.25"),
        (123456.0, "123456", "123456"),
        (1e-4, "0.0001", "0.0001"),
        (1e-5, "1e-5", "10^{-5}"),
        (2.5e-7, "2.5e-7", r"2.5 \times 10^{-7}"),
        (1e6, "1e6", "10^{6}"),
        (0.1 + 0.2, "0.3", "0.3"),
    ],
)
def test_a_number_is_typed_and_set_in_formulas_without_zeros_that_say_nothing(value, typed, set_as):
    assert (typed_number(value), formula.number(value)) == (typed, set_as)


@given(st.floats(1e-300, 1e300), st.integers(1, 15), st.sampled_from([1, -1]))
def test_a_typed_number_is_the_number_in_so_many_digits(size, digits, sign):
    value = sign * size
    assert float(typed_number(value, digits)) == rounded(value, digits)
    assert abs(rounded(value, digits) - value) <= 0.5 * 10 ** (1 - digits) * abs(value) * (1 + 1e-12)


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 kB"),
        (500, "0.5 kB"),
        (4096, "4.1 kB"),
        (340_000, "340 kB"),
        (999_999, "1 MB"),
        (1_234_567, "1.23 MB"),
        (4_999_999_999, "5,000 MB"),
    ],
)
def test_a_file_size_has_the_units_of_max_size(size, text):
    assert file_size(size) == text
