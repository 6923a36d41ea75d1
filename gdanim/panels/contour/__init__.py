"""A map of two variables: level lines, the balls' paths, and the stationary points."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from gdanim.panel_parts.ball_path import on_map
from gdanim.panels import (
    CalloutTarget,
    DefaultMarks,
    Drawing,
    FunctionRole,
    Panel,
    PanelAxes,
    PanelContext,
    PanelData,
    PanelSize,
    limits,
)
from gdanim.panels.contour.slices import slice_context
from gdanim.plugin_options import PluginOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label

MARKS = (
    *(
        "ball",
        "trail",
        "step_arrow",
        "slope_arrow",
        "full_gradient",
        "past_gradients",
        "tries",
        "minimum",
        "maximum",
        "saddle",
    ),
    *("readout", "formula", "verdict"),
)


class Options(PluginOptions):
    levels: int = Field(13, ge=3, le=60, description="number of level lines")
    scale: Literal["auto", "linear", "log"] = Field("auto", description="spacing of the levels")
    filled: bool = Field(default=True, description="whether the bands between the lines are coloured")
    parameters: tuple[str, str] | None = Field(None, description="the two parameters to show of more")
    axes: Literal["variables", "eigenvectors"] = Field(
        "variables", description="whether the axes of the level lines at the minimum are drawn, its eigenvectors"
    )
    field: bool = Field(default=False, description="whether arrows on a grid show the negative gradient")


def measure(context: PanelContext) -> tuple[Range, Range]:
    """Returns the part of the plane that the runs need, with equal units on both axes."""
    return limits.map_ranges(_of_two_parameters(context))


def natural_aspect(context: PanelContext) -> float:
    """Returns the height / width of the part of the plane that the runs need, with equal units on both axes."""
    (left, right), (bottom, top) = limits.plane_ranges(_of_two_parameters(context))
    return (top - bottom) / (right - left)


def outer_labels(context: PanelContext) -> Sequence[Label]:
    from gdanim.panels.contour import static

    return static.tick_labels(_of_two_parameters(context))


def prepare(context: PanelContext) -> Drawing:
    from gdanim.drawing.contours import ContourMap
    from gdanim.panel_parts import companions, constraint_sets
    from gdanim.panel_parts.reached_rings import ReachedRings
    from gdanim.panels.contour import eigenvectors, static
    from gdanim.panels.contour.labels import MapLabels
    from gdanim.panels.contour.runs import ContourRuns

    context = _of_two_parameters(context)
    options, function = context.options, context.function
    contours = ContourMap(
        context.axes,
        function,
        context.theme,
        count=options.levels,
        scale=options.scale,
        filled=options.filled,
        starts=_start_values(context),
        lowest=_lowest_value(context),
        climbs=context.trajectories[0].run.is_ascent,
    )
    markers = static.point_markers(context)
    background: list[Mark] = [
        contours,
        *constraint_sets.on_map(context),
        *companions.on_map(context),
        *static.frame(context),
    ]
    if options.field:
        background += static.gradient_field(context)
    if options.axes == "eigenvectors":
        axis_lines, axis_names = eigenvectors.axis_lines(context)
        background += [*axis_lines, *axis_names]
    layers, reached = ContourRuns(context), ReachedRings(context, markers)
    labels = MapLabels(context, layers.obstacles).write(markers, log=contours.scale.is_log)
    layers.keep_off(labels, list(markers.values()))

    def show(moment: Moment) -> None:
        reached.show(moment)
        layers.show(moment)

    movers = [*reached.rings.values(), *labels, *layers.movers]
    return Drawing(static=[*background, *markers.values()], movers=movers, show=show, persist=layers.persist)


def _start_values(context: PanelContext) -> list[float]:
    """Returns f at the starts of all runs of the panel's function, also of other cells: equal functions look alike."""
    function = context.function
    shown = [float(trajectory.values[0]) for trajectory in context.trajectories]
    others = [run.start for run in context.scene_facts.all_runs if run.function is function]
    return [*shown, *(function.value(start) for start in others)]


def _lowest_value(context: PanelContext) -> float | None:
    """Returns the least value of the panel's runs on the map, and of the minima there; None without any.

    None, too, with a constraint: beyond its border f is lower on the map than any of them.
    """
    if any(trajectory.run.constraint for trajectory in context.trajectories):
        return None
    axes = context.axes
    values = [
        float(value)
        for trajectory in context.trajectories
        for point, value in zip(trajectory.points.tolist(), trajectory.values.tolist(), strict=True)
        if math.isfinite(value) and axes.contains(*point)
    ]
    values += [
        point.value
        for trajectory in context.trajectories
        for point in trajectory.stationary_points
        if point.kind == "minimum" and axes.contains(*point.at)
    ]
    return min(values, default=None)


def _of_two_parameters(context: PanelContext) -> PanelContext:
    """Returns the context; with more parameters, its runs on the slice chosen by the options."""
    return slice_context(context, context.options.parameters) if context.options.parameters else context


def callout_target(context: PanelContext) -> CalloutTarget:
    return CalloutTarget(on_map(context.trajectories[0], context.axes, context.unit), np.empty((0, 2)))


PLUGIN = Panel(
    summary="level lines of a function of two variables, with the path over them",
    scope="run",
    variables=(2,),
    prepare=prepare,
    measure=measure,
    axes=PanelAxes(natural_aspect=natural_aspect),
    outer_labels=outer_labels,
    default_for={"two_variables": 0, "data_of_two_parameters": 1},
    data=PanelData(shown_parameters=lambda options: options.parameters or ()),
    marks=MARKS,
    default_marks=DefaultMarks(
        lesson=(
            *("ball", "trail", "step_arrow", "slope_arrow", "tries", "minimum", "saddle"),
            *("readout", "formula", "verdict"),
        ),
        comparison=("ball", "trail", "minimum", "saddle", "readout", "verdict"),
    ),
    options=Options,
    size=PanelSize(weight=1.7, placement="map"),
    function=FunctionRole(is_shown=True, callout_target=callout_target),
)
