"""One static page of exhibits: each picture with its words and its scene file. It needs no network."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from gdanim import registry
from gdanim.errors import RenderError
from gdanim.outputs import atomic
from gdanim.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gdanim.batch import Job
    from gdanim.publish.publication import Exhibit, Medium
    from gdanim.text.words import Words

HERE = Path(__file__).parent
NAME = "index.html"
SEVERAL = 2
PLAYER = '<button type="button" class="play" hidden data-play="{play}" data-pause="{pause}">{pause}</button>\n'
FIELD = re.compile(r"\{\{(\w+)\}\}")


def variants(job: Job, languages: Sequence[str] = ()) -> list[Job]:
    """The job in each of these languages; where none is named, in all in which it stands, else in the scene's own."""
    spoken = [replace(job, language=code) for code in languages or registry.names("languages")]
    if languages:
        return spoken
    standing = [each for each in (*spoken, job) if (each.folder / f"{each.stem}.json").is_file()]
    return standing or [job]


def write(exhibits: Sequence[Exhibit], folder: Path) -> Path:
    """Write the page into ``folder``, whole or not at all. A scene that stands twice in a language is shown once."""
    path = folder / NAME
    atomic.refuse_folders([path])
    with atomic.os_errors_translated(folder), atomic.temporary_folder(folder.absolute()) as temporary:
        (temporary / NAME).write_text(page(_once(exhibits), folder), encoding="utf-8", newline="\n")
        atomic.move_in([temporary / NAME], folder)
    return path


def page(exhibits: Sequence[Exhibit], folder: Path) -> str:
    """The page's text, as it stands in ``folder``."""
    languages = list(dict.fromkeys(sorted(each.language for each in exhibits)))
    spoken = words.load("en" if "en" in languages else languages[0])
    return _filled(
        "page.html",
        language="en" if "en" in languages else languages[0],
        direction=_direction(spoken),
        title=escape(spoken.say("gallery")),
        light_dark=escape(spoken.say("light_dark")),
        style=_text("style.css"),
        script=_text("script.js"),
        languages=_switch(languages) if len(languages) > 1 else "",
        exhibits="".join(_article(each, name, folder) for each, name in zip(exhibits, _names(exhibits), strict=True)),
    )


def _once(exhibits: Iterable[Exhibit]) -> list[Exhibit]:
    found: dict[tuple[Path, str], Exhibit] = {}
    for each in exhibits:
        found.setdefault((each.source, each.language), each)
    return list(found.values())


def _names(exhibits: Sequence[Exhibit]) -> list[str]:
    """An address inside the page for each, without spaces; scenes of other folders may have the same name."""
    counts: dict[str, int] = {}
    found = []
    for each in exhibits:
        name = "-".join([*each.source.stem.split(), each.language])
        counts[name] = counts.get(name, 0) + 1
        found.append(name if counts[name] == 1 else f"{name}-{counts[name]}")
    return found


def _switch(languages: Sequence[str]) -> str:
    """A button for each language, in its own words, that also knows the page's own words in it."""
    return "".join(map(_tongue, languages))


def _tongue(code: str) -> str:
    spoken = words.load(code)
    said = {"language": code, "title": spoken.say("gallery"), "shade": spoken.say("light_dark")}
    data = " ".join(f'data-{key}="{escape(text)}"' for key, text in said.items())
    name = escape(spoken.data["name"])
    return f'<button type="button" lang="{code}" dir="{_direction(spoken)}" aria-pressed="false" {data}>{name}</button>'


def _article(shown: Exhibit, name: str, folder: Path) -> str:
    spoken = words.load(shown.language)
    labels = {key: escape(spoken.say(key)) for key in ("play", "pause", "copy", "copied", "scene_file")}
    return _filled(
        "exhibit.html",
        **labels,
        id=escape(name),
        language=escape(shown.language),
        direction=_direction(spoken),
        title=escape(shown.title),
        picture=_picture(shown, folder),
        player=PLAYER.format(**labels) if shown.moving else "",
        caption=escape(shown.caption),
        verdicts=_table(shown, spoken),
        file=escape(shown.source.name),
        source=escape(_source(shown)),
    )


def _picture(shown: Exhibit, folder: Path) -> str:
    """What plays best; of a picture in which nothing moves its still."""
    if shown.standing:
        return f'<img src="{_address(shown.standing, folder)}" {_described(shown, shown.standing)}>'
    if shown.videos:
        return _video(shown, folder)
    medium = shown.media[max(shown.images, key=lambda name: name == "gif")]
    still = f' data-still="{_address(shown.still, folder)}"' if shown.still else ""
    return f'<img src="{_address(medium, folder)}"{still} {_described(shown, medium)}>'


def _described(shown: Exhibit, medium: Medium) -> str:
    return f'{_size(medium)} alt="{escape(shown.alt)}" loading="lazy"'


def _video(shown: Exhibit, folder: Path) -> str:
    poster = f' poster="{_address(shown.still, folder)}"' if shown.still else ""
    loop = " loop" if shown.looped else ""
    size = _size(shown.media[shown.videos[0]])
    films = [shown.media[name] for name in shown.videos]
    sources = "".join(f'<source src="{_address(film, folder)}" type="{film.mime}">' for film in films)
    options = f'muted playsinline controls{loop}{poster} preload="metadata"'
    return f'<video {size} {options} aria-label="{escape(shown.alt)}">{sources}</video>'


def _table(shown: Exhibit, spoken: Words) -> str:
    """What became of each run; of a single one the caption says it."""
    if len(shown.verdicts) < SEVERAL:
        return ""
    heads = "".join(f'<th scope="col">{escape(spoken.say(key))}</th>' for key in ("run", "outcome"))
    rows = "".join(
        f'<tr><th scope="row">{escape(name or shown.title)}</th><td>{escape(text)}</td></tr>'
        for name, text in shown.verdicts
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n"


def _source(shown: Exhibit) -> str:
    try:
        return shown.source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RenderError(f"{shown.source}: can't be read: {(error.strerror or str(error)).lower()}") from error


def _size(medium: Medium) -> str:
    return f'width="{medium.size[0]}" height="{medium.size[1]}"'


def _address(medium: Medium, folder: Path) -> str:
    return escape(quote(Path(os.path.relpath(medium.path, folder)).as_posix()))


def _direction(spoken: Words) -> str:
    return "rtl" if spoken.right_to_left else "ltr"


def _filled(name: str, **fields: str) -> str:
    """A template with its fields filled in, all at once: what stands in a field is never filled again."""
    return FIELD.sub(lambda match: fields[match[1]], _text(name))


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
