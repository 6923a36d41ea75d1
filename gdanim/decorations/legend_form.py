"""In which form the headers of a page are written: one for all runs, as large as the longest name and verdict allow."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from gdanim.decorations import readout, readout_fields as figures
from gdanim.drawing.text import TextStyle
from gdanim.marks.run_names import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.composition.context import FigureContext
    from gdanim.decorations.readout import Field
    from gdanim.descent import Trajectory
    from gdanim.layout.spec import Page

LEAST_NAME, LEAST_VALUE = 12.0, 11.0  # pixels
GAP, ICON, AFTER_ICON = 16, 0.57, 8  # behind a name; a verdict's sign's radius, of its words; and what follows it
MARKER = 24  # what a run's sign takes before its name
ONE_LINE, SECOND_LINE, BASE = 46, 24, 31  # heights of a header, and its first base line
HIGH = 44  # what a formula may take of a line's height


@dataclass(frozen=True)
class ReadoutFields:
    """Which ones a readout shows, and how wide each is at most."""

    kind: Callable[[Trajectory, str], list[Field]] | None = None
    widths: tuple[float, ...] = ()

    def of(self, run: Trajectory, colour: str) -> list[Field]:
        return self.kind(run, colour) if self.kind else []


@dataclass(frozen=True)
class LegendForm:
    """All in pixels. ``told`` is each run's verdict, by its number.

    A value (the readout, then the verdict) stands ``at`` so far from where the line begins, at its far end where that
    is None, and on line 0 or 1; so does what is said behind a name's first words.
    """

    page: Page
    name: float
    value: float
    told: tuple[str, ...]
    figures: ReadoutFields
    height: float
    base: float
    at: float | None = None
    value_line: int = 0
    tail: float = 0.0
    tail_line: int = 0
    pitch: float = 0.0
    marked: bool = False
    strong: bool = False
    columns: int = 1

    @property
    def icon(self) -> float:
        """The radius of a verdict's sign."""
        return ICON * self.value


@dataclass(frozen=True)
class LegendTexts:
    """What has to be written in headers ``width`` pixels wide; of the verdicts nothing where they are not ``shown``."""

    figure: FigureContext
    page: Page
    width: float
    show: frozenset[str]
    but: frozenset[str]
    measured: dict[Any, tuple[float, ...]] = field(default_factory=dict)

    def text(self, content: str, size: float, weight: str = "regular") -> int:
        return self.figure.text.width(content, TextStyle(size, self.figure.theme.ink, weight)) if content else 0

    @cached_property
    def names(self) -> list[str]:
        if "title" not in self.show:
            return [""] * len(self.figure.scene.runs)
        return [self.figure.name(number, self.but) for number in range(len(self.figure.scene.runs))]

    def widest(self, size: float) -> int:
        return max(self.text(name, size) for name in self.names)

    def told(self, size: float, room: float, *, brief: bool) -> tuple[str, ...] | None:
        """The verdicts in their room, those of one kind in one form; None where one has no room even in a word."""
        words, runs = self.figure.words, self.figure.trajectories
        if "verdict" not in self.show:
            return ("",) * len(runs)
        forms = [[words.told(run, short=True) for run in runs]]
        forms += [[words.briefly(run) for run in runs]] if brief else []
        chosen: dict[str, list[str]] = {}
        for kind in {run.verdict.kind for run in runs}:
            alike = [number for number, run in enumerate(runs) if run.verdict.kind == kind]
            fits = (
                form for form in forms if all(self.text(form[number], size, "semibold") <= room for number in alike)
            )
            if (form := next(fits, None)) is None:
                return None
            chosen[kind] = form
        return tuple(chosen[run.verdict.kind][number] for number, run in enumerate(runs))

    def sign(self, size: float) -> float:
        return 2 * ICON * size + AFTER_ICON * self.page.unit if "verdict" in self.show else 0.0

    def split(self, number: int) -> tuple[str, str]:
        """A run's first words, and what else is said of it."""
        if "title" not in self.show:
            return "", ""
        named = [text for key, text in self.figure.names[number].items() if key not in self.but]
        return named[0] if named else "", joined(self.figure.words, named[1:])

    def figures(self, size: float, room: float, *, flat: bool) -> ReadoutFields:
        """The same figures of every run: the point if ``flat``, or its height where that has no room, or none."""
        kinds = (figures.point, self.fine, figures.height) if flat else (self.fine, figures.height)
        for kind in kinds if "readout" in self.show else ():
            widths = self._widths(kind, size)
            if widths and readout.total(widths, size) <= room:
                return ReadoutFields(kind, widths)
        return ReadoutFields()

    @cached_property
    def fine(self) -> Callable[[Trajectory, str], list[Field]]:
        """The heights, those of all runs with as many decimals as the smallest needs."""
        return partial(figures.height, decimals=figures.fine(self.figure.trajectories))

    def _widths(self, kind: Callable[[Trajectory, str], list[Field]], size: float) -> tuple[float, ...]:
        if (kind, size) not in self.measured:
            rows = [kind(run, self.figure.theme.muted) for run in self.figure.trajectories]
            alike = len({len(row) for row in rows}) == 1
            self.measured[kind, size] = readout.places(self.figure.text, rows, size) if alike else ()
        return self.measured[kind, size]


class SizeStep(NamedTuple):
    """Sizes of name and verdict at 960 pixels, whether the verdict is told in a word, and on which line it stands."""

    name: float
    value: float
    brief: bool
    line: int


SIZE_STEPS = (
    SizeStep(27, 20, False, 0), SizeStep(24, 20, False, 0), SizeStep(22, 18.5, False, 0), SizeStep(20, 17.5, False, 0),
    SizeStep(24, 20, True, 0), SizeStep(22, 18, True, 0), SizeStep(20, 17, True, 0), SizeStep(18, 16, True, 0),
    SizeStep(27, 20, False, 1), SizeStep(22, 18, False, 1), SizeStep(20, 17, True, 1), SizeStep(18, 16, True, 1),
    SizeStep(15, 14, True, 1),
)  # fmt: skip


def beside(figure: FigureContext, page: Page, width: float, show: frozenset[str]) -> LegendForm:
    """The form of headers of one run each: the name, and at the far end or under it the value."""
    writing = LegendTexts(figure, page, width, show, figure.said)
    tried = (_on(writing, rung) for rung in SIZE_STEPS)
    return next((form for form in tried if form), None) or _least(writing)


def _on(writing: LegendTexts, rung: SizeStep) -> LegendForm | None:
    page = writing.page
    name, value = max(LEAST_NAME, rung.name * page.unit), max(LEAST_VALUE, rung.value * page.unit)
    marker = MARKER * page.unit if writing.figure.keyed else 0.0
    taken = marker + writing.widest(name)
    room = writing.width if rung.line else writing.width - taken - GAP * page.unit
    told = writing.told(value, room - writing.sign(value), brief=rung.brief)
    if told is None or taken > writing.width or not _low(writing, name):
        return None
    return _beside(writing, name, value, told, rung.line, room)


def _least(writing: LegendTexts) -> LegendForm:
    """Names are shortened, a sign alone tells a verdict without room, and a step size takes the line of no value."""
    told = writing.told(LEAST_VALUE, writing.width - writing.sign(LEAST_VALUE), brief=True)
    none, runs = ("",) * len(writing.names), range(len(writing.names))
    form = _beside(writing, LEAST_NAME, LEAST_VALUE, told or none, 1, writing.width)
    if {"verdict", "readout"} & writing.show or not any(writing.figure.halves(number)[1] for number in runs):
        return form
    return replace(form, height=form.height + SECOND_LINE * writing.page.unit, tail=LEAST_NAME, tail_line=1)


def _low(writing: LegendTexts, size: float) -> bool:
    """Whether the names are low enough for a line, which a fraction may not be."""
    style = TextStyle(size, writing.figure.theme.ink)
    images = [writing.figure.text.line(name, style) for name in writing.names if name]
    return all(image.height - 2 * image.margin <= HIGH * writing.page.unit for image in images)


def _beside(
    writing: LegendTexts, name: float, value: float, told: tuple[str, ...], line: int, room: float
) -> LegendForm:
    unit = writing.page.unit
    values = {"verdict", "readout"} & writing.show
    return LegendForm(
        writing.page, name, value, told, writing.figures(value, room, flat=True),
        height=(ONE_LINE + (SECOND_LINE if line and values else 0)) * unit, base=BASE * unit,
        at=0.0 if line else None, value_line=line, pitch=SECOND_LINE * unit, marked=writing.figure.keyed,
    )  # fmt: skip
