"""The writers of each format of Sphinx: HTML has the film or the player, LaTeX the vectors, all others the alt text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from gdanim.publish.embed import EmbedOptions, pages, parse_width
from gdanim.rendered import FITTING
from gdanim.sphinx import rendering

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.sphinx.animation_node import AnimationNode


def html(translator: Any, node: AnimationNode) -> None:
    """Writes a picture of the light and the dark theme, still for readers who prefer less motion, or the player."""
    builder = translator.builder
    if node["show"] == "player" and builder.name == "epub":
        node["show"] = "film"  # books show no frames
    publication = rendering.publish(builder, node, Path(builder.outdir) / builder.imagedir)
    if publication is None:
        raise nodes.SkipNode
    options = EmbedOptions(builder.imgpath, parse_width(node["width"]) if node["width"] else None)
    if node["show"] == "player":
        lines = [pages.player_frame(publication, options)]
    else:
        lines = pages.picture(publication, options, FITTING)
    attributes = translator.starttag(node, "div", classes=["gdanim", *node["classes"]])
    translator.body.append("\n".join([attributes.rstrip("\n"), *lines, "</div>\n"]))
    raise nodes.SkipNode


def latex(translator: Any, node: AnimationNode) -> None:
    """Writes the last step as vectors."""
    builder = translator.builder
    publication = rendering.publish(builder, node, Path(builder.outdir), is_printed=True)
    if publication is not None and publication.page is not None:
        options = EmbedOptions(width=parse_width(node["width"]) if node["width"] else None)
        width = options.width_of(publication.page.size).of_line
        name = publication.page.path
        image = rf"\sphinxincludegraphics[width={width}]{{{{{name.stem}}}{name.suffix}}}"
        translator.body.append(f"\n\n\\noindent{image}\n\n")
    raise nodes.SkipNode


def _words(translator: Any, node: AnimationNode) -> str:
    node["show"] = "still"
    folder = Path(translator.builder.doctreedir) / "gdanim"
    publication = rendering.publish(translator.builder, node, folder)
    return publication.alt if publication else node["alt"]


def text(translator: Any, node: AnimationNode) -> None:
    """Writes the alt text as a paragraph."""
    translator.new_state()
    translator.add_text(_words(translator, node))
    translator.end_state()
    raise nodes.SkipNode


def man(translator: Any, node: AnimationNode) -> None:
    """Writes the alt text as a paragraph."""
    node += nodes.paragraph("", _words(translator, node))
    node[0].walkabout(translator)
    raise nodes.SkipNode


VISITORS: dict[str, Callable[[Any, AnimationNode], None]] = {
    "html": html,
    "latex": latex,
    "text": text,
    "man": man,
    "texinfo": man,
}
"""The writer of each builder's format."""
