"""Fills the templates of HTML pages."""

from __future__ import annotations

import re

FITTING = "max-width: 100%; height: auto"
"""The style of an image or video that is as narrow as its page."""
FIELD = re.compile(r"\{\{(\w+)\}\}")


def filled(template: str, **fields: str) -> str:
    """Returns a template with its fields filled in, all at once: the content of a field is never filled in again."""
    return FIELD.sub(lambda match: fields[match[1]], template)
