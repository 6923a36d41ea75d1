"""An exhibit as text to paste: HTML, Markdown for GitHub, reStructuredText. Everything in it is escaped."""

from __future__ import annotations

import re
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

from gdanim.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gdanim.exhibit import Exhibit, Medium

LARGEST = 10_000_000  # bytes: GitHub shows no larger image
REDUCED = "(prefers-reduced-motion: reduce)"
FREE = "(prefers-reduced-motion: no-preference)"
INLINE = re.compile(r"([\\*`|_<>\[\]])")


def html(shown: Exhibit) -> str:
    """A figure with a video where there is one, else an image; who prefers less motion sees the still."""
    body = _video(shown) if shown.videos else _picture(shown)
    caption = f"  <figcaption>{escape(shown.caption)}</figcaption>"
    return "\n".join([f"<figure {_tongue(shown)}>", *body, caption, "</figure>"])


def markdown(shown: Exhibit) -> str:
    """For GitHub, which strips videos. Raises RenderError where there is no image that moves."""
    _image(shown, "GitHub shows no videos")
    lines = [line.removeprefix("  ") for line in _picture(shown)]
    caption = INLINE.sub(r"\\\1", shown.caption)
    if not shown.rtl:
        return "\n".join([*lines, "", caption])
    return "\n".join([f"<div {_tongue(shown)}>", "", *lines, "", caption, "", "</div>"])


def rst(shown: Exhibit) -> str:
    """A figure directive. Raises RenderError where there is no image that moves."""
    medium = shown.media[_image(shown, "reStructuredText shows no videos")]
    caption = INLINE.sub(r"\\\1", shown.caption)
    first = "" if caption[:1].isalpha() else "\\ "  # a number or a dash would begin a list
    options = {"alt": shown.alt, "width": f"{medium.size[0]}px", "height": f"{medium.size[1]}px"}
    told = [f"   :{name}: {' '.join(value.split())}" for name, value in options.items()]
    return "\n".join([f".. figure:: {_address(medium)}", *told, "", f"   {first}{' '.join(caption.split())}"])


def warnings(shown: Exhibit, form: str) -> tuple[str, ...]:
    """What the pasted text will lack."""
    found = []
    if shown.still is None and form != "rst":
        found.append("there is no still for readers who prefer less motion; add png to the scene's output")
    image = shown.media[shown.images[0]] if shown.images else None
    if form == "markdown" and image is not None and image.bytes > LARGEST:
        found.append(f"{image.path} has {image.bytes / 1e6:.1f} MB; GitHub shows no image over {LARGEST / 1e6:g} MB")
    return tuple(found)


FORMS: dict[str, Callable[[Exhibit], str]] = {"html": html, "markdown": markdown, "rst": rst}


def _video(shown: Exhibit) -> list[str]:
    """Its sources play where motion is welcome; elsewhere the poster stands."""
    width, height = shown.media[shown.videos[0]].size
    loop = " loop" if shown.looped else ""
    poster = f' poster="{_address(shown.still)}"' if shown.still else ""
    media = f' media="{FREE}"' if shown.still else ""
    films = [shown.media[name] for name in shown.videos]
    sources = [f'    <source src="{_address(film)}" type="{film.mime}"{media}>' for film in films]
    inside = [f"  {line}" for line in _picture(shown)] if shown.images or shown.still else []
    size = f'width="{width}" height="{height}"'
    return [
        f'  <video autoplay{loop} muted playsinline controls {size}{poster} aria-label="{escape(shown.alt)}">',
        *sources,
        *inside,
        "  </video>",
    ]


def _picture(shown: Exhibit) -> list[str]:
    """The still where less motion is preferred, the better formats where they can be shown, else the GIF."""
    names = sorted(shown.images, key=lambda name: name == "gif") or ["png"]
    medium, sources = shown.media[names[-1]], []
    if shown.still and medium is not shown.still:
        sources.append(f'    <source media="{REDUCED}" srcset="{_address(shown.still)}" type="{shown.still.mime}">')
    better = [shown.media[name] for name in names[:-1]]
    sources += [f'    <source srcset="{_address(image)}" type="{image.mime}">' for image in better]
    width, height = medium.size
    image = f'    <img src="{_address(medium)}" width="{width}" height="{height}" alt="{escape(shown.alt)}">'
    return ["  <picture>", *sources, image, "  </picture>"]


def _image(shown: Exhibit, reason: str) -> str:
    """The format that shows itself in most places."""
    images = sorted(shown.images, key=lambda name: name != "gif")
    if not images:
        lack = f"{shown.name} has no image that moves"
        raise RenderError(f"{reason}, and {lack}; run: gdanim render {shown.source} -f gif")
    return images[0]


def _tongue(shown: Exhibit) -> str:
    return f'lang="{escape(shown.language)}" dir="{"rtl" if shown.rtl else "ltr"}"'


def _address(medium: Medium) -> str:
    """The file as a relative address: slashes on every system, everything unusual as %XX."""
    return escape(quote(PurePath(medium.path).as_posix()))
