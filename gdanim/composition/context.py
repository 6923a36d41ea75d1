"""What a page is made from: the scene, its runs in time, and the theme, words and panels that it asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gdanim.animation import run_clock
from gdanim.marks.run_names import joined, parts, rate
from gdanim.marks.run_styles import signs

if TYPE_CHECKING:
    from collections.abc import Collection

    from gdanim.animation.run_clock import Pace
    from gdanim.animation.timeline import Timeline
    from gdanim.descent import Trajectory
    from gdanim.drawing.text import Typesetter
    from gdanim.panels import Panel
    from gdanim.scene import Scene
    from gdanim.text.words import Words
    from gdanim.themes import Theme


@dataclass(frozen=True)
class FigureContext:
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
        from gdanim.drawing.text import Typesetter

        font = self.scene.font or self.theme.font
        words = self.words
        return Typesetter(rtl=words.right_to_left, font=font, scale=self.theme.text, commas=words.decimal_comma)

    @cached_property
    def paces(self) -> tuple[Pace, ...]:
        """How fast each run steps on the film's clock."""
        return run_clock.paces(self.scene.runs, by_passes=self.scene.epochs is not None)

    @property
    def together(self) -> bool:
        """Whether all runs step at once."""
        return len(set(self.paces)) == 1

    @property
    def lesson(self) -> bool:
        return len(self.trajectories) == 1

    @property
    def single(self) -> bool:
        """Whether all runs have one function, of which the line under the title tells."""
        return len({run.function for run in self.scene.runs}) == 1

    @property
    def explained(self) -> bool:
        """Whether a line under the title says what all runs have in common."""
        return self.single or self.shared_eta is not None

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
    def signs(self) -> tuple[int, ...]:
        """Which marker and colour each run has among several."""
        return signs(self.trajectories, overlay=self.scene.overlay)

    @cached_property
    def names(self) -> tuple[dict[str, str], ...]:
        """What sets each run apart, by key, with English words behind terms where the scene is bilingual."""
        words = replace(self.words, first={})
        runs = self.scene.runs
        return tuple(parts(words.of(number), run) | rate(run, runs) for number, run in enumerate(runs))

    def name(self, number: int, but: Collection[str] = ()) -> str:
        """A run's name without the keys that are said elsewhere."""
        return joined(self.words, (text for key, text in self.names[number].items() if key not in but))

    def halves(self, number: int) -> tuple[str, str]:
        """A run's name without what the page says, and its step size where that ends it."""
        named = [(key, text) for key, text in self.names[number].items() if key not in self.said]
        ends = len(named) > 1 and named[-1][0] == "eta"
        tail = named.pop()[1] if ends else ""
        return joined(self.words, (text for _, text in named)), tail

    @cached_property
    def shared_eta(self) -> str | None:
        """The step size that all of several runs have: the line under the title says it once for all."""
        runs = self.scene.runs
        told = {run.schedule.text if run.schedule else None for run in runs}
        if self.lesson or not self.moving or len(told) > 1 or not self.scene.formula.eta:
            return None
        named = any({key for key, _ in run.differs} == {"eta"} for run in runs)  # nothing else is left to be named
        return None if named else told.pop()

    @cached_property
    def shared_keys(self) -> frozenset[str]:
        """What the automatic names of the runs in one cell have in common, where there are several such cells."""
        if len(self.scene.cells) == 1 or self.crowd == 1:
            return frozenset()
        cells = [[dict(self.scene.runs[number].differs) for number in cell] for cell in self.scene.cells]
        keys = set(cells[0][0]) - self.said
        return frozenset(key for key in keys if all(len({each.get(key) for each in cell}) == 1 for cell in cells))

    @property
    def said(self) -> frozenset[str]:
        """What the page says once for all runs."""
        return frozenset() if self.shared_eta is None else frozenset({"eta"})

    @property
    def keyed(self) -> bool:
        """Whether each cell's run is found again, by its sign and colour, in a panel for all runs."""
        return bool(self.common) and self.crowd == 1 and not self.lesson

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
