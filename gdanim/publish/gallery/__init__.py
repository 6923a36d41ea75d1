"""A gallery: one static page with every publication, its texts and its scene file. It needs no network."""

from __future__ import annotations

import os
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from gdanim import registry
from gdanim.errors import RenderError
from gdanim.messages import message
from gdanim.outputs import atomic, sidecar_path
from gdanim.text import page_template
from gdanim.text.words import load as load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.batch import Job
    from gdanim.publish.publication import MediaFile, Publication
    from gdanim.text.words import Words

TEMPLATES = Path(__file__).parent
PAGE = "index.html"
MIN_SEVERAL = 2
PLAYER = '<button type="button" class="play" hidden data-play="{play}" data-pause="{pause}">{pause}</button>\n'


def variants(job: Job, languages: Sequence[str] = ()) -> list[Job]:
    """Returns the job in each of ``languages``; by default in all in which it was rendered, else in the scene's own."""
    translated = [replace(job, language=code) for code in languages or registry.names("languages")]
    if languages:
        return translated
    rendered = [each for each in (*translated, job) if sidecar_path(each.folder, each.stem).is_file()]
    return rendered or [job]


def write(publications: Sequence[Publication], folder: Path) -> Path:
    """Writes the page into ``folder``, atomically. A scene with two renderings in a language is shown once."""
    path = folder / PAGE
    atomic.refuse_folders([path])
    with atomic.os_errors_translated(folder), atomic.temporary_folder(folder.absolute()) as temporary:
        (temporary / PAGE).write_text(page(_unique(publications), folder), encoding="utf-8", newline="\n")
        atomic.move_in([temporary / PAGE], folder)
    return path


def page(publications: Sequence[Publication], folder: Path) -> str:
    """Returns the page's text, with addresses relative to ``folder``."""
    languages = list(dict.fromkeys(sorted(publication.language for publication in publications)))
    language = "en" if "en" in languages else languages[0]
    words = load_words(language)
    named = zip(publications, _anchors(publications), strict=True)
    return _filled(
        "page.html",
        language=language,
        direction=_direction(words),
        title=escape(words.label("gallery")),
        light_dark=escape(words.label("light_dark")),
        style=_template("style.css"),
        script=_template("script.js"),
        languages="".join(map(_language_button, languages)) if len(languages) > 1 else "",
        publications="".join(_article(publication, anchor, folder) for publication, anchor in named),
    )


def _unique(publications: Iterable[Publication]) -> list[Publication]:
    found: dict[tuple[Path, str], Publication] = {}
    for publication in publications:
        found.setdefault((publication.source, publication.language), publication)
    return list(found.values())


def _anchors(publications: Sequence[Publication]) -> list[str]:
    """Returns a unique id in the page for each publication; scenes of different folders may have the same name."""
    counts: dict[str, int] = {}
    anchors = []
    for publication in publications:
        name = "-".join([*publication.source.stem.split(), publication.language])
        counts[name] = counts.get(name, 0) + 1
        anchors.append(name if counts[name] == 1 else f"{name}-{counts[name]}")
    return anchors


def _language_button(code: str) -> str:
    """Returns a button that shows only one language, labelled in it, with the page's texts in this language as data."""
    words = load_words(code)
    texts = {"language": code, "title": words.label("gallery"), "shade": words.label("light_dark")}
    data = " ".join(f'data-{key}="{escape(text)}"' for key, text in texts.items())
    name = escape(words.data["name"])
    return f'<button type="button" lang="{code}" dir="{_direction(words)}" aria-pressed="false" {data}>{name}</button>'


def _article(publication: Publication, anchor: str, folder: Path) -> str:
    words = load_words(publication.language)
    labels = {key: escape(words.label(key)) for key in ("play", "pause", "copy", "copied", "scene_file")}
    return _filled(
        "publication.html",
        **labels,
        id=escape(anchor),
        language=escape(publication.language),
        direction=_direction(words),
        title=escape(publication.title),
        picture=_picture(publication, folder),
        player=PLAYER.format(**labels) if publication.is_moving else "",
        caption=escape(publication.caption),
        steps=_player_link(publication, folder),
        verdicts=_verdict_table(publication, words),
        file=escape(publication.source.name),
        source=escape(_source_text(publication)),
    )


def _picture(publication: Publication, folder: Path) -> str:
    """Returns the format that plays best, or the still image if nothing moves."""
    if publication.only_image:
        image = publication.only_image
        return f'<img src="{_address(image, folder)}" {_image_attributes(publication, image)}>'
    if publication.videos:
        return _video(publication, folder)
    image = publication.fallback_image
    still = f' data-still="{_address(publication.poster, folder)}"' if publication.poster else ""
    return f'<img src="{_address(image, folder)}"{still} {_image_attributes(publication, image)}>'


def _image_attributes(publication: Publication, file: MediaFile) -> str:
    return f'{_size(file)} alt="{escape(publication.alt)}" loading="lazy"'


def _video(publication: Publication, folder: Path) -> str:
    poster = f' poster="{_address(publication.poster, folder)}"' if publication.poster else ""
    loop = " loop" if publication.is_looped else ""
    videos = [publication.media[name] for name in publication.videos]
    sources = "".join(f'<source src="{_address(video, folder)}" type="{video.mime}">' for video in videos)
    options = f'muted playsinline controls{loop}{poster} preload="metadata"'
    return f'<video {_size(videos[0])} {options} aria-label="{escape(publication.alt)}">{sources}</video>'


def _player_link(publication: Publication, folder: Path) -> str:
    """Returns a link to the step player, where it was rendered."""
    player = publication.find_player()
    return f'<p><a href="{_address(player, folder)}">{escape(publication.link_text)}</a></p>\n' if player else ""


def _verdict_table(publication: Publication, words: Words) -> str:
    """Returns the verdict of each run; that of a single run is in the caption."""
    if len(publication.verdicts) < MIN_SEVERAL:
        return ""
    heads = "".join(f'<th scope="col">{escape(words.label(key))}</th>' for key in ("run", "outcome"))
    rows = "".join(
        f'<tr><th scope="row">{escape(name or publication.title)}</th><td>{escape(text)}</td></tr>'
        for name, text in publication.verdicts
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n"


def _source_text(publication: Publication) -> str:
    try:
        return publication.source.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RenderError(message("publish.source_unreadable", file=publication.source, reason=reason)) from error


def _size(file: MediaFile) -> str:
    return f'width="{file.size[0]}" height="{file.size[1]}"'


def _address(file: MediaFile, folder: Path) -> str:
    return escape(quote(Path(os.path.relpath(file.path, folder)).as_posix()))


def _direction(words: Words) -> str:
    return "rtl" if words.is_right_to_left else "ltr"


def _filled(name: str, **fields: str) -> str:
    return page_template.filled(_template(name), **fields)


def _template(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")
