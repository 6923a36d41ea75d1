"""The data points on the page, their residuals, and positions for labels among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import ticks
from gdanim.drawing.canvas import Mark
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.sizes import narrow_scale
from gdanim.functions.expressions.formula import letter
from gdanim.panels.data import data_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import Box
    from gdanim.drawing.label import Anchor, Side
    from gdanim.functions.data.sample import Sample
    from gdanim.panels import PanelContext

POINT_RADIUS = 6.0  # units
BATCH_RADIUS = 8.4  # units: of a point in the batch
EDGE_WIDTH, HOLLOW_EDGE = 1.4, 1.3  # units; of that width, for the edge of a point held out
NARROW_WIDTH = 280  # pixels below which points shrink with the panel
MANY_POINTS, MANY_SCALE = 150, 0.62  # more points are drawn smaller; their scale
NAME_SIZE = 15  # units
NAME_SHIFTS = (0.0, 0.1, 0.2, 0.3, 0.4)  # fractions of an axis, from its end to its name, if points lie there


class DataPoints(Mark):
    """Discs at page points (n, 2), each with an edge of another colour; none at a point that is not finite."""

    def __init__(self, pixels: np.ndarray, fill: str, edge: str, radius: float, width: float) -> None:
        super().__init__()
        self.pixels, self.fill, self.edge, self.radius, self.width = pixels, fill, edge, radius, width

    def move_to(self, pixels: np.ndarray) -> DataPoints:
        self.pixels = pixels
        return self

    def draw(self, canvas: Canvas) -> None:
        for x, y in self.pixels[np.isfinite(self.pixels).all(axis=1)].tolist():
            canvas.disc(x, y, self.radius + self.width, self.edge)
            canvas.disc(x, y, self.radius, self.fill)


class ResidualLines(Mark):
    """Vertical lines from page points (n, 2) to the y positions (n,) of a model."""

    def __init__(self, colour: str, width: float, clip: Box) -> None:
        super().__init__(clip=clip)
        self.colour, self.width = colour, width
        self.pixels, self.heights = np.empty((0, 2)), np.empty(0)

    def move_to(self, pixels: np.ndarray, heights: np.ndarray) -> ResidualLines:
        self.pixels, self.heights = pixels, heights
        return self

    def draw(self, canvas: Canvas) -> None:
        for (x, y), height in zip(self.pixels.tolist(), self.heights.tolist(), strict=True):
            canvas.stroke([(x, y), (x, height)], self.colour, self.width, cap="butt")


def pixels(context: PanelContext) -> np.ndarray:
    """Returns the page positions of the points, (n, 2): y over the feature, or the second feature over the first."""
    return context.axes.to_pixels(*positions(data_problem(context).sample))


def all_pixels(context: PanelContext) -> np.ndarray:
    """Returns the page positions of the points (n, 2), with those held out."""
    return context.axes.to_pixels(*positions(data_problem(context).all_points))


def positions(sample: Sample) -> tuple[np.ndarray, np.ndarray]:
    """Returns what is drawn to the right and up, (n,) each."""
    return (sample.x, sample.y) if sample.feature_count == 1 else (sample.columns[0], sample.columns[1])


def shown_pixels(context: PanelContext, sample: Sample | None = None) -> np.ndarray:
    """Returns the page positions of the points, (n, 2), or of a sample's; NaN for points outside the panel."""
    across, up = positions(data_problem(context).sample if sample is None else sample)
    is_inside = [context.axes.contains(*point) for point in zip(across.tolist(), up.tolist(), strict=True)]
    return np.where(np.array(is_inside)[:, None], context.axes.to_pixels(across, up), np.nan)


def scale(context: PanelContext) -> float:
    """Returns the scale of points: the page's, but smaller in a narrow panel and for many points."""
    by_count = MANY_SCALE if data_problem(context).point_count > MANY_POINTS else 1.0
    return by_count * context.unit * narrow_scale(context.axes.box.width, NARROW_WIDTH)


def data_points(context: PanelContext) -> list[DataPoints]:
    """Returns all points: those held out are hollow."""
    size, theme, held_out = scale(context), context.theme, data_problem(context).held_out
    radius, edge = POINT_RADIUS * size, EDGE_WIDTH * size
    found = [DataPoints(shown_pixels(context), theme.muted, theme.paper, radius, edge)]
    if held_out is not None:
        width = HOLLOW_EDGE * edge
        found.append(DataPoints(shown_pixels(context, held_out), theme.paper, theme.muted, radius - width, width))
    return found


def held_out_key(context: PanelContext, names: Sequence[Label]) -> list[Label]:
    """Returns what a hollow point stands for, in a corner with few points; empty without points held out."""
    if data_problem(context).held_out is None or not {"names", "points"} <= context.shown_marks:
        return []
    style = context.text_style(NAME_SIZE, context.theme.muted, has_halo=True)
    label = Label(context.typesetter, style).set_text(f"○ {context.words.label('held_out')}")
    return [label] if place_in_corner(context, label, [name.padded_box for name in names]) else []


def column_text(name: str) -> str:
    """Returns a column's name as text: a letter, with an index or not, as mathematics."""
    is_letter = name[:1].isalpha() and (len(name) == 1 or (name.isascii() and name[1:].isdigit()))
    return f"${letter(name)}$" if is_letter else name


def axis_names(context: PanelContext) -> list[Label]:
    """Returns the names of the axes: x at the end of its axis, y at the top of its own, if no point lies there."""
    if "names" not in context.shown_marks:
        return []
    box, unit = context.axes.box, context.unit
    style = context.text_style(NAME_SIZE, context.theme.muted, has_halo=True)
    sample = data_problem(context).sample
    x, y = (column_text(context.words.name(name)) for name in sample.names[:2])
    x_names, y_names = [x], [y]
    if sample.first_day:
        x_names.insert(0, context.words.label("days_axis", name=x, date=sample.first_day))
    if data_problem(context).is_standardised:
        for names in (x_names, y_names)[: sample.feature_count]:
            names.insert(0, context.words.label("standardised_axis", name=names[0]))
    bottom, top, left = box.bottom - 7 * unit, box.top + 4 * unit + style.ascent, box.left + 6 * unit
    along_x: list[Anchor] = [("right", box.right - shift * box.width, bottom) for shift in NAME_SHIFTS]
    along_y: list[Anchor] = [("left", left, top + shift * box.height) for shift in NAME_SHIFTS]
    obstacles = [Obstacles(points=all_pixels(context), clearance=BATCH_RADIUS * scale(context))]
    placed = []
    for names, anchors in ((x_names, along_x), (y_names, along_y)):
        labels = [Label(context.typesetter, style).set_text(name) for name in names]
        placed += [label for label in labels if place_label(label, anchors, obstacles, within=box)][:1]
    return placed


def place_in_corner(context: PanelContext, label: Label, occupied: Sequence[Box] = ()) -> bool:
    """Moves a label to the corner of the panel that contains the fewest points, and none of the occupied boxes."""
    box, padding, size = context.axes.box, 10 * context.unit, label.style.size
    inset = ticks.X_LABEL_BASELINE * context.unit + padding
    rows = box.bottom - inset, box.top + inset + size
    sides: tuple[tuple[Side, float], ...] = (("right", box.right - padding), ("left", box.left + padding))
    anchors: list[Anchor] = [(side, x, y) for y in rows for side, x in sides]
    points = Obstacles(points=all_pixels(context), clearance=padding, penalty=1, per_obstacle=True)
    return place_label(label, anchors, [points, Obstacles(boxes=list(occupied))])
