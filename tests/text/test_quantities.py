"""Each quantity of an animation has one format: enough digits for what is shown, in pictures and sentences alike."""

import math

import numpy as np
import pytest

from gdanim import pipeline, scene as scenes
from gdanim.text import numbers, quantities, words


def formats(**keys):
    scene = scenes.load(keys)
    return quantities.of(scene, pipeline.trace(scene))


def test_a_lesson_has_four_digits_and_a_comparison_three():
    """From 3 by 2·(1 − η) a step: 3, 2.4, 1.92, 1.536, 1.2288, 0.98304."""
    bowl = {"function": "x**2", "start": 3, "steps": 5}
    assert formats(**bowl, eta=0.1).point[0].decimals == 3
    assert formats(**bowl, eta=[0.1, 0.11]).point[0].decimals == 2


def test_a_quantity_has_no_more_decimals_than_its_numbers_need():
    """The points are 2, 1 and 0.5, the values 4, 1 and 0.25."""
    found = formats(function="x**2", start=2, eta=0.25, steps=2)
    assert (found.point[0].decimals, found.value.decimals, found.slope.decimals, found.eta.decimals) == (1, 2, 0, 2)


def test_in_a_lesson_steps_are_distinguished_until_its_arrival_and_in_a_list_all_are():
    """x_k = 1 + 3·0.4^k: the step from k = 11 on is 7.5e-5, a decimal less than four digits of 4 show."""
    keys = {"function": "x**2 - 2*x + 3", "start": 4, "eta": 0.3}
    listed = keys | {"panels": ["curve", "table"]}
    assert [formats(**listed, steps=steps).point[0].decimals for steps in (8, 12, 16)] == [3, 5, 6]
    assert [formats(**keys, steps=steps).point[0].decimals for steps in (8, 12, 16)] == [3, 3, 3]


def test_long_after_its_arrival_a_lesson_prints_zero():
    """x_k = 0.5·0.2^k: the share of the start that is left is below 10⁻⁷ from k = 11 on."""
    keys = {"function": "100*x^2", "start": 0.5, "eta": 0.004, "steps": 25}
    chosen = formats(**keys).point[0]
    assert [chosen.plain(0.5 * 0.2**k) for k in (10, 11)] == ["5.12×10⁻⁸", "0"]
    assert formats(**keys, panels=["curve", "table"]).point[0].plain(0.5 * 0.2**25) != "0"


def test_in_a_comparison_steps_are_distinguished_until_the_verdict_takes_their_place():
    keys = {"function": "x**2 - 2*x + 3", "start": 4, "eta": [0.3, 0.29], "steps": 16}
    assert formats(**keys).point[0].decimals == 2
    assert formats(**keys, panels=["curve", "table"]).point[0].decimals > 4, "a table shows them all"


def test_the_run_with_the_smallest_numbers_has_its_digits():
    """Else a start at 123.456 would leave no decimals for one at 2.5."""
    keys = {"function": "x**2", "start": [123.456, 2.5], "eta": 0.123, "steps": 3}
    assert formats(**keys).point[0].decimals >= 2


def test_numbers_of_a_run_that_diverges_do_not_count_after_its_verdict():
    """|x| grows by 1.4 a step: to 10¹⁴ at the end, beyond twice the start at the third."""
    found = formats(function="x**2", start=1.25, eta=1.2, steps=100)
    assert found.point[0].decimals >= 3


def test_coordinates_of_alike_size_have_the_same_decimals():
    found = formats(function="x**2 + y**2", start=[0.9, 3.1], eta=0.123, steps=4)
    assert found.point[0].decimals == found.point[1].decimals


def test_coordinates_of_different_size_have_their_own():
    found = formats(function="x**2 + y**2/4", start=[0.5, 4321.0], eta=0.37, steps=4)
    assert found.point[0].decimals > found.point[1].decimals


def test_a_place_that_is_named_has_the_decimals_it_needs():
    """A start at 2 needs none, the minimum of x⁴ − x² at 1/√2 = 0.7071 those of four digits of 2."""
    keys = {
        "function": "x**4 - x**2",
        "start": 2,
        "eta": 0.01,
        "steps": 1,
        "stop": {"gradient": 1e9},
        "show": ["minimum"],
    }
    scene = scenes.load(keys)
    assert "minimum at x = 0.707." in words.load().alt(scene, pipeline.trace(scene))


@pytest.mark.parametrize("variables", [1, 2, 3, 4, 50])
def test_every_coordinate_has_a_format(variables):
    found = formats(function={"ellipse": {"condition": 20, "n": max(2, variables)}}, eta=0.09, steps=3)
    assert len(found.point) == max(2, variables)


def test_step_sizes_that_are_no_short_decimals_have_four_digits_in_words_and_all_of_them_as_data():
    scene = scenes.load({"function": "x**2", "start": 1, "eta": [1 / 11, 1 / 3, 2e-7, 3e6], "steps": 3})
    assert [run.label for run in scene.runs] == ["η = 0.0909", "η = 0.3333", "η = 2×10⁻⁷", "η = 3×10⁶"]
    assert [run.schedule.at(0) for run in scene.runs] == [1 / 11, 1 / 3, 2e-7, 3e6]
    caption = words.load().caption(scene, pipeline.trace(scene))
    assert caption.startswith("With η = 0.0909 and with η = 0.3333, the ball is still on its way")
    assert "with η = 2×10⁻⁷, it hardly moves" in caption


@pytest.mark.parametrize(
    ("etas", "texts"), [([0.0123456, 1.5], ["0.0123", "1.5"]), ([1 / 11, 12.5], ["0.0909", "12.5"])]
)
def test_a_panel_writes_step_sizes_of_different_orders_as_labels_do(etas, texts):
    scene = scenes.load({"function": "x**2/20", "start": 1, "eta": etas, "steps": 3})
    found = quantities.of(scene, pipeline.trace(scene)).eta
    assert [found.plain(eta) for eta in etas] == texts
    assert [run.label for run in scene.runs] == [f"η = {text}" for text in texts]


def test_step_sizes_that_differ_in_a_later_digit_are_distinguished():
    scene = scenes.load({"function": "x**2", "start": 1, "eta": [0.123456, 0.123457], "steps": 3})
    assert [run.label for run in scene.runs] == ["η = 0.123456", "η = 0.123457"]
    found = quantities.of(scene, pipeline.trace(scene)).eta
    assert [found.plain(0.123456), found.plain(0.123457)] == ["0.123456", "0.123457"]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0.81818, 0.92195], ["0.8182", "0.9220"]),
        ([0.99952, 0.99949], ["0.99952", "0.99949"]),
        ([4, 4 + 1e-8], ["4", "4"]),
        ([4.229, 12.3456, 0.0004], ["4.2290", "12.3456", "0.0004"]),
        ([0.25, math.nan, math.inf], ["0.25", "?", "∞"]),
        ([], []),
    ],
    ids=str,
)
def test_a_number_that_each_run_has_once_has_one_format_that_tells_runs_apart(values, texts):
    chosen = formats(function="x**2", start=1, eta=0.1, steps=1).of_runs(values)
    assert [chosen.padded(value) for value in values] == texts


def test_bounds_of_an_oscillation_are_written_as_the_readout_writes_x():
    scene = scenes.load({"function": "2*x + exp(-2*x)", "start": 3, "eta": 0.6, "steps": 25})
    trajectories = pipeline.trace(scene)
    low, high = trajectories[0].verdict.low, trajectories[0].verdict.high
    chosen = quantities.of(scene, trajectories).point[0]
    assert f"between {chosen.plain(low)} and {chosen.plain(high)}" in words.load().caption(scene, trajectories)
    assert {chosen.padded(low), chosen.padded(high)} <= {chosen.padded(x) for x in trajectories[0].points[-3:, 0]}


def test_formats_of_many_long_runs_are_found_quickly():
    """10,000 steps that become ever shorter, in 64 runs."""
    rows = [start / np.arange(1, 10_001.0) for start in np.linspace(1, 5, 64)]
    assert quantities.format_for(*rows).decimals == 6


@pytest.mark.parametrize("start", [-2.74, -1.123456, 0.5, 123456.7])
def test_a_typed_start_stands_as_typed(start):
    """A first step of 200 asks for fewer decimals than the start has."""
    found = formats(function="x**6-x**4", start=start, eta=20, optimizer="rmsprop", steps=5)
    assert numbers.parse(found.point[0].plain(start)) == start


def test_the_digits_of_a_point_follow_the_differences_of_its_steps():
    scene = scenes.load({"function": "(x-1e9)**2", "start": 1000000003, "eta": 0.1})
    trajectories = pipeline.trace(scene)
    chosen = quantities.of(scene, trajectories).point[0]
    assert len({chosen.plain(float(x)) for x in trajectories[0].points[:10, 0]}) == 10
