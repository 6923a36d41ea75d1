"""Labels at a map's border, beside their pointers and clear of other labels; and of paths where there is other room."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from gdanim.drawing.geometry import densified
from gdanim.drawing.placement import Obstacles, place_label
from gdanim.panel_parts.run_layer import RunLayer, RunLayers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.animation.timeline import Moment
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.label import Label
    from gdanim.panel_parts.offscreen import OffscreenMarker, OffscreenPath
    from gdanim.panel_parts.stationary_markers import StationaryMarker

SAMPLE_DISTANCE = 8.0  # pixels between two points of a path: no label fits between them
PATH_CLEARANCE = 4.0  # pixels from a label to a path


class LabelledRunLayers(RunLayers):
    """Layers of runs whose border labels avoid each other and the balls of all runs.

    Parameters
    ----------
    layers
        One layer per run, each with its ``offscreen`` marker.
    clearance
        The minimum distance of a label from a ball's centre, in pixels.
    """

    def __init__(self, layers: Sequence[RunLayer], clearance: float) -> None:
        super().__init__(layers)
        markers = [layer.offscreen for layer in layers if layer.offscreen is not None]
        self.offscreen_labels = OffscreenLabels(markers, layers[0].context.axes, clearance)

    def show(self, moment: Moment) -> None:
        super().show(moment)
        steps = [layer.context.run_moment(layer.index, moment).step for layer in self.layers]
        self.offscreen_labels.show(steps)


class OffscreenLabels:
    """Places the labels of ``markers`` in a panel, at least ``clearance`` pixels from the centre of any ball.

    Positions depend on the step alone, not on the progress within it: labels don't move while balls do.
    """

    def __init__(self, markers: Sequence[OffscreenMarker], axes: Axes, clearance: float) -> None:
        self.markers, self.axes, self.clearance = markers, axes, clearance
        self.paths = [PathPoints(marker.ball_path) for marker in markers]
        self.occupied = Obstacles()

    def keep_off(self, marks: Iterable[Label | StationaryMarker]) -> None:
        """Makes these marks the obstacles, in place of earlier ones."""
        self.occupied = Obstacles(boxes=[mark.padded_box for mark in marks])

    def show(self, steps: Sequence[int]) -> None:
        """Places the labels at the runs' own steps: on a path only if there is no other room, and never on a ball."""
        if len(self.markers) == 1:
            self._show_single(self.markers[0], steps[0])
            return
        outside = [marker for marker, step in zip(self.markers, steps, strict=True) if _is_outside(marker, step)]
        if not outside:
            return
        balls, paths = (
            np.vstack([points(path, step) for path, step in zip(self.paths, steps, strict=True)])
            for points in (PathPoints.during, PathPoints.before)
        )
        occupied = Obstacles(boxes=list(self.occupied.boxes))
        others = [
            Obstacles(points=balls, clearance=self.clearance),
            Obstacles(points=paths, clearance=PATH_CLEARANCE, penalty=1),
        ]
        for marker in outside:
            marker.label.visible &= occupied.place(marker.label, marker.anchors, others, within=self.axes.box)

    def _show_single(self, marker: OffscreenMarker, step: int) -> None:
        """Places the label of a single run, which is always visible."""
        if marker.label.visible:
            path = Obstacles(points=self.paths[0].before(step), clearance=PATH_CLEARANCE, penalty=1)
            marker.label.move_to_anchor(marker.anchors[0])
            place_label(marker.label, marker.anchors, [self.occupied, path], within=self.axes.box)


class PathPoints:
    """Returns points (n, 2) along a ball's path over a map, where it is inside the panel."""

    def __init__(self, ball_path: OffscreenPath) -> None:
        self.ball_path = ball_path

    def during(self, step: int) -> np.ndarray:
        """Returns the path points of the current step, or of the last one if the ball has stopped."""
        path = self.ball_path
        step = min(step, path.last)
        segment = path.visible_segment(step) if step < path.last else None
        if segment is None:
            return np.array([path.page_point(step)] if path.is_inside(step) else np.empty((0, 2)))
        return densified(np.array(segment), SAMPLE_DISTANCE)

    def before(self, step: int) -> np.ndarray:
        """Returns the path points of all earlier steps, cached so that a frame's cost does not grow with k."""
        points, ends = self._all
        return points[: ends[min(step, self.ball_path.last)]]

    @cached_property
    def _all(self) -> tuple[np.ndarray, np.ndarray]:
        pieces = [self.during(step) for step in range(self.ball_path.last)]
        return np.vstack([np.empty((0, 2)), *pieces]), np.cumsum([0, *map(len, pieces)])


def _is_outside(marker: OffscreenMarker, step: int) -> bool:
    """Returns whether the run's point is finite, and lies outside the panel."""
    step = min(step, marker.ball_path.last)
    return marker.ball_path.is_finite(step) and not marker.ball_path.is_inside(step)
