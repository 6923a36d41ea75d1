"""Two classes of points in two features: discs and squares, the chance between them as a shade, and their key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.canvas import Mark, OutlinePiece
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.drawing.shapes import MARKERS
from gdanim.panels.data import data_problem
from gdanim.panels.data.points import EDGE_WIDTH, POINT_RADIUS, all_pixels, column_text, scale, shown_pixels
from gdanim.themes import mix, rgb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.label import Anchor
    from gdanim.functions.data.sample import Sample
    from gdanim.panels import PanelContext

CLASS_SHADE = 0.42  # of a class's colour where its chance is 1; the rest is paper
SHADE_COUNT = 10  # shades from one class to the other
KEY_SIZE, KEY_GAP = 16, 8  # units: the key's text, and its distance from the panel's corner
KEY_LEVELS = (0.0, 0.12, 0.24, 0.36)  # fractions of the panel's height, from a corner to the key


def class_colours(context: PanelContext) -> tuple[str, str]:
    """Returns the colours of zeros and of ones: the first runs' colours, or those of ink where runs have colours."""
    theme = context.theme
    return (theme.muted, theme.ink) if context.has_run_colours else (theme.run_colour(1), theme.run_colour(0))


class ClassPoints(Mark):
    """The points: squares for zeros and discs for ones, each with an edge of paper. ``rows`` are those shown.

    Those of a sample of points ``held_out`` are hollow.
    """

    def __init__(
        self,
        context: PanelContext,
        rows: np.ndarray | None = None,
        *,
        highlighted: bool = False,
        held_out: Sample | None = None,
    ) -> None:
        super().__init__(clip=context.axes.box)
        self.context, self.highlighted, self.is_hollow = context, highlighted, held_out is not None
        sample = data_problem(context).sample if held_out is None else held_out
        self.pixels, self.labels = shown_pixels(context, sample), sample.y
        self.rows = np.arange(len(sample)) if rows is None else rows

    def draw(self, canvas: Canvas) -> None:
        size, theme = scale(self.context), self.context.theme
        edge = theme.slope_edge if self.highlighted else theme.paper
        width = EDGE_WIDTH * size * (2.4 if self.highlighted else 2)
        colours = (theme.slope, theme.slope) if self.highlighted else class_colours(self.context)
        shown = [row for row in self.rows.tolist() if np.isfinite(self.pixels[row]).all()]
        radius = POINT_RADIUS * size - (width / 2 if self.is_hollow else 0)
        pairs = [(row, int(self.labels[row])) for row in shown]
        outlines = [(MARKERS[1 - label] * radius + self.pixels[row], colours[label]) for row, label in pairs]
        canvas.draw_pieces(
            [OutlinePiece(outline, colour, width, theme.paper) for outline, colour in outlines]
            if self.is_hollow
            else [OutlinePiece(outline, edge, width, colour) for outline, colour in outlines]
        )


class ChanceShade(Mark):
    """The chance of a 1 over the panel, in shades from the colour of zeros over paper to that of ones."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__(clip=context.axes.box)
        box, paper = context.axes.box, context.theme.paper
        self.left, self.top = round(box.left), round(box.top)
        self.size = round(box.right) - self.left, round(box.bottom) - self.top
        zeros, ones = class_colours(context)
        parts = (np.arange(SHADE_COUNT) + 0.5) / SHADE_COUNT
        colours = [mix(paper, ones if part > 0.5 else zeros, CLASS_SHADE * abs(2 * part - 1)) for part in parts]
        self.palette = np.array([(*rgb(colour), 255) for colour in colours], np.uint8)
        self.chances = np.full((2, 2), 0.5)

    def show(self, chances: np.ndarray) -> None:
        """Sets the chances on a grid over the panel with samples on its border, (rows, columns) from the top."""
        self.chances = np.clip(np.nan_to_num(chances, nan=0.5), 0, 1)

    def draw(self, canvas: Canvas) -> None:
        from PIL import Image  # here, for what draws is imported late

        rows, columns = self.chances.shape
        corners = (0.5, 0.5, columns - 0.5, rows - 0.5)
        grown = Image.fromarray(self.chances.astype(np.float32)).resize(self.size, Image.Resampling.BILINEAR, corners)
        levels = np.minimum((np.asarray(grown) * SHADE_COUNT).astype(int), SHADE_COUNT - 1)
        canvas.image(self.palette[levels], self.left, self.top)


def key(context: PanelContext, names: Sequence[Label]) -> list[Label]:
    """Returns what the two markers stand for, ``● passed = 1`` and ``■ passed = 0``, in a corner with few points."""
    if "names" not in context.shown_marks:
        return []
    box, gap = context.axes.box, KEY_GAP * context.unit
    name = column_text(context.words.name(data_problem(context).sample.names[-1]))
    occupied = Obstacles(boxes=[label.padded_box for label in names])
    points = Obstacles(points=all_pixels(context), clearance=4 * context.unit, penalty=1, per_obstacle=True)
    placed: list[Label] = []
    for sign, value, colour in zip("●■", (1, 0), class_colours(context)[::-1], strict=True):
        style = context.text_style(KEY_SIZE, context.legible(colour), has_halo=True)
        label = Label(context.typesetter, style).set_text(f"{sign} {name} = {context.words.localized(str(value))}")
        lines = [level * box.height for level in KEY_LEVELS]
        anchors: list[Anchor] = [
            (side, box.left + gap if side == "left" else box.right - gap, y)
            for below in lines
            for y in (box.top + gap + style.ascent + below, box.bottom - gap - below)
            for side in ("right", "left")
        ]
        if place_label(label, anchors, [occupied, points], within=box):
            occupied.add(label.padded_box)
            placed.append(label)
    return placed
