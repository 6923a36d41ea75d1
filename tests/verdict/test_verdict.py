"""Every rule on runs whose verdict is known from mathematics."""

from __future__ import annotations

import math
from itertools import accumulate, repeat
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, strategies as st

from gdanim.verdict import Evidence, MetStopRule, Verdict, judge


class StationaryPoint(NamedTuple):
    at: tuple[float, ...]
    value: float
    kind: str
    scope: str | None = None
    extent: tuple[float, float] | None = None


class Hill(NamedTuple):
    f: object
    slope: object
    stationary_points: tuple[StationaryPoint, ...] = ()

    def points(self, start, eta, steps):
        return list(accumulate(repeat(eta, steps), lambda x, eta: x - eta * self.slope(x), initial=start))

    def judge(self, start, eta, steps=25, **more):
        return self.judge_points(self.points(start, eta, steps), **more)

    def ahead(self, start, eta, steps):
        """The points and values of a run of this many steps."""
        points = self.points(start, eta, steps)
        return np.array([[x] for x in points]), np.array([self.f(x) for x in points])

    def judge_points(self, points, end_reason="steps", **more):
        arrays = (np.array([[x] for x in points]), *(np.array([g(x) for x in points]) for g in (self.f, self.slope)))
        return judge(Evidence(arrays[0], arrays[1], arrays[2][:, None], end_reason, self.stationary_points, **more))


def sign(x):
    return math.copysign(1.0, x) if x else 0.0


BOWL = Hill(lambda x: x * x, lambda x: 2 * x, (StationaryPoint((0.0,), 0.0, "minimum"),))
KINK = Hill(abs, sign, (StationaryPoint((0.0,), 0.0, "minimum"),))
CUBE = Hill(lambda x: x**3, lambda x: 3 * x * x, (StationaryPoint((0.0,), 0.0, "flat"),))
DOUBLE_WELL = Hill(
    lambda x: x**4 / 4 - x**2 / 2,
    lambda x: x**3 - x,
    (
        StationaryPoint((-1.0,), -0.25, "minimum", "global"),
        StationaryPoint((0.0,), 0.0, "maximum"),
        StationaryPoint((1.0,), -0.25, "minimum", "global"),
    ),
)
FLAGSHIP = Hill(
    lambda x: 2 * x + math.exp(-2 * x), lambda x: 2 - 2 * math.exp(-2 * x), (StationaryPoint((0.0,), 1.0, "minimum"),)
)
TILTED = Hill(
    lambda x: (x * x - 1) ** 2 + 0.2 * x,
    lambda x: 4 * x * (x * x - 1) + 0.2,
    (
        StationaryPoint((-1.0244,), -0.2, "minimum", "global"),
        StationaryPoint((0.0501,), 1.0, "maximum"),
        StationaryPoint((0.9741,), 0.2, "minimum", "local"),
    ),
)
STARTS = [1.0, -3.0, 0.01, 1e6]


# the parabola: x_k = x_0 (1 − 2η)^k


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("eta", [0.1, 0.2, 0.3, 0.49, 0.5, 0.51, 0.7, 0.8, 0.9])
def test_a_parabola_converges_when_one_percent_of_the_way_is_left(start, eta):
    factor = abs(1 - 2 * eta)
    step = 1 if factor < 0.01 else math.ceil(math.log(0.01) / math.log(factor))
    verdict = BOWL.judge(start, eta)
    assert (verdict.kind, verdict.step, verdict.detail, verdict.goal) == ("converged", step, None, (0.0,))
    assert verdict.tolerance == pytest.approx(0.01 * abs(start))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("eta", [0.001, 0.01, 0.05, 0.95, 0.98, 0.99, 0.995, 0.999])
def test_a_parabola_that_shrinks_slowly_is_on_its_way(start, eta):
    """Also where it oscillates across the valley and repeats itself to a fraction of a percent."""
    verdict = BOWL.judge(start, eta)
    assert (verdict.kind, verdict.step) == ("progressing", 25)


@pytest.mark.parametrize("start", STARTS)
def test_a_parabola_at_eta_one_alternates_between_two_points(start):
    verdict = BOWL.judge(start, 1.0)
    assert (verdict.kind, verdict.step, verdict.period) == ("cycle", 2, 2)
    assert (verdict.low, verdict.high) == (-abs(start), abs(start))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("eta", [1.02, 1.03, 1.05, 1.1, 1.5, 3.0])
def test_a_parabola_diverges_from_the_step_that_doubles_its_distance(start, eta):
    step = math.floor(math.log(2) / math.log(2 * eta - 1)) + 1
    verdict = BOWL.judge(start, eta)
    assert (verdict.kind, verdict.step, verdict.goal) == ("diverged", step, (0.0,))


@pytest.mark.parametrize("eta", [1.001, 1.01])
def test_a_parabola_that_has_not_yet_doubled_its_distance_has_only_not_settled(eta):
    verdict, growth = BOWL.judge(1.0, eta), 2 * eta - 1
    assert verdict.kind == "wandering"
    assert (verdict.low, verdict.high) == pytest.approx((-(growth**25), growth**24))


@pytest.mark.parametrize("eta", [1.001, 1.01])
def test_a_parabola_that_grows_with_every_step_diverges_where_that_goes_on(eta):
    ahead = BOWL.ahead(1.0, eta, 275)
    verdict = BOWL.judge(1.0, eta, look_ahead=lambda: ahead)
    assert (verdict.kind, verdict.step, verdict.is_growing) == ("diverged", 6, True)


def test_a_growing_oscillation_that_another_valley_catches_does_not_diverge():
    ahead = DOUBLE_WELL.ahead(0.1, 1.3, 99)
    assert abs(ahead[0]).max() < 2
    assert DOUBLE_WELL.judge(0.1, 1.3, 9, look_ahead=lambda: ahead).kind != "diverged"


def logistic_map(rate):
    """Gradient descent with η = 1 is x → r·x·(1 − x)."""
    return Hill(lambda x: (1 - rate) * x**2 / 2 + rate * x**3 / 3, lambda x: (1 - rate) * x + rate * x * x)


@pytest.mark.parametrize(("rate", "steps", "period"), [(3.44, 60, 2), (3.2, 18, 2), (3.5, 100, 4), (3.46, 80, 4)])
def test_the_cycle_of_the_logistic_map_that_a_run_nears(rate, steps, period):
    """Two points up to the rate 1 + √6 ≈ 3.4495, then four up to 3.544."""
    hill = logistic_map(rate)
    ahead = hill.ahead(0.3, 1, 11 * steps)
    verdict = hill.judge(0.3, 1, steps, look_ahead=lambda: ahead)
    assert (verdict.kind, verdict.period) == ("cycle", period)
    assert period < verdict.step <= steps


def test_a_very_slow_spiral_is_no_cycle_when_continued():
    ahead = BOWL.ahead(1.0, 0.99999, 275)
    assert BOWL.judge(1.0, 0.99999, look_ahead=lambda: ahead).kind != "cycle"


@given(
    eta=st.floats(0.001, 1.1),
    start=st.floats(0.01, 1e6) | st.floats(-1e6, -0.01),
    steps=st.integers(1, 60),
)
def test_a_parabola_meets_the_fate_its_factor_foretells(eta, start, steps):
    kind = BOWL.judge(start, eta, steps).kind
    if eta < 0.9999:
        assert kind in {"converged", "progressing"}
    else:
        assert kind in {"cycle", "wandering"} | ({"diverged"} if eta > 1 else {"progressing"})


# step sizes that die: Σ η_k is finite, and so is the way


def test_a_step_size_that_dies_before_the_minimum_stalls():
    etas = np.array([0.2 * 0.5**k for k in range(60)])
    points = list(accumulate(etas, lambda x, eta: x * (1 - 2 * eta), initial=3.0))
    verdict = BOWL.judge_points(points, etas=etas)
    assert (verdict.kind, verdict.detail) == ("stalled", "step_size")
    assert abs(points[verdict.step + 1] - points[verdict.step]) <= 3e-9 < abs(points[28] - points[26])


def test_a_rule_that_rests_where_the_slope_is_not_zero_stalls():
    """With weight decay: x − η(2x − 2 + x) is at rest at 2/3, and the minimum is at 1."""
    hill = Hill(lambda x: (x - 1) ** 2, lambda x: 2 * x - 2, (StationaryPoint((1.0,), 0.0, "minimum"),))
    points = list(accumulate(range(100), lambda x, _: x - 0.1 * (3 * x - 2), initial=3.0))
    verdict = hill.judge_points(points, etas=np.full(100, 0.1))
    assert (verdict.kind, verdict.detail) == ("stalled", "rule")


@pytest.mark.parametrize(("recedes", "kind"), [(True, "unbounded"), (False, "progressing")])
def test_a_fall_without_end_is_unbounded(recedes, kind):
    assert Hill(lambda x: 2 * x, lambda _: 2.0).judge(1.0, 0.1, recedes=lambda _: recedes).kind == kind


def test_a_flat_point_ahead_ends_a_fall():
    assert CUBE.judge(1.0, 0.1, recedes=lambda _: True).kind == "progressing"


# the other landscapes


def test_the_kink_alternates_between_two_tenths_and_minus_one_tenth():
    verdict = KINK.judge(2.0, 0.3)
    assert (verdict.kind, verdict.step, verdict.period) == ("cycle", 8, 2)
    assert (verdict.low, verdict.high) == (pytest.approx(-0.1), pytest.approx(0.2))


@pytest.mark.parametrize("steps", [26, 27])
def test_a_ball_that_hits_the_kink_at_every_second_step_is_not_there(steps):
    """2 − 20·0.1 is 2e-15 in floats, not 0; the slope stays 1 and the ball leaves again."""
    verdict = KINK.judge(2.0, 0.1, steps)
    assert (verdict.kind, verdict.period) == ("cycle", 2)
    assert (verdict.low, verdict.high) == (pytest.approx(0, abs=1e-9), pytest.approx(0.1))


def test_the_kink_is_reached_where_the_steps_fit_exactly():
    verdict = KINK.judge(2.0, 0.25)
    assert (verdict.kind, verdict.step) == ("converged", 8)


def test_a_cube_slides_to_its_flat_point():
    verdict = CUBE.judge(1.0, 0.3)
    assert (verdict.kind, verdict.step, verdict.detail, verdict.goal) == ("stationary", 25, "flat point", None)


def test_a_cube_whose_first_step_ends_on_its_flat_point_stays_there():
    assert CUBE.judge(1.0, 1 / 3).detail == "flat point"


def test_a_cube_still_sliding_is_on_its_way():
    assert CUBE.judge(1.0, 0.01).kind == "progressing"
    assert CUBE.judge(1.0, 0.34).kind == "progressing"


def test_a_cube_left_below_its_flat_point_diverges_with_growing_steps():
    """With η = 0.5: −0.5, −0.875, −2.02, −8.2, −108; the fourth step is the first over twice as long as the first."""
    verdict = CUBE.judge(1.0, 0.5, steps=5)
    assert (verdict.kind, verdict.step, verdict.goal, verdict.tolerance) == ("diverged", 4, None, None)


@pytest.mark.parametrize(("eta", "period"), [(1.1, 2), (1.25, 4), (1.29, 8)])
@pytest.mark.parametrize("steps", [60, 100, 200, 1000])
def test_the_double_well_doubles_its_period(eta, period, steps):
    verdict = DOUBLE_WELL.judge(0.5, eta, steps)
    assert (verdict.kind, verdict.period) == ("cycle", period)


@pytest.mark.parametrize("start", [0.3, 0.5, 1.2, 1.5, -0.7])
def test_an_oscillation_is_bounded_by_the_points_of_its_cycle(start):
    """Sum and difference of the cycle's two equations give x + y = √((3 + η)/η) and xy = 1/η, or both mirrored."""
    verdict = DOUBLE_WELL.judge(start, 1.1, steps=100)
    inner, outer = ((math.sqrt(4.1 / 1.1) + half * math.sqrt(0.1 / 1.1)) / 2 for half in (-1, 1))
    assert sorted((abs(verdict.low), abs(verdict.high))) == pytest.approx([inner, outer])
    assert verdict.low * verdict.high > 0


def test_the_double_well_is_reached_below_the_threshold_of_its_valley():
    """f″(1) = 2: below η = 1 both valleys attract, and none is lower than the other."""
    verdict = DOUBLE_WELL.judge(0.5, 0.5)
    assert (verdict.kind, verdict.detail, verdict.goal) == ("converged", "global", (1.0,))
    assert DOUBLE_WELL.judge(-0.5, 0.5).goal == (-1.0,)


def test_the_far_valley_counts_for_a_ball_that_ends_there():
    """From 0.98 across the hill: far from the valley it started in, but there."""
    points = [0.98, 0.5, -0.5, -0.9, -0.99, -1.0]
    verdict = DOUBLE_WELL.judge_points(points)
    assert (verdict.kind, verdict.goal, verdict.step) == ("converged", (-1.0,), 4)


@pytest.mark.parametrize(("start", "detail"), [(2.0, "local"), (-2.0, "global")])
def test_of_several_minima_the_verdict_says_which(start, detail):
    verdict = TILTED.judge(start, 0.02, steps=60)
    assert (verdict.kind, verdict.detail) == ("converged", detail)


# the flagship, 25 steps from 3; its numbers are those of the post this all began with


@pytest.mark.parametrize(("eta", "step"), [(0.1, 21), (0.2, 10), (0.4, 6)])
def test_the_flagship_converges(eta, step):
    verdict = FLAGSHIP.judge(3.0, eta)
    assert (verdict.kind, verdict.step, verdict.tolerance) == ("converged", step, pytest.approx(0.03))


@pytest.mark.parametrize(("eta", "step"), [(0.2, 12), (0.4, 13)])
def test_asked_for_a_thousandth_the_order_of_the_two_turns_round(eta, step):
    verdict = FLAGSHIP.judge(3.0, eta, tolerance=0.001)
    assert (verdict.kind, verdict.step, verdict.tolerance) == ("converged", step, 0.001)


def test_the_flagship_alternates_between_two_points_at_six_tenths():
    verdict = FLAGSHIP.judge(3.0, 0.6)
    assert (verdict.kind, verdict.period) == ("cycle", 2)
    assert (round(verdict.low, 2), round(verdict.high, 2)) == (-0.25, 0.54)


@pytest.mark.parametrize("eta", [0.8, 1.0])
def test_the_flagship_wanders_with_longer_steps(eta):
    verdict = FLAGSHIP.judge(3.0, eta)
    points = FLAGSHIP.points(3.0, eta, 25)
    assert (verdict.kind, verdict.step) == ("wandering", 25)
    assert (verdict.low, verdict.high) == (min(points), max(points[2:]))


@pytest.mark.parametrize("eta", [0.75, 0.85, 1.0])
def test_a_wild_oscillation_is_called_nothing_else_whenever_it_is_stopped(eta):
    """Within 1 % of the minimum by chance, at a record by chance, lower by chance: in at most one length of fifty."""
    kinds = [FLAGSHIP.judge(3.0, eta, steps).kind for steps in range(8, 200)]
    assert kinds.count("wandering") >= 0.98 * len(kinds)


@pytest.mark.parametrize("steps", range(12, 60))
def test_an_oscillation_through_the_minimum_is_the_same_at_even_and_odd_steps(steps):
    """Steps of 0.1 for every slope lead from 1 to 0, and then to −0.1 and back (1e-16 beside it, in floats)."""
    points = list(accumulate(repeat(0.1, steps), lambda x, eta: x - eta * sign(x), initial=1.0))
    verdict = BOWL.judge_points(points)
    assert verdict.kind == ("cycle" if steps > 14 else "progressing")
    if verdict.kind == "cycle":
        assert (verdict.step, verdict.low, verdict.high) == (12, pytest.approx(-0.1), 0.0)


def test_an_oscillation_that_repeats_itself_for_a_while_and_breaks_off_again_is_no_cycle():
    """Every twenty steps it alternates eight times between 0 and 1."""
    bout = [*[0.0, 1.0] * 4, 4.0, 2.0, 5.0, 1.5, 6.0, 3.0, 2.5, 7.0, 1.2, 3.4, 5.6, 2.2]
    assert BOWL.judge_points(bout[:8]).period == 2
    assert all(BOWL.judge_points([*bout * 3, *bout[:count]]).kind == "wandering" for count in range(1, 9))


@pytest.mark.parametrize("steps", [30, 60, 100, 150, 300])
def test_an_oscillation_that_dies_away_as_slowly_as_a_power_of_the_step_is_no_cycle(steps):
    """At η = 2/f″(1) the valley neither draws the ball in nor drives it out, up to the third power of its distance."""
    assert DOUBLE_WELL.judge(0.5, 1.0, steps).kind == "progressing"


# standing still


@pytest.mark.parametrize(
    ("hill", "start", "detail"),
    [(BOWL, 0.0, "minimum"), (DOUBLE_WELL, 0.0, "maximum"), (CUBE, 0.0, "flat point"), (KINK, 0.0, "minimum")],
)
def test_a_start_where_the_slope_is_zero_is_never_left(hill, start, detail):
    verdict = hill.judge(start, 0.1)
    assert (verdict.kind, verdict.step, verdict.detail) == ("stationary", 0, detail)
    assert hill.judge(start, 0.1, tolerance=0.5) == Verdict(
        "stationary", 0, detail=detail, goal=verdict.goal, tolerance=verdict.goal and 0.5
    )


def test_a_ball_that_runs_onto_a_saddle_stands_on_it():
    """x²/2 − y²/2 from (1, 0) with η = 0.5: the slope in y is zero for ever."""
    points = np.array([[0.5**k, 0.0] for k in range(26)])
    slopes = points * [1, -1]
    saddle = (StationaryPoint((0.0, 0.0), 0.0, "saddle"),)
    verdict = judge(Evidence(points, (points[:, 0] ** 2) / 2, slopes, "steps", saddle))
    assert (verdict.kind, verdict.step, verdict.detail) == ("stationary", 25, "saddle")


@pytest.mark.parametrize("kind", ["saddle", "maximum", "flat"])
def test_what_the_ball_stands_on_is_named_though_a_minimum_is_nearer_to_its_start(kind):
    points = np.array([[1 + 0.5**k, 2.0] for k in range(26)])
    slopes = points - [1.0, 2.0]
    stationary_points = (StationaryPoint((1.0, 2.0), 0.0, kind), StationaryPoint((2.0, 3.0), -1.0, "minimum"))
    verdict = judge(Evidence(points, (slopes**2).sum(axis=1), slopes, "steps", stationary_points))
    assert (verdict.kind, verdict.goal) == ("stationary", (2.0, 3.0))
    assert verdict.detail == ("flat point" if kind == "flat" else kind)


PLATEAU = Hill(
    lambda x: -math.exp(-x * x), lambda x: 2 * x * math.exp(-x * x), (StationaryPoint((0.0,), -1.0, "minimum"),)
)


def test_a_ball_on_a_plateau_hardly_moves():
    """The slope at 4 is 9e-7; the mean slope from there down to the minimum 0.25."""
    verdict = PLATEAU.judge(4.0, 0.5)
    assert (verdict.kind, verdict.step, verdict.detail) == ("stationary", 25, "plateau")


def test_a_ball_that_leaves_the_plateau_is_on_its_way():
    assert PLATEAU.judge(2.0, 0.1).kind == "progressing"


def test_a_tail_without_a_minimum_is_a_plateau_too():
    """exp(−x) from −3 with η = 0.5 is thrown to 7, where the slope is 1/20,000 of the first."""
    verdict = Hill(lambda x: math.exp(-x), lambda x: -math.exp(-x)).judge(-3.0, 0.5)
    assert (verdict.kind, verdict.detail, verdict.goal) == ("stationary", "far plateau", None)


def test_a_ball_thrown_far_by_a_steep_wall_is_on_its_way_back():
    """From −5 to 132,000, and then 6 a step: 2 is little beside the wall's slope of 44,000, but no plateau."""
    verdict = FLAGSHIP.judge(-5.0, 3.0, steps=10_000)
    assert verdict.kind == "progressing"


def test_all_but_at_the_minimum_is_no_plateau():
    """x⁴ from 1 to 0.04: its slope is 1/16,000 of the first, and the ball moves little any more."""
    hill = Hill(lambda x: x**4, lambda x: 4 * x**3, (StationaryPoint((0.0,), 0.0, "minimum"),))
    points = [1.0, 0.3, 0.2, *(0.08 - 0.001 * k for k in range(41))]
    assert hill.judge_points(points).kind == "progressing"


@pytest.mark.parametrize("steps", [5, 20, 200])
def test_a_slope_as_steep_as_the_way_to_the_goal_is_no_plateau(steps):
    assert FLAGSHIP.judge(-5.0, 3.0, steps).kind == "progressing"


QUARTIC = Hill(lambda x: x**4, lambda x: 4 * x**3, (StationaryPoint((0.0,), 0.0, "minimum"),))


@pytest.mark.parametrize("steps", [300, 1000, 3000, 6000])
def test_a_ball_that_slides_on_towards_a_flat_minimum_is_on_its_way(steps):
    """1/√(1 + 0.8k), nearly: slower and slower, and within 1 % of the way after 12,500 steps."""
    assert QUARTIC.judge(1.0, 0.1, steps).kind == "progressing"


def test_a_ball_that_rests_beside_a_flat_minimum_hardly_moves_any_more():
    points = [1.0, -0.5, 0.02, *(0.03 + 0.01 * (1 - 0.8**k) for k in range(40))]
    verdict = QUARTIC.judge_points(points)
    assert (verdict.kind, verdict.detail) == ("stationary", "late plateau")


def test_a_ball_that_leaps_there_and_back_does_not_stand_still():
    assert QUARTIC.judge_points([0.1, -1.1, 0.1]).kind == "wandering"


# running away, failing, stopping


@pytest.mark.parametrize("steps", [29, 30, 35, 40, 50, 60, 80, 100])
def test_a_ball_that_its_momentum_throws_up_a_slope_diverges_while_it_flies(steps):
    """With v ← 0.9v + f′(x), η = 0.6 throws it out from −6.7 at step 28, and carries it 8 million far, ever slower."""
    points, velocity = [3.0], 0.0
    for _ in range(steps):
        velocity = 0.9 * velocity + FLAGSHIP.slope(points[-1])
        points.append(points[-1] - 0.6 * velocity)
    verdict = FLAGSHIP.judge_points(points)
    assert (verdict.kind, verdict.step) == ("diverged", 28)


def test_an_overflow_diverges_at_the_step_of_the_overflow():
    points = [3.0, 5.0, 1e200, math.inf]
    with np.errstate(all="ignore"):
        verdict = BOWL.judge_points(points, end_reason="overflow")
    assert (verdict.kind, verdict.step, verdict.goal) == ("diverged", 3, (0.0,))


def test_outside_the_domain_comes_before_all_else():
    """Of log x: a step below zero, where f is not a number."""
    verdict = judge(
        Evidence(np.array([[1.0], [-0.5]]), np.array([0.0, np.nan]), np.array([[1.5], [np.nan]]), "left_domain")
    )
    assert verdict == Verdict("left_domain", 1)


def test_a_start_outside_the_domain_has_left_it_at_step_zero():
    verdict = judge(Evidence(np.array([[-1.0]]), np.array([np.nan]), np.array([[np.nan]]), "left_domain"))
    assert (verdict.kind, verdict.step) == ("left_domain", 0)


def test_climbing_a_bowl_diverges_though_there_is_no_maximum():
    """x_{k+1} = 1.2 x_k: strides grow by a fifth, and are twice the first from the fifth on."""
    points = [0.1 * 1.2**k for k in range(26)]
    verdict = BOWL.judge_points(points, direction="ascend")
    assert (verdict.kind, verdict.step, verdict.goal) == ("diverged", 5, None)


def test_steps_that_grow_from_tiny_ones_are_no_divergence_where_it_gets_no_steeper():
    """As AdaDelta's do: 0.01, 0.02, … down a slope that has no end."""
    points = [0.01 * k * (k + 1) / 2 for k in range(26)]
    assert Hill(lambda x: -x, lambda _: -1.0).judge_points(points).kind == "progressing"


def test_a_ball_that_has_gone_beyond_everything_has_diverged_though_it_moves_no_more():
    """A line search on x³ leaps until the numbers end, and finds no further step."""
    points = [-1.0, -3.0, -100.0, -1e20, -1e60, -1e60, -1e60, -1e60]
    verdict = CUBE.judge_points(points)
    assert (verdict.kind, verdict.step) == ("diverged", 3)


def test_sliding_down_a_straight_line_is_on_its_way():
    assert Hill(lambda x: x, lambda _: 1.0).judge(0.0, 0.1).kind == "progressing"


def test_an_ascent_converges_to_a_maximum():
    """Of cos x, from 1 to 0: the minima at ±π are not its goal."""
    points = list(accumulate(repeat(0.5, 25), lambda x, eta: x - eta * math.sin(x), initial=1.0))
    stationary_points = (
        StationaryPoint((-math.pi,), -1.0, "minimum"),
        StationaryPoint((0.0,), 1.0, "maximum"),
        StationaryPoint((math.pi,), -1.0, "minimum"),
    )
    hill = Hill(math.cos, lambda x: -math.sin(x), stationary_points)
    verdict = hill.judge_points(points, direction="ascend")
    assert (verdict.kind, verdict.goal) == ("converged", (0.0,))


def test_an_ascent_on_its_way_gains_height():
    points = [1 - 0.99**k for k in range(26)]
    hill = Hill(lambda x: -((1 - x) ** 2), lambda x: 2 * (1 - x), (StationaryPoint((1.0,), 0.0, "maximum"),))
    assert hill.judge_points(points, direction="ascend").kind == "progressing"


def test_a_run_stopped_on_its_way_says_by_which_rule():
    points = BOWL.points(1.0, 0.1, 8)
    met = MetStopRule("change", 0.05)
    verdict = BOWL.judge_points(points, end_reason="stopped", stopped_by=met)
    assert (verdict.kind, verdict.step, verdict.detail, verdict.stopped_by) == ("stopped", 8, "change", met)


def test_a_run_stopped_at_the_minimum_has_converged():
    points = BOWL.points(1.0, 0.1, 30)
    met = MetStopRule("gradient", 0.01)
    verdict = BOWL.judge_points(points, end_reason="stopped", stopped_by=met)
    assert (verdict.kind, verdict.stopped_by) == ("converged", met)


@pytest.mark.parametrize("start", [0.0, 1e-9, 1.0])
def test_a_start_that_meets_the_stop_rule_is_stopped_whatever_its_slope(start):
    points = BOWL.points(start, 0.1, 0)
    verdict = BOWL.judge_points(points, end_reason="stopped", stopped_by=MetStopRule("gradient", 3.0))
    assert (verdict.kind, verdict.step) == ("stopped", 0)


# two variables


class Bowl(NamedTuple):
    """(ax² + by²)/2, whose coordinates shrink by 1 − ηa and 1 − ηb a step."""

    a: float
    b: float

    def judge(self, start, eta, steps=40):
        factors = 1 - eta * np.array([self.a, self.b])
        return self.judge_points([np.array(start) * factors**k for k in range(steps + 1)])

    def judge_points(self, rows):
        points, curvatures = np.array(rows), np.array([self.a, self.b])
        stationary_points = (StationaryPoint((0.0, 0.0), 0.0, "minimum" if min(self) > 0 else "saddle"),)
        return judge(Evidence(points, (points**2 @ curvatures) / 2, points * curvatures, "steps", stationary_points))


@pytest.mark.parametrize("eta", [0.05, 0.1, 0.15])
def test_an_ellipse_converges_when_its_flat_direction_has(eta):
    """From (4, 0.1), where the steep direction hardly counts."""
    verdict = Bowl(1, 10).judge((4.0, 0.1), eta, steps=200)
    assert (verdict.kind, verdict.goal) == ("converged", (0.0, 0.0))
    assert verdict.step == math.ceil(math.log(0.01 * math.hypot(4, 0.1) / 4) / math.log(1 - eta))


def test_an_ellipse_oscillates_across_its_steep_direction_at_twice_the_inverse_curvature():
    """Between two points in the plane; there is no lower and higher one."""
    verdict = Bowl(1, 10).judge((4.0, 0.5), 0.2)
    assert (verdict.kind, verdict.period, verdict.low, verdict.high) == ("cycle", 2, None, None)


@pytest.mark.parametrize("steps", [25, 30, 35, 40, 60])
def test_an_ellipse_that_shrinks_slowly_across_its_steep_direction_is_on_its_way(steps):
    """By 1 − 10η = −0.998 a step, while the flat direction shrinks by a fifth."""
    assert Bowl(2, 19.98).judge((4.0, 0.5), 0.1, steps).kind == "progressing"


def test_an_ellipse_diverges_across_its_steep_direction_though_the_flat_one_converges():
    verdict = Bowl(1, 10).judge((1.0, 0.1), 0.22)
    assert (verdict.kind, verdict.step) == ("diverged", 17)
    assert 0.1 * 1.2**17 > 2 * math.hypot(1, 0.1) > 0.1 * 1.2**16


@pytest.mark.parametrize(
    ("off", "steps", "kind"),
    [(0.0, 40, "stationary"), (1e-9, 40, "stationary"), (1e-4, 40, "progressing"), (1e-4, 80, "diverged")],
)
def test_a_ball_beside_a_saddles_ridge_stands_still_leaves_and_is_gone(off, steps, kind):
    """x²/2 − y²/2 with η = 0.2: x shrinks by a fifth a step while y grows by one."""
    verdict = Bowl(1, -1).judge((2.0, off), 0.2, steps)
    assert verdict.kind == kind
    assert verdict.detail == ("saddle" if kind == "stationary" else None)


def _circles(shrink, turn=0.5, steps=60):
    return [(shrink**k * math.cos(turn * k), shrink**k * math.sin(turn * k)) for k in range(steps + 1)]


def test_a_ball_that_circles_the_minimum_has_not_settled_and_one_that_spirals_in_is_on_its_way():
    assert Bowl(1, 1).judge_points([*_circles(1), (0.99, 0.0)]).kind == "wandering"
    assert Bowl(1, 1).judge_points(_circles(0.96)).kind == "progressing"
    assert Bowl(1, 1).judge_points(_circles(0.9)).kind == "converged"


def test_a_circle_that_closes_is_a_cycle():
    verdict = Bowl(1, 1).judge_points(_circles(1, turn=math.tau / 8))
    assert (verdict.kind, verdict.period) == ("cycle", 8)


# balls with a velocity of their own


def test_a_ball_that_rushes_past_the_minimum_when_the_run_ends_is_not_there():
    verdict = BOWL.judge_points([10.0, 9.9, 9.5, 8.4, 5.0, 0.05])
    assert verdict.kind == "progressing"


def test_a_ball_that_lands_on_the_minimum_with_its_last_step_is_there():
    """As with conjugate gradients, to within rounding."""
    verdict = BOWL.judge_points([10.0, 9.0, 7.5, 1e-12])
    assert (verdict.kind, verdict.step) == ("converged", 3)


def test_a_slow_oscillation_that_dies_away_is_on_its_way():
    """0.95^k cos(k/3): a turn every nine or ten steps, each lower than the last."""
    points = [5 * 0.95**k * math.cos(k / 3) for k in range(30)]
    assert BOWL.judge_points(points).kind == "progressing"


def test_a_slow_oscillation_that_does_not_die_away_has_not_settled():
    points = [5 * math.cos(k / 3) for k in range(30)]
    verdict = BOWL.judge_points(points)
    assert (verdict.kind, verdict.low, verdict.high) == ("wandering", min(points), max(points[9:]))


def test_a_ball_thrown_far_out_that_comes_to_rest_there_does_not_diverge():
    """Strides of 4, 2, 1 and so on lead 8 away, and no farther."""
    points = [1 + 8 * (1 - 0.5**k) for k in range(12)]
    assert PLATEAU.judge_points(points).kind != "diverged"


@pytest.mark.parametrize("steps", range(1, 12))
def test_a_ball_that_stays_within_the_tolerance_is_there_though_its_steps_grow(steps):
    """As RMSProp's do where there is hardly a slope: from 3 to 1e-7, then twice as far at every step."""
    verdict = BOWL.judge_points([3.0, *(1e-7 * (-2.0) ** k for k in range(steps))])
    assert (verdict.kind, verdict.step) == ("converged", 1)


def test_a_valley_that_drives_the_ball_out_has_it_as_long_as_it_stays():
    """From 0.1 with η = 1.3: 1.001 at step 3, and beyond 1 ± 0.009 at step 8."""
    kinds = {steps: DOUBLE_WELL.judge(0.1, 1.3, steps) for steps in range(5, 11)}
    assert [verdict.kind for verdict in kinds.values()] == ["converged"] * 3 + ["wandering"] * 3
    assert {kinds[steps].step for steps in (5, 6, 7)} == {3}


def test_a_ball_that_has_been_there_as_long_before_and_left_is_not_there():
    near, far = [0.01, -0.02, 0.03], [2.0, -1.5]
    assert BOWL.judge_points([10.0, *near, *far, *near]).kind != "converged"
    assert BOWL.judge_points([10.0, *near, *far, *near, 0.01]).kind == "converged"


# what is said, and when


def test_convergence_counts_from_when_the_ball_stays():
    """It passes the minimum at step 2, comes back, and stays from step 5."""
    points = [10.0, 4.0, 0.05, -3.0, -1.0, 0.08, 0.02, 0.01]
    assert BOWL.judge_points(points).step == 5


def test_a_tolerance_of_ones_own_decides_instead_of_one_percent():
    assert BOWL.judge(1.0, 0.25, tolerance=0.3).step == 2
    assert BOWL.judge(1.0, 0.25, steps=5, tolerance=0.001).kind == "progressing"


def test_a_falling_loss_that_is_noisy_is_on_its_way():
    """No minimum near: f falls by a tenth a step, with every third value a little higher."""
    points = [100 * 0.9**k * (1.15 if k % 3 == 2 else 1) for k in range(31)]
    hill = Hill(abs, sign, (StationaryPoint((-1000.0,), 0.0, "minimum"),))
    assert hill.judge_points(points).kind == "progressing"


@pytest.mark.parametrize(
    ("verdict", "step"),
    [
        (Verdict("converged", 6), 6),
        (Verdict("diverged", 4), 4),
        (Verdict("left_domain", 2), 2),
        (Verdict("cycle", 8, period=2), 10),
        (Verdict("cycle", 24, period=3), 25),
        (Verdict("wandering", 25), 25),
        (Verdict("stationary", 0, detail="minimum"), 25),
    ],
)
def test_a_verdict_is_drawn_once_it_has_been_earned(verdict, step):
    assert verdict.known_from(25) == step


def test_one_step_is_enough_for_a_verdict():
    assert BOWL.judge(1.0, 0.5, steps=1).kind == "converged"
    assert BOWL.judge(1.0, 0.1, steps=1).kind == "progressing"
    assert BOWL.judge(1.0, 1.0, steps=1).kind == "wandering"


@given(
    points=st.lists(st.floats(-1e300, 1e300), min_size=1, max_size=60),
    direction=st.sampled_from(["descend", "ascend"]),
    tolerance=st.none() | st.floats(1e-9, 10),
)
def test_any_numbers_get_a_verdict(points, direction, tolerance):
    hill = Hill(abs, sign, DOUBLE_WELL.stationary_points)
    verdict = hill.judge_points(points, direction=direction, tolerance=tolerance)
    assert 0 <= verdict.step < len(points)
    assert all(number is None or math.isfinite(number) for number in (verdict.low, verdict.high))


@pytest.mark.parametrize(("kind", "detail", "converged", "at_goal"), [
    ("converged", "global", True, True), ("converged", None, True, True), ("converged", "local", True, False),
    ("diverged", None, False, False), ("stationary", "minimum", False, False),
])  # fmt: skip
def test_a_run_has_reached_its_goal_unless_its_minimum_is_merely_local(kind, detail, converged, at_goal):
    verdict = Verdict(kind, 3, detail=detail, goal=(1.0,))
    assert (verdict.has_converged, verdict.has_reached_goal) == (converged, at_goal)
    assert verdict.reached == ((1.0,) if converged else None)


# thrown high or far, and hopping from valley to valley


def test_a_slope_is_not_almost_zero_because_the_ball_was_thrown_high_before():
    """x⁴ from 1 to 100 and back: the slope of 4 at both ends is 10⁻⁶ of that at 100, but not small."""
    hill = Hill(lambda x: x**4, lambda x: 4 * x**3, (StationaryPoint((0.0,), 0.0, "minimum"),))
    assert hill.judge_points([1.0, 100.0, *(1 - 1e-9 * k for k in range(5))]).detail != "plateau"
    assert hill.judge_points([1.0, 100.0, 1.0, 1.0, 1.0, 1.0]).kind == "stalled"


def test_the_tolerance_is_at_most_a_tenth_of_the_way_to_the_valleys_edge():
    """On sin from 15 valleys away, a hundredth of the way would be a sixth of a valley."""
    extrema = [StationaryPoint(((k + 0.5) * math.pi,), (-1.0) ** k, "maximum" if k % 2 == 0 else "minimum")
               for k in range(-1, 34)]  # fmt: skip
    hill = Hill(math.sin, math.cos, tuple(extrema))
    verdict = hill.judge_points([1.6, 99.4, 99.4, 99.4])
    assert verdict.tolerance == pytest.approx(0.1 * math.pi)
    assert verdict.kind != "converged"


def test_a_rule_whose_steps_are_as_long_as_its_slopes_does_not_stall():
    """In a valley 10¹⁸ long, across which the first step is 4·10⁹, the next ones are 1, half the slope."""
    points = np.array([[0.0, 0.0], *([float(k), 4e9] for k in range(1, 6))])
    goal = StationaryPoint((1e18, 4e9), 0.0, "minimum")
    values = (points[:, 1] - 4e9) ** 2 + 1e-18 * (points[:, 0] - 1e18) ** 2
    gradients = np.stack([2e-18 * (points[:, 0] - 1e18), 2 * (points[:, 1] - 4e9)], axis=1)
    assert judge(Evidence(points, values, gradients, "steps", (goal,))).kind != "stalled"
