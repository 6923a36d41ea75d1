"""Chooses positions for labels from candidates and obstacles, deterministically.

A label has *candidates*: positions, from the most to the least preferred. ``place`` chooses among them by the
*obstacles* that each meets: hard ones, which no label may meet, and soft ones, which cost a penalty. Every label of
every panel and decoration is placed here, or, where several move together, by ``gdanim.drawing.stacking``.

>>> names = Obstacles(boxes=[marker.padded_box for marker in markers])
>>> paths = Obstacles(points=path_points, clearance=12, penalty=1)
>>> placed = [label for label in labels if names.place(label, anchors(label), [paths], within=axes.box)]
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim.drawing.geometry import clip_segment, segments_cross

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gdanim.drawing.geometry import Box, Segment
    from gdanim.drawing.label import Anchor, Label

SIDE_MARGIN = 2.0  # pixels between a label and the left and right side of its panel


@dataclass(frozen=True)
class Candidate:
    """A position that a label may take.

    Parameters
    ----------
    box
        The box that the label covers there, in page pixels.
    anchor
        The data with which the caller moves the label there, such as its side and baseline.
    leader
        The line from the named object to the label, if there is one.
    text
        The label's text there, where it has several alternatives.
    """

    box: Box
    anchor: Any = None
    leader: Segment | None = None
    text: Any = None


@dataclass
class Obstacles:
    """Objects that labels must not overlap. Boxes may be added while labels are placed.

    Parameters
    ----------
    boxes
        Boxes that no label and no leader line may overlap. A leader line may begin in one of them.
    gap
        The minimum distance of a label from these boxes, in pixels across and down.
    points
        Points ``(n, 2)`` of the page, close together along curves and paths. Rows that are not finite are ignored.
        Leader lines may cross them.
    segments
        Lines that no label may overlap and no leader line may cross.
    clearance
        The minimum distance of a label from these points and segments, in pixels.
    penalty
        The penalty for meeting one of these obstacles; infinite for hard ones.
    per_obstacle
        Whether the penalty counts for each obstacle that is met, rather than once for all.
    """

    boxes: list[Box] = field(default_factory=list)
    gap: tuple[float, float] = (0.0, 0.0)
    points: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    segments: list[Segment] = field(default_factory=list)
    clearance: float = 3.0
    penalty: float = math.inf
    per_obstacle: bool = False

    def add(self, *boxes: Box) -> None:
        """Adds ``boxes`` to the obstacles."""
        self.boxes.extend(boxes)

    def cost(self, candidate: Candidate) -> float:
        """Returns the penalty of a candidate: 0 if it meets none of the obstacles."""
        if self.per_obstacle:
            met = self._boxes_met(candidate) + self._points_met(candidate) + self._segments_met(candidate)
            return self.penalty * met if met else 0.0
        met = self._boxes_met(candidate) or self._points_met(candidate) or self._segments_met(candidate)
        return self.penalty if met else 0.0

    def place(
        self,
        label: Label,
        anchors: Iterable[Anchor],
        others: Sequence[Obstacles] = (),
        *,
        within: Box | None = None,
        cost: Callable[[Candidate], Any] | None = None,
        texts: Sequence[str] = (),
        leader: Callable[[Box], Segment] | None = None,
    ) -> bool:
        """Places a label clear of these obstacles and of others, and adds it to these.

        Parameters
        ----------
        label, anchors, within, cost, texts, leader
            See ``place_label``.
        others
            Further groups of obstacles.

        Returns
        -------
        bool
            Whether the label has room; without, it isn't added.
        """
        obstacles = [self, *others]
        is_placed = place_label(label, anchors, obstacles, within=within, cost=cost, texts=texts, leader=leader)
        if is_placed:
            self.add(label.padded_box)
        return is_placed

    def is_free(self, label: Label) -> bool:
        """Returns whether a label meets none of the obstacles at its position."""
        return not self.cost(Candidate(label.box))

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
    """Returns whether a leader line crosses a box from outside."""
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
        The candidates, from the most to the least preferred; evaluated lazily up to the first without penalty.
    obstacles
        Groups of obstacles, whose penalties add up.
    within
        The box that must contain a candidate, ``SIDE_MARGIN`` pixels from its left and right side.
    cost
        The key that decides between candidates of equal penalty, as the key of ``min``; by default their order.

    Returns
    -------
    Candidate or None
        The candidate of the lowest penalty, then of the lowest cost, then the first. None if all candidates lie outside
        ``within`` or meet a hard obstacle.
    """
    best: list[Candidate] = []
    min_penalty = math.inf
    inside = None if within is None else within.inset(left=SIDE_MARGIN, right=SIDE_MARGIN)
    for candidate in candidates:
        if inside is not None and not inside.contains(candidate.box):
            continue
        penalty = _penalty(candidate, obstacles, min_penalty)
        if penalty < min_penalty:
            best, min_penalty = [candidate], penalty
        elif penalty == min_penalty and best:
            best.append(candidate)
        if min_penalty == 0 and cost is None:
            break
    return min(best, key=cost, default=None) if cost else next(iter(best), None)


def _penalty(candidate: Candidate, obstacles: Sequence[Obstacles], limit: float) -> float:
    """Returns the sum of a candidate's penalties; infinite as soon as it exceeds a limit."""
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
        The label. It gets the chosen text and anchor, or keeps its own if it has no room.
    anchors
        The anchors, from the most to the least preferred.
    obstacles, within, cost
        See ``place``.
    texts
        Alternative texts, from the most to the least preferred; by default the label's own. A text precedes the next
        one wherever both have the same penalty.
    leader
        Returns the leader line to a label with a given box.

    Returns
    -------
    bool
        Whether the label has room.
    """
    positions, choices = list(anchors), list(texts or (label.content,))
    before = label.content, label.anchor

    def candidate(text: Any, anchor: Anchor) -> Candidate:
        box = label.set_text(text).move_to_anchor(anchor).outer_box
        return Candidate(box, anchor, leader(box) if leader else None, text)

    key = (lambda each: (choices.index(each.text), cost(each))) if cost else None
    candidates = (candidate(text, anchor) for text in choices for anchor in positions)
    chosen = place(candidates, obstacles, within=within, cost=key)
    text, anchor = (chosen.text, chosen.anchor) if chosen else before
    label.set_text(text).move_to_anchor(anchor)
    return chosen is not None


def anchors_within(label: Label, box: Box, shares: Sequence[float], holds: Callable[[Box], bool]) -> list[Anchor]:
    """Returns the anchors of a grid at which a label stands inside of a region, column by column.

    Parameters
    ----------
    label
        The label, which is moved.
    box
        The box of the grid.
    shares
        The places of the grid's lines, as fractions of the box's width and height.
    holds
        Returns whether the region holds the label's box.

    Returns
    -------
    list of Anchor
        The anchors, which the caller sorts by how well a label stands there.
    """
    found: list[Anchor] = []
    for across, down in product(shares, shares):
        anchor: Anchor = ("center", box.left + across * box.width, box.top + down * box.height)
        found += [anchor] if holds(label.move_to_anchor(anchor).padded_box) else []
    return found


def without_overlaps(labels: Iterable[Label], obstacles: Obstacles) -> list[Label]:
    """Selects the labels that overlap neither an obstacle nor an earlier label.

    Parameters
    ----------
    labels
        The labels, each with one position, from the most to the least important.
    obstacles
        The obstacles, to which the boxes of the returned labels are added.

    Returns
    -------
    list of Label
        The labels that fit.
    """
    free = []
    for label in labels:
        box = label.outer_box
        if not obstacles.cost(Candidate(box)):
            obstacles.add(box)
            free.append(label)
    return free
