"""The heading of a chart: its title, and a legend of its runs where nothing else on the page names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gdanim.drawing.shapes import Line, Marker
from gdanim.drawing.text import TextStyle
from gdanim.panel_parts.axes_frame import name_size
from gdanim.panel_parts.ghost import has_ghost
from gdanim.panel_parts.panel_title import panel_title, text_above
from gdanim.panel_parts.run_names import name_in_panel

if TYPE_CHECKING:
    from gdanim.drawing.canvas import Mark
    from gdanim.drawing.label import Label
    from gdanim.panel_parts.panel_context import PanelContext

MAX_END_LABELS = 6  # more names at the ends of lines are a heap
HANDLE_WIDTH, HANDLE_GAP = 26, 7  # units: of the piece of line before a name, and from it to the name
ENTRY_GAP, TITLE_GAP = 22, 34  # units between two entries, and from the title to the first
ROW_PITCH = 1.45  # fraction of the font size
LINE_WIDTH, MARKER_RADIUS = 2.4, 5  # units


def naming(context: PanelContext) -> Literal["ends", "legend", "none"]:
    """Returns where a chart names its runs: at the ends of their lines, where ghosts show these, or above it.

    Runs that the page's headers name need no further legend. Of many runs in order, the first and the last are named.
    """
    if not context.has_several_runs or "names" not in context.shown_marks:
        return "none"
    is_ordered = context.has_many_runs and context.run_styles[0].rank is not None
    if (is_ordered or len(context.trajectories) <= MAX_END_LABELS) and has_ghost(context):
        return "ends"
    return "none" if context.scene_facts.has_headers or context.has_many_runs else "legend"


class ChartHeading:
    """The title of a chart and its legend: in one line, or the legend in lines below the title.

    ``labels`` are all texts, ``handles`` the pieces of line with their markers.
    """

    def __init__(self, context: PanelContext, title: str) -> None:
        self.context, self.box, self.unit = context, context.axes.box, context.unit
        self.handles: list[Mark] = []
        self.labels = panel_title(context, title)
        if naming(context) == "legend":
            self._add_legend()

    def _add_legend(self) -> None:
        style = TextStyle(name_size(self.context), self.context.theme.ink)
        before = (HANDLE_WIDTH + HANDLE_GAP) * self.unit
        fit, widest = self.context.typesetter.fit, self.box.width - before
        names = [fit(name_in_panel(self.context, index), style, widest) for index in range(self._count)]
        widths = [before + self.context.typesetter.width(name, style) for name in names]
        gap, start = ENTRY_GAP * self.unit, self._title_end
        if start + sum(widths) + gap * (self._count - 1) > self.box.width:
            start = 0.0
        rows = _rows(widths, gap, start, self.box.width)
        pitch = ROW_PITCH * style.size
        for label in self.labels if not start else ():
            label.move_to(label.x, label.y - len(rows) * pitch)
        for row, entries in enumerate(reversed(rows)):
            for index, offset in entries:
                name = text_above(self.context, names[index], style, offset + before)
                self.labels.append(name.move_to(name.x, name.y - row * pitch))
                self._add_handle(index, offset, name)

    @property
    def _count(self) -> int:
        return len(self.context.trajectories)

    @property
    def _title_end(self) -> float:
        return self.labels[0].image.width + TITLE_GAP * self.unit if self.labels else 0.0

    def _add_handle(self, index: int, offset: float, name: Label) -> None:
        context, half = self.context, HANDLE_WIDTH / 2 * self.unit
        x, y = context.reading.from_start(self.box, offset + half), name.y - name.style.middle_drop
        width = LINE_WIDTH * self.unit * context.theme.line_scale
        dashes = context.line_dashes(index, width)
        cap = "butt" if dashes else "round"
        line = Line([(x - half, y), (x + half, y)], context.colour(index), width, dashes=dashes, cap=cap)
        marker = Marker(
            context.style_index(index), context.colour(index), context.theme.paper, MARKER_RADIUS * self.unit
        )
        self.handles += [line, marker.move_to(x, y)]


def _rows(widths: list[float], gap: float, start: float, end: float) -> list[list[tuple[int, float]]]:
    """Returns the entries of each line with their offsets, from a start in the first line."""
    rows: list[list[tuple[int, float]]] = [[]]
    offset = start
    for index, width in enumerate(widths):
        if rows[-1] and offset + width > end:
            rows.append([])
            offset = 0.0
        rows[-1].append((index, offset))
        offset += width + gap
    return rows
