"""The camera before a surface, the heights that it sees, and their entry in the sidecar."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.drawing.contours import sample_grid
from gdanim.drawing.geometry import Box
from gdanim.drawing.height_scale import height_scale
from gdanim.drawing.projection3d import Projection
from gdanim.messages import message
from gdanim.panels.surface.surface_ball_path import SurfaceBallPath
from gdanim.spelling import rounded, typed_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.drawing.axes import Axes
    from gdanim.drawing.height_scale import HeightScale
    from gdanim.functions.search.stationary import StationaryPoint
    from gdanim.panels import PanelContext

CAMERAS = {
    "front": (-90.0, 32.0),
    "side": (-20.0, 36.0),
    "back": (122.0, 44.0),
    "above": (-75.0, 62.0),
}
"""Azimuth and elevation of each, in degrees. The camera ``corner`` is chosen, of those below."""
CORNER_AZIMUTHS = (-115.0, -65.0, -124.0, -56.0, -135.0, -45.0, -105.0, -75.0, -150.0, -30.0)
DEEP_AZIMUTHS = (-25.0, -155.0, -34.0, -146.0, -45.0, -135.0, -15.0, -56.0, -124.0)  # before a region that is deeper
CORNER_ELEVATIONS = (44.0, 40.0, 48.0, 36.0)
STEEP_ELEVATIONS, BACK_AZIMUTHS = (52.0, 58.0), (65.0, 115.0, 30.0, 150.0)  # where those hide much
LOW_HEIGHTS, FEW_AZIMUTHS = (0.7, 0.5), 6  # of a block that hides much; before it as many azimuths are tried
BACK_COST = 0.1  # of an azimuth before which x runs to the left
DEEP_ASPECT = 1.2  # a region so much longer in y than in x has its long side towards the reader
MIN_GAIN = 0.02  # a later camera is taken only if it hides so much less
MAX_HIDDEN_SHARE, HIDDEN_POINT_COST = 0.02, 0.8
"""Share of the paths that a camera may hide to be taken at once; what a hidden point costs."""
HIDDEN_END_COST = 0.5  # what it costs if the starts and ends of all runs are hidden
KINDS = ("minimum", "saddle")
PATH_SAMPLES, MIN_PATH_SAMPLES = 240, 24  # points of all paths that cameras are tried on, and of each
USUAL_WIDTH = 430.0  # units: of a surface beside another one
REGION_SAMPLES = 121  # along each side of the region
WARNING_DIGITS = 4  # significant digits of the numbers in a warning
MIN_CUT_HEIGHTS = 1.6  # times as high as the highest start over the lowest point: a surface that goes on is cut
CUT_RISE = 0.12  # where it is cut: so much over the highest start
LEAST_PART = 0.6  # of the region that is under a cut whose rim is open: less of it would be slivers
HILL_HEIGHTS = 30.0  # the same for hills of the region, which are shown whole
DOMAIN_SHARE, POLE_HEIGHTS = 0.95, 3.0
"""Share of the samples in an author's domain; how many of their heights a pole is shown beyond them."""
MAX_END_HEIGHTS, MAX_DESCENT_END_HEIGHTS = 8.0, 3.0
"""Times as far from the top as the runs' lowest point: a domain's end that is shown with an ascent and a descent."""
MAX_FALL_HEIGHTS = 20.0  # heights of the runs: what falls deeper than so many under the start falls into a pole
FLOOR_DEPTH = 0.35  # of the shown height: how far under the lowest point of runs a floor that falls on is shown


def projection(context: PanelContext) -> tuple[Projection, HeightScale]:
    """Returns the projection of the region, and the scale of its colours: one for all cells with the same axes."""
    context = replace(context, trajectories=context.runs_on_same_axes or context.trajectories)
    axes, function = context.axes, context.function
    xs, ys = (np.linspace(*limits, REGION_SAMPLES) for limits in (axes.x_range, axes.y_range))
    heights = sample_grid(function, xs, ys)
    z_range = _z_range(context, heights)
    scale = height_scale(
        np.where(heights >= z_range[0], heights, np.nan),
        starts=[float(trajectory.values[0]) for trajectory in context.trajectories],
        top=z_range[1],
        climbs=context.trajectories[0].run.is_ascent,
    )
    points = np.column_stack([each.ravel() for each in (*np.meshgrid(xs, ys), heights)])
    points = points[points[:, 2] <= z_range[1]] if (points[:, 2] <= z_range[1]).any() else points
    log = context.options.scale == "log"
    projection = Projection(axes.box, axes.x_range, axes.y_range, z_range, 0.0, 45.0, points, context.unit, log)
    camera = CAMERAS.get(context.options.camera)
    if camera is None:
        return _best_view(context, projection), scale
    return replace(projection, azimuth=camera[0], elevation=camera[1]), scale


def _z_range(context: PanelContext, heights: np.ndarray) -> tuple[float, float]:
    """Returns the scene's range; by default all heights, or where these are far over the starts, a little over them."""
    finite = heights[np.isfinite(heights)]
    given = context.scene_facts.value_range
    if given and not is_range_empty(given, finite):
        return given
    lowest, highest = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 1.0)
    heights_of_runs = [_heights_in_block(context.axes, trajectory) for trajectory in context.trajectories]
    held = [height for heights_of_run in heights_of_runs for height in heights_of_run]
    start = max([heights_of_run[0] for heights_of_run in heights_of_runs if heights_of_run], default=highest)
    goals = [place.value for place in _places(context) if place.kind == context.trajectories[0].run.goal_kind]
    least = min([*held, *goals], default=lowest)
    is_ascent = context.trajectories[0].run.is_ascent
    if not is_ascent and start - lowest > MAX_FALL_HEIGHTS * (start - least):  # it falls into a pole beside the runs
        lowest = least
    low, top = lowest, highest
    if context.scene_facts.domain and len(finite):
        bottom, most = np.quantile(finite, (1 - DOMAIN_SHARE, DOMAIN_SHARE)).tolist()
        top = min(highest, most + POLE_HEIGHTS * (most - bottom))
    elif lowest < start and highest > lowest + MIN_CUT_HEIGHTS * (start - lowest):
        reach = lowest + HILL_HEIGHTS * (start - lowest)
        hills = [peak for peak in _peaks(heights).tolist() if peak <= reach]
        rim = start + CUT_RISE * (start - lowest)
        part = -math.inf if _is_closed(heights, rim) else float(np.quantile(finite, LEAST_PART))
        top = max([rim, part, *hills, *(held if is_ascent else [])])
        if highest <= lowest + MIN_CUT_HEIGHTS * (top - lowest):
            top = highest
    if held:
        low = max(lowest, least - FLOOR_DEPTH * (top - least))
    has_ends = not np.isfinite(heights).all()
    reach = (MAX_END_HEIGHTS if has_ends else MIN_CUT_HEIGHTS) if is_ascent else MAX_DESCENT_END_HEIGHTS * has_ends
    if top - lowest <= reach * (top - min(held, default=lowest)):
        low = lowest
    return low, max(top, low + 1e-9 * max(1.0, abs(low)))


def natural_aspect(context: PanelContext, x_range: Range, y_range: Range) -> float:
    """Returns the height / width of the block over a region, with its margins in a cell of usual width."""
    azimuth, elevation = CAMERAS.get(context.options.camera) or (CORNER_AZIMUTHS[0], CORNER_ELEVATIONS[0])
    box = Box(0.0, 0.0, USUAL_WIDTH, USUAL_WIDTH)
    nothing = np.empty((0, 3))
    is_turning = bool(context.options.orbit)
    block = Projection(box, x_range, y_range, (0.0, 1.0), azimuth, elevation, nothing, has_fixed_scale=is_turning)
    return block.aspect


def range_warnings(context: PanelContext, projection: Projection) -> list[str]:
    """Returns a warning if the scene's range holds no part of the surface, which is then drawn with its own range."""
    given = context.scene_facts.value_range
    if given is None or projection.z_range == given:
        return []
    low, high = (typed_number(end, WARNING_DIGITS) for end in projection.z_range)
    shown = ", ".join(typed_number(end, WARNING_DIGITS) for end in given)
    return [message("layout.range_without_surface", range=shown, low=low, high=high)]


def is_range_empty(given: tuple[float, float], heights: np.ndarray) -> bool:
    """Returns whether a range holds none of the heights."""
    return not ((heights >= given[0]) & (heights <= given[1])).any()


def _is_closed(heights: np.ndarray, rim: float) -> bool:
    """Returns whether a surface on a grid is cut at a height all along its border, as a bowl is."""
    border = np.concatenate([heights[0], heights[-1], heights[:, 0], heights[:, -1]])
    return bool((border >= rim).all())


def _peaks(heights: np.ndarray) -> np.ndarray:
    """Returns the heights of the hills on a grid: samples with none higher about them, away from its border."""
    middle, peaks = heights[1:-1, 1:-1], np.isfinite(heights[1:-1, 1:-1])
    rows, columns = heights.shape
    for down, right in product((0, 1, 2), (0, 1, 2)):
        if (down, right) != (1, 1):
            peaks &= middle > heights[down : rows - 2 + down, right : columns - 2 + right]
    return middle[peaks]


def _places(context: PanelContext) -> list[StationaryPoint]:
    """Returns the stationary points of the region."""
    found = {point: None for trajectory in context.trajectories for point in trajectory.stationary_points}
    return [place for place in found if context.axes.contains(*place.at)]


def _heights_in_block(axes: Axes, trajectory: Trajectory) -> list[float]:
    """Returns the heights of the run's points over the region, the start's first."""
    points = zip(trajectory.points.tolist(), trajectory.values.tolist(), strict=True)
    return [z for (x, y), z in points if math.isfinite(z) and axes.contains(x, y)]


def _best_view(context: PanelContext, projection: Projection) -> Projection:
    """Returns the first view that hides next to nothing of paths, minima and saddles, or that which hides least."""
    function = context.function
    samples = max(MIN_PATH_SAMPLES, PATH_SAMPLES // len(context.trajectories))
    paths = [path for run in context.trajectories if len(path := _path(run, projection, samples))]
    ends = np.array([path[index] for path in paths for index in (0, -1)]).reshape(-1, 3)
    places = [place for place in _places(context) if place.kind in KINDS]
    points = np.array([[*place.at, place.value] for place in places]).reshape(-1, 3)
    points = points[projection.inside(points)]

    def cost(seen: Projection) -> float:
        hidden = [float(seen.hidden(function, path).mean()) for path in paths]
        marked = ((HIDDEN_POINT_COST, points), (HIDDEN_END_COST, ends))
        return sum(hidden) + sum(
            weight * float(seen.hidden(function, some).mean()) for weight, some in marked if len(some)
        )

    best, least = projection, math.inf
    for seen, extra in _views(projection):
        found = cost(seen) + extra
        if found < least - MIN_GAIN:
            best, least = seen, found
        if found < MAX_HIDDEN_SHARE:
            break
    return best


def _views(projection: Projection) -> Iterator[tuple[Projection, float]]:
    """Yields the views of a block in the order in which they are tried, and what each costs besides what it hides."""
    is_deeper = projection.half_sides[1] > DEEP_ASPECT * projection.half_sides[0]
    azimuths = DEEP_AZIMUTHS if is_deeper else CORNER_AZIMUTHS
    steep = (CORNER_ELEVATIONS[2], *STEEP_ELEVATIONS)
    for relative_height, elevations, sides, extra in (
        (1.0, CORNER_ELEVATIONS, azimuths, 0.0),
        *((height, steep, azimuths[:FEW_AZIMUTHS], 0.0) for height in (1.0, *LOW_HEIGHTS)),
        (1.0, STEEP_ELEVATIONS, BACK_AZIMUTHS, BACK_COST),
    ):
        for elevation, azimuth in product(elevations, sides):
            view = replace(projection, azimuth=azimuth, elevation=elevation, relative_height=relative_height)
            yield view, extra


def _path(trajectory: Trajectory, projection: Projection, samples: int) -> np.ndarray:
    """Returns points (n, 3) of a run's path over the region, some ``samples``."""
    path = SurfaceBallPath(trajectory, projection)
    pieces = [piece for step in range(path.last) for piece in path.pieces(step)]
    points = np.vstack([path.point(0), *pieces])
    points = points[projection.inside(points)]
    return points[:: max(1, len(points) // samples)]


def sidecar_entry(projection: Projection, arrivals: Sequence[Projection] = ()) -> dict[str, Any]:
    """Returns the region, how points are projected, and where the camera turns, how at each step's arrival."""
    return {
        "x_range": list(projection.x_range),
        "y_range": list(projection.y_range),
        "scale": None,
        "projection": {
            "azimuth": projection.azimuth,
            "elevation": projection.elevation,
            "z_range": list(projection.z_range),
            "z_scale": "log" if projection.is_log else "linear",
            "z_log": projection.log_height(),
            "matrix": _rounded_matrix(projection),
            "steps": [
                {"azimuth": round(projection.azimuth, 6), "matrix": _rounded_matrix(projection)}
                for projection in arrivals
            ],
        },
    }


def _rounded_matrix(projection: Projection) -> list[list[float]]:
    return [[rounded(number, 10) for number in row] for row in projection.matrix()]
