"""Text for pages of HTML: a page of one's own, GitHub, Jekyll, WordPress, reveal.js."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from gdanim.errors import RenderError
from gdanim.messages import message
from gdanim.publish.embed import escaping
from gdanim.text.page_template import FITTING

if TYPE_CHECKING:
    from gdanim.publish.embed.options import EmbedOptions
    from gdanim.publish.publication import MediaFile, Publication

REDUCED_MOTION = "(prefers-reduced-motion: reduce)"
DARK = "(prefers-color-scheme: dark)"
SLIDE_HEIGHT = 640  # pixels
ADDRESS = re.compile(r'( (?:src|href|poster|srcset)=")([^"]*)')


def html(publication: Publication, options: EmbedOptions) -> str:
    """Returns a figure with a video if there is one, else an image, or with the player.

    A video waits for its play button, so that nothing moves unasked. It is as narrow as the page, independent of the
    page's own style.
    """
    if options.has_player:
        body = [f"  {player_frame(publication, options)}"]
    elif publication.videos and not publication.only_image and not publication.has_dark_image:
        body = [f"  {video(publication, options)}"]
    else:
        body = [f"  {line}" for line in picture(publication, options, FITTING)]
    caption = f"  <figcaption>{escape(publication.caption)}</figcaption>"
    return "\n".join([f"<figure {_language_attributes(publication)}>", *body, caption, "</figure>"])


def github(publication: Publication, options: EmbedOptions) -> str:
    """Returns Markdown for GitHub, which strips videos and styles. Raises RenderError if there is no image.

    No height is given: GitHub narrows an image to the width of its page and would leave its height unchanged.
    """
    _require_image(publication)
    lines = picture(publication, options)
    paragraphs = ["\n".join(lines), escaping.markdown_paragraph(publication.caption)]
    if options.has_player:
        paragraphs.append(f"[{escaping.markdown(publication.link_text)}](<{_player(publication, options)}>)")
    text = "\n\n".join(paragraphs)
    if not publication.is_rtl:
        return text
    return f"<div {_language_attributes(publication)}>\n\n{text}\n\n</div>"


def jekyll(publication: Publication, options: EmbedOptions) -> str:
    """Returns the figure of ``html`` with addresses that Jekyll completes, wherever the site and the page stand."""
    text = html(publication, options).replace("{{", "&#123;&#123;").replace("{%", "&#123;%")
    if options.base_url:
        return text
    return ADDRESS.sub(lambda found: f"{found[1]}{{{{ '/{found[2]}' | relative_url }}}}", text)


def wordpress(publication: Publication, options: EmbedOptions) -> str:
    """Returns a figure of the elements that WordPress leaves to authors: neither sources nor frames."""
    caption = f"<figcaption>{escape(publication.caption)}</figcaption>"
    if publication.videos and not publication.only_image:
        return f'<figure class="wp-block-video">{video(publication, options)}{caption}</figure>'
    return f'<figure class="wp-block-image">{_image(publication, publication.image, options)}{caption}</figure>'


def reveal(publication: Publication, options: EmbedOptions) -> str:
    """Returns a slide's video, which plays when the slide comes, or its player, which returns the keys at its end."""
    title = escape(publication.alt)
    if options.has_player:
        address = escape(_player(publication, options, deck="1"))
        style = f"width: 100%; height: {SLIDE_HEIGHT}px; border: 0"
        return f'<iframe data-src="{address}" data-preload style="{style}" allow="fullscreen" title="{title}"></iframe>'
    if publication.only_image or not publication.videos:
        return _image(publication, publication.image, options)
    file = publication.video
    poster = f' poster="{escape(options.address(publication.poster.path))}"' if publication.poster else ""
    loop = " loop" if publication.is_looped else ""
    size = f'width="{options.width_of(file.size).attribute}"'
    source = f'src="{escape(options.address(file.path))}"{poster}'
    return f'<video data-autoplay muted{loop} playsinline controls {size} {source} aria-label="{title}"></video>'


def video(publication: Publication, options: EmbedOptions) -> str:
    """Returns a video element with its address on itself, which no host strips."""
    file = publication.video
    loop = " loop" if publication.is_looped else ""
    poster = f' poster="{escape(options.address(publication.poster.path))}"' if publication.poster else ""
    source = f'src="{escape(options.address(file.path))}"{poster}'
    label = f'aria-label="{escape(publication.alt)}"'
    return f"<video {source} controls{loop} muted playsinline {_scaled(file, options, FITTING)} {label}></video>"


def picture(publication: Publication, options: EmbedOptions, style: str = "") -> list[str]:
    """Returns a picture element: the still for reduced motion, the dark one of a pair, better formats, else the GIF.

    Without a ``style`` for its height, only its width is given.
    """
    if image := publication.only_image:
        return _element([*_dark_source(publication, image, options), _image(publication, image, options, style)])
    poster = publication.poster
    images = [publication.media[name] for name in publication.images_by_support] or ([poster] if poster else [])
    *better, last = images
    sources = []
    if poster and last is not poster:
        sources += _sources(publication, poster, options, REDUCED_MOTION)
    for image in better:
        sources += _sources(publication, image, options)
    sources += _dark_source(publication, last, options)
    return _element([*sources, _image(publication, last, options, style)])


def _element(lines: list[str]) -> list[str]:
    """Returns a picture element, or the image alone where it has no other source."""
    return lines if len(lines) == 1 else ["<picture>", *(f"  {line}" for line in lines), "</picture>"]


def player_frame(publication: Publication, options: EmbedOptions) -> str:
    """Returns a frame that shows the player, as narrow as the page and as high as the player needs."""
    from gdanim.player.frame import frame_style

    size = publication.player.size
    style = frame_style(size, options.width_of(size).css)
    title = f'title="{escape(publication.alt)}"'
    address = escape(_player(publication, options))
    return f'<iframe src="{address}" {title} loading="lazy" allow="fullscreen" style="{style}"></iframe>'


def _player(publication: Publication, options: EmbedOptions, **settings: str) -> str:
    return options.player_address(publication.player.path, **settings)


def _require_image(publication: Publication) -> None:
    if not publication.only_image and not publication.images:
        name, file = publication.name, publication.source
        raise RenderError(message("publish.no_image", name=name, file=file))


def _sources(publication: Publication, file: MediaFile, options: EmbedOptions, media: str = "") -> list[str]:
    """Returns the sources of a file, the dark one of a pair first."""
    condition = f'media="{media}" ' if media else ""
    dark = _dark_source(publication, file, options, media)
    return [*dark, f'<source {condition}srcset="{escape(options.address(file.path))}" type="{file.mime}">']


def _dark_source(publication: Publication, file: MediaFile, options: EmbedOptions, media: str = "") -> list[str]:
    dark = publication.dark_version(file)
    condition = f"{DARK} and {media}" if media else DARK
    if dark is None:
        return []
    return [f'<source media="{condition}" srcset="{escape(options.address(dark.path))}" type="{dark.mime}">']


def _image(publication: Publication, file: MediaFile, options: EmbedOptions, style: str = "") -> str:
    address, alt = escape(options.address(file.path)), escape(publication.alt)
    return f'<img src="{address}" {_scaled(file, options, style)} alt="{alt}">'


def _scaled(file: MediaFile, options: EmbedOptions, style: str) -> str:
    """Returns the size's attributes: with a style the height too, which keeps room for the picture while it loads."""
    width = options.width_of(file.size)
    if not style:
        return f'width="{width.attribute}"'
    if width.is_percent:
        return f'style="width: {width.css}; {style}"'
    height = round(file.size[1] * width.number / file.size[0])
    return f'width="{width.number}" height="{height}" style="{style}"'


def _language_attributes(publication: Publication) -> str:
    return f'lang="{escape(publication.language)}" dir="{"rtl" if publication.is_rtl else "ltr"}"'
