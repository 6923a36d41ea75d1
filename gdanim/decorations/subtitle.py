"""The line under the title: what all runs have in common, of function, start and step size as much as has room."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from gdanim.drawing.reading_direction import Reading
from gdanim.drawing.text import Label, TextStyle
from gdanim.marks.run_names import maths, point
from gdanim.text import line as typeset
from gdanim.text.mathtext import inline
from gdanim.text.numbers import MINUS, as_maths, telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.composition.context import FigureContext
    from gdanim.drawing.geometry import Box
    from gdanim.layout.spec import Page
    from gdanim.text.bidi import Piece

    _Content = str | tuple[Piece, ...]
    _Fact = tuple[_Content, TextStyle]

FLAT = 2  # variables; a start of more is not written out
SIZES = {"function": 21, "start": 20, "eta": 21}
BETWEEN = 22  # two facts
PARTS = (1.0, 0.9, 0.8)  # of those sizes, where the line is long
DROPPED = ((), ("start",), ("function",), ("function", "start"))
"""What is left out, one after the other, of a line that is too long: no step size while there is room for one."""


def facts(figure: FigureContext, page: Page, line: Box, room: float, base: float, roof: float = 0.0) -> list[Label]:
    """The line on its base line, ``room`` pixels wide and under the ``roof`` that the title makes."""
    text, reading = figure.text, Reading(figure.words.right_to_left)
    gap = BETWEEN * page.unit

    def fits(written: list[_Fact]) -> bool:
        images = [text.line(*fact) for fact in written]
        high = max((image.ascent - image.margin for image in images), default=0)
        return sum(image.width + gap for image in images) - gap <= room and base - high >= roof

    made, at = [], 0.0
    for content, style in next(filter(fits, _forms(figure, page)), []):
        made.append(Label(text, style, reading.x(line, at), base, reading.start).set_text(content))
        at += made[-1].image.width + gap
    return made


def _forms(figure: FigureContext, page: Page) -> Iterator[list[_Fact]]:
    """Each fact with its style, the best form first: smaller letters before fewer facts, in every language the same."""
    told = {"function": _function(figure), "start": _start(figure), "eta": _rate(figure)}
    for dropped, part, bare in product(DROPPED, PARTS, (False, True)):
        yield [
            (contents[-1 if bare else 0], TextStyle(page.text(part * SIZES[key]), _ink(figure, key)))
            for key, contents in told.items()
            if contents and key not in dropped
        ]


def _ink(figure: FigureContext, key: str) -> str:
    return figure.theme.muted if key == "start" else figure.theme.ink


def _function(figure: FigureContext) -> list[_Content]:
    """The formula, behind a quiet word where the language has one for it, or without."""
    if not figure.single:
        return []
    function, said = figure.scene.runs[0].function, figure.words.label("of_function")
    names = ", ".join(function.variables) if len(function.variables) <= FLAT else point(function)
    formula = f"$f({names}) = {inline(function.formula)}$"
    if not said:
        return [formula]
    made = typeset.line(f"{said} {formula}", rtl=figure.words.right_to_left)
    return [tuple(piece if piece.maths else replace(piece, colour=figure.theme.muted) for piece in made), formula]


def _start(figure: FigureContext) -> list[_Content]:
    starts = {run.start for run in figure.scene.runs}
    if len(starts) > 1 or not figure.moving or not figure.single:
        return []
    start = next(iter(starts))
    if len(start) == 1:
        return [f"{figure.words.label('starting_from')} $x_0 = {as_maths(telling(start[0]))}$"]
    point = r",\ ".join(as_maths(telling(value)).replace(MINUS, "{-}") for value in start)
    return [f"{figure.words.label('starting_from')} $({point})$"] if len(start) == FLAT else []


def _rate(figure: FigureContext) -> list[_Content]:
    """A lesson's step size, where its formula holds one, or that of all runs."""
    schedule = figure.scene.runs[0].schedule
    lesson = figure.lesson and figure.moving and figure.scene.formula.eta
    text = schedule.text if lesson and schedule else figure.shared_eta
    return [] if text is None else [rf"$\eta = {maths(text)}$"]
