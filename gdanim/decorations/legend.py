"""The legend over a panel that several runs share: whose sign is whose, in as few lines as have room for all names."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from gdanim.decorations import readout
from gdanim.decorations.legend_form import GAP, LEAST_NAME, LEAST_VALUE, MARKER, LegendForm, LegendTexts
from gdanim.drawing.geometry import Box

if TYPE_CHECKING:
    from gdanim.composition.context import FigureContext
    from gdanim.decorations.legend_form import ReadoutFields
    from gdanim.drawing.reading_direction import Reading
    from gdanim.layout.spec import Page

SIZES = ((17, 15.5), (16, 15), (15, 14), (14, 13))  # of names and values, at 960 pixels
TAIL = 13.5  # of what is said under a name's first words
COLUMNS = (2, 3, 1, 4)
APART = 30  # between two columns
PITCH = 1.3  # from line to line, of the letters' size
BETWEEN, LEAST_ROW = 11, 30  # what stands between two rows; and a row's least height
BELOW, TITLE = 14, 34  # under the legend; and what the title of a cell takes over it
SPARED, SMALLER = 0.55, 25  # of a row, for verdicts in full; and pixels of height, for letters a pixel larger


def legend(figure: FigureContext, page: Page, width: float, show: frozenset[str]) -> LegendForm:
    """The lowest form in which nothing is cut, larger letters and whole verdicts before smaller and shorter ones."""
    written = writing(figure, page, width, show)
    tried = [_Attempt(written, Shape(*each)) for each in product(SIZES, (False, True), (0, 1, 2), COLUMNS)]
    tried.sort(key=lambda attempt: attempt.cost)
    least = _Attempt(written, Shape(SIZES[-1], brief=True, lines=2, columns=1))
    return next((attempt for attempt in tried if attempt.fits), least).form()


def writing(figure: FigureContext, page: Page, width: float, show: frozenset[str]) -> LegendTexts:
    but = figure.shared_keys | figure.said
    return LegendTexts(figure, page, width, show - {"title"} if figure.named_above else show, but)


def rows(figure: FigureContext, form: LegendForm) -> int:
    return -(-figure.crowd // form.columns)


def height(figure: FigureContext, page: Page, form: LegendForm) -> float:
    """Of the whole legend, with the title of its cell."""
    return rows(figure, form) * form.height + (BELOW + (TITLE if figure.grouped else 0)) * page.unit


def places(box: Box, count: int, form: LegendForm, reading: Reading) -> list[Box]:
    """The places of the runs that share a cell, row by row."""
    gap = APART * form.page.unit
    width = (box.width - (form.columns - 1) * gap) / form.columns
    found = []
    for index in range(count):
        row, column = divmod(index, form.columns)
        left, top = reading.left(box, column * (width + gap), width), box.top + row * form.height
        found.append(Box(left, top, left + width, top + form.height))
    return found


class Shape(NamedTuple):
    """Sizes of names and values at 960 pixels, verdicts in a word or not, and how entries are set in columns.

    ``lines`` 0: all stands on one line; 1: under a name's first words what else is said of it; 2: and the value.
    """

    sizes: tuple[float, float]
    brief: bool
    lines: int
    columns: int


class _Attempt:
    """One shape; nothing is set to be measured before it is asked for."""

    def __init__(self, writing: LegendTexts, shape: Shape) -> None:
        self.writing, (sizes, self.brief, self.lines, self.columns) = writing, shape
        unit = writing.page.unit
        self.parts = [writing.split(number) for number in range(len(writing.names))]
        self.name, self.value = max(LEAST_NAME, sizes[0] * unit), max(LEAST_VALUE, sizes[1] * unit)
        self.tail = max(LEAST_VALUE, TAIL * unit) if self.lines else self.name
        self.width = (writing.width - (self.columns - 1) * APART * unit) / self.columns
        self.marker, self.gap = MARKER * unit, GAP * unit

    @cached_property
    def figures(self) -> ReadoutFields:
        single = all(len(run.start) == 1 for run in self.writing.figure.scene.runs)
        return self.writing.figures(self.value, self.writing.width, flat=single)

    @cached_property
    def told(self) -> tuple[str, ...] | None:
        room = self.width - self.at - self.writing.sign(self.value)
        return self.writing.told(self.value, room, brief=self.brief)

    @cached_property
    def names(self) -> float:
        """The room of the widest name on the first line, with its sign and all that stands on it."""
        heads, tails = zip(*self.parts, strict=True)
        first = [self.writing.text(head, self.name, "semibold") for head in heads]
        rest = [self.writing.text(tail, self.tail) for tail in tails]
        if self.lines:
            return self.marker + (max(*first, *rest) if self.lines == 1 else max(first))
        pairs = zip(first, rest, strict=True)
        return self.marker + max(one + (self.gap / 2 + other if other else 0) for one, other in pairs)

    @cached_property
    def at(self) -> float:
        """Where the values begin."""
        if self.lines < 2:
            return self.names + (self.gap if self.names > self.marker else 0)
        tails = max(self.writing.text(tail, self.tail) for _, tail in self.parts)
        return self.marker + tails + (self.gap if tails else 0)

    @property
    def fits(self) -> bool:
        if self.columns > self.writing.figure.crowd or not self._tailed or self.names > self.width:
            return False
        return self.told is not None and self.at + readout.total(self.figures.widths, self.value) <= self.width

    @property
    def _tailed(self) -> bool:
        """Whether there is something to be said on its lines."""
        return self.lines != 1 or any(tail for _, tail in self.parts)

    @property
    def row(self) -> float:
        """A row's height."""
        unit = self.writing.page.unit
        second = PITCH * max(self.tail, self.value if self.lines == 2 else 0) if self.lines else 0
        return max(LEAST_ROW * unit, PITCH * self.name + second + (BETWEEN * unit if self.lines else 0))

    @property
    def cost(self) -> float:
        count = -(-self.writing.figure.crowd // self.columns)
        spared = SPARED * self.row if self.brief else 0
        return count * self.row + spared + SMALLER * (SIZES[0][0] * self.writing.page.unit - self.name)

    def form(self) -> LegendForm:
        told = self.told or ("",) * len(self.writing.names)
        pitch = PITCH * max(self.tail, self.value if self.lines == 2 else 0)
        top = (self.row - (PITCH * self.name + (pitch if self.lines else 0))) / 2
        form = LegendForm(
            self.writing.page, self.name, self.value, told, self.figures,
            height=self.row, base=top + self.name, at=self.at, marked=True, strong=True, columns=self.columns,
        )  # fmt: skip
        return replace(form, tail=self.tail, tail_line=min(1, self.lines), value_line=self.lines // 2, pitch=pitch)
