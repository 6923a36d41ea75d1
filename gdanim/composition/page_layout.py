"""Lays out a page with margins measured from the labels that they hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.composition.page_spec import layout_spec
from gdanim.layout import margins, solver
from gdanim.panel_parts import axes_frame

if TYPE_CHECKING:
    from gdanim.composition.panel_contexts import PanelContexts
    from gdanim.drawing.geometry import Box
    from gdanim.layout.page_boxes import Layout
    from gdanim.layout.spec import LayoutSpec
    from gdanim.panels import Panel, PanelContext

MAX_MEASUREMENTS = 3  # tick labels depend on the axes, and these on the margins; usually one measurement suffices


def lay_out(contexts: PanelContexts, size: tuple[int, int] | None = None) -> Layout:
    """Returns the layout of a page of the scene's size, or of another ``size`` in pixels.

    Labels are measured, and the page is laid out again with the margins that they need, until nothing changes. Margins
    never shrink between measurements.
    """
    spec, size = _with_natural_aspects(contexts, layout_spec(contexts.figure)), size or contexts.figure.scene.size
    layout = solver.solve(spec, size)
    for _ in range(MAX_MEASUREMENTS):
        spec = replace(spec, margins=spec.margins.widened(_measured_margins(contexts, layout)))
        measured = solver.solve(spec, size)
        if measured == layout:
            break
        layout = measured
    return layout


def _with_natural_aspects(contexts: PanelContexts, spec: LayoutSpec) -> LayoutSpec:
    """Returns the spec with the aspects of what its panels show."""
    panels = [replace(panel, natural_aspect=contexts.natural_aspect(panel.index)) for panel in spec.panels]
    return replace(spec, panels=tuple(panels))


def _measured_margins(contexts: PanelContexts, layout: Layout) -> margins.PageMargins:
    """Returns the margins needed by the labels around the panels of a layout."""
    figure = contexts.figure
    words = figure.words.without_english  # a term is not said by what is only measured
    cell_labels = []
    for cell, run_indices in contexts.cells(layout):
        placed = contexts.of_cell(layout, cell, run_indices, words)
        cell_labels.append([_outer_boxes(figure.panels[index], context) for index, context in placed.items()])
    shared_labels = []
    for index, box in zip(figure.shared_panels, layout.shared_panels, strict=True):
        context = contexts.of_shared_panel(layout, index, box, words)
        shared_labels.append(_outer_boxes(figure.panels[index], context))
    return margins.measure_margins(layout, cell_labels, shared_labels)


def _outer_boxes(panel: Panel, context: PanelContext) -> list[Box]:
    """Returns the boxes of the labels that a panel draws outside its own box."""
    if panel.outer_labels is not None:
        return [label.box for label in panel.outer_labels(context)]
    return [label.box for label in axes_frame.tick_labels(context)] if panel.measure is not None else []
