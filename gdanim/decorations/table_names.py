"""The names of a table of cells: of columns above them, of rows at the reading start or, on a tall page, above."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from gdanim.drawing.label import Label
from gdanim.drawing.text import TextStyle
from gdanim.panels import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.layout.page import Page
    from gdanim.layout.page_boxes import Layout

NAME_SIZE, MIN_NAME_SIZE = 22, 13.0  # units; pixels
LINE_HEIGHT, FIRST_DROP = 1.25, 1.0  # font sizes: of a line, and from the top of the columns' names to their baseline
ROW_GAP, COLUMN_GAP = 14, 10  # units after a row's name and below a column's
MAX_ROW_WIDTH = 0.16  # of a page's width: longer names are broken


def row_names_width(figure: FigureContext, page: Page) -> float:
    """Returns the width in pixels that the names of rows take beside them; 0 above them, and without a table."""
    if figure.naming.table is None or page.is_tall:
        return 0.0
    names = figure.naming.table.columns + figure.naming.table.rows  # the table may be turned
    style, typesetter = _style(figure, page), figure.typesetter
    max_width = MAX_ROW_WIDTH * page.width
    lines = [line for name in names for line in typesetter.wrap(name, style, max_width)]
    return min(max_width, max(typesetter.width(line, style) for line in lines)) + ROW_GAP * page.unit


def row_names_height(figure: FigureContext, page: Page) -> float:
    """Returns the height in pixels that the name of a row takes above it; 0 beside it, and without a table."""
    return column_names_height(figure, page) if page.is_tall else 0.0


def column_names_height(figure: FigureContext, page: Page) -> float:
    """Returns the height in pixels that the names of columns take; 0 if the cells are no table."""
    if figure.naming.table is None:
        return 0.0
    return LINE_HEIGHT * _style(figure, page).size + COLUMN_GAP * page.unit


def drawing(figure: FigureContext, layout: Layout) -> Drawing:
    """Returns the drawing of the names."""
    table, page, reading = figure.naming.table, layout.page, figure.reading
    if table is None or not layout.cells:
        return Drawing()
    is_turned = layout.columns != len(table.columns)
    rows, columns = (table.columns, table.rows) if is_turned else (table.rows, table.columns)
    style, typesetter = _style(figure, page), figure.typesetter
    column_style = _fitting_style(figure, page, columns, layout.cells[0].box.width)
    labels = []
    names_height = column_names_height(figure, page) + row_names_height(figure, page)
    in_reading_order = sorted({cell.column for cell in layout.cells}, reverse=reading.is_rtl)
    for column, name in zip(in_reading_order, columns, strict=False):
        box = next(cell.box for cell in layout.cells if cell.column == column)
        top = min(cell.box.top for cell in layout.cells) - names_height
        label = Label(
            typesetter, column_style, reading.from_start(box, 0), top + FIRST_DROP * style.size, reading.start
        )
        labels.append(label.set_text(typesetter.fit(name, column_style, box.width)))
    name_rows = _row_names_above if page.is_tall else _row_names_beside
    return Drawing(static=[*labels, *name_rows(figure, layout, rows)])


def _row_names_beside(figure: FigureContext, layout: Layout, names: Sequence[str]) -> list[Label]:
    """Returns the names of rows in the middle of their panels' height."""
    style, typesetter, page = _style(figure, layout.page), figure.typesetter, layout.page
    width = row_names_width(figure, page) - ROW_GAP * page.unit
    labels = []
    for row, name in enumerate(names):
        cell = next(cell for cell in layout.cells if cell.row == row)
        top, bottom = cell.panels[0].top, cell.panels[0].bottom
        lines = [typesetter.fit(line, style, width) for line in typesetter.wrap(name, style, width)]
        baseline = (top + bottom) / 2 + style.middle_drop - (len(lines) - 1) / 2 * LINE_HEIGHT * style.size
        for index, line in enumerate(lines):
            y = baseline + index * LINE_HEIGHT * style.size
            labels.append(_row_label(figure, layout, y).set_text(line))
    return labels


def _row_names_above(figure: FigureContext, layout: Layout, names: Sequence[str]) -> list[Label]:
    """Returns the names of rows above their cells."""
    style, width = _style(figure, layout.page), layout.right - layout.left
    labels = []
    for row, name in enumerate(names):
        top = next(cell.box.top for cell in layout.cells if cell.row == row) - row_names_height(figure, layout.page)
        label = _row_label(figure, layout, top + FIRST_DROP * style.size)
        labels.append(label.set_text(figure.typesetter.fit(name, style, width)))
    return labels


def _row_label(figure: FigureContext, layout: Layout, baseline: float) -> Label:
    edge = layout.right if figure.reading.is_rtl else layout.left
    return Label(figure.typesetter, _style(figure, layout.page), edge, baseline, figure.reading.start)


def _fitting_style(figure: FigureContext, page: Page, names: Sequence[str], width: float) -> TextStyle:
    """Returns the style in which all names are at most ``width`` pixels wide, as far as they are legible."""
    style = _style(figure, page)
    widest = max(figure.typesetter.width(name, style) for name in names)
    return replace(style, size=max(page.min_text, math.floor(style.size * min(1.0, width / widest))))


def _style(figure: FigureContext, page: Page) -> TextStyle:
    return TextStyle(max(MIN_NAME_SIZE, page.text(NAME_SIZE)), figure.theme.ink, "semibold")
