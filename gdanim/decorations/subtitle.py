"""The subtitle: what all runs have in common, of function, start and step size as much as has room."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.reading_direction import ReadingDirection
from gdanim.drawing.text import TextStyle
from gdanim.marks.run_names import point_symbol, to_mathtext
from gdanim.text import line as typeset
from gdanim.text.mathtext import with_inline_sums
from gdanim.text.numbers import MINUS, mathtext
from gdanim.text.typed_formula import with_printed_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.composition.context import FigureContext
    from gdanim.drawing.geometry import Box
    from gdanim.layout.page import Page
    from gdanim.text.bidi import Piece

    _Content = str | tuple[Piece, ...]
    _Entry = tuple[_Content, TextStyle]

MAX_VARIABLES = 2  # a start of more is not written out
SIZES = {"function": 21, "start": 20, "eta": 21}  # at 960 pixels
ENTRY_GAP = 22  # units between two entries
SIZE_FACTORS = (1.0, 0.9, 0.8)  # of those sizes, where the line is long
OMISSIONS = ((), ("start",), ("function",), ("function", "start"))
"""What is left out of a line that is too long, one after the other; the step size stays while there is room for one."""


def labels(
    figure: FigureContext, page: Page, line: Box, width: float, baseline: float, top: float = 0.0
) -> list[Label]:
    """The subtitle on its baseline, ``width`` pixels wide and below ``top``, where the title ends."""
    text, reading = figure.typesetter, ReadingDirection(figure.words.right_to_left)
    gap = ENTRY_GAP * page.unit

    def fits(entries: list[_Entry]) -> bool:
        images = [text.line(*entry) for entry in entries]
        ascent = max((image.ascent - image.margin for image in images), default=0)
        return sum(image.width + gap for image in images) - gap <= width and baseline - ascent >= top

    line_labels, along = [], 0.0
    for content, style in next(filter(fits, _versions(figure, page)), []):
        label = Label(text, style, reading.from_start(line, along), baseline, reading.start)
        line_labels.append(label.set_text(content))
        along += line_labels[-1].image.width + gap
    return line_labels


def _versions(figure: FigureContext, page: Page) -> Iterator[list[_Entry]]:
    """The entries with their styles, the best version first.

    Letters become smaller before an entry is left out, in the same order in every language.
    """
    entries = {"function": _function(figure), "start": _start(figure), "eta": _eta(figure)}
    for omitted, factor, shortest in product(OMISSIONS, SIZE_FACTORS, (False, True)):
        yield [
            (contents[-1 if shortest else 0], TextStyle(page.text(factor * SIZES[key]), _colour(figure, key)))
            for key, contents in entries.items()
            if contents and key not in omitted
        ]


def _colour(figure: FigureContext, key: str) -> str:
    return figure.theme.muted if key == "start" else figure.theme.ink


def _function(figure: FigureContext) -> list[_Content]:
    """The formula, behind a quiet word where the language has one for it, or without."""
    if not figure.has_one_function:
        return []
    function, word = figure.scene.runs[0].function, figure.words.label("of_function")
    names = ", ".join(function.variables) if len(function.variables) <= MAX_VARIABLES else point_symbol(function)
    formula = f"$f({names}) = {with_inline_sums(function.formula)}$"
    if not word:
        return [formula]
    line = typeset.line(f"{word} {formula}", rtl=figure.words.right_to_left)
    return [tuple(piece if piece.maths else replace(piece, colour=figure.theme.muted) for piece in line), formula]


def _start(figure: FigureContext) -> list[_Content]:
    starts = {run.start for run in figure.scene.runs}
    if len(starts) > 1 or not figure.is_animated or not figure.has_one_function:
        return []
    start = next(iter(starts))
    if len(start) > MAX_VARIABLES:
        return []
    numbers = [mathtext(chosen.plain(value)) for chosen, value in zip(figure.formats.point, start, strict=False)]
    if len(start) == 1:
        return [f"{figure.words.label('starting_from')} $x_0 = {numbers[0]}$"]
    coordinates = r",\ ".join(number.replace(MINUS, "{-}") for number in numbers)
    return [f"{figure.words.label('starting_from')} $({coordinates})$"]


def _eta(figure: FigureContext) -> list[_Content]:
    """A lesson's step size, where its formula holds one, or that of all runs."""
    schedule = figure.scene.runs[0].schedule
    in_formula = figure.is_lesson and figure.is_animated and figure.scene.formula.eta
    eta = schedule.text if in_formula and schedule else figure.naming.shared_eta
    return [] if eta is None else [rf"$\eta = {to_mathtext(with_printed_numbers(eta))}$"]
