"""The style of headers of one run each: its name, and its value at the end of the line or below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gdanim.decorations.legend.style import (
    MARKER_WIDTH,
    MIN_NAME_SIZE,
    MIN_VALUE_SIZE,
    NAME_GAP,
    LegendStyle,
)
from gdanim.decorations.legend.texts import LegendTexts
from gdanim.drawing.text import TextStyle

if TYPE_CHECKING:
    from gdanim.decorations.figure_context import FigureContext
    from gdanim.layout.page import Page

LINE_HEIGHT, SECOND_LINE_HEIGHT, FIRST_BASELINE = 46, 24, 31  # units
MIN_LINE_PITCH = 1.35  # of the font size: letters don't shrink with a small page as its lines do
QUIET_SIZE = 0.85  # of the size of a verdict: the words that the whole run is shown
MAX_NAME_HEIGHT = 44  # units: maximum height of a formula in a name


class Attempt(NamedTuple):
    """An attempt: sizes of name and value at 960 pixels, whether the verdict is one word, and the value's line."""

    name_size: float
    value_size: float
    is_brief: bool
    value_line: int


ATTEMPTS = (
    Attempt(27, 20, False, 0), Attempt(24, 20, False, 0), Attempt(22, 18.5, False, 0), Attempt(20, 17.5, False, 0),
    Attempt(24, 20, True, 0), Attempt(22, 18, True, 0), Attempt(20, 17, True, 0), Attempt(18, 16, True, 0),
    Attempt(27, 20, False, 1), Attempt(22, 18, False, 1), Attempt(20, 17, True, 1), Attempt(18, 16, True, 1),
    Attempt(15, 14, True, 1),
)  # fmt: skip


def fitting_style(figure: FigureContext, page: Page, width: float, marks: frozenset[str]) -> LegendStyle:
    """Returns the style of the first attempt in which all names and verdicts fit, or the smallest style."""
    texts = LegendTexts(figure, page, width, marks, figure.naming.subtitle_keys | figure.naming.edge_keys)
    styles = (_attempted(texts, attempt) for attempt in ATTEMPTS)
    chosen = next((style for style in styles if style), None) or _smallest(texts)
    if not figure.naming.is_quiet:
        return chosen
    return replace(chosen, name_size=min(chosen.name_size, QUIET_SIZE * chosen.value_size), has_quiet_names=True)


def _attempted(texts: LegendTexts, attempt: Attempt) -> LegendStyle | None:
    """Returns the style of an attempt, or None if a text doesn't fit."""
    unit = texts.page.unit
    name_size = max(MIN_NAME_SIZE, texts.page.text(attempt.name_size))
    value_size = max(MIN_VALUE_SIZE, texts.page.text(attempt.value_size))
    marker_width = MARKER_WIDTH * unit if texts.figure.headers_have_markers else 0.0
    name_width = marker_width + texts.widest_name(name_size)
    value_width = texts.width if attempt.value_line else texts.width - name_width - NAME_GAP * unit
    verdicts = texts.verdicts(value_size, value_width - texts.icon_width(value_size), is_brief=attempt.is_brief)
    if verdicts is None or name_width > texts.width or not _names_are_low(texts, name_size):
        return None
    return _style(texts, name_size, value_size, verdicts, attempt.value_line, value_width)


def _smallest(texts: LegendTexts) -> LegendStyle:
    """Returns the smallest style.

    Names are shortened, a verdict without room is an icon, and a step size takes a free line.
    """
    name_size, value_size = max(MIN_NAME_SIZE, texts.page.min_text), max(MIN_VALUE_SIZE, texts.page.min_text)
    verdicts = texts.verdicts(value_size, texts.width - texts.icon_width(value_size), is_brief=True)
    run_indices = range(len(texts.names))
    verdicts = verdicts or ("",) * len(run_indices)
    style = _style(texts, name_size, value_size, verdicts, 1, texts.width)
    if not any(texts.figure.naming.name_and_eta(each)[1] for each in run_indices):
        return style
    has_values = bool({"verdict", "readout"} & texts.marks)
    marker_width = MARKER_WIDTH * texts.page.unit if texts.figure.headers_have_markers else 0.0
    if has_values and marker_width + texts.widest_name(name_size) <= texts.width:
        return style
    height = style.height + style.line_pitch
    return replace(style, height=height, details_size=name_size, details_line=2 if has_values else 1)


def _names_are_low(texts: LegendTexts, size: float) -> bool:
    """Returns whether the names fit the line height, which a fraction may exceed."""
    style = TextStyle(size, texts.figure.theme.ink)
    images = [texts.figure.typesetter.line(name, style) for name in texts.names if name]
    return all(image.height - 2 * image.margin <= MAX_NAME_HEIGHT * texts.page.unit for image in images)


def _style(
    texts: LegendTexts,
    name_size: float,
    value_size: float,
    verdicts: tuple[str, ...],
    value_line: int,
    value_width: float,
) -> LegendStyle:
    unit = texts.page.unit
    has_values = bool({"verdict", "readout"} & texts.marks)
    line_pitch = max(SECOND_LINE_HEIGHT * unit, MIN_LINE_PITCH * max(name_size, value_size) if value_line else 0.0)
    return LegendStyle(
        page=texts.page,
        name_size=name_size,
        value_size=value_size,
        verdicts=verdicts,
        readout=texts.readout(value_size, value_width, with_points=True),
        height=LINE_HEIGHT * unit + (line_pitch if value_line and has_values else 0),
        baseline=FIRST_BASELINE * unit,
        value_offset=0.0 if value_line else None,
        value_line=value_line,
        line_pitch=line_pitch,
        has_markers=texts.figure.headers_have_markers,
    )
