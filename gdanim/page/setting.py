"""What a page is made from: the scene, its runs in time, and the theme, words and panels that it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gdanim import pace
from gdanim.panels.marks.naming import SYMBOLS

if TYPE_CHECKING:
    from gdanim.descent import Trajectory
    from gdanim.pace import Pace
    from gdanim.panels import Panel
    from gdanim.panels.marks.text import Typesetter
    from gdanim.scene import Scene
    from gdanim.themes import Theme
    from gdanim.timeline import Timeline
    from gdanim.words import Words


@dataclass(frozen=True)
class Setting:
    """``trajectories`` are in the order of the scene's runs, ``panels`` in that of its panels.

    ``framed``: the page is a frame of a strip, above which title, function and legend are said once.
    """

    scene: Scene
    trajectories: tuple[Trajectory, ...]
    timeline: Timeline
    theme: Theme
    words: Words
    panels: tuple[Panel, ...]
    framed: bool = False

    @cached_property
    def text(self) -> Typesetter:
        from gdanim.panels.marks.text import Typesetter

        return Typesetter(rtl=self.words.right_to_left, font=self.scene.font or self.theme.font)

    @cached_property
    def paces(self) -> tuple[Pace, ...]:
        """How fast each run steps on the film's clock."""
        return pace.paces(self.scene.runs, by_passes=self.scene.epochs is not None)

    @property
    def together(self) -> bool:
        """Whether all runs step at once."""
        return len(set(self.paces)) == 1

    @property
    def lesson(self) -> bool:
        return len(self.trajectories) == 1

    @property
    def own(self) -> list[int]:
        """The places of the panels that are drawn once a run."""
        return [index for index, panel in enumerate(self.panels) if panel.scope == "run"]

    @property
    def common(self) -> list[int]:
        return [index for index, panel in enumerate(self.panels) if panel.scope == "all"]

    def marks(self, index: int) -> frozenset[str]:
        """What panel ``index`` shows where it has all the room it wants."""
        panel, spec = self.panels[index], self.scene.panels[index]
        several = (panel.overlay or panel.comparison) if self.crowd > 1 else panel.comparison
        default = panel.lesson if self.lesson else several
        show = spec.show if spec.show is not None else self.scene.show
        return frozenset(show.of(default)) & frozenset(panel.marks)

    def options(self, index: int) -> Any:
        """The options of panel ``index``, chosen or by default; None where it has none."""
        panel, given = self.panels[index], self.scene.panels[index].options
        return panel.options() if given is None and panel.options is not None else given

    @property
    def headed(self) -> frozenset[str]:
        """The marks of the panel that speaks for its cell: the first."""
        return self.marks(self.own[0]) if self.own else frozenset()

    @property
    def moving(self) -> bool:
        """Whether anything is seen to go: a ball that takes a step, or a line that grows."""
        ball = any("ball" in self.marks(index) for index in self.own) or bool(self.common)
        return ball and any(len(trajectory.points) > 1 for trajectory in self.trajectories)

    @cached_property
    def shared_keys(self) -> frozenset[str]:
        """What the automatic names of the runs in one cell have in common, where there are several such cells."""
        if len(self.scene.cells) == 1 or self.crowd == 1:
            return frozenset()
        kept: set[str] | None = None
        for cell in self.scene.cells:
            named = [dict(self.scene.runs[number].differs) for number in cell]
            same = {key for key in SYMBOLS if key in named[0] and all(one.get(key) == named[0][key] for one in named)}
            kept = same if kept is None else kept & same
        return frozenset(kept or ())

    @property
    def grouped(self) -> bool:
        """Whether each cell has a title of its own over its legend."""
        return bool(self.shared_keys)

    @property
    def named_above(self) -> bool:
        """Whether every frame of a strip has the same runs in its only cell, so that a legend names them once."""
        return self.framed and self.crowd > 1 and len(self.scene.cells) == 1

    @property
    def crowd(self) -> int:
        """The most runs that share a cell."""
        return max(len(cell) for cell in self.scene.cells)
