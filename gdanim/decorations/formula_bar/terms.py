"""The terms of the update formula: their symbols, and their numbers in each step of the run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from gdanim.optimizers import Equation, StepNumbers
from gdanim.optimizers.equations import CHANGE, OLD_SUFFIX, OPERATORS, SQUARED, is_number
from gdanim.panel_parts import run_names
from gdanim.text import function_symbols
from gdanim.text.mathtext import word
from gdanim.text.numbers import MINUS, bracketed, format_for, parse_exact, single

if TYPE_CHECKING:
    from fractions import Fraction

    from gdanim.descent import Run, Trajectory
    from gdanim.optimizers.equations import Line
    from gdanim.panels import PanelContext
    from gdanim.text.numbers import NumberFormat
    from gdanim.text.quantities import QuantityFormats

SIGNS = {"+": "+", "-": MINUS, "*": r"\cdot", "/": "/"}
SLOPES = frozenset({"slope", SQUARED})
_OLD_NAME = re.compile(rf"(\\?\w+?|}}){OLD_SUFFIX}")


@dataclass(frozen=True)
class Term:
    """A symbol of a formula and the number below it.

    Attributes
    ----------
    symbol, colour
        The symbol as mathtext, and its colour.
    name
        The symbol in the equation's text; ``"="``, an operator, or a number.
    equation
        The term's equation.
    is_result, is_last_line
        Whether the term is the equation's result, and whether its line is the last, that of the new point.
    """

    symbol: str
    colour: str
    name: str
    equation: Equation = field(hash=False)
    is_result: bool = False
    is_last_line: bool = True

    @property
    def is_known(self) -> bool:
        """Whether the number is known before the step: the point, what the rule remembers, and constants."""
        return self.name == "x" or self.name.endswith(OLD_SUFFIX) or (is_number(self.name) and not self.is_last_line)

    @property
    def has_number(self) -> bool:
        """Whether the term is a quantity: no sign, and no constant."""
        return self.name != "=" and self.name not in OPERATORS and not is_number(self.name)


def rule_lines(run: Run) -> tuple[Line, ...]:
    """Returns the lines of equations of a run's rule; none where something else changes its steps."""
    return run.optimizer.rule.equations(run.optimizer.options) if run.has_plain_steps else ()


def term_lines(context: PanelContext) -> list[list[Term]]:
    """Returns the terms of each line: the rule's own equations, or x_new = x − η·f′(x), or that of a step Δx."""
    lines = rule_lines(context.trajectories[0].run) or ((Equation("x_new", _step_text(context)),),)
    return [
        [term for equation in line for term in _equation_terms(context, equation, is_last=line is lines[-1])]
        for line in lines
    ]


def _equation_terms(context: PanelContext, equation: Equation, *, is_last: bool) -> list[Term]:
    if context.trajectories[0].run.is_ascent:
        equation = equation.of_ascent()
    names = [equation.result, "=", *equation.tokens]
    return [
        Term(_symbol(context, name), _colour(context, name), name, equation, not index, is_last)
        for index, name in enumerate(names)
    ]


def _step_text(context: PanelContext) -> str:
    """Returns the terms of a step without equations of its own, in descent."""
    spec, run = context.scene_facts.formula, context.trajectories[0].run
    form = run.optimizer.rule.step_form if run.has_plain_steps else "change"
    if form == "change" or (form == "gradient" and not spec.eta and not _steps_are_slopes(context)):
        return f"x + {CHANGE}"
    if form == "velocity":
        return "x - eta * v"
    return "x - eta * slope" if spec.eta else "x - slope"


def _steps_are_slopes(context: PanelContext) -> bool:
    """Returns whether η is 1 in every step; otherwise a formula without η shows the step instead of the slope."""
    return all(bool((trajectory.etas == 1).all()) for trajectory in context.trajectories)


def _symbol(context: PanelContext, name: str) -> str:
    """Returns a name of an equation's text as mathtext."""
    run, spec = context.trajectories[0].run, context.scene_facts.formula
    x = run_names.point_symbol(run.function)
    is_batch_gradient = run.sampling is not None and not run.sampling.is_full_batch
    gradient = function_symbols.gradient(run.function) + ("_B" if is_batch_gradient else "")
    slope = function_symbols.derivative(run.function, spec.notation) if len(run.start) == 1 else gradient
    power = rf"\left({slope}\right)^{{2}}" if "_" in slope or "frac" in slope else f"{slope}^{{2}}"
    known = SIGNS | {
        "=": "=",
        "x": x,
        "x_new": function_symbols.new_point(x, context.words),
        CHANGE: rf"\Delta {x}",
        "eta": r"\eta",
        "slope": slope,
        SQUARED: power,
    }
    if name in known:
        return known[name]
    if is_number(name):
        return single(float(name))
    old = word(context.words.label("x_old")).replace("\\", "\\\\")  # of a pattern's replacement
    return _OLD_NAME.sub(rf"\1_{{{old}}}", name).replace("slope", slope)


def _colour(context: PanelContext, name: str) -> str:
    theme = context.theme
    colours = {"x_new": theme.step, "x": theme.ball, CHANGE: theme.step}
    if name in SLOPES or name.endswith("slope"):
        return theme.slope_text
    return colours.get(name, theme.muted if name == "=" or name in OPERATORS else theme.ink)


class TermNumbers:
    """The numbers of the step from x_k to x_{k+1} below the formula's terms, in the animation's formats."""

    def __init__(self, trajectory: Trajectory, formats: QuantityFormats) -> None:
        self.trajectory, self.formats = trajectory, formats
        self._own_format = cache(self._format_of_all_steps)
        self.text = cache(self._text)

    def _text(self, term: Term, axis: int, step: int) -> str:
        """Returns the number below a symbol, in one variable."""
        if term.name == "=":
            return "=" if self._is_exact(term.equation, axis, step) else r"\approx"
        if not term.has_number:
            return SIGNS.get(term.name, term.symbol)
        text = self._format(term, axis).plain(self.value(term, axis, step))
        is_operand = not term.is_result and term.name != term.equation.tokens[0]
        return bracketed(text) if is_operand else text

    def _format(self, term: Term, axis: int) -> NumberFormat:
        known = {"eta": self.formats.eta, "slope": self.formats.slope}
        known |= dict.fromkeys(("x", "x_new", CHANGE), self.formats.point[axis])
        return known.get(term.name) or self._own_format(term.equation, term.name.removesuffix(OLD_SUFFIX))

    def _format_of_all_steps(self, equation: Equation, name: str) -> NumberFormat:
        """Returns the format of a quantity that no other panel shows."""
        steps, axes = range(self.trajectory.last_step), range(len(self.trajectory.run.start))
        return format_for(*([self._value(equation, name, axis, step) for step in steps] for axis in axes))

    def value(self, term: Term, axis: int, step: int) -> float:
        """Returns the exact number of a term that has one."""
        return self._value(term.equation, term.name, axis, step)

    def _value(self, equation: Equation, name: str, axis: int, step: int) -> float:
        return equation.value(name, self._step_numbers(step), axis, is_ascent=self.trajectory.run.is_ascent)

    def _step_numbers(self, step: int) -> StepNumbers:
        trajectory, sign = self.trajectory, -1.0 if self.trajectory.run.is_ascent else 1.0
        gradient = tuple(sign * slope for slope in trajectory.gradients[step].tolist())
        before, after = trajectory.states[step : step + 2]
        points = (tuple(point) for point in trajectory.points[step : step + 2].tolist())
        return StepNumbers(before, after, gradient, float(trajectory.etas[step]), step + 1, *points)

    def _is_exact(self, equation: Equation, axis: int, step: int) -> bool:
        """Returns whether the printed numbers satisfy the printed equation."""
        try:
            total = equation.total(lambda name: self._printed(equation, name, axis, step))
            return bool(total == self._printed(equation, equation.result, axis, step))
        except (ValueError, ZeroDivisionError):
            return False

    def _printed(self, equation: Equation, name: str, axis: int, step: int) -> Fraction:
        term = Term(single(float(name)) if is_number(name) else "", "", name, equation)
        return parse_exact(self.text(term, axis, step))
