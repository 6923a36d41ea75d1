"""An independent simulation of gradient methods: textbook formulas on SymPy's derivatives, and each run's fate.

Nothing here is gdanim's. A scene is drawn by a seed; its iterates are computed with 40 digits (mpmath) and as floats,
and its fate is what its first 20,000 steps do.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

import mpmath
import sympy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Vector = Sequence[Any]

STEPS_TO_FATE = 20_000
FAR = 1e100
MEMORY = 4  # points
DIGITS, DECIMALS = 40, 10**30
RULES = (
    "gradient_descent",
    "gradient_descent",
    "gradient_descent",
    "momentum",
    "nesterov",
    "adam",
    "rmsprop",
    "newton",
)
SCHEDULES = ("exponential", "inverse_time", "step", "cosine")
SCHEDULE_OPTIONS = {"exponential": {"factor": 0.9}, "inverse_time": {"rate": 0.5}, "step": {"factor": 0.5, "every": 8}}
SYMBOLS = sympy.symbols("x y", real=True)
WORDS = {
    "x": SYMBOLS[0],
    "y": SYMBOLS[1],
    "abs": sympy.Abs,
    "max": lambda a, b: (a + b + sympy.Abs(a - b)) / 2,
    "min": lambda a, b: (a + b - sympy.Abs(a - b)) / 2,
}
CURVES = (
    "a*x^2",
    "a*(x - b)^2",
    "a*x^2 + b*x + c",
    "a*x^4 - b*x^2",
    "a*x^4 - b*x^2 + c*x",
    "x^4 - a*x^3 + b",
    "x^3 - a*x",
    "a*x^3 + b*x^2",
    "x^6 - a*x^4 + b*x^2",
    "a*x^2 + b*sin(c*x)",
    "a*x^2 + b*cos(c*x)",
    "sin(a*x) + b*x/4",
    "cos(a*x)",
    "a*x + exp(-b*x)",
    "exp(-a*x)",
    "exp(a*x) - b*x",
    "a*x - b*log(x)",
    "log(1 + a*x^2)",
    "a*log(x)",
    "x*log(x)",
    "-a*exp(-b*x^2)",
    "x*exp(-a*x^2)",
    "-a*exp(-(x - b)^2) - exp(-(x + c)^2)",
    "a*x/(1 + x^2)",
    "a*x^2/(1 + x^2)",
    "a/x + b*x",
    "a*abs(x)",
    "a*abs(x - b) + c*x^2",
    "abs(x^2 - a)",
    "max(a*x, -b*x)",
    "max(0, a - x)^2",
    "min(x^2, (x - a)^2 + b/4)",
    "sqrt(a + x^2)",
    "atan(a*x)^2",
    "tanh(a*x)",
    "a*x^4",
    "-a*x^2",
    "a*x",
    "log(cosh(a*x))",
    "x^2*exp(-a*x)",
)
LANDSCAPES = (
    "a*x^2 + b*y^2",
    "a*x^2 + b*y^2 + c*x*y/2",
    "(x - a)^2 + b*(y + c)^2",
    "a*x^2 - b*y^2",
    "x^2 - a*y^2 + b*y^4",
    "(x^2 - a)^2 + b*y^2",
    "(x^2 + y - a)^2 + (x + y^2 - b)^2",
    "(a - x)^2 + b*(y - x^2)^2",
    "sin(a*x) + cos(b*y)",
    "x^2 + y^2 + a*sin(b*x)*sin(b*y)",
    "-exp(-x^2 - a*y^2)",
    "exp(-a*x) + b*y^2",
    "log(1 + a*x^2 + b*y^2)",
    "x^4 + y^4 - a*x*y",
    "(x + a*y)^2",
    "(x^2 + y^2 - a)^2",
    "abs(x) + a*abs(y)",
    "x^3 - a*x + b*y^2",
    "a*x + b*y",
)


@dataclass(frozen=True)
class Case:
    """A scene of one run, as it is written, and as its formulas say."""

    seed: int
    expression: str
    start: tuple[float, ...]
    rule: str
    options: dict[str, float] = field(hash=False)
    eta: float
    steps: int
    is_ascent: bool
    schedule: str = "constant"

    @property
    def scene(self) -> dict[str, Any]:
        start: Any = self.start[0] if len(self.start) == 1 else list(self.start)
        eta: Any = self.eta
        if self.schedule != "constant":
            eta = {self.schedule: {"eta": self.eta, **SCHEDULE_OPTIONS.get(self.schedule, {})}}
        keys = {"function": self.expression, "start": start, "eta": eta, "steps": self.steps}
        keys["optimizer"] = {self.rule: self.options} if self.options else self.rule
        return keys | ({"direction": "ascend"} if self.is_ascent else {})

    def eta_at(self, k: int, number: Callable[[Any], Any], cos: Callable[[Any], Any]) -> Any:
        """Returns the step size of step k."""
        eta = number(self.eta)
        if self.schedule == "exponential":
            return eta * number("0.9") ** k
        if self.schedule == "inverse_time":
            return eta / (1 + number("0.5") * k)
        if self.schedule == "step":
            return eta * number("0.5") ** (k // 8)
        if self.schedule == "cosine":
            return eta * (1 + cos(number(math.pi) * k / self.steps)) / 2 if k < self.steps else 0 * eta
        return eta

    @property
    def sign(self) -> int:
        return -1 if self.is_ascent else 1

    @cached_property
    def numeric(self) -> Formulas:
        return Formulas(self.expression, len(self.start), "math")

    @cached_property
    def exact(self) -> Formulas:
        return Formulas(self.expression, len(self.start), "mpmath")


class Formulas:
    """f, its gradient and its Hessian, as functions of a point."""

    def __init__(self, expression: str, count: int, module: str) -> None:
        variables = SYMBOLS[:count]
        value, slopes, curvatures = derivatives(expression, count)
        self.f = sympy.lambdify(variables, value, module)
        self.gradient = sympy.lambdify(variables, slopes, module)
        self.hessian = sympy.lambdify(variables, curvatures, module)


@cache
def derivatives(expression: str, count: int) -> tuple[sympy.Expr, list[sympy.Expr], list[list[sympy.Expr]]]:
    """Returns f, its gradient and its Hessian, symbolic; kinks have the sign's mean, 0, and no curvature."""
    value = sympy.sympify(expression.replace("^", "**"), locals=WORDS, rational=True)
    slopes = [sympy.diff(value, variable) for variable in SYMBOLS[:count]]
    curvatures = [
        [sympy.diff(slope, variable).replace(sympy.DiracDelta, lambda *_: sympy.S.Zero) for variable in SYMBOLS[:count]]
        for slope in slopes
    ]
    return value, slopes, curvatures


def draw(seed: int) -> Case:
    """Returns the scene of a seed."""
    pick = random.Random(seed)  # noqa: S311 -- scenes to try, no secrets
    is_plane = pick.random() < 0.3
    expression = pick.choice(LANDSCAPES if is_plane else CURVES)
    for letter in "abc":
        number = str(pick.choice((0.1, 0.25, 0.5, 1, 1, 2, 3, 5, round(pick.uniform(0.1, 4), 2))))
        expression = "".join(
            number if char == letter and not _in_word(expression, index) else char
            for index, char in enumerate(expression)
        )
    start = tuple(round(pick.uniform(-4, 4), 2) for _ in range(1 + is_plane))
    if "log(x)" in expression or "/x" in expression:
        start = tuple(abs(x) + 0.1 for x in start)
    rule = pick.choice(RULES)
    options = {"beta": pick.choice((0.5, 0.8, 0.9, 0.95))} if rule in {"momentum", "nesterov"} else {}
    eta = pick.choice((0.01, 0.02, 0.05, 0.1, 0.1, 0.2, 0.3, 0.5, 0.9, 1, 1.01, 1.2, round(pick.uniform(0.01, 1.5), 3)))
    if rule == "newton":
        eta = 1
        if expression.endswith("*y)^2"):  # a singular Hessian: rounding decides
            rule = "gradient_descent"
    steps = pick.choice((12, 20, 25, 40, 60, 100))
    is_ascent, has_schedule = pick.random() < 0.12, pick.random() < 0.2 and rule != "newton"
    schedule = pick.choice(SCHEDULES) if has_schedule else "constant"
    return Case(seed, expression, start, rule, options, eta, steps, is_ascent, schedule)


def _in_word(text: str, index: int) -> bool:
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return any(char.isalpha() for char in around)


def iterates(case: Case, formulas: Formulas, number: Callable[[Any], Any], library: Any) -> Iterator[Vector]:
    """Yields the points of a run for ever, in the numbers of a library: ``math`` or ``mpmath``."""
    x = [number(each) for each in case.start]
    velocity, squares, sqrt = [number(0)] * len(x), [number(0)] * len(x), library.sqrt
    beta = number(case.options.get("beta", 0.99))
    first, second, k = number("0.9"), number("0.999"), 0
    epsilon = number("1e-8")
    while True:
        yield x
        eta = case.eta_at(k, number, library.cos)
        k += 1
        slope = [case.sign * each for each in formulas.gradient(*x)]
        if case.rule == "gradient_descent":
            step = slope
        elif case.rule == "momentum":
            velocity = step = [beta * v + g for v, g in zip(velocity, slope, strict=True)]
        elif case.rule == "nesterov":
            velocity = [beta * v + g for v, g in zip(velocity, slope, strict=True)]
            step = [g + beta * v for v, g in zip(velocity, slope, strict=True)]
        elif case.rule == "adam":
            velocity = [first * m + (1 - first) * g for m, g in zip(velocity, slope, strict=True)]
            squares = [second * v + (1 - second) * g * g for v, g in zip(squares, slope, strict=True)]
            step = [
                m / (1 - first**k) / (sqrt(v / (1 - second**k)) + epsilon)
                for m, v in zip(velocity, squares, strict=True)
            ]
        elif case.rule == "rmsprop":
            squares = [beta * v + (1 - beta) * g * g for v, g in zip(squares, slope, strict=True)]
            step = [g / (sqrt(v) + epsilon) for v, g in zip(squares, slope, strict=True)]
        else:
            step = newton_step(slope, [[case.sign * each for each in row] for row in formulas.hessian(*x)])
        x = [each - eta * by for each, by in zip(x, step, strict=True)]
        if library is mpmath:  # so that decimals meet: 1 − 10·0.1 is 0
            x = [mpmath.nint(each * DECIMALS) / DECIMALS for each in x]


def newton_step(slope: Vector, hessian: Sequence[Vector]) -> Vector:
    """Returns H⁻¹g by Cramer's rule."""
    if not any(slope):
        return slope
    if len(slope) == 1:
        return [slope[0] / hessian[0][0]]
    (a, b), (c, d) = hessian
    return [(d * slope[0] - b * slope[1]) / (a * d - b * c), (a * slope[1] - c * slope[0]) / (a * d - b * c)]


def exact_points(case: Case, count: int) -> list[Vector]:
    """Returns the first points with 40 digits; fewer where a value is missing."""
    with mpmath.workdps(DIGITS):
        numbers = iterates(case, case.exact, lambda each: mpmath.mpf(str(each)), mpmath)
        return _finite(case.exact, numbers, count, lambda each: mpmath.isfinite(each) and mpmath.im(each) == 0)


def float_points(case: Case, count: int = STEPS_TO_FATE) -> list[Vector]:
    """Returns the first points as floats, up to the last one where f has a value."""
    points = iterates(case, case.numeric, float, math)
    if case.rule == "gradient_descent" and case.schedule == "constant":
        points = _repeated(points)
    return _finite(case.numeric, points, count, math.isfinite)


def _repeated(points: Iterator[Vector]) -> Iterator[Vector]:
    """Yields the points of a run without memory, which repeats itself as soon as it is where it has just been."""
    last: list[Vector] = []
    for point in points:
        if point in last:
            yield from cycle(last[last.index(point) :])
        last = [*last[1 - MEMORY :], point]
        yield point


def _finite(formulas: Formulas, points: Iterator[Vector], count: int, is_number: Callable[[Any], bool]) -> list[Vector]:
    rows: list[Vector] = []
    try:
        for point in islice(points, count + 1):
            if not all(is_number(x) and abs(x) < FAR for x in point):
                break
            if not is_number(formulas.f(*point)):
                break
            rows.append(point)
    except (ArithmeticError, ValueError, TypeError):  # outside the domain, or too large
        pass
    return rows
