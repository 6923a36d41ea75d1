"""Past iterates, one row per step downwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.panels import Drawing, Panel, PanelContext, PanelSize, limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.drawing.label import Label

TOP_MARGIN, BOTTOM_MARGIN = 0.06, 0.05  # fractions of the panel's height


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the curve's x axis; y counts the steps downwards."""
    rows = max(1, context.scene_facts.steps)
    span = rows / (1 - TOP_MARGIN - BOTTOM_MARGIN)
    return limits.curve_x_range(context), (rows + BOTTOM_MARGIN * span, -TOP_MARGIN * span)


def outer_labels(context: PanelContext) -> Sequence[Label]:
    """Returns the labels below its axis; steps are not numbered."""
    from gdanim.panel_parts import axes_frame

    return axes_frame.x_tick_labels(context)


def prepare(context: PanelContext) -> Drawing:
    from gdanim.panel_parts.offscreen_labels import LabelledRunLayers
    from gdanim.panels.history.runs import DOT_RADIUS, HistoryRun
    from gdanim.panels.history.static import row_label, static_marks

    layers = [HistoryRun(context, index) for index in range(len(context.trajectories))]
    run_layers = LabelledRunLayers(layers, DOT_RADIUS * context.unit)
    label = row_label(context)
    run_layers.offscreen_labels.keep_off(label)
    ghosts = [mark for layer in layers for mark in layer.ghosts()]
    static = static_marks(context, outer_labels(context), label, ghosts)
    return Drawing(static=static, movers=run_layers.movers, show=run_layers.show, persist=run_layers.persist)


PLUGIN = Panel(
    summary="past iterates below the curve, one row per step",
    scope="run",
    variables=(1,),
    prepare=prepare,
    measure=measure,
    outer_labels=outer_labels,
    default_for={"one_variable_in_cells": 1},
    marks=("minimum", "readout", "ghost"),
    size=PanelSize(weight=0.34, is_thin=True),
)
