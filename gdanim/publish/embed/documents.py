"""Text for documents in markup: MkDocs, Sphinx, MyST, Hugo, pandoc, Quarto, LaTeX."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from gdanim.publish.embed import escaping, pages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gdanim.publish.embed.options import EmbedOptions
    from gdanim.publish.publication import Publication


def mkdocs(publication: Publication, options: EmbedOptions) -> str:
    """Returns Markdown, whose addresses MkDocs rewrites for each page. It takes ``attr_list`` and ``md_in_html``.

    The player is a link on its still, or with an address of its own a frame: MkDocs rewrites no frame.
    """
    alt, image = escaping.markdown(publication.alt), publication.image
    caption = f"  <figcaption>{escape(publication.caption)}</figcaption>"
    direction = ' dir="rtl"' if publication.is_rtl else ""
    if options.has_player and options.base_url:
        return "\n".join(
            [f"<figure{direction}>", f"  {pages.player_frame(publication, options)}", caption, "</figure>"]
        )
    if options.has_player:
        still = publication.poster or image
        link = options.player_address(publication.player.path)
        body = f"[{_markdown_image(alt, options.address(still.path))}](<{link}>)"
    else:
        attributes = f'{{ width="{options.width_of(image.size).attribute}" }}'
        dark = publication.dark_version(image)
        light, night = ("#only-light", "#only-dark") if dark else ("", "")
        body = f"{_markdown_image(alt, options.address(image.path) + light)}{attributes}"
        if dark:
            body += f"\n  {_markdown_image(alt, options.address(dark.path) + night)}{attributes}"
    return "\n".join([f'<figure markdown="span"{direction}>', f"  {body}", caption, "</figure>"])


def sphinx(publication: Publication, options: EmbedOptions) -> str:
    """Returns directives: the image or the player for HTML, the page of vectors for LaTeX.

    LaTeX stops at a GIF, and shows nothing of raw HTML.
    """
    if options.has_player:
        frame = f".. raw:: html\n\n   {pages.player_frame(publication, options)}"
        on_screen = f"{frame}\n\n{escaping.rst(publication.caption)}"
    else:
        width = options.width_of(publication.image.size).css
        on_screen = _rst_figure(publication, publication.image.path, options, width, escaping.rst(publication.caption))
    if publication.page is None:
        return f".. only:: html\n\n{_indented(on_screen)}" if options.has_player else on_screen
    caption = escaping.rst_with_formulas(publication.caption)
    width = options.width_of(publication.image.size).on_paper
    beside = replace(options, base_url="")  # read when the document is built
    on_paper = _rst_figure(publication, publication.page.path, beside, width, caption)
    return f".. only:: html\n\n{_indented(on_screen)}\n\n.. only:: latex\n\n{_indented(on_paper)}"


def myst(publication: Publication, options: EmbedOptions) -> str:
    """Returns a figure of MyST, which takes the image in HTML, and the page of vectors in LaTeX.

    A PNG file beside them would be taken before the GIF.
    """
    if options.has_player:
        return f"```{{raw}} html\n{pages.player_frame(publication, options)}\n```\n\n{_paragraph(publication)}"
    image = publication.image
    has_choice = publication.page is not None and not publication.media_file(".png")
    address = options.address(image.path.with_suffix(".*") if has_choice else image.path).replace("%2A", "*")
    width = options.width_of(image.size).css
    lines = [f":::{{figure}} {address}", f":alt: {escaping.one_line(publication.alt)}", f":width: {width}"]
    caption = escaping.myst_with_formulas(publication.caption) if has_choice else _paragraph(publication)
    return "\n".join([*lines, "", caption, ":::"])


def hugo(publication: Publication, options: EmbedOptions) -> str:
    """Returns Hugo's shortcode for a figure. The files stand beside the page, in its bundle."""
    image = publication.poster if options.has_player and publication.poster else publication.image
    values = {
        "src": options.address(image.path),
        "alt": publication.alt,
        "caption": escaping.markdown(publication.caption),
        **({"link": options.player_address(publication.player.path)} if options.has_player else {}),
        "width": options.width_of(image.size).attribute,
    }
    return f"{{{{< figure {' '.join(f'{key}={escaping.quoted(value)}' for key, value in values.items())} >}}}}"


def pandoc(publication: Publication, options: EmbedOptions) -> str:
    """Returns an image without an ending, which pandoc adds for each kind of document."""
    image = publication.image
    address = options.address(image.path.with_name(publication.name))
    width = options.width.css if options.width else "100%"
    return f"![{escaping.markdown_with_formulas(publication.caption)}]({address}){{width={width}}}"


def quarto(publication: Publication, options: EmbedOptions) -> str:
    """Returns blocks of Quarto: the video, the image or the player for HTML, the still for everything else."""
    if options.has_player:
        moving = f"```{{=html}}\n{pages.player_frame(publication, options)}\n```"
    elif publication.videos and not publication.only_image:
        moving = f"{{{{< video {options.address(publication.video.path)} >}}}}"
    else:
        moving = _quarto_image(publication, publication.image.path, options)
    still = publication.page or publication.poster or publication.image
    return "\n".join(
        [
            '::: {.content-visible when-format="html"}',
            f"{moving}\n\n{_paragraph(publication)}" if moving[0] != "!" else moving,
            ":::",
            "",
            '::: {.content-visible unless-format="html"}',
            _quarto_image(publication, still.path, options),
            ":::",
        ]
    )


def latex(publication: Publication, options: EmbedOptions) -> str:
    r"""Returns a figure for LaTeX. It takes ``\usepackage{graphicx}``."""
    file = publication.page or publication.poster or publication.image
    width = options.width_of(file.size).of_line
    return "\n".join(
        [
            r"\begin{figure}",
            r"  \centering",
            rf"  \includegraphics[width={width}]{{{replace(options, base_url='').address(file.path)}}}",
            rf"  \caption{{{escaping.latex(publication.caption)}}}",
            r"\end{figure}",
        ]
    )


def _markdown_image(alt: str, address: str) -> str:
    return f"![{alt}]({address})"


def _paragraph(publication: Publication) -> str:
    return escaping.markdown_paragraph(publication.caption)


def _quarto_image(publication: Publication, path: Path, options: EmbedOptions) -> str:
    caption = escaping.markdown_with_formulas(publication.caption)
    width = options.width.css if options.width else "100%"
    alt = escaping.quoted(publication.alt)
    return f"![{caption}]({options.address(path)}){{fig-alt={alt} width={width}}}"


def _rst_figure(publication: Publication, path: Path, options: EmbedOptions, width: str, caption: str) -> str:
    lines = [f"   :alt: {escaping.one_line(publication.alt)}", f"   :width: {width}", "", f"   {caption}"]
    return "\n".join([f".. figure:: {options.address(path)}", *lines])


def _indented(text: str, lines: Sequence[str] = ()) -> str:
    return "\n".join(f"   {line}" if line else "" for line in lines or text.split("\n"))
