"""The window of a picture: the part of a line or of a plane that shows the runs, and the walls around them.

The window holds the iterates that matter, the stationary points near them, and both walls of the valley up to about
the start's height. It is symmetric where the function is. A run that diverges is shown until it leaves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gdanim.panels.limits.breaks import domain_ends, jump_heights, nearest_pole
from gdanim.panels.limits.extent import Extent
from gdanim.panels.limits.landmarks import domain_points, ring_points
from gdanim.panels.limits.near_points import best_extrema, jumps_beside, points_near
from gdanim.panels.limits.shown_iterates import SAME_POINT_TOLERANCE, nearest_goal, shown_iterates
from gdanim.panels.limits.symmetry import mirrored
from gdanim.panels.limits.valley import with_valleys
from gdanim.panels.limits.walls import CORE_MARGIN, OPEN, wall_heights, with_walls, with_whole_rim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.axis_range import Range
    from gdanim.descent import Trajectory
    from gdanim.functions import Function
    from gdanim.functions.properties.jumps import Jump

SLOW_STEPS, SLOW_LENGTHS = 4, 3.0
"""First steps of a run that falls for ever, and their lengths within which all of it is shown."""
LEAST_SIDE, LEAST_SADDLE_SIDE = 0.3, 1.0
"""Minimum of the shorter side, as a fraction of the longer; the same beside a saddle without any extremum."""
GOAL_ROOM = 0.2  # of the longer side: room on every side of the best extrema of several, in a plane
OTHER_SIDE = 0.5  # minimum of the other side of a lone extremum, as a fraction of one
MIN_BORDER_DISTANCE, CLEARING_COUNT = 0.06, 3
"""Share of the size by which a stationary point is away from the ends; how often these are moved out."""
FLAT_BRANCH_SIZES = 1.0  # core sizes beyond the outermost stationary point to which a flat branch of a curve is shown
POLE_REACH, POLE_STRIP = 1.5, 0.04  # core sizes to a pole that is shown; the same beyond it


@dataclass(frozen=True)
class Window:
    """The part shown of a function of one or two variables.

    Attributes
    ----------
    path
        The range, for each variable, of the iterates shown and of the goals that the runs approach.
    core
        The range, for each variable, of everything that must be visible: iterates, stationary points and their
        mirror images.
    ranges
        The core's ranges with the walls about it.
    is_bowl
        Whether walls of two variables close all about it.
    """

    path: tuple[Range, ...]
    core: tuple[Range, ...]
    ranges: tuple[Range, ...]
    is_bowl: bool = False


def window(trajectories: Sequence[Trajectory], cap: Sequence[Range] | None = None) -> Window:
    """Returns the window of all runs of one function.

    Parameters
    ----------
    trajectories
        Runs of one function of one or two variables.
    cap
        The range, for each variable, beyond which no wall is shown, only iterates and starts.
    """
    function, shown = trajectories[0].run.function, _with_slow_leavers(trajectories, shown_iterates(trajectories))
    goals = [goal for goal in map(nearest_goal, trajectories) if goal is not None]
    path = np.vstack([shown, *(np.array([goal]) for goal in goals)])
    seen, path_length = _of_iterates(shown)
    stationary = points_near(trajectories, shown, seen, path_length)
    seen = seen.holding(stationary)
    jumps = jumps_beside(trajectories, shown, seen, path_length)
    seen, is_mirrored, pole = _with_surroundings(trajectories, seen, stationary, jumps)
    seen = seen.holding(shown)  # a mirrored end may differ from the start by rounding
    least_side = LEAST_SADDLE_SIDE if not goals and _has_saddle(trajectories, stationary) else LEAST_SIDE
    core = seen.with_least_side(least_side * max(seen.longest_side, path_length)).capped(shown, cap, CORE_MARGIN)
    sign = -1.0 if trajectories[0].run.is_ascent else 1.0
    heights = wall_heights(trajectories, sign, np.vstack([shown, stationary]), jump_heights(jumps))
    margins = np.where(is_mirrored | core.is_line, CORE_MARGIN, OPEN[len(core.low)])
    walled = Extent(*with_walls(function, heights, core, path_length, margins, _other_sides(stationary, core)))
    if core.is_line and len(stationary):
        walled = _with_short_branches(function, stationary, core, walled)
    *inner_and_outer, is_bowl = with_whole_rim(function, sign, heights.wall, *walled)
    walled = _with_room_about_best(trajectories, Extent(*inner_and_outer))
    walled = _clear_of_border(function, trajectories, walled)
    if pole is not None:
        strip = POLE_STRIP * core.size
        walled = walled.holding(np.array([pole - strip, pole + strip]))
    if core.is_line:
        core = core.holding(_domain_ends(function, walled))
    return Window(_ends(path).ranges, core.ranges, walled.capped(shown, cap, CORE_MARGIN).ranges, is_bowl)


def _ends(points: np.ndarray) -> Extent:
    return Extent(points.min(axis=0), points.max(axis=0))


def _of_iterates(shown: np.ndarray) -> tuple[Extent, float]:
    """Returns the extent of iterates (n, d) and the length of their path; room about them if they are one point."""
    seen = _ends(shown)
    if seen.longest_side > SAME_POINT_TOLERANCE * max(1.0, float(np.abs(shown).max())):
        return seen, seen.longest_side
    length = max(1.0, 0.5 * float(np.abs(seen.low).max()))
    return Extent(seen.low - length, seen.high + length), length


def _with_surroundings(
    trajectories: Sequence[Trajectory], seen: Extent, stationary: np.ndarray, jumps: Sequence[Jump]
) -> tuple[Extent, np.ndarray, np.ndarray | None]:
    """Returns the extent with jumps, the ways to goals, landmarks, mirror images and a pole beside it.

    Also returns along which axes it is symmetric, and the pole.
    """
    function, goals = trajectories[0].run.function, [nearest_goal(trajectory) for trajectory in trajectories]
    seen = seen.holding(np.array([[jump.x] for jump in jumps]).reshape(-1, 1)) if jumps else seen
    seen = Extent(*with_valleys(trajectories, goals, *seen))
    landmarks = np.vstack([ring_points(trajectories, *seen), domain_points(trajectories, stationary, *seen)])
    *ends, is_mirrored = mirrored(function, stationary, *seen.holding(landmarks), is_whole=len(landmarks) > 0)
    seen = Extent(*ends)
    pole = None if len(stationary) or function.is_slow else _pole_beside(function, seen)
    if pole is None:
        return seen, is_mirrored, None
    seen = seen.holding(pole[None])
    if not seen.is_line:
        *ends, is_mirrored = mirrored(function, pole[None], *seen, is_whole=True)
        seen = Extent(*ends)
    return seen, is_mirrored, pole


def _domain_ends(function: Function, walled: Extent) -> np.ndarray:
    """Returns the ends (n, 1) of a line's domain that are in sight."""
    ends = domain_ends(function, (float(walled.low[0]), float(walled.high[0])))
    return np.array([x for x, _ in ends], dtype=float).reshape(-1, 1)


def _with_slow_leavers(trajectories: Sequence[Trajectory], shown: np.ndarray) -> np.ndarray:
    """Returns the iterates that the window holds, with all of a run that falls for ever, but ever more slowly."""
    for trajectory in trajectories:
        points = trajectory.points
        if trajectory.verdict.kind != "unbounded" or not np.isfinite(points).all():
            continue
        steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
        early = float(np.ptp(np.vstack([shown, points[: SLOW_STEPS + 1]]), axis=0).max())
        if steps[-1] < steps.max() and float(np.ptp(points, axis=0).max()) <= SLOW_LENGTHS * early:
            shown = np.vstack([shown, points])
    return shown


def _with_short_branches(function: Function, stationary: np.ndarray, core: Extent, walled: Extent) -> Extent:
    """Returns a line's extent, where the curve rises slowly no farther out than the core is wide."""
    with np.errstate(all="ignore"):
        is_branch = np.isfinite(function.values(np.array([*walled])))  # and no end of the domain
    least, most = _ends(stationary)
    branch, margin = FLAT_BRANCH_SIZES * core.size, CORE_MARGIN * core.size
    low, high = np.minimum(core.low - margin, least - branch), np.maximum(core.high + margin, most + branch)
    return Extent(
        np.maximum(walled.low, low) if is_branch[0] else walled.low,
        np.minimum(walled.high, high) if is_branch[1] else walled.high,
    )


def _pole_beside(function: Function, seen: Extent) -> np.ndarray | None:
    """Returns the pole next to what the runs see, or on a line the end of the domain, if it is not far away."""
    return nearest_pole(function, *seen, POLE_REACH * seen.longest_side)


def _other_sides(stationary: np.ndarray, core: Extent) -> tuple[np.ndarray, np.ndarray]:
    """Returns how much further the ends must be to show half of a lone stationary point's other side."""
    if len(np.unique(stationary, axis=0)) != 1:
        return np.zeros_like(core.low), np.zeros_like(core.low)
    below, above = stationary[0] - core.low, core.high - stationary[0]
    return np.maximum(OTHER_SIDE * above - below, 0), np.maximum(OTHER_SIDE * below - above, 0)


def _has_saddle(trajectories: Sequence[Trajectory], stationary: np.ndarray) -> bool:
    """Returns whether a saddle is among the stationary points (m, d)."""
    saddles = {
        point.at for trajectory in trajectories for point in trajectory.stationary_points if point.kind == "saddle"
    }
    return any(tuple(at) in saddles for at in stationary.tolist())


def _with_room_about_best(trajectories: Sequence[Trajectory], shown: Extent) -> Extent:
    """Returns the extent of a plane, moved out where the best of several extrema has little room on a side."""
    best = np.array(sorted({at for trajectory in trajectories for at in best_extrema(trajectory)}))
    if shown.is_line or not len(best):
        return shown
    best = best[((best >= shown.low) & (best <= shown.high)).all(axis=1)]
    room = GOAL_ROOM * shown.longest_side
    return shown.holding(np.vstack([best - room, best + room]))


def _clear_of_border(function: Function, trajectories: Sequence[Trajectory], shown: Extent) -> Extent:
    """Returns the extent, moved out where a stationary point would stand on its border or close to it."""
    found = sorted({point.at for trajectory in trajectories for point in trajectory.stationary_points})
    stationary = np.array(found).reshape(-1, len(shown.low))
    for _ in range(CLEARING_COUNT):
        margin = MIN_BORDER_DISTANCE * shown.size
        is_over = ((stationary >= shown.low - margin / 2) & (stationary <= shown.high + margin / 2)).all(axis=1)
        if not is_over.any():
            break
        least, most = _ends(stationary[is_over])
        wider = shown.holding(np.array([least - margin, most + margin]))
        is_same = (wider.low == shown.low).all() and (wider.high == shown.high).all()
        if is_same or not np.isfinite(function.values(np.array([*wider]))).all():
            break
        shown = wider
    return shown


def clear_of_border(
    function: Function, trajectories: Sequence[Trajectory], x_range: Range, y_range: Range
) -> tuple[Range, Range]:
    """Returns the ranges of a plane, extended where a stationary point would stand on the border or close to it."""
    x_range, y_range = _clear_of_border(function, trajectories, Extent(*np.array([x_range, y_range]).T)).ranges
    return x_range, y_range


def goals_in_sight(trajectories: Sequence[Trajectory], *shown: Range) -> tuple[float, ...] | None:
    """Returns the middle of the goals and best extrema between the ends; None without any, or if one is a line."""
    if any(point.spread for trajectory in trajectories for point in trajectory.stationary_points):
        return None
    found = [goal for goal in map(nearest_goal, trajectories) if goal is not None]
    found += [at for trajectory in trajectories for at in best_extrema(trajectory)]
    low, high = np.array(shown).T
    points = np.array(found, dtype=float).reshape(-1, len(low))
    points = points[((points >= low) & (points <= high)).all(axis=1)]
    return tuple(((points.min(axis=0) + points.max(axis=0)) / 2).tolist()) if len(points) else None
