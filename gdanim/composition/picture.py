"""Scene, trajectories and timeline to a picture: what stands on the page, and its frames one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim import registry, themes
from gdanim.composition import cells, missing_glyphs, reversals
from gdanim.composition.context import FigureContext
from gdanim.decorations import dropped, strip_heading as banners
from gdanim.drawing.canvas import Canvas, raster
from gdanim.drawing.rc import default_rc
from gdanim.errors import Problem, RenderError, SceneError
from gdanim.layout import solver as layout
from gdanim.scene import limits
from gdanim.text import words as vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gdanim.animation.timeline import Moment, Timeline
    from gdanim.decorations.strip_heading import StripHeading
    from gdanim.descent import Trajectory
    from gdanim.layout.solver import Layout
    from gdanim.panels import Drawing
    from gdanim.scene import Scene
    from gdanim.sheets import Sheet

Frame = np.ndarray


def _no_strip() -> Sheet:
    raise RenderError("this picture has no strip: it takes the whole story to make one")


@dataclass(frozen=True, eq=False)
class Picture:
    """A laid-out film. Frames are RGBA ``(height, width, 4)`` uint8, opaque; none is overwritten by a later one.

    ``warnings`` say what the page has no room for. ``strip`` makes the row of its key moments, and ``watch`` sees all
    frames that are drawn; the story sets them.
    """

    layout: Layout
    paper: str
    drawings: tuple[Drawing, ...]
    timeline: Timeline
    colours: tuple[tuple[int, int, int], ...]
    panels: tuple[dict[str, Any], ...]
    warnings: tuple[str, ...] = ()
    strip: Callable[[], Sheet] = _no_strip
    watch: Callable[[Iterator[Frame]], Iterator[Frame]] = iter

    @property
    def size(self) -> tuple[int, int]:
        return self.layout.page.width, self.layout.page.height

    @property
    def fps(self) -> float:
        return self.timeline.fps

    @property
    def count(self) -> int:
        return len(self.timeline.moments)

    @property
    def loop(self) -> str | int:
        return self.timeline.loop

    @property
    def arrivals(self) -> tuple[float, ...]:
        return self.timeline.arrivals

    @property
    def poster(self) -> int:
        """The last frame of the first hold."""
        intro = sum(moment.phase == "intro" for moment in self.timeline.moments)
        return max(0, intro - 1)

    def frames(self) -> Iterator[Frame]:
        """All frames. Where nothing moves the same array comes again."""
        sheet = _Sheet(self)
        return self.watch(map(sheet.draw, self.timeline.moments))

    @cached_property
    def holds(self) -> tuple[int, ...]:
        """For how many frames each image stands."""
        counts = [1]
        for one, other in pairwise(self.timeline.moments):
            if not self.time_dependent and _same(one, other):
                counts[-1] += 1
            else:
                counts.append(1)
        return tuple(counts)

    @cached_property
    def time_dependent(self) -> bool:
        return any(drawing.time_dependent for drawing in self.drawings)

    def frame(self, index: int) -> Frame:
        """One frame, a copy."""
        return self._sheet.draw(self.timeline.moments[index]).copy()

    @cached_property
    def _sheet(self) -> _Sheet:
        """Kept: the next frame that is asked for is often a later one, whose background is partly drawn already."""
        return _Sheet(self)

    @cached_property
    def background(self) -> Frame:
        """What stands still in every frame."""
        canvas, pixels = raster(*self.size)
        pixels[:] = (*themes.rgb(self.paper), 255)
        with default_rc():
            for drawing in self.drawings:
                canvas.paint(drawing.static)
        return pixels

    def draw(self, index: int, renderer: Any) -> None:
        """Draw one frame with any of matplotlib's renderers, within the caller's ``default_rc``."""
        moment = self.timeline.moments[index]
        marks = [mark for drawing in self.drawings for mark in drawing.static]
        for step in range(moment.step + 1):
            marks += [mark for drawing in self.drawings for mark in drawing.persist(step)]
        canvas = Canvas(renderer)
        canvas.paint(marks)
        for drawing in self.drawings:
            drawing.show(moment)
            canvas.paint(drawing.movers)

    def at_step(self, step: int) -> int:
        """The index of the frame that shows most of a step."""
        return self.timeline.fullest(step).index


class _Sheet:
    """The page while it is drawn on: what stands is drawn once and put back, only what moves is drawn anew."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.canvas, self.pixels = raster(*picture.size)
        self.background = picture.background
        self.stamped = -1
        self.last: Moment | None = None
        self.frame = self.background

    def draw(self, moment: Moment) -> Frame:
        with default_rc():
            return self._drawn(moment)

    def _drawn(self, moment: Moment) -> Frame:
        if self.last is not None and not self.picture.time_dependent and _same(self.last, moment):
            return self.frame
        if moment.step < self.stamped:
            self.background, self.stamped = self.picture.background, -1
        while self.stamped < moment.step:
            self._stamp(self.stamped + 1)
        self.pixels[:] = self.background
        for drawing in self.picture.drawings:
            drawing.show(moment)
            self.canvas.paint(drawing.movers)
        self.last, self.frame = moment, self.pixels.copy()
        return self.frame

    def _stamp(self, step: int) -> None:
        """What arrives with a step goes into the background, so that a frame's cost does not grow with k."""
        self.stamped = step
        persisted = [artist for drawing in self.picture.drawings for artist in drawing.persist(step)]
        if persisted:
            self.pixels[:] = self.background
            self.canvas.paint(persisted)
            self.background = self.pixels.copy()


def _same(one: Moment, other: Moment) -> bool:
    return replace(one, index=0, seconds=0.0) == replace(other, index=0, seconds=0.0)


def compose(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline, *, framed: bool = False) -> Picture:
    """Lay the page out and prepare every panel, for a strip the frame under its banner.

    Raises SceneError for a film too large to be drawn.
    """
    with default_rc():
        return _composed(_page(scene, trajectories, timeline, framed=framed))


def frame(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline) -> Layout:
    """Where everything would stand in a frame of a strip."""
    with default_rc():
        return layout.solve(cells.contents(_page(scene, trajectories, timeline, framed=True)), scene.size)


def banner(
    scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline, width: int, count: int
) -> StripHeading:
    """What stands above the ``count`` frames of a strip, each ``width`` pixels wide."""
    with default_rc():
        return banners.banner(_page(scene, trajectories, timeline, framed=True), width, count)


def swinging(scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline) -> tuple[float, ...]:
    """How far a ball turns back with each step, in widths of the page, laid out as with this timeline."""
    with default_rc():
        return reversals.longest(_page(scene, trajectories, timeline))


def check_letters(scene: Scene, languages: Sequence[str] = ()) -> None:
    """Raises SceneError for each text in its language, or one of others, that no font can set."""
    unset = missing_glyphs.problems(scene, scene.font or themes.load(scene.theme).font, languages)
    if unset:
        raise SceneError(unset)


def _page(
    scene: Scene, trajectories: Sequence[Trajectory], timeline: Timeline, *, framed: bool = False
) -> FigureContext:
    theme = themes.load(scene.theme)
    check_letters(scene)
    return FigureContext(
        scene=scene,
        trajectories=tuple(trajectories),
        timeline=timeline,
        theme=theme,
        words=vocabulary.load(scene.language, scene.terms, scene.digits, bilingual=scene.bilingual),
        panels=tuple(registry.load("panels", spec.name) for spec in scene.panels),
        framed=framed,
    )


def _composed(page: FigureContext) -> Picture:
    scene, theme, timeline = page.scene, page.theme, page.timeline
    contents = cells.contents(page)
    solved = layout.solve(contents, scene.size)
    if huge := limits.huge((solved.page.width, solved.page.height), len(timeline.moments)):
        raise SceneError([Problem(huge, ("size",))])
    drawings, entries = cells.furnish(page, solved)
    colours = tuple(themes.rgb(colour) for colour in theme.colours())
    told = dropped.warnings(page, contents, solved, drawings)
    return Picture(solved, theme.paper, drawings, timeline, colours, entries, told)
