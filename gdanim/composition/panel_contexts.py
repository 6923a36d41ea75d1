"""Builds the contexts of panels: axes, runs, and the marks to show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.composition.axis_ranges import AxisRanges, runs_on_same_axes
from gdanim.composition.page_spec import fitting_marks, has_free_axes
from gdanim.drawing.axes import Axes
from gdanim.drawing.geometry import Box
from gdanim.panels import PanelContext, RunStyle, SceneFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.descent import Trajectory
    from gdanim.functions import Function
    from gdanim.layout.cell import Cell
    from gdanim.layout.page_boxes import Layout
    from gdanim.layout.spec import PanelNeeds
    from gdanim.text.words import Words

NOT_OF_MANY = frozenset({"readout", "drop_line"})  # marks of single runs, which many runs don't have
NO_PLACE = Axes(Box(0.0, 0.0, 1.0, 1.0))  # of a panel before the page is laid out


class PanelContexts:
    """Builds the contexts of a figure's panels on any layout of its page."""

    def __init__(self, figure: FigureContext) -> None:
        self.figure = figure
        self.axis_ranges = AxisRanges(figure)

    def of_cell(
        self, layout: Layout, cell: Cell, run_indices: Sequence[int], words: Words | None = None
    ) -> dict[int, PanelContext]:
        """Returns the contexts of a cell's panels by the panels' indices.

        Cells with the same function have the same axes, unless the scene frees them.

        Parameters
        ----------
        layout
            The layout of the page.
        cell
            The cell.
        run_indices
            The indices of the cell's runs.
        words
            The figure's words, or others for measuring.
        """
        figure, words, contexts = self.figure, words or self.figure.words, {}
        for panel, box, width in zip(layout.panels, cell.panels, cell.mark_widths, strict=True):
            shown = range(len(figure.trajectories)) if figure.panels[panel.index].sweep else run_indices
            context = replace(
                self._placed(layout, panel.index, box, width, words.at(run_indices, panel.index)),
                trajectories=tuple(figure.trajectories[index] for index in shown),
                run_styles=_run_styles(figure, shown),
                has_x_ticks=_has_x_ticks(figure, layout, cell, panel),
                has_y_ticks=_has_y_ticks(figure, layout, cell),
                is_first=cell is layout.cells[0],
                named_keys=figure.naming.cell_title_keys | figure.naming.subtitle_keys,
            )
            trajectories = runs_on_same_axes(figure, context)
            contexts[panel.index] = self.axis_ranges.with_axes(panel.index, context, trajectories)
        return contexts

    def of_shared_panel(self, layout: Layout, index: int, box: Box, words: Words | None = None) -> PanelContext:
        """Returns the context of a shared panel, at full width."""
        words = (words or self.figure.words).at(index)
        context = replace(
            self._placed(layout, index, box, layout.shared_mark_width, words),
            named_keys=self.figure.naming.subtitle_keys,
        )
        return self.axis_ranges.with_axes(index, context, self.figure.trajectories)

    def cells(self, layout: Layout) -> Iterator[tuple[Cell, tuple[int, ...]]]:
        """Yields each cell with the indices of its runs: of a sweep one, with the run of the first value."""
        run_indices = self.figure.scene.cells[: self.figure.cell_count]  # none where all panels are shared
        yield from zip(layout.cells, run_indices, strict=True)

    def natural_aspect(self, index: int) -> float | None:
        """Returns the height / width of what a panel shows with equal units on both axes; None if it has none.

        Of several functions' aspects it is the greatest.
        """
        aspect_of = self.figure.panels[index].axes.natural_aspect
        if aspect_of is None:
            return None
        runs: dict[Function, list[Trajectory]] = {}
        for trajectory in self.figure.trajectories:
            runs.setdefault(trajectory.run.function, []).append(trajectory)
        context = self._unplaced(index, self.figure.words.without_english)
        return max(aspect_of(replace(context, trajectories=tuple(each))) for each in runs.values())

    def _placed(self, layout: Layout, index: int, box: Box, width: float, words: Words) -> PanelContext:
        """Returns the context of a panel in its box; ``width``, in pixels, determines which marks are shown."""
        context = self._unplaced(index, words)
        return replace(
            context,
            axes=Axes(box),
            unit=layout.page.unit,
            min_text=layout.page.min_text,
            shown_marks=fitting_marks(context.shown_marks, width, is_panels_only=layout.is_panels_only),
        )

    def _unplaced(self, index: int, words: Words) -> PanelContext:
        """Returns the context of a panel of all runs that has no place on the page yet."""
        figure = self.figure
        return PanelContext(
            axes=NO_PLACE,
            trajectories=figure.trajectories,
            run_styles=_run_styles(figure, range(len(figure.trajectories))),
            shown_marks=figure.shown_marks(index) - (NOT_OF_MANY if figure.has_many_runs else frozenset()),
            unit=1.0,
            theme=figure.theme,
            words=words.of_plugin(figure.panels[index].words),
            typesetter=figure.typesetter,
            timeline=figure.timeline,
            formats=figure.formats,
            scene_facts=_scene_facts(figure),
            options=figure.scene.panels[index].options,
            has_run_colours=figure.has_run_colours,
            has_many_runs=figure.has_many_runs,
            is_lesson=figure.is_lesson,
        )


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


def _scene_facts(figure: FigureContext) -> SceneFacts:
    scene = figure.scene
    return SceneFacts(
        all_runs=scene.runs,
        steps=scene.clock.shown_steps(figure.trajectories, figure.timeline.last_step),
        sweep=scene.sweep,
        formula=scene.formula,
        epochs=scene.epochs,
        domain=scene.domain,
        value_range=scene.range,
        notes=scene.notes,
        has_headers=bool(figure.run_panels) or figure.has_page_header,
        has_several_maps=sum(figure.panels[index].axes.natural_aspect is not None for index in figure.run_panels) > 1,
    )


def _run_styles(figure: FigureContext, run_indices: Sequence[int]) -> tuple[RunStyle, ...]:
    clocks, ranks = figure.scene.run_clocks, figure.run_ranks
    return tuple(RunStyle(index, clocks[index], ranks[index]) for index in run_indices)
