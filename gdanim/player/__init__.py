"""The step player: one HTML page with a film, its words and its steps. It needs no network and no library."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdanim.text import page_template
from gdanim.text.plain_formula import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gdanim.text.words import Words

FILES = Path(__file__).parent
SCRIPT_COMMENT = re.compile(r"(?:^|\s)// .*$", re.MULTILINE)
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
STYLE_SPACE = re.compile(r"\s*([{};,>])\s*|(?<=:)\s+")
KEYS = (
    ("Space", "play", "pause"),
    ("→", "next"),
    ("←", "back"),
    ("Home", "first_step"),
    ("End", "last_step"),
    ("1 2 3 4", "speed"),
    ("F", "full_screen"),
    ("L", "repeat"),
)
"""The keys of the player, and the labels of what each does."""
SPOKEN_WORDS = ("play", "pause", "no_verdict", "film_broken")


@dataclass(frozen=True)
class Media:
    """The addresses of a page's media: data addresses, or names of files beside the page.

    ``films`` are the animation, or that for light and that for dark pages; ``poster`` is its first frame, ``strip`` its
    key moments for print. ``size`` is the film's width and height in pixels, ``seconds`` its length.
    """

    films: tuple[str, ...]
    poster: str
    strip: str
    size: tuple[int, int]
    seconds: float


def page(
    content: Mapping[str, Any], media: Media, words: Words, source: str = "", options: Mapping[str, str] | None = None
) -> str:
    """Returns the page.

    Parameters
    ----------
    content
        The content of the animation's sidecar.
    media
        The film and the images.
    words
        The words of the sidecar's language.
    source
        The scene's own text; empty for none.
    options
        Settings that stand for those missing in the page's address: ``step``, ``autoplay``, ``speed``, ``loop``,
        ``theme``, ``bare`` and ``deck``, all of them text.
    """
    plain = ("step", "controls", "speed", "back", "next", "repeat", "full_screen", "details")
    return page_template.filled(
        (FILES / "page.html").read_text(encoding="utf-8"),
        **{key: escape(words.label(key)) for key in plain},
        language=escape(content["language"]),
        direction="rtl" if words.is_right_to_left else "ltr",
        title=escape(plain_text(content["title"] or content["scene"])),
        alt=escape(content["alt"]),
        caption=escape(plain_text(content["caption"])),
        style=style(),
        script=script(),
        film=escape(media.films[0]),
        poster=media.poster,
        strip=media.strip,
        width=str(media.size[0]),
        height=str(media.size[1]),
        last=str(len(content["steps"]) - 1),
        keys="".join(_key(key, labels, words) for key, *labels in KEYS),
        source=_source(source, words) if source else "",
        facts=_facts(content, media, words, options or {}),
    )


@cache
def style() -> str:
    """Returns the page's style without comments and spaces."""
    text = STYLE_COMMENT.sub("", (FILES / "player.css").read_text(encoding="utf-8"))
    return STYLE_SPACE.sub(r"\1", text).replace(";}", "}").strip()


@cache
def script() -> str:
    """Returns the page's script without comments and indentation."""
    text = SCRIPT_COMMENT.sub("", (FILES / "player.js").read_text(encoding="utf-8"))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _key(key: str, labels: Sequence[str], words: Words) -> str:
    meaning = escape(words.data["comma"].join(map(words.label, labels)))
    return f"<dt><bdi>{key}</bdi></dt><dd>{meaning}</dd>"


def _source(text: str, words: Words) -> str:
    labels = {key: escape(words.label(key)) for key in ("scene_file", "copy", "copied")}
    return page_template.filled((FILES / "source.html").read_text(encoding="utf-8"), text=escape(text), **labels)


def _facts(content: Mapping[str, Any], media: Media, words: Words, options: Mapping[str, str]) -> str:
    """Returns the page's data as JSON that no script element can end."""
    spoken = {key: words.label(key) for key in SPOKEN_WORDS}
    question = "؟" if words.is_right_to_left else "?"
    facts = {
        "fps": content["fps"],
        "seconds": media.seconds,
        "steps": [{key: step[key] for key in ("seconds", "full", "told")} for step in content["steps"]],
        "runs": [_run(entry) for entry in content["runs"] if entry["verdict"]],
        "notes": [{key: note[key] for key in ("step", "text", "seconds", "until")} for note in content["notes"]],
        "digits": [words.localized(str(digit)) for digit in range(10)],
        "words": {**spoken, "question": question},
        "films": media.films[1:] and media.films,
        "options": dict(options),
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _run(entry: Mapping[str, Any]) -> dict[str, Any]:
    verdict = entry["verdict"]
    return {
        "label": plain_text(entry["label"]),
        "text": verdict["text"],
        "kind": verdict["kind"],
        "place": verdict["place"],
        "earned": entry["earned"],
    }
