"""The trails of all runs in a panel: casings under all lines, lines, and dots on the steps that are far apart."""

from __future__ import annotations

import math
from functools import cache, cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from gdanim.drawing.canvas import Mark
from gdanim.drawing.geometry import Box, densified
from gdanim.drawing.shapes import Ring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.drawing.canvas import Canvas
    from gdanim.drawing.geometry import PagePoint
    from gdanim.panel_parts.panel_context import PanelContext

LINE_WIDTH, CASING_WIDTH = 2.8, 6.8  # units: the widths of a line and of its casing
DOT_RADIUS, DOT_EDGE_WIDTH = 3.7, 1.1  # units: a dot's radius, and the width of its edge
MIN_STEP, DOT_DISTANCE, OTHER_RUN = 8.0, 14.0, 4.0  # pixels: a dot's step, and its distance from dots and other runs
START_RADIUS, START_LINE_WIDTH, START_EDGE_WIDTH = 6.5, 2.4, 1.8
"""Units: the radius of the start's ring, its line, and the edge about it."""
SHARED_DISTANCE, DASH_LENGTH = 1.6, 8.0
"""Pixels between lines that lie on each other, and units of a dash where they do."""
SAMPLE_DISTANCE = 3.0  # pixels between samples of earlier runs


class TrailSource(Protocol):
    """The trail of a run on the page."""

    def trail_pieces(self, step: int) -> Sequence[np.ndarray]:
        """Returns the parts in sight of the way to x_k, as page points (n, 2)."""

    def trail_point(self, step: int) -> PagePoint | None:
        """Returns where x_k lies, or None where it is out of sight."""


class TrailPiece(NamedTuple):
    """A part of a trail: which run's, its page points (n, 2), their box, and whether an earlier run lies there.

    ``before`` is the length in pixels of the trail before it.
    """

    run_index: int
    points: np.ndarray
    box: Box
    is_shared: bool
    before: float = 0.0


class Trails:
    """The trails of all runs of a panel.

    Parameters
    ----------
    context
        The panel's context.
    sources
        The trail of each run, in the order of the context's trajectories.
    clip
        The box outside of which nothing is drawn.
    """

    def __init__(self, context: PanelContext, sources: Sequence[TrailSource], clip: Box | None = None) -> None:
        self.context, self.sources, self.clip = context, sources, clip
        self._points = cache(self._find_points)
        self._source_pieces = cache(lambda index, step: tuple(sources[index].trail_pieces(step)))

    def persist(self, step: int) -> list[Mark]:
        """Returns the marks that a step of the shared clock adds, and earlier ones that their casings would cover."""
        if "trail" not in self.context.shown_marks:
            return []
        steps, boxes, pieces = self._pieces
        begin, end = np.searchsorted(steps, (step, step + 1)).tolist()
        new = pieces[begin:end]
        if not new:
            return [*self._dot_marks(step, []), *self._starts(step)]
        areas = [piece.box.grown(CASING_WIDTH * self.context.run_unit) for piece in new]
        earlier = [pieces[index] for index in np.flatnonzero(_overlap_any(boxes[:begin], areas)).tolist()]
        lines = TrailLines(self.context, new, [*earlier, *new], self.clip)
        return [lines, *self._dot_marks(step, areas), *self._starts(step, areas)]

    @cached_property
    def _pieces(self) -> tuple[np.ndarray, np.ndarray, list[TrailPiece]]:
        """The pieces of all trails in the order of the steps that add them: these steps (n,), their boxes (n, 4)."""
        found = [
            (step, piece) for step in range(self.context.timeline.last_step + 1) for piece in self._find_pieces(step)
        ]
        boxes = np.array([piece.box for _, piece in found]).reshape(-1, 4)
        return np.array([step for step, _ in found], dtype=int), boxes, [piece for _, piece in found]

    @cached_property
    def _dots(self) -> tuple[np.ndarray, np.ndarray, list[int]]:
        """The dots of all trails: the steps that add them (n,), where they are (n, 2), and whose they are."""
        found = [(step, *dot) for step in range(self.context.timeline.last_step + 1) for dot in self._find_dots(step)]
        points = np.array([point for _, _, point in found]).reshape(-1, 2)
        return np.array([step for step, _, _ in found], dtype=int), points, [index for _, index, _ in found]

    def _starts(self, step: int, areas: Sequence[Box] = ()) -> list[Mark]:
        """Returns the rings about the starts, with the first step, and again where later casings would cover them."""
        unit, theme = self.context.run_unit, self.context.theme
        starts = dict.fromkeys(self._points(index)[0] for index in range(len(self.sources)))
        return [
            StartRing(theme.ink, theme.paper, theme.trail_casing, unit).move_to(*point)
            for point in starts
            if point is not None and (step == 0 or any(area.has(point) for area in areas))
        ]

    def _dot_marks(self, step: int, areas: Sequence[Box]) -> list[Mark]:
        unit, casing = self.context.run_unit, self.context.theme.trail_casing
        steps, points, indices = self._dots
        is_covered = _overlap_any(np.hstack((points, points)), areas)
        chosen = np.flatnonzero((steps == step) | ((steps < step) & is_covered)).tolist()
        return [
            Dot(self.context.colour(indices[dot]), casing, DOT_RADIUS * unit, DOT_EDGE_WIDTH * unit).move_to(
                *points[dot].tolist()
            )
            for dot in chosen
        ]

    def _local_steps(self, index: int, step: int) -> list[int]:
        last = len(self.context.trajectories[index].points) - 1
        return [local_step for local_step in self.context.run_steps(index, step) if local_step <= last]

    def _find_pieces(self, step: int) -> list[TrailPiece]:
        """Returns the parts of all trails that a step of the animation's clock adds."""
        return [
            TrailPiece(index, points, _box(points), self._is_shared(index, points), self._lengths(index)[local_step])
            for index in range(len(self.sources))
            for local_step in self._local_steps(index, step)
            if local_step
            for points in self._source_pieces(index, local_step)
            if len(points) > 1
        ]

    @cache  # noqa: B019
    def _lengths(self, index: int) -> list[float]:
        """Returns the length of a run's visible trail before the way to each of its points."""
        count = len(self.context.trajectories[index].points)
        pieces_by_step = [self._source_pieces(index, step) if step else () for step in range(count)]
        lengths = [
            sum(float(np.hypot(*np.diff(points, axis=0).T).sum()) for points in pieces) for pieces in pieces_by_step
        ]
        return [0.0, *accumulate(lengths)]

    def _find_points(self, index: int) -> list[PagePoint | None]:
        count = len(self.context.trajectories[index].points)
        return [self.sources[index].trail_point(step) for step in range(count)]

    @cache  # noqa: B019  # trails live as long as their panel
    def _dot_steps(self, index: int) -> dict[int, PagePoint]:
        """Returns the steps of a run that have a dot, and where: those far from each other, and from earlier runs."""
        points, dots, last = self._points(index), {}, None
        for step in range(1, len(points) - 1):
            point, before = points[step], points[step - 1]
            if point is None:
                continue
            is_far = before is None or math.dist(point, before) >= MIN_STEP
            is_apart = last is None or math.dist(point, last) >= DOT_DISTANCE
            if is_far and is_apart and not _is_near(self._samples_before(index), np.array([point]), OTHER_RUN):
                dots[step] = last = point
        return dots

    def _find_dots(self, step: int) -> list[tuple[int, PagePoint]]:
        return [
            (index, self._dot_steps(index)[local_step])
            for index in range(len(self.sources))
            for local_step in self._local_steps(index, step)
            if local_step in self._dot_steps(index)
        ]

    @cache  # noqa: B019
    def _samples_before(self, index: int) -> np.ndarray:
        """Returns points (n, 2) along the trails of the runs before this one."""
        samples = [np.empty((0, 2))]
        for earlier in range(index):
            for step in range(1, len(self.context.trajectories[earlier].points)):
                samples += [densified(points, SAMPLE_DISTANCE) for points in self._source_pieces(earlier, step)]
        return np.vstack(samples)

    def _is_shared(self, index: int, points: np.ndarray) -> bool:
        """Returns whether an earlier run's trail lies all along these points."""
        samples = self._samples_before(index)
        if not len(samples):
            return False
        line_samples = densified(points, SAMPLE_DISTANCE)[::2]
        return all(_is_near(samples, point[None], SHARED_DISTANCE) for point in line_samples)


class TrailLines(Mark):
    """Casings of new pieces of trails, and the lines of these and of earlier ones."""

    def __init__(
        self, context: PanelContext, cased: Sequence[TrailPiece], lines: Sequence[TrailPiece], clip: Box | None
    ) -> None:
        super().__init__(clip=clip)
        self.context, self.cased, self.lines = context, cased, lines

    def draw(self, canvas: Canvas) -> None:
        theme, unit = self.context.theme, self.context.run_unit * self.context.theme.line_scale
        for piece in self.cased:
            canvas.stroke(piece.points, theme.trail_casing, CASING_WIDTH * unit)
        for piece in _joined(sorted(self.lines, key=lambda piece: piece.run_index)):
            run_dashes = self.context.line_dashes(piece.run_index, LINE_WIDTH * unit)
            dashes = (DASH_LENGTH * unit, DASH_LENGTH * unit) if piece.is_shared else run_dashes
            colour, cap = self.context.colour(piece.run_index), "butt" if dashes else "round"
            offset = 0.0 if piece.is_shared else piece.before
            canvas.stroke(piece.points, colour, LINE_WIDTH * unit, dashes=dashes, dash_offset=offset, cap=cap)


class Dot(Ring):
    """A dot on a step of a trail, with an edge that keeps it off other trails."""

    def __init__(self, colour: str, casing: str, radius: float, edge: float) -> None:
        super().__init__(casing, colour, radius + edge / 2, edge)


class StartRing(Ring):
    """The ring about a start."""

    def __init__(self, ink: str, paper: str, casing: str, unit: float) -> None:
        super().__init__(ink, paper, START_RADIUS * unit, START_LINE_WIDTH * unit)
        self.casing, self.edge = casing, START_EDGE_WIDTH * unit

    def draw(self, canvas: Canvas) -> None:
        canvas.disc(self.x, self.y, self.radius + self.width / 2 + self.edge, self.casing)
        super().draw(canvas)


def _joined(pieces: Sequence[TrailPiece]) -> list[TrailPiece]:
    """Returns the pieces with those joined that go on from each other: one long line is drawn faster than many."""
    joined: list[list[TrailPiece]] = []
    for piece in pieces:
        before = joined[-1][-1] if joined else None
        goes_on = (
            before is not None
            and (before.run_index, before.is_shared) == (piece.run_index, piece.is_shared)
            and (before.points[-1] == piece.points[0]).all()
        )
        if goes_on:
            joined[-1].append(piece)
        else:
            joined.append([piece])
    return [one[0]._replace(points=np.vstack([piece.points for piece in one])) for one in joined]


def _overlap_any(boxes: np.ndarray, areas: Sequence[Box]) -> np.ndarray:
    """Returns a mask (n,) of the boxes (n, 4) that overlap any of the areas."""
    overlaps = np.zeros(len(boxes), dtype=bool)
    for left, top, right, bottom in areas:
        overlaps |= (boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
    return overlaps


def _box(points: np.ndarray) -> Box:
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return Box(left, top, right, bottom).grown(0.5)


def _is_near(samples: np.ndarray, point: np.ndarray, distance: float) -> bool:
    """Returns whether a point (1, 2) is within a distance of any sample (n, 2)."""
    near = (np.abs(samples - point) <= distance + SAMPLE_DISTANCE / 2).all(axis=1)
    return bool(near.any() and (np.hypot(*(samples[near] - point).T) <= distance + SAMPLE_DISTANCE / 4).any())
