"""Embeds fonts into an SVG, reduced to the used letters, so that it looks the same everywhere."""

from __future__ import annotations

import base64
import io
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

TEXT_ELEMENT = re.compile(r'<(?:text|tspan)\b[^>]*?style="([^"]*)"[^>]*>([^<]*)</(?:text|tspan)>')
FAMILY = re.compile(r"font-family: '([^']+)'")
FONT_FILES: dict[str, str] = {}
"""Font files by the names that ``css_families`` gave them."""


def css_families(font: str) -> str:
    """Returns the CSS families of a font file: a unique name, then the font's own family as a fallback."""
    name = Path(font).stem
    FONT_FILES[name] = font
    return f"'{name}', '{_family(font)}', sans-serif"


def embed_fonts(svg: str) -> str:
    """Returns the SVG with a ``@font-face`` rule for every font in use, reduced to the used letters."""
    letters: dict[tuple[str, str, str], set[str]] = {}
    for style, text in TEXT_ELEMENT.findall(svg):
        family = FAMILY.search(style)
        if family:
            key = family[1], _style_value(style, "font-style"), _style_value(style, "font-weight")
            letters.setdefault(key, set()).update(unescape(text))
    rules = "".join(_font_face(*key, "".join(sorted(used))) for key, used in sorted(letters.items()))
    return svg.replace("</style>", f"\n{rules}</style>", 1)


def _style_value(style: str, key: str) -> str:
    found = re.search(rf"{key}: (\w+)", style)
    return found[1] if found else "normal"


def _font_face(family: str, style: str, weight: str, letters: str) -> str:
    path = FONT_FILES.get(family) or _installed_file(family, style, weight)
    data = base64.b64encode(_subset(path, letters)).decode()
    face = f"font-family: '{family}'; font-style: {style}; font-weight: {weight}"
    return f"@font-face {{ {face}; src: url(data:font/woff;base64,{data}) }}\n"


def _installed_file(family: str, style: Any, weight: str) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    return str(findfont(FontProperties(family=[family], style=style, weight=weight)))


def _subset(path: str, letters: str) -> bytes:
    """Returns a WOFF font of these letters alone. Its layout features are kept, because joined letters need them."""
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
