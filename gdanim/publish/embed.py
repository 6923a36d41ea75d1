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

    from gdanim.publish.publication import Exhibit, Medium

LARGEST = 10_000_000  # bytes: GitHub shows no larger image
REDUCED = "(prefers-reduced-motion: reduce)"
FREE = "(prefers-reduced-motion: no-preference)"
FITTING = 'style="max-width: 100%; height: auto"'
MARKED = re.compile(r"([\\*`|_<>\[\]~$])")  # what Markdown takes for itself, wherever it stands
ENTITY = re.compile(r"&(?=#?\w+;)")
LISTED = re.compile(r"([-+=#:]|\d+[.)])")  # and at the beginning of a line
INLINE = re.compile(r"([\\*`|_<>\[\]]|:(?=:))")  # what reStructuredText takes for itself
WORD = re.compile(r"[^\W\d_]+ ")  # what begins no list there


def html(shown: Exhibit) -> str:
    """A figure with a video where there is one, else an image; who prefers less motion sees the still.

    It shrinks to the width of the page whatever the page's own style says.
    """
    body = _video(shown) if shown.videos and not shown.standing else _picture(shown, FITTING)
    caption = f"  <figcaption>{escape(shown.caption)}</figcaption>"
    return "\n".join([f"<figure {_tongue(shown)}>", *body, caption, "</figure>"])


def markdown(shown: Exhibit) -> str:
    """For GitHub, which strips videos and styles. Raises RenderError where there is no image.

    No height is given: GitHub narrows an image to the width of its page and would leave it as high as it was.
    """
    _image(shown, "GitHub shows no videos")
    lines = [line.removeprefix("  ") for line in _picture(shown)]
    caption = MARKED.sub(r"\\\1", ENTITY.sub("&amp;", " ".join(shown.caption.split())))
    begins = LISTED.match(caption)
    if begins:
        caption = f"{caption[: begins.end() - 1]}\\{caption[begins.end() - 1 :]}"
    if not shown.rtl:
        return "\n".join([*lines, "", caption])
    return "\n".join([f"<div {_tongue(shown)}>", "", *lines, "", caption, "", "</div>"])


def rst(shown: Exhibit) -> str:
    """A figure directive. Raises RenderError where there is no image. Its height follows from its width."""
    medium = _image(shown, "reStructuredText shows no videos")
    caption = INLINE.sub(r"\\\1", " ".join(shown.caption.split()))
    first = "" if WORD.match(caption) else "\\ "  # a number, a letter or a dash would begin a list
    options = {"alt": " ".join(shown.alt.split()), "width": f"{medium.size[0]}px"}
    told = [f"   :{name}: {value}" for name, value in options.items()]
    return "\n".join([f".. figure:: {_address(medium)}", *told, "", f"   {first}{caption}"])


def warnings(shown: Exhibit, form: str) -> tuple[str, ...]:
    """What the pasted text will lack."""
    found = []
    if shown.still is None and shown.standing is None and form != "rst":
        found.append("there is no still for readers who prefer less motion; add png to the scene's output")
    image = shown.media[shown.images[0]] if shown.images else None
    if form == "markdown" and image is not None and image.bytes > LARGEST:
        found.append(f"{image.path} has {image.bytes / 1e6:.1f} MB; GitHub shows no image over {LARGEST / 1e6:g} MB")
    return tuple(found)


FORMS: dict[str, Callable[[Exhibit], str]] = {"html": html, "markdown": markdown, "rst": rst}


def _video(shown: Exhibit) -> list[str]:
    """Its sources play where motion is welcome; elsewhere the poster stands."""
    loop = " loop" if shown.looped else ""
    poster = f' poster="{_address(shown.still)}"' if shown.still else ""
    media = f' media="{FREE}"' if shown.still else ""
    films = [shown.media[name] for name in shown.videos]
    sources = [f'    <source src="{_address(film)}" type="{film.mime}"{media}>' for film in films]
    inside = [f"  {line}" for line in _picture(shown, FITTING)] if shown.images or shown.still else []
    options = f"autoplay{loop} muted playsinline controls {_size(films[0])} {FITTING}{poster}"
    return [f'  <video {options} aria-label="{escape(shown.alt)}">', *sources, *inside, "  </video>"]


def _picture(shown: Exhibit, style: str = "") -> list[str]:
    """The still where less motion is preferred, the better formats where they can be shown, else the GIF.

    Without a ``style`` that lets its height follow, only its width is given.
    """
    alt = f'alt="{escape(shown.alt)}"'
    if shown.standing:
        return [f'  <img src="{_address(shown.standing)}" {_sized(shown.standing, style)} {alt}>']
    *better, last = (shown.media[name] for name in _by_reach(shown)) if shown.images else (shown.media["png"],)
    sources = []
    if shown.still and last is not shown.still:
        sources.append(f'    <source media="{REDUCED}" srcset="{_address(shown.still)}" type="{shown.still.mime}">')
    sources += [f'    <source srcset="{_address(image)}" type="{image.mime}">' for image in better]
    return ["  <picture>", *sources, f'    <img src="{_address(last)}" {_sized(last, style)} {alt}>', "  </picture>"]


def _by_reach(shown: Exhibit) -> list[str]:
    """The formats that move as images, last the one that shows itself in most places."""
    return sorted(shown.images, key=lambda name: name == "gif")


def _image(shown: Exhibit, reason: str) -> Medium:
    """The one that shows itself in most places."""
    if shown.standing:
        return shown.standing
    if not shown.images:
        lack = f"{shown.name} has no image that moves"
        raise RenderError(f"{reason}, and {lack}; run: gdanim render {shown.source} -f gif")
    return shown.media[_by_reach(shown)[-1]]


def _sized(medium: Medium, style: str) -> str:
    return f"{_size(medium)} {style}" if style else f'width="{medium.size[0]}"'


def _size(medium: Medium) -> str:
    return f'width="{medium.size[0]}" height="{medium.size[1]}"'


def _tongue(shown: Exhibit) -> str:
    return f'lang="{escape(shown.language)}" dir="{"rtl" if shown.rtl else "ltr"}"'


def _address(medium: Medium) -> str:
    """The file as a relative address: slashes on every system, everything unusual as %XX."""
    return escape(quote(PurePath(medium.path).as_posix()))
