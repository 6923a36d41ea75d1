"""Text to paste into a page: HTML, Markdown for GitHub, reStructuredText. All content is escaped."""

from __future__ import annotations

import re
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from gdanim.errors import RenderError
from gdanim.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.messages import Message
    from gdanim.publish.publication import MediaFile, Publication

GITHUB_LIMIT = 10_000_000  # bytes: maximum size of an image on GitHub
REDUCED_MOTION = "(prefers-reduced-motion: reduce)"
ANY_MOTION = "(prefers-reduced-motion: no-preference)"
FITTING = 'style="max-width: 100%; height: auto"'
MARKDOWN_SPECIAL = re.compile(r"([\\*`|_<>\[\]~$])")
ENTITY = re.compile(r"&(?=#?\w+;)")
MARKDOWN_LIST = re.compile(r"([-+=#:]|\d+[.)])")  # special characters at the beginning of a line
RST_SPECIAL = re.compile(r"([\\*`|_<>\[\]]|:(?=:))")
RST_WORD = re.compile(r"[^\W\d_]+ ")  # the beginning of a line that is no list item


def html(publication: Publication) -> str:
    """Returns a figure with a video if there is one, else an image; readers who prefer reduced motion see the poster.

    It shrinks to the width of the page, independent of the page's own style.
    """
    has_video = publication.videos and not publication.only_image
    body = _video(publication) if has_video else _picture(publication, FITTING)
    caption = f"  <figcaption>{escape(publication.caption)}</figcaption>"
    return "\n".join([f"<figure {_language_attributes(publication)}>", *body, caption, "</figure>"])


def markdown(publication: Publication) -> str:
    """Returns Markdown for GitHub, which strips videos and styles. Raises RenderError if there is no image.

    No height is given: GitHub narrows an image to the width of its page and would leave its height unchanged.
    """
    if _image(publication) is None:
        name, file = publication.name, publication.source
        raise RenderError(message("publish.no_image_for_github", name=name, file=file))
    lines = [line.removeprefix("  ") for line in _picture(publication)]
    caption = MARKDOWN_SPECIAL.sub(r"\\\1", ENTITY.sub("&amp;", " ".join(publication.caption.split())))
    marker = MARKDOWN_LIST.match(caption)
    if marker:
        caption = f"{caption[: marker.end() - 1]}\\{caption[marker.end() - 1 :]}"
    if not publication.is_rtl:
        return "\n".join([*lines, "", caption])
    return "\n".join([f"<div {_language_attributes(publication)}>", "", *lines, "", caption, "", "</div>"])


def rst(publication: Publication) -> str:
    """Returns a figure directive. Raises RenderError if there is no image. Its height follows from its width."""
    image = _image(publication)
    if image is None:
        raise RenderError(message("publish.no_image_for_rst", name=publication.name, file=publication.source))
    caption = RST_SPECIAL.sub(r"\\\1", " ".join(publication.caption.split()))
    prefix = "" if RST_WORD.match(caption) else "\\ "  # a number, a letter or a dash would begin a list
    options = {"alt": " ".join(publication.alt.split()), "width": f"{image.size[0]}px"}
    lines = [f"   :{name}: {value}" for name, value in options.items()]
    return "\n".join([f".. figure:: {_address(image)}", *lines, "", f"   {prefix}{caption}"])


def warnings(publication: Publication, form: str) -> tuple[Message, ...]:
    """Returns warnings about what the pasted text will lack."""
    sentences = []
    if publication.poster is None and publication.only_image is None and form != "rst":
        sentences.append(message("publish.no_poster"))
    image = publication.media[publication.images[0]] if publication.images else None
    if form == "markdown" and image is not None and image.bytes > GITHUB_LIMIT:
        sizes = {"megabytes": image.bytes / 1e6, "limit": GITHUB_LIMIT / 1e6}
        sentences.append(message("publish.too_large_for_github", file=image.path, **sizes))
    return tuple(sentences)


FORMS: dict[str, Callable[[Publication], str]] = {"html": html, "markdown": markdown, "rst": rst}


def _video(publication: Publication) -> list[str]:
    """Returns a video element; for readers who prefer reduced motion, it shows the poster."""
    loop = " loop" if publication.is_looped else ""
    poster = f' poster="{_address(publication.poster)}"' if publication.poster else ""
    condition = f' media="{ANY_MOTION}"' if publication.poster else ""
    videos = [publication.media[name] for name in publication.videos]
    sources = [f'    <source src="{_address(video)}" type="{video.mime}"{condition}>' for video in videos]
    has_image = publication.images or publication.poster
    fallback = [f"  {line}" for line in _picture(publication, FITTING)] if has_image else []
    options = f"autoplay{loop} muted playsinline controls {_size(videos[0])} {FITTING}{poster}"
    return [f'  <video {options} aria-label="{escape(publication.alt)}">', *sources, *fallback, "  </video>"]


def _picture(publication: Publication, style: str = "") -> list[str]:
    """Returns a picture element: the poster for reduced motion, better formats where supported, else the GIF.

    Without a ``style`` for its height, only its width is given.
    """
    alt = f'alt="{escape(publication.alt)}"'
    if publication.only_image:
        image = publication.only_image
        return [f'  <img src="{_address(image)}" {_scaled_size(image, style)} {alt}>']
    poster = publication.poster
    stills = [poster] if poster else []
    *better, last = [publication.media[name] for name in publication.images_by_support] or stills
    sources = []
    if poster and last is not poster:
        sources.append(f'    <source media="{REDUCED_MOTION}" srcset="{_address(poster)}" type="{poster.mime}">')
    sources += [f'    <source srcset="{_address(image)}" type="{image.mime}">' for image in better]
    fallback = f'    <img src="{_address(last)}" {_scaled_size(last, style)} {alt}>'
    return ["  <picture>", *sources, fallback, "  </picture>"]


def _image(publication: Publication) -> MediaFile | None:
    """Returns the element of the most widely supported image."""
    if publication.only_image or not publication.images:
        return publication.only_image
    return publication.media[publication.images_by_support[-1]]


def _scaled_size(file: MediaFile, style: str) -> str:
    return f"{_size(file)} {style}" if style else f'width="{file.size[0]}"'


def _size(file: MediaFile) -> str:
    return f'width="{file.size[0]}" height="{file.size[1]}"'


def _language_attributes(publication: Publication) -> str:
    return f'lang="{escape(publication.language)}" dir="{"rtl" if publication.is_rtl else "ltr"}"'


def _address(file: MediaFile) -> str:
    """Returns the file's relative address: with slashes on every system, special characters as %XX."""
    return escape(quote(PurePath(file.path).as_posix()))
