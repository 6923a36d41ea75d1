"""The fonts that an SVG carries: of each only the letters that it writes, so that it looks the same everywhere."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

WRITTEN = re.compile(r'<(?:text|tspan)\b[^>]*?style="([^"]*)"[^>]*>([^<]*)</(?:text|tspan)>')
FAMILY = re.compile(r"font-family: '([^']+)'")
FILES: dict[str, str] = {}
"""Font files by the names that ``families`` gave them."""


def families(font: str) -> str:
    """What a text's style says of a font file: a name of its own, then the family for a viewer that reads no fonts."""
    name = Path(font).stem
    FILES[name] = font
    return f"'{name}', '{_family(font)}', sans-serif"


def with_fonts(text: str) -> str:
    """The SVG with the letters of every font that it names."""
    letters: dict[tuple[str, str, str], set[str]] = {}
    for style, content in WRITTEN.findall(text):
        named = FAMILY.search(style)
        if named:
            key = named[1], _of(style, "font-style"), _of(style, "font-weight")
            letters.setdefault(key, set()).update(unescape(content))
    rules = "".join(_rule(*key, "".join(sorted(used))) for key, used in sorted(letters.items()))
    return text.replace("</style>", f"\n{rules}</style>", 1)


def _of(style: str, key: str) -> str:
    found = re.search(rf"{key}: (\w+)", style)
    return found[1] if found else "normal"


def _rule(family: str, slant: str, weight: str, letters: str) -> str:
    path = FILES.get(family) or _file(family, slant, weight)
    data = base64.b64encode(_subset(path, letters)).decode()
    face = f"font-family: '{family}'; font-style: {slant}; font-weight: {weight}"
    return f"@font-face {{ {face}; src: url(data:font/woff;base64,{data}) }}\n"


def _file(family: str, slant: Any, weight: str) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    return str(findfont(FontProperties(family=[family], style=slant, weight=weight)))


def _subset(path: str, letters: str) -> bytes:
    """A font of these letters alone, as WOFF; its features stay, for joined letters need them."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=["*"], hinting=False, name_IDs=[1, 2], notdef_outline=True)
    options.drop_tables += ["FFTM", "meta"]  # what font editors leave behind
    with TTFont(path, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        font.flavor = "woff"
        stream = io.BytesIO()
        font.save(stream)
    return stream.getvalue()


@cache
def _family(font: str) -> str:
    from matplotlib.font_manager import get_font

    return str(get_font(font).family_name)
