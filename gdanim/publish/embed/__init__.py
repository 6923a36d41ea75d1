"""Text to paste into a page or a document, for each host the form that survives there. All content is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.errors import RenderError
from gdanim.messages import message
from gdanim.publish.embed.documents import DOCUMENTS
from gdanim.publish.embed.options import EmbedOptions, Width, parse_width
from gdanim.publish.embed.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gdanim.messages import Message
    from gdanim.publish.publication import Publication

__all__ = ["ALIASES", "FORMS", "EmbedOptions", "Width", "parse_width", "text", "warnings"]

ALIASES = {"markdown": "github", "rst": "sphinx"}
FORMS = {**PAGES, **DOCUMENTS}
GITHUB_LIMIT = 10_000_000  # bytes: maximum size of an image on GitHub
WITHOUT_VIDEOS = {"github", "mkdocs", "sphinx", "myst", "hugo", "pandoc"}
WITH_POSTERS = {"html", "github", "jekyll", "wordpress", "reveal"}
ON_PAPER = {"sphinx", "myst", "pandoc", "quarto", "latex"}
NEEDING_BASE = {"wordpress"}
PLAYERS_NEEDING_BASE = {"github", "sphinx", "myst"}


def text(publication: Publication, form: str, options: EmbedOptions) -> str:
    """Returns the text for a host. Raises RenderError, with the command to run, if it can't show any of the files."""
    file = publication.source
    if options.has_player and form not in {"latex", "wordpress", "pandoc"} and publication.find_player() is None:
        raise RenderError(message("publish.no_player", name=publication.name, file=file))
    if form in WITHOUT_VIDEOS and not (publication.only_image or publication.images):
        raise RenderError(message("publish.no_image", name=publication.name, file=file))
    if form == "latex" and not (publication.page or publication.poster or publication.only_image):
        raise RenderError(message("publish.no_page", name=publication.name, file=file))
    return FORMS[form](publication, options)


def warnings(publication: Publication, form: str, options: EmbedOptions) -> tuple[Message, ...]:
    """Returns warnings about what the pasted text will lack, with the way out."""
    return tuple(_warnings(publication, form, options))


def _warnings(publication: Publication, form: str, options: EmbedOptions) -> Iterator[Message]:
    file = publication.source
    is_moving = publication.only_image is None
    if form in WITH_POSTERS and is_moving and publication.poster is None and not options.has_player:
        yield message("publish.no_poster", file=file)
    if form in ON_PAPER and publication.page is None:
        yield message("publish.no_vectors", file=file)
    if form == "pandoc" and not publication.media_file(".png"):
        yield message("publish.no_png_for_pandoc", file=file)
    if form == "pandoc":
        yield message("publish.pandoc_extension")
    if options.has_player and form in {"latex", "wordpress", "pandoc"}:
        yield message("publish.no_players_there", form=form)
    needs_base = form in NEEDING_BASE or (options.has_player and form in PLAYERS_NEEDING_BASE)
    if needs_base and not options.base_url:
        yield message("publish.needs_base_url", form=form)
    image = publication.media[publication.images[0]] if publication.images else None
    if form == "github" and image is not None and image.bytes > GITHUB_LIMIT:
        sizes = {"megabytes": image.bytes / 1e6, "limit": GITHUB_LIMIT / 1e6}
        yield message("publish.too_large_for_github", file=image.path, **sizes)
