"""The subtitle: the function, the start and the step size common to all runs, as far as they fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, product
from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.functions.expressions.formula import letter
from gdanim.panel_parts.run_names import point_symbol, to_mathtext
from gdanim.text import function_symbols, phrases, run_options, typesetting
from gdanim.text.mathtext import with_inline_sums
from gdanim.text.numbers import MINUS, mathtext, single
from gdanim.text.typed_formula import with_printed_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.drawing.geometry import Box
    from gdanim.layout.page import Page
    from gdanim.text.bidi import TextPiece

    _Content = str | tuple[TextPiece, ...]
    _Entry = tuple[_Content, TextStyle]

MAX_START_VARIABLES = 2  # of a start that is written out
ENTRY_SIZES = {"formula": 21, "name": 21, "start": 20, "eta": 21, "facts": 18}  # units
ENTRY_GAP = 22  # units between two entries
MIN_GAP_ABOVE = 2  # pixels between the letters of the title and those of a subtitle with fractions or powers
MAX_LOWERED = 8  # units by which such a subtitle may be lower than others
SIZE_FACTORS = (1.0, 0.9, 0.8)  # of those sizes, for long lines
WITHOUT_WORD = ((), ("facts",), ("facts", "formula"), ("facts", "formula", "start"))
"""The entries that successively become shorter, most by losing the word before them, if the line is too long."""
ENTRIES = (
    ("formula", "start", "eta", "facts"), ("formula", "start", "eta"), ("formula", "eta"),
    ("name", "start", "eta"), ("name", "eta"),
    ("start", "eta"), ("eta",),
)  # fmt: skip
"""The entries of a subtitle, and those that remain if no line has room for the previous ones."""


@dataclass(frozen=True)
class SubtitleLine:
    """A line for a subtitle: within ``box``, on ``baseline``, or as high as its letters allow if that is None."""

    box: Box
    baseline: float | None = None


@dataclass(frozen=True)
class Subtitle:
    """The labels of a subtitle; ``omitted`` are the entries that don't fit: ``function``, ``start`` or ``eta``."""

    labels: tuple[Label, ...]
    omitted: tuple[str, ...]


def subtitle(figure: FigureContext, page: Page, lines: Sequence[SubtitleLine]) -> Subtitle:
    """Returns the subtitle with as many entries as fit, on the first of the lines with room for it."""
    name = _name(figure)
    formula = _formula(figure) or name
    contents = {"formula": formula, "name": name, "start": _start(figure), "eta": _eta(figure), "facts": _facts(figure)}
    for keys, line in product(ENTRIES, lines):
        if "name" in keys and not name:
            continue
        for entries in _versions(figure, page, {key: contents[key] for key in keys if contents[key]}):
            labels = _labels(figure, page, line, entries)
            if labels is not None:
                return Subtitle(labels, _omitted(contents, keys))
    return Subtitle((), _omitted(contents, ()))


def _omitted(contents: dict[str, list[_Content]], keys: Sequence[str]) -> tuple[str, ...]:
    """Returns the entries that a subtitle with these entries omits."""
    is_function_omitted = bool(contents["formula"]) and "formula" not in keys and "name" not in keys
    omitted = [key for key in ("start", "eta") if contents[key] and key not in keys]
    return ("function", *omitted) if is_function_omitted else tuple(omitted)


def _labels(figure: FigureContext, page: Page, line: SubtitleLine, entries: list[_Entry]) -> tuple[Label, ...] | None:
    """Returns the labels of the entries on a line, or None if they don't fit."""
    typesetter, reading, gap = figure.typesetter, figure.reading, ENTRY_GAP * page.unit
    images = [typesetter.line(*entry) for entry in entries]
    ascent = max((image.ascent - image.margin for image in images), default=0)
    descent = max((image.height - image.ascent - image.margin for image in images), default=0)
    highest = line.box.top + ascent + MIN_GAP_ABOVE
    baseline = highest if line.baseline is None else max(line.baseline, highest)
    is_wide_enough = sum(image.width + gap for image in images) - gap <= line.box.width
    lowered = baseline - (line.baseline or baseline)
    if not is_wide_enough or lowered > MAX_LOWERED * page.unit or baseline + descent > line.box.bottom:
        return None
    begins = accumulate((image.width + gap for image in images), initial=0.0)
    return tuple(
        Label(typesetter, style, reading.from_start(line.box, begin), baseline, reading.start).set_text(content)
        for (content, style), begin in zip(entries, begins, strict=False)
    )


def _versions(figure: FigureContext, page: Page, contents: dict[str, list[_Content]]) -> Iterator[list[_Entry]]:
    """Yields the versions of the entries with their styles, best first: words are dropped before letters shrink."""
    for factor, without_word in product(SIZE_FACTORS, WITHOUT_WORD):
        yield [
            (
                versions[-1 if key in without_word else 0],
                TextStyle(page.text(factor * ENTRY_SIZES[key]), _colour(figure, key)),
            )
            for key, versions in contents.items()
        ]


def _colour(figure: FigureContext, key: str) -> str:
    return figure.theme.muted if key in {"start", "facts"} else figure.theme.ink


def _formula(figure: FigureContext) -> list[_Content]:
    """Returns the function's formula after a muted word, and alone; empty if the runs' functions differ."""
    if not figure.has_one_formula or not figure.scene.runs[0].function.formula:
        return []
    function, word = figure.scene.runs[0].function, figure.words.label("of_function")
    is_short = len(function.variables) <= MAX_START_VARIABLES
    names = ", ".join(map(letter, function.variables)) if is_short else point_symbol(function)
    formula = f"${function_symbols.name(function)}({names}) = {with_inline_sums(function.formula)}{_values(figure)}$"
    if not word:
        return [formula]
    line = typesetting.set_line(f"{word} {formula}", rtl=figure.words.is_right_to_left)
    return [tuple(piece if piece.is_maths else replace(piece, colour=figure.theme.muted) for piece in line), formula]


def _values(figure: FigureContext) -> str:
    """Returns the values of the formula's letters that are the same for all runs: ``, a = 2``."""
    values = [dict(phrases.parameters(run.function)) for run in figure.scene.runs]
    common = [(name, value) for name, value in values[0].items() if all(each[name] == value for each in values)]
    return "".join(rf",\ \ {letter(name)} = {mathtext(single(value))}" for name, value in common)


def _name(figure: FigureContext) -> list[_Content]:
    """Returns the function's name in words; empty if it has none or the runs' functions differ."""
    run = figure.scene.runs[0]
    name = run.function.name if figure.has_one_function and not run.function.point_count else None
    return [phrases.named_function(figure.words, name)] if name else []


def _facts(figure: FigureContext) -> list[_Content]:
    """Returns how the function's numbers were found, and the options of all runs; said in captions, too."""
    keys = dict.fromkeys(key for run in figure.scene.runs for key in run.function.facts)
    options = run_options.common(figure.words, figure.scene.runs) if figure.is_animated else []
    facts, comma = [*map(figure.words.label, keys), *options], str(figure.words.data["comma"])
    if not facts:
        return []
    short = [figure.words.label("numerically"), *options] if keys else facts
    return [comma.join(facts), comma.join(short)]


def _start(figure: FigureContext) -> list[_Content]:
    """Returns the common start after a word, and in one variable also without it; empty if the starts differ."""
    starts = {run.start for run in figure.scene.runs}
    if len(starts) > 1 or not figure.is_animated or not figure.has_one_function:
        return []
    start = next(iter(starts))
    if len(start) > MAX_START_VARIABLES:
        return []
    numbers = [mathtext(chosen.plain(value)) for chosen, value in zip(figure.formats.point, start, strict=False)]
    word = figure.words.label("starting_from")
    if len(start) == 1:
        x = function_symbols.indexed(point_symbol(figure.scene.runs[0].function), "0")
        return [f"{word} ${x} = {numbers[0]}$", f"${x} = {numbers[0]}$"]
    coordinates = r",\ ".join(number.replace(MINUS, "{-}") for number in numbers)
    return [f"{word} $({coordinates})$"]


def _eta(figure: FigureContext) -> list[_Content]:
    """Returns the step size of a lesson whose formula has one, or the common one of all runs, or an empty text."""
    schedule = figure.scene.runs[0].schedule
    in_formula = figure.is_lesson and figure.is_animated and figure.scene.formula.eta
    eta = schedule.text if in_formula and schedule else figure.naming.shared_eta
    return [] if eta is None else [rf"$\eta = {to_mathtext(with_printed_numbers(eta))}$"]
