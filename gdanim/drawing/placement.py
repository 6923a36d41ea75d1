"""Where labels stand: obstacles and candidates in, placements out. The same input gives the same placements.

A label has *candidates*: positions, from the most to the least preferred. ``place`` chooses among them by the
*obstacles* that each meets: hard ones, which no label may meet, and soft ones, which cost a penalty. Every label of
every panel and decoration is placed here, or where labels stand one over the other by ``gdanim.drawing.stacking``.

>>> names = Obstacles(boxes=[marker.padded_box for marker in markers])
>>> paths = Obstacles(points=path_points, clearance=12, penalty=1)
>>> for label in labels:
...     if place_label(label, anchors(label), [names, paths], within=axes.box):
...         names.add(label.padded_box)
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from gdanim.drawing.geometry import clip_segment, segments_cross

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gdanim.drawing.geometry import Box, Segment
    from gdanim.drawing.label import Anchor, Label

EDGE = 2.0  # pixels between a label and the left and right side of its panel


@dataclass(frozen=True)
class Candidate:
    """A position that a label may take.

    Parameters
    ----------
    box
        What the label covers there, in page pixels.
    anchor
        Whatever the caller needs to put the label there, such as its side and baseline.
    leader
        The line from the thing that is named to the label, if there is one.
    text
        What the label says there, where it may say one of several things.
    """

    box: Box
    anchor: Any = None
    leader: Segment | None = None
    text: Any = None


@dataclass
class Obstacles:
    """What labels keep clear of. Boxes may be added while labels are placed.

    Parameters
    ----------
    boxes
        Boxes of the page on which no label and no leader line lies. A leader line may begin in one of them.
    gap
        How far a label is from these boxes at least, in pixels across and down.
    points
        Points ``(n, 2)`` of the page, close together along curves and paths. A row that is not finite counts for
        nothing. Leader lines may pass.
    segments
        Lines on which no label lies, and which no leader line crosses.
    clearance
        How far a label is from these points and segments at least, in pixels.
    penalty
        What it costs to meet one of these obstacles. Infinite where no label may.
    per_obstacle
        Whether the penalty counts once for each obstacle that is met, and not once for all of them.
    """

    boxes: list[Box] = field(default_factory=list)
    gap: tuple[float, float] = (0.0, 0.0)
    points: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    segments: list[Segment] = field(default_factory=list)
    clearance: float = 3.0
    penalty: float = math.inf
    per_obstacle: bool = False

    def add(self, *boxes: Box) -> None:
        """Keeps the labels that are placed from now on clear of ``boxes``, too."""
        self.boxes.extend(boxes)

    def cost(self, candidate: Candidate) -> float:
        """Returns the penalty of a candidate: 0 where it meets none of the obstacles."""
        if self.per_obstacle:
            met = self._boxes_met(candidate) + self._points_met(candidate) + self._segments_met(candidate)
            return self.penalty * met if met else 0.0
        met = self._boxes_met(candidate) or self._points_met(candidate) or self._segments_met(candidate)
        return self.penalty if met else 0.0

    def _boxes_met(self, candidate: Candidate) -> int:
        across, down = self.gap
        wide, leader = candidate.box.inset(-across, -down, -across, -down), candidate.leader
        met = [wide.overlaps(box) or (leader is not None and _leads_over(leader, box)) for box in self.boxes]
        return sum(met)

    def _points_met(self, candidate: Candidate) -> int:
        if not len(self.points):
            return 0
        left, top, right, bottom = candidate.box.grown(self.clearance)
        x, y = self.points.T
        return int(((x > left) & (x < right) & (y > top) & (y < bottom)).sum())

    def _segments_met(self, candidate: Candidate) -> int:
        wide, leader = candidate.box.grown(self.clearance), candidate.leader
        crossed = [
            clip_segment(wide, *segment) is not None or (leader is not None and segments_cross(leader, segment))
            for segment in self.segments
        ]
        return sum(crossed)


def _leads_over(leader: Segment, box: Box) -> bool:
    """Returns whether a leader line from outside of a box goes over it."""
    return not box.has(leader[0]) and clip_segment(box, *leader) is not None


def place(
    candidates: Iterable[Candidate],
    obstacles: Sequence[Obstacles],
    *,
    within: Box | None = None,
    cost: Callable[[Candidate], Any] | None = None,
) -> Candidate | None:
    """Chooses the best candidate.

    Parameters
    ----------
    candidates
        From the most to the least preferred. They are asked for one by one, and none after the first that costs
        nothing.
    obstacles
        Groups of obstacles. The penalties of those that a candidate meets are added up.
    within
        The box that a candidate must lie in, ``EDGE`` pixels from its left and right side.
    cost
        What decides among the candidates of the least penalty, as the key of ``min``; without it, their order does.

    Returns
    -------
    Candidate or None
        The candidate of the least penalty, then of the least cost, then the first. None where all candidates lie
        outside of ``within`` or meet a hard obstacle.
    """
    best: list[Candidate] = []
    least = math.inf
    inside = None if within is None else within.inset(left=EDGE, right=EDGE)
    for candidate in candidates:
        if inside is not None and not inside.contains(candidate.box):
            continue
        penalty = _penalty(candidate, obstacles, least)
        if penalty < least:
            best, least = [candidate], penalty
        elif penalty == least and best:
            best.append(candidate)
        if least == 0 and cost is None:
            break
    return min(best, key=cost, default=None) if cost else next(iter(best), None)


def _penalty(candidate: Candidate, obstacles: Sequence[Obstacles], limit: float) -> float:
    """Returns the sum of a candidate's penalties; infinite as soon as it is over a limit."""
    total = 0.0
    for group in obstacles:
        total += group.cost(candidate)
        if total > limit or math.isinf(total):
            return math.inf
    return total


def place_label(
    label: Label,
    anchors: Iterable[Anchor],
    obstacles: Sequence[Obstacles],
    *,
    within: Box | None = None,
    cost: Callable[[Candidate], Any] | None = None,
    texts: Sequence[str] = (),
    leader: Callable[[Box], Segment] | None = None,
) -> bool:
    """Moves a label to the best of its anchors.

    Parameters
    ----------
    label
        The label. It gets the chosen text and anchor, or keeps its own where there is no place for it.
    anchors
        From the most to the least preferred.
    obstacles, within, cost
        As in ``place``.
    texts
        What the label may say, from the most to the least preferred; by default what it says. A text goes before the
        next one wherever both have the same penalty.
    leader
        Gives the leader line to a label by its box.

    Returns
    -------
    bool
        Whether there is a place for the label.
    """
    positions, choices = list(anchors), list(texts or (label.content,))
    before = label.content, label.anchor

    def candidate(text: Any, anchor: Anchor) -> Candidate:
        box = label.set_text(text).move_to_anchor(anchor).box
        return Candidate(box, anchor, leader(box) if leader else None, text)

    key = (lambda each: (choices.index(each.text), cost(each))) if cost else None
    candidates = (candidate(text, anchor) for text in choices for anchor in positions)
    chosen = place(candidates, obstacles, within=within, cost=key)
    text, anchor = (chosen.text, chosen.anchor) if chosen else before
    label.set_text(text).move_to_anchor(anchor)
    return chosen is not None


def keep_free(labels: Iterable[Label], obstacles: Obstacles) -> list[Label]:
    """Sorts out labels that have one position each.

    Parameters
    ----------
    labels
        From the most to the least important.
    obstacles
        What they must not meet. The boxes of the labels that are returned are added to it.

    Returns
    -------
    list of Label
        Those that meet neither an obstacle nor one before them.
    """
    free = []
    for label in labels:
        box = label.box
        if not obstacles.cost(Candidate(box)):
            obstacles.add(box)
            free.append(label)
    return free


def clearing_shift(
    boxes: Sequence[Box],
    obstacles: Sequence[Box],
    direction: Literal["left", "down"],
    gap: tuple[float, float] = (0, 0),
) -> int:
    """Returns how far boxes have to move, all together, until none of them meets an obstacle.

    Parameters
    ----------
    boxes
        The boxes of a row of labels, or of a column.
    obstacles
        What they must not meet.
    direction
        Where they move to.
    gap
        How far a box is from these obstacles at least, in pixels across and down.

    Returns
    -------
    int
        The least shift in whole pixels; 0 where they meet none.
    """
    across, down = gap
    wide = [obstacle.inset(-across, -down, -across, -down) for obstacle in obstacles]
    shift = 0
    while True:
        moved = [box.shifted(-shift, 0) if direction == "left" else box.shifted(0, shift) for box in boxes]
        met = [(box, obstacle) for box in moved for obstacle in wide if box.overlaps(obstacle)]
        if not met:
            return shift
        depths = [box.right - each.left if direction == "left" else each.bottom - box.top for box, each in met]
        shift += max(1, math.ceil(max(depths)))
