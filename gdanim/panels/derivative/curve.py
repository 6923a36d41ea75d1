"""The static marks of a derivative panel: its curve, its zeros below the extrema, its axes and its formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import sizes, ticks
from gdanim.drawing.shapes import Line, Ring
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts import axes_frame, function_curve, stationary_markers
from gdanim.panels.derivative.curve_label import curve_label
from gdanim.text import function_symbols

if TYPE_CHECKING:
    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label
    from gdanim.panels import PanelContext

CURVE_WIDTH = 3.2  # units
ZERO_LINE_WIDTH, ZERO_DASHES = 1.6, (2.2, 3.6)  # units: of the line from a zero up to its extremum
ZERO_RADIUS, ZERO_STROKE = 5, 2.4  # units: of the ring on a zero
FORMULA_SIZE, MIN_FORMULA_SIZE = 18, 12.0  # units; pixels


def static_marks(context: PanelContext) -> list[Mark]:
    """Returns all static marks, from back to front."""
    box, unit, theme, zero = context.axes.box, context.unit, context.theme, context.axes.y(0.0)
    axis = axes_frame.axis_line(context, (box.left, zero), (box.right, zero), clip=box)
    function = context.function
    xs, ys = function_curve.sample_curve(context.axes, lambda xs: function.gradients(xs[:, None])[:, 0])
    curve = Line(context.axes.to_pixels(xs, ys), theme.tangent, CURVE_WIDTH * unit * theme.line_scale, clip=box)
    lines, rings = _zeros(context)
    zeros: list[Mark] = [*lines, *rings]
    drawn = [line.points for line in (curve, *lines)]
    label = _formula(context, [*drawn, *_stems(context)])
    return [*ticks.grid(context.axes, theme, unit), axis, *axes_frame.tick_labels(context), curve, *zeros, *label]


def _zeros(context: PanelContext) -> tuple[list[Line], list[Ring]]:
    """Returns a dotted line from each zero up to its extremum in the panel above, and a ring on the zero."""
    if "zeros" not in context.shown_marks:
        return [], []
    theme, unit, axes = context.theme, context.unit, context.axes
    found = stationary_markers.points_on_curve(context)
    kinds = {point.at[0]: point.kind for point in found if point.extent is None}
    colours = {"minimum": theme.minimum, "maximum": theme.maximum}
    lines, rings = [], []
    dashes = sizes.scaled_dashes(ZERO_DASHES, unit)
    for zero, kind in sorted(kinds.items()):
        if axes.contains(zero, 0.0):
            colour, x, y = colours.get(kind, theme.slope_text), axes.x(zero), axes.y(0.0)
            lines.append(Line([(x, axes.box.top), (x, y)], colour, ZERO_LINE_WIDTH * unit, dashes=dashes, cap="butt"))
            rings.append(Ring(colour, theme.paper, ZERO_RADIUS * unit, ZERO_STROKE * unit).move_to(x, y))
    extents = {point.extent: point.kind for point in found if point.extent}
    lines += [_level_line(context, extent, colours.get(kind, theme.slope_text)) for extent, kind in extents.items()]
    return lines, rings


def _level_line(context: PanelContext, extent: Range, colour: str) -> Line:
    """Returns the part of the zero line over which the function is constant."""
    axes = context.axes
    left, right = (axes.x(min(max(end, axes.x_range[0]), axes.x_range[1])) for end in extent)
    return Line([(left, axes.y(0.0)), (right, axes.y(0.0))], colour, CURVE_WIDTH * context.unit, clip=axes.box)


def _formula(context: PanelContext, lines: list[np.ndarray]) -> list[Label]:
    if "title" not in context.shown_marks:
        return []
    size = context.text_size(FORMULA_SIZE, MIN_FORMULA_SIZE)
    style = TextStyle(size, context.theme.slope_text, halo=context.theme.paper)
    function = context.function
    symbol, formula = function_symbols.derivative(function), function.derivative_formula
    texts = (*((f"${symbol} = {formula}$",) if formula else ()), f"${symbol}$")
    return curve_label(context, texts, style, lines)


def _stems(context: PanelContext) -> list[np.ndarray]:
    """Returns the stems of all steps, two points (2, 2) each, which the formula avoids."""
    axes, zero = context.axes, context.axes.y(0.0)
    trajectories = context.trajectories if "ball" in context.shown_marks else ()
    ends = [
        end
        for trajectory in trajectories
        for end in axes.to_pixels(trajectory.points[:, 0], trajectory.gradients[:, 0])
    ]
    return [np.array([(x, zero), (x, y)]) for x, y in ends]
