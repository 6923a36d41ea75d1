"""The terms of the update formula: their symbols, and their numbers in each step of the run."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gdanim.panel_parts import run_names
from gdanim.text import function_symbols
from gdanim.text.numbers import MINUS, bracketed, format_for, parse_exact

if TYPE_CHECKING:
    from gdanim.descent import Trajectory
    from gdanim.panels import PanelContext
    from gdanim.text.numbers import NumberFormat
    from gdanim.text.quantities import QuantityFormats

BRACKETED = ("slope", "velocity", "change")  # terms after an operator, with brackets if negative


@dataclass(frozen=True)
class Term:
    """A symbol of the formula and the number below it; ``name`` identifies it and is None for an operator."""

    symbol: str
    colour: str
    name: str | None = None


def terms(context: PanelContext) -> list[Term]:
    """Returns the terms of the update formula, x_new = x − η·f′(x) or the rule's own form with a velocity or a step."""
    theme, run = context.theme, context.trajectories[0].run
    x = run_names.point_symbol(run.function)
    x_new = function_symbols.new_point(x, context.words)
    start = [Term(x_new, theme.step, "new"), Term("=", theme.muted, "equals"), Term(x, theme.ball, "x")]
    return [*start, *_change_terms(context, "+" if run.is_ascent else MINUS)]


def _change_terms(context: PanelContext, sign: str) -> list[Term]:
    """Returns the terms that are added to x."""
    theme, spec, run = context.theme, context.scene_facts.formula, context.trajectories[0].run
    form = run.optimizer.rule.step_form if run.has_plain_steps else "change"
    if form == "change" or (form == "gradient" and not spec.eta and not _steps_are_slopes(context)):
        x = run_names.point_symbol(run.function)
        return [Term("+", theme.muted), Term(rf"\Delta {x}", theme.step, "change")]
    change = [Term(sign, theme.muted)]
    if spec.eta or form == "velocity":
        change += [Term(r"\eta", theme.ink, "eta"), Term(r"\cdot", theme.muted)]
    if form == "velocity":
        return [*change, Term("v", theme.ink, "velocity")]
    is_batch_gradient = run.sampling is not None and not run.sampling.is_full_batch
    gradient = function_symbols.gradient(run.function) + ("_B" if is_batch_gradient else "")
    symbol = function_symbols.derivative(run.function, spec.notation) if len(run.start) == 1 else gradient
    return [*change, Term(symbol, theme.slope_text, "slope")]


def _steps_are_slopes(context: PanelContext) -> bool:
    """Returns whether η is 1 in every step; otherwise a formula without η shows the step instead of the slope."""
    return all(bool((trajectory.etas == 1).all()) for trajectory in context.trajectories)


@dataclass(frozen=True)
class TermNumbers:
    """The numbers of the step from x_k to x_{k+1} below the formula's terms, in the animation's formats."""

    terms: list[Term]
    trajectory: Trajectory
    formats: QuantityFormats

    def text(self, term: Term, axis: int, step: int) -> str:
        """Returns the number below a symbol, in one variable."""
        if term.name is None:
            return term.symbol
        if term.name == "equals":
            return "=" if self._is_exact(axis, step) else r"\approx"
        text = self._format(term.name, axis).plain(self._value(term.name, axis, step))
        return bracketed(text) if term.name in BRACKETED else text

    def _format(self, name: str, axis: int) -> NumberFormat:
        formats = {"eta": self.formats.eta, "slope": self.formats.slope, "velocity": self._velocity_format}
        return formats.get(name) or self.formats.point[axis]

    @cached_property
    def _velocity_format(self) -> NumberFormat:
        """The format of velocities, a quantity that no other panel shows."""
        steps, count = range(self.trajectory.last_step), len(self.trajectory.run.start)
        has_velocity = any(term.name == "velocity" for term in self.terms)
        rows = [[self._value("velocity", axis, step) for step in steps] for axis in range(count) if has_velocity]
        return format_for(*rows)

    def _value(self, name: str, axis: int, step: int) -> float:
        trajectory = self.trajectory
        x, x_new = float(trajectory.points[step, axis]), float(trajectory.points[step + 1, axis])
        if name == "velocity":
            return self._velocity(x - x_new, axis, step)
        values = {"new": x_new, "x": x, "change": x_new - x, "slope": float(trajectory.gradients[step, axis])}
        return values[name] if name in values else float(trajectory.etas[step])

    def _velocity(self, descent: float, axis: int, step: int) -> float:
        """Returns the velocity, from a step down the axis; from the rule's state where η is 0, NaN without one."""
        eta = float(self.trajectory.etas[step])
        if eta:
            return (-descent if self.trajectory.run.is_ascent else descent) / eta
        state = self.trajectory.states[step + 1].get("v")
        return state[axis] if state else math.nan

    def _is_exact(self, axis: int, step: int) -> bool:
        """Returns whether the printed numbers satisfy the printed equation."""
        named = (term for term in self.terms if term.name not in {None, "equals"})
        texts = {str(term.name): self.text(term, axis, step) for term in named}
        try:
            values = {name: parse_exact(text) for name, text in texts.items()}
        except ValueError:
            return False
        if "change" in values:
            result = values["x"] + values["change"]
        else:
            sign = 1 if self.trajectory.run.is_ascent else -1
            result = values["x"] + sign * values.get("eta", 1) * values.get("slope", values.get("velocity", 0))
        return bool(result == values["new"])
