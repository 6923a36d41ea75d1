"""The contract of update rules."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from gdanim.constraints import BallSet
from gdanim.optimizers import Rule, StepNumbers, state_vectors
from gdanim.testing.expectation import (
    expect,
    expect_formula,
    expect_options,
    expect_summary,
    expect_synonyms,
    expect_words,
    loaded,
)

if TYPE_CHECKING:
    from gdanim.optimizers import Point

START_POINT = (2.0, -1.5)
USUAL_ETA = 0.05
BALL_RADIUS = 3.0
FAR_POINT = (-30.0, 3.0)
FULL_SHARE = 0.9
EQUATION_STEPS = 6
LATER_STEPS = 12
"""The number of later steps of which one must differ from a first step, if a rule has a memory."""
MAX_VALUE_SHARE = 0.1
"""The fraction of the bowl's initial value that a rule must reach."""


class Bowl:
    """The function x² + y²/2, or x² alone, which every rule can minimise; rules that need a set stay in a ball."""

    steps_per_epoch = 4

    @property
    def constraint(self) -> BallSet:
        return BallSet(BALL_RADIUS, (0.0,) * self.size)

    def __init__(self, size: int = 2) -> None:
        self.size = size

    def value(self, point: Point) -> float:
        return sum(x * x / (1 + place) for place, x in enumerate(point))

    def gradient(self, point: Point) -> Point:
        return tuple(2 * x / (1 + place) for place, x in enumerate(point))

    def hessian(self, point: Point) -> tuple[Point, ...]:
        size = range(len(point))
        return tuple(tuple(2.0 / (1 + row) if row == column else 0.0 for column in size) for row in size)

    def full_gradient(self, point: Point) -> Point:
        """Returns other slopes than ``gradient``, as if that were a batch's."""
        return tuple(FULL_SHARE * slope for slope in self.gradient(point))

    def gauss_newton_matrix(self, point: Point) -> tuple[Point, ...]:
        return self.hessian(point)

    def lowest_value(self) -> float:
        return 0.0


class Flat(Bowl):
    """A function with the same value everywhere."""

    def value(self, point: Point) -> float:  # noqa: ARG002
        return 1.0

    def gradient(self, point: Point) -> Point:
        return (0.0,) * len(point)

    def hessian(self, point: Point) -> tuple[Point, ...]:
        return ((0.0,) * len(point),) * len(point)

    def lowest_value(self) -> float:
        return 1.0


@dataclass
class Walk:
    """A rule with its options, applied to the bowl."""

    rule: Rule
    options: Any
    eta: float
    start: Point = START_POINT

    def begin(self, start: Point | None = None) -> Any:
        return self.rule.init(start or self.start, self.options)

    def step(self, state: Any, point: Point | None = None, function: type[Bowl] = Bowl) -> tuple[Point, Any]:
        point = point or self.start
        oracle = function(len(point))
        return self.rule.step(state, point, oracle.gradient(point), self.eta, self.options, oracle)

    def points(self, steps: int, start: Point | None = None) -> list[Point]:
        walked, state = [start or self.start], self.begin(start)
        for _ in range(steps):
            point, state = self.step(state, walked[-1])
            walked.append(point)
        return walked


def check_optimizer(
    optimizer: Rule | str, options: dict[str, Any] | None = None, *, steps: int = 2000, start: Point = START_POINT
) -> None:
    """Checks that an update rule fulfils the contract.

    It has an English name and a valid formula. Its functions are pure and reproducible to the last bit, points stay
    tuples of floats, its equations hold, the rule descends in a bowl and stays on a flat function, and its declarations
    of step size, memory and state are correct.

    Parameters
    ----------
    optimizer
        The rule, or its name.
    options
        Values of its options, instead of the defaults.
    steps
        The number of steps in which the rule must reduce x² + y²/2 to a tenth.
    start
        The start: two numbers, both positive for a rule that allows no others.

    Raises
    ------
    AssertionError
        If the rule violates the contract; the message says how.
    """
    rule = loaded("optimizers", optimizer)
    expect(isinstance(rule, Rule), f"an optimizer must be a gdanim.optimizers.Rule; found a {type(rule).__name__}")
    _check_declaration(rule)
    chosen = rule.options(**(options or {})) if rule.options else None
    takes_eta = rule.takes_eta(chosen) if callable(rule.takes_eta) else rule.takes_eta
    eta = (rule.default_eta or USUAL_ETA) if takes_eta else math.nan
    walk = Walk(rule, chosen, eta, start)
    _check_equations(walk)
    _check_purity(walk)
    _check_points(walk, steps)
    _check_memory(walk)
    _check_eta(walk)
    _check_state(walk)


def _check_equations(walk: Walk) -> None:
    """Checks that the equations which a lesson prints hold for the rule's numbers."""
    lines = walk.rule.equations(walk.options)
    if not lines:
        return
    expect([each.result for each in lines[-1]] == ["x_new"], "the last line of equations must be that of x_new alone")
    point, state = walk.start, walk.begin()
    for k in range(1, EQUATION_STEPS + 1):
        gradient, before = Bowl(len(point)).gradient(point), state_vectors(state)
        new, state = walk.step(state, point)
        numbers = StepNumbers(before, state_vectors(state), gradient, walk.eta, k, point, new)
        for equation in (each for line in lines for each in line):
            for axis in range(len(point)):
                value = partial(equation.value, numbers=numbers, axis=axis)
                total, result = equation.total(value), value(equation.result)
                holds = math.isclose(total, result, rel_tol=1e-9, abs_tol=1e-12)
                expect(holds, f"in step {k}, {equation.result} = {equation.text} is {total}, not {result}")
        point = new


def _check_declaration(rule: Rule) -> None:
    expect(rule.display_name.strip(), "display_name must say what the rule is called in English")
    expect(rule.display_name == rule.display_name.strip(), "display_name must have no spaces around it")
    expect_summary(rule.summary)
    expect_synonyms(rule.synonyms)
    expect_words(rule.words, ("display_name", "ascent_name"))
    _check_option_words(rule)
    expect_formula(rule.formula)
    if rule.options is not None:
        expect_options(rule.options)
    expect(rule.default_eta is None or rule.takes_eta, "a rule without a step size has no default_eta")
    expect(rule.takes_eta or rule.step_form == "change", 'a rule without a step size has the step_form "change"')


def _check_option_words(rule: Rule) -> None:
    fields = rule.options.model_fields if rule.options else {}
    for key in rule.words.get("en", {}).keys() - {"display_name", "ascent_name"}:
        option = key.partition("=")[0]
        expect(option in fields and "=" in key, f"words: {key!r} must be one of the rule's options and its value")


def _check_purity(walk: Walk) -> None:
    expect(walk.points(40) == walk.points(40), "the rule must repeat itself to the last bit")
    state = walk.begin()
    for _ in range(3):
        before = copy.deepcopy(state)
        once = walk.step(state)
        expect(state == before, "update must not change the state that it is given")
        expect(walk.step(state) == once, "update must give the same for the same arguments")
        state = once[1]


def _check_points(walk: Walk, steps: int) -> None:
    for start in (walk.start[:1], walk.start):
        for point in walk.points(3, start):
            types = [type(x).__name__ for x in point]
            expect(
                isinstance(point, tuple) and types == ["float"] * len(start),
                f"a point of {len(start)} must be a tuple of as many floats; found {type(point).__name__} of {types}",
            )
    bowl, points = Bowl(), walk.points(steps)
    lowest = min(map(bowl.value, points))
    expect(
        lowest < MAX_VALUE_SHARE * bowl.value(walk.start),
        f"x² + y²/2 must come below a tenth in {steps} steps; it came to {lowest}",
    )
    _check_rest(walk)


def _check_rest(walk: Walk) -> None:
    """Checks that only weight decay moves the point where the slope has always been zero."""
    state, decays = walk.begin(), walk.rule.decays_weights(walk.options)
    for _ in range(3):
        point, state = walk.step(state, function=Flat)
        if decays:
            nearer = all(abs(x) < abs(start) for x, start in zip(point, walk.start, strict=True))
            expect(nearer, f"a rule that decays_weights must pull towards zero; the point went to {point}")
        else:
            expect(point == walk.start, f"where the slope has always been zero the point must rest; it went to {point}")


def _check_memory(walk: Walk) -> None:
    """Checks that the point after a step depends on what came before it, or never does, as the rule declares."""
    fresh, used, matters = walk.step(walk.begin())[0], walk.begin(), False
    for _ in range(LATER_STEPS):
        matters |= walk.step(used)[0] != fresh
        _, used = walk.step(used, FAR_POINT)
    declared = "declares" if walk.rule.has_memory else "does not declare"
    expect(matters is walk.rule.has_memory, f"the rule {declared} has_memory, and its past matters otherwise")


def _check_eta(walk: Walk) -> None:
    once, twice = (Walk(walk.rule, walk.options, eta, walk.start).points(1)[1] for eta in (0.02, 0.04))
    if not math.isnan(walk.eta):
        expect(once != twice, "a rule that takes eta must heed it")
    else:
        expect(once == twice, "a rule that does not take eta must not heed it")


def _check_state(walk: Walk) -> None:
    """Checks that drawable state has a number for each variable, before the first step and after each."""
    state = walk.begin()
    names = list(state_vectors(state))
    for _ in range(3):
        _, state = walk.step(state)
        vectors = state_vectors(state)
        expect(list(vectors) == names, f"the state's vectors must keep their names: {names}, then {list(vectors)}")
        for name, vector in vectors.items():
            expect(len(vector) == len(walk.start), f"{name} must have a number for each variable")
    expect(walk.rule.has_memory or not names, "a rule without memory has no vectors in its state")
