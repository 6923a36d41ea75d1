"""The context of a figure: the scene, its trajectories in time, and the theme, words and panels that it uses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gdanim.decorations.run_naming import RunNaming, TurnNaming
from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.text import quantities, run_order
from gdanim.text.phrases import MAX_DESCRIBED
from gdanim.text.scene_description import has_ball

if TYPE_CHECKING:
    from gdanim.animation.timeline import Timeline
    from gdanim.descent import Trajectory
    from gdanim.drawing.text import Typesetter
    from gdanim.layout.panel_size import PanelSize
    from gdanim.panels import Panel
    from gdanim.scene import Scene
    from gdanim.text.quantities import QuantityFormats
    from gdanim.text.words import Words
    from gdanim.themes import Theme


MAX_PAGE_HEADER_RUNS = 12  # more are named by the chart alone


@dataclass(frozen=True)
class FigureContext:
    """The data that layout, decorations and cells read about a figure.

    Attributes
    ----------
    scene
        The scene.
    trajectories
        The runs' trajectories, in the order of the scene.
    timeline
        All moments of the animation.
    theme, words
        The colours, and the language's words.
    panels
        The panels in the order of the scene.
    is_strip_frame
        Whether the page is a frame of a strip, whose heading has title, function and legend once for all frames.
    """

    scene: Scene
    trajectories: tuple[Trajectory, ...]
    timeline: Timeline
    theme: Theme
    words: Words
    panels: tuple[Panel, ...]
    is_strip_frame: bool = False

    # texts

    @property
    def reading(self) -> ReadingDirection:
        """The reading direction of the page."""
        return ReadingDirection(self.words.is_right_to_left)

    @cached_property
    def typesetter(self) -> Typesetter:
        from gdanim.drawing.text import Typesetter

        font = self.scene.font or self.theme.font
        words = self.words
        return Typesetter(
            rtl=words.is_right_to_left, font=font, scale=self.theme.text_scale, localized=words.localized_maths
        )

    @cached_property
    def formats(self) -> QuantityFormats:
        """The number formats of the animation's quantities."""
        return quantities.of(self.scene, self.trajectories)

    @cached_property
    def naming(self) -> RunNaming:
        kind = RunNaming if self.scene.clock.shows_all_runs else TurnNaming
        return kind(self.scene, self.words, self.formats, self.is_animated)

    @property
    def has_subtitle(self) -> bool:
        """Whether the subtitle has content common to all runs: their function or their step size."""
        return self.has_one_formula or self.naming.shared_eta is not None

    # runs

    @property
    def is_lesson(self) -> bool:
        """Whether the scene has a single run, whose steps are explained."""
        return len(self.trajectories) == 1

    @property
    def has_one_function(self) -> bool:
        return len({run.function for run in self.scene.runs}) == 1

    @property
    def has_one_formula(self) -> bool:
        """Whether the runs' functions have one formula, though its letters may have several values."""
        return len({(run.function.formula, run.function.variables, run.function.name) for run in self.scene.runs}) == 1

    @property
    def runs_step_together(self) -> bool:
        return len(set(self.scene.run_clocks)) == 1

    @property
    def has_run_colours(self) -> bool:
        """Whether a legend or a shared panel tells runs apart by colours and markers."""
        if self.has_coloured_places:
            return False
        return not self.is_lesson and (self.max_runs_per_cell > 1 or bool(self.shared_panels))

    @property
    def has_many_runs(self) -> bool:
        """Whether so many runs share a cell that they are counted instead of named."""
        return self.max_runs_per_cell > MAX_DESCRIBED

    @cached_property
    def run_ranks(self) -> tuple[float | None, ...]:
        """The rank of each of many runs that differ by a number, from 0 to 1; None for runs without order."""
        runs = self.scene.runs
        return run_order.ranks(runs, self.scene.cells) if self.has_many_runs else (None,) * len(runs)

    @property
    def has_coloured_places(self) -> bool:
        """Whether a panel gives the runs' colours to places."""
        return any(panel.page.colours_places for panel in self.panels)

    @property
    def has_legend(self) -> bool:
        """Whether the header of a cell is the legend of several runs."""
        return self.max_runs_per_cell > 1 and not self.has_coloured_places

    def panel_size(self, index: int) -> PanelSize:
        """Returns the size of panel ``index`` for the scene's functions."""
        panel = self.panels[index]
        is_of_plane = panel.map_size is not None and len(self.scene.runs[0].start) > 1
        return panel.map_size if is_of_plane else panel.size  # type: ignore[return-value]

    @property
    def is_animated(self) -> bool:
        """Whether anything visibly follows a run: a ball that takes a step, a line that grows, a table's rows."""
        takes_steps = any(len(trajectory.points) > 1 for trajectory in self.trajectories)
        return takes_steps and (has_ball(self.scene) or bool(self.shared_panels))

    # panels

    @property
    def run_panels(self) -> list[int]:
        """The indices of the panels that are drawn in every cell, for its own runs."""
        return [index for index, panel in enumerate(self.panels) if panel.scope == "run"]

    @property
    def shared_panels(self) -> list[int]:
        """The indices of the panels that are drawn once, for all runs."""
        return [index for index, panel in enumerate(self.panels) if panel.scope == "all"]

    def shown_marks(self, index: int) -> frozenset[str]:
        """Returns the marks that panel ``index`` shows when it has enough room."""
        return self.scene.shown_marks(self.scene.panels[index])

    @property
    def header_marks(self) -> frozenset[str]:
        """The marks of a cell's first panel, which determine the contents of its header.

        Where none of a cell's panels can show what became of a run, such as tables, the header tells it.
        """
        if not self.run_panels:
            return frozenset()
        marks = self.shown_marks(self.run_panels[0])
        can_tell = any("verdict" in self.panels[index].marks for index in self.run_panels)
        return marks if can_tell or not self.is_animated else marks | {"verdict"}

    @property
    def has_page_header(self) -> bool:
        """Whether a page without cells has a header above its shared panels: readouts and verdicts of its runs."""
        is_low = len(self.trajectories) <= MAX_PAGE_HEADER_RUNS or self.has_many_runs
        return not self.run_panels and self.is_animated and is_low

    @property
    def runs_per_header(self) -> int:
        """The greatest number of runs in a header."""
        return len(self.trajectories) if self.has_page_header else self.max_runs_per_cell

    @property
    def cell_title_keys(self) -> frozenset[str]:
        """The keys that the titles of cells name, so that their legends don't."""
        return self.naming.cell_title_keys if self.run_panels else frozenset()

    # cells and their legends

    @property
    def cell_count(self) -> int:
        """The number of cells on the page."""
        return len(self.scene.cells) if self.run_panels else 0

    @property
    def max_runs_per_cell(self) -> int:
        return max(len(cell) for cell in self.scene.cells)

    @property
    def headers_have_markers(self) -> bool:
        """Whether a cell's run also appears, by its marker and colour, in a shared panel."""
        return bool(self.shared_panels) and self.max_runs_per_cell == 1 and not self.is_lesson

    @property
    def cells_have_titles(self) -> bool:
        """Whether each cell has a title of its own above its legend."""
        return bool(self.cell_title_keys) and self.naming.table is None

    @property
    def strip_has_legend(self) -> bool:
        """Whether every frame of a strip has the same runs in its only cell, so that its heading names them once."""
        has_names = self.max_runs_per_cell > 1 and not self.has_many_runs
        return self.is_strip_frame and has_names and len(self.scene.cells) == 1
