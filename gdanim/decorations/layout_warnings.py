"""Warns about what a page of a fixed size leaves out, and about notes whose points lie outside their panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.layout import solver
from gdanim.layout.page import MIN_UNIT
from gdanim.messages import message
from gdanim.spelling import ALL_DIGITS, typed_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gdanim.decorations.figure_context import FigureContext
    from gdanim.layout.page import Page
    from gdanim.layout.page_boxes import Layout
    from gdanim.layout.spec import LayoutSpec
    from gdanim.panels import Drawing, PanelContext
    from gdanim.scene.model import Note

SUBTITLE_PARTS = {"function": "the function", "start": "the start", "eta": "the step size"}
TYPED_DIGITS = 4  # significant digits of numbers that authors compare with the scene
SIZE_FACTORS = (1.25, 1.5, 2.0, 3.0, 4.0, 8.0, 16.0)
"""The factors of the height, and then also of the width, of the suggested sizes."""


def warnings(
    figure: FigureContext,
    spec: LayoutSpec,
    layout: Layout,
    lay_out: Callable[[tuple[int, int]], Layout],
    drawings: Iterable[Drawing] = (),
) -> tuple[str, ...]:
    """Returns one warning that names everything the page has no room for, and the drawings' own warnings, each once.

    ``lay_out`` returns the layout of a page of another size.
    """
    from_drawings = (text for drawing in drawings for text in drawing.warnings)
    return tuple(dict.fromkeys((*_too_small(figure, spec, layout, lay_out), *from_drawings)))


def note_outside_panel(note: Note, context: PanelContext) -> str:
    """Returns the warning that a note's point is outside its panel."""
    (left, right), (bottom, top) = context.axes.x_range, context.axes.y_range
    point = note.at or ()
    values = {
        "text": note.text,
        "point": _as_written(point),
        "left": _typed(left),
        "right": _typed(right),
    }
    if len(point) > 1:
        return message("layout.note_outside_map", bottom=_typed(bottom), top=_typed(top), **values)
    return message("layout.note_outside_curve", **values)


def note_after_end(note: Note, last: int) -> str:
    """Returns the warning that the animation ends before a note is due."""
    return message("layout.note_after_end", text=note.text, step=note.first_step, last=last)


def subtitle_omits(keys: Iterable[str], page: Page) -> str:
    """Returns the warning that the subtitle has no room for some of its entries."""
    parts = _enumeration([SUBTITLE_PARTS[key] for key in keys])
    if page.unit > MIN_UNIT:  # on a wider page letters are larger, too
        return message("layout.subtitle_omits", parts=parts)
    return message("layout.subtitle_omits_on_narrow_page", parts=parts, width=page.width)


def title_is_cut(line: str) -> str:
    """Returns the warning that a title is longer than three lines; ``line`` is the last of them."""
    return message("layout.title_is_cut", line=line)


def _as_written(point: Sequence[float]) -> str:
    """Returns a point as an author writes it: a single number needs no brackets."""
    numbers = [typed_number(number, ALL_DIGITS) for number in point]
    return numbers[0] if len(numbers) == 1 else f"[{', '.join(numbers)}]"


def _typed(number: float) -> str:
    """Returns a number as an author writes it in a scene."""
    return typed_number(number, TYPED_DIGITS)


def _too_small(
    figure: FigureContext, spec: LayoutSpec, layout: Layout, lay_out: Callable[[tuple[int, int]], Layout]
) -> Iterator[str]:
    """Yields the warning of a page that is too small. Only a chosen size can be: others are as high as needed."""
    size, missing = figure.scene.size, list(_missing_parts(figure, spec, layout))
    if size is None or not missing:
        return
    larger = _large_enough(size, lambda each: not any(_missing_parts(figure, spec, lay_out(each))))
    values = {"width": size[0], "height": size[1], "parts": _enumeration(missing)}
    if larger is None:
        yield message("layout.too_many_panels", **values)
    else:
        yield message("layout.too_small", better_width=larger[0], better_height=larger[1], **values)


def _large_enough(size: tuple[int, int], has_room: Callable[[tuple[int, int]], bool]) -> tuple[int, int] | None:
    """Returns the first larger size that has room for everything."""
    factors = [(width, height) for height in SIZE_FACTORS for width in (1, height)]
    sizes = [(2 * round(width * size[0] / 2), 2 * round(height * size[1] / 2)) for width, height in factors]
    return next(filter(has_room, sizes), None)


def _missing_parts(figure: FigureContext, spec: LayoutSpec, layout: Layout) -> Iterator[str]:
    """Yields what the page leaves out, except for marks that every narrow panel leaves out."""
    present = {panel.index for panel in layout.panels}
    for panel in spec.panels:
        if panel.index not in present:
            yield f"the panel {figure.scene.panels[panel.index].name}"
    if layout.is_panels_only:
        yield "anything beside the panels"
        return
    if spec.has_formula_bar and layout.formula_bar is None and not solver.is_narrow(layout):
        yield "the formula"
    if figure.scene.caption and layout.caption is None:
        yield "the caption"
    if figure.has_legend and any(cell.header is None for cell in layout.cells):
        yield "the legend"


def _enumeration(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
