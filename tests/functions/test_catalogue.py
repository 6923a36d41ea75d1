"""The catalogue's promises: exact minima, defaults that work, and parameters."""

import math

import pytest

from gdanim import yaml
from gdanim.functions import ExpressionError, catalogue

NAMES = [name for name in catalogue.names() if catalogue.load(name).variables == ("x",)]
WITH_PARAMETERS = [name for name in NAMES if catalogue.entry(name).parameters]


def roll(name, *, eta, beta=0.0, steps=200):
    """Where the ball ends from the catalogue's start: v ← βv + f′(x); x ← x − ηv."""
    function = catalogue.load(name)
    (x,), v = function.start, 0.0
    for _ in range(steps):
        v = beta * v + function.gradient((x,))[0]
        x -= eta * v
    return x


def test_an_entry_is_read_alone_and_yet_as_the_whole_file_has_it():
    whole = {name: fields for file in catalogue.FILES for name, fields in yaml.load(file).items()}
    assert {name: catalogue.entry(name) for name in catalogue.names()} == {
        name: catalogue.CatalogueEntry(**fields) for name, fields in whole.items()
    }


def test_there_are_more_than_a_dozen_and_those_that_lessons_name():
    assert len(NAMES) >= 14
    assert {"bowl", "shallow_bowl", "steep_wall", "double_well", "trap", "ripples", "plateau", "kink"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_entry_is_complete(name):
    function, entry = catalogue.load(name), catalogue.entry(name)
    ((low, high),) = function.domain
    assert function.name == name
    assert low < function.start[0] < high
    assert all(low < x < high for (x,) in function.minima)
    assert function.eta > 0
    assert function.warnings == ()
    assert entry.teaches
    assert entry.source


@pytest.mark.parametrize("name", NAMES)
def test_minima_are_exact(name):
    """A step of 1e-10 to either side goes uphill: the slope changes sign there."""
    function = catalogue.load(name)
    for (x,) in function.minima:
        assert function.gradient((x - 1e-10,))[0] < 0 < function.gradient((x + 1e-10,))[0]


@pytest.mark.parametrize("name", NAMES)
def test_the_default_eta_goes_downhill_without_running_away(name):
    function = catalogue.load(name)
    end = roll(name, eta=function.eta, steps=25)
    if function.minima:
        assert function.value((end,)) < function.value(function.start)
    else:
        assert function.value((end,)) <= function.value(function.start)


@pytest.mark.parametrize(("name", "first", "deepest"), [("trap", 0, 1), ("hills", 0, 1)])
def test_momentum_rolls_through_the_valley_that_catches_plain_descent(name, first, deepest):
    function = catalogue.load(name)
    minima = [x for (x,) in function.minima]
    assert function.value((minima[deepest],)) == min(function.value((x,)) for x in minima)
    assert roll(name, eta=function.eta) == pytest.approx(minima[first], abs=1e-6)
    assert roll(name, eta=function.eta, beta=0.9) == pytest.approx(minima[deepest], abs=1e-2)
    assert roll(name, eta=0.04, beta=0.8) == pytest.approx(minima[deepest], abs=1e-2)


def test_the_sextics_derivative_has_five_zeros():
    function = catalogue.load("sextic")
    assert [function.gradient((float(x),))[0] for x in (-2, -1, 0, 1, 2)] == [0] * 5


def test_the_steep_wall_falls_silent_at_half():
    assert catalogue.load("steep_wall").curvature((0.0,)) == (4.0, 4.0)  # 2/f″ = 0.5


@pytest.mark.parametrize(
    ("name", "parameters", "text"),
    [
        ("bowl", {}, "x**2"),
        ("bowl", {"a": 0.1}, "0.1*x**2"),
        ("bowl", {"a": -2}, "(-2)*x**2"),
        ("double_well", {}, "x**4/4 - x**2/2"),
        ("double_well", {"a": 3}, "x**4/4 - 3*x**2/2"),
        ("pseudo_huber", {"a": 1.0}, "sqrt(1 + x**2) - 1"),
        ("bowl", {"a": 2.0}, "2*x**2"),
    ],
)
def test_parameters_enter_the_text_and_a_factor_of_one_does_not(name, parameters, text):
    assert catalogue.load(name, **parameters).text == text


def test_parameters_move_the_minima():
    assert catalogue.load("double_well", a=4).minima == ((-2.0,), (2.0,))


def test_minima_that_the_parameters_undo_are_left_out():
    assert catalogue.load("bowl", a=-1).minima == ()
    assert catalogue.load("double_well", a=-1).minima == ()


def test_defaults_that_the_parameters_undo_are_none():
    function = catalogue.load("double_well", a=-1)
    assert (function.domain, function.start, function.eta) == (None, None, None)


def test_the_same_parameters_give_the_same_function():
    assert catalogue.load("bowl", a=2) is catalogue.load("bowl", a=2)
    assert catalogue.load("bowl") is not catalogue.load("bowl", a=2)


def test_a_value_beyond_the_limits_of_expressions_is_refused():
    with pytest.raises(ExpressionError, match=r"^numbers go up to 1e12; found 1e\+20$"):
        catalogue.load("bowl", a=1e20)


def test_unknown_names_and_parameters_are_refused():
    with pytest.raises(KeyError):
        catalogue.entry("bowle")
    with pytest.raises(TypeError, match=r"^bowl has no parameter 'b'$"):
        catalogue.load("bowl", b=2)


@pytest.mark.parametrize("name", WITH_PARAMETERS)
def test_expressions_hold_all_their_parameters(name):
    entry = catalogue.entry(name)
    assert all(math.isfinite(value) and parameter in entry.expression for parameter, value in entry.parameters.items())
