"""Each schedule against the formula that defines it, with k counted from 0."""

from __future__ import annotations

import math

import pytest

from gdanim.schedules import fixed, make


def etas(name, steps, /, **options):
    schedule = make(name, options).for_steps(steps)
    return [schedule.at(k) for k in range(steps + 1)]


def test_constant_is_the_number_given():
    assert etas("constant", 3, eta=0.2) == [0.2] * 4
    assert fixed(0.2) == make("constant", {"eta": 0.2})


def test_a_whole_number_is_an_eta_too():
    assert fixed(1).at(0) == 1.0
    assert fixed(1).text == "1"


def test_step_multiplies_by_its_factor_every_so_many_steps():
    assert etas("step", 5, eta=0.8, every=2) == pytest.approx([0.8, 0.8, 0.4, 0.4, 0.2, 0.2])
    assert etas("step", 3, eta=1.0, every=1, factor=0.1) == pytest.approx([1, 0.1, 0.01, 0.001])


def test_exponential_multiplies_at_every_step():
    assert etas("exponential", 3, eta=1.0, factor=0.5) == [1.0, 0.5, 0.25, 0.125]


def test_inverse_time_divides_by_a_number_that_grows_evenly():
    assert etas("inverse_time", 4, eta=1.2, rate=0.5) == pytest.approx([1.2, 0.8, 0.6, 0.48, 0.4])


def test_cosine_starts_at_eta_is_halfway_in_the_middle_and_ends_at_its_end():
    assert etas("cosine", 4, eta=1.0) == pytest.approx([1, 0.5 + math.sqrt(0.125), 0.5, 0.5 - math.sqrt(0.125), 0])
    assert etas("cosine", 4, eta=1.0, end=0.2)[2] == pytest.approx(0.6)
    assert etas("cosine", 6, eta=1.0, end=0.2, steps=4)[4:] == [0.2, 0.2, 0.2]


def test_a_cosine_needs_a_length():
    with pytest.raises(ValueError, match=r"^a cosine without steps needs the run's: call for_steps first$"):
        make("cosine", {"eta": 1.0}).at(0)


def test_warmup_grows_evenly_and_reaches_eta_in_its_last_step():
    assert etas("warmup", 5, eta=0.8, steps=4) == pytest.approx([0.2, 0.4, 0.6, 0.8, 0.8, 0.8])


def test_what_follows_a_warmup_counts_from_its_own_zero_and_ends_with_the_run():
    then = {"cosine": {"eta": 1.0}}
    assert etas("warmup", 6, eta=1.0, steps=2, then=then) == pytest.approx(
        [0.5, 1, *etas("cosine", 4, eta=1.0)],
    )
    assert etas("warmup", 3, eta=1.0, steps=2, then=0.3) == pytest.approx([0.5, 1, 0.3, 0.3])


def test_a_schedule_may_be_handed_to_a_warmup_ready_made():
    then = make("exponential", {"eta": 1.0, "factor": 0.5})
    assert etas("warmup", 3, eta=1.0, steps=1, then=then) == [1.0, 1.0, 0.5, 0.25]


@pytest.mark.parametrize(
    ("then", "message"),
    [
        ({"cosin": {"eta": 1.0}}, "unknown schedule 'cosin'; did you mean 'cosine'?"),
        ({"step": {"eta": 1.0}}, "every: Field required"),
        (-0.1, "eta: Input should be greater than 0"),
    ],
)
def test_a_wrong_schedule_after_a_warmup_is_named(then, message):
    from pydantic import ValidationError

    with pytest.raises(ValidationError) as raised:
        make("warmup", {"eta": 1.0, "steps": 2, "then": then})
    (error,) = raised.value.errors()
    assert error["loc"] == ("then",)
    assert error["msg"] == f"Value error, {message}"


def test_an_eta_that_grows_beyond_the_numbers_is_infinite():
    assert make("exponential", {"eta": 1.0, "factor": 10.0}).at(400) == math.inf
    assert make("step", {"eta": 1.0, "factor": 10.0, "every": 1}).at(400) == math.inf


def test_texts_are_short_formulas():
    assert fixed(0.2).text == "0.2"
    assert make("step", {"eta": 0.6, "every": 5}).text == "0.6·0.5^⌊k/5⌋"
    assert make("exponential", {"eta": 0.6, "factor": 0.9}).text == "0.6·0.9^k"
    assert make("inverse_time", {"eta": 0.6, "rate": 0.25}).text == "0.6/(1 + 0.25k)"
    assert make("cosine", {"eta": 0.6}).text == "0.6·(1 + cos(πk/n))/2"
    assert make("cosine", {"eta": 0.6, "end": 0.1, "steps": 9}).text == "0.1 + (0.6 − 0.1)·(1 + cos(πk/9))/2"
    assert make("warmup", {"eta": 0.6, "steps": 5}).text == "0.6·(k + 1)/5 → 0.6"


def test_numbers_that_are_very_small_or_large_have_powers_of_ten():
    assert [fixed(eta).text for eta in (1e-6, 2.5e-5, 1e-4, 999999.5, 1e6, 1e9)] == [
        *("1e-6", "2.5e-5", "0.0001", "999999.5", "1e6", "1e9"),
    ]  # fmt: skip
    assert make("exponential", {"eta": 1e-6, "factor": 1e-5}).text == "1e-6·(1e-5)^k"
