"""Numbers in print: enough digits, no more than needed, never zero for what is not, and what is printed can be read."""

import math
from fractions import Fraction
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, strategies as some

from gdanim.text import numbers, typed_formula
from gdanim.text.numbers import NumberFormat, format_for, parse, parse_exact, showing, single

NUMBER = some.floats(1e-12, 1e12) | some.floats(-1e12, -1e-12)
FORMATS = some.builds(NumberFormat, some.integers(0, 6), some.integers(0, 6))


def last_digit(text):
    """The worth of the last digit of a printed number: 0.01 for ``0.25``, 1e-9 for ``4.0×10⁻⁸``."""
    head, _, power = text.partition("×10")
    return 10.0 ** -len(head.partition(".")[2]) * (parse(f"1×10{power}") if power else 1.0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.2, "0.2"),
        (2.0, "2"),
        (-0.25, "−0.25"),
        (1 / 3, "0.3333"),
        (1 / 11, "0.0909"),
        (0.01234, "0.01234"),
        (0.012345, "0.0123"),
        (12.345, "12.35"),
        (0.9999, "0.9999"),
        (9999, "9999"),
        (10_000, "10\u202f000"),
        (200_000, "200\u202f000"),
        (-123_456.7, "−123\u202f457"),
        (1e6, "1×10⁶"),
        (3.14159e12, "3.14×10¹²"),
        (1e-4, "0.0001"),
        (3e-7, "3×10⁻⁷"),
        (-1.2345e-8, "−1.23×10⁻⁸"),
        (0.0, "0"),
        (-0.0, "0"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "?"),
    ],
)
def test_a_number_that_stands_alone_has_four_digits_at_most(value, text):
    assert single(value) == text


@pytest.mark.parametrize(
    ("values", "digits", "decimals"),
    [
        ([3, -1.4142, 0.5], 4, 3),
        ([3, -1.4142, 0.5], 3, 2),
        ([31.62, 2.7182], 4, 2),
        ([316.2, 2.7182], 4, 1),
        ([31_623, 2], 4, 0),
        ([0.4, 1 / 3], 4, 4),
        ([0.04, 1 / 30], 4, 4),
        ([2, 1.6, 1.28], 4, 2),
        ([2, 1, 3], 4, 0),
        ([5, 1e9, 1e-9], 4, 0),
    ],
)
def test_a_quantity_has_as_many_decimals_as_four_digits_of_its_largest_number_need(values, digits, decimals):
    assert format_for(values, digits=digits).decimals == decimals


def test_another_number_may_count_as_the_largest():
    assert format_for([1.23456, 8765.4321], largest=1.23456).decimals == 3


def test_neighbours_are_distinguished_by_up_to_six_decimals():
    """x_k = 1 + 3·0.4^k: the last of 9 steps is 3·0.6·0.4^7 = 0.003, of 12 it is 0.0002, of 14 it is 0.00003."""
    for steps, decimals in ((9, 3), (12, 4), (14, 5), (40, 6)):
        assert format_for(1 + 3 * 0.4 ** np.arange(steps)).decimals == decimals


def test_neighbours_in_different_series_need_not_be_distinguished():
    assert format_for([2, 1.00001], [1, 3]).decimals == 3


def test_what_is_not_zero_is_not_printed_as_zero():
    small = format_for([2, 0.0002])
    assert [small.padded(value) for value in (2, 0.0002, 0)] == ["2.0000", "0.0002", "0.0000"]
    coarse = NumberFormat(2)
    assert [coarse.padded(value) for value in (0.006, 0.004, 0.00041234, -1e-9)] == [
        "0.01",
        "0.00400",
        "0.000412",
        "−1.00×10⁻⁹",
    ]


def test_places_of_numbers_that_change_are_filled_with_zeros_and_words_drop_them():
    given = NumberFormat(3, 2)
    assert [given.padded(value) for value in (-0.25, 2, 4e-7)] == ["−0.250", "2.000", "4.00×10⁻⁷"]
    assert [given.plain(value) for value in (-0.25, 2, 4e-7)] == ["−0.25", "2", "4×10⁻⁷"]
    assert given.plain(1200) == "1200", "these zeros count"


def test_a_number_that_is_rounded_up_to_a_million_is_written_as_a_power():
    assert NumberFormat(0).padded(999_999.7) == "1.00×10⁶"


@given(some.lists(NUMBER, min_size=2, max_size=12), some.sampled_from([3, 4]))
def test_neighbours_that_differ_by_what_six_decimals_show_differ_in_print(values, digits):
    chosen = format_for(values, digits=digits)
    for one, other in pairwise(values):
        size = max(abs(one), abs(other))
        unit = 1.0 if 1e-4 <= size < 1e6 else 10.0 ** math.floor(math.log10(size))
        if abs(one - other) > 1.001e-6 * unit:
            assert chosen.padded(one) != chosen.padded(other)
            assert chosen.plain(one) != chosen.plain(other)


@given(some.floats(-1e6, 1e6), some.lists(some.floats(-3, 3), min_size=1, max_size=9), some.integers(-7, 3))
def test_steps_from_a_number_are_distinguished(start, steps, power):
    values = np.cumsum([start, *(10.0**power * step for step in steps)])
    chosen = format_for(values)
    assert all(
        chosen.padded(one) != chosen.padded(other) for one, other in pairwise(values) if abs(one - other) > 1.001e-6
        if max(abs(one), abs(other)) < 1e6
    )  # fmt: skip


@given(NUMBER, FORMATS)
def test_a_printed_number_is_read_as_itself_to_half_its_last_digit(value, chosen):
    for text in (
        chosen.padded(value),
        chosen.plain(value),
        *(numbers.in_digits(chosen.plain(value), each) for each in numbers.SCRIPTS),
    ):
        assert abs(parse(text) - value) <= 0.5 * last_digit(chosen.padded(value)) * (1 + 1e-6)
        assert parse(text) != 0, "what is not zero is not printed as zero"


@given(some.lists(NUMBER, min_size=1, max_size=12))
def test_all_numbers_of_a_quantity_have_the_same_decimals(values):
    chosen = format_for(values)
    texts = [chosen.padded(value) for value in values]
    for powers in (True, False):
        alike = {text.partition("×")[0].partition(".")[2] for text in texts if ("×" in text) == powers}
        assert len({len(decimals) for decimals in alike}) <= 1


@given(NUMBER, FORMATS)
def test_zeros_are_all_that_words_leave_out(value, chosen):
    assert parse(chosen.plain(value)) == parse(chosen.padded(value))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("0.6·0.5^⌊k/5⌋", "0.6·0.5^⌊k/5⌋"),
        ("0.0909090909091/(1 + 0.333333333333k)", "0.0909/(1 + 0.3333k)"),
        ("2·(1e-6)^k", "2·(1×10⁻⁶)^k"),
        ("(-1, 2.5)", "(−1, 2.5)"),
        ("1234567", "1\u202f234\u202f567"),
        ("12.345678", "12.35"),
        ("x2 and w10", "x2 and w10"),
    ],
)
def test_a_typed_formula_has_its_numbers_as_all_numbers_are_printed(text, printed):
    assert typed_formula.with_printed_numbers(text) == printed


def test_more_digits_can_be_asked_for():
    assert typed_formula.with_printed_numbers("0.012345678", 8) == "0.012345678"


def test_typed_numbers_have_as_many_digits_as_tell_them_apart():
    assert typed_formula.printed_apart(["0.0909090909", "0.3333333333", "0.2"]) == {
        "0.0909090909": "0.0909",
        "0.3333333333": "0.3333",
        "0.2": "0.2",
    }
    assert set(typed_formula.printed_apart(["0.123456", "0.123457"]).values()) == {"0.123456", "0.123457"}


def test_an_exponent_k_is_raised_in_plain_text():
    assert typed_formula.with_raised_k("0.2·0.95^k") == "0.2·0.95ᵏ"


def test_counts_keep_all_digits():
    assert [numbers.count(each) for each in (-3, 9999, 10_000, 1_234_567)] == [
        "−3",
        "9999",
        "10\u202f000",
        "1\u202f234\u202f567",
    ]


def test_in_a_formula_powers_are_raised_and_thousands_are_parted():
    assert numbers.mathtext("2.4×10⁻⁵") == r"2.4{\times}10^{-5}"
    assert numbers.mathtext("−10\u202f000.5") == r"−10\,000.5"


def test_only_a_negative_number_is_bracketed():
    assert (numbers.bracketed("−0.4"), numbers.bracketed("0.4")) == ("(−0.4)", "0.4")


def test_decimal_commas_part_the_numbers_of_a_point_by_semicolons():
    assert numbers.with_decimal_commas("(0.5, −1)") == "(0,5 ; −1)"


@pytest.mark.parametrize("texts", list(permutations(["0.91", "−0.2", "1", "0.52"])))
def test_which_numbers_are_longest_does_not_depend_on_their_order(texts):
    """Sets have another order in each process, and a picture is the same in all."""
    assert numbers.longest(texts, 2) == ["0.91", "−0.2"]


def test_a_narrow_series_has_the_digits_of_its_differences():
    points = 1e9 + 3 * 0.8 ** np.arange(26)
    printed = [format_for(points).padded(x) for x in points]
    assert printed[:2] == ["1.0000000030×10⁹", "1.0000000024×10⁹"]
    assert len(set(printed[:10])) == 10


def test_a_series_that_changes_by_rounding_alone_has_no_further_digits():
    assert format_for([3.0, 3.0 + 4e-16, 3.0]) == format_for([3.0])


@pytest.mark.parametrize(("typed", "printed"), [
    (-2.74, "−2.74"), (-1.123456, "−1.123456"), (0.25, "0.25"), (1.25e-7, "1.25×10⁻⁷"), (2.0, "2"),
    (0.00012345, "0.00012345"), (0.0, "0"),
])  # fmt: skip
def test_a_number_is_printed_as_typed(typed, printed):
    assert showing([typed], NumberFormat(1, 0)).plain(typed) == printed


def test_numbers_with_more_than_six_decimals_ask_for_none():
    assert showing([1 / 3], NumberFormat(2, 2)) == NumberFormat(2, 2)


@pytest.mark.parametrize(("text", "exact"), [("(−2.5)", Fraction(-5, 2)), ("1.000000003×10⁹", Fraction(1_000_000_003))])
def test_a_printed_number_is_parsed_without_rounding(text, exact):
    assert parse_exact(text) == exact
