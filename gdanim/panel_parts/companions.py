"""The functions drawn beside a panel's own: dashed curves, or dashed level lines, each with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.contours import level_lines, sample_pixels
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles
from gdanim.drawing.shapes import Line
from gdanim.drawing.sizes import scaled_dashes
from gdanim.panel_parts.function_curve import sample_curve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Anchor
    from gdanim.panel_parts.panel_context import PanelContext

LINE_WIDTH, LINE_DASHES = 2.6, (7.0, 4.0)  # units
NAME_SIZE, NAME_GAP = 16, 9  # units: of the name, and from the line to it
LEVEL_COUNT = 6  # of level lines whose heights are not given
ANCHOR_COUNT = 40  # places along a line at which its name may stand
HEIGHT_SAMPLES = 801  # of a curve, for its range


def height_range(context: PanelContext, x_range: Range) -> Range | None:
    """Returns the range of the curves beside a panel's own over a part of the axis; None without any."""
    xs = np.linspace(*x_range, HEIGHT_SAMPLES)
    rows = [companion.function.values(xs) for companion in context.function.also]
    found = np.concatenate([row[np.isfinite(row)] for row in rows]) if rows else np.empty(0)
    return (float(found.min()), float(found.max())) if len(found) else None


def on_curve(context: PanelContext) -> list[Mark]:
    """Returns the curves beside a panel's own, dashed, each in its colour and with its name."""
    marks: list[Mark] = []
    own = [context.axes.to_pixels(*sample_curve(context.axes, context.function.values))]
    for index, companion in enumerate(context.function.also):
        points = context.axes.to_pixels(*sample_curve(context.axes, companion.function.values))
        marks += _named_lines(context, index, [points], own)
        own.append(points)
    return marks


def on_map(context: PanelContext) -> list[Mark]:
    """Returns the level lines of the functions beside a map's own, dashed, each in its colour and with its name."""
    marks: list[Mark] = []
    for index, companion in enumerate(context.function.also):
        values = sample_pixels(context.axes, companion.function)
        finite = values[np.isfinite(values)]
        if len(finite):
            heights = companion.levels or np.linspace(finite.min(), finite.max(), LEVEL_COUNT + 2)[1:-1].tolist()
            lines = [line for height in heights for line in level_lines(context.axes.box, values, height)]
            marks += _named_lines(context, index, lines, [])
    return marks


def _named_lines(
    context: PanelContext, index: int, lines: Sequence[np.ndarray], others: Sequence[np.ndarray]
) -> list[Mark]:
    unit, box = context.unit, context.axes.box
    colour, dashes = context.theme.run_colour(index + len(context.trajectories)), scaled_dashes(LINE_DASHES, unit)
    drawn: list[Mark] = [Line(line, colour, LINE_WIDTH * unit, clip=box, dashes=dashes) for line in lines]
    if "names" not in context.shown_marks or not drawn:
        return drawn
    label = Label(context.typesetter, context.text_style(NAME_SIZE, colour, "semibold", has_halo=True))
    label.set_text(context.function.also[index].label(context.words.language))
    obstacles = [Obstacles(points=_filled(points)) for points in (*others, *lines)]
    is_placed = Obstacles().place(label, _anchors(context, lines), obstacles, within=box)
    return [*drawn, label] if is_placed else drawn


def _filled(points: np.ndarray) -> np.ndarray:
    return points[np.isfinite(points).all(axis=1)]


def _anchors(context: PanelContext, lines: Sequence[np.ndarray]) -> list[Anchor]:
    """Returns anchors above and below places along the lines, from the right."""
    gap, box, height = NAME_GAP * context.unit, context.axes.box, NAME_SIZE * context.unit
    points = np.concatenate([_filled(line) for line in lines])
    inside = points[(points[:, 0] > box.left) & (points[:, 0] < box.right)]
    inside = inside[(inside[:, 1] > box.top) & (inside[:, 1] < box.bottom)]
    chosen = inside[np.linspace(len(inside) - 1, 0, min(ANCHOR_COUNT, len(inside))).astype(int)]
    return [
        anchor
        for x, y in chosen.tolist()
        for anchor in (
            ("left", x + gap, y + height / 3),
            ("right", x - gap, y + height / 3),
            ("center", x, y - gap),
            ("center", x, y + gap + height),
        )
    ]
