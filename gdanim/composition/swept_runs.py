"""Draws a sweep: the panels of all values, and beside them the whole run of one value after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.animation.timeline import Moment
from gdanim.drawing.canvas import Group
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gdanim.descent import Trajectory
    from gdanim.drawing.canvas import Mark


class SweptRuns:
    """The drawings of one run after another, each made when it is first shown.

    ``draw(index)`` returns those of a run, which are shown as they are after its last step.
    """

    def __init__(self, trajectories: Sequence[Trajectory], draw: Callable[[int], Sequence[Drawing]]) -> None:
        self.trajectories, self.draw = trajectories, draw
        self.shown = -1
        self.group = Group()

    def drawing(self) -> Drawing:
        """Returns one drawing, whose moments' steps are the indices of the runs."""
        return Drawing(movers=[self.group], show=self.show)

    def show(self, moment: Moment) -> None:
        index = min(moment.step, len(self.trajectories) - 1)
        if index != self.shown:
            self.shown, self.group.children = index, self._marks(index)

    def _marks(self, index: int) -> list[Mark]:
        """Returns all marks of a run after its last step, from back to front."""
        last = self.trajectories[index].last_step
        end = Moment(0, 0.0, "end", last, 2)
        marks: list[Mark] = []
        for drawing in self.draw(index):
            drawing.show(end)
            marks += drawing.static
            for step in range(last + 1):
                marks += drawing.persist(step)
            marks += drawing.movers
        return marks
