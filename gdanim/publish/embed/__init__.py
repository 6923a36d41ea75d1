"""Text to paste into a page or a document, for each host the form that survives there. All content is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gdanim.errors import RenderError
from gdanim.messages import message
from gdanim.publish.embed import documents, pages
from gdanim.publish.embed.options import EmbedOptions, Width, parse_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gdanim.messages import Message
    from gdanim.publish.publication import Publication

__all__ = ["ALIASES", "HOSTS", "EmbedOptions", "Host", "Width", "parse_width", "text", "warnings"]

ALIASES = {"markdown": "github", "rst": "sphinx"}
GITHUB_LIMIT = 10_000_000  # bytes: maximum size of an image on GitHub


@dataclass(frozen=True)
class Host:
    """A kind of page or document, and what it shows of the files.

    Attributes
    ----------
    write
        The function that writes the text to paste.
    shows_videos
        Whether a moving picture may be a video there; otherwise it has to be an image.
    shows_players
        Whether the step player, or a link to it, can stand there.
    wants_poster
        Whether a still beside the moving picture serves readers who prefer less motion.
    is_printed
        Whether it is also printed, which takes the page of vectors.
    needs_base, player_needs_base
        Whether the picture's or the player's address must be a whole one.
    """

    write: Callable[[Publication, EmbedOptions], str]
    shows_videos: bool = True
    shows_players: bool = True
    wants_poster: bool = False
    is_printed: bool = False
    needs_base: bool = False
    player_needs_base: bool = False


HOSTS = {
    "html": Host(pages.html, wants_poster=True),
    "github": Host(pages.github, shows_videos=False, wants_poster=True, player_needs_base=True),
    "mkdocs": Host(documents.mkdocs, shows_videos=False),
    "sphinx": Host(documents.sphinx, shows_videos=False, is_printed=True, player_needs_base=True),
    "myst": Host(documents.myst, shows_videos=False, is_printed=True, player_needs_base=True),
    "hugo": Host(documents.hugo, shows_videos=False),
    "jekyll": Host(pages.jekyll, wants_poster=True),
    "pandoc": Host(documents.pandoc, shows_videos=False, shows_players=False, is_printed=True),
    "quarto": Host(documents.quarto, is_printed=True),
    "wordpress": Host(pages.wordpress, shows_players=False, wants_poster=True, needs_base=True),
    "reveal": Host(pages.reveal, wants_poster=True),
    "latex": Host(documents.latex, shows_players=False, is_printed=True),
}
"""The hosts by the name that the command line takes, in the order in which it lists them."""


def text(publication: Publication, form: str, options: EmbedOptions) -> str:
    """Returns the text for a host. Raises RenderError, with the command to run, if it can't show any of the files."""
    host, file = HOSTS[form], publication.source
    if options.has_player and host.shows_players and publication.find_player() is None:
        raise RenderError(message("publish.no_player", name=publication.name, file=file))
    if not (form == "latex" or (options.has_player and host.shows_players)):
        publication.check_picture()
    if not host.shows_videos and not (publication.only_image or publication.images):
        raise RenderError(message("publish.no_image", name=publication.name, file=file))
    if form == "latex" and not (publication.page or publication.poster or publication.only_image):
        raise RenderError(message("publish.no_page", name=publication.name, file=file))
    return host.write(publication, options)


def warnings(publication: Publication, form: str, options: EmbedOptions) -> tuple[Message, ...]:
    """Returns warnings about what the pasted text will lack, with the way out."""
    return tuple(_warnings(publication, form, options))


def _warnings(publication: Publication, form: str, options: EmbedOptions) -> Iterator[Message]:
    host, file = HOSTS[form], publication.source
    is_moving = publication.only_image is None
    if host.wants_poster and is_moving and publication.poster is None and not options.has_player:
        yield message("publish.no_poster", file=file)
    if host.is_printed and publication.page is None:
        yield message("publish.no_vectors", file=file)
    if form == "pandoc" and not publication.media_file(".png"):
        yield message("publish.no_png_for_pandoc", file=file)
    if form == "pandoc":
        yield message("publish.pandoc_extension")
    if options.has_player and not host.shows_players:
        yield message("publish.no_players_there", form=form)
    needs_base = host.needs_base or (options.has_player and host.player_needs_base)
    if needs_base and not options.base_url:
        yield message("publish.needs_base_url", form=form)
    image = publication.media[publication.images[0]] if publication.images else None
    if form == "github" and image is not None and image.bytes > GITHUB_LIMIT:
        sizes = {"megabytes": image.bytes / 1e6, "limit": GITHUB_LIMIT / 1e6}
        yield message("publish.too_large_for_github", file=image.path, **sizes)
