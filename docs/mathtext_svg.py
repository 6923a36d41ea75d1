"""A renderer of mathematics for Sphinx: formulas as vectors in the page, set by matplotlib. No network, no LaTeX."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from matplotlib import rc_context
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SIZE = 100.0  # units a letter's height is drawn in; the page scales them
COMMANDS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}
PADDING = 2.0  # units around the ink


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers the renderer as ``html_math_renderer = "mathtext"``."""
    app.add_html_math_renderer("mathtext", inline_renderers=(inline, None), block_renderers=(block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def inline(translator: Any, node: nodes.math) -> None:
    """Writes a formula in a line of text."""
    translator.body.append(svg(node.astext()))
    raise nodes.SkipNode


def block(translator: Any, node: nodes.math_block) -> None:
    """Writes a formula in a paragraph of its own."""
    translator.body.append(f'<p class="formula">{svg(node.astext())}</p>\n')
    raise nodes.SkipNode


def svg(formula: str) -> str:
    """Returns a formula as an image in the colour of the text, standing on the line's base."""
    with rc_context({"mathtext.fontset": "stix"}):
        path = TextPath((0, 0), f"${formula.strip()}$", size=SIZE, prop=FontProperties(family="STIXGeneral"))
    box = path.get_extents()
    left, bottom = box.x0 - PADDING, min(box.y0, 0) - PADDING
    width, height = box.x1 + PADDING - left, box.y1 + PADDING - bottom
    drawn = "".join(
        f"{COMMANDS[code]}{' '.join(f'{number:.1f}' for number in points)}"
        for points, code in path.iter_segments(curves=True, simplify=False)
    )
    drawn = re.sub(r"Z[\d. -]*", "Z", drawn)
    style = f"height: {height / SIZE:.3f}em; vertical-align: {bottom / SIZE:.3f}em"
    view = f"{left:.1f} {-(height + bottom):.1f} {width:.1f} {height:.1f}"
    label = escape(formula.strip(), quote=True)
    return (
        f'<svg class="formula" role="img" aria-label="{label}" style="{style}" viewBox="{view}">'
        f'<path transform="scale(1 -1)" fill="currentColor" d="{drawn}"/></svg>'
    )
