"""Builds the contexts of panels: axes, runs, and the marks to show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from gdanim.animation.run_clock import RunClock
from gdanim.composition.page_spec import fitting_marks, has_free_axes
from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box
from gdanim.panels import PanelContext, RunStyle, SceneFacts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.axis_range import Range
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.descent import Trajectory
    from gdanim.functions import Function
    from gdanim.layout.cell import Cell
    from gdanim.layout.page_boxes import Layout
    from gdanim.layout.spec import PanelNeeds
    from gdanim.text.words import Words

MAX_SIZE_RATIO = 10  # of the ranges of functions that differ by a parameter: more would flatten the smallest


def cell_contexts(
    figure: FigureContext, layout: Layout, cell: Cell, run_indices: tuple[int, ...], words: Words | None = None
) -> dict[int, PanelContext]:
    """Returns the contexts of a cell's panels by the panels' indices; ``run_indices`` are those of the cell's runs.

    Cells with the same function have the same axes, unless the scene frees them. ``words`` are the figure's, or others
    for measuring.
    """
    words = words or figure.words
    contexts = {}
    for panel, box, width in zip(layout.panels, cell.panels, cell.mark_widths, strict=True):
        contexts[panel.index] = PanelContext(
            **_common_values(figure, layout, panel.index, box, width),
            words=_panel_words(figure, words.at(run_indices, panel.index), panel.index),
            trajectories=tuple(figure.trajectories[run_index] for run_index in run_indices),
            run_styles=_run_styles(figure, run_indices, have_clocks=len(run_indices) > 1),
            has_x_ticks=_has_x_ticks(figure, layout, cell, panel),
            has_y_ticks=_has_y_ticks(figure, layout, cell),
            is_first=cell is layout.cells[0],
            named_keys=figure.naming.cell_title_keys | figure.naming.subtitle_keys,
        )
    return {
        index: _with_axes(figure, index, context, _runs_on_same_axes(figure, context))
        for index, context in contexts.items()
    }


def shared_panel_context(
    figure: FigureContext, layout: Layout, index: int, box: Box, words: Words | None = None
) -> PanelContext:
    """Returns the context of a shared panel, at full width."""
    context = PanelContext(
        **_common_values(figure, layout, index, box, layout.shared_mark_width),
        words=_panel_words(figure, (words or figure.words).at(index), index),
        trajectories=figure.trajectories,
        run_styles=_run_styles(figure, range(len(figure.trajectories)), have_clocks=True),
        named_keys=figure.naming.subtitle_keys,
    )
    return _with_axes(figure, index, context, figure.trajectories)


def shape(figure: FigureContext, index: int) -> float | None:
    """Returns the height / width of what a panel shows with equal units on both axes; None if it has no such shape.

    Of several functions' shapes it is the greatest.
    """
    panel = figure.panels[index]
    if panel.shape is None:
        return None
    runs: dict[Function, list[Trajectory]] = {}
    for trajectory in figure.trajectories:
        runs.setdefault(trajectory.run.function, []).append(trajectory)
    return max(panel.shape(_unplaced_context(figure, index, tuple(each))) for each in runs.values())


def _unplaced_context(figure: FigureContext, index: int, trajectories: tuple[Trajectory, ...]) -> PanelContext:
    """Returns the context of a panel that has no place on the page yet."""
    return PanelContext(
        scene_facts=_scene_facts(figure),
        timeline=figure.timeline,
        theme=figure.theme,
        typesetter=figure.typesetter,
        formats=figure.formats,
        unit=1.0,
        axes=Axes(Box(0.0, 0.0, 1.0, 1.0)),
        shown_marks=figure.shown_marks(index),
        options=figure.panel_options(index),
        words=_panel_words(figure, figure.words.without_english, index),
        trajectories=trajectories,
        run_styles=(),
    )


def _panel_words(figure: FigureContext, words: Words, index: int) -> Words:
    """Returns the words with those of the panel."""
    return words.of_plugin(figure.panels[index].words)


def _has_x_ticks(figure: FigureContext, layout: Layout, cell: Cell, panel: PanelNeeds) -> bool:
    """Returns whether a panel has numbers under its axis; a panel below it on the same axis has them for both."""
    sharing = [panel for panel in layout.panels if panel.has_axes and panel.shares_x and not panel.size.is_aside]
    is_lowest_panel = panel.size.placement != "stacked" or not panel.shares_x or panel in sharing[-1:]
    is_lowest_cell = not any(other.column == cell.column and other.row > cell.row for other in layout.cells)
    return is_lowest_panel and (is_lowest_cell or panel.size.is_map or has_free_axes(figure))


def _has_y_ticks(figure: FigureContext, layout: Layout, cell: Cell) -> bool:
    """Returns whether a cell's panels have numbers beside their axes; the leftmost cell of a row has them for all."""
    has_left_neighbour = any(other.column < cell.column and other.row == cell.row for other in layout.cells)
    return has_free_axes(figure) or not has_left_neighbour


def _common_values(figure: FigureContext, layout: Layout, index: int, box: Box, width: float) -> dict[str, Any]:
    """Returns the context values common to all panels; ``width``, in pixels, determines which marks are shown."""
    return {
        "scene_facts": _scene_facts(figure),
        "timeline": figure.timeline,
        "theme": figure.theme,
        "typesetter": figure.typesetter,
        "formats": figure.formats,
        "unit": layout.page.unit,
        "min_text": layout.page.min_text,
        "axes": Axes(box),
        "shown_marks": fitting_marks(figure.shown_marks(index), width, is_panels_only=layout.is_panels_only),
        "options": figure.panel_options(index),
        "has_run_colours": figure.has_run_colours,
        "is_lesson": figure.is_lesson,
    }


def _scene_facts(figure: FigureContext) -> SceneFacts:
    scene = figure.scene
    return SceneFacts(
        all_runs=scene.runs,
        steps=figure.timeline.last_step,
        formula=scene.formula,
        epochs=scene.epochs,
        domain=scene.domain,
        value_range=scene.range,
        notes=scene.notes,
        has_run_panels=bool(figure.run_panels),
    )


def _run_styles(figure: FigureContext, run_indices: Iterable[int], *, have_clocks: bool) -> tuple[RunStyle, ...]:
    """Returns the styles of a panel's runs. A run alone in its cell needs no clock: the cell's drawing has it."""
    return tuple(
        RunStyle(run_index, figure.scene.run_clocks[run_index] if have_clocks else RunClock())
        for run_index in run_indices
    )


def _runs_on_same_axes(figure: FigureContext, context: PanelContext) -> tuple[Trajectory, ...]:
    """Returns the runs whose panels have the same axes as this context's."""
    if figure.scene.axes == "free":
        return context.trajectories
    function = context.function
    return tuple(trajectory for trajectory in figure.trajectories if trajectory.run.function is function)


def _with_axes(
    figure: FigureContext, index: int, context: PanelContext, trajectories: tuple[Trajectory, ...]
) -> PanelContext:
    """Returns the context with all ``trajectories`` on its axes, and with ranges that hold them if it has axes."""
    panel, box = figure.panels[index], context.axes.box
    context = replace(context, runs_on_same_axes=trajectories)
    if panel.measure is None:
        return context
    if panel.complete_options:
        context = replace(context, options=panel.complete_options(replace(context, trajectories=trajectories)))
    ranges = []
    for group in _family(figure, trajectories):
        key = index, box.width, box.height, group, context.words.english is None
        if key not in figure.measured_ranges:
            figure.measured_ranges[key] = panel.measure(replace(context, trajectories=group))
        ranges.append(figure.measured_ranges[key])
    x_range, y_range = _common_ranges(ranges)
    axes = replace(context.axes, x_range=x_range, y_range=y_range, has_log_y=panel.has_log_y(context.options))
    return replace(context, axes=axes)


def _family(figure: FigureContext, trajectories: tuple[Trajectory, ...]) -> list[tuple[Trajectory, ...]]:
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
