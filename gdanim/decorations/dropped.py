"""What a figure of a chosen size leaves out, and the notes that point outside of it: a warning each, with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.layout import solver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gdanim.composition.context import FigureContext
    from gdanim.layout.solver import Layout
    from gdanim.layout.spec import LayoutSpec
    from gdanim.panels import Drawing, PanelContext
    from gdanim.scene.model import Note

LARGER = (1.25, 1.5, 2.0, 3.0, 4.0)  # times as high, and then as wide as well, to be tried


def warnings(
    figure: FigureContext, contents: LayoutSpec, solved: Layout, drawings: Iterable[Drawing] = ()
) -> tuple[str, ...]:
    """One that names all that the figure has no room for, and the drawings' own, each once."""
    own = (text for drawing in drawings for text in drawing.warnings)
    return tuple(dict.fromkeys((*_small(figure, contents, solved), *own)))


def astray(note: Note, context: PanelContext) -> str:
    """The warning that a note's place lies outside of its panel."""
    (low, high), (bottom, top) = context.axes.x_range, context.axes.y_range
    up = f", y from {bottom:.4g} to {top:.4g}" if len(note.at or ()) > 1 else ""
    place = ", ".join(f"{number:.4g}" for number in note.at or ())
    shown = f"x from {low:.4g} to {high:.4g}{up}"
    return f"the note {note.text!r} points at [{place}], outside the picture ({shown}); domain: shows more"


def _small(figure: FigureContext, contents: LayoutSpec, solved: Layout) -> Iterator[str]:
    """Only of a figure whose size is chosen: any other is as high as its contents ask."""
    size, missing = figure.scene.size, list(_missing(figure, contents, solved))
    if size is None or not missing:
        return
    sizes = [(across * size[0], up * size[1]) for up in LARGER for across in (1, up)]
    tried = [(2 * round(width / 2), 2 * round(height / 2)) for width, height in sizes]
    roomy = next((each for each in tried if not any(_missing(figure, contents, solver.solve(contents, each)))), None)
    advice = f"size: [{roomy[0]}, {roomy[1]}] has it" if roomy else "choose fewer panels"
    yield f"{size[0]} × {size[1]} pixels leave no room for {_listed(missing)}; {advice}"


def _missing(figure: FigureContext, contents: LayoutSpec, solved: Layout) -> Iterator[str]:
    """But what every narrow panel leaves out, as users know."""
    kept = {part.panel for part in solved.parts}
    for part in contents.parts:
        if part.panel not in kept:
            yield f"the panel {figure.scene.panels[part.panel].name}"
    if contents.slate and solved.slate is None and not solver.narrow(solved):
        yield "the formula"
    if contents.caption(solved.page) and solved.foot is None:
        yield "the caption"
    if figure.crowd > 1 and any(cell.header is None for cell in solved.cells):
        yield "the legend"
    if figure.scene.title and solved.bare:
        yield "the title"


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
