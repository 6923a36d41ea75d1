"""The laid-out animation and its frames in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from gdanim import themes
from gdanim.drawing.canvas import Canvas, raster
from gdanim.drawing.rc import default_rc
from gdanim.errors import RenderError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gdanim.animation.timeline import Moment, Timeline
    from gdanim.layout.page_boxes import Layout
    from gdanim.panels import Drawing
    from gdanim.sheets import Sheet
    from gdanim.text.words import Words

Frame = np.ndarray
STILL_STEPS = 2  # first steps of which every moment is compared to find out whether a picture is still


def _no_strip() -> Sheet:
    raise RenderError(message("composition.no_strip"))


@dataclass(frozen=True, eq=False)
class Picture:
    """A laid-out animation with its frames.

    Frames are RGBA ``(height, width, 4)`` uint8, opaque; later frames never overwrite earlier ones.

    ``warnings`` name what the page has no room for, ``step_text`` returns the words of the progress at a step. The
    pipeline sets the others: ``end`` makes the page of the last moment, ``strip`` the row of the key moments,
    ``describe`` the sidecar's content without the outputs, ``source`` is the scene's own text, ``carried`` the
    text that files carry, and ``watch`` is called
    with each frame that is drawn.
    """

    layout: Layout
    paper: str
    drawings: tuple[Drawing, ...]
    timeline: Timeline
    colours: tuple[tuple[int, int, int], ...]
    panels: tuple[dict[str, Any], ...]
    words: Words
    warnings: tuple[str, ...] = ()
    poster: int = 0
    is_animated: bool = True
    step_text: Callable[[int], str] = str
    end: Callable[[], Sheet] = _no_strip
    strip: Callable[[], Sheet] = _no_strip
    describe: Callable[[], dict[str, Any]] = dict
    source: str = ""
    carried: str = ""
    max_colours: int = 256
    films: tuple[str, ...] = ()
    is_transparent: bool = False
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
    def sheet_paper(self) -> str | None:
        """The background of sheets of this picture."""
        return None if self.is_transparent else self.paper

    @property
    def matte(self) -> tuple[int, int, int] | None:
        """The colour under a picture without a background, where a format has no transparency."""
        return themes.rgb(self.paper) if self.is_transparent else None

    def frames(self) -> Iterator[Frame]:
        """Yields all frames. Where nothing moves, the same array is repeated."""
        painter = _FramePainter(self)
        return self.watch(map(painter.frame, self.timeline.moments))

    @cached_property
    def holds(self) -> tuple[int, ...]:
        """The number of frames for which each image is held."""
        counts = [1]
        for moment, following in pairwise(self.timeline.moments):
            if not self.is_time_dependent and _look_same(moment, following):
                counts[-1] += 1
            else:
                counts.append(1)
        return tuple(counts)

    @cached_property
    def is_still(self) -> bool:
        """Whether no step changes the picture: neither its first moments nor the first ones of the others."""
        if self.is_animated or self.is_time_dependent:
            return False
        moments = self.timeline.moments
        first = [moments[index] for index in range(len(moments)) if moments[index].step != moments[index - 1].step]
        begin = [moment for moment in moments if moment.step <= STILL_STEPS]
        painter = _FramePainter(self)
        background = painter.frame(moments[0])
        return all(np.array_equal(background, painter.frame(moment)) for moment in (*begin, *first, moments[-1]))

    def as_still(self) -> Picture:
        """Returns the picture with a single frame."""
        timeline = replace(self.timeline, moments=self.timeline.moments[-1:], arrivals=(0.0,))
        first = replace(timeline.moments[0], index=0, seconds=0.0)
        return replace(self, timeline=replace(timeline, moments=(first,)), poster=0)

    @cached_property
    def is_time_dependent(self) -> bool:
        return any(drawing.is_time_dependent for drawing in self.drawings)

    def frame(self, index: int) -> Frame:
        """Returns a copy of one frame."""
        return self._painter.frame(self.timeline.moments[index]).copy()

    @cached_property
    def _painter(self) -> _FramePainter:
        """The painter, kept because the next requested frame is often a later one with the same background."""
        return _FramePainter(self)

    @cached_property
    def background(self) -> Frame:
        """The marks that are static in all frames."""
        canvas, pixels = raster(*self.size)
        pixels[:] = (*themes.rgb(self.paper), 0 if self.is_transparent else 255)
        with default_rc():
            for drawing in self.drawings:
                canvas.paint(drawing.static)
        return pixels

    def draw(self, index: int, renderer: Any) -> None:
        """Draws one frame with a matplotlib renderer, within the caller's ``default_rc``."""
        moment = self.timeline.moments[index]
        marks = [mark for drawing in self.drawings for mark in drawing.static]
        for step in range(moment.step + 1):
            marks += [mark for drawing in self.drawings for mark in drawing.persist(step)]
        canvas = Canvas(renderer)
        canvas.paint(marks)
        for drawing in self.drawings:
            drawing.show(moment)
            canvas.paint(drawing.movers)


class _FramePainter:
    """Paints the frames of a picture.

    The static background is drawn once and restored; only moving marks are redrawn.
    """

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.canvas, self.pixels = raster(*picture.size)
        self.background = picture.background
        self.persisted_step = -1
        self.last_moment: Moment | None = None
        self.last_frame = self.background

    def frame(self, moment: Moment) -> Frame:
        same = self.last_moment is not None and _look_same(self.last_moment, moment)
        if same and not self.picture.is_time_dependent:
            return self.last_frame
        with default_rc():
            self._paint(moment)
        self.last_moment, self.last_frame = moment, self.pixels.copy()
        return self.last_frame

    def _paint(self, moment: Moment) -> None:
        if moment.step < self.persisted_step:
            self.background, self.persisted_step = self.picture.background, -1
        while self.persisted_step < moment.step:
            self._persist(self.persisted_step + 1)
        self.pixels[:] = self.background
        for drawing in self.picture.drawings:
            drawing.show(moment)
            self.canvas.paint(drawing.movers)

    def _persist(self, step: int) -> None:
        """Draws the marks that a step adds into the background, so that a frame's cost does not grow with k."""
        self.persisted_step = step
        marks = [mark for drawing in self.picture.drawings for mark in drawing.persist(step)]
        if marks:
            self.pixels[:] = self.background
            self.canvas.paint(marks)
            self.background = self.pixels.copy()


def _look_same(moment: Moment, other: Moment) -> bool:
    return replace(moment, index=0, seconds=0.0) == replace(other, index=0, seconds=0.0)
