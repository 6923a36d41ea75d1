"""The ranges of the panels' axes: runs on the same axes, and functions that differ by a parameter, share them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.descent import Trajectory
    from gdanim.functions import Function
    from gdanim.panels import PanelContext

    Runs = tuple[Trajectory, ...]

MAX_SIZE_RATIO = 10  # of the ranges of functions that differ by a parameter: more would flatten the smallest


class AxisRanges:
    """Gives the axes of a figure's panels their ranges. Panels of one size with the same runs are measured once."""

    def __init__(self, figure: FigureContext) -> None:
        self.figure = figure
        self._measured: dict[tuple[int, float, float, Runs, bool], tuple[Range, Range]] = {}

    def with_axes(self, index: int, context: PanelContext, trajectories: Runs) -> PanelContext:
        """Returns the context of a panel with all ``trajectories`` on its axes, and with ranges that hold them."""
        panel = self.figure.panels[index]
        context = replace(context, runs_on_same_axes=trajectories)
        if panel.measure is None:
            return context
        if panel.complete_options:
            context = replace(context, options=panel.complete_options(replace(context, trajectories=trajectories)))
        groups = [context.trajectories] if panel.sweep else _family(self.figure, trajectories)
        ranges = [self._ranges(index, context, group) for group in groups]
        x_range, y_range = _common_ranges(ranges)
        has_log_x, has_log_y = panel.axes.has_log_x(context), panel.axes.has_log_y(context)
        axes = replace(context.axes, x_range=x_range, y_range=y_range, has_log_x=has_log_x, has_log_y=has_log_y)
        return replace(context, axes=axes)

    def _ranges(self, index: int, context: PanelContext, trajectories: Runs) -> tuple[Range, Range]:
        """Returns the ranges that a panel needs for these runs on one function."""
        box, measure = context.axes.box, self.figure.panels[index].measure
        key = index, box.width, box.height, trajectories, context.words.english is None
        if key not in self._measured and measure is not None:
            self._measured[key] = measure(replace(context, trajectories=trajectories))
        return self._measured[key]


def runs_on_same_axes(figure: FigureContext, context: PanelContext) -> Runs:
    """Returns the runs whose panels have the same axes as this context's."""
    if figure.scene.axes == "free":
        return context.trajectories
    function = context.function
    return tuple(trajectory for trajectory in figure.trajectories if trajectory.run.function is function)


def _family(figure: FigureContext, trajectories: Runs) -> list[Runs]:
    """Returns the runs, and those on the same function of one variable with other parameters, one group a function."""
    function = trajectories[0].run.function
    groups: dict[int, list[Trajectory]] = {}
    if figure.scene.axes == "shared" and len(function.variables) == 1:
        for trajectory in figure.trajectories:
            other = trajectory.run.function
            if other is not function and len(other.variables) == 1 and _have_one_form(function, other):
                groups.setdefault(id(other), []).append(trajectory)
    return [trajectories, *map(tuple, groups.values())]


def _have_one_form(function: Function, other: Function) -> bool:
    """Returns whether two functions differ only by values: of a named function, or of an expression's letters."""
    return function.name == other.name if function.name else not other.name and function.formula == other.formula


def _common_ranges(ranges: Sequence[tuple[Range, Range]]) -> tuple[Range, Range]:
    """Returns ranges that hold those of all functions of a family, or the first if one is far larger than another."""
    first = ranges[0]
    sizes = [abs(high - low) for _, (low, high) in ranges]
    if max(sizes) > MAX_SIZE_RATIO * min(sizes):
        return first
    return _hull([x_range for x_range, _ in ranges]), _hull([y_range for _, y_range in ranges])


def _hull(ranges: Sequence[Range]) -> Range:
    """Returns the range that holds all others, in their direction."""
    ends = [end for limits in ranges for end in limits]
    low, high = min(ends), max(ends)
    return (low, high) if ranges[0][0] <= ranges[0][1] else (high, low)
