"""The problems of a scene, as warnings of Sphinx at the scene's own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.util import logging

from gdanim.errors import GdanimError, SceneError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gdanim.sphinx.animation_node import SceneSource

logger = logging.getLogger(__name__)


def report(error: GdanimError, source: SceneSource, directive: Any) -> None:
    """Logs a warning for each problem; ``directive`` is the place of what has no line of its own."""
    if not isinstance(error, SceneError):
        logger.warning("%s", error, location=directive, type="gdanim", subtype="render")
        return
    for problem in error.problems:
        location, words = source.located(problem)
        logger.warning("%s", words, location=location, type="gdanim", subtype="scene")


def advise(sentences: Iterable[str], directive: Any) -> None:
    """Logs the warnings about a scene that is drawn all the same."""
    for sentence in sentences:
        logger.warning("%s", sentence, location=directive, type="gdanim", subtype="advice")
