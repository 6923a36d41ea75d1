"""The top of the page: title and subtitle at the reading start, the progress at the end, or below on a tall page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.decorations import layout_warnings, subtitle
from gdanim.decorations.progress import BAR_TOP, StepProgress
from gdanim.drawing.geometry import Box
from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.layout.lengths import NO_TITLE_HEIGHT, STRIP_FRAME_TITLE_HEIGHT
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.layout.page import Page
    from gdanim.layout.page_boxes import Layout

TITLE_SIZE, MIN_TITLE_SIZE, LINE_PITCH = 31, 25, 1.2  # units; baselines of two lines are so many font sizes apart
ONE_LINE_SIZE = 28  # units: a title shrinks to this size before it takes a second line
MAX_LINES, MAX_FULL_SIZE_LINES = 3, 2
SUBTITLE_PITCH, HEIGHT_BELOW = (
    37,
    25,
)  # units from the title's last baseline to the subtitle's, and from it to the cells
TITLE_BELOW = 40  # units from the title to the cells without a subtitle
FIRST_BASELINES = {False: (54, 46), True: (34, 31)}
"""Units from the top of the page, for a single line and for more, by whether the page is compact."""
COMPACT_TITLE_SIZE = 22  # units: to which a title shrinks on a compact page before it takes a second line
COMPACT_PITCH, COMPACT_BELOW, COMPACT_RAISE = 31, 13, 26  # units: the same on a compact page, and its bar's shift
PROGRESS_PITCH, COMPACT_PROGRESS_PITCH = 44, 36  # units from the subtitle's baseline to that of a progress below it
PROGRESS_RAISE = 10  # units: of the bar above its baseline
MAX_PROGRESS_SHARE = 0.55  # of a line's width that a title leaves to the progress
PROGRESS_GAP = 24  # units between the title and the progress
SUBTITLE_GAP = 4  # units between the progress and a subtitle below it


def height(figure: FigureContext, page: Page, width: float) -> float:
    """Returns the height in pixels of the title area above the cells."""
    if figure.is_strip_frame:
        return (STRIP_FRAME_TITLE_HEIGHT if figure.is_animated else NO_TITLE_HEIGHT) * page.unit
    return TitleArea(figure, page, Box(0, 0, width, math.inf)).height


def drawing(figure: FigureContext, layout: Layout) -> Drawing:
    """Returns the drawing of title, subtitle and progress; in a frame of a strip only the progress, if anything moves.

    The title takes a second line, then smaller letters, then a third line.
    """
    page = layout.page
    area = TitleArea(figure, page, Box(layout.left, 0, layout.right, page.height))
    static: list[Label] = []
    warnings: list[str] = []
    if not figure.is_strip_frame:
        static += area.title.labels(figure, area.line, area.baselines)
        placed = subtitle.subtitle(figure, page, area.subtitle_lines(static))
        static += placed.labels
        warnings += [layout_warnings.subtitle_omits(placed.omitted, page)] if placed.omitted else []
        warnings += [layout_warnings.title_is_cut(area.title.lines[-1])] if area.title.is_cut else []
    if area.progress is None:
        return Drawing(static=static, warnings=warnings)
    return Drawing(static=static, movers=area.progress.marks, show=area.progress.show, warnings=warnings)


@dataclass(frozen=True)
class TitleLines:
    """The lines of a title, with a font ``size`` in pixels. ``is_cut``: the last ends in an ellipsis."""

    lines: tuple[str, ...]
    size: float
    is_cut: bool = False

    def labels(self, figure: FigureContext, line: Box, baselines: tuple[float, ...]) -> list[Label]:
        """Returns a label for each line, on its baseline."""
        style, reading = TextStyle(self.size, figure.theme.ink, "bold"), figure.reading
        x = reading.from_start(line, 0)
        pairs = zip(self.lines, baselines, strict=True)
        return [Label(figure.typesetter, style, x, y, reading.start).set_text(text) for text, y in pairs]

    def baselines(self, first: float) -> tuple[float, ...]:
        """Returns the baseline of each line, from the ``first`` downwards."""
        return tuple(first + index * LINE_PITCH * self.size for index in range(len(self.lines)))


def title_lines(figure: FigureContext, page: Page, width: float) -> TitleLines:
    """Returns the title in as few lines ``width`` pixels wide as its size allows; three at most."""
    title, typesetter = " ".join((figure.scene.title or "").split()), figure.typesetter
    largest, smallest = page.text(TITLE_SIZE), page.text(COMPACT_TITLE_SIZE if page.is_compact else MIN_TITLE_SIZE)
    sizes = [largest - step for step in range(math.ceil(largest - smallest))] + [smallest]

    def wrapped(size: float) -> tuple[str, ...]:
        style = TextStyle(size, figure.theme.ink, "bold")
        lines = typesetter.wrap(title, style, width)
        return tuple(lines) if all(typesetter.width(line, style) <= width for line in lines) else ()

    for size in sizes:
        if (page.is_compact or size >= page.text(ONE_LINE_SIZE)) and len(lines := wrapped(size)) == 1:
            return TitleLines(lines, size)
    for count in (MAX_FULL_SIZE_LINES, MAX_LINES):
        for size in sizes:
            if 0 < len(lines := wrapped(size)) <= count:
                return TitleLines(_balanced(figure, title, size, width), size)
    style = TextStyle(smallest, figure.theme.ink, "bold")
    lines = tuple(typesetter.wrap(title, style, width))
    contents = (*lines[: MAX_LINES - 1], " ".join(lines[MAX_LINES - 1 :]))
    fitted = tuple(typesetter.fit(line, style, width) for line in contents if line)
    return TitleLines(fitted, smallest, is_cut=fitted != contents) if title else TitleLines((), largest)


def _balanced(figure: FigureContext, title: str, size: float, width: float) -> tuple[str, ...]:
    """Returns the title in as many lines as ``width`` needs, about equally long, so that no word is left alone."""
    style, typesetter = TextStyle(size, figure.theme.ink, "bold"), figure.typesetter
    lines = typesetter.wrap(title, style, width)
    for part in range(50, 100, 5):
        shorter = typesetter.wrap(title, style, width * part / 100)
        if len(shorter) == len(lines) and all(typesetter.width(line, style) <= width for line in shorter):
            return tuple(shorter)
    return tuple(lines)


class TitleArea:
    """The places of title, subtitle and progress between the edges of ``line``.

    The progress ``has_own_line`` on a tall or narrow page, otherwise it is beside the title.
    """

    def __init__(self, figure: FigureContext, page: Page, line: Box) -> None:
        self.figure, self.page, self.line = figure, page, line
        self.has_subtitle = figure.has_subtitle or not figure.scene.title
        self.progress = self._progress_beside_title() if figure.is_animated else None
        used = self.progress.width + PROGRESS_GAP * page.unit if self.progress else 0.0
        is_narrow = used > MAX_PROGRESS_SHARE * line.width and not page.is_compact
        self.has_own_line = used > 0 and (page.is_tall or is_narrow) and not figure.is_strip_frame
        self.width_beside = line.width if self.has_own_line else line.width - used
        self.title = title_lines(figure, page, self.width_beside)
        first = FIRST_BASELINES[page.is_compact][min(1, max(0, len(self.title.lines) - 1))] * page.unit
        self.baselines = self.title.baselines(first)
        self.subtitle_baseline = self.baselines[-1] + self._pitch if self.baselines else first
        if self.has_own_line:
            baseline = self._last_baseline + self._progress_pitch * page.unit
            bar_top = baseline - PROGRESS_RAISE * page.unit
            self.progress = StepProgress(figure, page, line, baseline, bar_top, is_one_line=True)

    @property
    def height(self) -> float:
        """The height in pixels down to the cells."""
        unit = self.page.unit
        if self.has_own_line:
            return self._last_baseline + (self._progress_pitch + self._height_below) * unit
        if self.page.is_compact:
            return max(self._last_baseline + self._height_below * unit, self._progress_bottom + SUBTITLE_GAP * unit)
        alone = not (self.baselines and self.has_subtitle)
        return self._last_baseline + (TITLE_BELOW if alone else self._height_below) * unit

    def subtitle_lines(self, title: list[Label]) -> list[subtitle.SubtitleLine]:
        """Returns the line of the subtitle beside the progress, and a longer one between the progress and the cells."""
        unit, reading = self.page.unit, self.figure.reading
        title_bottom = max((label.box.bottom for label in title), default=0.0)
        below_title = self.line._replace(top=title_bottom, bottom=self.page.height)
        width = self.width_beside
        if width == self.line.width:
            return [subtitle.SubtitleLine(below_title, self.subtitle_baseline)]
        left = reading.left(below_title, 0, width)
        under = max(title_bottom, self._progress_bottom + SUBTITLE_GAP * unit)
        return [
            subtitle.SubtitleLine(below_title._replace(left=left, right=left + width), self.subtitle_baseline),
            subtitle.SubtitleLine(below_title._replace(top=under, bottom=self.height)),
        ]

    @property
    def _pitch(self) -> float:
        return (COMPACT_PITCH if self.page.is_compact else SUBTITLE_PITCH) * self.page.unit

    @property
    def _progress_pitch(self) -> float:
        return COMPACT_PROGRESS_PITCH if self.page.is_compact else PROGRESS_PITCH

    @property
    def _height_below(self) -> float:
        return COMPACT_BELOW if self.page.is_compact else HEIGHT_BELOW

    @property
    def _last_baseline(self) -> float:
        """The baseline of the lowest line beside or above the progress."""
        return self.subtitle_baseline if self.has_subtitle else self.baselines[-1]

    @property
    def _progress_bottom(self) -> float:
        return self.progress.bar.box.bottom if self.progress else 0.0

    def _progress_beside_title(self) -> StepProgress:
        unit, page = self.page.unit, self.page
        raise_ = COMPACT_RAISE * unit if page.is_compact else 0.0
        first = FIRST_BASELINES[page.is_compact][0] * unit
        return StepProgress(self.figure, page, self.line, first, BAR_TOP * unit - raise_)
