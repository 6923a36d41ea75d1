"""Checks the content of a theme file: every colour is present, and no unknown key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

from gdanim.messages import message
from gdanim.themes import Theme

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
LISTS = {"runs": 8, "heights": 2}
"""The lists of colours, and their minimum lengths."""
NUMBERS = ("line_scale", "text_scale")
OPTIONAL_COLOURS = ("casing", "good")
OPTIONAL = tuple(option.name for option in fields(Theme) if option.default is not MISSING)
COLOURS = tuple(option.name for option in fields(Theme) if option.name not in {"name", "summary", *LISTS, *OPTIONAL})


def problems(data: Mapping[str, Any]) -> list[str]:
    """Returns the problems of a theme file's content, a sentence each."""
    colours = data.get("colours")
    given_colours: Mapping[str, Any] = colours if isinstance(colours, Mapping) else {}
    known = {"summary", "colours", *LISTS, *OPTIONAL}
    return [
        *(message("registry.theme_lacks", key=key) for key in ("summary", *LISTS) if not data.get(key)),
        *(message("registry.theme_lacks", key=f"colours.{key}") for key in COLOURS if key not in given_colours),
        *(message("registry.theme_unknown_key", key=key) for key in data if key not in known),
        *(message("registry.theme_unknown_key", key=f"colours.{key}") for key in given_colours if key not in COLOURS),
        *(
            message("registry.theme_colour", key=f"colours.{key}", found=colour)
            for key, colour in given_colours.items()
            if not _is_colour(colour)
        ),
        *(
            message("registry.theme_colour", key=key, found=data[key])
            for key in OPTIONAL_COLOURS
            if key in data and not _is_colour(data[key])
        ),
        *(
            message("registry.theme_colours", key=key, minimum=min_count)
            for key, min_count in LISTS.items()
            if key in data and not (len(data[key]) >= min_count and all(map(_is_colour, data[key])))
        ),
        *(
            message("registry.theme_number", key=key, found=data[key])
            for key in NUMBERS
            if key in data and not (isinstance(data[key], int | float) and data[key] > 0)
        ),
    ]


def _is_colour(text: object) -> bool:
    return isinstance(text, str) and COLOUR.fullmatch(text) is not None
