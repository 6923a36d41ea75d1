"""Ghosts: what a panel that begins empty will show, so quiet that it may be overlooked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gdanim.themes import mix

if TYPE_CHECKING:
    from gdanim.panel_parts.panel_context import PanelContext

GHOST = "ghost"
"""The word of ``show``."""
GHOST_INK = 0.18  # fraction of the colour that a ghost stands for; the rest is the background


def has_ghost(context: PanelContext) -> bool:
    """Returns whether a panel shows a ghost: not where a note pauses, which asks for what comes."""
    return GHOST in context.shown_marks and not any(note.pause for note in context.scene_facts.notes)


def ghost_colour(colour: str, background: str) -> str:
    """Returns the colour of the ghost of something in a colour."""
    return mix(background, colour, GHOST_INK)
