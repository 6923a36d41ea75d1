"""Which font file sets which character. Fonts are named by file, so that no machine's own fonts get in the way."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

from gdanim.themes import font_files

WEIGHTS = {"regular": "Regular", "semibold": "SemiBold", "bold": "Bold"}


@cache
def file(weight: str) -> Path:
    """The default family's file of a weight in ``WEIGHTS``."""
    import fontpkg_ibm_plex_sans_arabic as plex

    return Path(plex.ROOT, "files", f"IBMPlexSansArabic-{WEIGHTS[weight]}.ttf")


@cache
def fallback(weight: str) -> Path:
    """DejaVu Sans, for letters and signs that the default family lacks."""
    from matplotlib import get_data_path

    bold = "-Bold" if weight in {"semibold", "bold"} else ""
    return Path(get_data_path(), "fonts", "ttf", f"DejaVuSans{bold}.ttf")


@cache
def _glyphs(font: Path) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(str(font)).get_charmap())


def inkless(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Cf"


def chain(weight: str, own: str | None = None) -> tuple[Path, ...]:
    """The files that are asked for each letter, in this order. ``own``: a family, or a font file, before all others."""
    first = (getattr(font_files.find(own), weight),) if own else ()
    return (*first, file(weight), fallback(weight))


def missing(text: str, weight: str = "regular", own: str | None = None) -> str:
    """The characters of ``text`` that no font here can set, each once."""
    known = frozenset.union(*map(_glyphs, chain(weight, own)))
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known and not inkless(letter)))


def split(text: str, weight: str, own: str | None = None) -> list[tuple[str, Path]]:
    """``text`` in parts that one font sets whole. Signs without ink, as the one that parts Persian letters, stay."""
    files = chain(weight, own)

    def font(letter: str) -> Path:
        if inkless(letter):
            return files[0]
        return next((path for path in files if ord(letter) in _glyphs(path)), files[-1])

    return [("".join(letters), path) for path, letters in groupby(text, key=font)]
