"""The block about a surface: two back walls, the floor with a map of its heights, and three axes."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing import ticks
from gdanim.drawing.canvas import Mark, compound
from gdanim.drawing.contours import level_line_colour, level_polygons
from gdanim.drawing.hillshade import height_colour
from gdanim.drawing.label import Label
from gdanim.drawing.placement import Obstacles, without_overlaps
from gdanim.drawing.shapes import Line
from gdanim.functions.expressions.formula import letter
from gdanim.text.numbers import mathtext, power_text
from gdanim.themes import mix

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import PagePoint
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.drawing.projection3d import Projection
    from gdanim.drawing.text import TextStyle
    from gdanim.panels import PanelContext
    from gdanim.text.words import Words

AXIS_WIDTH, NUMBER_SIZE, NAME_SIZE = 1.3, 15, 20  # units: widths of axes, and the sizes of their numbers and names
TICK_END, NUMBER_DISTANCE, NAME_DISTANCE = 6, 19, 43
"""Units from an edge to a tick's end, to the middle of a number and of a name."""
Z_NUMBER, Z_NAME = 10, 17  # units from the upright axis to its numbers, and from its end to its name
TICK_COUNT, Z_TICK_COUNT = 5, 3  # about so many an axis
NUMBER_GAP = (3, 1)  # pixels between two numbers, across and down
MIN_UPRIGHT = 3  # the upright axis has numbers if it is so long, in the texts' size
MIN_EDGE = 7  # an edge with numbers is at least so long, in the texts' size
WALL_SHARE, WALL_LINE_SHARE = 0.9, 0.34
"""Share of the sheet's colour in walls, and of the axis's colour in their lines; the rest is paper."""
HEIGHT_LINE, GRID_LINE = 1.0, 0.6  # units: lines on walls at the numbers of the upright axis and of the others
BAND_COUNT, TURNING_BAND_COUNT = 13, 6  # levels; before a turning camera every other one
BAND_PAPER_SHARE, DARK_BAND_PAPER_SHARE = 0.42, 0.38  # of paper in the bands on the floor
LEVEL_LINE, LEVEL_ALPHA = 0.7, 0.4  # units, and opacity
POST_WIDTH, POST_ALPHA = 1.0, 0.75
REGION_SAMPLES = 161  # along each side of the region


FloorContours = tuple[Sequence[Sequence[np.ndarray]], Sequence[Sequence[np.ndarray]]]
"""The polygons (n, 2) of each band, and the lines (n, 2) of each level, on the plane of the two variables."""


def floor_contours(
    context: PanelContext, projection: Projection, scale: HeightScale, count: int = BAND_COUNT
) -> FloorContours:
    """Returns the bands and level lines of the function, which are the same from everywhere."""
    xs, ys = (np.linspace(*limits, REGION_SAMPLES) for limits in (projection.x_range, projection.y_range))
    return level_polygons(context.function, xs, ys, scale.levels(count))


class FloorMap(Mark):
    """The bands and level lines of the function on the floor, paler than on the surface."""

    def __init__(
        self, context: PanelContext, contours: FloorContours, to_page: Callable[[np.ndarray], np.ndarray]
    ) -> None:
        super().__init__()
        theme = context.theme
        bands, lines = contours
        soft, count = DARK_BAND_PAPER_SHARE if theme.is_dark else BAND_PAPER_SHARE, len(contours[0])
        self.bands = [
            (
                mix(height_colour(theme, (index + 0.5) / count), theme.paper, soft),
                [to_page(one) for one in band],
            )
            for index, band in enumerate(bands)
        ]
        self.lines = [to_page(line) for level in lines for line in level]
        self.line_colour, self.width = level_line_colour(theme, 0.5), LEVEL_LINE * context.unit

    def draw(self, canvas: Canvas) -> None:
        for colour, polygons in self.bands:
            if polygons:
                canvas.fill(compound(polygons), colour, edge=0.4)
        for line in self.lines:
            canvas.stroke(line, self.line_colour, self.width, alpha=LEVEL_ALPHA)


class FloorOutline(Mark):
    """The outline of the floor."""

    def __init__(self, context: PanelContext, projection: Projection) -> None:
        super().__init__()
        corners = np.array([(x, y) for x, y in zip((0, 1, 1, 0), (0, 0, 1, 1), strict=True)])
        region = np.column_stack(
            [np.array(limits)[corners[:, axis]] for axis, limits in enumerate((projection.x_range, projection.y_range))]
        )
        self.outline, self.edge = projection.floor_to_page(region), context.theme.axis
        self.edge_width = AXIS_WIDTH * context.unit

    def draw(self, canvas: Canvas) -> None:
        canvas.stroke(self.outline, self.edge, self.edge_width, closed=True)


class Walls(Mark):
    """The two walls behind a surface, with lines at the numbers of the axes."""

    def __init__(self, context: PanelContext, projection: Projection) -> None:
        super().__init__()
        theme, self.unit = context.theme, context.unit
        self.colour, self.line = (
            mix(theme.paper, theme.sheet, WALL_SHARE),
            mix(theme.paper, theme.axis, WALL_LINE_SHARE),
        )
        near_left, far, near_right = projection.wall_corners()
        self.walls, self.lines = [], []
        for near, variable in ((near_left, 0), (near_right, 1)):
            feet = [(*near[:2], projection.floor), (*far[:2], projection.floor)]
            corners = [*feet, (*far[:2], projection.block_height), (*near[:2], projection.block_height)]
            self.walls.append(projection.block_to_page(np.array(corners)))
            for height in _z_positions(projection):
                ends = np.array([(*near[:2], height), (*far[:2], height)])
                self.lines.append((projection.block_to_page(ends), HEIGHT_LINE))
            for position in _positions(projection, variable):
                foot = far[:2].copy()
                foot[variable] = position
                ends = np.array([(*foot, projection.floor), (*foot, projection.block_height)])
                self.lines.append((projection.block_to_page(ends), GRID_LINE))
        self.lines.append((projection.block_to_page(np.array([(*far[:2], projection.floor), far])), HEIGHT_LINE))

    def draw(self, canvas: Canvas) -> None:
        for wall in self.walls:
            canvas.fill(wall, self.colour)
        for ends, width in self.lines:
            canvas.stroke(ends, self.line, width * self.unit, cap="butt")


def floor_marks(context: PanelContext, projection: Projection, floor_map: Mark) -> tuple[list[Mark], list[Label]]:
    """Returns walls, floor and axes, which the surface may hide, and those numbers and names that have room."""
    marks: list[Mark] = [Walls(context, projection), floor_map, FloorOutline(context, projection)]
    if "ticks" not in context.shown_marks:
        return marks, []
    titles = [f"${letter(name)}$" for name in context.function.variables]
    axes = [FloorAxis(context, projection, variable, titles[variable]) for variable in (0, 1)]
    upright = UprightAxis(context, projection)
    names = [axis.name for axis in axes if axis.numbers]
    labels = [*upright.labels, *names, *(number for axis in axes for number in axis.numbers)]
    lines = [line for axis in axes for line in axis.ticks]
    return [*marks, *lines, *upright.lines], without_overlaps(labels, Obstacles(gap=NUMBER_GAP))


def _positions(projection: Projection, variable: int) -> list[float]:
    """Returns where the ticks of a variable are, in the block's own units."""
    low, high = (projection.x_range, projection.y_range)[variable]
    half = projection.half_sides[variable]
    return [half * (2 * (value - low) / (high - low) - 1) for value in ticks.ticks((low, high), TICK_COUNT)]


def _z_positions(projection: Projection) -> list[float]:
    return projection.block_heights(np.array(_z_values(projection))).tolist()


def _z_values(projection: Projection) -> list[float]:
    return [
        value
        for value in ticks.ticks(projection.z_range, Z_TICK_COUNT)
        if projection.z_range[0] <= value <= projection.z_range[1]
    ]


class FloorAxis:
    """The axis of a ``variable``, 0 or 1, on the nearer of its two edges: ticks, numbers, and its title in the middle.

    Positions along it are in the block's own units.
    """

    def __init__(self, context: PanelContext, projection: Projection, variable: int, title: str) -> None:
        self.context, self.projection, self.variable = context, projection, variable
        self.side = (np.sign(projection.directions[2][1 - variable]) or 1.0) * projection.half_sides[1 - variable]
        self.style = context.text_style(NUMBER_SIZE, context.theme.muted)
        values, positions = (
            ticks.ticks((projection.x_range, projection.y_range)[variable], TICK_COUNT),
            _positions(projection, variable),
        )
        self.ticks = [
            Line(
                [self._outside(position, distance) for distance in (0, TICK_END)],
                context.theme.axis,
                AXIS_WIDTH * context.unit,
            )
            for position in positions
        ]
        half = projection.half_sides[variable]
        length = math.dist(self._outside(-half, 0), self._outside(half, 0))
        texts = ticks.labels(values, write=context.words.localized) if length > MIN_EDGE * self.style.size else []
        self.numbers = [
            self._label(self._outside(position, NUMBER_DISTANCE), text, self.style)
            for position, text in zip(positions, texts, strict=False)
        ]
        title = _with_power(title, ticks.shared_power(values), context.words)
        style = context.text_style(NAME_SIZE, context.theme.ink)
        self.name = self._label(self._outside(0.0, NAME_DISTANCE), title, style)

    def _label(self, at: PagePoint, text: str, style: TextStyle) -> Label:
        x, y = at
        return Label(self.context.typesetter, style, x, y + style.middle_drop, "center").set_text(text)

    def _outside(self, position: float, distance: float) -> PagePoint:
        """Returns the page's point at a distance in units from the edge, away from the block."""
        points = [(position, self.side), (position, 0.9 * self.side)]
        edge, inside = self.projection.block_to_page(
            np.array([(*(point if self.variable == 0 else point[::-1]), self.projection.floor) for point in points])
        )
        away = (edge - inside) / (np.hypot(*(edge - inside)) or 1.0)
        x, y = edge + distance * self.context.unit * away
        return float(x), float(y)


class UprightAxis:
    """The axis of heights on the block's leftmost corner, and posts from the floor to the surface at the others."""

    def __init__(
        self, context: PanelContext, projection: Projection, title: str = "$f$", *, has_posts: bool = True
    ) -> None:
        theme, unit, typesetter = context.theme, context.unit, context.typesetter
        half_x, half_y = projection.half_sides
        corners = np.array([(x, y, projection.floor) for x in (-half_x, half_x) for y in (-half_y, half_y)])
        pages = projection.block_to_page(corners)
        leftmost, far = corners[int(np.argmin(pages[:, 0]))], projection.wall_corners()[1]
        line = projection.block_to_page(np.array([leftmost, (*leftmost[:2], projection.block_height)]))
        self.lines: list[Mark] = [Line(line, theme.axis, AXIS_WIDTH * unit)]
        if has_posts:
            others = [corner for corner in corners if not _is_one_of(corner, (leftmost, far))]
            self._add_posts(context, projection, others)
        style = context.text_style(NUMBER_SIZE, theme.muted)
        values, positions = _z_values(projection), _z_positions(projection)
        texts = ticks.labels(values, write=context.words.localized)
        self.labels: list[Label] = []
        if math.dist(*line.tolist()) < MIN_UPRIGHT * style.size:
            return
        for position, text in zip(positions, texts, strict=True):
            x, y = projection.block_to_page(np.array([(*leftmost[:2], position)]))[0].tolist()
            self.lines.append(Line([(x - TICK_END * unit, y), (x, y)], theme.axis, AXIS_WIDTH * unit))
            at = x - Z_NUMBER * unit, y + style.middle_drop
            self.labels.append(Label(typesetter, style, *at, "right").set_text(text))
        name_style = context.text_style(NAME_SIZE, theme.ink)
        x, y = line[1].tolist()
        name = _with_power(title, ticks.shared_power(values), context.words)
        self.labels.insert(0, Label(typesetter, name_style, x, y - Z_NAME * unit, "center").set_text(name))

    def _add_posts(self, context: PanelContext, projection: Projection, corners: list[np.ndarray]) -> None:
        for corner in corners:
            point = [float(value[0]) for value in projection.from_block(corner[:1], corner[1:2])]
            height = context.function.value(point)
            if math.isfinite(height) and height <= projection.z_range[1]:
                top = (*corner[:2], float(projection.block_heights(np.array(height))))
                ends = projection.block_to_page(np.array([corner, top]))
                self.lines.append(Line(ends, context.theme.axis, POST_WIDTH * context.unit, alpha=POST_ALPHA))


def _with_power(title: str, power: int, words: Words) -> str:
    """Returns an axis's title with the power of ten that all its numbers share."""
    if not power:
        return title
    factor = words.localized(f"${mathtext(power_text(power))}$").strip("$")
    return rf"{title[:-1]}\ ({factor})$" if title.endswith("$") else f"{title} $({factor})$"


def _is_one_of(corner: np.ndarray, others: Iterable[np.ndarray]) -> bool:
    return any(np.allclose(corner[:2], other[:2]) for other in others)
