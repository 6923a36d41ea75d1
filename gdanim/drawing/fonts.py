"""Chooses the font file that sets each character. Fonts are named by file, independent of the machine's own fonts."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

from gdanim.themes import font_files

WEIGHTS = {"regular": "Regular", "semibold": "SemiBold", "bold": "Bold"}
DECIMAL_SIGN = "٫"  # the default family draws it as a Latin comma, which a reader takes for a list

CHINESE_BLOCKS = range(0x2E80, 0xA000), range(0xF900, 0xFB00), range(0xFE30, 0xFE50), range(0xFF00, 0xFFF0)


@cache
def file(weight: str) -> Path:
    """Returns the default family's file for a weight in ``WEIGHTS``."""
    import fontpkg_ibm_plex_sans_arabic as plex

    return Path(plex.ROOT, "files", f"IBMPlexSansArabic-{WEIGHTS[weight]}.ttf")


@cache
def fallback(weight: str) -> Path:
    """Returns the file of DejaVu Sans, for characters that the default family lacks."""
    from matplotlib import get_data_path

    bold = "-Bold" if weight in {"semibold", "bold"} else ""
    return Path(get_data_path(), "fonts", "ttf", f"DejaVuSans{bold}.ttf")


@cache
def _glyphs(font: Path) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    return frozenset(get_font(str(font)).get_charmap())


def has_no_ink(letter: str) -> bool:
    """Returns whether a character is invisible: a space, or one that only directs or joins letters."""
    return letter.isspace() or unicodedata.category(letter) == "Cf"


def chain(weight: str, preferred: str | None = None) -> tuple[Path, ...]:
    """Returns the fallback chain of font files, beginning with ``preferred`` (a family or a file)."""
    first = (getattr(font_files.find(preferred), weight),) if preferred else ()
    return (*first, file(weight), fallback(weight))


def missing(text: str, weight: str = "regular", preferred: str | None = None) -> str:
    """Returns the characters of ``text`` that no available font contains, each once."""
    known = frozenset.union(*map(_glyphs, chain(weight, preferred)))
    letters = dict.fromkeys(letter for letter in text if ord(letter) not in known and not has_no_ink(letter))
    return "".join(letter for letter in letters if _chinese(letter, weight) is None)


def is_chinese(letter: str) -> bool:
    """Returns whether a character is a Chinese letter or sign."""
    return any(ord(letter) in block for block in CHINESE_BLOCKS)


def _chinese(letter: str, weight: str) -> Path | None:
    """Returns the font of a Chinese letter or sign, if a package or the machine has one: the default fonts lack it."""
    if not is_chinese(letter):
        return None
    typeface = font_files.chinese()
    path: Path | None = getattr(typeface, weight) if typeface else None
    return path if path and ord(letter) in _glyphs(path) else None


def split(text: str, weight: str, preferred: str | None = None) -> list[tuple[str, Path]]:
    """Splits ``text`` into parts, each with a font that sets all of it. Invisible characters stay in their parts."""
    files = chain(weight, preferred)

    def font(letter: str) -> Path:
        if has_no_ink(letter):
            return files[0]
        if letter == DECIMAL_SIGN and not (preferred and ord(letter) in _glyphs(files[0])):
            return files[-1]
        found = next((path for path in files if ord(letter) in _glyphs(path)), None)
        return found or _chinese(letter, weight) or files[-1]

    return [("".join(letters), path) for path, letters in groupby(text, key=font)]
